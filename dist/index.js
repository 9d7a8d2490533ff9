import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 2098:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const { addAbortListener } = __nccwpck_require__(7332)
const { RequestAbortedError } = __nccwpck_require__(9263)

const kListener = Symbol('kListener')
const kSignal = Symbol('kSignal')

function abort (self) {
  if (self.abort) {
    self.abort(self[kSignal]?.reason)
  } else {
    self.reason = self[kSignal]?.reason ?? new RequestAbortedError()
  }
  removeSignal(self)
}

function addSignal (self, signal) {
  self.reason = null

  self[kSignal] = null
  self[kListener] = null

  if (!signal) {
    return
  }

  if (signal.aborted) {
    abort(self)
    return
  }

  self[kSignal] = signal
  self[kListener] = () => {
    abort(self)
  }

  addAbortListener(self[kSignal], self[kListener])
}

function removeSignal (self) {
  if (!self[kSignal]) {
    return
  }

  if ('removeEventListener' in self[kSignal]) {
    self[kSignal].removeEventListener('abort', self[kListener])
  } else {
    self[kSignal].removeListener('abort', self[kListener])
  }

  self[kSignal] = null
  self[kListener] = null
}

module.exports = {
  addSignal,
  removeSignal
}


/***/ }),

/***/ 6480:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const assert = __nccwpck_require__(4589)
const { AsyncResource } = __nccwpck_require__(6698)
const { InvalidArgumentError, SocketError } = __nccwpck_require__(9263)
const util = __nccwpck_require__(7332)
const { addSignal, removeSignal } = __nccwpck_require__(2098)

class ConnectHandler extends AsyncResource {
  constructor (opts, callback) {
    if (!opts || typeof opts !== 'object') {
      throw new InvalidArgumentError('invalid opts')
    }

    if (typeof callback !== 'function') {
      throw new InvalidArgumentError('invalid callback')
    }

    const { signal, opaque, responseHeaders } = opts

    if (signal && typeof signal.on !== 'function' && typeof signal.addEventListener !== 'function') {
      throw new InvalidArgumentError('signal must be an EventEmitter or EventTarget')
    }

    super('UNDICI_CONNECT')

    this.opaque = opaque || null
    this.responseHeaders = responseHeaders || null
    this.callback = callback
    this.abort = null

    addSignal(this, signal)
  }

  onRequestStart (controller, context) {
    if (this.reason) {
      controller.abort(this.reason)
      return
    }

    assert(this.callback)

    this.abort = (reason) => controller.abort(reason)
    this.context = context
  }

  onResponseStart () {
    throw new SocketError('bad connect', null)
  }

  onRequestUpgrade (controller, statusCode, headers, socket) {
    const { callback, opaque, context } = this

    removeSignal(this)

    this.callback = null

    let responseHeaders = headers
    const rawHeaders = controller?.rawHeaders
    // Indicates is an HTTP2Session
    if (responseHeaders != null) {
      responseHeaders = this.responseHeaders === 'raw'
        ? util.parseRawHeaders(rawHeaders)
        : headers
    }

    this.runInAsyncScope(callback, null, null, {
      statusCode,
      headers: responseHeaders,
      socket,
      opaque,
      context
    })
  }

  onResponseError (_controller, err) {
    const { callback, opaque } = this

    removeSignal(this)

    if (callback) {
      this.callback = null
      queueMicrotask(() => {
        this.runInAsyncScope(callback, null, err, { opaque })
      })
    }
  }
}

function connect (opts, callback) {
  if (callback === undefined) {
    return new Promise((resolve, reject) => {
      connect.call(this, opts, (err, data) => {
        return err ? reject(err) : resolve(data)
      })
    })
  }

  try {
    const connectHandler = new ConnectHandler(opts, callback)
    const connectOptions = { ...opts, method: 'CONNECT' }
    this.dispatch(connectOptions, connectHandler)
  } catch (err) {
    if (typeof callback !== 'function') {
      throw err
    }
    const opaque = opts?.opaque
    queueMicrotask(() => callback(err, { opaque }))
  }
}

module.exports = connect


/***/ }),

/***/ 3484:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const net = __nccwpck_require__(7030)
const assert = __nccwpck_require__(4589)
const util = __nccwpck_require__(7332)
const { InvalidArgumentError, ConnectTimeoutError } = __nccwpck_require__(9263)

let tls // include tls conditionally since it is not always available

// TODO: session re-use does not wait for the first
// connection to resolve the session and might therefore
// resolve the same servername multiple times even when
// re-use is enabled.

const SessionCache = class WeakSessionCache {
  constructor (maxCachedSessions) {
    this._maxCachedSessions = maxCachedSessions
    this._sessionCache = new Map()
    this._sessionRegistry = new FinalizationRegistry((key) => {
      if (this._sessionCache.size < this._maxCachedSessions) {
        return
      }

      const ref = this._sessionCache.get(key)
      if (ref !== undefined && ref.deref() === undefined) {
        this._sessionCache.delete(key)
      }
    })
  }

  get (sessionKey) {
    const ref = this._sessionCache.get(sessionKey)
    return ref ? ref.deref() : null
  }

  set (sessionKey, session) {
    if (this._maxCachedSessions === 0) {
      return
    }

    if (this._sessionCache.has(sessionKey)) {
      this._sessionCache.delete(sessionKey)
    } else if (this._sessionCache.size >= this._maxCachedSessions) {
      // Make room for the new session: prefer an entry whose session has
      // already been collected, otherwise evict the oldest one.
      let evicted = false
      for (const [key, ref] of this._sessionCache) {
        if (ref.deref() === undefined) {
          this._sessionCache.delete(key)
          evicted = true
          break
        }
      }

      if (!evicted) {
        const oldest = this._sessionCache.keys().next()
        if (!oldest.done) {
          this._sessionCache.delete(oldest.value)
        }
      }
    }

    this._sessionCache.set(sessionKey, new WeakRef(session))
    this._sessionRegistry.register(session, sessionKey)
  }
}

function buildConnector ({ allowH2, preferH2, useH2c, maxCachedSessions, socketPath, timeout, session: customSession, ...opts }) {
  if (maxCachedSessions != null && (!Number.isInteger(maxCachedSessions) || maxCachedSessions < 0)) {
    throw new InvalidArgumentError('maxCachedSessions must be a positive integer or zero')
  }

  const options = { path: socketPath, ...opts }
  const sessionCache = new SessionCache(maxCachedSessions == null ? 100 : maxCachedSessions)
  timeout = timeout == null ? 10e3 : timeout
  allowH2 = allowH2 != null ? allowH2 : true
  return function connect ({ hostname, host, protocol, port, servername, localAddress, httpSocket }, callback) {
    let socket
    if (protocol === 'https:') {
      if (!tls) {
        tls = __nccwpck_require__(1692)
      }
      servername = servername || options.servername || util.getServerName(host) || null

      const sessionKey = servername || hostname
      assert(sessionKey)

      const session = customSession || sessionCache.get(sessionKey) || null

      port = port || 443

      socket = tls.connect({
        highWaterMark: 16384, // TLS in node can't have bigger HWM anyway...
        ...options,
        servername,
        session,
        localAddress,
        ALPNProtocols: allowH2 ? (preferH2 ? ['h2', 'http/1.1'] : ['http/1.1', 'h2']) : ['http/1.1'],
        socket: httpSocket, // upgrade socket connection
        port,
        host: hostname
      })

      socket
        .on('session', function (session) {
          // TODO (fix): Can a session become invalid once established? Don't think so?
          sessionCache.set(sessionKey, session)
        })
    } else {
      assert(!httpSocket, 'httpSocket can only be sent on TLS update')

      port = port || 80

      const connectOptions = {
        highWaterMark: 64 * 1024, // Same as nodejs fs streams.
        ...options,
        localAddress,
        port,
        host: hostname
      }

      const family = net.isIP(hostname)
      if (family !== 0 && servername && servername !== hostname) {
        connectOptions.host = servername
        connectOptions.lookup = (_hostname, lookupOptions, cb) => {
          if (lookupOptions.all) {
            cb(null, [{ address: hostname, family }])
          } else {
            cb(null, hostname, family)
          }
        }
      }

      socket = net.connect(connectOptions)
      if (useH2c === true) {
        socket.alpnProtocol = 'h2'
      }
    }

    // Set TCP keep alive options on the socket here instead of in connect() for the case of assigning the socket
    if (options.keepAlive == null || options.keepAlive) {
      const keepAliveInitialDelay = options.keepAliveInitialDelay === undefined ? 60e3 : options.keepAliveInitialDelay
      socket.setKeepAlive(true, keepAliveInitialDelay)
    }

    const clearConnectTimeout = util.setupConnectTimeout(new WeakRef(socket), { timeout, hostname, port })

    socket
      .setNoDelay(true)
      .once(protocol === 'https:' ? 'secureConnect' : 'connect', function () {
        queueMicrotask(clearConnectTimeout)

        if (callback) {
          const cb = callback
          callback = null
          cb(null, this)
        }
      })
      .on('error', function (err) {
        queueMicrotask(clearConnectTimeout)

        if (callback) {
          const cb = callback
          callback = null
          cb(maybeNormalizeConnectError(err, this, { timeout, hostname, port }))
        }
      })

    return socket
  }
}

// `net.connect` with `autoSelectFamily` raises an `AggregateError` when every
// attempted address fails. If any of those failures is a timeout, surface the
// error as a `ConnectTimeoutError` so callers see the same error regardless of
// which timer (Node's internal one or undici's `connectTimeout`) wins the race.
// The original `AggregateError` is preserved on `.cause`.
function maybeNormalizeConnectError (err, socket, opts) {
  if (
    err instanceof AggregateError &&
    (err.code === 'ETIMEDOUT' || err.errors.some((e) => e != null && e.code === 'ETIMEDOUT'))
  ) {
    let message = 'Connect Timeout Error'
    if (Array.isArray(socket.autoSelectFamilyAttemptedAddresses)) {
      message += ` (attempted addresses: ${socket.autoSelectFamilyAttemptedAddresses.join(', ')},`
    } else {
      message += ` (attempted address: ${opts.hostname}:${opts.port},`
    }
    message += ` timeout: ${opts.timeout}ms)`

    const wrapped = new ConnectTimeoutError(message)
    wrapped.cause = err
    return wrapped
  }
  return err
}

module.exports = buildConnector


/***/ }),

/***/ 7899:
/***/ ((module) => {



/**
 * @see https://developer.mozilla.org/docs/Web/HTTP/Headers
 */
const wellknownHeaderNames = /** @type {const} */ ([
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Accept-Ranges',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Headers',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Origin',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Method',
  'Age',
  'Allow',
  'Alt-Svc',
  'Alt-Used',
  'Authorization',
  'Cache-Control',
  'Clear-Site-Data',
  'Connection',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Location',
  'Content-Range',
  'Content-Security-Policy',
  'Content-Security-Policy-Report-Only',
  'Content-Type',
  'Cookie',
  'Cross-Origin-Embedder-Policy',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
  'Date',
  'Device-Memory',
  'Downlink',
  'ECT',
  'ETag',
  'Expect',
  'Expect-CT',
  'Expires',
  'Forwarded',
  'From',
  'Host',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Range',
  'If-Unmodified-Since',
  'Keep-Alive',
  'Last-Modified',
  'Link',
  'Location',
  'Max-Forwards',
  'Origin',
  'Permissions-Policy',
  'Pragma',
  'Proxy-Authenticate',
  'Proxy-Authorization',
  'RTT',
  'Range',
  'Referer',
  'Referrer-Policy',
  'Refresh',
  'Retry-After',
  'Sec-WebSocket-Accept',
  'Sec-WebSocket-Extensions',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Protocol',
  'Sec-WebSocket-Version',
  'Server',
  'Server-Timing',
  'Service-Worker-Allowed',
  'Service-Worker-Navigation-Preload',
  'Set-Cookie',
  'SourceMap',
  'Strict-Transport-Security',
  'Supports-Loading-Mode',
  'TE',
  'Timing-Allow-Origin',
  'Trailer',
  'Transfer-Encoding',
  'Upgrade',
  'Upgrade-Insecure-Requests',
  'User-Agent',
  'Vary',
  'Via',
  'WWW-Authenticate',
  'X-Content-Type-Options',
  'X-DNS-Prefetch-Control',
  'X-Frame-Options',
  'X-Permitted-Cross-Domain-Policies',
  'X-Powered-By',
  'X-Requested-With',
  'X-XSS-Protection'
])

/** @type {Record<typeof wellknownHeaderNames[number]|Lowercase<typeof wellknownHeaderNames[number]>, string>} */
const headerNameLowerCasedRecord = {}

// Note: object prototypes should not be able to be referenced. e.g. `Object#hasOwnProperty`.
Object.setPrototypeOf(headerNameLowerCasedRecord, null)

for (let i = 0; i < wellknownHeaderNames.length; ++i) {
  const key = wellknownHeaderNames[i]
  const lowerCasedKey = key.toLowerCase()
  headerNameLowerCasedRecord[key] = headerNameLowerCasedRecord[lowerCasedKey] =
    lowerCasedKey
}

/**
 * Default WebSocket receive limits (see `webSocket` in Client.md). Used by
 * DispatcherBase#webSocketOptions and by the WebSocket parser when the
 * dispatcher doesn't provide a value, so a dispatcher without
 * `webSocketOptions` (a custom one, or a wrapper) doesn't remove the limits.
 */
const defaultWebSocketMaxFragments = 131072
const defaultWebSocketMaxPayloadSize = 128 * 1024 * 1024 // 128 MB

module.exports = {
  wellknownHeaderNames,
  headerNameLowerCasedRecord,
  defaultWebSocketMaxFragments,
  defaultWebSocketMaxPayloadSize
}


/***/ }),

/***/ 3082:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const diagnosticsChannel = __nccwpck_require__(3053)
const util = __nccwpck_require__(7975)

const undiciDebugLog = util.debuglog('undici')
const fetchDebuglog = util.debuglog('fetch')
const websocketDebuglog = util.debuglog('websocket')

const channels = {
  // Client
  beforeConnect: diagnosticsChannel.channel('undici:client:beforeConnect'),
  connected: diagnosticsChannel.channel('undici:client:connected'),
  connectError: diagnosticsChannel.channel('undici:client:connectError'),
  sendHeaders: diagnosticsChannel.channel('undici:client:sendHeaders'),
  // Request
  create: diagnosticsChannel.channel('undici:request:create'),
  bodySent: diagnosticsChannel.channel('undici:request:bodySent'),
  bodyChunkSent: diagnosticsChannel.channel('undici:request:bodyChunkSent'),
  bodyChunkReceived: diagnosticsChannel.channel('undici:request:bodyChunkReceived'),
  headers: diagnosticsChannel.channel('undici:request:headers'),
  trailers: diagnosticsChannel.channel('undici:request:trailers'),
  error: diagnosticsChannel.channel('undici:request:error'),
  // WebSocket
  open: diagnosticsChannel.channel('undici:websocket:open'),
  close: diagnosticsChannel.channel('undici:websocket:close'),
  socketError: diagnosticsChannel.channel('undici:websocket:socket_error'),
  ping: diagnosticsChannel.channel('undici:websocket:ping'),
  pong: diagnosticsChannel.channel('undici:websocket:pong'),
  // ProxyAgent
  proxyConnected: diagnosticsChannel.channel('undici:proxy:connected')
}

let isTrackingClientEvents = false

function trackClientEvents (debugLog = undiciDebugLog) {
  if (isTrackingClientEvents) {
    return
  }

  // Check if any of the channels already have subscribers to prevent duplicate subscriptions
  // This can happen when both Node.js built-in undici and undici as a dependency are present
  if (channels.beforeConnect.hasSubscribers || channels.connected.hasSubscribers ||
      channels.connectError.hasSubscribers || channels.sendHeaders.hasSubscribers) {
    isTrackingClientEvents = true
    return
  }

  isTrackingClientEvents = true

  diagnosticsChannel.subscribe('undici:client:beforeConnect',
    evt => {
      const {
        connectParams: { version, protocol, port, host }
      } = evt
      debugLog(
        'connecting to %s%s using %s%s',
        host,
        port ? `:${port}` : '',
        protocol,
        version
      )
    })

  diagnosticsChannel.subscribe('undici:client:connected',
    evt => {
      const {
        connectParams: { version, protocol, port, host }
      } = evt
      debugLog(
        'connected to %s%s using %s%s',
        host,
        port ? `:${port}` : '',
        protocol,
        version
      )
    })

  diagnosticsChannel.subscribe('undici:client:connectError',
    evt => {
      const {
        connectParams: { version, protocol, port, host },
        error
      } = evt
      debugLog(
        'connection to %s%s using %s%s errored - %s',
        host,
        port ? `:${port}` : '',
        protocol,
        version,
        error.message
      )
    })

  diagnosticsChannel.subscribe('undici:client:sendHeaders',
    evt => {
      const {
        request: { method, path, origin }
      } = evt
      debugLog('sending request to %s %s%s', method, origin, path)
    })
}

let isTrackingRequestEvents = false

function trackRequestEvents (debugLog = undiciDebugLog) {
  if (isTrackingRequestEvents) {
    return
  }

  // Check if any of the channels already have subscribers to prevent duplicate subscriptions
  // This can happen when both Node.js built-in undici and undici as a dependency are present
  if (channels.headers.hasSubscribers || channels.trailers.hasSubscribers ||
      channels.error.hasSubscribers) {
    isTrackingRequestEvents = true
    return
  }

  isTrackingRequestEvents = true

  diagnosticsChannel.subscribe('undici:request:headers',
    evt => {
      const {
        request: { method, path, origin },
        response: { statusCode }
      } = evt
      debugLog(
        'received response to %s %s%s - HTTP %d',
        method,
        origin,
        path,
        statusCode
      )
    })

  diagnosticsChannel.subscribe('undici:request:trailers',
    evt => {
      const {
        request: { method, path, origin }
      } = evt
      debugLog('trailers received from %s %s%s', method, origin, path)
    })

  diagnosticsChannel.subscribe('undici:request:error',
    evt => {
      const {
        request: { method, path, origin },
        error
      } = evt
      debugLog(
        'request to %s %s%s errored - %s',
        method,
        origin,
        path,
        error.message
      )
    })
}

let isTrackingWebSocketEvents = false

function trackWebSocketEvents (debugLog = websocketDebuglog) {
  if (isTrackingWebSocketEvents) {
    return
  }

  // Check if any of the channels already have subscribers to prevent duplicate subscriptions
  // This can happen when both Node.js built-in undici and undici as a dependency are present
  if (channels.open.hasSubscribers || channels.close.hasSubscribers ||
      channels.socketError.hasSubscribers || channels.ping.hasSubscribers ||
      channels.pong.hasSubscribers) {
    isTrackingWebSocketEvents = true
    return
  }

  isTrackingWebSocketEvents = true

  diagnosticsChannel.subscribe('undici:websocket:open',
    evt => {
      if (evt.address != null) {
        const { address, port } = evt.address
        debugLog('connection opened %s%s', address, port ? `:${port}` : '')
      } else {
        debugLog('connection opened')
      }
    })

  diagnosticsChannel.subscribe('undici:websocket:close',
    evt => {
      const { websocket, code, reason } = evt
      debugLog(
        'closed connection to %s - %s %s',
        websocket.url,
        code,
        reason
      )
    })

  diagnosticsChannel.subscribe('undici:websocket:socket_error',
    err => {
      debugLog('connection errored - %s', err.message)
    })

  diagnosticsChannel.subscribe('undici:websocket:ping',
    evt => {
      debugLog('ping received')
    })

  diagnosticsChannel.subscribe('undici:websocket:pong',
    evt => {
      debugLog('pong received')
    })
}

if (undiciDebugLog.enabled || fetchDebuglog.enabled) {
  trackClientEvents(fetchDebuglog.enabled ? fetchDebuglog : undiciDebugLog)
  trackRequestEvents(fetchDebuglog.enabled ? fetchDebuglog : undiciDebugLog)
}

if (websocketDebuglog.enabled) {
  trackClientEvents(undiciDebugLog.enabled ? undiciDebugLog : websocketDebuglog)
  trackWebSocketEvents(websocketDebuglog)
}

module.exports = {
  channels
}


/***/ }),

/***/ 9263:
/***/ ((module) => {



const kUndiciError = Symbol.for('undici.error.UND_ERR')
class UndiciError extends Error {
  constructor (message, options) {
    super(message, options)
    this.name = 'UndiciError'
    this.code = 'UND_ERR'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kUndiciError] === true
  }

  get [kUndiciError] () {
    return true
  }
}

const kConnectTimeoutError = Symbol.for('undici.error.UND_ERR_CONNECT_TIMEOUT')
class ConnectTimeoutError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'ConnectTimeoutError'
    this.message = message || 'Connect Timeout Error'
    this.code = 'UND_ERR_CONNECT_TIMEOUT'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kConnectTimeoutError] === true
  }

  get [kConnectTimeoutError] () {
    return true
  }
}

const kHeadersTimeoutError = Symbol.for('undici.error.UND_ERR_HEADERS_TIMEOUT')
class HeadersTimeoutError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'HeadersTimeoutError'
    this.message = message || 'Headers Timeout Error'
    this.code = 'UND_ERR_HEADERS_TIMEOUT'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kHeadersTimeoutError] === true
  }

  get [kHeadersTimeoutError] () {
    return true
  }
}

const kHeadersOverflowError = Symbol.for('undici.error.UND_ERR_HEADERS_OVERFLOW')
class HeadersOverflowError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'HeadersOverflowError'
    this.message = message || 'Headers Overflow Error'
    this.code = 'UND_ERR_HEADERS_OVERFLOW'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kHeadersOverflowError] === true
  }

  get [kHeadersOverflowError] () {
    return true
  }
}

const kBodyTimeoutError = Symbol.for('undici.error.UND_ERR_BODY_TIMEOUT')
class BodyTimeoutError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'BodyTimeoutError'
    this.message = message || 'Body Timeout Error'
    this.code = 'UND_ERR_BODY_TIMEOUT'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kBodyTimeoutError] === true
  }

  get [kBodyTimeoutError] () {
    return true
  }
}

const kInvalidArgumentError = Symbol.for('undici.error.UND_ERR_INVALID_ARG')
class InvalidArgumentError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'InvalidArgumentError'
    this.message = message || 'Invalid Argument Error'
    this.code = 'UND_ERR_INVALID_ARG'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kInvalidArgumentError] === true
  }

  get [kInvalidArgumentError] () {
    return true
  }
}

const kInvalidReturnValueError = Symbol.for('undici.error.UND_ERR_INVALID_RETURN_VALUE')
class InvalidReturnValueError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'InvalidReturnValueError'
    this.message = message || 'Invalid Return Value Error'
    this.code = 'UND_ERR_INVALID_RETURN_VALUE'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kInvalidReturnValueError] === true
  }

  get [kInvalidReturnValueError] () {
    return true
  }
}

const kAbortError = Symbol.for('undici.error.UND_ERR_ABORT')
class AbortError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'AbortError'
    this.message = message || 'The operation was aborted'
    this.code = 'UND_ERR_ABORT'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kAbortError] === true
  }

  get [kAbortError] () {
    return true
  }
}

const kRequestAbortedError = Symbol.for('undici.error.UND_ERR_ABORTED')
class RequestAbortedError extends AbortError {
  constructor (message) {
    super(message)
    this.name = 'AbortError'
    this.message = message || 'Request aborted'
    this.code = 'UND_ERR_ABORTED'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kRequestAbortedError] === true
  }

  get [kRequestAbortedError] () {
    return true
  }
}

const kInformationalError = Symbol.for('undici.error.UND_ERR_INFO')
class InformationalError extends UndiciError {
  constructor (message, options) {
    super(message, options)
    this.name = 'InformationalError'
    this.message = message || 'Request information'
    this.code = 'UND_ERR_INFO'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kInformationalError] === true
  }

  get [kInformationalError] () {
    return true
  }
}

const kRequestContentLengthMismatchError = Symbol.for('undici.error.UND_ERR_REQ_CONTENT_LENGTH_MISMATCH')
class RequestContentLengthMismatchError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'RequestContentLengthMismatchError'
    this.message = message || 'Request body length does not match content-length header'
    this.code = 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kRequestContentLengthMismatchError] === true
  }

  get [kRequestContentLengthMismatchError] () {
    return true
  }
}

const kResponseContentLengthMismatchError = Symbol.for('undici.error.UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
class ResponseContentLengthMismatchError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'ResponseContentLengthMismatchError'
    this.message = message || 'Response body length does not match content-length header'
    this.code = 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kResponseContentLengthMismatchError] === true
  }

  get [kResponseContentLengthMismatchError] () {
    return true
  }
}

const kClientDestroyedError = Symbol.for('undici.error.UND_ERR_DESTROYED')
class ClientDestroyedError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'ClientDestroyedError'
    this.message = message || 'The client is destroyed'
    this.code = 'UND_ERR_DESTROYED'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kClientDestroyedError] === true
  }

  get [kClientDestroyedError] () {
    return true
  }
}

const kClientClosedError = Symbol.for('undici.error.UND_ERR_CLOSED')
class ClientClosedError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'ClientClosedError'
    this.message = message || 'The client is closed'
    this.code = 'UND_ERR_CLOSED'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kClientClosedError] === true
  }

  get [kClientClosedError] () {
    return true
  }
}

const kSocketError = Symbol.for('undici.error.UND_ERR_SOCKET')
class SocketError extends UndiciError {
  constructor (message, socket) {
    super(message)
    this.name = 'SocketError'
    this.message = message || 'Socket error'
    this.code = 'UND_ERR_SOCKET'
    this.socket = socket
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kSocketError] === true
  }

  get [kSocketError] () {
    return true
  }
}

const kNotSupportedError = Symbol.for('undici.error.UND_ERR_NOT_SUPPORTED')
class NotSupportedError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'NotSupportedError'
    this.message = message || 'Not supported error'
    this.code = 'UND_ERR_NOT_SUPPORTED'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kNotSupportedError] === true
  }

  get [kNotSupportedError] () {
    return true
  }
}

const kBalancedPoolMissingUpstreamError = Symbol.for('undici.error.UND_ERR_BPL_MISSING_UPSTREAM')
class BalancedPoolMissingUpstreamError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'MissingUpstreamError'
    this.message = message || 'No upstream has been added to the BalancedPool'
    this.code = 'UND_ERR_BPL_MISSING_UPSTREAM'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kBalancedPoolMissingUpstreamError] === true
  }

  get [kBalancedPoolMissingUpstreamError] () {
    return true
  }
}

const kWebAssemblyNotSupportedError = Symbol.for('undici.error.ERR_WEBASSEMBLY_NOT_SUPPORTED')
class WebAssemblyNotSupportedError extends Error {
  constructor (message) {
    super(message || 'WebAssembly is not supported in this environment, but is required for HTTP/1 parsing')
    this.code = 'ERR_WEBASSEMBLY_NOT_SUPPORTED'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kWebAssemblyNotSupportedError] === true
  }

  get [kWebAssemblyNotSupportedError] () {
    return true
  }
}

const kHTTPParserError = Symbol.for('undici.error.UND_ERR_HTTP_PARSER')
class HTTPParserError extends Error {
  constructor (message, code, data) {
    super(message)
    this.name = 'HTTPParserError'
    this.code = code ? `HPE_${code}` : undefined
    this.data = data ? data.toString() : undefined
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kHTTPParserError] === true
  }

  get [kHTTPParserError] () {
    return true
  }
}

const kResponseExceededMaxSizeError = Symbol.for('undici.error.UND_ERR_RES_EXCEEDED_MAX_SIZE')
class ResponseExceededMaxSizeError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'ResponseExceededMaxSizeError'
    this.message = message || 'Response content exceeded max size'
    this.code = 'UND_ERR_RES_EXCEEDED_MAX_SIZE'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kResponseExceededMaxSizeError] === true
  }

  get [kResponseExceededMaxSizeError] () {
    return true
  }
}

const kRequestRetryError = Symbol.for('undici.error.UND_ERR_REQ_RETRY')
class RequestRetryError extends UndiciError {
  constructor (message, code, { headers, data }) {
    super(message)
    this.name = 'RequestRetryError'
    this.message = message || 'Request retry error'
    this.code = 'UND_ERR_REQ_RETRY'
    this.statusCode = code
    this.data = data
    this.headers = headers
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kRequestRetryError] === true
  }

  get [kRequestRetryError] () {
    return true
  }
}

const kResponseError = Symbol.for('undici.error.UND_ERR_RESPONSE')
class ResponseError extends UndiciError {
  constructor (message, code, { headers, body, bodyTruncated = false }) {
    super(message)
    this.name = 'ResponseError'
    this.message = message || 'Response error'
    this.code = 'UND_ERR_RESPONSE'
    this.statusCode = code
    this.body = body
    this.bodyTruncated = bodyTruncated
    this.headers = headers
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kResponseError] === true
  }

  get [kResponseError] () {
    return true
  }
}

const kSecureProxyConnectionError = Symbol.for('undici.error.UND_ERR_PRX_TLS')
class SecureProxyConnectionError extends UndiciError {
  constructor (cause, message, options = {}) {
    super(message, { cause, ...options })
    this.name = 'SecureProxyConnectionError'
    this.message = message || 'Secure Proxy Connection failed'
    this.code = 'UND_ERR_PRX_TLS'
    this.cause = cause
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kSecureProxyConnectionError] === true
  }

  get [kSecureProxyConnectionError] () {
    return true
  }
}

const kProxyConnectionError = Symbol.for('undici.error.UND_ERR_PRX_CONN')
class ProxyConnectionError extends UndiciError {
  constructor (cause, message, options = {}) {
    super(message, { cause, ...options })
    this.name = 'ProxyConnectionError'
    this.message = message || 'Proxy Connection failed'
    this.code = 'UND_ERR_PRX_CONN'
    this.cause = cause
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kProxyConnectionError] === true
  }

  get [kProxyConnectionError] () {
    return true
  }
}

const kMaxRedirectsError = Symbol.for('undici.error.UND_ERR_REDIRECT_MAX')
class MaxRedirectsError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'MaxRedirectsError'
    this.message = message || 'max redirects'
    this.code = 'UND_ERR_REDIRECT_MAX'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kMaxRedirectsError] === true
  }

  get [kMaxRedirectsError] () {
    return true
  }
}

const kMaxOriginsReachedError = Symbol.for('undici.error.UND_ERR_MAX_ORIGINS_REACHED')
class MaxOriginsReachedError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'MaxOriginsReachedError'
    this.message = message || 'Maximum allowed origins reached'
    this.code = 'UND_ERR_MAX_ORIGINS_REACHED'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kMaxOriginsReachedError] === true
  }

  get [kMaxOriginsReachedError] () {
    return true
  }
}

class Socks5ProxyError extends UndiciError {
  constructor (message, code) {
    super(message)
    this.name = 'Socks5ProxyError'
    this.message = message || 'SOCKS5 proxy error'
    this.code = code || 'UND_ERR_SOCKS5'
  }
}

const kMessageSizeExceededError = Symbol.for('undici.error.UND_ERR_WS_MESSAGE_SIZE_EXCEEDED')
class MessageSizeExceededError extends UndiciError {
  constructor (message) {
    super(message)
    this.name = 'MessageSizeExceededError'
    this.message = message || 'Max decompressed message size exceeded'
    this.code = 'UND_ERR_WS_MESSAGE_SIZE_EXCEEDED'
  }

  static [Symbol.hasInstance] (instance) {
    return instance && instance[kMessageSizeExceededError] === true
  }

  get [kMessageSizeExceededError] () {
    return true
  }
}

module.exports = {
  AbortError,
  WebAssemblyNotSupportedError,
  HTTPParserError,
  UndiciError,
  HeadersTimeoutError,
  HeadersOverflowError,
  BodyTimeoutError,
  RequestContentLengthMismatchError,
  ConnectTimeoutError,
  InvalidArgumentError,
  InvalidReturnValueError,
  RequestAbortedError,
  ClientDestroyedError,
  ClientClosedError,
  InformationalError,
  SocketError,
  NotSupportedError,
  ResponseContentLengthMismatchError,
  BalancedPoolMissingUpstreamError,
  ResponseExceededMaxSizeError,
  RequestRetryError,
  ResponseError,
  SecureProxyConnectionError,
  ProxyConnectionError,
  MaxOriginsReachedError,
  MaxRedirectsError,
  Socks5ProxyError,
  MessageSizeExceededError
}


/***/ }),

/***/ 2083:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const {
  InvalidArgumentError,
  NotSupportedError
} = __nccwpck_require__(9263)
const assert = __nccwpck_require__(4589)
const {
  isValidHTTPToken,
  isValidHeaderValue,
  isStream,
  destroy,
  isBuffer,
  isFormDataLike,
  isIterable,
  hasSafeIterator,
  isBlobLike,
  serializePathWithQuery,
  parseHeaders,
  assertRequestHandler,
  getServerName,
  normalizedMethodRecords,
  getProtocolFromUrlString
} = __nccwpck_require__(7332)
const { channels } = __nccwpck_require__(3082)
const { headerNameLowerCasedRecord } = __nccwpck_require__(7899)

// Verifies that a given path is valid does not contain control chars \x00 to \x20
const invalidPathRegex = /[^\u0021-\u00ff]/

function isValidContentLengthHeaderValue (val) {
  if (typeof val !== 'string' || val.length === 0) {
    return false
  }

  for (let i = 0; i < val.length; i++) {
    const charCode = val.charCodeAt(i)
    if (charCode < 48 || charCode > 57) {
      return false
    }
  }

  return true
}

const kHandler = Symbol('handler')
const kController = Symbol('controller')
const kResume = Symbol('resume')

class RequestController {
  #paused = false
  #reason = null
  #aborted = false
  #abort

  [kResume] = null

  rawHeaders = null
  rawTrailers = null

  constructor (abort) {
    this.#abort = abort
  }

  pause () {
    this.#paused = true
  }

  resume () {
    if (this.#paused) {
      this.#paused = false
      this[kResume]?.()
    }
  }

  abort (reason) {
    if (!this.#aborted) {
      this.#aborted = true
      this.#reason = reason
      this.#abort(reason)
    }
  }

  get aborted () {
    return this.#aborted
  }

  get reason () {
    return this.#reason
  }

  get paused () {
    return this.#paused
  }
}

class Request {
  constructor (origin, {
    path,
    method,
    body,
    headers,
    query,
    idempotent,
    blocking,
    upgrade,
    headersTimeout,
    bodyTimeout,
    reset,
    expectContinue,
    servername,
    throwOnError,
    maxRedirections,
    typeOfService
  }, handler) {
    if (typeof path !== 'string') {
      throw new InvalidArgumentError('path must be a string')
    } else if (
      path[0] !== '/' &&
      !(path.startsWith('http://') || path.startsWith('https://')) &&
      method !== 'CONNECT'
    ) {
      throw new InvalidArgumentError('path must be an absolute URL or start with a slash')
    } else if (invalidPathRegex.test(path)) {
      throw new InvalidArgumentError('invalid request path')
    }

    if (typeof method !== 'string') {
      throw new InvalidArgumentError('method must be a string')
    } else if (normalizedMethodRecords[method] === undefined && !isValidHTTPToken(method)) {
      throw new InvalidArgumentError('invalid request method')
    }

    if (upgrade && typeof upgrade !== 'string') {
      throw new InvalidArgumentError('upgrade must be a string')
    }

    if (upgrade && !isValidHeaderValue(upgrade)) {
      throw new InvalidArgumentError('invalid upgrade header')
    }

    if (headersTimeout != null && (!Number.isFinite(headersTimeout) || headersTimeout < 0)) {
      throw new InvalidArgumentError('invalid headersTimeout')
    }

    if (bodyTimeout != null && (!Number.isFinite(bodyTimeout) || bodyTimeout < 0)) {
      throw new InvalidArgumentError('invalid bodyTimeout')
    }

    if (reset != null && typeof reset !== 'boolean') {
      throw new InvalidArgumentError('invalid reset')
    }

    if (expectContinue != null && typeof expectContinue !== 'boolean') {
      throw new InvalidArgumentError('invalid expectContinue')
    }

    if (throwOnError != null) {
      throw new InvalidArgumentError('invalid throwOnError')
    }

    if (maxRedirections != null && maxRedirections !== 0) {
      throw new InvalidArgumentError('maxRedirections is not supported, use the redirect interceptor')
    }

    if (typeOfService != null && (!Number.isInteger(typeOfService) || typeOfService < 0 || typeOfService > 255)) {
      throw new InvalidArgumentError('typeOfService must be an integer between 0 and 255')
    }

    this.headersTimeout = headersTimeout

    this.bodyTimeout = bodyTimeout

    this.method = method

    this.typeOfService = typeOfService

    this.abort = null

    if (body == null) {
      this.body = null
    } else if (isStream(body)) {
      this.body = body

      const rState = this.body._readableState
      if (!rState || !rState.autoDestroy) {
        this.endHandler = function autoDestroy () {
          destroy(this)
        }
        this.body.on('end', this.endHandler)
      }

      this.errorHandler = err => {
        if (this.abort) {
          this.abort(err)
        } else {
          this.error = err
        }
      }
      this.body.on('error', this.errorHandler)
    } else if (isBuffer(body)) {
      this.body = body.byteLength ? body : null
    } else if (ArrayBuffer.isView(body)) {
      this.body = body.buffer.byteLength ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : null
    } else if (body instanceof ArrayBuffer) {
      this.body = body.byteLength ? Buffer.from(body) : null
    } else if (typeof body === 'string') {
      this.body = body.length ? Buffer.from(body) : null
    } else if (isFormDataLike(body)) {
      if (!isUndiciFormData(body)) {
        throw new InvalidArgumentError('body must be a FormData created by this undici package instance; FormData from other sources, such as the built-in FormData provided by Node.js, is not supported')
      }
      this.body = body
    } else if (isIterable(body) || isBlobLike(body)) {
      this.body = body
    } else {
      throw new InvalidArgumentError('body must be a string, a Buffer, a Readable stream, an iterable, or an async iterable')
    }

    this.completed = false
    this.aborted = false

    this.upgrade = upgrade || null

    this.path = query ? serializePathWithQuery(path, query) : path

    // TODO: shall we maybe standardize it to an URL object?
    this.origin = origin

    this.protocol = getProtocolFromUrlString(origin)

    this.idempotent = idempotent == null
      ? method === 'HEAD' || method === 'GET' || method === 'QUERY'
      : idempotent

    this.blocking = blocking ?? this.method !== 'HEAD'

    this.reset = reset == null ? null : reset

    this.host = null

    this.contentLength = null

    this.contentType = null

    this.headers = []

    // Only for H2
    this.expectContinue = expectContinue != null ? expectContinue : false

    if (Array.isArray(headers)) {
      if (headers.length % 2 !== 0) {
        throw new InvalidArgumentError('headers array must be even')
      }
      for (let i = 0; i < headers.length; i += 2) {
        processHeader(this, headers[i], headers[i + 1])
      }
    } else if (headers && typeof headers === 'object') {
      if (hasSafeIterator(headers)) {
        for (const header of headers) {
          if (!Array.isArray(header) || header.length !== 2) {
            throw new InvalidArgumentError('headers must be in key-value pair format')
          }
          processHeader(this, header[0], header[1])
        }
      } else {
        const keys = Object.keys(headers)
        for (let i = 0; i < keys.length; ++i) {
          processHeader(this, keys[i], headers[keys[i]])
        }
      }
    } else if (headers != null) {
      throw new InvalidArgumentError('headers must be an object or an array')
    }

    assertRequestHandler(handler, method, upgrade)

    this.servername = servername || getServerName(this.host) || null

    this[kHandler] = handler

    if (channels.create.hasSubscribers) {
      channels.create.publish({ request: this })
    }
  }

  onBodySent (chunk) {
    if (channels.bodyChunkSent.hasSubscribers) {
      channels.bodyChunkSent.publish({ request: this, chunk })
    }
    if (this[kHandler].onBodySent) {
      try {
        return this[kHandler].onBodySent(chunk)
      } catch (err) {
        this.abort(err)
      }
    }
  }

  onRequestSent () {
    if (channels.bodySent.hasSubscribers) {
      channels.bodySent.publish({ request: this })
    }

    if (this[kHandler].onRequestSent) {
      try {
        return this[kHandler].onRequestSent()
      } catch (err) {
        this.abort(err)
      }
    }
  }

  onRequestStart (abort, context) {
    assert(!this.aborted)
    assert(!this.completed)

    this[kController] = new RequestController(abort)

    if (this.error) {
      this[kController].abort(this.error)
      return
    }

    this.abort = abort
    return this[kHandler].onRequestStart(this[kController], context)
  }

  onResponseStarted () {
    return this[kHandler].onResponseStarted?.()
  }

  onResponseStart (statusCode, headers, resume, statusText) {
    assert(!this.aborted)
    assert(!this.completed)

    if (channels.headers.hasSubscribers) {
      channels.headers.publish({ request: this, response: { statusCode, headers, statusText } })
    }

    const controller = this[kController]
    if (controller) {
      controller[kResume] = resume
      controller.rawHeaders = headers
    }

    const parsedHeaders = Array.isArray(headers) ? parseHeaders(headers) : headers

    try {
      this[kHandler].onResponseStart?.(controller, statusCode, parsedHeaders, statusText)
      return !controller?.paused
    } catch (err) {
      this.abort(err)
      return false
    }
  }

  onResponseData (chunk) {
    assert(!this.aborted)
    assert(!this.completed)

    if (channels.bodyChunkReceived.hasSubscribers) {
      channels.bodyChunkReceived.publish({ request: this, chunk })
    }

    const controller = this[kController]
    try {
      this[kHandler].onResponseData?.(controller, chunk)
      return !controller?.paused
    } catch (err) {
      this.abort(err)
      return false
    }
  }

  /**
   * @param {number} statusCode
   * @param {Buffer[]|string[]|import('../../types/header.d.ts').IncomingHttpHeaders} headers
   * @param {import('node:stream').Duplex} socket
   * @param {string} [statusText]
   */
  onRequestUpgrade (statusCode, headers, socket, statusText = '') {
    this.onFinally()

    assert(!this.aborted)
    assert(!this.completed)

    if (channels.headers.hasSubscribers) {
      channels.headers.publish({ request: this, response: { statusCode, headers, statusText } })
    }

    const controller = this[kController]
    if (controller) {
      controller.rawHeaders = headers
    }

    const parsedHeaders = Array.isArray(headers) ? parseHeaders(headers) : headers

    const result = this[kHandler].onRequestUpgrade?.(controller, statusCode, parsedHeaders, socket)

    if (!this.aborted) {
      this.completed = true
      if (channels.trailers.hasSubscribers) {
        channels.trailers.publish({ request: this, trailers: [] })
      }
    }

    return result
  }

  onResponseEnd (trailers) {
    this.onFinally()

    assert(!this.aborted)
    assert(!this.completed)

    this.completed = true
    if (channels.trailers.hasSubscribers) {
      channels.trailers.publish({ request: this, trailers })
    }

    const controller = this[kController]
    if (controller) {
      controller.rawTrailers = trailers
    }

    const parsedTrailers = Array.isArray(trailers) ? parseHeaders(trailers) : trailers

    try {
      return this[kHandler].onResponseEnd?.(controller, parsedTrailers)
    } catch (err) {
      // TODO (fix): This might be a bad idea?
      this.onResponseError(err)
    }
  }

  onResponseError (error) {
    this.onFinally()

    if (channels.error.hasSubscribers) {
      channels.error.publish({ request: this, error })
    }

    if (this.aborted) {
      return
    }
    this.aborted = true

    const controller = this[kController]

    return this[kHandler].onResponseError?.(controller, error)
  }

  onFinally () {
    if (this.errorHandler) {
      this.body.off('error', this.errorHandler)
      this.errorHandler = null
    }

    if (this.endHandler) {
      this.body.off('end', this.endHandler)
      this.endHandler = null
    }
  }

  addHeader (key, value) {
    processHeader(this, key, value)
    return this
  }
}

function processHeader (request, key, val) {
  if (val && (typeof val === 'object' && !Array.isArray(val))) {
    throw new InvalidArgumentError(`invalid ${key} header`)
  } else if (val === undefined) {
    return
  }

  let headerName = headerNameLowerCasedRecord[key]

  if (headerName === undefined) {
    headerName = key.toLowerCase()
    if (headerNameLowerCasedRecord[headerName] === undefined && !isValidHTTPToken(headerName)) {
      throw new InvalidArgumentError('invalid header key')
    }
  }

  if (Array.isArray(val)) {
    const arr = []
    for (let i = 0; i < val.length; i++) {
      if (typeof val[i] === 'string') {
        if (!isValidHeaderValue(val[i])) {
          throw new InvalidArgumentError(`invalid ${key} header`)
        }
        arr.push(val[i])
      } else if (val[i] === null) {
        arr.push('')
      } else if (typeof val[i] === 'object') {
        throw new InvalidArgumentError(`invalid ${key} header`)
      } else {
        // Coerce primitives (and reject unsafe coercions such as functions
        // with a crafted toString/Symbol.toPrimitive).
        const str = `${val[i]}`
        if (!isValidHeaderValue(str)) {
          throw new InvalidArgumentError(`invalid ${key} header`)
        }
        arr.push(str)
      }
    }
    val = arr
  } else if (typeof val === 'string') {
    if (!isValidHeaderValue(val)) {
      throw new InvalidArgumentError(`invalid ${key} header`)
    }
  } else if (val === null) {
    val = ''
  } else {
    // Coerce primitives (and reject unsafe coercions such as functions
    // with a crafted toString/Symbol.toPrimitive).
    val = `${val}`
    if (!isValidHeaderValue(val)) {
      throw new InvalidArgumentError(`invalid ${key} header`)
    }
  }

  if (headerName === 'host') {
    if (request.host !== null) {
      throw new InvalidArgumentError('duplicate host header')
    }
    if (typeof val !== 'string') {
      throw new InvalidArgumentError('invalid host header')
    }
    // Consumed by Client
    request.host = val
  } else if (headerName === 'content-length') {
    if (request.contentLength !== null) {
      throw new InvalidArgumentError('duplicate content-length header')
    }
    if (!isValidContentLengthHeaderValue(val)) {
      throw new InvalidArgumentError('invalid content-length header')
    }
    request.contentLength = parseInt(val, 10)
  } else if (request.contentType === null && headerName === 'content-type') {
    request.contentType = val
    request.headers.push(key, val)
  } else if (headerName === 'transfer-encoding' || headerName === 'keep-alive' || headerName === 'upgrade') {
    throw new InvalidArgumentError(`invalid ${headerName} header`)
  } else if (headerName === 'connection') {
    // Per RFC 7230 Section 6.1, Connection header can contain
    // a comma-separated list of connection option tokens (header names)
    const value = typeof val === 'string' ? val : null
    if (value === null) {
      throw new InvalidArgumentError('invalid connection header')
    }

    for (const token of value.toLowerCase().split(',')) {
      const trimmed = token.trim()
      if (!isValidHTTPToken(trimmed)) {
        throw new InvalidArgumentError('invalid connection header')
      }
      if (trimmed === 'close') {
        request.reset = true
      }
    }
  } else if (headerName === 'expect') {
    throw new NotSupportedError('expect header not supported')
  } else {
    request.headers.push(key, val)
  }
}

let isFormData

function isUndiciFormData (body) {
  if (isFormData === undefined) {
    __nccwpck_require__(6338)
    isFormData = (__nccwpck_require__(7371).webidl).is.FormData
  }
  return isFormData(body)
}

module.exports = Request


/***/ }),

/***/ 8951:
/***/ ((module) => {



module.exports = {
  kClose: Symbol('close'),
  kDestroy: Symbol('destroy'),
  kDispatch: Symbol('dispatch'),
  kUrl: Symbol('url'),
  kRequestOrigin: Symbol('request origin'),
  kRedirectCacheControl: Symbol('redirect cache control'),
  kOriginless: Symbol('originless'),
  kWriting: Symbol('writing'),
  kResuming: Symbol('resuming'),
  kQueue: Symbol('queue'),
  kConnect: Symbol('connect'),
  kConnecting: Symbol('connecting'),
  kKeepAliveDefaultTimeout: Symbol('default keep alive timeout'),
  kKeepAliveMaxTimeout: Symbol('max keep alive timeout'),
  kKeepAliveTimeoutThreshold: Symbol('keep alive timeout threshold'),
  kKeepAliveTimeoutValue: Symbol('keep alive timeout'),
  kKeepAlive: Symbol('keep alive'),
  kHeadersTimeout: Symbol('headers timeout'),
  kBodyTimeout: Symbol('body timeout'),
  kServerName: Symbol('server name'),
  kLocalAddress: Symbol('local address'),
  kHost: Symbol('host'),
  kNoRef: Symbol('no ref'),
  kBodyUsed: Symbol('used'),
  kBody: Symbol('abstracted request body'),
  kRunning: Symbol('running'),
  kBlocking: Symbol('blocking'),
  kPending: Symbol('pending'),
  kSize: Symbol('size'),
  kBusy: Symbol('busy'),
  kQueued: Symbol('queued'),
  kFree: Symbol('free'),
  kConnected: Symbol('connected'),
  kClosed: Symbol('closed'),
  kNeedDrain: Symbol('need drain'),
  kReset: Symbol('reset'),
  kDestroyed: Symbol.for('nodejs.stream.destroyed'),
  kResume: Symbol('resume'),
  kOnError: Symbol('on error'),
  kMaxHeadersSize: Symbol('max headers size'),
  kRunningIdx: Symbol('running index'),
  kPendingIdx: Symbol('pending index'),
  kError: Symbol('error'),
  kClients: Symbol('clients'),
  kClient: Symbol('client'),
  kParser: Symbol('parser'),
  kOnDestroyed: Symbol('destroy callbacks'),
  kPipelining: Symbol('pipelining'),
  kSocket: Symbol('socket'),
  kHostHeader: Symbol('host header'),
  kConnector: Symbol('connector'),
  kStrictContentLength: Symbol('strict content length'),
  kMaxRedirections: Symbol('maxRedirections'),
  kMaxRequests: Symbol('maxRequestsPerClient'),
  kProxy: Symbol('proxy agent options'),
  kCounter: Symbol('socket request counter'),
  kMaxResponseSize: Symbol('max response size'),
  kHTTP2Session: Symbol('http2Session'),
  kHTTP2Options: Symbol('http2 options'),
  kHTTP2SessionState: Symbol('http2Session state'),
  kRetryHandlerDefaultRetry: Symbol('retry agent default retry'),
  kConstruct: Symbol('constructable'),
  kListeners: Symbol('listeners'),
  kHTTPContext: Symbol('http context'),
  kMaxConcurrentStreams: Symbol('max concurrent streams'),
  kHostAuthority: Symbol('host authority'),
  kHTTP2InitialWindowSize: Symbol('http2 initial window size'),
  kHTTP2ConnectionWindowSize: Symbol('http2 connection window size'),
  kEnableConnectProtocol: Symbol('http2session connect protocol'),
  kRemoteSettings: Symbol('http2session remote settings'),
  kHTTP2Stream: Symbol('http2session client stream'),
  kPingInterval: Symbol('ping interval'),
  kUseMilo: Symbol('use milo'),
  kNoProxyAgent: Symbol('no proxy agent'),
  kHttpProxyAgent: Symbol('http proxy agent'),
  kHttpsProxyAgent: Symbol('https proxy agent'),
  kSocks5ProxyAgent: Symbol('socks5 proxy agent')
}


/***/ }),

/***/ 9820:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const {
  wellknownHeaderNames,
  headerNameLowerCasedRecord
} = __nccwpck_require__(7899)

class TstNode {
  /** @type {any} */
  value = null
  /** @type {null | TstNode} */
  left = null
  /** @type {null | TstNode} */
  middle = null
  /** @type {null | TstNode} */
  right = null
  /** @type {number} */
  code
  /**
   * @param {string} key
   * @param {any} value
   * @param {number} index
   */
  constructor (key, value, index) {
    if (index === undefined || index >= key.length) {
      throw new TypeError('Unreachable')
    }
    const code = this.code = key.charCodeAt(index)
    // check code is ascii string
    if (code > 0x7F) {
      throw new TypeError('key must be ascii string')
    }
    if (key.length !== ++index) {
      this.middle = new TstNode(key, value, index)
    } else {
      this.value = value
    }
  }

  /**
   * @param {string} key
   * @param {any} value
   * @returns {void}
   */
  add (key, value) {
    const length = key.length
    if (length === 0) {
      throw new TypeError('Unreachable')
    }
    let index = 0
    /**
     * @type {TstNode}
     */
    let node = this
    while (true) {
      const code = key.charCodeAt(index)
      // check code is ascii string
      if (code > 0x7F) {
        throw new TypeError('key must be ascii string')
      }
      if (node.code === code) {
        if (length === ++index) {
          node.value = value
          break
        } else if (node.middle !== null) {
          node = node.middle
        } else {
          node.middle = new TstNode(key, value, index)
          break
        }
      } else if (node.code < code) {
        if (node.left !== null) {
          node = node.left
        } else {
          node.left = new TstNode(key, value, index)
          break
        }
      } else if (node.right !== null) {
        node = node.right
      } else {
        node.right = new TstNode(key, value, index)
        break
      }
    }
  }

  /**
   * @param {Uint8Array} key
   * @returns {TstNode | null}
   */
  search (key) {
    const keylength = key.length
    let index = 0
    /**
     * @type {TstNode|null}
     */
    let node = this
    while (node !== null && index < keylength) {
      let code = key[index]
      // A-Z
      // First check if it is bigger than 0x5a.
      // Lowercase letters have higher char codes than uppercase ones.
      // Also we assume that headers will mostly contain lowercase characters.
      if (code <= 0x5a && code >= 0x41) {
        // Lowercase for uppercase.
        code |= 32
      }
      while (node !== null) {
        if (code === node.code) {
          if (keylength === ++index) {
            // Returns Node since it is the last key.
            return node
          }
          node = node.middle
          break
        }
        node = node.code < code ? node.left : node.right
      }
    }
    return null
  }
}

class TernarySearchTree {
  /** @type {TstNode | null} */
  node = null

  /**
   * @param {string} key
   * @param {any} value
   * @returns {void}
   * */
  insert (key, value) {
    if (this.node === null) {
      this.node = new TstNode(key, value, 0)
    } else {
      this.node.add(key, value)
    }
  }

  /**
   * @param {Uint8Array} key
   * @returns {any}
   */
  lookup (key) {
    return this.node?.search(key)?.value ?? null
  }
}

const tree = new TernarySearchTree()

for (let i = 0; i < wellknownHeaderNames.length; ++i) {
  const key = headerNameLowerCasedRecord[wellknownHeaderNames[i]]
  tree.insert(key, key)
}

module.exports = {
  TernarySearchTree,
  tree
}


/***/ }),

/***/ 7332:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const assert = __nccwpck_require__(4589)
const { kDestroyed, kBodyUsed, kListeners, kBody } = __nccwpck_require__(8951)
const { IncomingMessage } = { maxHeaderSize: 16384, IncomingMessage: undefined }
const stream = __nccwpck_require__(7075)
const net = __nccwpck_require__(7030)
const { stringify } = __nccwpck_require__(1792)
const { EventEmitter: EE, addAbortListener: addAbortListenerNative } = __nccwpck_require__(8474)
const timers = __nccwpck_require__(4775)
const { InvalidArgumentError, ConnectTimeoutError } = __nccwpck_require__(9263)
const { headerNameLowerCasedRecord } = __nccwpck_require__(7899)
const { tree } = __nccwpck_require__(9820)

class BodyAsyncIterable {
  constructor (body) {
    this[kBody] = body
    this[kBodyUsed] = false
  }

  async * [Symbol.asyncIterator] () {
    assert(!this[kBodyUsed], 'disturbed')
    this[kBodyUsed] = true
    yield * this[kBody]
  }
}

function noop () {}

/**
 * @param {*} body
 * @returns {*}
 */
function wrapRequestBody (body) {
  if (isStream(body)) {
    // TODO (fix): Provide some way for the user to cache the file to e.g. /tmp
    // so that it can be dispatched again?
    // TODO (fix): Do we need 100-expect support to provide a way to do this properly?
    if (bodyLength(body) === 0) {
      body
        .on('data', function () {
          assert(false)
        })
    }

    if (typeof body.readableDidRead !== 'boolean') {
      body[kBodyUsed] = false
      EE.prototype.on.call(body, 'data', function () {
        this[kBodyUsed] = true
      })
    }

    return body
  } else if (body && typeof body.pipeTo === 'function') {
    // TODO (fix): We can't access ReadableStream internal state
    // to determine whether or not it has been disturbed. This is just
    // a workaround.
    return new BodyAsyncIterable(body)
  } else if (body && isFormDataLike(body)) {
    return body
  } else if (
    body &&
    typeof body !== 'string' &&
    !ArrayBuffer.isView(body) &&
    isIterable(body)
  ) {
    // TODO: Should we allow re-using iterable if !this.opts.idempotent
    // or through some other flag?
    return new BodyAsyncIterable(body)
  } else {
    return body
  }
}

/**
 * @param {*} obj
 * @returns {obj is import('node:stream').Stream}
 */
function isStream (obj) {
  return obj && typeof obj === 'object' && typeof obj.pipe === 'function' && typeof obj.on === 'function'
}

/**
 * @param {*} object
 * @returns {object is Blob}
 */
function isBlobLike (object) {
  return object instanceof Blob
}

/**
 * @param {string} url The path to check for query strings or fragments.
 * @returns {boolean} Returns true if the path contains a query string or fragment.
 */
function pathHasQueryOrFragment (url) {
  return (
    url.includes('?') ||
    url.includes('#')
  )
}

/**
 * @param {string} url The URL to add the query params to
 * @param {import('node:querystring').ParsedUrlQueryInput} queryParams The object to serialize into a URL query string
 * @returns {string} The URL with the query params added
 */
function serializePathWithQuery (url, queryParams) {
  if (pathHasQueryOrFragment(url)) {
    throw new Error('Query params cannot be passed when url already contains "?" or "#".')
  }

  const stringified = stringify(queryParams)

  if (stringified) {
    url += '?' + stringified
  }

  return url
}

/**
 * @param {number|string|undefined} port
 * @returns {boolean}
 */
function isValidPort (port) {
  const value = parseInt(port, 10)
  return (
    value === Number(port) &&
    value >= 0 &&
    value <= 65535
  )
}

/**
 * Check if the value is a valid http or https prefixed string.
 *
 * @param {string} value
 * @returns {boolean}
 */
function isHttpOrHttpsPrefixed (value) {
  return (
    value != null &&
    value[0] === 'h' &&
    value[1] === 't' &&
    value[2] === 't' &&
    value[3] === 'p' &&
    (
      value[4] === ':' ||
      (
        value[4] === 's' &&
        value[5] === ':'
      )
    )
  )
}

/**
 * @param {string|URL|Record<string,string>} url
 * @returns {URL}
 */
function parseURL (url) {
  if (typeof url === 'string') {
    /**
     * @type {URL}
     */
    url = new URL(url)

    if (!isHttpOrHttpsPrefixed(url.origin || url.protocol)) {
      throw new InvalidArgumentError('Invalid URL protocol: the URL must start with `http:` or `https:`.')
    }

    return url
  }

  if (!url || typeof url !== 'object') {
    throw new InvalidArgumentError('Invalid URL: The URL argument must be a non-null object.')
  }

  if (!(url instanceof URL)) {
    if (url.port != null && url.port !== '' && isValidPort(url.port) === false) {
      throw new InvalidArgumentError('Invalid URL: port must be a valid integer or a string representation of an integer.')
    }

    if (url.path != null && typeof url.path !== 'string') {
      throw new InvalidArgumentError('Invalid URL path: the path must be a string or null/undefined.')
    }

    if (url.pathname != null && typeof url.pathname !== 'string') {
      throw new InvalidArgumentError('Invalid URL pathname: the pathname must be a string or null/undefined.')
    }

    if (url.hostname != null && typeof url.hostname !== 'string') {
      throw new InvalidArgumentError('Invalid URL hostname: the hostname must be a string or null/undefined.')
    }

    if (url.origin != null && typeof url.origin !== 'string') {
      throw new InvalidArgumentError('Invalid URL origin: the origin must be a string or null/undefined.')
    }

    if (!isHttpOrHttpsPrefixed(url.origin || url.protocol)) {
      throw new InvalidArgumentError('Invalid URL protocol: the URL must start with `http:` or `https:`.')
    }

    const port = url.port != null
      ? url.port
      : (url.protocol === 'https:' ? 443 : 80)
    let origin = url.origin != null
      ? url.origin
      : `${url.protocol || ''}//${url.hostname || ''}:${port}`
    let path = url.path != null
      ? url.path
      : `${url.pathname || ''}${url.search || ''}`

    if (origin[origin.length - 1] === '/') {
      origin = origin.slice(0, origin.length - 1)
    }

    if (path && path[0] !== '/') {
      path = `/${path}`
    }
    // new URL(path, origin) is unsafe when `path` contains an absolute URL
    // From https://developer.mozilla.org/en-US/docs/Web/API/URL/URL:
    // If first parameter is a relative URL, second param is required, and will be used as the base URL.
    // If first parameter is an absolute URL, a given second param will be ignored.
    return new URL(`${origin}${path}`)
  }

  if (!isHttpOrHttpsPrefixed(url.origin || url.protocol)) {
    throw new InvalidArgumentError('Invalid URL protocol: the URL must start with `http:` or `https:`.')
  }

  return url
}

/**
 * @param {string|URL|Record<string, string>} url
 * @returns {URL}
 */
function parseOrigin (url) {
  url = parseURL(url)

  if (url.pathname !== '/' || url.search || url.hash) {
    throw new InvalidArgumentError('invalid url')
  }

  return url
}

/**
 * @param {string} host
 * @returns {string}
 */
function getHostname (host) {
  if (host[0] === '[') {
    const idx = host.indexOf(']')

    assert(idx !== -1)
    return host.substring(1, idx)
  }

  const idx = host.indexOf(':')
  if (idx === -1) return host

  return host.substring(0, idx)
}

/**
 * IP addresses are not valid server names per RFC6066
 * Currently, the only server names supported are DNS hostnames
 * @param {string|null} host
 * @returns {string|null}
 */
function getServerName (host) {
  if (!host) {
    return null
  }

  assert(typeof host === 'string')

  const servername = getHostname(host)
  if (net.isIP(servername)) {
    return ''
  }

  return servername
}

/**
 * @function
 * @template T
 * @param {T} obj
 * @returns {T}
 */
function deepClone (obj) {
  return JSON.parse(JSON.stringify(obj))
}

/**
 * @param {*} obj
 * @returns {obj is AsyncIterable}
 */
function isAsyncIterable (obj) {
  return !!(obj != null && typeof obj[Symbol.asyncIterator] === 'function')
}

/**
 * @param {*} obj
 * @returns {obj is Iterable}
 */
function isIterable (obj) {
  return !!(obj != null && (typeof obj[Symbol.iterator] === 'function' || typeof obj[Symbol.asyncIterator] === 'function'))
}

/**
 * Checks whether an object has a safe Symbol.iterator — i.e. one that is
 * either own or inherited from a non-Object.prototype chain.  This prevents
 * prototype-pollution attacks from injecting a fake iterator on
 * Object.prototype.
 * @param {object} obj
 * @returns {boolean}
 */
function hasSafeIterator (obj) {
  const prototype = Object.getPrototypeOf(obj)
  const ownIterator = Object.hasOwn(obj, Symbol.iterator)
  return ownIterator || (prototype != null && prototype !== Object.prototype && typeof obj[Symbol.iterator] === 'function')
}

/**
 * @param {Blob|Buffer|import ('stream').Stream} body
 * @returns {number|null}
 */
function bodyLength (body) {
  if (body == null) {
    return 0
  } else if (isStream(body)) {
    const state = body._readableState
    return state && state.objectMode === false && state.ended === true && Number.isFinite(state.length)
      ? state.length
      : null
  } else if (isBlobLike(body)) {
    return body.size != null ? body.size : null
  } else if (isBuffer(body)) {
    return body.byteLength
  }

  return null
}

/**
 * @param {import ('stream').Stream} body
 * @returns {boolean}
 */
function isDestroyed (body) {
  return body && !!(body.destroyed || body[kDestroyed] || (stream.isDestroyed?.(body)))
}

/**
 * @param {import ('stream').Stream} stream
 * @param {Error} [err]
 * @returns {void}
 */
function destroy (stream, err) {
  if (stream == null || !isStream(stream) || isDestroyed(stream)) {
    return
  }

  if (typeof stream.destroy === 'function') {
    if (Object.getPrototypeOf(stream).constructor === IncomingMessage) {
      // See: https://github.com/nodejs/node/pull/38505/files
      stream.socket = null
    }

    try {
      stream.destroy(err)
    } catch {
      // stream.destroy may throw on managed sockets (e.g., http2).
      // Silently ignore — the socket lifecycle is handled by the subsystem.
    }
  } else if (err) {
    queueMicrotask(() => {
      stream.emit('error', err)
    })
  }

  if (stream.destroyed !== true) {
    stream[kDestroyed] = true
  }
}

const KEEPALIVE_TIMEOUT_EXPR = /(?:^|,)[\t ]*timeout=(\d+)/i
/**
 * @param {string} val
 * @returns {number | null}
 */
function parseKeepAliveTimeout (val) {
  const m = val.match(KEEPALIVE_TIMEOUT_EXPR)
  return m ? parseInt(m[1], 10) * 1000 : null
}

/**
 * Retrieves a header name and returns its lowercase value.
 * @param {string | Buffer} value Header name
 * @returns {string}
 */
function headerNameToString (value) {
  return typeof value === 'string'
    ? headerNameLowerCasedRecord[value] ?? value.toLowerCase()
    : tree.lookup(value) ?? value.toString('latin1').toLowerCase()
}

/**
 * Receive the buffer as a string and return its lowercase value.
 * @param {Buffer} value Header name
 * @returns {string}
 */
function bufferToLowerCasedHeaderName (value) {
  return tree.lookup(value) ?? value.toString('latin1').toLowerCase()
}

/**
 * Writes a header onto a plain object without going through the
 * `Object.prototype` `__proto__` setter. Plain assignment there drops a string
 * value and, when the value is an array, replaces the object's prototype
 * instead of storing anything. Every other name is a normal assignment.
 *
 * @param {Record<string, string | string[]>} obj Accumulator to write onto
 * @param {string} key Header name
 * @param {string | string[]} value Header value
 * @returns {void}
 */
function setHeader (obj, key, value) {
  if (key === '__proto__') {
    Object.defineProperty(obj, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true
    })
  } else {
    obj[key] = value
  }
}

/**
 * @param {(Buffer | string)[]} headers
 * @param {Record<string, string | string[]>} [obj]
 * @returns {Record<string, string | string[]>}
 */
function parseHeaders (headers, obj) {
  if (obj === undefined) obj = {}

  for (let i = 0; i < headers.length; i += 2) {
    const key = headerNameToString(headers[i])
    let val = obj[key]

    if (val !== undefined) {
      if (!Object.hasOwn(obj, key)) {
        const headersValue = typeof headers[i + 1] === 'string'
          ? headers[i + 1]
          : Array.isArray(headers[i + 1])
            ? headers[i + 1].map(x => x.toString('latin1'))
            : headers[i + 1].toString('latin1')

        if (key === '__proto__') {
          Object.defineProperty(obj, key, {
            value: headersValue,
            enumerable: true,
            configurable: true,
            writable: true
          })
        } else {
          obj[key] = headersValue
        }
      } else {
        if (typeof val === 'string') {
          val = [val]
          obj[key] = val
        }
        val.push(headers[i + 1].toString('latin1'))
      }
    } else {
      const headersValue = typeof headers[i + 1] === 'string'
        ? headers[i + 1]
        : Array.isArray(headers[i + 1])
          ? headers[i + 1].map(x => x.toString('latin1'))
          : headers[i + 1].toString('latin1')

      obj[key] = headersValue
    }
  }

  return obj
}

/**
 * @param {Buffer[] | string[] | Record<string, string | string[]> | null | undefined} headers
 * @returns {string[]}
 */
function parseRawHeaders (headers) {
  if (headers == null) {
    return []
  }

  if (!Array.isArray(headers)) {
    const rawHeaders = []

    for (const [name, value] of Object.entries(headers)) {
      if (Array.isArray(value)) {
        for (const entry of value) {
          rawHeaders.push(name, `${entry}`)
        }
      } else {
        rawHeaders.push(name, `${value}`)
      }
    }

    return rawHeaders
  }

  const headersLength = headers.length
  /**
   * @type {string[]}
   */
  const ret = new Array(headersLength)

  let key
  let val

  for (let n = 0; n < headersLength; n += 2) {
    key = headers[n]
    val = headers[n + 1]

    typeof key !== 'string' && (key = key.toString())
    typeof val !== 'string' && (val = val.toString('latin1'))

    ret[n] = key
    ret[n + 1] = val
  }

  return ret
}

/**
 * @param {Record<string, string | string[]>} headers
 * @returns {Buffer[]}
 */
function toRawHeaders (headers) {
  const rawHeaders = []

  for (const [name, value] of Object.entries(headers)) {
    if (Array.isArray(value)) {
      for (const entry of value) {
        rawHeaders.push(Buffer.from(name, 'latin1'), Buffer.from(`${entry}`, 'latin1'))
      }
    } else {
      rawHeaders.push(Buffer.from(name, 'latin1'), Buffer.from(`${value}`, 'latin1'))
    }
  }

  return rawHeaders
}

/**
 * @param {string[]} headers
 * @param {Buffer[]} headers
 */
function encodeRawHeaders (headers) {
  if (!Array.isArray(headers)) {
    throw new TypeError('expected headers to be an array')
  }
  return headers.map(x => Buffer.from(x))
}

/**
 * @param {*} buffer
 * @returns {buffer is Buffer}
 */
function isBuffer (buffer) {
  // See, https://github.com/mcollina/undici/pull/319
  return buffer instanceof Uint8Array || Buffer.isBuffer(buffer)
}

/**
 * Asserts that the handler object is a request handler.
 *
 * @param {object} handler
 * @param {string} method
 * @param {string} [upgrade]
 * @returns {asserts handler is import('../api/api-request').RequestHandler}
 */
function assertRequestHandler (handler, method, upgrade) {
  if (!handler || typeof handler !== 'object') {
    throw new InvalidArgumentError('handler must be an object')
  }

  if (typeof handler.onRequestStart !== 'function') {
    throw new InvalidArgumentError('invalid onRequestStart method')
  }

  if (typeof handler.onResponseError !== 'function') {
    throw new InvalidArgumentError('invalid onResponseError method')
  }

  if (typeof handler.onBodySent !== 'function' && handler.onBodySent !== undefined) {
    throw new InvalidArgumentError('invalid onBodySent method')
  }

  if (typeof handler.onRequestSent !== 'function' && handler.onRequestSent !== undefined) {
    throw new InvalidArgumentError('invalid onRequestSent method')
  }

  if (upgrade || method === 'CONNECT') {
    if (typeof handler.onRequestUpgrade !== 'function') {
      throw new InvalidArgumentError('invalid onRequestUpgrade method')
    }
  } else {
    if (typeof handler.onResponseStart !== 'function') {
      throw new InvalidArgumentError('invalid onResponseStart method')
    }

    if (typeof handler.onResponseData !== 'function') {
      throw new InvalidArgumentError('invalid onResponseData method')
    }

    if (typeof handler.onResponseEnd !== 'function') {
      throw new InvalidArgumentError('invalid onResponseEnd method')
    }
  }
}

/**
 * A body is disturbed if it has been read from and it cannot be re-used without
 * losing state or data.
 * @param {import('node:stream').Readable} body
 * @returns {boolean}
 */
function isDisturbed (body) {
  // TODO (fix): Why is body[kBodyUsed] needed?
  return !!(body && (stream.isDisturbed(body) || body[kBodyUsed]))
}

/**
 * @typedef {object} SocketInfo
 * @property {string} [localAddress]
 * @property {number} [localPort]
 * @property {string} [remoteAddress]
 * @property {number} [remotePort]
 * @property {string} [remoteFamily]
 * @property {number} [timeout]
 * @property {number} bytesWritten
 * @property {number} bytesRead
 */

/**
 * @param {import('net').Socket} socket
 * @returns {SocketInfo}
 */
function getSocketInfo (socket) {
  return {
    localAddress: socket.localAddress,
    localPort: socket.localPort,
    remoteAddress: socket.remoteAddress,
    remotePort: socket.remotePort,
    remoteFamily: socket.remoteFamily,
    timeout: socket.timeout,
    bytesWritten: socket.bytesWritten,
    bytesRead: socket.bytesRead
  }
}

/**
 * The object should be a FormData instance and contains all the required
 * methods.
 * @param {*} object
 * @returns {object is FormData}
 */
function isFormDataLike (object) {
  return (
    object &&
    typeof object === 'object' &&
    typeof object.append === 'function' &&
    typeof object.delete === 'function' &&
    typeof object.get === 'function' &&
    typeof object.getAll === 'function' &&
    typeof object.has === 'function' &&
    typeof object.set === 'function' &&
    object[Symbol.toStringTag] === 'FormData'
  )
}

function addAbortListener (signal, listener) {
  if (!signal || 'aborted' in signal) {
    return addAbortListenerNative(signal, listener)[Symbol.dispose]
  }

  if (typeof signal.addEventListener === 'function') {
    signal.addEventListener('abort', listener, { once: true })
    return () => signal.removeEventListener('abort', listener)
  }
  signal.once('abort', listener)
  return () => signal.removeListener('abort', listener)
}

const validTokenChars = new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 0-15
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 16-31
  0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 0, // 32-47 (!"#$%&'()*+,-./)
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, // 48-63 (0-9:;<=>?)
  0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, // 64-79 (@A-O)
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, // 80-95 (P-Z[\]^_)
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, // 96-111 (`a-o)
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, // 112-127 (p-z{|}~)
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 128-143
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 144-159
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 160-175
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 176-191
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 192-207
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 208-223
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // 224-239
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0  // 240-255
])

/**
 * @see https://tools.ietf.org/html/rfc7230#section-3.2.6
 * @param {number} c
 * @returns {boolean}
 */
function isTokenCharCode (c) {
  return (validTokenChars[c] === 1)
}

const tokenRegExp = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/

/**
 * @param {string} characters
 * @returns {boolean}
 */
function isValidHTTPToken (characters) {
  if (characters.length >= 12) return tokenRegExp.test(characters)
  if (characters.length === 0) return false

  for (let i = 0; i < characters.length; i++) {
    if (validTokenChars[characters.charCodeAt(i)] !== 1) {
      return false
    }
  }
  return true
}

// headerCharRegex have been lifted from
// https://github.com/nodejs/node/blob/main/lib/_http_common.js

/**
 * Matches if val contains an invalid field-vchar
 *  field-value    = *( field-content / obs-fold )
 *  field-content  = field-vchar [ 1*( SP / HTAB ) field-vchar ]
 *  field-vchar    = VCHAR / obs-text
 */
const headerCharRegex = /[^\t\x20-\x7e\x80-\xff]/

/**
 * @param {string} characters
 * @returns {boolean}
 */
function isValidHeaderValue (characters) {
  return !headerCharRegex.test(characters)
}

const rangeHeaderRegex = /^bytes (\d+)-(\d+)\/(\d+|\*)?$/

/**
 * @typedef {object} RangeHeader
 * @property {number} start
 * @property {number | null} end
 * @property {number | null} size
 */

/**
 * Parse accordingly to RFC 9110
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.content-range
 * @param {string} [range]
 * @returns {RangeHeader|null}
 */
function parseRangeHeader (range) {
  if (range == null || range === '') return { start: 0, end: null, size: null }
  if (!range) return null

  const m = rangeHeaderRegex.exec(range)
  return m
    ? {
        start: parseInt(m[1]),
        end: m[2] ? parseInt(m[2]) : null,
        size: m[3] && m[3] !== '*' ? parseInt(m[3]) : null
      }
    : null
}

/**
 * @template {import("events").EventEmitter} T
 * @param {T} obj
 * @param {string} name
 * @param {(...args: any[]) => void} listener
 * @returns {T}
 */
function addListener (obj, name, listener) {
  const listeners = (obj[kListeners] ??= [])
  listeners.push([name, listener])
  obj.on(name, listener)
  return obj
}

/**
 * @template {import("events").EventEmitter} T
 * @param {T} obj
 * @returns {T}
 */
function removeAllListeners (obj) {
  if (obj[kListeners] != null) {
    for (const [name, listener] of obj[kListeners]) {
      obj.removeListener(name, listener)
    }
    obj[kListeners] = null
  }
  return obj
}

/**
 * @param {import ('../dispatcher/client')} client
 * @param {import ('../core/request')} request
 * @param {Error} err
 */
function errorRequest (client, request, err) {
  try {
    request.onResponseError(err)
    assert(request.aborted)
  } catch (err) {
    client.emit('error', err)
  }
}

/**
 * @param {WeakRef<net.Socket>} socketWeakRef
 * @param {object} opts
 * @param {number} opts.timeout
 * @param {string} opts.hostname
 * @param {number} opts.port
 * @returns {() => void}
 */
const setupConnectTimeout = process.platform === 'win32'
  ? (socketWeakRef, opts) => {
      if (!opts.timeout) {
        return noop
      }

      let s1 = null
      let s2 = null
      const fastTimer = timers.setFastTimeout(() => {
      // setImmediate is added to make sure that we prioritize socket error events over timeouts
        s1 = setImmediate(() => {
        // Windows needs an extra setImmediate probably due to implementation differences in the socket logic
          s2 = setImmediate(() => onConnectTimeout(socketWeakRef.deref(), opts))
        })
      }, opts.timeout)
      return () => {
        timers.clearFastTimeout(fastTimer)
        clearImmediate(s1)
        clearImmediate(s2)
      }
    }
  : (socketWeakRef, opts) => {
      if (!opts.timeout) {
        return noop
      }

      let s1 = null
      const fastTimer = timers.setFastTimeout(() => {
      // setImmediate is added to make sure that we prioritize socket error events over timeouts
        s1 = setImmediate(() => {
          onConnectTimeout(socketWeakRef.deref(), opts)
        })
      }, opts.timeout)
      return () => {
        timers.clearFastTimeout(fastTimer)
        clearImmediate(s1)
      }
    }

/**
 * @param {net.Socket} socket
 * @param {object} opts
 * @param {number} opts.timeout
 * @param {string} opts.hostname
 * @param {number} opts.port
 */
function onConnectTimeout (socket, opts) {
  // The socket could be already garbage collected
  if (socket == null) {
    return
  }

  let message = 'Connect Timeout Error'
  if (Array.isArray(socket.autoSelectFamilyAttemptedAddresses)) {
    message += ` (attempted addresses: ${socket.autoSelectFamilyAttemptedAddresses.join(', ')},`
  } else {
    message += ` (attempted address: ${opts.hostname}:${opts.port},`
  }

  message += ` timeout: ${opts.timeout}ms)`

  destroy(socket, new ConnectTimeoutError(message))
}

let lastUrlString = null
let lastProtocol = null

/**
 * @param {string} urlString
 * @returns {string}
 */
function getProtocolFromUrlString (urlString) {
  // Requests are typically dispatched against the same origin over and over,
  // so cache the last (urlString, protocol) pair to skip re-parsing.
  if (urlString === lastUrlString) {
    return lastProtocol
  }

  const protocol = getProtocolFromUrlStringSlow(urlString)
  lastUrlString = urlString
  lastProtocol = protocol

  return protocol
}

/**
 * @param {string} urlString
 * @returns {string}
 */
function getProtocolFromUrlStringSlow (urlString) {
  if (
    urlString[0] === 'h' &&
    urlString[1] === 't' &&
    urlString[2] === 't' &&
    urlString[3] === 'p'
  ) {
    switch (urlString[4]) {
      case ':':
        return 'http:'
      case 's':
        if (urlString[5] === ':') {
          return 'https:'
        }
    }
  }
  // fallback if none of the usual suspects
  return urlString.slice(0, urlString.indexOf(':') + 1)
}

const kEnumerableProperty = {
  __proto__: null,
  enumerable: true
}

const normalizedMethodRecordsBase = {
  delete: 'DELETE',
  DELETE: 'DELETE',
  get: 'GET',
  GET: 'GET',
  head: 'HEAD',
  HEAD: 'HEAD',
  options: 'OPTIONS',
  OPTIONS: 'OPTIONS',
  post: 'POST',
  POST: 'POST',
  put: 'PUT',
  PUT: 'PUT',
  query: 'QUERY',
  QUERY: 'QUERY'
}

const normalizedMethodRecords = {
  ...normalizedMethodRecordsBase,
  patch: 'patch',
  PATCH: 'PATCH'
}

// Note: object prototypes should not be able to be referenced. e.g. `Object#hasOwnProperty`.
Object.setPrototypeOf(normalizedMethodRecordsBase, null)
Object.setPrototypeOf(normalizedMethodRecords, null)

module.exports = {
  kEnumerableProperty,
  isDisturbed,
  isBlobLike,
  parseOrigin,
  parseURL,
  getServerName,
  isStream,
  isIterable,
  hasSafeIterator,
  isAsyncIterable,
  isDestroyed,
  headerNameToString,
  bufferToLowerCasedHeaderName,
  addListener,
  removeAllListeners,
  errorRequest,
  parseRawHeaders,
  toRawHeaders,
  encodeRawHeaders,
  parseHeaders,
  setHeader,
  parseKeepAliveTimeout,
  destroy,
  bodyLength,
  deepClone,
  isBuffer,
  assertRequestHandler,
  getSocketInfo,
  isFormDataLike,
  pathHasQueryOrFragment,
  serializePathWithQuery,
  addAbortListener,
  isValidHTTPToken,
  isValidHeaderValue,
  isTokenCharCode,
  parseRangeHeader,
  normalizedMethodRecordsBase,
  normalizedMethodRecords,
  isValidPort,
  isHttpOrHttpsPrefixed,
  safeHTTPMethods: Object.freeze(['GET', 'HEAD', 'OPTIONS', 'TRACE']),
  wrapRequestBody,
  setupConnectTimeout,
  getProtocolFromUrlString
}


/***/ }),

/***/ 6057:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const { InvalidArgumentError, MaxOriginsReachedError } = __nccwpck_require__(9263)
const { kBusy, kClients, kConnected, kRunning, kPending, kClose, kDestroy, kDispatch, kUrl } = __nccwpck_require__(8951)
const DispatcherBase = __nccwpck_require__(7941)
const Pool = __nccwpck_require__(6864)
const Client = __nccwpck_require__(5929)
const util = __nccwpck_require__(7332)

const kOnConnect = Symbol('onConnect')
const kOnDisconnect = Symbol('onDisconnect')
const kOnConnectionError = Symbol('onConnectionError')
const kOnDrain = Symbol('onDrain')
const kFactory = Symbol('factory')
const kOptions = Symbol('options')
const kOrigins = Symbol('origins')

function defaultFactory (origin, opts) {
  return opts && opts.connections === 1
    ? new Client(origin, opts)
    : new Pool(origin, opts)
}

class Agent extends DispatcherBase {
  constructor ({ factory = defaultFactory, maxOrigins = Infinity, connect, tls, ...options } = {}) {
    if (typeof factory !== 'function') {
      throw new InvalidArgumentError('factory must be a function.')
    }

    if (connect != null && typeof connect !== 'function' && typeof connect !== 'object') {
      throw new InvalidArgumentError('connect must be a function or an object')
    }

    if (typeof maxOrigins !== 'number' || Number.isNaN(maxOrigins) || maxOrigins <= 0) {
      throw new InvalidArgumentError('maxOrigins must be a number greater than 0')
    }

    super(options)

    if (connect && typeof connect !== 'function') {
      connect = { ...connect }
    }

    if (tls && typeof tls !== 'function') {
      tls = { ...tls }
    }

    this[kOptions] = { ...util.deepClone(options), maxOrigins, connect, tls }
    this[kFactory] = factory
    this[kClients] = new Map()
    this[kOrigins] = new Set()

    this[kOnDrain] = (origin, targets) => {
      this.emit('drain', origin, [this, ...targets])
    }

    this[kOnConnect] = (origin, targets) => {
      this.emit('connect', origin, [this, ...targets])
    }

    this[kOnDisconnect] = (origin, targets, err) => {
      this.emit('disconnect', origin, [this, ...targets], err)
    }

    this[kOnConnectionError] = (origin, targets, err) => {
      this.emit('connectionError', origin, [this, ...targets], err)
    }
  }

  get [kRunning] () {
    let ret = 0
    for (const dispatcher of this[kClients].values()) {
      ret += dispatcher[kRunning]
    }
    return ret
  }

  [kDispatch] (opts, handler) {
    let origin
    if (opts.origin && (typeof opts.origin === 'string' || opts.origin instanceof URL)) {
      origin = String(opts.origin)
    } else {
      throw new InvalidArgumentError('opts.origin must be a non-empty string or URL.')
    }

    const allowH2 = opts.allowH2 ?? this[kOptions].allowH2
    const key = allowH2 === false ? `${origin}#http1-only` : origin

    if (this[kOrigins].size >= this[kOptions].maxOrigins && !this[kOrigins].has(origin)) {
      throw new MaxOriginsReachedError()
    }

    let dispatcher = this[kClients].get(key)
    if (!dispatcher) {
      dispatcher = this[kFactory](opts.origin, allowH2 === false
        ? { ...this[kOptions], allowH2: false }
        : this[kOptions])

      const closeClientIfUnused = () => {
        if (this[kClients].get(key) !== dispatcher) {
          return
        }

        // A GOAWAY detaches the HTTP/2 session before requeued requests are
        // dispatched on a replacement connection. At that point the pool has
        // no connected clients and is not busy, but it still has pending work.
        // Closing it here lets the replacement Client finish those requests
        // and then destroys that new connection with ClientDestroyedError.
        if (dispatcher[kConnected] > 0 || dispatcher[kBusy] || dispatcher[kPending] > 0) {
          return
        }

        this[kClients].delete(key)
        if (!dispatcher.destroyed) {
          dispatcher.close()
        }

        let hasOrigin = false
        for (const k of this[kClients].keys()) {
          if (k === origin || k === `${origin}#http1-only`) {
            hasOrigin = true
            break
          }
        }

        if (!hasOrigin) {
          this[kOrigins].delete(origin)
        }
      }

      dispatcher
        .on('drain', this[kOnDrain])
        .on('connect', this[kOnConnect])
        .on('disconnect', (origin, targets, err) => {
          closeClientIfUnused()
          this[kOnDisconnect](origin, targets, err)
        })
        .on('connectionError', (origin, targets, err) => {
          closeClientIfUnused()
          this[kOnConnectionError](origin, targets, err)
        })

      this[kClients].set(key, dispatcher)
      this[kOrigins].add(origin)
    }

    return dispatcher.dispatch(opts, handler)
  }

  [kClose] () {
    const closePromises = []
    for (const dispatcher of this[kClients].values()) {
      closePromises.push(dispatcher.close())
    }
    this[kClients].clear()

    return Promise.all(closePromises)
  }

  [kDestroy] (err) {
    const destroyPromises = []
    for (const dispatcher of this[kClients].values()) {
      destroyPromises.push(dispatcher.destroy(err))
    }
    this[kClients].clear()

    return Promise.all(destroyPromises)
  }

  get stats () {
    const allClientStats = {}
    for (const dispatcher of this[kClients].values()) {
      if (dispatcher.stats) {
        allClientStats[dispatcher[kUrl].origin] = dispatcher.stats
      }
    }
    return allClientStats
  }
}

module.exports = Agent


/***/ }),

/***/ 9121:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



/* global WebAssembly */

const assert = __nccwpck_require__(4589)
const util = __nccwpck_require__(7332)
const { channels } = __nccwpck_require__(3082)
const timers = __nccwpck_require__(4775)
const {
  RequestContentLengthMismatchError,
  ResponseContentLengthMismatchError,
  RequestAbortedError,
  InvalidArgumentError,
  HeadersTimeoutError,
  HeadersOverflowError,
  SocketError,
  InformationalError,
  BodyTimeoutError,
  HTTPParserError,
  WebAssemblyNotSupportedError,
  ResponseExceededMaxSizeError
} = __nccwpck_require__(9263)
const {
  kUrl,
  kReset,
  kClient,
  kParser,
  kBlocking,
  kRunning,
  kPending,
  kSize,
  kWriting,
  kQueue,
  kNoRef,
  kKeepAliveDefaultTimeout,
  kHostHeader,
  kPendingIdx,
  kRunningIdx,
  kError,
  kPipelining,
  kSocket,
  kKeepAliveTimeoutValue,
  kMaxHeadersSize,
  kKeepAliveMaxTimeout,
  kKeepAliveTimeoutThreshold,
  kHeadersTimeout,
  kBodyTimeout,
  kStrictContentLength,
  kMaxRequests,
  kCounter,
  kMaxResponseSize,
  kOnError,
  kResume,
  kHTTPContext,
  kClosed,
  kUseMilo
} = __nccwpck_require__(8951)

const constants = __nccwpck_require__(7892)
// Node.js core bundles only llhttp; experimental Milo remains available in npm builds.
const { H1Parser, getMiloEnabled } = typeof esbuildDetection === 'undefined'
  ? __nccwpck_require__(6605)
  : {}
const EMPTY_BUF = Buffer.alloc(0)
const FastBuffer = Buffer[Symbol.species]
const removeAllListeners = util.removeAllListeners
const kIdleSocketValidation = Symbol('kIdleSocketValidation')
const kIdleSocketValidationTimeout = Symbol('kIdleSocketValidationTimeout')
const kSocketUsed = Symbol('kSocketUsed')
const kTypeOfService = Symbol('kTypeOfService')

let extractBody

function lazyllhttp () {
  // Check only when HTTP/1 needs the parser, so other APIs remain usable without WASM.
  if (typeof WebAssembly === 'undefined') {
    throw new WebAssemblyNotSupportedError()
  }

  const llhttpWasmData = process.env.JEST_WORKER_ID ? __nccwpck_require__(746) : undefined

  let mod

  // We disable wasm SIMD on older versions of Node.js on ppc64 that are broken on Power >=9 architectures.
  let useWasmSIMD = true
  if (process.arch === 'riscv64') {
    useWasmSIMD = false
  } else if (process.arch === 'ppc64') {
    const [major, minor] = process.versions.node.split('.').map(n => parseInt(n, 10))
    if (major < 24 || (major === 24 && minor < 12)) {
      useWasmSIMD = false
    }
  }
  // The Env Variable UNDICI_NO_WASM_SIMD allows explicitly overriding the default behavior
  if (process.env.UNDICI_NO_WASM_SIMD === '1') {
    useWasmSIMD = false
  } else if (process.env.UNDICI_NO_WASM_SIMD === '0') {
    useWasmSIMD = true
  }

  if (useWasmSIMD) {
    try {
      mod = new WebAssembly.Module(__nccwpck_require__(166))
    } catch {}
  }

  if (!mod) {
    // We could check if the error was caused by the simd option not
    // being enabled, but the occurring of this other error
    // * https://github.com/emscripten-core/emscripten/issues/11495
    // got me to remove that check to avoid breaking Node 12.
    mod = new WebAssembly.Module(llhttpWasmData || __nccwpck_require__(746))
  }

  return new WebAssembly.Instance(mod, {
    env: {
      /**
       * @param {number} p
       * @param {number} at
       * @param {number} len
       * @returns {number}
       */
      wasm_on_url: (p, at, len) => {
        return 0
      },
      /**
       * @param {number} p
       * @param {number} at
       * @param {number} len
       * @returns {number}
       */
      wasm_on_status: (p, at, len) => {
        assert(currentParser.ptr === p)
        const start = at - currentBufferPtr + currentBufferRef.byteOffset
        return currentParser.onStatus(new FastBuffer(currentBufferRef.buffer, start, len))
      },
      /**
       * @param {number} p
       * @returns {number}
       */
      wasm_on_message_begin: p => {
        assert(currentParser.ptr === p)
        return currentParser.onMessageBegin()
      },
      /**
       * @param {number} p
       * @param {number} at
       * @param {number} len
       * @returns {number}
       */
      wasm_on_header_field: (p, at, len) => {
        assert(currentParser.ptr === p)
        const start = at - currentBufferPtr + currentBufferRef.byteOffset
        return currentParser.onHeaderField(new FastBuffer(currentBufferRef.buffer, start, len))
      },
      /**
       * @param {number} p
       * @param {number} at
       * @param {number} len
       * @returns {number}
       */
      wasm_on_header_value: (p, at, len) => {
        assert(currentParser.ptr === p)
        const start = at - currentBufferPtr + currentBufferRef.byteOffset
        return currentParser.onHeaderValue(new FastBuffer(currentBufferRef.buffer, start, len))
      },
      /**
       * @param {number} p
       * @param {number} statusCode
       * @param {0|1} upgrade
       * @param {0|1} shouldKeepAlive
       * @returns {number}
       */
      wasm_on_headers_complete: (p, statusCode, upgrade, shouldKeepAlive) => {
        assert(currentParser.ptr === p)
        return currentParser.onHeadersComplete(statusCode, upgrade === 1, shouldKeepAlive === 1)
      },
      /**
       * @param {number} p
       * @param {number} at
       * @param {number} len
       * @returns {number}
       */
      wasm_on_body: (p, at, len) => {
        assert(currentParser.ptr === p)
        const start = at - currentBufferPtr + currentBufferRef.byteOffset
        return currentParser.onBody(new FastBuffer(currentBufferRef.buffer, start, len))
      },
      /**
       * @param {number} p
       * @returns {number}
       */
      wasm_on_message_complete: p => {
        assert(currentParser.ptr === p)
        return currentParser.onMessageComplete()
      }
    }
  })
}

let llhttpInstance = null

/**
 * @type {Parser|null}
 */
let currentParser = null
let currentBufferRef = null
/**
 * @type {number}
 */
let currentBufferSize = 0
let currentBufferPtr = null
let currentBuffer = null

const USE_NATIVE_TIMER = 0
const USE_FAST_TIMER = 1

// Use fast timers for headers and body to take eventual event loop
// latency into account.
const TIMEOUT_HEADERS = 2 | USE_FAST_TIMER
const TIMEOUT_BODY = 4 | USE_FAST_TIMER

// Use native timers to ignore event loop latency for keep-alive
// handling.
const TIMEOUT_KEEP_ALIVE = 8 | USE_NATIVE_TIMER

class Parser {
  /**
   * @param {import('./client.js')} client
   * @param {import('net').Socket} socket
   * @param {*} llhttp
   */
  constructor (client, socket, { exports }) {
    this.llhttp = exports
    this.ptr = this.llhttp.llhttp_alloc(constants.TYPE.RESPONSE)
    this.client = client
    /**
     * @type {import('net').Socket}
     */
    this.socket = socket
    this.timeout = null
    this.timeoutWeakRef = new WeakRef(this)
    this.timeoutValue = null
    this.timeoutType = null
    this.statusCode = 0
    this.statusText = ''
    this.upgrade = false
    this.headers = []
    this.headersSize = 0
    this.headersMaxSize = client[kMaxHeadersSize]
    this.shouldKeepAlive = false
    this.paused = false
    this.resume = this.resume.bind(this)

    this.bytesRead = 0

    this.keepAlive = ''
    this.contentLength = -1
    this.hasTransferEncoding = false
    this.connection = ''
    this.maxResponseSize = client[kMaxResponseSize]
  }

  setTimeout (delay, type) {
    // If the existing timer and the new timer are of different timer type
    // (fast or native) or have different delay, we need to clear the existing
    // timer and set a new one.
    if (delay !== this.timeoutValue || (type & USE_FAST_TIMER) ^ (this.timeoutType & USE_FAST_TIMER)) {
      // If a timeout is already set, clear it with clearTimeout of the fast
      // timer implementation, as it can clear fast and native timers.
      if (this.timeout) {
        timers.clearTimeout(this.timeout)
        this.timeout = null
      }

      if (delay) {
        if (type & USE_FAST_TIMER) {
          this.timeout = timers.setFastTimeout(onParserTimeout, delay, this.timeoutWeakRef)
        } else {
          this.timeout = setTimeout(onParserTimeout, delay, this.timeoutWeakRef)
          this.timeout?.unref()
        }
      }

      this.timeoutValue = delay
    } else if (this.timeout) {
      if (this.timeout.refresh) {
        this.timeout.refresh()
      }
    }

    this.timeoutType = type
  }

  resume () {
    if (this.socket.destroyed || !this.paused) {
      return
    }

    assert(this.ptr != null)
    assert(currentParser === null)

    this.llhttp.llhttp_resume(this.ptr)

    assert(this.timeoutType === TIMEOUT_BODY)
    if (this.timeout) {
      if (this.timeout.refresh) {
        this.timeout.refresh()
      }
    }

    this.paused = false
    this.execute(this.socket.read() || EMPTY_BUF) // Flush parser.
    this.readMore()
  }

  readMore () {
    while (!this.paused && this.ptr) {
      const chunk = this.socket.read()
      if (chunk === null) {
        break
      }
      this.execute(chunk)
    }
  }

  /**
   * @param {Buffer} chunk
   */
  execute (chunk) {
    assert(currentParser === null)
    assert(this.ptr != null)
    assert(!this.paused)

    const { socket, llhttp } = this

    // Allocate a new buffer if the current buffer is too small.
    if (chunk.length > currentBufferSize) {
      if (currentBufferPtr) {
        llhttp.free(currentBufferPtr)
      }
      // Allocate a buffer that is a multiple of 4096 bytes.
      currentBufferSize = Math.ceil(chunk.length / 4096) * 4096
      currentBufferPtr = llhttp.malloc(currentBufferSize)
    }

    if (
      currentBuffer === null ||
      currentBuffer.buffer !== llhttp.memory.buffer ||
      currentBuffer.byteOffset !== currentBufferPtr ||
      currentBuffer.byteLength !== currentBufferSize
    ) {
      currentBuffer = new Uint8Array(llhttp.memory.buffer, currentBufferPtr, currentBufferSize)
    }

    currentBuffer.set(chunk)

    // Call `execute` on the wasm parser.
    // We pass the `llhttp_parser` pointer address, the pointer address of buffer view data,
    // and finally the length of bytes to parse.
    // The return value is an error code or `constants.ERROR.OK`.
    try {
      let ret

      try {
        currentBufferRef = chunk
        currentParser = this
        ret = llhttp.llhttp_execute(this.ptr, currentBufferPtr, chunk.length)
      } finally {
        currentParser = null
        currentBufferRef = null
      }

      if (ret !== constants.ERROR.OK) {
        const data = chunk.subarray(llhttp.llhttp_get_error_pos(this.ptr) - currentBufferPtr)

        if (ret === constants.ERROR.PAUSED_UPGRADE) {
          this.onUpgrade(data)
        } else if (ret === constants.ERROR.PAUSED) {
          this.paused = true
          socket.unshift(data)
        } else {
          throw this.createError(ret, data)
        }
      }
    } catch (err) {
      util.destroy(socket, err)
    }
  }

  finish () {
    assert(currentParser === null)
    assert(this.ptr != null)

    const { llhttp } = this

    // The peer closed the connection. If the body parser was paused by
    // backpressure we must finish parsing before signalling EOF, otherwise
    // llhttp_finish() would crash (it used to assert !paused) or report a
    // half-parsed message. Backpressure is advisory here: onData keeps buffering
    // delivered bytes into the response stream, so resume across pauses and
    // drain whatever is still buffered on the socket. A Content-Length/chunked
    // body reaches on_message_complete during execute(); an EOF-delimited body
    // stays paused (its length is unknown) and is completed by llhttp_finish().
    if (this.paused) {
      let data
      do {
        llhttp.llhttp_resume(this.ptr)
        this.paused = false
        data = this.socket.read() || EMPTY_BUF
        this.execute(data)
      } while (this.paused && data.length > 0)

      if (this.paused) {
        llhttp.llhttp_resume(this.ptr)
        this.paused = false
      }
    }

    let ret

    try {
      currentParser = this
      ret = llhttp.llhttp_finish(this.ptr)
    } finally {
      currentParser = null
    }

    if (ret === constants.ERROR.OK) {
      return null
    }

    if (ret === constants.ERROR.PAUSED || ret === constants.ERROR.PAUSED_UPGRADE) {
      this.paused = true
      return null
    }

    return this.createError(ret, EMPTY_BUF)
  }

  createError (ret, data) {
    const { llhttp, contentLength, bytesRead } = this

    if (contentLength !== -1 && bytesRead !== contentLength) {
      return new ResponseContentLengthMismatchError()
    }

    const ptr = llhttp.llhttp_get_error_reason(this.ptr)
    let message = ''
    if (ptr) {
      const len = new Uint8Array(llhttp.memory.buffer, ptr).indexOf(0)
      message =
        'Response does not match the HTTP/1.1 protocol (' + Buffer.from(llhttp.memory.buffer, ptr, len).toString() + ')'
    }

    return new HTTPParserError(message, constants.ERROR[ret], data)
  }

  destroy () {
    assert(currentParser === null)
    assert(this.ptr != null)

    this.llhttp.llhttp_free(this.ptr)
    this.ptr = null

    this.timeout && timers.clearTimeout(this.timeout)
    this.timeout = null
    this.timeoutValue = null
    this.timeoutType = null

    this.paused = false
  }

  /**
   * @param {Buffer} buf
   * @returns {0}
   */
  onStatus (buf) {
    this.statusText = buf.toString()
    return 0
  }

  /**
   * @returns {0|-1}
   */
  onMessageBegin () {
    const { socket, client } = this

    if (socket.destroyed) {
      return -1
    }

    if (client[kRunning] === 0) {
      util.destroy(socket, new SocketError('bad response', util.getSocketInfo(socket)))
      return -1
    }

    const request = client[kQueue][client[kRunningIdx]]
    if (!request) {
      return -1
    }
    request.onResponseStarted()

    return 0
  }

  /**
   * @param {Buffer} buf
   * @returns {number}
   */
  onHeaderField (buf) {
    const len = this.headers.length

    if ((len & 1) === 0) {
      this.headers.push(buf)
    } else {
      this.headers[len - 1] = Buffer.concat([this.headers[len - 1], buf])
    }

    this.trackHeader(buf.length)

    return 0
  }

  /**
   * @param {Buffer} buf
   * @returns {number}
   */
  onHeaderValue (buf) {
    let len = this.headers.length
    const isContinuation = (len & 1) === 0

    if ((len & 1) === 1) {
      this.headers.push(buf)
      len += 1
    } else {
      this.headers[len - 1] = Buffer.concat([this.headers[len - 1], buf])
    }

    const key = this.headers[len - 2]
    if (key.length === 10) {
      const headerName = util.bufferToLowerCasedHeaderName(key)
      if (headerName === 'keep-alive') {
        this.keepAlive += (isContinuation || this.keepAlive.length === 0 ? '' : ',') + buf.toString()
      } else if (headerName === 'connection') {
        this.connection += (isContinuation || this.connection.length === 0 ? '' : ',') + buf.toString()
      }
    } else if (key.length === 14 && util.bufferToLowerCasedHeaderName(key) === 'content-length') {
      if (this.contentLength === -1) {
        this.contentLength = 0
      }
      for (let i = 0; i < buf.length; i++) {
        this.contentLength = this.contentLength * 10 + (buf[i] - 0x30)
      }
    } else if (key.length === 17 && util.bufferToLowerCasedHeaderName(key) === 'transfer-encoding') {
      this.hasTransferEncoding = true
    }

    this.trackHeader(buf.length)

    return 0
  }

  /**
   * @param {number} len
   */
  trackHeader (len) {
    this.headersSize += len
    if (this.headersSize >= this.headersMaxSize) {
      util.destroy(this.socket, new HeadersOverflowError())
    }
  }

  /**
   * @param {Buffer} head
   */
  onUpgrade (head) {
    const { upgrade, client, socket, headers, statusCode, statusText } = this

    assert(upgrade)
    assert(client[kSocket] === socket)
    assert(!socket.destroyed)
    assert(!this.paused)
    assert((headers.length & 1) === 0)

    const request = client[kQueue][client[kRunningIdx]]
    assert(request)
    assert(request.upgrade || request.method === 'CONNECT')

    this.statusCode = 0
    this.statusText = ''
    this.shouldKeepAlive = false

    this.headers = []
    this.headersSize = 0

    socket.unshift(head)

    socket[kParser].destroy()
    socket[kParser] = null

    socket[kClient] = null
    socket[kError] = null

    removeAllListeners(socket)

    client[kSocket] = null
    client[kHTTPContext] = null // TODO (fix): This is hacky...
    client[kQueue][client[kRunningIdx]++] = null
    client.emit('disconnect', client[kUrl], [client], new InformationalError('upgrade'))

    try {
      request.onRequestUpgrade(statusCode, headers, socket, statusText)
    } catch (err) {
      util.errorRequest(client, request, err)
      util.destroy(socket, err)
    }

    client[kResume]()
  }

  /**
   * @param {number} statusCode
   * @param {boolean} upgrade
   * @param {boolean} shouldKeepAlive
   * @returns {number}
   */
  onHeadersComplete (statusCode, upgrade, shouldKeepAlive) {
    const { client, socket, headers, statusText } = this

    if (socket.destroyed) {
      return -1
    }

    if (client[kRunning] === 0) {
      util.destroy(socket, new SocketError('bad response', util.getSocketInfo(socket)))
      return -1
    }

    const request = client[kQueue][client[kRunningIdx]]

    if (!request) {
      return -1
    }

    assert(!this.upgrade)
    assert(this.statusCode < 200)

    if (statusCode === 100) {
      util.destroy(socket, new SocketError('bad response', util.getSocketInfo(socket)))
      return -1
    }

    /* this can only happen if server is misbehaving */
    if (upgrade && !request.upgrade) {
      util.destroy(socket, new SocketError('bad upgrade', util.getSocketInfo(socket)))
      return -1
    }

    assert(this.timeoutType === TIMEOUT_HEADERS)

    this.statusCode = statusCode
    this.shouldKeepAlive =
      shouldKeepAlive ||
      // Override llhttp value which does not allow keepAlive for HEAD.
      (request.method === 'HEAD' && !socket[kReset] &&
        /(?:^|,)[\t ]*keep-alive[\t ]*(?:,|$)/i.test(this.connection) &&
        !/(?:^|,)[\t ]*close[\t ]*(?:,|$)/i.test(this.connection))

    // Responses to HEAD and 204/304 responses never carry content
    if (request.method === 'HEAD' || statusCode === 204 || statusCode === 304) {
      // A non-zero Content-Length or Transfer-Encoding on a 204/304 means the
      // server may also have sent content inappropriately, which would then be
      // parsed as the next response on this connection. Accept it, but do not
      // reuse the connection. HEAD requests are fine tho.
      if (request.method !== 'HEAD' && (this.contentLength > 0 || this.hasTransferEncoding)) {
        this.shouldKeepAlive = false
      }
      this.contentLength = -1
    }

    if (this.statusCode >= 200) {
      const bodyTimeout = request.bodyTimeout != null ? request.bodyTimeout : client[kBodyTimeout]
      this.setTimeout(bodyTimeout, TIMEOUT_BODY)
    } else if (this.timeout) {
      if (this.timeout.refresh) {
        this.timeout.refresh()
      }
    }

    if (request.method === 'CONNECT') {
      assert(client[kRunning] === 1)
      this.upgrade = true
      return 2
    }

    if (upgrade) {
      assert(client[kRunning] === 1)
      this.upgrade = true
      return 2
    }

    assert((this.headers.length & 1) === 0)
    this.headers = []
    this.headersSize = 0

    if (this.shouldKeepAlive && client[kPipelining]) {
      const keepAliveTimeout = this.keepAlive ? util.parseKeepAliveTimeout(this.keepAlive) : null

      if (keepAliveTimeout != null) {
        const timeout = Math.min(keepAliveTimeout - client[kKeepAliveTimeoutThreshold], client[kKeepAliveMaxTimeout])
        if (timeout <= 0) {
          socket[kReset] = true
        } else {
          client[kKeepAliveTimeoutValue] = timeout
        }
      } else {
        client[kKeepAliveTimeoutValue] = client[kKeepAliveDefaultTimeout]
      }
    } else {
      // Stop more requests from being dispatched.
      socket[kReset] = true
    }

    const pause = request.onResponseStart(statusCode, headers, this.resume, statusText) === false

    if (request.aborted) {
      return -1
    }

    if (request.method === 'HEAD') {
      return 1
    }

    if (statusCode < 200) {
      return 1
    }

    if (socket[kBlocking]) {
      socket[kBlocking] = false
      client[kResume]()
    }

    return pause ? constants.ERROR.PAUSED : 0
  }

  /**
   * @param {Buffer} buf
   * @returns {number}
   */
  onBody (buf) {
    const { client, socket, statusCode, maxResponseSize } = this

    if (socket.destroyed) {
      return -1
    }

    const request = client[kQueue][client[kRunningIdx]]
    assert(request)

    assert(this.timeoutType === TIMEOUT_BODY)
    if (this.timeout) {
      if (this.timeout.refresh) {
        this.timeout.refresh()
      }
    }

    assert(statusCode >= 200)

    if (maxResponseSize > -1 && this.bytesRead + buf.length > maxResponseSize) {
      util.destroy(socket, new ResponseExceededMaxSizeError())
      return -1
    }

    this.bytesRead += buf.length

    if (request.onResponseData(buf) === false) {
      return constants.ERROR.PAUSED
    }

    return 0
  }

  /**
   * @returns {number}
   */
  onMessageComplete () {
    const { client, socket, statusCode, upgrade, headers, contentLength, bytesRead, shouldKeepAlive } = this

    if (socket.destroyed && (!statusCode || shouldKeepAlive)) {
      return -1
    }

    if (upgrade) {
      return 0
    }

    assert(statusCode >= 100)
    assert((this.headers.length & 1) === 0)

    const request = client[kQueue][client[kRunningIdx]]
    assert(request)

    this.statusCode = 0
    this.statusText = ''
    this.bytesRead = 0
    this.contentLength = -1
    this.hasTransferEncoding = false
    this.keepAlive = ''
    this.connection = ''

    this.headers = []
    this.headersSize = 0

    if (statusCode < 200) {
      return 0
    }

    if (contentLength !== -1 && bytesRead !== contentLength) {
      util.destroy(socket, new ResponseContentLengthMismatchError())
      return -1
    }

    request.onResponseEnd(headers)

    client[kQueue][client[kRunningIdx]++] = null
    socket[kSocketUsed] = client[kPending] === 0

    if (socket[kWriting]) {
      assert(client[kRunning] === 0)
      // Response completed before request.
      util.destroy(socket, new InformationalError('reset'))
      return constants.ERROR.PAUSED
    } else if (!shouldKeepAlive) {
      util.destroy(socket, new InformationalError('reset'))
      return constants.ERROR.PAUSED
    } else if (socket[kReset] && client[kRunning] === 0) {
      // Destroy socket once all requests have completed.
      // The request at the tail of the pipeline is the one
      // that requested reset and no further requests should
      // have been queued since then.
      util.destroy(socket, new InformationalError('reset'))
      return constants.ERROR.PAUSED
    } else if (client[kPipelining] == null || client[kPipelining] === 1) {
      // We must wait a full event loop cycle to reuse this socket to make sure
      // that non-spec compliant servers are not closing the connection even if they
      // said they won't.
      setImmediate(client[kResume])
    } else {
      client[kResume]()
    }

    return 0
  }
}

function onParserTimeout (parserWeakRef) {
  const parser = parserWeakRef.deref()
  if (!parser) {
    return
  }

  const { socket, timeoutType, client, paused } = parser

  if (timeoutType === TIMEOUT_HEADERS) {
    if (!socket[kWriting] || socket.writableNeedDrain || client[kRunning] > 1) {
      assert(!paused, 'cannot be paused while waiting for headers')
      util.destroy(socket, new HeadersTimeoutError())
    }
  } else if (timeoutType === TIMEOUT_BODY) {
    if (!paused) {
      util.destroy(socket, new BodyTimeoutError())
    }
  } else if (timeoutType === TIMEOUT_KEEP_ALIVE) {
    assert(client[kRunning] === 0 && client[kKeepAliveTimeoutValue])
    util.destroy(socket, new InformationalError('socket idle timeout'))
  }
}

/**
 * @param {import ('./client.js')} client
 * @param {import('net').Socket} socket
 * @returns
 */
function connectH1 (client, socket) {
  client[kSocket] = socket

  if (!llhttpInstance) {
    llhttpInstance = lazyllhttp()
  }

  if (socket.errored) {
    throw socket.errored
  }

  if (socket.destroyed) {
    throw new SocketError('destroyed')
  }

  socket[kNoRef] = false
  socket[kWriting] = false
  socket[kReset] = false
  socket[kBlocking] = false
  socket[kIdleSocketValidation] = 0
  socket[kIdleSocketValidationTimeout] = null
  socket[kSocketUsed] = false
  socket[kParser] = typeof esbuildDetection === 'undefined' && (client[kUseMilo] ?? getMiloEnabled())
    ? new H1Parser(client, socket)
    : new Parser(client, socket, llhttpInstance)

  util.addListener(socket, 'error', onHttpSocketError)
  util.addListener(socket, 'readable', onHttpSocketReadable)
  util.addListener(socket, 'end', onHttpSocketEnd)
  util.addListener(socket, 'close', onHttpSocketClose)

  socket[kClosed] = false
  socket.on('close', onSocketClose)

  return {
    version: 'h1',
    defaultPipelining: 1,
    write (request) {
      return writeH1(client, request)
    },
    resume () {
      resumeH1(client)
    },
    /**
     * @param {Error|undefined} err
     * @param {() => void} callback
     */
    destroy (err, callback) {
      if (socket[kClosed]) {
        queueMicrotask(callback)
      } else {
        socket.on('close', callback)
        socket.destroy(err)
      }
    },
    /**
     * @returns {boolean}
     */
    get destroyed () {
      return socket.destroyed
    },
    /**
     * @param {import('../core/request.js')} request
     * @returns {boolean}
     */
    busy (request) {
      if (socket[kWriting] || socket[kReset] || socket[kBlocking] || socket[kIdleSocketValidation] === 1) {
        return true
      }

      if (request) {
        if (client[kRunning] > 0 && !request.idempotent) {
          // Non-idempotent request cannot be retried.
          // Ensure that no other requests are inflight and
          // could cause failure.
          return true
        }

        if (client[kRunning] > 0 && (request.upgrade || request.method === 'CONNECT')) {
          // Don't dispatch an upgrade until all preceding requests have completed.
          // A misbehaving server might upgrade the connection before all pipelined
          // request has completed.
          return true
        }

        if (
          client[kRunning] > 0 &&
          util.bodyLength(request.body) !== 0 &&
          (util.isStream(request.body) || util.isAsyncIterable(request.body) || util.isFormDataLike(request.body))
        ) {
          // Request with stream or iterator body can error while other requests
          // are inflight and indirectly error those as well.
          // Ensure this doesn't happen by waiting for inflight
          // to complete before dispatching.

          // Request with stream or iterator body cannot be retried.
          // Ensure that no other requests are inflight and
          // could cause failure.
          return true
        }
      }

      return false
    }
  }
}

function onHttpSocketError (err) {
  const parser = this[kParser]

  // On Mac OS, we get an ECONNRESET even if there is a full body to be forwarded
  // to the user.
  if (err.code === 'ECONNRESET' && parser.statusCode && !parser.shouldKeepAlive) {
    const parserErr = parser.finish()
    if (parserErr) {
      this[kError] = parserErr
      this[kClient][kOnError](parserErr)
    }
    return
  }

  this[kError] = err

  this[kClient][kOnError](err)
}

function onHttpSocketReadable () {
  this[kParser]?.readMore()
}

function onHttpSocketEnd () {
  const parser = this[kParser]

  if (parser.statusCode && !parser.shouldKeepAlive) {
    const parserErr = parser.finish()
    if (parserErr) {
      util.destroy(this, parserErr)
    }
    return
  }

  util.destroy(this, new SocketError('other side closed', util.getSocketInfo(this)))
}

function onHttpSocketClose () {
  const parser = this[kParser]

  clearIdleSocketValidation(this)

  if (parser) {
    if (!this[kError] && parser.statusCode && !parser.shouldKeepAlive) {
      this[kError] = parser.finish() || this[kError]
    }

    this[kParser].destroy()
    this[kParser] = null
  }

  const err = this[kError] || new SocketError('closed', util.getSocketInfo(this))

  const client = this[kClient]

  client[kSocket] = null
  client[kHTTPContext] = null // TODO (fix): This is hacky...

  if (client.destroyed) {
    assert(client[kPending] === 0)

    // Fail entire queue.
    const requests = client[kQueue].splice(client[kRunningIdx])
    for (let i = 0; i < requests.length; i++) {
      const request = requests[i]
      util.errorRequest(client, request, err)
    }
  } else if (client[kRunning] > 0 && err.code !== 'UND_ERR_INFO') {
    // Fail head of pipeline.
    const request = client[kQueue][client[kRunningIdx]]
    client[kQueue][client[kRunningIdx]++] = null

    util.errorRequest(client, request, err)
  }

  client[kPendingIdx] = client[kRunningIdx]

  assert(client[kRunning] === 0)

  client.emit('disconnect', client[kUrl], [client], err)

  client[kResume]()
}

function onSocketClose () {
  this[kClosed] = true
}

function clearIdleSocketValidation (socket) {
  if (socket[kIdleSocketValidationTimeout]) {
    clearImmediate(socket[kIdleSocketValidationTimeout])
    socket[kIdleSocketValidationTimeout] = null
  }

  socket[kIdleSocketValidation] = 0
}

function scheduleIdleSocketValidation (client, socket) {
  socket[kIdleSocketValidation] = 1
  // Yield to the check phase (after poll) so unsolicited bytes / FIN / RST
  // already pending on this idle keep-alive socket are processed before the
  // next request is written (GHSA-35p6-xmwp-9g52).
  //
  // setTimeout(0) pays Node's ~1ms timer floor on every sequential reuse
  // (#5493). setImmediate avoids that, but an *unref'd* Immediate lets poll
  // block for ~500ms when the event loop is otherwise idle (#5600 / #5606).
  // A ref'd Immediate both keeps the pending request alive and makes poll
  // return immediately — the hybrid those issues asked for.
  socket[kIdleSocketValidationTimeout] = setImmediate(() => {
    socket[kIdleSocketValidationTimeout] = null
    socket[kIdleSocketValidation] = 2

    if (client[kSocket] === socket && !socket.destroyed) {
      client[kResume]()
    }
  })
}

/**
 * @param {import('./client.js')} client
 */
function resumeH1 (client) {
  const socket = client[kSocket]

  if (socket && !socket.destroyed) {
    if (client[kSize] === 0) {
      if (!socket[kNoRef] && socket.unref) {
        socket.unref()
        socket[kNoRef] = true
      }
    } else if (socket[kNoRef] && socket.ref) {
      socket.ref()
      socket[kNoRef] = false
    }

    if (client[kRunning] === 0 && client[kPending] > 0 && socket[kSocketUsed]) {
      if (socket[kIdleSocketValidation] === 0) {
        scheduleIdleSocketValidation(client, socket)
        socket[kParser].readMore()
        if (socket.destroyed) {
          return
        }
        return
      }

      if (socket[kIdleSocketValidation] === 1) {
        socket[kParser].readMore()
        if (socket.destroyed) {
          return
        }
        return
      }
    }

    if (client[kRunning] === 0) {
      socket[kParser].readMore()
      if (socket.destroyed) {
        return
      }
    }

    if (client[kSize] === 0) {
      if (socket[kParser].timeoutType !== TIMEOUT_KEEP_ALIVE) {
        socket[kParser].setTimeout(client[kKeepAliveTimeoutValue], TIMEOUT_KEEP_ALIVE)
      }
    } else if (client[kRunning] > 0 && socket[kParser].statusCode < 200) {
      if (socket[kParser].timeoutType !== TIMEOUT_HEADERS) {
        const request = client[kQueue][client[kRunningIdx]]
        const headersTimeout = request.headersTimeout != null ? request.headersTimeout : client[kHeadersTimeout]
        socket[kParser].setTimeout(headersTimeout, TIMEOUT_HEADERS)
      }
    }
  }
}

// https://www.rfc-editor.org/rfc/rfc7230#section-3.3.2
function shouldSendContentLength (method) {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && method !== 'TRACE' && method !== 'CONNECT'
}

function setTypeOfService (socket, request) {
  if (typeof socket.setTypeOfService !== 'function') {
    return
  }

  const typeOfService = request.typeOfService

  if (typeOfService === undefined) {
    return
  }

  const currentTypeOfService = socket[kTypeOfService]

  if (currentTypeOfService === typeOfService) {
    return
  }

  try {
    socket.setTypeOfService(typeOfService)
    socket[kTypeOfService] = typeOfService
  } catch {
    // QoS marking is best-effort. setTypeOfService() can throw synchronously on
    // some platforms depending on socket state, but that must not abort the request.
  }
}

/**
 * @param {import('./client.js')} client
 * @param {import('../core/request.js')} request
 * @returns
 */
function writeH1 (client, request) {
  const { method, path, host, upgrade, blocking, reset } = request

  let { body, headers, contentLength } = request

  // https://tools.ietf.org/html/rfc7231#section-4.3.1
  // https://tools.ietf.org/html/rfc7231#section-4.3.2
  // https://tools.ietf.org/html/rfc7231#section-4.3.5

  // Sending a payload body on a request that does not
  // expect it can cause undefined behavior on some
  // servers and corrupt connection state. Do not
  // re-use the connection for further requests.

  const expectsPayload =
    method === 'PUT' ||
    method === 'POST' ||
    method === 'PATCH' ||
    method === 'QUERY' ||
    method === 'PROPFIND' ||
    method === 'PROPPATCH'

  if (util.isFormDataLike(body)) {
    if (!extractBody) {
      extractBody = (__nccwpck_require__(5408).extractBody)
    }

    const [bodyStream, contentType] = extractBody(body)
    if (request.contentType == null) {
      headers.push('content-type', contentType)
    }
    body = bodyStream.stream
    contentLength = bodyStream.length
  } else if (util.isBlobLike(body) && request.contentType == null) {
    const contentType = body.type
    if (contentType) {
      const contentTypeValue = `${contentType}`
      if (!util.isValidHeaderValue(contentTypeValue)) {
        util.errorRequest(client, request, new InvalidArgumentError('invalid content-type header'))
        return false
      }
      headers.push('content-type', contentTypeValue)
    }
  }

  if (body && typeof body.read === 'function') {
    // Try to read EOF in order to get length.
    body.read(0)
  }

  const bodyLength = util.bodyLength(body)

  contentLength = bodyLength ?? contentLength

  if (contentLength === null) {
    contentLength = request.contentLength
  }

  if (contentLength === 0 && !expectsPayload) {
    // https://tools.ietf.org/html/rfc7230#section-3.3.2
    // A user agent SHOULD NOT send a Content-Length header field when
    // the request message does not contain a payload body and the method
    // semantics do not anticipate such a body.

    contentLength = null
  }

  // https://github.com/nodejs/undici/issues/2046
  // A user agent may send a Content-Length header with 0 value, this should be allowed.
  if (
    shouldSendContentLength(method) &&
    contentLength > 0 &&
    request.contentLength !== null &&
    request.contentLength !== contentLength
  ) {
    if (client[kStrictContentLength]) {
      util.errorRequest(client, request, new RequestContentLengthMismatchError())
      return false
    }

    process.emitWarning(new RequestContentLengthMismatchError())
  }

  const socket = client[kSocket]
  clearIdleSocketValidation(socket)

  /**
   * @param {Error} [err]
   * @returns {void}
   */
  const abort = err => {
    if (request.aborted || request.completed) {
      return
    }

    util.errorRequest(client, request, err || new RequestAbortedError())

    util.destroy(body)
    util.destroy(socket, new InformationalError('aborted'))
  }

  try {
    request.onRequestStart(abort, null)
  } catch (err) {
    util.errorRequest(client, request, err)
  }

  if (request.aborted) {
    return false
  }

  if (method === 'HEAD') {
    // https://github.com/mcollina/undici/issues/258
    // Close after a HEAD request to interop with misbehaving servers
    // that may send a body in the response.

    socket[kReset] = true
  }

  if (upgrade || method === 'CONNECT') {
    // On CONNECT or upgrade, block pipeline from dispatching further
    // requests on this connection.

    socket[kReset] = true
  }

  if (reset != null) {
    socket[kReset] = reset
  }

  if (client[kMaxRequests] && ++socket[kCounter] >= client[kMaxRequests]) {
    socket[kReset] = true
  }

  if (blocking) {
    socket[kBlocking] = true
  }

  setTypeOfService(socket, request)

  let header = `${method} ${path} HTTP/1.1\r\n`

  if (typeof host === 'string') {
    header += `host: ${host}\r\n`
  } else {
    header += client[kHostHeader]
  }

  if (upgrade) {
    header += `connection: upgrade\r\nupgrade: ${upgrade}\r\n`
  } else if (client[kPipelining] && !socket[kReset]) {
    header += 'connection: keep-alive\r\n'
  } else {
    header += 'connection: close\r\n'
  }

  if (Array.isArray(headers)) {
    for (let n = 0; n < headers.length; n += 2) {
      const key = headers[n + 0]
      const val = headers[n + 1]

      if (Array.isArray(val)) {
        for (let i = 0; i < val.length; i++) {
          header += `${key}: ${val[i]}\r\n`
        }
      } else {
        header += `${key}: ${val}\r\n`
      }
    }
  }

  if (channels.sendHeaders.hasSubscribers) {
    channels.sendHeaders.publish({ request, headers: header, socket })
  }

  if (!body || bodyLength === 0) {
    writeBuffer(abort, null, client, request, socket, contentLength, header, expectsPayload)
  } else if (util.isBuffer(body)) {
    writeBuffer(abort, body, client, request, socket, contentLength, header, expectsPayload)
  } else if (util.isBlobLike(body)) {
    if (typeof body.stream === 'function') {
      writeIterable(abort, body.stream(), client, request, socket, contentLength, header, expectsPayload)
    } else {
      writeBlob(abort, body, client, request, socket, contentLength, header, expectsPayload)
    }
  } else if (util.isStream(body)) {
    writeStream(abort, body, client, request, socket, contentLength, header, expectsPayload)
  } else if (util.isIterable(body)) {
    writeIterable(abort, body, client, request, socket, contentLength, header, expectsPayload)
  } else {
    assert(false)
  }

  return true
}

/**
 * @param {AbortCallback} abort
 * @param {import('stream').Stream} body
 * @param {import('./client.js')} client
 * @param {import('../core/request.js')} request
 * @param {import('net').Socket} socket
 * @param {number} contentLength
 * @param {string} header
 * @param {boolean} expectsPayload
 */
function writeStream (abort, body, client, request, socket, contentLength, header, expectsPayload) {
  assert(contentLength !== 0 || client[kRunning] === 0, 'stream body cannot be pipelined')

  let finished = false

  const writer = new AsyncWriter({ abort, socket, request, contentLength, client, expectsPayload, header })

  /**
   * @param {Buffer} chunk
   * @returns {void}
   */
  const onData = function (chunk) {
    if (finished) {
      return
    }

    try {
      if (!writer.write(chunk) && this.pause) {
        this.pause()
      }
    } catch (err) {
      util.destroy(this, err)
    }
  }

  /**
   * @returns {void}
   */
  const onDrain = function () {
    if (finished) {
      return
    }

    if (body.resume) {
      body.resume()
    }
  }

  /**
   * @returns {void}
   */
  const onClose = function () {
    // 'close' might be emitted *before* 'error' for
    // broken streams. Wait a tick to avoid this case.
    queueMicrotask(() => {
      // It's only safe to remove 'error' listener after
      // 'close'.
      body.removeListener('error', onFinished)
    })

    if (!finished) {
      const err = new RequestAbortedError()
      queueMicrotask(() => onFinished(err))
    }
  }

  /**
   * @param {Error} [err]
   * @returns
   */
  const onFinished = function (err) {
    if (finished) {
      return
    }

    finished = true

    assert(socket.destroyed || (socket[kWriting] && client[kRunning] <= 1))

    socket.off('drain', onDrain).off('error', onFinished)

    body.removeListener('data', onData).removeListener('end', onFinished).removeListener('close', onClose)

    if (!err) {
      try {
        writer.end()
      } catch (er) {
        err = er
      }
    }

    writer.destroy(err)

    if (err && (err.code !== 'UND_ERR_INFO' || err.message !== 'reset')) {
      util.destroy(body, err)
    } else {
      util.destroy(body)
    }
  }

  body.on('data', onData).on('end', onFinished).on('error', onFinished).on('close', onClose)

  if (body.resume) {
    body.resume()
  }

  socket.on('drain', onDrain).on('error', onFinished)

  if (body.errorEmitted ?? body.errored) {
    setImmediate(onFinished, body.errored)
  } else if (body.endEmitted ?? body.readableEnded) {
    setImmediate(onFinished, null)
  }

  if (body.closeEmitted ?? body.closed) {
    setImmediate(onClose)
  }
}

/**
 * @typedef AbortCallback
 * @type {Function}
 * @param {Error} [err]
 * @returns {void}
 */

/**
 * @param {AbortCallback} abort
 * @param {Uint8Array|null} body
 * @param {import('./client.js')} client
 * @param {import('../core/request.js')} request
 * @param {import('net').Socket} socket
 * @param {number} contentLength
 * @param {string} header
 * @param {boolean} expectsPayload
 * @returns {void}
 */
function writeBuffer (abort, body, client, request, socket, contentLength, header, expectsPayload) {
  try {
    if (!body) {
      if (contentLength === 0) {
        socket.write(`${header}content-length: 0\r\n\r\n`, 'latin1')
      } else {
        assert(contentLength === null, 'no body must not have content length')
        socket.write(`${header}\r\n`, 'latin1')
      }
    } else if (util.isBuffer(body)) {
      assert(contentLength === body.byteLength, 'buffer body must have content length')

      socket.cork()
      socket.write(`${header}content-length: ${contentLength}\r\n\r\n`, 'latin1')
      socket.write(body)
      socket.uncork()
      request.onBodySent(body)

      if (!expectsPayload && request.reset !== false) {
        socket[kReset] = true
      }
    }
    request.onRequestSent()

    client[kResume]()
  } catch (err) {
    abort(err)
  }
}

/**
 * @param {AbortCallback} abort
 * @param {Blob} body
 * @param {import('./client.js')} client
 * @param {import('../core/request.js')} request
 * @param {import('net').Socket} socket
 * @param {number} contentLength
 * @param {string} header
 * @param {boolean} expectsPayload
 * @returns {Promise<void>}
 */
async function writeBlob (abort, body, client, request, socket, contentLength, header, expectsPayload) {
  try {
    if (contentLength != null && contentLength !== body.size) {
      throw new RequestContentLengthMismatchError()
    }

    const buffer = Buffer.from(await body.arrayBuffer())

    socket.cork()
    socket.write(`${header}content-length: ${contentLength}\r\n\r\n`, 'latin1')
    socket.write(buffer)
    socket.uncork()

    request.onBodySent(buffer)
    request.onRequestSent()

    if (!expectsPayload && request.reset !== false) {
      socket[kReset] = true
    }

    client[kResume]()
  } catch (err) {
    abort(err)
  }
}

/**
 * @param {AbortCallback} abort
 * @param {Iterable} body
 * @param {import('./client.js')} client
 * @param {import('../core/request.js')} request
 * @param {import('net').Socket} socket
 * @param {number} contentLength
 * @param {string} header
 * @param {boolean} expectsPayload
 * @returns {Promise<void>}
 */
async function writeIterable (abort, body, client, request, socket, contentLength, header, expectsPayload) {
  assert(contentLength !== 0 || client[kRunning] === 0, 'iterator body cannot be pipelined')

  let callback = null
  function onDrain () {
    if (callback) {
      const cb = callback
      callback = null
      cb()
    }
  }

  const waitForDrain = () =>
    new Promise((resolve, reject) => {
      assert(callback === null)

      if (socket[kError]) {
        reject(socket[kError])
      } else {
        callback = resolve
      }
    })

  socket.on('close', onDrain).on('drain', onDrain)

  const writer = new AsyncWriter({ abort, socket, request, contentLength, client, expectsPayload, header })
  try {
    // It's up to the user to somehow abort the async iterable.
    for await (const chunk of body) {
      if (socket[kError]) {
        throw socket[kError]
      }

      if (!writer.write(chunk)) {
        await waitForDrain()
      }
    }

    writer.end()
  } catch (err) {
    writer.destroy(err)
  } finally {
    socket.off('close', onDrain).off('drain', onDrain)
  }
}

class AsyncWriter {
  /**
   *
   * @param {object} arg
   * @param {AbortCallback} arg.abort
   * @param {import('net').Socket} arg.socket
   * @param {import('../core/request.js')} arg.request
   * @param {number} arg.contentLength
   * @param {import('./client.js')} arg.client
   * @param {boolean} arg.expectsPayload
   * @param {string} arg.header
   */
  constructor ({ abort, socket, request, contentLength, client, expectsPayload, header }) {
    this.socket = socket
    this.request = request
    this.contentLength = contentLength
    this.client = client
    this.bytesWritten = 0
    this.expectsPayload = expectsPayload
    this.header = header
    this.abort = abort
    this.lengthMismatch = false

    socket[kWriting] = true
  }

  /**
   * The body doesn't match the declared content-length and strictContentLength
   * is off. Warn once, and mark the socket so it isn't reused: on the wire this
   * request's body no longer ends where the server expects, so anything sent
   * after it on the same connection would be misread.
   * @returns {void}
   */
  onLengthMismatch () {
    this.socket[kReset] = true

    if (!this.lengthMismatch) {
      this.lengthMismatch = true
      process.emitWarning(new RequestContentLengthMismatchError())
    }
  }

  /**
   * @param {string|Uint8Array} chunk
   * @returns
   */
  write (chunk) {
    const { socket, request, contentLength, client, bytesWritten, expectsPayload, header } = this

    if (socket[kError]) {
      throw socket[kError]
    }

    if (socket.destroyed) {
      return false
    }

    let len = chunk instanceof Uint8Array ? chunk.byteLength : Buffer.byteLength(chunk)
    if (!len) {
      return true
    }

    // We should defer writing chunks.
    if (contentLength !== null && bytesWritten + len > contentLength) {
      if (client[kStrictContentLength]) {
        throw new RequestContentLengthMismatchError()
      }

      this.onLengthMismatch()

      // Never write past the declared content-length. The server treats any
      // extra bytes as the start of the next request, so a body could inject
      // a request of its own (request smuggling).
      const remaining = contentLength - bytesWritten
      if (remaining === 0) {
        return true
      }
      chunk = (typeof chunk === 'string' ? Buffer.from(chunk) : chunk).subarray(0, remaining)
      len = remaining
    }

    socket.cork()

    if (bytesWritten === 0) {
      if (!expectsPayload && request.reset !== false) {
        socket[kReset] = true
      }

      if (contentLength === null) {
        socket.write(`${header}transfer-encoding: chunked\r\n`, 'latin1')
      } else {
        socket.write(`${header}content-length: ${contentLength}\r\n\r\n`, 'latin1')
      }
    }

    if (contentLength === null) {
      socket.write(`\r\n${len.toString(16)}\r\n`, 'latin1')
    }

    this.bytesWritten += len

    const ret = socket.write(chunk)

    socket.uncork()

    request.onBodySent(chunk)

    if (!ret) {
      if (socket[kParser].timeout && socket[kParser].timeoutType === TIMEOUT_HEADERS) {
        if (socket[kParser].timeout.refresh) {
          socket[kParser].timeout.refresh()
        }
      }
    }

    return ret
  }

  /**
   * @returns {void}
   */
  end () {
    const { socket, contentLength, client, bytesWritten, expectsPayload, header, request } = this
    request.onRequestSent()

    socket[kWriting] = false

    if (socket[kError]) {
      throw socket[kError]
    }

    if (socket.destroyed) {
      return
    }

    if (bytesWritten === 0) {
      if (expectsPayload) {
        // https://tools.ietf.org/html/rfc7230#section-3.3.2
        // A user agent SHOULD send a Content-Length in a request message when
        // no Transfer-Encoding is sent and the request method defines a meaning
        // for an enclosed payload body.

        socket.write(`${header}content-length: 0\r\n\r\n`, 'latin1')
      } else {
        socket.write(`${header}\r\n`, 'latin1')
      }
    } else if (contentLength === null) {
      socket.write('\r\n0\r\n\r\n', 'latin1')
    }

    if (contentLength !== null && bytesWritten !== contentLength) {
      if (client[kStrictContentLength]) {
        throw new RequestContentLengthMismatchError()
      }

      // The body is shorter than declared, so the server is still waiting for
      // the rest. Don't let the next request's bytes on this connection be
      // read as the missing part of this body.
      this.onLengthMismatch()
    }

    if (socket[kParser].timeout && socket[kParser].timeoutType === TIMEOUT_HEADERS) {
      if (socket[kParser].timeout.refresh) {
        socket[kParser].timeout.refresh()
      }
    }

    client[kResume]()
  }

  /**
   * @param {Error} [err]
   * @returns {void}
   */
  destroy (err) {
    const { socket, client, abort } = this

    socket[kWriting] = false

    if (err) {
      assert(client[kRunning] <= 1, 'pipeline should only contain this request')
      abort(err)
    }
  }
}

module.exports = connectH1


/***/ }),

/***/ 8088:
/***/ ((module) => {

module.exports = () => { throw new Error('undici/lib/dispatcher/client-h2 is left out of this bundle') }


/***/ }),

/***/ 5929:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const assert = __nccwpck_require__(4589)
const net = __nccwpck_require__(7030)
const http = { maxHeaderSize: 16384, IncomingMessage: undefined }
const util = __nccwpck_require__(7332)
const { ClientStats } = __nccwpck_require__(4418)
const { channels } = __nccwpck_require__(3082)
const Request = __nccwpck_require__(2083)
const DispatcherBase = __nccwpck_require__(7941)
const {
  InvalidArgumentError,
  InformationalError,
  ClientDestroyedError
} = __nccwpck_require__(9263)
const buildConnector = __nccwpck_require__(3484)
const {
  kUrl,
  kServerName,
  kClient,
  kBusy,
  kConnect,
  kResuming,
  kRunning,
  kPending,
  kSize,
  kQueue,
  kConnected,
  kConnecting,
  kNeedDrain,
  kKeepAliveDefaultTimeout,
  kHostHeader,
  kPendingIdx,
  kRunningIdx,
  kError,
  kPipelining,
  kKeepAliveTimeoutValue,
  kMaxHeadersSize,
  kKeepAliveMaxTimeout,
  kKeepAliveTimeoutThreshold,
  kHeadersTimeout,
  kBodyTimeout,
  kStrictContentLength,
  kConnector,
  kMaxRequests,
  kCounter,
  kClose,
  kDestroy,
  kDispatch,
  kLocalAddress,
  kMaxResponseSize,
  kOnError,
  kHTTPContext,
  kMaxConcurrentStreams,
  kHostAuthority,
  kResume,
  kHTTP2Options,
  kUseMilo
} = __nccwpck_require__(8951)
const connectH1 = __nccwpck_require__(9121)
const connectH2 = __nccwpck_require__(8088)

const kClosedResolve = Symbol('kClosedResolve')

const getDefaultNodeMaxHeaderSize = http &&
  http.maxHeaderSize &&
  Number.isInteger(http.maxHeaderSize) &&
  http.maxHeaderSize > 0
  ? () => http.maxHeaderSize
  : () => { throw new InvalidArgumentError('http module not available or http.maxHeaderSize invalid') }

const noop = () => { }

function getPipelining (client) {
  return client[kPipelining] ?? client[kHTTPContext]?.defaultPipelining ?? 1
}

let h2NamespaceOptsWarning = false
function emitH2OptionsNamespaceWarning (optName) {
  if (h2NamespaceOptsWarning === true) return

  process.emitWarning(`Use h2Options.${optName} instead. ${optName} for H2 will be deprecated in future major.`, {
    code: 'UNDICI-H2-OPTIONS'
  })
  h2NamespaceOptsWarning = true
}

// Protocol-aware dispatch ceiling. h1 RFC7230 pipelining is unrelated to h2
// stream multiplexing — over h2 the ceiling is the (server-confirmed)
// maxConcurrentStreams. Before a context is attached we use the h1
// pipelining factor; once h2 attaches the queued requests can drain in
// one batch up to maxConcurrentStreams.
function getMaxConcurrent (client) {
  if (client[kHTTPContext]?.version === 'h2') {
    return client[kMaxConcurrentStreams]
  }
  return getPipelining(client)
}

/**
 * @type {import('../../types/client.js').default}
 */
class Client extends DispatcherBase {
  /**
   *
   * @param {string|URL} url
   * @param {import('../../types/client.js').Client.Options} options
   */
  constructor (url, {
    maxHeaderSize,
    headersTimeout,
    socketTimeout,
    requestTimeout,
    connectTimeout,
    bodyTimeout,
    idleTimeout,
    keepAlive,
    keepAliveTimeout,
    maxKeepAliveTimeout,
    keepAliveMaxTimeout,
    keepAliveTimeoutThreshold,
    socketPath,
    pipelining,
    tls,
    strictContentLength,
    maxCachedSessions,
    connect,
    maxRequestsPerClient,
    localAddress,
    maxResponseSize,
    autoSelectFamily,
    autoSelectFamilyAttemptTimeout,
    // h2
    maxConcurrentStreams,
    allowH2,
    useH2c,
    initialWindowSize,
    connectionWindowSize,
    pingInterval,
    useMilo,
    webSocket,
    h2Options,
    eventSource
  } = {}) {
    if (keepAlive !== undefined) {
      throw new InvalidArgumentError('unsupported keepAlive, use pipelining=0 instead')
    }

    if (socketTimeout !== undefined) {
      throw new InvalidArgumentError('unsupported socketTimeout, use headersTimeout & bodyTimeout instead')
    }

    if (requestTimeout !== undefined) {
      throw new InvalidArgumentError('unsupported requestTimeout, use headersTimeout & bodyTimeout instead')
    }

    if (idleTimeout !== undefined) {
      throw new InvalidArgumentError('unsupported idleTimeout, use keepAliveTimeout instead')
    }

    if (maxKeepAliveTimeout !== undefined) {
      throw new InvalidArgumentError('unsupported maxKeepAliveTimeout, use keepAliveMaxTimeout instead')
    }

    if (maxHeaderSize != null) {
      if (!Number.isInteger(maxHeaderSize) || maxHeaderSize < 1) {
        throw new InvalidArgumentError('invalid maxHeaderSize')
      }
    } else {
      // If maxHeaderSize is not provided, use the default value from the http module
      // or if that is not available, throw an error.
      maxHeaderSize = getDefaultNodeMaxHeaderSize()
    }

    if (socketPath != null && typeof socketPath !== 'string') {
      throw new InvalidArgumentError('invalid socketPath')
    }

    if (connectTimeout != null && (!Number.isFinite(connectTimeout) || connectTimeout < 0)) {
      throw new InvalidArgumentError('invalid connectTimeout')
    }

    if (keepAliveTimeout != null && (!Number.isFinite(keepAliveTimeout) || keepAliveTimeout <= 0)) {
      throw new InvalidArgumentError('invalid keepAliveTimeout')
    }

    if (keepAliveMaxTimeout != null && (!Number.isFinite(keepAliveMaxTimeout) || keepAliveMaxTimeout <= 0)) {
      throw new InvalidArgumentError('invalid keepAliveMaxTimeout')
    }

    if (keepAliveTimeoutThreshold != null && !Number.isFinite(keepAliveTimeoutThreshold)) {
      throw new InvalidArgumentError('invalid keepAliveTimeoutThreshold')
    }

    if (headersTimeout != null && (!Number.isInteger(headersTimeout) || headersTimeout < 0)) {
      throw new InvalidArgumentError('headersTimeout must be a positive integer or zero')
    }

    if (bodyTimeout != null && (!Number.isInteger(bodyTimeout) || bodyTimeout < 0)) {
      throw new InvalidArgumentError('bodyTimeout must be a positive integer or zero')
    }

    if (connect != null && typeof connect !== 'function' && typeof connect !== 'object') {
      throw new InvalidArgumentError('connect must be a function or an object')
    }

    if (maxRequestsPerClient != null && (!Number.isInteger(maxRequestsPerClient) || maxRequestsPerClient < 0)) {
      throw new InvalidArgumentError('maxRequestsPerClient must be a positive number')
    }

    if (localAddress != null && (typeof localAddress !== 'string' || net.isIP(localAddress) === 0)) {
      throw new InvalidArgumentError('localAddress must be valid string IP address')
    }

    if (maxResponseSize != null && (!Number.isInteger(maxResponseSize) || maxResponseSize < -1)) {
      throw new InvalidArgumentError('maxResponseSize must be a positive number')
    }

    if (
      autoSelectFamilyAttemptTimeout != null &&
      (!Number.isInteger(autoSelectFamilyAttemptTimeout) || autoSelectFamilyAttemptTimeout < -1)
    ) {
      throw new InvalidArgumentError('autoSelectFamilyAttemptTimeout must be a positive number')
    }

    // h2
    if (allowH2 != null && typeof allowH2 !== 'boolean') {
      throw new InvalidArgumentError('allowH2 must be a valid boolean value')
    }

    // We validate only if allowH2 is enabled or null (enabled by default)
    if (allowH2 !== false) {
      // Prioritise new h2Options object, otherwise fallback to prior configuration options
      if (h2Options != null) {
        if (h2Options.useH2c != null && typeof h2Options.useH2c !== 'boolean') {
          throw new InvalidArgumentError('h2Options.useH2c must be a valid boolean value')
        }

        if (h2Options.settings?.initialWindowSize != null && (!Number.isInteger(h2Options.settings.initialWindowSize) || h2Options.settings.initialWindowSize < 1)) {
          throw new InvalidArgumentError('h2Options.settings.initialWindowSize must be a positive integer, greater than 0')
        }

        if (h2Options.maxConcurrentStreams != null && (!Number.isInteger(h2Options.maxConcurrentStreams) || h2Options.maxConcurrentStreams < 1)) {
          throw new InvalidArgumentError('h2Options.maxConcurrentStreams must be a positive integer, greater than 0')
        }

        if (h2Options.connectionWindowSize != null && (!Number.isInteger(h2Options.connectionWindowSize) || h2Options.connectionWindowSize < 1)) {
          throw new InvalidArgumentError('h2Options.connectionWindowSize must be a positive integer, greater than 0')
        }

        if (h2Options.pingInterval != null && (typeof h2Options.pingInterval !== 'number' || !Number.isInteger(h2Options.pingInterval) || h2Options.pingInterval < 0)) {
          throw new InvalidArgumentError('h2Options.pingInterval must be a positive integer, greater or equal to 0')
        }
      } else {
        if (useH2c != null && typeof useH2c !== 'boolean') {
          emitH2OptionsNamespaceWarning('useH2c')
          throw new InvalidArgumentError('useH2c must be a valid boolean value')
        }

        if (maxConcurrentStreams != null && (typeof maxConcurrentStreams !== 'number' || maxConcurrentStreams < 1)) {
          emitH2OptionsNamespaceWarning('maxConcurrentStreams')
          throw new InvalidArgumentError('maxConcurrentStreams must be a positive integer, greater than 0')
        }

        if (initialWindowSize != null && (!Number.isInteger(initialWindowSize) || initialWindowSize < 1)) {
          emitH2OptionsNamespaceWarning('initialWindowSize')
          throw new InvalidArgumentError('initialWindowSize must be a positive integer, greater than 0')
        }

        if (connectionWindowSize != null && (!Number.isInteger(connectionWindowSize) || connectionWindowSize < 1)) {
          emitH2OptionsNamespaceWarning('connectionWindowSize')
          throw new InvalidArgumentError('connectionWindowSize must be a positive integer, greater than 0')
        }

        if (pingInterval != null && (typeof pingInterval !== 'number' || !Number.isInteger(pingInterval) || pingInterval < 0)) {
          emitH2OptionsNamespaceWarning('pingInterval')
          throw new InvalidArgumentError('pingInterval must be a positive integer, greater or equal to 0')
        }
      }
    }

    super({ webSocket, eventSource })

    if (typeof connect !== 'function') {
      connect = buildConnector({
        ...tls,
        maxCachedSessions,
        allowH2,
        socketPath,
        useH2c: h2Options?.useH2c ?? useH2c,
        timeout: connectTimeout,
        ...(typeof autoSelectFamily === 'boolean' ? { autoSelectFamily, autoSelectFamilyAttemptTimeout } : undefined),
        ...connect
      })
    } else {
      const customConnect = connect
      connect = (opts, callback) => customConnect({
        ...opts,
        ...(socketPath != null ? { socketPath } : null),
        ...(allowH2 != null ? { allowH2 } : null)
      }, callback)
    }

    this[kUrl] = util.parseOrigin(url)
    this[kHostAuthority] = `${this[kUrl].hostname}${this[kUrl].port ? `:${this[kUrl].port}` : ''}`
    this[kConnector] = connect
    this[kPipelining] = pipelining != null ? pipelining : 1
    this[kMaxHeadersSize] = maxHeaderSize
    this[kKeepAliveDefaultTimeout] = keepAliveTimeout == null ? 4e3 : keepAliveTimeout
    this[kKeepAliveMaxTimeout] = keepAliveMaxTimeout == null ? 600e3 : keepAliveMaxTimeout
    this[kKeepAliveTimeoutThreshold] = keepAliveTimeoutThreshold == null ? 2e3 : keepAliveTimeoutThreshold
    this[kKeepAliveTimeoutValue] = this[kKeepAliveDefaultTimeout]
    this[kServerName] = null
    this[kLocalAddress] = localAddress != null ? localAddress : null
    this[kResuming] = 0 // 0, idle, 1, scheduled, 2 resuming
    this[kNeedDrain] = 0 // 0, idle, 1, scheduled, 2 resuming
    this[kHostHeader] = `host: ${this[kHostAuthority]}\r\n`
    this[kBodyTimeout] = bodyTimeout != null ? bodyTimeout : 300e3
    this[kHeadersTimeout] = headersTimeout != null ? headersTimeout : 300e3
    this[kStrictContentLength] = strictContentLength == null ? true : strictContentLength
    this[kMaxRequests] = maxRequestsPerClient
    this[kClosedResolve] = null
    this[kMaxResponseSize] = maxResponseSize > -1 ? maxResponseSize : -1
    this[kHTTPContext] = null
    // h2
    this[kHTTP2Options] = {
      pingInterval: h2Options?.pingInterval ?? pingInterval ?? 60e3,
      connectionWindowSize: h2Options?.connectionWindowSize ?? connectionWindowSize ?? 524288,
      maxConcurrentStreams: h2Options?.maxConcurrentStreams ?? maxConcurrentStreams ?? 100, // Max peerConcurrentStreams for a Node h2 server
      sessionOptions: {
        // HTTP/2 window sizes are set to higher defaults than Node.js core for better performance:
        // - initialWindowSize: 262144 (256KB) vs Node.js default 65535 (64KB - 1)
        //   Allows more data to be sent before requiring acknowledgment, improving throughput
        //   especially on high-latency networks. This matches common production HTTP/2 servers.
        // - connectionWindowSize: 524288 (512KB) vs Node.js default (none set)
        //   Provides better flow control for the entire connection across multiple streams.
        initialWindowSize: h2Options?.initialWindowSize ?? initialWindowSize ?? 262144
      }
    }
    this[kUseMilo] = useMilo

    // kQueue is built up of 3 sections separated by
    // the kRunningIdx and kPendingIdx indices.
    // |   complete   |   running   |   pending   |
    //                ^ kRunningIdx ^ kPendingIdx ^ kQueue.length
    // kRunningIdx points to the first running element.
    // kPendingIdx points to the first pending element.
    // This implements a fast queue with an amortized
    // time of O(1).

    this[kQueue] = []
    this[kRunningIdx] = 0
    this[kPendingIdx] = 0

    this[kResume] = (sync) => resume(this, sync)
    this[kOnError] = (err) => onError(this, err)
  }

  get pipelining () {
    return this[kPipelining]
  }

  set pipelining (value) {
    this[kPipelining] = value
    this[kResume](true)
  }

  get stats () {
    return new ClientStats(this)
  }

  get [kPending] () {
    return this[kQueue].length - this[kPendingIdx]
  }

  get [kRunning] () {
    return this[kPendingIdx] - this[kRunningIdx]
  }

  get [kSize] () {
    return this[kQueue].length - this[kRunningIdx]
  }

  get [kConnected] () {
    return !!this[kHTTPContext] && !this[kConnecting] && !this[kHTTPContext].destroyed
  }

  get [kBusy] () {
    // The `kPending > 0` check below is the gate Pool uses to decide whether
    // to spin up an additional Client. For h1 that fan-out is correct —
    // each socket only handles one pipelined request at a time. Once an h2
    // context is attached we want concurrent dispatches to multiplex onto
    // the shared session, so suppress that signal in the h2 case.
    const allowsMux = this[kHTTPContext]?.version === 'h2'

    return Boolean(
      this[kHTTPContext]?.busy(null) ||
      (this[kSize] >= (getMaxConcurrent(this) || 1)) ||
      (this[kPending] > 0 && !allowsMux)
    )
  }

  [kConnect] (cb) {
    connect(this)
    this.once('connect', cb)
  }

  [kDispatch] (opts, handler) {
    const request = new Request(this[kUrl].origin, opts, handler)

    this[kQueue].push(request)
    if (this[kResuming]) {
      // Do nothing.
    } else if (util.bodyLength(request.body) == null && util.isIterable(request.body)) {
      // Wait a tick in case stream/iterator is ended in the same tick.
      this[kResuming] = 1
      queueMicrotask(() => resume(this))
    } else {
      this[kResume](true)
    }

    if (this[kResuming] && this[kNeedDrain] !== 2 && this[kBusy]) {
      this[kNeedDrain] = 2
    }

    return this[kNeedDrain] < 2
  }

  [kClose] () {
    // TODO: for H2 we need to gracefully flush the remaining enqueued
    // request and close each stream.
    return new Promise((resolve) => {
      if (this[kSize]) {
        this[kClosedResolve] = resolve
      } else {
        resolve(null)
      }
    })
  }

  [kDestroy] (err) {
    return new Promise((resolve) => {
      const requests = this[kQueue].splice(this[kPendingIdx])
      for (let i = 0; i < requests.length; i++) {
        const request = requests[i]
        if (request != null) {
          util.errorRequest(this, request, err)
        }
      }

      const callback = () => {
        if (this[kClosedResolve]) {
          // TODO (fix): Should we error here with ClientDestroyedError?
          this[kClosedResolve]()
          this[kClosedResolve] = null
        }
        resolve(null)
      }

      if (this[kHTTPContext]) {
        this[kHTTPContext].destroy(err, callback)
        this[kHTTPContext] = null
      } else {
        queueMicrotask(callback)
      }

      this[kResume]()
    })
  }
}

function onError (client, err) {
  if (
    client[kRunning] === 0 &&
    err.code !== 'UND_ERR_INFO' &&
    err.code !== 'UND_ERR_SOCKET'
  ) {
    // Error is not caused by running request and not a recoverable
    // socket error.

    assert(client[kPendingIdx] === client[kRunningIdx])

    const requests = client[kQueue].splice(client[kRunningIdx])

    for (let i = 0; i < requests.length; i++) {
      const request = requests[i]
      if (request != null) {
        util.errorRequest(client, request, err)
      }
    }
    assert(client[kSize] === 0)
  }
}

/**
 * @param {Client} client
 * @returns {void}
 */
function connect (client) {
  assert(!client[kConnecting])
  assert(!client[kHTTPContext])

  let { host, hostname, protocol, port } = client[kUrl]

  // Resolve ipv6
  if (hostname[0] === '[') {
    const idx = hostname.indexOf(']')

    assert(idx !== -1)
    const ip = hostname.substring(1, idx)

    assert(net.isIPv6(ip))
    hostname = ip
  }

  client[kConnecting] = true

  if (channels.beforeConnect.hasSubscribers) {
    channels.beforeConnect.publish({
      connectParams: {
        host,
        hostname,
        protocol,
        port,
        version: client[kHTTPContext]?.version,
        servername: client[kServerName],
        localAddress: client[kLocalAddress]
      },
      connector: client[kConnector]
    })
  }

  try {
    client[kConnector]({
      host,
      hostname,
      protocol,
      port,
      servername: client[kServerName],
      localAddress: client[kLocalAddress]
    }, (err, socket) => {
      if (err) {
        handleConnectError(client, err, { host, hostname, protocol, port })
        client[kResume]()
        return
      }

      if (client.destroyed) {
        util.destroy(socket.on('error', noop), new ClientDestroyedError())
        client[kResume]()
        return
      }

      assert(socket)

      try {
        client[kHTTPContext] = socket.alpnProtocol === 'h2'
          ? connectH2(client, socket)
          : connectH1(client, socket)
      } catch (err) {
        socket.destroy().on('error', noop)
        handleConnectError(client, err, { host, hostname, protocol, port })
        client[kResume]()
        return
      }

      client[kConnecting] = false

      socket[kCounter] = 0
      socket[kMaxRequests] = client[kMaxRequests]
      socket[kClient] = client
      socket[kError] = null

      if (channels.connected.hasSubscribers) {
        channels.connected.publish({
          connectParams: {
            host,
            hostname,
            protocol,
            port,
            version: client[kHTTPContext]?.version,
            servername: client[kServerName],
            localAddress: client[kLocalAddress]
          },
          connector: client[kConnector],
          socket
        })
      }

      client.emit('connect', client[kUrl], [client])
      client[kResume]()
    })
  } catch (err) {
    handleConnectError(client, err, { host, hostname, protocol, port })
    client[kResume]()
  }
}

function handleConnectError (client, err, { host, hostname, protocol, port }) {
  if (client.destroyed) {
    return
  }

  client[kConnecting] = false

  if (channels.connectError.hasSubscribers) {
    channels.connectError.publish({
      connectParams: {
        host,
        hostname,
        protocol,
        port,
        version: client[kHTTPContext]?.version,
        servername: client[kServerName],
        localAddress: client[kLocalAddress]
      },
      connector: client[kConnector],
      error: err
    })
  }

  if (err.code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const running = client[kQueue].splice(client[kRunningIdx], client[kRunning])
    client[kPendingIdx] = client[kRunningIdx]

    for (let i = 0; i < running.length; i++) {
      util.errorRequest(client, running[i], err)
    }

    while (client[kPending] > 0 && client[kQueue][client[kPendingIdx]].servername === client[kServerName]) {
      const request = client[kQueue].splice(client[kPendingIdx], 1)[0]
      util.errorRequest(client, request, err)
    }
  } else {
    onError(client, err)
  }

  client.emit('connectionError', client[kUrl], [client], err)
}

function emitDrain (client) {
  client[kNeedDrain] = 0
  client.emit('drain', client[kUrl], [client])
}

function resume (client, sync) {
  if (client[kResuming] === 2) {
    return
  }

  client[kResuming] = 2

  _resume(client, sync)
  client[kResuming] = 0

  if (client[kRunningIdx] > 256) {
    client[kQueue].splice(0, client[kRunningIdx])
    client[kPendingIdx] -= client[kRunningIdx]
    client[kRunningIdx] = 0
  }
}

function _resume (client, sync) {
  while (true) {
    if (client.destroyed) {
      assert(client[kPending] === 0)
      return
    }

    if (client[kClosedResolve] && !client[kSize]) {
      client[kClosedResolve]()
      client[kClosedResolve] = null
      return
    }

    if (client[kHTTPContext]) {
      client[kHTTPContext].resume()
    }

    if (client[kBusy]) {
      client[kNeedDrain] = 2
    } else if (client[kNeedDrain] === 2) {
      if (sync) {
        client[kNeedDrain] = 1
        queueMicrotask(() => emitDrain(client))
      } else {
        emitDrain(client)
      }
      continue
    }

    if (client[kPending] === 0) {
      return
    }

    if (client[kRunning] >= (getMaxConcurrent(client) || 1)) {
      return
    }

    const request = client[kQueue][client[kPendingIdx]]

    if (request === null) {
      return
    }

    if (request.aborted) {
      client[kQueue].splice(client[kPendingIdx], 1)
      continue
    }

    if (client[kUrl].protocol === 'https:' && client[kServerName] !== request.servername) {
      if (client[kRunning] > 0) {
        return
      }

      client[kServerName] = request.servername
      client[kHTTPContext]?.destroy(new InformationalError('servername changed'), () => {
        client[kHTTPContext] = null
        resume(client)
      })
    }

    if (client[kConnecting]) {
      return
    }

    if (!client[kHTTPContext]) {
      client[kServerName] = request.servername
      connect(client)
      return
    }

    if (client[kHTTPContext].destroyed) {
      return
    }

    if (client[kHTTPContext].busy(request)) {
      return
    }

    if (!request.aborted && client[kHTTPContext].write(request)) {
      client[kPendingIdx]++
    } else {
      client[kQueue].splice(client[kPendingIdx], 1)
    }
  }
}

module.exports = Client


/***/ }),

/***/ 7941:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const buffer = __nccwpck_require__(4573)
const Dispatcher = __nccwpck_require__(959)
const {
  ClientDestroyedError,
  ClientClosedError,
  InvalidArgumentError
} = __nccwpck_require__(9263)
const { kDestroy, kClose, kClosed, kDestroyed, kDispatch } = __nccwpck_require__(8951)
const { defaultWebSocketMaxFragments, defaultWebSocketMaxPayloadSize } = __nccwpck_require__(7899)

const kOnDestroyed = Symbol('onDestroyed')
const kOnClosed = Symbol('onClosed')
const kWebSocketOptions = Symbol('webSocketOptions')
const kEventSourceOptions = Symbol('eventSourceOptions')

class DispatcherBase extends Dispatcher {
  /** @type {boolean} */
  [kDestroyed] = false;

  /** @type {Array<Function|null} */
  [kOnDestroyed] = null;

  /** @type {boolean} */
  [kClosed] = false;

  /** @type {Array<Function>|null} */
  [kOnClosed] = null

  /**
   * @param {import('../../types/dispatcher').DispatcherOptions} [opts]
   */
  constructor (opts) {
    super()
    this[kWebSocketOptions] = opts?.webSocket ?? {}
    this[kEventSourceOptions] = opts?.eventSource ?? {}
  }

  /**
   * @returns {import('../../types/client').Client.WebSocketOptions}
   */
  get webSocketOptions () {
    return {
      maxFragments: this[kWebSocketOptions].maxFragments ?? defaultWebSocketMaxFragments,
      maxPayloadSize: this[kWebSocketOptions].maxPayloadSize ?? defaultWebSocketMaxPayloadSize
    }
  }

  /**
   * @returns {import('../../types/client').Client.EventSourceOptions}
   */
  get eventSourceOptions () {
    return {
      maxEventSize: this[kEventSourceOptions].maxEventSize ?? buffer.kStringMaxLength
    }
  }

  /** @returns {boolean} */
  get destroyed () {
    return this[kDestroyed]
  }

  /** @returns {boolean} */
  get closed () {
    return this[kClosed]
  }

  close (callback) {
    if (callback === undefined) {
      return new Promise((resolve, reject) => {
        this.close((err, data) => {
          return err ? reject(err) : resolve(data)
        })
      })
    }

    if (typeof callback !== 'function') {
      throw new InvalidArgumentError('invalid callback')
    }

    if (this[kDestroyed]) {
      const err = new ClientDestroyedError()
      queueMicrotask(() => callback(err, null))
      return
    }

    if (this[kClosed]) {
      if (this[kOnClosed]) {
        this[kOnClosed].push(callback)
      } else {
        queueMicrotask(() => callback(null, null))
      }
      return
    }

    this[kClosed] = true
    this[kOnClosed] ??= []
    this[kOnClosed].push(callback)

    const onClosed = () => {
      const callbacks = this[kOnClosed]
      this[kOnClosed] = null
      for (let i = 0; i < callbacks.length; i++) {
        callbacks[i](null, null)
      }
    }

    // Should not error.
    this[kClose]()
      .then(() => this.destroy())
      .then(() => queueMicrotask(onClosed))
  }

  destroy (err, callback) {
    if (typeof err === 'function') {
      callback = err
      err = null
    }

    if (callback === undefined) {
      return new Promise((resolve, reject) => {
        this.destroy(err, (err, data) => {
          return err ? reject(err) : resolve(data)
        })
      })
    }

    if (typeof callback !== 'function') {
      throw new InvalidArgumentError('invalid callback')
    }

    if (this[kDestroyed]) {
      if (this[kOnDestroyed]) {
        this[kOnDestroyed].push(callback)
      } else {
        queueMicrotask(() => callback(null, null))
      }
      return
    }

    if (!err) {
      err = new ClientDestroyedError()
    }

    this[kDestroyed] = true
    this[kOnDestroyed] ??= []
    this[kOnDestroyed].push(callback)

    const onDestroyed = () => {
      const callbacks = this[kOnDestroyed]
      this[kOnDestroyed] = null
      for (let i = 0; i < callbacks.length; i++) {
        callbacks[i](null, null)
      }
    }

    // Should not error.
    this[kDestroy](err)
      .then(() => queueMicrotask(onDestroyed))
  }

  dispatch (opts, handler) {
    if (!handler || typeof handler !== 'object') {
      throw new InvalidArgumentError('handler must be an object')
    }

    try {
      if (!opts || typeof opts !== 'object') {
        throw new InvalidArgumentError('opts must be an object.')
      }

      if (opts.dispatcher) {
        throw new InvalidArgumentError('opts.dispatcher is not supported by instance methods. Pass opts.dispatcher to the top-level undici functions or call the dispatcher instance method directly.')
      }

      if (this[kDestroyed] || this[kOnDestroyed]) {
        throw new ClientDestroyedError()
      }

      if (this[kClosed]) {
        throw new ClientClosedError()
      }

      return this[kDispatch](opts, handler)
    } catch (err) {
      if (typeof handler.onResponseError !== 'function') {
        throw err
      }

      handler.onResponseError(null, err)

      return false
    }
  }
}

module.exports = DispatcherBase


/***/ }),

/***/ 959:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {


const EventEmitter = __nccwpck_require__(8474)
const { kOriginless, kUrl } = __nccwpck_require__(8951)

class Dispatcher extends EventEmitter {
  dispatch () {
    throw new Error('not implemented')
  }

  close () {
    throw new Error('not implemented')
  }

  destroy () {
    throw new Error('not implemented')
  }

  compose (...args) {
    // So we handle [interceptor1, interceptor2] or interceptor1, interceptor2, ...
    const interceptors = Array.isArray(args[0]) ? args[0] : args
    // null disables origin-dependent interceptors; undefined uses opts.origin.
    const interceptorOrigin = this[kOriginless] === true
      ? null
      : this[kUrl]?.origin
    let dispatch = this.dispatch.bind(this)

    for (const interceptor of interceptors) {
      if (interceptor == null) {
        continue
      }

      if (typeof interceptor !== 'function') {
        throw new TypeError(`invalid interceptor, expected function received ${typeof interceptor}`)
      }

      dispatch = interceptor(dispatch, interceptorOrigin)

      if (dispatch == null || typeof dispatch !== 'function' || dispatch.length !== 2) {
        throw new TypeError('invalid interceptor')
      }
    }

    const originalDispatch = dispatch
    const self = this
    dispatch = function (opts, handler) {
      if (opts && typeof opts === 'object' && !opts.origin && self[kUrl]) {
        opts = Object.assign({}, opts, { origin: self[kUrl].origin })
      }
      return originalDispatch(opts, handler)
    }

    return new Proxy(this, {
      get: (target, key) => key === 'dispatch' ? dispatch : target[key]
    })
  }
}

module.exports = Dispatcher


/***/ }),

/***/ 464:
/***/ ((module) => {



// Extracted from node/lib/internal/fixed_queue.js

// Currently optimal queue size, tested on V8 6.0 - 6.6. Must be power of two.
const kSize = 2048
const kMask = kSize - 1

// The FixedQueue is implemented as a singly-linked list of fixed-size
// circular buffers. It looks something like this:
//
//  head                                                       tail
//    |                                                          |
//    v                                                          v
// +-----------+ <-----\       +-----------+ <------\         +-----------+
// |  [null]   |        \----- |   next    |         \------- |   next    |
// +-----------+               +-----------+                  +-----------+
// |   item    | <-- bottom    |   item    | <-- bottom       | undefined |
// |   item    |               |   item    |                  | undefined |
// |   item    |               |   item    |                  | undefined |
// |   item    |               |   item    |                  | undefined |
// |   item    |               |   item    |       bottom --> |   item    |
// |   item    |               |   item    |                  |   item    |
// |    ...    |               |    ...    |                  |    ...    |
// |   item    |               |   item    |                  |   item    |
// |   item    |               |   item    |                  |   item    |
// | undefined | <-- top       |   item    |                  |   item    |
// | undefined |               |   item    |                  |   item    |
// | undefined |               | undefined | <-- top  top --> | undefined |
// +-----------+               +-----------+                  +-----------+
//
// Or, if there is only one circular buffer, it looks something
// like either of these:
//
//  head   tail                                 head   tail
//    |     |                                     |     |
//    v     v                                     v     v
// +-----------+                               +-----------+
// |  [null]   |                               |  [null]   |
// +-----------+                               +-----------+
// | undefined |                               |   item    |
// | undefined |                               |   item    |
// |   item    | <-- bottom            top --> | undefined |
// |   item    |                               | undefined |
// | undefined | <-- top            bottom --> |   item    |
// | undefined |                               |   item    |
// +-----------+                               +-----------+
//
// Adding a value means moving `top` forward by one, removing means
// moving `bottom` forward by one. After reaching the end, the queue
// wraps around.
//
// When `top === bottom` the current queue is empty and when
// `top + 1 === bottom` it's full. This wastes a single space of storage
// but allows much quicker checks.

/**
 * @type {FixedCircularBuffer}
 * @template T
 */
class FixedCircularBuffer {
  /** @type {number} */
  bottom = 0
  /** @type {number} */
  top = 0
  /** @type {Array<T|undefined>} */
  list = new Array(kSize).fill(undefined)
  /** @type {T|null} */
  next = null

  /** @returns {boolean} */
  isEmpty () {
    return this.top === this.bottom
  }

  /** @returns {boolean} */
  isFull () {
    return ((this.top + 1) & kMask) === this.bottom
  }

  /**
   * @param {T} data
   * @returns {void}
   */
  push (data) {
    this.list[this.top] = data
    this.top = (this.top + 1) & kMask
  }

  /** @returns {T|null} */
  shift () {
    const nextItem = this.list[this.bottom]
    if (nextItem === undefined) { return null }
    this.list[this.bottom] = undefined
    this.bottom = (this.bottom + 1) & kMask
    return nextItem
  }
}

/**
 * @template T
 */
module.exports = class FixedQueue {
  constructor () {
    /** @type {FixedCircularBuffer<T>} */
    this.head = this.tail = new FixedCircularBuffer()
  }

  /** @returns {boolean} */
  isEmpty () {
    return this.head.isEmpty()
  }

  /** @param {T} data */
  push (data) {
    if (this.head.isFull()) {
      // Head is full: Creates a new queue, sets the old queue's `.next` to it,
      // and sets it as the new main queue.
      this.head = this.head.next = new FixedCircularBuffer()
    }
    this.head.push(data)
  }

  /** @returns {T|null} */
  shift () {
    const tail = this.tail
    const next = tail.shift()
    if (tail.isEmpty() && tail.next !== null) {
      // If there is another queue, it forms the new tail.
      this.tail = tail.next
      tail.next = null
    }
    return next
  }
}


/***/ }),

/***/ 6605:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const assert = __nccwpck_require__(4589)
const util = __nccwpck_require__(7332)
const timers = __nccwpck_require__(4775)
const {
  HeadersTimeoutError,
  HeadersOverflowError,
  SocketError,
  InformationalError,
  BodyTimeoutError,
  HTTPParserError,
  ResponseContentLengthMismatchError,
  ResponseExceededMaxSizeError
} = __nccwpck_require__(9263)
const {
  kUrl,
  kReset,
  kClient,
  kParser,
  kBlocking,
  kRunning,
  kWriting,
  kQueue,
  kKeepAliveDefaultTimeout,
  kRunningIdx,
  kError,
  kPipelining,
  kSocket,
  kKeepAliveTimeoutValue,
  kKeepAliveMaxTimeout,
  kKeepAliveTimeoutThreshold,
  kBodyTimeout,
  kMaxResponseSize,
  kResume,
  kHTTPContext,
  kMaxHeadersSize
} = __nccwpck_require__(8951)

const FastBuffer = Buffer[Symbol.species]
const removeAllListeners = util.removeAllListeners

const kPausedByHandler = Symbol('kPausedByHandler')

const BUFFER_PAGE_SIZE = 4096
const INITIAL_BUFFER_SIZE = 128 * 1024
const EMPTY_BUF = Buffer.alloc(0)
const BODY_KIND_CONTENT_LENGTH = 0
const EVENT_RANGE_SIZE = 9
const EVENT_HEADERS_SIZE = 19

let miloPackage

// We disable wasm SIMD on ppc64 as it seems to be broken on Power 9 architectures.
// We disable wasm SIMD on riscv64 as it seems to be broken on there as well.
let useWasmSIMD = (process.arch !== 'riscv64' && process.arch !== 'ppc64')
// The Env Variable UNDICI_NO_WASM_SIMD allows explicitly overriding the default behavior.
if (process.env.UNDICI_NO_WASM_SIMD === '1') {
  useWasmSIMD = false
} else if (process.env.UNDICI_NO_WASM_SIMD === '0') {
  useWasmSIMD = true
}

const USE_NATIVE_TIMER = 0
const USE_FAST_TIMER = 1
const TIMEOUT_HEADERS = 2 | USE_FAST_TIMER
const TIMEOUT_BODY = 4 | USE_FAST_TIMER
const TIMEOUT_KEEP_ALIVE = 8 | USE_NATIVE_TIMER

let miloEnabled =
  process.env.UNDICI_USE_MILO === '1' || process.env.UNDICI_USE_MILO === 'true'
let miloInstance = null
let currentBuffer = null
let currentBufferSize = 0
let currentBufferPtr = null
let currentBufferRef = null

function onParserTimeout (parserWeakRef) {
  const parser = parserWeakRef.deref ? parserWeakRef.deref() : parserWeakRef
  if (!parser) {
    return
  }

  const { socket, timeoutType, client, paused } = parser

  if (timeoutType === TIMEOUT_HEADERS) {
    if (!socket[kWriting] || socket.writableNeedDrain || client[kRunning] > 1) {
      assert(!paused, 'cannot be paused while waiting for headers')
      util.destroy(socket, new HeadersTimeoutError())
    }
  } else if (timeoutType === TIMEOUT_BODY) {
    if (!paused) {
      util.destroy(socket, new BodyTimeoutError())
    }
  } else if (timeoutType === TIMEOUT_KEEP_ALIVE) {
    assert(client[kRunning] === 0 && client[kKeepAliveTimeoutValue])
    util.destroy(socket, new InformationalError('socket idle timeout'))
  }
}

function getMilo () {
  if (miloInstance) {
    return miloInstance
  }

  // Milo modules compile WASM on load; defer loading until the parser is needed.
  if (useWasmSIMD) {
    try {
      miloPackage = __nccwpck_require__(8861)
    } catch {}
  }

  miloPackage = miloPackage || __nccwpck_require__(1153)
  miloInstance = miloPackage.setup()
  return miloInstance
}

class H1Parser {
  constructor (client, socket) {
    this.milo = getMilo()

    this.client = client
    this.socket = socket
    this.parser = this.milo.create()
    this.events = new FastBuffer(
      this.milo.memory.buffer,
      this.parser + this.milo.ParserFields.EVENTS,
      4
    ).readUInt32LE(0)

    this.milo.setShouldAutodetect(this.parser, false)
    this.milo.setIsRequest(this.parser, false)
    this.milo.setShouldManageUnconsumed(this.parser, false)
    this.milo.setShouldSuspendAfterHeaders(this.parser, true)
    this.milo.setMaxHeaderLength(this.parser, client[kMaxHeadersSize])
    this.milo.setActiveEvents(
      this.parser,
      this.milo.EVENT_ACTIVE_ON_ERROR |
        this.milo.EVENT_ACTIVE_ON_MESSAGE_COMPLETE |
        this.milo.EVENT_ACTIVE_ON_REASON |
        this.milo.EVENT_ACTIVE_ON_HEADER_NAME |
        this.milo.EVENT_ACTIVE_ON_HEADER_VALUE |
        this.milo.EVENT_ACTIVE_ON_HEADERS |
        this.milo.EVENT_ACTIVE_ON_DATA |
        this.milo.EVENT_ACTIVE_ON_TRAILER_NAME |
        this.milo.EVENT_ACTIVE_ON_TRAILER_VALUE
    )

    this.timeout = null
    this.timeoutWeakRef = new WeakRef(this)
    this.timeoutValue = null
    this.timeoutType = null
    this.statusCode = 0
    this.statusText = ''
    this.upgrade = false
    this.responseStarted = false
    this.pausedByParser = false
    this.pauseStateIsStart = false
    this.headers = []
    this.trailers = []
    this.headersSize = 0
    this.trailersSize = 0
    this.headersMaxSize = client[kMaxHeadersSize]
    this.shouldKeepAlive = false
    this.paused = false
    this.errored = false
    this.waitingForMoreData = 0
    this.resume = this.resume.bind(this)
    this.bytesRead = 0
    this.keepAlive = ''
    this.connection = ''
    this.contentLength = -1
    this.maxResponseSize = client[kMaxResponseSize]
    this.directBodyRemaining = 0
    this.directBodyCompletePending = false
    this.headersSuspended = false
    this.skipBody = false

    this[kPausedByHandler] = false

    if (
      INITIAL_BUFFER_SIZE > currentBufferSize ||
      currentBuffer.buffer !== this.milo.memory.buffer
    ) {
      this.ensureBuffers(INITIAL_BUFFER_SIZE)
    } else {
      this.updateBuffers()
    }
  }

  setTimeout (delay, type) {
    if (
      delay !== this.timeoutValue ||
      (type & USE_FAST_TIMER) ^ (this.timeoutType & USE_FAST_TIMER)
    ) {
      if (this.timeout) {
        timers.clearTimeout(this.timeout)
        this.timeout = null
      }

      if (delay) {
        if (type & USE_FAST_TIMER) {
          this.timeout = timers.setFastTimeout(
            onParserTimeout,
            delay,
            this.timeoutWeakRef
          )
        } else {
          this.timeout = setTimeout(
            onParserTimeout,
            delay,
            this.timeoutWeakRef
          )
          this.timeout?.unref()
        }
      }

      this.timeoutValue = delay
    } else if (this.timeout?.refresh) {
      this.timeout.refresh()
    }

    this.timeoutType = type
  }

  ensureBuffers (size) {
    const { milo } = this

    if (currentBufferPtr != null) {
      milo.dealloc(currentBufferPtr, currentBufferSize)
    }

    // Reallocate buffers
    currentBufferSize = Math.ceil(size / BUFFER_PAGE_SIZE) * BUFFER_PAGE_SIZE
    currentBufferPtr = milo.alloc(currentBufferSize)
    currentBuffer = new FastBuffer(
      milo.memory.buffer,
      currentBufferPtr,
      currentBufferSize
    )

    this.updateBuffers()
  }

  updateBuffers () {
    this.parserFields = new FastBuffer(this.milo.memory.buffer, this.parser)
    this.parserEvents = new FastBuffer(
      this.milo.memory.buffer,
      this.events,
      64 * 1024
    )
  }

  resume () {
    if (this.socket.destroyed || !this.paused) {
      return
    }

    this.milo.resume(this.parser)

    assert(this.timeoutType === TIMEOUT_BODY)
    if (this.timeout?.refresh) {
      this.timeout.refresh()
    }

    this.paused = false
    if (this.directBodyCompletePending) {
      try {
        this.completeDirectBody()
      } catch (err) {
        util.destroy(this.socket, err)
        return
      }

      if (this.paused) {
        return
      }
    }

    this.readMore()
  }

  readMore () {
    if (this.paused || !this.parser) {
      return
    }

    while (!this.paused && this.parser) {
      if (
        this.waitingForMoreData &&
        this.socket.readableLength <= this.waitingForMoreData
      ) {
        break
      }

      this.waitingForMoreData = 0

      const chunk = this.socket.read()
      if (chunk === null) {
        break
      }

      if (this.execute(chunk) === false) {
        break
      }
    }
  }

  execute (data) {
    const available = data.length
    assert(!this.paused)

    const { socket, milo } = this

    try {
      if (this.directBodyRemaining > 0) {
        return this.consumeDirectBody(data)
      }

      if (currentBuffer.buffer !== milo.memory.buffer) {
        currentBuffer = new FastBuffer(
          milo.memory.buffer,
          currentBufferPtr,
          currentBufferSize
        )
        this.updateBuffers()
      } else if (this.parserEvents.buffer !== milo.memory.buffer) {
        this.updateBuffers()
      }

      let offset = 0
      let parseLen = available
      const headersEnd = this.statusCode === 0 ? data.indexOf('\r\n\r\n') : -1

      if (headersEnd !== -1) {
        parseLen = headersEnd + 4
      }

      for (;;) {
        if (parseLen > currentBufferSize) {
          this.ensureBuffers(parseLen)
        }

        const parseData = data.subarray(offset, offset + parseLen)
        currentBuffer.set(parseData)
        currentBufferRef = parseData

        const consumed = milo.parse(this.parser, currentBufferPtr, parseLen)
        this.drainEvents()

        const consumedTotal = offset + consumed

        if (
          this.errored ||
          (consumed === 0 &&
            this.parserFields[milo.ParserFields.ERROR_CODE] !== milo.ERROR_NONE)
        ) {
          throw this.createError(data.subarray(consumedTotal))
        } else if (this.upgrade) {
          this.onUpgrade(data.subarray(consumedTotal))
          return false
        } else if (this.directBodyCompletePending) {
          this.completeDirectBody()

          if (this.paused) {
            return false
          }
        } else if (this.pausedByParser) {
          this.pausedByParser = false
          this.headersSuspended = false
          if (this[kPausedByHandler] && this.pauseStateIsStart) {
            this.pauseStateIsStart = false
            milo.resume(this.parser)
            this[kPausedByHandler] = false
            return false
          }

          this.pauseStateIsStart = false
          this.paused = true
          socket.unshift(data.subarray(consumedTotal))
          return false
        }

        if (this.directBodyRemaining > 0) {
          return this.consumeDirectBody(data.subarray(consumedTotal))
        }

        if (consumed < parseLen) {
          const remaining = data.subarray(consumedTotal)
          socket.unshift(remaining)
          this.waitingForMoreData = consumed === 0 ? remaining.length : 0
          return false
        }

        offset = consumedTotal

        if (offset >= available) {
          if (this.headersSuspended) {
            this.headersSuspended = false
            parseLen = 0
            continue
          }

          return true
        }

        this.headersSuspended = false
        parseLen = available - offset
      }
    } catch (err) {
      util.destroy(socket, err)
      return false
    } finally {
      currentBufferRef = null
    }
  }

  consumeDirectBody (data) {
    const { socket, client, maxResponseSize } = this
    const available = data.length
    const len = Math.min(available, this.directBodyRemaining)

    if (this.timeout?.refresh) {
      this.timeout.refresh()
    }

    if (len > 0) {
      const request = client[kQueue][client[kRunningIdx]]
      assert(request)
      assert(this.timeoutType === TIMEOUT_BODY)
      assert(this.statusCode >= 200)

      if (maxResponseSize > -1 && this.bytesRead + len > maxResponseSize) {
        throw new ResponseExceededMaxSizeError()
      }

      this.bytesRead += len
      this.directBodyRemaining -= len

      if (request.onResponseData(data.subarray(0, len)) === false) {
        this.directBodyCompletePending = this.directBodyRemaining === 0
        this.pauseParser()
        this[kPausedByHandler] = true
        this.pausedByParser = false
        this.paused = true

        if (len < available) {
          socket.unshift(data.subarray(len))
        }

        return false
      }
    }

    if (this.directBodyRemaining === 0) {
      this.completeDirectBody()

      const remaining = data.subarray(len)
      if (
        this.errored ||
        this.parserFields[this.milo.ParserFields.ERROR_CODE] !==
          this.milo.ERROR_NONE
      ) {
        throw this.createError(remaining)
      } else if (this.pausedByParser) {
        this.pausedByParser = false
        this.pauseStateIsStart = false
        this.paused = true
        if (remaining.length > 0) {
          socket.unshift(remaining)
        }
        return false
      }

      if (remaining.length > 0) {
        socket.unshift(remaining)
        return false
      }
    }

    return true
  }

  completeDirectBody () {
    const { milo } = this

    if (currentBuffer.buffer !== milo.memory.buffer) {
      currentBuffer = new FastBuffer(
        milo.memory.buffer,
        currentBufferPtr,
        currentBufferSize
      )
      this.updateBuffers()
    } else if (this.parserEvents.buffer !== milo.memory.buffer) {
      this.updateBuffers()
    }

    this.directBodyCompletePending = false
    currentBufferRef = EMPTY_BUF

    milo.complete(this.parser)
    this.drainEvents()
  }

  setShouldSkipBody (value) {
    if (this.skipBody !== value) {
      this.skipBody = value
      this.milo.setShouldSkipBody(this.parser, value)
    }
  }

  finish () {
    if (!this.parser) {
      return null
    }

    if (this.directBodyRemaining > 0) {
      return new ResponseContentLengthMismatchError()
    }

    if (this.parserEvents.buffer !== this.milo.memory.buffer) {
      this.updateBuffers()
    }

    this.milo.finish(this.parser)
    this.drainEvents()

    if (!this.errored) {
      return null
    }

    return this.createError(EMPTY_BUF)
  }

  createError (data) {
    const { contentLength, bytesRead } = this

    if (contentLength !== -1 && bytesRead !== contentLength) {
      return new ResponseContentLengthMismatchError()
    }

    const errorCode = this.parserFields[this.milo.ParserFields.ERROR_CODE]
    const errorName = this.milo.Errors[errorCode]
    const errorDescription =
      errorName === 'UNEXPECTED_EOF'
        ? 'Invalid EOF state'
        : this.milo.getErrorDescription(this.parser)
    const reason =
      errorName === 'UNEXPECTED_EOF'
        ? errorDescription
        : errorDescription
          ? `[ERROR_${errorName}] ${errorDescription}`
          : `ERROR_${errorName}`
    return new HTTPParserError(
      `Response does not match the HTTP/1.1 protocol (${reason})`,
      errorName,
      data
    )
  }

  destroy () {
    if (this.parser) {
      this.milo.destroy(this.parser)
      this.parser = null
    }

    this.timeout && timers.clearTimeout(this.timeout)
    this.timeout = null
    this.timeoutValue = null
    this.timeoutType = null
    this.paused = false
    this.responseStarted = false
    this.pausedByParser = false
    this.pauseStateIsStart = false
    this.connection = ''
    this.skipBody = false
  }

  pauseParser (stateIsStart = false) {
    this.milo.pause(this.parser)
    this.pausedByParser = true
    this.pauseStateIsStart = stateIsStart
  }

  drainEvents () {
    const { socket, client, milo } = this
    let cursor = 0

    const firstEvent = this.parserEvents[0]
    if (
      firstEvent !== milo.EVENT_END &&
      firstEvent !== milo.EVENT_ERROR &&
      !this.responseStarted
    ) {
      this.responseStarted = true

      if (socket.destroyed) {
        return this.fail(this.milo.ERROR_CALLBACK_ERROR, 'Other side closed')
      }

      const request = client[kQueue][client[kRunningIdx]]
      if (!request) {
        return this.fail(this.milo.ERROR_CALLBACK_ERROR, 'Missing request')
      }

      request.onResponseStarted()
    }

    for (;;) {
      const event = this.parserEvents[cursor]
      let eventLen = EVENT_RANGE_SIZE
      switch (event) {
        case milo.EVENT_END:
          return
        case milo.EVENT_ERROR:
          this.errored = true
          return
        case milo.EVENT_MESSAGE_COMPLETE: {
          const {
            client,
            socket,
            statusCode,
            upgrade,
            trailers,
            contentLength,
            bytesRead,
            shouldKeepAlive
          } = this

          this.responseStarted = false

          if (socket.destroyed && (!statusCode || shouldKeepAlive)) {
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Other side closed')
          }

          if (upgrade) {
            this.pauseParser()
            return
          }

          assert(statusCode >= 100)

          const request = client[kQueue][client[kRunningIdx]]
          assert(request)

          this.statusCode = 0
          this.statusText = ''
          this.bytesRead = 0
          this.contentLength = -1
          this.directBodyRemaining = 0
          this.directBodyCompletePending = false
          this.headersSuspended = false
          this.skipBody = false
          this.keepAlive = ''
          this.connection = ''
          this.trailers = []
          this.trailersSize = 0

          if (statusCode < 200) {
            break
          }

          if (
            request.method !== 'HEAD' &&
            contentLength !== -1 &&
            bytesRead !== contentLength
          ) {
            util.destroy(socket, new ResponseContentLengthMismatchError())
            this.pauseParser()
            break
          }

          request.onResponseEnd(trailers)

          client[kQueue][client[kRunningIdx]++] = null

          if (socket[kWriting]) {
            assert(client[kRunning] === 0)
            util.destroy(socket, new InformationalError('reset'))
            this.pauseParser(true)
          } else if (!shouldKeepAlive) {
            util.destroy(socket, new InformationalError('reset'))
            this.pauseParser(true)
          } else if (socket[kReset] && client[kRunning] === 0) {
            util.destroy(socket, new InformationalError('reset'))
            this.pauseParser(true)
          } else if (client[kPipelining] == null || client[kPipelining] === 1) {
            setImmediate(client[kResume])
          } else {
            client[kResume]()
          }

          break
        }
        case milo.EVENT_REASON: {
          const at = this.parserEvents.readUInt32LE(cursor + 1)
          const len = this.parserEvents.readUInt32LE(cursor + 5)
          this.statusText = new FastBuffer(
            currentBufferRef.buffer,
            currentBufferRef.byteOffset + at,
            len
          ).toString()
          break
        }
        case milo.EVENT_HEADER_NAME: {
          const at = this.parserEvents.readUInt32LE(cursor + 1)
          const len = this.parserEvents.readUInt32LE(cursor + 5)
          const data =
            len > 0
              ? new FastBuffer(
                currentBufferRef.buffer,
                currentBufferRef.byteOffset + at,
                len
              )
              : EMPTY_BUF

          this.headers.push(data)
          this.headersSize += len
          if (this.headersSize >= this.headersMaxSize) {
            util.destroy(this.socket, new HeadersOverflowError())
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Headers overflow')
          }

          break
        }
        case milo.EVENT_HEADER_VALUE: {
          const at = this.parserEvents.readUInt32LE(cursor + 1)
          const len = this.parserEvents.readUInt32LE(cursor + 5)
          const data =
            len > 0
              ? new FastBuffer(
                currentBufferRef.buffer,
                currentBufferRef.byteOffset + at,
                len
              )
              : EMPTY_BUF
          const key = this.headers[this.headers.length - 1]

          this.headers.push(data)

          if (key.length === 10) {
            const headerName = util.bufferToLowerCasedHeaderName(key)
            if (headerName === 'keep-alive') {
              this.keepAlive += (this.keepAlive.length === 0 ? '' : ',') + data.toString()
            } else if (headerName === 'connection') {
              this.connection += (this.connection.length === 0 ? '' : ',') + data.toString()
            }
          }

          this.headersSize += len
          if (this.headersSize >= this.headersMaxSize) {
            util.destroy(this.socket, new HeadersOverflowError())
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Headers overflow')
          }

          break
        }
        case milo.EVENT_HEADERS: {
          eventLen = EVENT_HEADERS_SIZE

          const statusCode = this.parserEvents.readUInt16LE(cursor + 5)
          const shouldKeepAlive = this.parserEvents[cursor + 7] !== 0
          const shouldUpgrade = this.parserEvents[cursor + 8] !== 0
          const hasTrailers = this.parserEvents[cursor + 9] !== 0
          const bodyKind = this.parserEvents[cursor + 10]
          const contentLength =
            this.parserEvents.readUInt32LE(cursor + 11) +
            this.parserEvents.readUInt32LE(cursor + 15) * 0x100000000

          const { socket, client, headers, statusText } = this

          if (socket.destroyed) {
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Other side closed')
          }

          const request = client[kQueue][client[kRunningIdx]]
          if (!request) {
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Missing request')
          }

          assert(!this.upgrade)
          assert(this.statusCode < 200)

          if (statusCode === 100) {
            util.destroy(
              socket,
              new SocketError('bad response', util.getSocketInfo(socket))
            )
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Bad response')
          }

          if (shouldUpgrade && !request.upgrade) {
            util.destroy(
              socket,
              new SocketError('bad upgrade', util.getSocketInfo(socket))
            )
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Bad upgrade')
          }

          assert(this.timeoutType === TIMEOUT_HEADERS)

          this.statusCode = statusCode
          this.shouldKeepAlive =
            shouldKeepAlive ||
            (request.method === 'HEAD' &&
              !socket[kReset] &&
              /(?:^|,)[\t ]*keep-alive[\t ]*(?:,|$)/i.test(this.connection) &&
              !/(?:^|,)[\t ]*close[\t ]*(?:,|$)/i.test(this.connection))
          this.contentLength =
            bodyKind === BODY_KIND_CONTENT_LENGTH ? contentLength : -1

          if (this.statusCode >= 200) {
            const bodyTimeout =
              request.bodyTimeout != null
                ? request.bodyTimeout
                : client[kBodyTimeout]
            this.setTimeout(bodyTimeout, TIMEOUT_BODY)
          } else if (this.timeout?.refresh) {
            this.timeout.refresh()
          }

          if (request.method === 'CONNECT') {
            assert(client[kRunning] === 1)
            milo.setIsConnect(this.parser, true)
            this.upgrade = true
            return
          }

          if (shouldUpgrade) {
            assert(client[kRunning] === 1)
            this.upgrade = true
            this.pauseParser()
            return
          }

          this.headers = []
          this.headersSize = 0

          if (this.shouldKeepAlive && client[kPipelining]) {
            const keepAliveTimeout = this.keepAlive
              ? util.parseKeepAliveTimeout(this.keepAlive)
              : null

            if (keepAliveTimeout != null) {
              const timeout = Math.min(
                keepAliveTimeout - client[kKeepAliveTimeoutThreshold],
                client[kKeepAliveMaxTimeout]
              )
              if (timeout <= 0) {
                socket[kReset] = true
              } else {
                client[kKeepAliveTimeoutValue] = timeout
              }
            } else {
              client[kKeepAliveTimeoutValue] = client[kKeepAliveDefaultTimeout]
            }
          } else {
            socket[kReset] = true
          }

          const pause =
            request.onResponseStart(
              statusCode,
              headers,
              this.resume,
              statusText
            ) === false

          if (request.aborted) {
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Request aborted')
          }

          if (request.method === 'HEAD' || statusCode < 200) {
            this.setShouldSkipBody(true)
          }

          this.headersSuspended = true
          if (
            !pause &&
            request.method !== 'HEAD' &&
            statusCode >= 200 &&
            statusCode !== 204 &&
            statusCode !== 205 &&
            statusCode !== 304 &&
            bodyKind === BODY_KIND_CONTENT_LENGTH &&
            contentLength > 0 &&
            !hasTrailers
          ) {
            this.directBodyRemaining = contentLength
          }

          if (socket[kBlocking]) {
            socket[kBlocking] = false
            client[kResume]()
          }

          if (pause) {
            this.pauseParser()
            this[kPausedByHandler] = true
          } else if (
            request.method === 'HEAD' ||
            statusCode < 200 ||
            statusCode === 204 ||
            statusCode === 205 ||
            statusCode === 304 ||
            (bodyKind === BODY_KIND_CONTENT_LENGTH && contentLength === 0)
          ) {
            this.directBodyCompletePending = true
          }

          break
        }
        case milo.EVENT_DATA: {
          const at = this.parserEvents.readUInt32LE(cursor + 1)
          const len = this.parserEvents.readUInt32LE(cursor + 5)
          const { client, socket, statusCode, maxResponseSize } = this

          if (socket.destroyed) {
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Other side closed')
          }

          const request = client[kQueue][client[kRunningIdx]]
          assert(request)
          assert(this.timeoutType === TIMEOUT_BODY)

          if (this.timeout?.refresh) {
            this.timeout.refresh()
          }

          assert(statusCode >= 200)

          if (maxResponseSize > -1 && this.bytesRead + len > maxResponseSize) {
            util.destroy(socket, new ResponseExceededMaxSizeError())
            return this.fail(
              milo.ERROR_CALLBACK_ERROR,
              'Response size exceeded'
            )
          }

          this.bytesRead += len

          const buffer = currentBufferRef
          if (
            request.onResponseData(
              new FastBuffer(buffer.buffer, buffer.byteOffset + at, len)
            ) === false
          ) {
            this.pauseParser()
            this[kPausedByHandler] = true
          }

          break
        }
        case milo.EVENT_TRAILER_NAME: {
          const at = this.parserEvents.readUInt32LE(cursor + 1)
          const len = this.parserEvents.readUInt32LE(cursor + 5)
          const data =
            len > 0
              ? new FastBuffer(
                currentBufferRef.buffer,
                currentBufferRef.byteOffset + at,
                len
              )
              : EMPTY_BUF

          this.trailers.push(data)

          this.trailersSize += len
          if (this.trailersSize >= this.headersMaxSize) {
            util.destroy(this.socket, new HeadersOverflowError())
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Headers overflow')
          }

          break
        }
        case milo.EVENT_TRAILER_VALUE: {
          const at = this.parserEvents.readUInt32LE(cursor + 1)
          const len = this.parserEvents.readUInt32LE(cursor + 5)
          const data =
            len > 0
              ? new FastBuffer(
                currentBufferRef.buffer,
                currentBufferRef.byteOffset + at,
                len
              )
              : EMPTY_BUF

          this.trailers.push(data)

          this.trailersSize += len
          if (this.trailersSize >= this.headersMaxSize) {
            util.destroy(this.socket, new HeadersOverflowError())
            return this.fail(milo.ERROR_CALLBACK_ERROR, 'Headers overflow')
          }

          break
        }
        default:
          return
      }

      cursor += eventLen
    }
  }

  fail (code, message) {
    this.milo.fail(this.parser, code, message)
    this.errored = true
  }

  onUpgrade (head) {
    const { upgrade, client, socket, headers, statusCode } = this

    assert(upgrade)
    assert(client[kSocket] === socket)
    assert(!socket.destroyed)
    assert(!this.paused)

    const request = client[kQueue][client[kRunningIdx]]
    assert(request)
    assert(request.upgrade || request.method === 'CONNECT')

    this.statusCode = 0
    this.statusText = ''
    this.shouldKeepAlive = false
    this.headers = []
    this.headersSize = 0

    socket.unshift(head)
    socket[kParser].destroy()
    socket[kParser] = null
    socket[kClient] = null
    socket[kError] = null

    removeAllListeners(socket)

    client[kSocket] = null
    client[kHTTPContext] = null
    client[kQueue][client[kRunningIdx]++] = null
    client.emit(
      'disconnect',
      client[kUrl],
      [client],
      new InformationalError('upgrade')
    )

    try {
      request.onRequestUpgrade(statusCode, headers, socket)
    } catch (err) {
      util.destroy(socket, err)
    }

    client[kResume]()
  }
}

function setMiloEnabled (value) {
  miloEnabled = value
}

function getMiloEnabled () {
  return miloEnabled
}

module.exports = { H1Parser, getMiloEnabled, setMiloEnabled }


/***/ }),

/***/ 3636:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const { AsyncResource } = __nccwpck_require__(6698)
const { PoolStats } = __nccwpck_require__(4418)
const DispatcherBase = __nccwpck_require__(7941)
const FixedQueue = __nccwpck_require__(464)
const { kConnected, kSize, kRunning, kPending, kQueued, kBusy, kFree, kUrl, kClose, kDestroy, kDispatch } = __nccwpck_require__(8951)

const kClients = Symbol('clients')
const kNeedDrain = Symbol('needDrain')
const kQueue = Symbol('queue')
const kClosedResolve = Symbol('closed resolve')
const kOnDrain = Symbol('onDrain')
const kOnConnect = Symbol('onConnect')
const kOnDisconnect = Symbol('onDisconnect')
const kOnConnectionError = Symbol('onConnectionError')
const kOnClientBusy = Symbol('on client busy')
const kOnClientDrain = Symbol('on client drain')
const kDrainQueue = Symbol('drain queue')
const kGetDispatcher = Symbol('get dispatcher')
const kHasDispatcher = Symbol('has dispatcher')
const kAddClient = Symbol('add client')
const kRemoveClient = Symbol('remove client')
const kRetireClient = Symbol('retire client')
const kRetiring = Symbol('retiring clients')

// Closes every live client, including clients that have been
// taken out of rotation but are still finishing their own
// requests.
// Requests that wait in the Pool queue are dispatched later from whichever
// callback drains the queue (another request's connect, drain, ...). Capture
// the caller's async context so Client#dispatch, and the diagnostics channel
// events it publishes, still run in it.
class QueuedRequest extends AsyncResource {
  constructor (opts, handler) {
    super('UNDICI_POOL_QUEUED_REQUEST')
    this.opts = opts
    this.handler = handler
  }

  dispatch (dispatcher) {
    return this.runInAsyncScope(dispatcher.dispatch, dispatcher, this.opts, this.handler)
  }
}

function closeClients (pool) {
  const closeAll = []
  for (let i = 0; i < pool[kClients].length; i++) {
    const client = pool[kClients][i]
    if (!client.destroyed) {
      closeAll.push(client.close())
    }
  }
  for (const closed of pool[kRetiring].values()) {
    closeAll.push(closed)
  }
  return Promise.all(closeAll)
}

class PoolBase extends DispatcherBase {
  [kQueue] = new FixedQueue();

  [kQueued] = 0;

  [kClients] = [];

  // Clients removed from kClients that have not finished closing,
  // mapped to a promise that settles once they have.
  [kRetiring] = new Map();

  [kNeedDrain] = false;

  [kOnDrain] (client, origin, targets) {
    if (client.closed || client.destroyed) {
      return
    }

    const queue = this[kQueue]
    let needDrain = false

    this[kOnClientDrain](client)

    while (!needDrain) {
      const item = queue.shift()
      if (!item) {
        break
      }
      this[kQueued]--
      needDrain = !item.dispatch(client)
    }

    client[kNeedDrain] = needDrain
    if (needDrain) {
      this[kOnClientBusy](client)

      // This client is full but requests are still queued, e.g. an h2
      // client that has just released everything queued while ALPN was
      // negotiated and hit maxConcurrentStreams. Hand the rest to other
      // clients, creating new ones up to the connection limit, instead of
      // leaving them for this client to drain one batch at a time.
      if (!queue.isEmpty()) {
        return this[kDrainQueue](origin, targets)
      }
    }

    if (!needDrain && this[kNeedDrain]) {
      this[kNeedDrain] = false
      this.emit('drain', origin, [this, ...targets])
    }

    if (this[kClosedResolve] && queue.isEmpty()) {
      return closeClients(this).then(this[kClosedResolve])
    }
  }

  [kOnClientBusy] () {}

  [kOnClientDrain] () {}

  [kDrainQueue] (origin, targets) {
    const queue = this[kQueue]
    let hasDispatcher = true

    while (!queue.isEmpty()) {
      const dispatcher = this[kGetDispatcher]()
      if (!dispatcher) {
        hasDispatcher = false
        break
      }

      const item = queue.shift()
      this[kQueued]--

      if (!item.dispatch(dispatcher)) {
        dispatcher[kNeedDrain] = true
        this[kOnClientBusy](dispatcher)
        hasDispatcher = this[kHasDispatcher]()
        if (!hasDispatcher) {
          break
        }
      }
    }

    if (hasDispatcher && this[kNeedDrain]) {
      this[kNeedDrain] = false
      this.emit('drain', origin, [this, ...targets])
    }

    if (this[kClosedResolve] && queue.isEmpty()) {
      return closeClients(this).then(this[kClosedResolve])
    }
  }

  [kOnConnect] = (origin, targets) => {
    this.emit('connect', origin, [this, ...targets])
  };

  [kOnDisconnect] = (origin, targets, err) => {
    this.emit('disconnect', origin, [this, ...targets], err)
  };

  [kOnConnectionError] = (origin, targets, err) => {
    this.emit('connectionError', origin, [this, ...targets], err)
  }

  get [kBusy] () {
    return this[kNeedDrain]
  }

  get [kConnected] () {
    let ret = 0
    for (const { [kConnected]: connected } of this[kClients]) {
      ret += connected
    }
    return ret
  }

  get [kFree] () {
    let ret = 0
    for (const { [kConnected]: connected, [kNeedDrain]: needDrain } of this[kClients]) {
      ret += connected && !needDrain
    }
    return ret
  }

  get [kPending] () {
    let ret = this[kQueued]
    for (const { [kPending]: pending } of this[kClients]) {
      ret += pending
    }
    return ret
  }

  get [kRunning] () {
    let ret = 0
    for (const { [kRunning]: running } of this[kClients]) {
      ret += running
    }
    return ret
  }

  get [kSize] () {
    let ret = this[kQueued]
    for (const { [kSize]: size } of this[kClients]) {
      ret += size
    }
    return ret
  }

  get stats () {
    return new PoolStats(this)
  }

  [kClose] () {
    if (this[kQueue].isEmpty()) {
      return closeClients(this)
    } else {
      return new Promise((resolve) => {
        this[kClosedResolve] = resolve
      })
    }
  }

  [kDestroy] (err) {
    while (true) {
      const item = this[kQueue].shift()
      if (!item) {
        break
      }
      item.handler.onResponseError(null, err)
    }

    const destroyAll = new Array(this[kClients].length)
    for (let i = 0; i < this[kClients].length; i++) {
      destroyAll[i] = this[kClients][i].destroy(err)
    }
    for (const client of this[kRetiring].keys()) {
      destroyAll.push(client.destroy(err))
    }
    return Promise.all(destroyAll)
  }

  [kDispatch] (opts, handler) {
    const dispatcher = this[kGetDispatcher]()

    if (!dispatcher) {
      this[kNeedDrain] = true
      this[kQueue].push(new QueuedRequest(opts, handler))
      this[kQueued]++
    } else if (!dispatcher.dispatch(opts, handler)) {
      dispatcher[kNeedDrain] = true
      this[kOnClientBusy](dispatcher)
      this[kNeedDrain] = !this[kHasDispatcher]()
    }

    return !this[kNeedDrain]
  }

  [kHasDispatcher] () {
    for (let i = 0; i < this[kClients].length; i++) {
      const dispatcher = this[kClients][i]

      if (
        !dispatcher[kNeedDrain] &&
        dispatcher.closed !== true &&
        dispatcher.destroyed !== true
      ) {
        return true
      }
    }

    return false
  }

  [kAddClient] (client) {
    client
      .on('drain', this[kOnDrain].bind(this, client))
      .on('connect', this[kOnConnect])
      .on('disconnect', this[kOnDisconnect])
      .on('connectionError', this[kOnConnectionError])

    this[kClients].push(client)

    if (this[kNeedDrain]) {
      queueMicrotask(() => {
        if (this[kNeedDrain] && !client[kNeedDrain]) {
          this[kOnDrain](client, client[kUrl], [client, this])
        }
      })
    }

    return this
  }

  // Takes a client out of rotation. A closed client no longer takes requests
  // from the pool queue (see kOnDrain), but it finishes the requests it
  // already has. Until it has, pool.close() waits for it and pool.destroy()
  // destroys it.
  [kRetireClient] (client) {
    const idx = this[kClients].indexOf(client)
    if (idx !== -1) {
      this[kClients].splice(idx, 1)
    }

    if (client.destroyed || this[kRetiring].has(client)) {
      return
    }

    // Use the callback form: custom dispatchers from `factory` are not
    // required to return a promise, and may call back synchronously.
    let done = false
    let resolveClosed
    const closed = new Promise((resolve) => { resolveClosed = resolve })
    this[kRetiring].set(client, closed)
    client.close(() => {
      if (!done) {
        done = true
        this[kRetiring].delete(client)
        resolveClosed()
      }
    })
  }

  [kRemoveClient] (client) {
    this[kRetireClient](client)

    this[kNeedDrain] = !this[kClients].some(dispatcher => (
      !dispatcher[kNeedDrain] &&
      dispatcher.closed !== true &&
      dispatcher.destroyed !== true
    ))
  }
}

module.exports = {
  PoolBase,
  kClients,
  kNeedDrain,
  kAddClient,
  kRemoveClient,
  kRetireClient,
  kDrainQueue,
  kOnClientBusy,
  kOnClientDrain,
  kGetDispatcher,
  kHasDispatcher
}


/***/ }),

/***/ 6864:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const {
  PoolBase,
  kClients,
  kNeedDrain,
  kAddClient,
  kDrainQueue,
  kOnClientBusy,
  kOnClientDrain,
  kGetDispatcher,
  kHasDispatcher,
  kRemoveClient,
  kRetireClient
} = __nccwpck_require__(3636)
const Client = __nccwpck_require__(5929)
const {
  InvalidArgumentError
} = __nccwpck_require__(9263)
const util = __nccwpck_require__(7332)
const { kConnecting, kHTTPContext, kUrl, kQueued } = __nccwpck_require__(8951)
const buildConnector = __nccwpck_require__(3484)

const kOptions = Symbol('options')
const kConnections = Symbol('connections')
const kFactory = Symbol('factory')
const kProtocol = Symbol('protocol')
const kProtocolProbe = Symbol('protocol probe')

function defaultFactory (origin, opts) {
  return new Client(origin, opts)
}

function shouldCreateProtocolProbe (pool, dispatcher) {
  return dispatcher instanceof Client &&
    pool[kProtocol] !== 'h1' &&
    (pool[kOptions].useH2c === true || (pool[kUrl].protocol === 'https:' && pool[kOptions].allowH2 !== false))
}

function createClient (pool) {
  const dispatcher = pool[kFactory](pool[kUrl], pool[kOptions])

  // HTTPS does not reveal whether the peer selected h1 or h2 until ALPN
  // completes. While h2 is still possible, let one Client probe the protocol
  // and keep later requests in the Pool queue instead of opening one TLS
  // connection per request. A confirmed h1 connection disables this gate and
  // restores the usual Pool fan-out.
  if (shouldCreateProtocolProbe(pool, dispatcher)) {
    pool[kProtocolProbe] = dispatcher
  }

  pool[kAddClient](dispatcher)
  return dispatcher
}

class Pool extends PoolBase {
  constructor (origin, {
    connections,
    factory = defaultFactory,
    connect,
    connectTimeout,
    tls,
    maxCachedSessions,
    socketPath,
    autoSelectFamily,
    autoSelectFamilyAttemptTimeout,
    allowH2,
    useH2c,
    clientTtl,
    ...options
  } = {}) {
    if (connections != null && (!Number.isFinite(connections) || connections < 0)) {
      throw new InvalidArgumentError('invalid connections')
    }

    if (typeof factory !== 'function') {
      throw new InvalidArgumentError('factory must be a function.')
    }

    if (connect != null && typeof connect !== 'function' && typeof connect !== 'object') {
      throw new InvalidArgumentError('connect must be a function or an object')
    }

    if (typeof connect !== 'function') {
      connect = buildConnector({
        ...tls,
        maxCachedSessions,
        allowH2,
        useH2c,
        socketPath,
        timeout: connectTimeout,
        ...(typeof autoSelectFamily === 'boolean' ? { autoSelectFamily, autoSelectFamilyAttemptTimeout } : undefined),
        ...connect
      })
    }

    super(options)

    this[kConnections] = connections || null
    this[kUrl] = util.parseOrigin(origin)
    this[kOptions] = { ...util.deepClone(options), connect, allowH2, useH2c, clientTtl, socketPath }
    this[kFactory] = factory
    this[kProtocol] = null
    this[kProtocolProbe] = null

    this.on('connect', (origin, targets) => {
      if (clientTtl != null && clientTtl > 0) {
        for (const target of targets) {
          Object.assign(target, { ttl: Date.now() })
        }
      }

      const client = targets[targets.length - 1]
      if (client instanceof Client) {
        this[kProtocol] = client[kHTTPContext]?.version
      }

      if (client === this[kProtocolProbe]) {
        // An h2 Client's drain event releases the requests accumulated during
        // negotiation onto that Client. If ALPN selected h1, release the probe
        // immediately and restore normal Pool fan-out instead.
        if (this[kProtocol] !== 'h2') {
          this[kProtocolProbe] = null
          this[kDrainQueue](origin, targets.slice(1))
        }
      }
    })

    this.on('disconnect', (origin, targets) => {
      if (targets.includes(this[kProtocolProbe])) {
        this[kProtocolProbe] = null
        this[kDrainQueue](origin, targets.slice(1))
      }
    })

    this.on('connectionError', (origin, targets) => {
      let resumeQueued = false

      // If a connection error occurs, we remove the client from the pool,
      // and emit a connectionError event. They will not be re-used.
      // Fixes https://github.com/nodejs/undici/issues/3895
      for (const target of targets) {
        if (target === this[kProtocolProbe]) {
          this[kProtocolProbe] = null
          resumeQueued = true
        }

        // Retire (close) the client rather than only dropping it from
        // kClients: otherwise its drain listener keeps pulling requests from
        // the pool queue onto a client that pool.destroy() can't reach.
        if (this[kClients].includes(target)) {
          this[kRetireClient](target)
        }
      }

      // The retired client no longer drains the pool queue, so hand any
      // queued requests to another (possibly new) client.
      if (resumeQueued || this[kQueued] > 0) {
        this[kDrainQueue](origin, targets.slice(1))
      }
    })
  }

  [kOnClientBusy] (client) {
    if (
      this[kProtocolProbe] === null &&
      client[kConnecting] &&
      shouldCreateProtocolProbe(this, client)
    ) {
      this[kProtocolProbe] = client
    }
  }

  [kOnClientDrain] (client) {
    if (client === this[kProtocolProbe]) {
      this[kProtocolProbe] = null
    }
  }

  [kGetDispatcher] () {
    const clientTtlOption = this[kOptions].clientTtl
    for (let i = 0; i < this[kClients].length; i++) {
      const client = this[kClients][i]

      // check ttl of client and if it's stale, remove it from the pool
      if (clientTtlOption != null && clientTtlOption > 0 && client.ttl && ((Date.now() - client.ttl) > clientTtlOption)) {
        this[kRemoveClient](client)
        i--
      } else if (!client[kNeedDrain]) {
        return client
      }
    }

    if (this[kProtocolProbe] !== null) {
      return
    }

    if (!this[kConnections] || this[kClients].length < this[kConnections]) {
      return createClient(this)
    }
  }

  [kHasDispatcher] () {
    const clientTtlOption = this[kOptions].clientTtl
    for (let i = 0; i < this[kClients].length; i++) {
      const client = this[kClients][i]

      if (clientTtlOption != null && clientTtlOption > 0 && client.ttl && ((Date.now() - client.ttl) > clientTtlOption)) {
        this[kRemoveClient](client)
        i--
      } else if (!client[kNeedDrain]) {
        return true
      }
    }

    if (this[kProtocolProbe] !== null) {
      return false
    }

    if (!this[kConnections] || this[kClients].length < this[kConnections]) {
      createClient(this)
      return true
    }

    return false
  }
}

module.exports = Pool


/***/ }),

/***/ 7892:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.SPECIAL_HEADERS = exports.MINOR = exports.MAJOR = exports.HTAB_SP_VCHAR_OBS_TEXT = exports.QUOTED_STRING = exports.CONNECTION_TOKEN_CHARS = exports.HEADER_CHARS = exports.TOKEN = exports.HEX = exports.URL_CHAR = exports.USERINFO_CHARS = exports.MARK = exports.ALPHANUM = exports.NUM = exports.HEX_MAP = exports.NUM_MAP = exports.ALPHA = exports.STATUSES_HTTP = exports.H_METHOD_MAP = exports.METHOD_MAP = exports.METHODS_RTSP = exports.METHODS_ICE = exports.METHODS_HTTP = exports.HEADER_STATE = exports.FINISH = exports.STATUSES = exports.METHODS = exports.LENIENT_FLAGS = exports.FLAGS = exports.TYPE = exports.ERROR = void 0;
const utils_1 = __nccwpck_require__(4760);
// Emums
exports.ERROR = {
    OK: 0,
    INTERNAL: 1,
    STRICT: 2,
    CR_EXPECTED: 25,
    LF_EXPECTED: 3,
    UNEXPECTED_CONTENT_LENGTH: 4,
    UNEXPECTED_SPACE: 30,
    CLOSED_CONNECTION: 5,
    INVALID_METHOD: 6,
    INVALID_URL: 7,
    INVALID_CONSTANT: 8,
    INVALID_VERSION: 9,
    INVALID_HEADER_TOKEN: 10,
    INVALID_CONTENT_LENGTH: 11,
    INVALID_CHUNK_SIZE: 12,
    INVALID_STATUS: 13,
    INVALID_EOF_STATE: 14,
    INVALID_TRANSFER_ENCODING: 15,
    CB_MESSAGE_BEGIN: 16,
    CB_HEADERS_COMPLETE: 17,
    CB_MESSAGE_COMPLETE: 18,
    CB_CHUNK_HEADER: 19,
    CB_CHUNK_COMPLETE: 20,
    PAUSED: 21,
    PAUSED_UPGRADE: 22,
    PAUSED_H2_UPGRADE: 23,
    USER: 24,
    CB_URL_COMPLETE: 26,
    CB_STATUS_COMPLETE: 27,
    CB_METHOD_COMPLETE: 32,
    CB_VERSION_COMPLETE: 33,
    CB_HEADER_FIELD_COMPLETE: 28,
    CB_HEADER_VALUE_COMPLETE: 29,
    CB_CHUNK_EXTENSION_NAME_COMPLETE: 34,
    CB_CHUNK_EXTENSION_VALUE_COMPLETE: 35,
    CB_RESET: 31,
    CB_PROTOCOL_COMPLETE: 38,
};
exports.TYPE = {
    BOTH: 0, // default
    REQUEST: 1,
    RESPONSE: 2,
};
exports.FLAGS = {
    CONNECTION_KEEP_ALIVE: 1 << 0,
    CONNECTION_CLOSE: 1 << 1,
    CONNECTION_UPGRADE: 1 << 2,
    CHUNKED: 1 << 3,
    UPGRADE: 1 << 4,
    CONTENT_LENGTH: 1 << 5,
    SKIPBODY: 1 << 6,
    TRAILING: 1 << 7,
    // 1 << 8 is unused
    TRANSFER_ENCODING: 1 << 9,
};
exports.LENIENT_FLAGS = {
    HEADERS: 1 << 0,
    CHUNKED_LENGTH: 1 << 1,
    KEEP_ALIVE: 1 << 2,
    TRANSFER_ENCODING: 1 << 3,
    VERSION: 1 << 4,
    DATA_AFTER_CLOSE: 1 << 5,
    OPTIONAL_LF_AFTER_CR: 1 << 6,
    OPTIONAL_CRLF_AFTER_CHUNK: 1 << 7,
    OPTIONAL_CR_BEFORE_LF: 1 << 8,
    SPACES_AFTER_CHUNK_SIZE: 1 << 9,
};
exports.METHODS = {
    'DELETE': 0,
    'GET': 1,
    'HEAD': 2,
    'POST': 3,
    'PUT': 4,
    /* pathological */
    'CONNECT': 5,
    'OPTIONS': 6,
    'TRACE': 7,
    /* WebDAV */
    'COPY': 8,
    'LOCK': 9,
    'MKCOL': 10,
    'MOVE': 11,
    'PROPFIND': 12,
    'PROPPATCH': 13,
    'SEARCH': 14,
    'UNLOCK': 15,
    'BIND': 16,
    'REBIND': 17,
    'UNBIND': 18,
    'ACL': 19,
    /* subversion */
    'REPORT': 20,
    'MKACTIVITY': 21,
    'CHECKOUT': 22,
    'MERGE': 23,
    /* upnp */
    'M-SEARCH': 24,
    'NOTIFY': 25,
    'SUBSCRIBE': 26,
    'UNSUBSCRIBE': 27,
    /* RFC-5789 */
    'PATCH': 28,
    'PURGE': 29,
    /* CalDAV */
    'MKCALENDAR': 30,
    /* RFC-2068, section 19.6.1.2 */
    'LINK': 31,
    'UNLINK': 32,
    /* icecast */
    'SOURCE': 33,
    /* RFC-7540, section 11.6 */
    'PRI': 34,
    /* RFC-2326 RTSP */
    'DESCRIBE': 35,
    'ANNOUNCE': 36,
    'SETUP': 37,
    'PLAY': 38,
    'PAUSE': 39,
    'TEARDOWN': 40,
    'GET_PARAMETER': 41,
    'SET_PARAMETER': 42,
    'REDIRECT': 43,
    'RECORD': 44,
    /* RAOP */
    'FLUSH': 45,
    /* DRAFT https://www.ietf.org/archive/id/draft-ietf-httpbis-safe-method-w-body-02.html */
    'QUERY': 46,
};
exports.STATUSES = {
    CONTINUE: 100,
    SWITCHING_PROTOCOLS: 101,
    PROCESSING: 102,
    EARLY_HINTS: 103,
    RESPONSE_IS_STALE: 110, // Unofficial
    REVALIDATION_FAILED: 111, // Unofficial
    DISCONNECTED_OPERATION: 112, // Unofficial
    HEURISTIC_EXPIRATION: 113, // Unofficial
    MISCELLANEOUS_WARNING: 199, // Unofficial
    OK: 200,
    CREATED: 201,
    ACCEPTED: 202,
    NON_AUTHORITATIVE_INFORMATION: 203,
    NO_CONTENT: 204,
    RESET_CONTENT: 205,
    PARTIAL_CONTENT: 206,
    MULTI_STATUS: 207,
    ALREADY_REPORTED: 208,
    TRANSFORMATION_APPLIED: 214, // Unofficial
    IM_USED: 226,
    MISCELLANEOUS_PERSISTENT_WARNING: 299, // Unofficial
    MULTIPLE_CHOICES: 300,
    MOVED_PERMANENTLY: 301,
    FOUND: 302,
    SEE_OTHER: 303,
    NOT_MODIFIED: 304,
    USE_PROXY: 305,
    SWITCH_PROXY: 306, // No longer used
    TEMPORARY_REDIRECT: 307,
    PERMANENT_REDIRECT: 308,
    BAD_REQUEST: 400,
    UNAUTHORIZED: 401,
    PAYMENT_REQUIRED: 402,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    METHOD_NOT_ALLOWED: 405,
    NOT_ACCEPTABLE: 406,
    PROXY_AUTHENTICATION_REQUIRED: 407,
    REQUEST_TIMEOUT: 408,
    CONFLICT: 409,
    GONE: 410,
    LENGTH_REQUIRED: 411,
    PRECONDITION_FAILED: 412,
    PAYLOAD_TOO_LARGE: 413,
    URI_TOO_LONG: 414,
    UNSUPPORTED_MEDIA_TYPE: 415,
    RANGE_NOT_SATISFIABLE: 416,
    EXPECTATION_FAILED: 417,
    IM_A_TEAPOT: 418,
    PAGE_EXPIRED: 419, // Unofficial
    ENHANCE_YOUR_CALM: 420, // Unofficial
    MISDIRECTED_REQUEST: 421,
    UNPROCESSABLE_ENTITY: 422,
    LOCKED: 423,
    FAILED_DEPENDENCY: 424,
    TOO_EARLY: 425,
    UPGRADE_REQUIRED: 426,
    PRECONDITION_REQUIRED: 428,
    TOO_MANY_REQUESTS: 429,
    REQUEST_HEADER_FIELDS_TOO_LARGE_UNOFFICIAL: 430, // Unofficial
    REQUEST_HEADER_FIELDS_TOO_LARGE: 431,
    LOGIN_TIMEOUT: 440, // Unofficial
    NO_RESPONSE: 444, // Unofficial
    RETRY_WITH: 449, // Unofficial
    BLOCKED_BY_PARENTAL_CONTROL: 450, // Unofficial
    UNAVAILABLE_FOR_LEGAL_REASONS: 451,
    CLIENT_CLOSED_LOAD_BALANCED_REQUEST: 460, // Unofficial
    INVALID_X_FORWARDED_FOR: 463, // Unofficial
    REQUEST_HEADER_TOO_LARGE: 494, // Unofficial
    SSL_CERTIFICATE_ERROR: 495, // Unofficial
    SSL_CERTIFICATE_REQUIRED: 496, // Unofficial
    HTTP_REQUEST_SENT_TO_HTTPS_PORT: 497, // Unofficial
    INVALID_TOKEN: 498, // Unofficial
    CLIENT_CLOSED_REQUEST: 499, // Unofficial
    INTERNAL_SERVER_ERROR: 500,
    NOT_IMPLEMENTED: 501,
    BAD_GATEWAY: 502,
    SERVICE_UNAVAILABLE: 503,
    GATEWAY_TIMEOUT: 504,
    HTTP_VERSION_NOT_SUPPORTED: 505,
    VARIANT_ALSO_NEGOTIATES: 506,
    INSUFFICIENT_STORAGE: 507,
    LOOP_DETECTED: 508,
    BANDWIDTH_LIMIT_EXCEEDED: 509,
    NOT_EXTENDED: 510,
    NETWORK_AUTHENTICATION_REQUIRED: 511,
    WEB_SERVER_UNKNOWN_ERROR: 520, // Unofficial
    WEB_SERVER_IS_DOWN: 521, // Unofficial
    CONNECTION_TIMEOUT: 522, // Unofficial
    ORIGIN_IS_UNREACHABLE: 523, // Unofficial
    TIMEOUT_OCCURED: 524, // Unofficial
    SSL_HANDSHAKE_FAILED: 525, // Unofficial
    INVALID_SSL_CERTIFICATE: 526, // Unofficial
    RAILGUN_ERROR: 527, // Unofficial
    SITE_IS_OVERLOADED: 529, // Unofficial
    SITE_IS_FROZEN: 530, // Unofficial
    IDENTITY_PROVIDER_AUTHENTICATION_ERROR: 561, // Unofficial
    NETWORK_READ_TIMEOUT: 598, // Unofficial
    NETWORK_CONNECT_TIMEOUT: 599, // Unofficial
};
exports.FINISH = {
    SAFE: 0,
    SAFE_WITH_CB: 1,
    UNSAFE: 2,
};
exports.HEADER_STATE = {
    GENERAL: 0,
    CONNECTION: 1,
    CONTENT_LENGTH: 2,
    TRANSFER_ENCODING: 3,
    UPGRADE: 4,
    CONNECTION_KEEP_ALIVE: 5,
    CONNECTION_CLOSE: 6,
    CONNECTION_UPGRADE: 7,
    TRANSFER_ENCODING_CHUNKED: 8,
};
// C headers
exports.METHODS_HTTP = [
    exports.METHODS.DELETE,
    exports.METHODS.GET,
    exports.METHODS.HEAD,
    exports.METHODS.POST,
    exports.METHODS.PUT,
    exports.METHODS.CONNECT,
    exports.METHODS.OPTIONS,
    exports.METHODS.TRACE,
    exports.METHODS.COPY,
    exports.METHODS.LOCK,
    exports.METHODS.MKCOL,
    exports.METHODS.MOVE,
    exports.METHODS.PROPFIND,
    exports.METHODS.PROPPATCH,
    exports.METHODS.SEARCH,
    exports.METHODS.UNLOCK,
    exports.METHODS.BIND,
    exports.METHODS.REBIND,
    exports.METHODS.UNBIND,
    exports.METHODS.ACL,
    exports.METHODS.REPORT,
    exports.METHODS.MKACTIVITY,
    exports.METHODS.CHECKOUT,
    exports.METHODS.MERGE,
    exports.METHODS['M-SEARCH'],
    exports.METHODS.NOTIFY,
    exports.METHODS.SUBSCRIBE,
    exports.METHODS.UNSUBSCRIBE,
    exports.METHODS.PATCH,
    exports.METHODS.PURGE,
    exports.METHODS.MKCALENDAR,
    exports.METHODS.LINK,
    exports.METHODS.UNLINK,
    exports.METHODS.PRI,
    // TODO(indutny): should we allow it with HTTP?
    exports.METHODS.SOURCE,
    exports.METHODS.QUERY,
];
exports.METHODS_ICE = [
    exports.METHODS.SOURCE,
];
exports.METHODS_RTSP = [
    exports.METHODS.OPTIONS,
    exports.METHODS.DESCRIBE,
    exports.METHODS.ANNOUNCE,
    exports.METHODS.SETUP,
    exports.METHODS.PLAY,
    exports.METHODS.PAUSE,
    exports.METHODS.TEARDOWN,
    exports.METHODS.GET_PARAMETER,
    exports.METHODS.SET_PARAMETER,
    exports.METHODS.REDIRECT,
    exports.METHODS.RECORD,
    exports.METHODS.FLUSH,
    // For AirPlay
    exports.METHODS.GET,
    exports.METHODS.POST,
];
exports.METHOD_MAP = (0, utils_1.enumToMap)(exports.METHODS);
exports.H_METHOD_MAP = Object.fromEntries(Object.entries(exports.METHODS).filter(([k]) => k.startsWith('H')));
exports.STATUSES_HTTP = [
    exports.STATUSES.CONTINUE,
    exports.STATUSES.SWITCHING_PROTOCOLS,
    exports.STATUSES.PROCESSING,
    exports.STATUSES.EARLY_HINTS,
    exports.STATUSES.RESPONSE_IS_STALE,
    exports.STATUSES.REVALIDATION_FAILED,
    exports.STATUSES.DISCONNECTED_OPERATION,
    exports.STATUSES.HEURISTIC_EXPIRATION,
    exports.STATUSES.MISCELLANEOUS_WARNING,
    exports.STATUSES.OK,
    exports.STATUSES.CREATED,
    exports.STATUSES.ACCEPTED,
    exports.STATUSES.NON_AUTHORITATIVE_INFORMATION,
    exports.STATUSES.NO_CONTENT,
    exports.STATUSES.RESET_CONTENT,
    exports.STATUSES.PARTIAL_CONTENT,
    exports.STATUSES.MULTI_STATUS,
    exports.STATUSES.ALREADY_REPORTED,
    exports.STATUSES.TRANSFORMATION_APPLIED,
    exports.STATUSES.IM_USED,
    exports.STATUSES.MISCELLANEOUS_PERSISTENT_WARNING,
    exports.STATUSES.MULTIPLE_CHOICES,
    exports.STATUSES.MOVED_PERMANENTLY,
    exports.STATUSES.FOUND,
    exports.STATUSES.SEE_OTHER,
    exports.STATUSES.NOT_MODIFIED,
    exports.STATUSES.USE_PROXY,
    exports.STATUSES.SWITCH_PROXY,
    exports.STATUSES.TEMPORARY_REDIRECT,
    exports.STATUSES.PERMANENT_REDIRECT,
    exports.STATUSES.BAD_REQUEST,
    exports.STATUSES.UNAUTHORIZED,
    exports.STATUSES.PAYMENT_REQUIRED,
    exports.STATUSES.FORBIDDEN,
    exports.STATUSES.NOT_FOUND,
    exports.STATUSES.METHOD_NOT_ALLOWED,
    exports.STATUSES.NOT_ACCEPTABLE,
    exports.STATUSES.PROXY_AUTHENTICATION_REQUIRED,
    exports.STATUSES.REQUEST_TIMEOUT,
    exports.STATUSES.CONFLICT,
    exports.STATUSES.GONE,
    exports.STATUSES.LENGTH_REQUIRED,
    exports.STATUSES.PRECONDITION_FAILED,
    exports.STATUSES.PAYLOAD_TOO_LARGE,
    exports.STATUSES.URI_TOO_LONG,
    exports.STATUSES.UNSUPPORTED_MEDIA_TYPE,
    exports.STATUSES.RANGE_NOT_SATISFIABLE,
    exports.STATUSES.EXPECTATION_FAILED,
    exports.STATUSES.IM_A_TEAPOT,
    exports.STATUSES.PAGE_EXPIRED,
    exports.STATUSES.ENHANCE_YOUR_CALM,
    exports.STATUSES.MISDIRECTED_REQUEST,
    exports.STATUSES.UNPROCESSABLE_ENTITY,
    exports.STATUSES.LOCKED,
    exports.STATUSES.FAILED_DEPENDENCY,
    exports.STATUSES.TOO_EARLY,
    exports.STATUSES.UPGRADE_REQUIRED,
    exports.STATUSES.PRECONDITION_REQUIRED,
    exports.STATUSES.TOO_MANY_REQUESTS,
    exports.STATUSES.REQUEST_HEADER_FIELDS_TOO_LARGE_UNOFFICIAL,
    exports.STATUSES.REQUEST_HEADER_FIELDS_TOO_LARGE,
    exports.STATUSES.LOGIN_TIMEOUT,
    exports.STATUSES.NO_RESPONSE,
    exports.STATUSES.RETRY_WITH,
    exports.STATUSES.BLOCKED_BY_PARENTAL_CONTROL,
    exports.STATUSES.UNAVAILABLE_FOR_LEGAL_REASONS,
    exports.STATUSES.CLIENT_CLOSED_LOAD_BALANCED_REQUEST,
    exports.STATUSES.INVALID_X_FORWARDED_FOR,
    exports.STATUSES.REQUEST_HEADER_TOO_LARGE,
    exports.STATUSES.SSL_CERTIFICATE_ERROR,
    exports.STATUSES.SSL_CERTIFICATE_REQUIRED,
    exports.STATUSES.HTTP_REQUEST_SENT_TO_HTTPS_PORT,
    exports.STATUSES.INVALID_TOKEN,
    exports.STATUSES.CLIENT_CLOSED_REQUEST,
    exports.STATUSES.INTERNAL_SERVER_ERROR,
    exports.STATUSES.NOT_IMPLEMENTED,
    exports.STATUSES.BAD_GATEWAY,
    exports.STATUSES.SERVICE_UNAVAILABLE,
    exports.STATUSES.GATEWAY_TIMEOUT,
    exports.STATUSES.HTTP_VERSION_NOT_SUPPORTED,
    exports.STATUSES.VARIANT_ALSO_NEGOTIATES,
    exports.STATUSES.INSUFFICIENT_STORAGE,
    exports.STATUSES.LOOP_DETECTED,
    exports.STATUSES.BANDWIDTH_LIMIT_EXCEEDED,
    exports.STATUSES.NOT_EXTENDED,
    exports.STATUSES.NETWORK_AUTHENTICATION_REQUIRED,
    exports.STATUSES.WEB_SERVER_UNKNOWN_ERROR,
    exports.STATUSES.WEB_SERVER_IS_DOWN,
    exports.STATUSES.CONNECTION_TIMEOUT,
    exports.STATUSES.ORIGIN_IS_UNREACHABLE,
    exports.STATUSES.TIMEOUT_OCCURED,
    exports.STATUSES.SSL_HANDSHAKE_FAILED,
    exports.STATUSES.INVALID_SSL_CERTIFICATE,
    exports.STATUSES.RAILGUN_ERROR,
    exports.STATUSES.SITE_IS_OVERLOADED,
    exports.STATUSES.SITE_IS_FROZEN,
    exports.STATUSES.IDENTITY_PROVIDER_AUTHENTICATION_ERROR,
    exports.STATUSES.NETWORK_READ_TIMEOUT,
    exports.STATUSES.NETWORK_CONNECT_TIMEOUT,
];
exports.ALPHA = [];
for (let i = 'A'.charCodeAt(0); i <= 'Z'.charCodeAt(0); i++) {
    // Upper case
    exports.ALPHA.push(String.fromCharCode(i));
    // Lower case
    exports.ALPHA.push(String.fromCharCode(i + 0x20));
}
exports.NUM_MAP = {
    0: 0, 1: 1, 2: 2, 3: 3, 4: 4,
    5: 5, 6: 6, 7: 7, 8: 8, 9: 9,
};
exports.HEX_MAP = {
    0: 0, 1: 1, 2: 2, 3: 3, 4: 4,
    5: 5, 6: 6, 7: 7, 8: 8, 9: 9,
    A: 0XA, B: 0XB, C: 0XC, D: 0XD, E: 0XE, F: 0XF,
    a: 0xa, b: 0xb, c: 0xc, d: 0xd, e: 0xe, f: 0xf,
};
exports.NUM = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
];
exports.ALPHANUM = exports.ALPHA.concat(exports.NUM);
exports.MARK = ['-', '_', '.', '!', '~', '*', '\'', '(', ')'];
exports.USERINFO_CHARS = exports.ALPHANUM
    .concat(exports.MARK)
    .concat(['%', ';', ':', '&', '=', '+', '$', ',']);
// TODO(indutny): use RFC
exports.URL_CHAR = [
    '!', '"', '$', '%', '&', '\'',
    '(', ')', '*', '+', ',', '-', '.', '/',
    ':', ';', '<', '=', '>',
    '@', '[', '\\', ']', '^', '_',
    '`',
    '{', '|', '}', '~',
].concat(exports.ALPHANUM);
exports.HEX = exports.NUM.concat(['a', 'b', 'c', 'd', 'e', 'f', 'A', 'B', 'C', 'D', 'E', 'F']);
/* Tokens as defined by rfc 2616. Also lowercases them.
 *        token       = 1*<any CHAR except CTLs or separators>
 *     separators     = "(" | ")" | "<" | ">" | "@"
 *                    | "," | ";" | ":" | "\" | <">
 *                    | "/" | "[" | "]" | "?" | "="
 *                    | "{" | "}" | SP | HT
 */
exports.TOKEN = [
    '!', '#', '$', '%', '&', '\'',
    '*', '+', '-', '.',
    '^', '_', '`',
    '|', '~',
].concat(exports.ALPHANUM);
/*
 * Verify that a char is a valid visible (printable) US-ASCII
 * character or %x80-FF
 */
exports.HEADER_CHARS = ['\t'];
for (let i = 32; i <= 255; i++) {
    if (i !== 127) {
        exports.HEADER_CHARS.push(i);
    }
}
// ',' = \x44
exports.CONNECTION_TOKEN_CHARS = exports.HEADER_CHARS.filter((c) => c !== 44);
exports.QUOTED_STRING = ['\t', ' '];
for (let i = 0x21; i <= 0xff; i++) {
    if (i !== 0x22 && i !== 0x5c) { // All characters in ASCII except \ and "
        exports.QUOTED_STRING.push(i);
    }
}
exports.HTAB_SP_VCHAR_OBS_TEXT = ['\t', ' '];
// VCHAR: https://tools.ietf.org/html/rfc5234#appendix-B.1
for (let i = 0x21; i <= 0x7E; i++) {
    exports.HTAB_SP_VCHAR_OBS_TEXT.push(i);
}
// OBS_TEXT: https://datatracker.ietf.org/doc/html/rfc9110#name-collected-abnf
for (let i = 0x80; i <= 0xff; i++) {
    exports.HTAB_SP_VCHAR_OBS_TEXT.push(i);
}
exports.MAJOR = exports.NUM_MAP;
exports.MINOR = exports.MAJOR;
exports.SPECIAL_HEADERS = {
    'connection': exports.HEADER_STATE.CONNECTION,
    'content-length': exports.HEADER_STATE.CONTENT_LENGTH,
    'proxy-connection': exports.HEADER_STATE.CONNECTION,
    'transfer-encoding': exports.HEADER_STATE.TRANSFER_ENCODING,
    'upgrade': exports.HEADER_STATE.UPGRADE,
};
exports["default"] = {
    ERROR: exports.ERROR,
    TYPE: exports.TYPE,
    FLAGS: exports.FLAGS,
    LENIENT_FLAGS: exports.LENIENT_FLAGS,
    METHODS: exports.METHODS,
    STATUSES: exports.STATUSES,
    FINISH: exports.FINISH,
    HEADER_STATE: exports.HEADER_STATE,
    ALPHA: exports.ALPHA,
    NUM_MAP: exports.NUM_MAP,
    HEX_MAP: exports.HEX_MAP,
    NUM: exports.NUM,
    ALPHANUM: exports.ALPHANUM,
    MARK: exports.MARK,
    USERINFO_CHARS: exports.USERINFO_CHARS,
    URL_CHAR: exports.URL_CHAR,
    HEX: exports.HEX,
    TOKEN: exports.TOKEN,
    HEADER_CHARS: exports.HEADER_CHARS,
    CONNECTION_TOKEN_CHARS: exports.CONNECTION_TOKEN_CHARS,
    QUOTED_STRING: exports.QUOTED_STRING,
    HTAB_SP_VCHAR_OBS_TEXT: exports.HTAB_SP_VCHAR_OBS_TEXT,
    MAJOR: exports.MAJOR,
    MINOR: exports.MINOR,
    SPECIAL_HEADERS: exports.SPECIAL_HEADERS,
    METHODS_HTTP: exports.METHODS_HTTP,
    METHODS_ICE: exports.METHODS_ICE,
    METHODS_RTSP: exports.METHODS_RTSP,
    METHOD_MAP: exports.METHOD_MAP,
    H_METHOD_MAP: exports.H_METHOD_MAP,
    STATUSES_HTTP: exports.STATUSES_HTTP,
};


/***/ }),

/***/ 746:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

/* module decorator */ module = __nccwpck_require__.nmd(module);


const { Buffer } = __nccwpck_require__(4573)

const wasmBase64 = 'AGFzbQEAAAABJwdgAX8Bf2ADf39/AX9gAn9/AGABfwBgBH9/f38Bf2AAAGADf39/AALLAQgDZW52GHdhc21fb25faGVhZGVyc19jb21wbGV0ZQAEA2VudhV3YXNtX29uX21lc3NhZ2VfYmVnaW4AAANlbnYLd2FzbV9vbl91cmwAAQNlbnYOd2FzbV9vbl9zdGF0dXMAAQNlbnYUd2FzbV9vbl9oZWFkZXJfZmllbGQAAQNlbnYUd2FzbV9vbl9oZWFkZXJfdmFsdWUAAQNlbnYMd2FzbV9vbl9ib2R5AAEDZW52GHdhc21fb25fbWVzc2FnZV9jb21wbGV0ZQAAAzU0BQYAAAMAAAAAAAADAQMAAwMDAAACAAAAAAICAgICAgICAgIBAQEBAQEBAQEBAwAAAwAAAAQFAXABExMFAwEAAgYIAX8BQcDZBAsHxQcoBm1lbW9yeQIAC19pbml0aWFsaXplAAgZX19pbmRpcmVjdF9mdW5jdGlvbl90YWJsZQEAC2xsaHR0cF9pbml0AAkYbGxodHRwX3Nob3VsZF9rZWVwX2FsaXZlADcMbGxodHRwX2FsbG9jAAsGbWFsbG9jADkLbGxodHRwX2ZyZWUADARmcmVlAAwPbGxodHRwX2dldF90eXBlAA0VbGxodHRwX2dldF9odHRwX21ham9yAA4VbGxodHRwX2dldF9odHRwX21pbm9yAA8RbGxodHRwX2dldF9tZXRob2QAEBZsbGh0dHBfZ2V0X3N0YXR1c19jb2RlABESbGxodHRwX2dldF91cGdyYWRlABIMbGxodHRwX3Jlc2V0ABMObGxodHRwX2V4ZWN1dGUAFBRsbGh0dHBfc2V0dGluZ3NfaW5pdAAVDWxsaHR0cF9maW5pc2gAFgxsbGh0dHBfcGF1c2UAFw1sbGh0dHBfcmVzdW1lABgbbGxodHRwX3Jlc3VtZV9hZnRlcl91cGdyYWRlABkQbGxodHRwX2dldF9lcnJubwAaF2xsaHR0cF9nZXRfZXJyb3JfcmVhc29uABsXbGxodHRwX3NldF9lcnJvcl9yZWFzb24AHBRsbGh0dHBfZ2V0X2Vycm9yX3BvcwAdEWxsaHR0cF9lcnJub19uYW1lAB4SbGxodHRwX21ldGhvZF9uYW1lAB8SbGxodHRwX3N0YXR1c19uYW1lACAabGxodHRwX3NldF9sZW5pZW50X2hlYWRlcnMAISFsbGh0dHBfc2V0X2xlbmllbnRfY2h1bmtlZF9sZW5ndGgAIh1sbGh0dHBfc2V0X2xlbmllbnRfa2VlcF9hbGl2ZQAjJGxsaHR0cF9zZXRfbGVuaWVudF90cmFuc2Zlcl9lbmNvZGluZwAkGmxsaHR0cF9zZXRfbGVuaWVudF92ZXJzaW9uACUjbGxodHRwX3NldF9sZW5pZW50X2RhdGFfYWZ0ZXJfY2xvc2UAJidsbGh0dHBfc2V0X2xlbmllbnRfb3B0aW9uYWxfbGZfYWZ0ZXJfY3IAJyxsbGh0dHBfc2V0X2xlbmllbnRfb3B0aW9uYWxfY3JsZl9hZnRlcl9jaHVuawAoKGxsaHR0cF9zZXRfbGVuaWVudF9vcHRpb25hbF9jcl9iZWZvcmVfbGYAKSpsbGh0dHBfc2V0X2xlbmllbnRfc3BhY2VzX2FmdGVyX2NodW5rX3NpemUAKhhsbGh0dHBfbWVzc2FnZV9uZWVkc19lb2YANgkYAQBBAQsSAQIDBAUKBgcyNDMuKy8tLDAxCq/ZAjQWAEHA1QAoAgAEQAALQcDVAEEBNgIACxQAIAAQOCAAIAI2AjggACABOgAoCxQAIAAgAC8BNCAALQAwIAAQNxAACx4BAX9BwAAQOiIBEDggAUGACDYCOCABIAA6ACggAQuPDAEHfwJAIABFDQAgAEEIayIBIABBBGsoAgAiAEF4cSIEaiEFAkAgAEEBcQ0AIABBA3FFDQEgASABKAIAIgBrIgFB1NUAKAIASQ0BIAAgBGohBAJAAkBB2NUAKAIAIAFHBEAgAEH/AU0EQCAAQQN2IQMgASgCCCIAIAEoAgwiAkYEQEHE1QBBxNUAKAIAQX4gA3dxNgIADAULIAIgADYCCCAAIAI2AgwMBAsgASgCGCEGIAEgASgCDCIARwRAIAAgASgCCCICNgIIIAIgADYCDAwDCyABQRRqIgMoAgAiAkUEQCABKAIQIgJFDQIgAUEQaiEDCwNAIAMhByACIgBBFGoiAygCACICDQAgAEEQaiEDIAAoAhAiAg0ACyAHQQA2AgAMAgsgBSgCBCIAQQNxQQNHDQIgBSAAQX5xNgIEQczVACAENgIAIAUgBDYCACABIARBAXI2AgQMAwtBACEACyAGRQ0AAkAgASgCHCICQQJ0QfTXAGoiAygCACABRgRAIAMgADYCACAADQFByNUAQcjVACgCAEF+IAJ3cTYCAAwCCyAGQRBBFCAGKAIQIAFGG2ogADYCACAARQ0BCyAAIAY2AhggASgCECICBEAgACACNgIQIAIgADYCGAsgAUEUaigCACICRQ0AIABBFGogAjYCACACIAA2AhgLIAEgBU8NACAFKAIEIgBBAXFFDQACQAJAAkACQCAAQQJxRQRAQdzVACgCACAFRgRAQdzVACABNgIAQdDVAEHQ1QAoAgAgBGoiADYCACABIABBAXI2AgQgAUHY1QAoAgBHDQZBzNUAQQA2AgBB2NUAQQA2AgAMBgtB2NUAKAIAIAVGBEBB2NUAIAE2AgBBzNUAQczVACgCACAEaiIANgIAIAEgAEEBcjYCBCAAIAFqIAA2AgAMBgsgAEF4cSAEaiEEIABB/wFNBEAgAEEDdiEDIAUoAggiACAFKAIMIgJGBEBBxNUAQcTVACgCAEF+IAN3cTYCAAwFCyACIAA2AgggACACNgIMDAQLIAUoAhghBiAFIAUoAgwiAEcEQEHU1QAoAgAaIAAgBSgCCCICNgIIIAIgADYCDAwDCyAFQRRqIgMoAgAiAkUEQCAFKAIQIgJFDQIgBUEQaiEDCwNAIAMhByACIgBBFGoiAygCACICDQAgAEEQaiEDIAAoAhAiAg0ACyAHQQA2AgAMAgsgBSAAQX5xNgIEIAEgBGogBDYCACABIARBAXI2AgQMAwtBACEACyAGRQ0AAkAgBSgCHCICQQJ0QfTXAGoiAygCACAFRgRAIAMgADYCACAADQFByNUAQcjVACgCAEF+IAJ3cTYCAAwCCyAGQRBBFCAGKAIQIAVGG2ogADYCACAARQ0BCyAAIAY2AhggBSgCECICBEAgACACNgIQIAIgADYCGAsgBUEUaigCACICRQ0AIABBFGogAjYCACACIAA2AhgLIAEgBGogBDYCACABIARBAXI2AgQgAUHY1QAoAgBHDQBBzNUAIAQ2AgAMAQsgBEH/AU0EQCAEQXhxQezVAGohAAJ/QcTVACgCACICQQEgBEEDdnQiA3FFBEBBxNUAIAIgA3I2AgAgAAwBCyAAKAIICyICIAE2AgwgACABNgIIIAEgADYCDCABIAI2AggMAQtBHyECIARB////B00EQCAEQSYgBEEIdmciAGt2QQFxIABBAXRrQT5qIQILIAEgAjYCHCABQgA3AhAgAkECdEH01wBqIQACQEHI1QAoAgAiA0EBIAJ0IgdxRQRAIAAgATYCAEHI1QAgAyAHcjYCACABIAA2AhggASABNgIIIAEgATYCDAwBCyAEQRkgAkEBdmtBACACQR9HG3QhAiAAKAIAIQACQANAIAAiAygCBEF4cSAERg0BIAJBHXYhACACQQF0IQIgAyAAQQRxakEQaiIHKAIAIgANAAsgByABNgIAIAEgAzYCGCABIAE2AgwgASABNgIIDAELIAMoAggiACABNgIMIAMgATYCCCABQQA2AhggASADNgIMIAEgADYCCAtB5NUAQeTVACgCAEEBayIAQX8gABs2AgALCwcAIAAtACgLBwAgAC0AKgsHACAALQArCwcAIAAtACkLBwAgAC8BNAsHACAALQAwC0ABBH8gACgCGCEBIAAvAS4hAiAALQAoIQMgACgCOCEEIAAQOCAAIAQ2AjggACADOgAoIAAgAjsBLiAAIAE2AhgL5YUCAgd/A34gASACaiEEAkAgACIDKAIMIgANACADKAIEBEAgAyABNgIECyMAQRBrIgkkAAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAn8CQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkAgAygCHCICQQJrDvwBAfkBAgMEBQYHCAkKCwwNDg8QERL4ARP3ARQV9gEWF/UBGBkaGxwdHh8g/QH7ASH0ASIjJCUmJygpKivzASwtLi8wMTLyAfEBMzTwAe8BNTY3ODk6Ozw9Pj9AQUJDREVGR0hJSktMTU5P+gFQUVJT7gHtAVTsAVXrAVZXWFla6gFbXF1eX2BhYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5/gAGBAYIBgwGEAYUBhgGHAYgBiQGKAYsBjAGNAY4BjwGQAZEBkgGTAZQBlQGWAZcBmAGZAZoBmwGcAZ0BngGfAaABoQGiAaMBpAGlAaYBpwGoAakBqgGrAawBrQGuAa8BsAGxAbIBswG0AbUBtgG3AbgBuQG6AbsBvAG9Ab4BvwHAAcEBwgHDAcQBxQHGAccByAHJAcoBywHMAc0BzgHpAegBzwHnAdAB5gHRAdIB0wHUAeUB1QHWAdcB2AHZAdoB2wHcAd0B3gHfAeAB4QHiAeMBAPwBC0EADOMBC0EODOIBC0ENDOEBC0EPDOABC0EQDN8BC0ETDN4BC0EUDN0BC0EVDNwBC0EWDNsBC0EXDNoBC0EYDNkBC0EZDNgBC0EaDNcBC0EbDNYBC0EcDNUBC0EdDNQBC0EeDNMBC0EfDNIBC0EgDNEBC0EhDNABC0EIDM8BC0EiDM4BC0EkDM0BC0EjDMwBC0EHDMsBC0ElDMoBC0EmDMkBC0EnDMgBC0EoDMcBC0ESDMYBC0ERDMUBC0EpDMQBC0EqDMMBC0ErDMIBC0EsDMEBC0HeAQzAAQtBLgy/AQtBLwy+AQtBMAy9AQtBMQy8AQtBMgy7AQtBMwy6AQtBNAy5AQtB3wEMuAELQTUMtwELQTkMtgELQQwMtQELQTYMtAELQTcMswELQTgMsgELQT4MsQELQToMsAELQeABDK8BC0ELDK4BC0E/DK0BC0E7DKwBC0EKDKsBC0E8DKoBC0E9DKkBC0HhAQyoAQtBwQAMpwELQcAADKYBC0HCAAylAQtBCQykAQtBLQyjAQtBwwAMogELQcQADKEBC0HFAAygAQtBxgAMnwELQccADJ4BC0HIAAydAQtByQAMnAELQcoADJsBC0HLAAyaAQtBzAAMmQELQc0ADJgBC0HOAAyXAQtBzwAMlgELQdAADJUBC0HRAAyUAQtB0gAMkwELQdMADJIBC0HVAAyRAQtB1AAMkAELQdYADI8BC0HXAAyOAQtB2AAMjQELQdkADIwBC0HaAAyLAQtB2wAMigELQdwADIkBC0HdAAyIAQtB3gAMhwELQd8ADIYBC0HgAAyFAQtB4QAMhAELQeIADIMBC0HjAAyCAQtB5AAMgQELQeUADIABC0HiAQx/C0HmAAx+C0HnAAx9C0EGDHwLQegADHsLQQUMegtB6QAMeQtBBAx4C0HqAAx3C0HrAAx2C0HsAAx1C0HtAAx0C0EDDHMLQe4ADHILQe8ADHELQfAADHALQfIADG8LQfEADG4LQfMADG0LQfQADGwLQfUADGsLQfYADGoLQQIMaQtB9wAMaAtB+AAMZwtB+QAMZgtB+gAMZQtB+wAMZAtB/AAMYwtB/QAMYgtB/gAMYQtB/wAMYAtBgAEMXwtBgQEMXgtBggEMXQtBgwEMXAtBhAEMWwtBhQEMWgtBhgEMWQtBhwEMWAtBiAEMVwtBiQEMVgtBigEMVQtBiwEMVAtBjAEMUwtBjQEMUgtBjgEMUQtBjwEMUAtBkAEMTwtBkQEMTgtBkgEMTQtBkwEMTAtBlAEMSwtBlQEMSgtBlgEMSQtBlwEMSAtBmAEMRwtBmQEMRgtBmgEMRQtBmwEMRAtBnAEMQwtBnQEMQgtBngEMQQtBnwEMQAtBoAEMPwtBoQEMPgtBogEMPQtBowEMPAtBpAEMOwtBpQEMOgtBpgEMOQtBpwEMOAtBqAEMNwtBqQEMNgtBqgEMNQtBqwEMNAtBrAEMMwtBrQEMMgtBrgEMMQtBrwEMMAtBsAEMLwtBsQEMLgtBsgEMLQtBswEMLAtBtAEMKwtBtQEMKgtBtgEMKQtBtwEMKAtBuAEMJwtBuQEMJgtBugEMJQtBuwEMJAtBvAEMIwtBvQEMIgtBvgEMIQtBvwEMIAtBwAEMHwtBwQEMHgtBwgEMHQtBAQwcC0HDAQwbC0HEAQwaC0HFAQwZC0HGAQwYC0HHAQwXC0HIAQwWC0HJAQwVC0HKAQwUC0HLAQwTC0HMAQwSC0HNAQwRC0HOAQwQC0HPAQwPC0HQAQwOC0HRAQwNC0HSAQwMC0HTAQwLC0HUAQwKC0HVAQwJC0HWAQwIC0HjAQwHC0HXAQwGC0HYAQwFC0HZAQwEC0HaAQwDC0HbAQwCC0HdAQwBC0HcAQshAgNAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQCADAn8CQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAn8CQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAn8CQAJAAkACQAJAAkACQAJ/AkACQAJAAn8CQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAIAMCfwJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACfwJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkAgAg7jAQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEjJCUnKCmeA5sDmgORA4oDgwOAA/0C+wL4AvIC8QLvAu0C6ALnAuYC5QLkAtwC2wLaAtkC2ALXAtYC1QLPAs4CzALLAsoCyQLIAscCxgLEAsMCvgK8AroCuQK4ArcCtgK1ArQCswKyArECsAKuAq0CqQKoAqcCpgKlAqQCowKiAqECoAKfApgCkAKMAosCigKBAv4B/QH8AfsB+gH5AfgB9wH1AfMB8AHrAekB6AHnAeYB5QHkAeMB4gHhAeAB3wHeAd0B3AHaAdkB2AHXAdYB1QHUAdMB0gHRAdABzwHOAc0BzAHLAcoByQHIAccBxgHFAcQBwwHCAcEBwAG/Ab4BvQG8AbsBugG5AbgBtwG2AbUBtAGzAbIBsQGwAa8BrgGtAawBqwGqAakBqAGnAaYBpQGkAaMBogGfAZ4BmQGYAZcBlgGVAZQBkwGSAZEBkAGPAY0BjAGHAYYBhQGEAYMBggF9fHt6eXZ1dFBRUlNUVQsgASAERw1yQf0BIQIMvgMLIAEgBEcNmAFB2wEhAgy9AwsgASAERw3xAUGOASECDLwDCyABIARHDfwBQYQBIQIMuwMLIAEgBEcNigJB/wAhAgy6AwsgASAERw2RAkH9ACECDLkDCyABIARHDZQCQfsAIQIMuAMLIAEgBEcNHkEeIQIMtwMLIAEgBEcNGUEYIQIMtgMLIAEgBEcNygJBzQAhAgy1AwsgASAERw3VAkHGACECDLQDCyABIARHDdYCQcMAIQIMswMLIAEgBEcN3AJBOCECDLIDCyADLQAwQQFGDa0DDIkDC0EAIQACQAJAAkAgAy0AKkUNACADLQArRQ0AIAMvATIiAkECcUUNAQwCCyADLwEyIgJBAXFFDQELQQEhACADLQAoQQFGDQAgAy8BNCIGQeQAa0HkAEkNACAGQcwBRg0AIAZBsAJGDQAgAkHAAHENAEEAIQAgAkGIBHFBgARGDQAgAkEocUEARyEACyADQQA7ATIgA0EAOgAxAkAgAEUEQCADQQA6ADEgAy0ALkEEcQ0BDLEDCyADQgA3AyALIANBADoAMSADQQE6ADYMSAtBACEAAkAgAygCOCICRQ0AIAIoAjAiAkUNACADIAIRAAAhAAsgAEUNSCAAQRVHDWIgA0EENgIcIAMgATYCFCADQdIbNgIQIANBFTYCDEEAIQIMrwMLIAEgBEYEQEEGIQIMrwMLIAEtAABBCkcNGSABQQFqIQEMGgsgA0IANwMgQRIhAgyUAwsgASAERw2KA0EjIQIMrAMLIAEgBEYEQEEHIQIMrAMLAkACQCABLQAAQQprDgQBGBgAGAsgAUEBaiEBQRAhAgyTAwsgAUEBaiEBIANBL2otAABBAXENF0EAIQIgA0EANgIcIAMgATYCFCADQZkgNgIQIANBGTYCDAyrAwsgAyADKQMgIgwgBCABa60iCn0iC0IAIAsgDFgbNwMgIAogDFoNGEEIIQIMqgMLIAEgBEcEQCADQQk2AgggAyABNgIEQRQhAgyRAwtBCSECDKkDCyADKQMgUA2uAgxDCyABIARGBEBBCyECDKgDCyABLQAAQQpHDRYgAUEBaiEBDBcLIANBL2otAABBAXFFDRkMJgtBACEAAkAgAygCOCICRQ0AIAIoAlAiAkUNACADIAIRAAAhAAsgAA0ZDEILQQAhAAJAIAMoAjgiAkUNACACKAJQIgJFDQAgAyACEQAAIQALIAANGgwkC0EAIQACQCADKAI4IgJFDQAgAigCUCICRQ0AIAMgAhEAACEACyAADRsMMgsgA0Evai0AAEEBcUUNHAwiC0EAIQACQCADKAI4IgJFDQAgAigCVCICRQ0AIAMgAhEAACEACyAADRwMQgtBACEAAkAgAygCOCICRQ0AIAIoAlQiAkUNACADIAIRAAAhAAsgAA0dDCALIAEgBEYEQEETIQIMoAMLAkAgAS0AACIAQQprDgQfIyMAIgsgAUEBaiEBDB8LQQAhAAJAIAMoAjgiAkUNACACKAJUIgJFDQAgAyACEQAAIQALIAANIgxCCyABIARGBEBBFiECDJ4DCyABLQAAQcDBAGotAABBAUcNIwyDAwsCQANAIAEtAABBsDtqLQAAIgBBAUcEQAJAIABBAmsOAgMAJwsgAUEBaiEBQSEhAgyGAwsgBCABQQFqIgFHDQALQRghAgydAwsgAygCBCEAQQAhAiADQQA2AgQgAyAAIAFBAWoiARA0IgANIQxBC0EAIQACQCADKAI4IgJFDQAgAigCVCICRQ0AIAMgAhEAACEACyAADSMMKgsgASAERgRAQRwhAgybAwsgA0EKNgIIIAMgATYCBEEAIQACQCADKAI4IgJFDQAgAigCUCICRQ0AIAMgAhEAACEACyAADSVBJCECDIEDCyABIARHBEADQCABLQAAQbA9ai0AACIAQQNHBEAgAEEBaw4FGBomggMlJgsgBCABQQFqIgFHDQALQRshAgyaAwtBGyECDJkDCwNAIAEtAABBsD9qLQAAIgBBA0cEQCAAQQFrDgUPEScTJicLIAQgAUEBaiIBRw0AC0EeIQIMmAMLIAEgBEcEQCADQQs2AgggAyABNgIEQQchAgz/AgtBHyECDJcDCyABIARGBEBBICECDJcDCwJAIAEtAABBDWsOFC4/Pz8/Pz8/Pz8/Pz8/Pz8/Pz8APwtBACECIANBADYCHCADQb8LNgIQIANBAjYCDCADIAFBAWo2AhQMlgMLIANBL2ohAgNAIAEgBEYEQEEhIQIMlwMLAkACQAJAIAEtAAAiAEEJaw4YAgApKQEpKSkpKSkpKSkpKSkpKSkpKSkCJwsgAUEBaiEBIANBL2otAABBAXFFDQoMGAsgAUEBaiEBDBcLIAFBAWohASACLQAAQQJxDQALQQAhAiADQQA2AhwgAyABNgIUIANBnxU2AhAgA0EMNgIMDJUDCyADLQAuQYABcUUNAQtBACEAAkAgAygCOCICRQ0AIAIoAlwiAkUNACADIAIRAAAhAAsgAEUN5gIgAEEVRgRAIANBJDYCHCADIAE2AhQgA0GbGzYCECADQRU2AgxBACECDJQDC0EAIQIgA0EANgIcIAMgATYCFCADQZAONgIQIANBFDYCDAyTAwtBACECIANBADYCHCADIAE2AhQgA0G+IDYCECADQQI2AgwMkgMLIAMoAgQhAEEAIQIgA0EANgIEIAMgACABIAynaiIBEDIiAEUNKyADQQc2AhwgAyABNgIUIAMgADYCDAyRAwsgAy0ALkHAAHFFDQELQQAhAAJAIAMoAjgiAkUNACACKAJYIgJFDQAgAyACEQAAIQALIABFDSsgAEEVRgRAIANBCjYCHCADIAE2AhQgA0HrGTYCECADQRU2AgxBACECDJADC0EAIQIgA0EANgIcIAMgATYCFCADQZMMNgIQIANBEzYCDAyPAwtBACECIANBADYCHCADIAE2AhQgA0GCFTYCECADQQI2AgwMjgMLQQAhAiADQQA2AhwgAyABNgIUIANB3RQ2AhAgA0EZNgIMDI0DC0EAIQIgA0EANgIcIAMgATYCFCADQeYdNgIQIANBGTYCDAyMAwsgAEEVRg09QQAhAiADQQA2AhwgAyABNgIUIANB0A82AhAgA0EiNgIMDIsDCyADKAIEIQBBACECIANBADYCBCADIAAgARAzIgBFDSggA0ENNgIcIAMgATYCFCADIAA2AgwMigMLIABBFUYNOkEAIQIgA0EANgIcIAMgATYCFCADQdAPNgIQIANBIjYCDAyJAwsgAygCBCEAQQAhAiADQQA2AgQgAyAAIAEQMyIARQRAIAFBAWohAQwoCyADQQ42AhwgAyAANgIMIAMgAUEBajYCFAyIAwsgAEEVRg03QQAhAiADQQA2AhwgAyABNgIUIANB0A82AhAgA0EiNgIMDIcDCyADKAIEIQBBACECIANBADYCBCADIAAgARAzIgBFBEAgAUEBaiEBDCcLIANBDzYCHCADIAA2AgwgAyABQQFqNgIUDIYDC0EAIQIgA0EANgIcIAMgATYCFCADQeIXNgIQIANBGTYCDAyFAwsgAEEVRg0zQQAhAiADQQA2AhwgAyABNgIUIANB1gw2AhAgA0EjNgIMDIQDCyADKAIEIQBBACECIANBADYCBCADIAAgARA0IgBFDSUgA0ERNgIcIAMgATYCFCADIAA2AgwMgwMLIABBFUYNMEEAIQIgA0EANgIcIAMgATYCFCADQdYMNgIQIANBIzYCDAyCAwsgAygCBCEAQQAhAiADQQA2AgQgAyAAIAEQNCIARQRAIAFBAWohAQwlCyADQRI2AhwgAyAANgIMIAMgAUEBajYCFAyBAwsgA0Evai0AAEEBcUUNAQtBFyECDOYCC0EAIQIgA0EANgIcIAMgATYCFCADQeIXNgIQIANBGTYCDAz+AgsgAEE7Rw0AIAFBAWohAQwMC0EAIQIgA0EANgIcIAMgATYCFCADQZIYNgIQIANBAjYCDAz8AgsgAEEVRg0oQQAhAiADQQA2AhwgAyABNgIUIANB1gw2AhAgA0EjNgIMDPsCCyADQRQ2AhwgAyABNgIUIAMgADYCDAz6AgsgAygCBCEAQQAhAiADQQA2AgQgAyAAIAEQNCIARQRAIAFBAWohAQz1AgsgA0EVNgIcIAMgADYCDCADIAFBAWo2AhQM+QILIAMoAgQhAEEAIQIgA0EANgIEIAMgACABEDQiAEUEQCABQQFqIQEM8wILIANBFzYCHCADIAA2AgwgAyABQQFqNgIUDPgCCyAAQRVGDSNBACECIANBADYCHCADIAE2AhQgA0HWDDYCECADQSM2AgwM9wILIAMoAgQhAEEAIQIgA0EANgIEIAMgACABEDQiAEUEQCABQQFqIQEMHQsgA0EZNgIcIAMgADYCDCADIAFBAWo2AhQM9gILIAMoAgQhAEEAIQIgA0EANgIEIAMgACABEDQiAEUEQCABQQFqIQEM7wILIANBGjYCHCADIAA2AgwgAyABQQFqNgIUDPUCCyAAQRVGDR9BACECIANBADYCHCADIAE2AhQgA0HQDzYCECADQSI2AgwM9AILIAMoAgQhACADQQA2AgQgAyAAIAEQMyIARQRAIAFBAWohAQwbCyADQRw2AhwgAyAANgIMIAMgAUEBajYCFEEAIQIM8wILIAMoAgQhACADQQA2AgQgAyAAIAEQMyIARQRAIAFBAWohAQzrAgsgA0EdNgIcIAMgADYCDCADIAFBAWo2AhRBACECDPICCyAAQTtHDQEgAUEBaiEBC0EmIQIM1wILQQAhAiADQQA2AhwgAyABNgIUIANBnxU2AhAgA0EMNgIMDO8CCyABIARHBEADQCABLQAAQSBHDYQCIAQgAUEBaiIBRw0AC0EsIQIM7wILQSwhAgzuAgsgASAERgRAQTQhAgzuAgsCQAJAA0ACQCABLQAAQQprDgQCAAADAAsgBCABQQFqIgFHDQALQTQhAgzvAgsgAygCBCEAIANBADYCBCADIAAgARAxIgBFDZ8CIANBMjYCHCADIAE2AhQgAyAANgIMQQAhAgzuAgsgAygCBCEAIANBADYCBCADIAAgARAxIgBFBEAgAUEBaiEBDJ8CCyADQTI2AhwgAyAANgIMIAMgAUEBajYCFEEAIQIM7QILIAEgBEcEQAJAA0AgAS0AAEEwayIAQf8BcUEKTwRAQTohAgzXAgsgAykDICILQpmz5syZs+bMGVYNASADIAtCCn4iCjcDICAKIACtQv8BgyILQn+FVg0BIAMgCiALfDcDICAEIAFBAWoiAUcNAAtBwAAhAgzuAgsgAygCBCEAIANBADYCBCADIAAgAUEBaiIBEDEiAA0XDOICC0HAACECDOwCCyABIARGBEBByQAhAgzsAgsCQANAAkAgAS0AAEEJaw4YAAKiAqICqQKiAqICogKiAqICogKiAqICogKiAqICogKiAqICogKiAqICogIAogILIAQgAUEBaiIBRw0AC0HJACECDOwCCyABQQFqIQEgA0Evai0AAEEBcQ2lAiADQQA2AhwgAyABNgIUIANBlxA2AhAgA0EKNgIMQQAhAgzrAgsgASAERwRAA0AgAS0AAEEgRw0VIAQgAUEBaiIBRw0AC0H4ACECDOsCC0H4ACECDOoCCyADQQI6ACgMOAtBACECIANBADYCHCADQb8LNgIQIANBAjYCDCADIAFBAWo2AhQM6AILQQAhAgzOAgtBDSECDM0CC0ETIQIMzAILQRUhAgzLAgtBFiECDMoCC0EYIQIMyQILQRkhAgzIAgtBGiECDMcCC0EbIQIMxgILQRwhAgzFAgtBHSECDMQCC0EeIQIMwwILQR8hAgzCAgtBICECDMECC0EiIQIMwAILQSMhAgy/AgtBJSECDL4CC0HlACECDL0CCyADQT02AhwgAyABNgIUIAMgADYCDEEAIQIM1QILIANBGzYCHCADIAE2AhQgA0GkHDYCECADQRU2AgxBACECDNQCCyADQSA2AhwgAyABNgIUIANBmBo2AhAgA0EVNgIMQQAhAgzTAgsgA0ETNgIcIAMgATYCFCADQZgaNgIQIANBFTYCDEEAIQIM0gILIANBCzYCHCADIAE2AhQgA0GYGjYCECADQRU2AgxBACECDNECCyADQRA2AhwgAyABNgIUIANBmBo2AhAgA0EVNgIMQQAhAgzQAgsgA0EgNgIcIAMgATYCFCADQaQcNgIQIANBFTYCDEEAIQIMzwILIANBCzYCHCADIAE2AhQgA0GkHDYCECADQRU2AgxBACECDM4CCyADQQw2AhwgAyABNgIUIANBpBw2AhAgA0EVNgIMQQAhAgzNAgtBACECIANBADYCHCADIAE2AhQgA0HdDjYCECADQRI2AgwMzAILAkADQAJAIAEtAABBCmsOBAACAgACCyAEIAFBAWoiAUcNAAtB/QEhAgzMAgsCQAJAIAMtADZBAUcNAEEAIQACQCADKAI4IgJFDQAgAigCYCICRQ0AIAMgAhEAACEACyAARQ0AIABBFUcNASADQfwBNgIcIAMgATYCFCADQdwZNgIQIANBFTYCDEEAIQIMzQILQdwBIQIMswILIANBADYCHCADIAE2AhQgA0H5CzYCECADQR82AgxBACECDMsCCwJAAkAgAy0AKEEBaw4CBAEAC0HbASECDLICC0HUASECDLECCyADQQI6ADFBACEAAkAgAygCOCICRQ0AIAIoAgAiAkUNACADIAIRAAAhAAsgAEUEQEHdASECDLECCyAAQRVHBEAgA0EANgIcIAMgATYCFCADQbQMNgIQIANBEDYCDEEAIQIMygILIANB+wE2AhwgAyABNgIUIANBgRo2AhAgA0EVNgIMQQAhAgzJAgsgASAERgRAQfoBIQIMyQILIAEtAABByABGDQEgA0EBOgAoC0HAASECDK4CC0HaASECDK0CCyABIARHBEAgA0EMNgIIIAMgATYCBEHZASECDK0CC0H5ASECDMUCCyABIARGBEBB+AEhAgzFAgsgAS0AAEHIAEcNBCABQQFqIQFB2AEhAgyrAgsgASAERgRAQfcBIQIMxAILAkACQCABLQAAQcUAaw4QAAUFBQUFBQUFBQUFBQUFAQULIAFBAWohAUHWASECDKsCCyABQQFqIQFB1wEhAgyqAgtB9gEhAiABIARGDcICIAMoAgAiACAEIAFraiEFIAEgAGtBAmohBgJAA0AgAS0AACAAQbrVAGotAABHDQMgAEECRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADMMCCyADKAIEIQAgA0IANwMAIAMgACAGQQFqIgEQLiIARQRAQeMBIQIMqgILIANB9QE2AhwgAyABNgIUIAMgADYCDEEAIQIMwgILQfQBIQIgASAERg3BAiADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEG41QBqLQAARw0CIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzCAgsgA0GBBDsBKCADKAIEIQAgA0IANwMAIAMgACAGQQFqIgEQLiIADQMMAgsgA0EANgIAC0EAIQIgA0EANgIcIAMgATYCFCADQeUfNgIQIANBCDYCDAy/AgtB1QEhAgylAgsgA0HzATYCHCADIAE2AhQgAyAANgIMQQAhAgy9AgtBACEAAkAgAygCOCICRQ0AIAIoAkAiAkUNACADIAIRAAAhAAsgAEUNbiAAQRVHBEAgA0EANgIcIAMgATYCFCADQYIPNgIQIANBIDYCDEEAIQIMvQILIANBjwE2AhwgAyABNgIUIANB7Bs2AhAgA0EVNgIMQQAhAgy8AgsgASAERwRAIANBDTYCCCADIAE2AgRB0wEhAgyjAgtB8gEhAgy7AgsgASAERgRAQfEBIQIMuwILAkACQAJAIAEtAABByABrDgsAAQgICAgICAgIAggLIAFBAWohAUHQASECDKMCCyABQQFqIQFB0QEhAgyiAgsgAUEBaiEBQdIBIQIMoQILQfABIQIgASAERg25AiADKAIAIgAgBCABa2ohBiABIABrQQJqIQUDQCABLQAAIABBtdUAai0AAEcNBCAAQQJGDQMgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAY2AgAMuQILQe8BIQIgASAERg24AiADKAIAIgAgBCABa2ohBiABIABrQQFqIQUDQCABLQAAIABBs9UAai0AAEcNAyAAQQFGDQIgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAY2AgAMuAILQe4BIQIgASAERg23AiADKAIAIgAgBCABa2ohBiABIABrQQJqIQUDQCABLQAAIABBsNUAai0AAEcNAiAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAY2AgAMtwILIAMoAgQhACADQgA3AwAgAyAAIAVBAWoiARArIgBFDQIgA0HsATYCHCADIAE2AhQgAyAANgIMQQAhAgy2AgsgA0EANgIACyADKAIEIQAgA0EANgIEIAMgACABECsiAEUNnAIgA0HtATYCHCADIAE2AhQgAyAANgIMQQAhAgy0AgtBzwEhAgyaAgtBACEAAkAgAygCOCICRQ0AIAIoAjQiAkUNACADIAIRAAAhAAsCQCAABEAgAEEVRg0BIANBADYCHCADIAE2AhQgA0HqDTYCECADQSY2AgxBACECDLQCC0HOASECDJoCCyADQesBNgIcIAMgATYCFCADQYAbNgIQIANBFTYCDEEAIQIMsgILIAEgBEYEQEHrASECDLICCyABLQAAQS9GBEAgAUEBaiEBDAELIANBADYCHCADIAE2AhQgA0GyODYCECADQQg2AgxBACECDLECC0HNASECDJcCCyABIARHBEAgA0EONgIIIAMgATYCBEHMASECDJcCC0HqASECDK8CCyABIARGBEBB6QEhAgyvAgsgAS0AAEEwayIAQf8BcUEKSQRAIAMgADoAKiABQQFqIQFBywEhAgyWAgsgAygCBCEAIANBADYCBCADIAAgARAvIgBFDZcCIANB6AE2AhwgAyABNgIUIAMgADYCDEEAIQIMrgILIAEgBEYEQEHnASECDK4CCwJAIAEtAABBLkYEQCABQQFqIQEMAQsgAygCBCEAIANBADYCBCADIAAgARAvIgBFDZgCIANB5gE2AhwgAyABNgIUIAMgADYCDEEAIQIMrgILQcoBIQIMlAILIAEgBEYEQEHlASECDK0CC0EAIQBBASEFQQEhB0EAIQICQAJAAkACQAJAAn8CQAJAAkACQAJAAkACQCABLQAAQTBrDgoKCQABAgMEBQYICwtBAgwGC0EDDAULQQQMBAtBBQwDC0EGDAILQQcMAQtBCAshAkEAIQVBACEHDAILQQkhAkEBIQBBACEFQQAhBwwBC0EAIQVBASECCyADIAI6ACsgAUEBaiEBAkACQCADLQAuQRBxDQACQAJAAkAgAy0AKg4DAQACBAsgB0UNAwwCCyAADQEMAgsgBUUNAQsgAygCBCEAIANBADYCBCADIAAgARAvIgBFDQIgA0HiATYCHCADIAE2AhQgAyAANgIMQQAhAgyvAgsgAygCBCEAIANBADYCBCADIAAgARAvIgBFDZoCIANB4wE2AhwgAyABNgIUIAMgADYCDEEAIQIMrgILIAMoAgQhACADQQA2AgQgAyAAIAEQLyIARQ2YAiADQeQBNgIcIAMgATYCFCADIAA2AgwMrQILQckBIQIMkwILQQAhAAJAIAMoAjgiAkUNACACKAJEIgJFDQAgAyACEQAAIQALAkAgAARAIABBFUYNASADQQA2AhwgAyABNgIUIANBpA02AhAgA0EhNgIMQQAhAgytAgtByAEhAgyTAgsgA0HhATYCHCADIAE2AhQgA0HQGjYCECADQRU2AgxBACECDKsCCyABIARGBEBB4QEhAgyrAgsCQCABLQAAQSBGBEAgA0EAOwE0IAFBAWohAQwBCyADQQA2AhwgAyABNgIUIANBmRE2AhAgA0EJNgIMQQAhAgyrAgtBxwEhAgyRAgsgASAERgRAQeABIQIMqgILAkAgAS0AAEEwa0H/AXEiAkEKSQRAIAFBAWohAQJAIAMvATQiAEGZM0sNACADIABBCmwiADsBNCAAQf7/A3EgAkH//wNzSw0AIAMgACACajsBNAwCC0EAIQIgA0EANgIcIAMgATYCFCADQZUeNgIQIANBDTYCDAyrAgsgA0EANgIcIAMgATYCFCADQZUeNgIQIANBDTYCDEEAIQIMqgILQcYBIQIMkAILIAEgBEYEQEHfASECDKkCCwJAIAEtAABBMGtB/wFxIgJBCkkEQCABQQFqIQECQCADLwE0IgBBmTNLDQAgAyAAQQpsIgA7ATQgAEH+/wNxIAJB//8Dc0sNACADIAAgAmo7ATQMAgtBACECIANBADYCHCADIAE2AhQgA0GVHjYCECADQQ02AgwMqgILIANBADYCHCADIAE2AhQgA0GVHjYCECADQQ02AgxBACECDKkCC0HFASECDI8CCyABIARGBEBB3gEhAgyoAgsCQCABLQAAQTBrQf8BcSICQQpJBEAgAUEBaiEBAkAgAy8BNCIAQZkzSw0AIAMgAEEKbCIAOwE0IABB/v8DcSACQf//A3NLDQAgAyAAIAJqOwE0DAILQQAhAiADQQA2AhwgAyABNgIUIANBlR42AhAgA0ENNgIMDKkCCyADQQA2AhwgAyABNgIUIANBlR42AhAgA0ENNgIMQQAhAgyoAgtBxAEhAgyOAgsgASAERgRAQd0BIQIMpwILAkACQAJAAkAgAS0AAEEKaw4XAgMDAAMDAwMDAwMDAwMDAwMDAwMDAwEDCyABQQFqDAULIAFBAWohAUHDASECDI8CCyABQQFqIQEgA0Evai0AAEEBcQ0IIANBADYCHCADIAE2AhQgA0GNCzYCECADQQ02AgxBACECDKcCCyADQQA2AhwgAyABNgIUIANBjQs2AhAgA0ENNgIMQQAhAgymAgsgASAERwRAIANBDzYCCCADIAE2AgRBASECDI0CC0HcASECDKUCCwJAAkADQAJAIAEtAABBCmsOBAIAAAMACyAEIAFBAWoiAUcNAAtB2wEhAgymAgsgAygCBCEAIANBADYCBCADIAAgARAtIgBFBEAgAUEBaiEBDAQLIANB2gE2AhwgAyAANgIMIAMgAUEBajYCFEEAIQIMpQILIAMoAgQhACADQQA2AgQgAyAAIAEQLSIADQEgAUEBagshAUHBASECDIoCCyADQdkBNgIcIAMgADYCDCADIAFBAWo2AhRBACECDKICC0HCASECDIgCCyADQS9qLQAAQQFxDQEgA0EANgIcIAMgATYCFCADQeQcNgIQIANBGTYCDEEAIQIMoAILIAEgBEYEQEHZASECDKACCwJAAkACQCABLQAAQQprDgQBAgIAAgsgAUEBaiEBDAILIAFBAWohAQwBCyADLQAuQcAAcUUNAQtBACEAAkAgAygCOCICRQ0AIAIoAjwiAkUNACADIAIRAAAhAAsgAEUNoAEgAEEVRgRAIANB2QA2AhwgAyABNgIUIANBtxo2AhAgA0EVNgIMQQAhAgyfAgsgA0EANgIcIAMgATYCFCADQYANNgIQIANBGzYCDEEAIQIMngILIANBADYCHCADIAE2AhQgA0HcKDYCECADQQI2AgxBACECDJ0CCyABIARHBEAgA0EMNgIIIAMgATYCBEG/ASECDIQCC0HYASECDJwCCyABIARGBEBB1wEhAgycAgsCQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAIAEtAABBwQBrDhUAAQIDWgQFBlpaWgcICQoLDA0ODxBaCyABQQFqIQFB+wAhAgySAgsgAUEBaiEBQfwAIQIMkQILIAFBAWohAUGBASECDJACCyABQQFqIQFBhQEhAgyPAgsgAUEBaiEBQYYBIQIMjgILIAFBAWohAUGJASECDI0CCyABQQFqIQFBigEhAgyMAgsgAUEBaiEBQY0BIQIMiwILIAFBAWohAUGWASECDIoCCyABQQFqIQFBlwEhAgyJAgsgAUEBaiEBQZgBIQIMiAILIAFBAWohAUGlASECDIcCCyABQQFqIQFBpgEhAgyGAgsgAUEBaiEBQawBIQIMhQILIAFBAWohAUG0ASECDIQCCyABQQFqIQFBtwEhAgyDAgsgAUEBaiEBQb4BIQIMggILIAEgBEYEQEHWASECDJsCCyABLQAAQc4ARw1IIAFBAWohAUG9ASECDIECCyABIARGBEBB1QEhAgyaAgsCQAJAAkAgAS0AAEHCAGsOEgBKSkpKSkpKSkoBSkpKSkpKAkoLIAFBAWohAUG4ASECDIICCyABQQFqIQFBuwEhAgyBAgsgAUEBaiEBQbwBIQIMgAILQdQBIQIgASAERg2YAiADKAIAIgAgBCABa2ohBSABIABrQQdqIQYCQANAIAEtAAAgAEGo1QBqLQAARw1FIABBB0YNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyZAgsgA0EANgIAIAZBAWohAUEbDEULIAEgBEYEQEHTASECDJgCCwJAAkAgAS0AAEHJAGsOBwBHR0dHRwFHCyABQQFqIQFBuQEhAgz/AQsgAUEBaiEBQboBIQIM/gELQdIBIQIgASAERg2WAiADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEGm1QBqLQAARw1DIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyXAgsgA0EANgIAIAZBAWohAUEPDEMLQdEBIQIgASAERg2VAiADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEGk1QBqLQAARw1CIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyWAgsgA0EANgIAIAZBAWohAUEgDEILQdABIQIgASAERg2UAiADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEGh1QBqLQAARw1BIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyVAgsgA0EANgIAIAZBAWohAUESDEELIAEgBEYEQEHPASECDJQCCwJAAkAgAS0AAEHFAGsODgBDQ0NDQ0NDQ0NDQ0MBQwsgAUEBaiEBQbUBIQIM+wELIAFBAWohAUG2ASECDPoBC0HOASECIAEgBEYNkgIgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABBntUAai0AAEcNPyAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMkwILIANBADYCACAGQQFqIQFBBww/C0HNASECIAEgBEYNkQIgAygCACIAIAQgAWtqIQUgASAAa0EFaiEGAkADQCABLQAAIABBmNUAai0AAEcNPiAAQQVGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMkgILIANBADYCACAGQQFqIQFBKAw+CyABIARGBEBBzAEhAgyRAgsCQAJAAkAgAS0AAEHFAGsOEQBBQUFBQUFBQUEBQUFBQUECQQsgAUEBaiEBQbEBIQIM+QELIAFBAWohAUGyASECDPgBCyABQQFqIQFBswEhAgz3AQtBywEhAiABIARGDY8CIAMoAgAiACAEIAFraiEFIAEgAGtBBmohBgJAA0AgAS0AACAAQZHVAGotAABHDTwgAEEGRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADJACCyADQQA2AgAgBkEBaiEBQRoMPAtBygEhAiABIARGDY4CIAMoAgAiACAEIAFraiEFIAEgAGtBA2ohBgJAA0AgAS0AACAAQY3VAGotAABHDTsgAEEDRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADI8CCyADQQA2AgAgBkEBaiEBQSEMOwsgASAERgRAQckBIQIMjgILAkACQCABLQAAQcEAaw4UAD09PT09PT09PT09PT09PT09PQE9CyABQQFqIQFBrQEhAgz1AQsgAUEBaiEBQbABIQIM9AELIAEgBEYEQEHIASECDI0CCwJAAkAgAS0AAEHVAGsOCwA8PDw8PDw8PDwBPAsgAUEBaiEBQa4BIQIM9AELIAFBAWohAUGvASECDPMBC0HHASECIAEgBEYNiwIgAygCACIAIAQgAWtqIQUgASAAa0EIaiEGAkADQCABLQAAIABBhNUAai0AAEcNOCAAQQhGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMjAILIANBADYCACAGQQFqIQFBKgw4CyABIARGBEBBxgEhAgyLAgsgAS0AAEHQAEcNOCABQQFqIQFBJQw3C0HFASECIAEgBEYNiQIgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABBgdUAai0AAEcNNiAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMigILIANBADYCACAGQQFqIQFBDgw2CyABIARGBEBBxAEhAgyJAgsgAS0AAEHFAEcNNiABQQFqIQFBqwEhAgzvAQsgASAERgRAQcMBIQIMiAILAkACQAJAAkAgAS0AAEHCAGsODwABAjk5OTk5OTk5OTk5AzkLIAFBAWohAUGnASECDPEBCyABQQFqIQFBqAEhAgzwAQsgAUEBaiEBQakBIQIM7wELIAFBAWohAUGqASECDO4BC0HCASECIAEgBEYNhgIgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABB/tQAai0AAEcNMyAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMhwILIANBADYCACAGQQFqIQFBFAwzC0HBASECIAEgBEYNhQIgAygCACIAIAQgAWtqIQUgASAAa0EEaiEGAkADQCABLQAAIABB+dQAai0AAEcNMiAAQQRGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMhgILIANBADYCACAGQQFqIQFBKwwyC0HAASECIAEgBEYNhAIgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABB9tQAai0AAEcNMSAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMhQILIANBADYCACAGQQFqIQFBLAwxC0G/ASECIAEgBEYNgwIgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABBodUAai0AAEcNMCAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMhAILIANBADYCACAGQQFqIQFBEQwwC0G+ASECIAEgBEYNggIgAygCACIAIAQgAWtqIQUgASAAa0EDaiEGAkADQCABLQAAIABB8tQAai0AAEcNLyAAQQNGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMgwILIANBADYCACAGQQFqIQFBLgwvCyABIARGBEBBvQEhAgyCAgsCQAJAAkACQAJAIAEtAABBwQBrDhUANDQ0NDQ0NDQ0NAE0NAI0NAM0NAQ0CyABQQFqIQFBmwEhAgzsAQsgAUEBaiEBQZwBIQIM6wELIAFBAWohAUGdASECDOoBCyABQQFqIQFBogEhAgzpAQsgAUEBaiEBQaQBIQIM6AELIAEgBEYEQEG8ASECDIECCwJAAkAgAS0AAEHSAGsOAwAwATALIAFBAWohAUGjASECDOgBCyABQQFqIQFBBAwtC0G7ASECIAEgBEYN/wEgAygCACIAIAQgAWtqIQUgASAAa0EBaiEGAkADQCABLQAAIABB8NQAai0AAEcNLCAAQQFGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMgAILIANBADYCACAGQQFqIQFBHQwsCyABIARGBEBBugEhAgz/AQsCQAJAIAEtAABByQBrDgcBLi4uLi4ALgsgAUEBaiEBQaEBIQIM5gELIAFBAWohAUEiDCsLIAEgBEYEQEG5ASECDP4BCyABLQAAQdAARw0rIAFBAWohAUGgASECDOQBCyABIARGBEBBuAEhAgz9AQsCQAJAIAEtAABBxgBrDgsALCwsLCwsLCwsASwLIAFBAWohAUGeASECDOQBCyABQQFqIQFBnwEhAgzjAQtBtwEhAiABIARGDfsBIAMoAgAiACAEIAFraiEFIAEgAGtBA2ohBgJAA0AgAS0AACAAQezUAGotAABHDSggAEEDRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPwBCyADQQA2AgAgBkEBaiEBQQ0MKAtBtgEhAiABIARGDfoBIAMoAgAiACAEIAFraiEFIAEgAGtBAmohBgJAA0AgAS0AACAAQaHVAGotAABHDScgAEECRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPsBCyADQQA2AgAgBkEBaiEBQQwMJwtBtQEhAiABIARGDfkBIAMoAgAiACAEIAFraiEFIAEgAGtBAWohBgJAA0AgAS0AACAAQerUAGotAABHDSYgAEEBRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPoBCyADQQA2AgAgBkEBaiEBQQMMJgtBtAEhAiABIARGDfgBIAMoAgAiACAEIAFraiEFIAEgAGtBAWohBgJAA0AgAS0AACAAQejUAGotAABHDSUgAEEBRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPkBCyADQQA2AgAgBkEBaiEBQSYMJQsgASAERgRAQbMBIQIM+AELAkACQCABLQAAQdQAaw4CAAEnCyABQQFqIQFBmQEhAgzfAQsgAUEBaiEBQZoBIQIM3gELQbIBIQIgASAERg32ASADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEHm1ABqLQAARw0jIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAz3AQsgA0EANgIAIAZBAWohAUEnDCMLQbEBIQIgASAERg31ASADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEHk1ABqLQAARw0iIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAz2AQsgA0EANgIAIAZBAWohAUEcDCILQbABIQIgASAERg30ASADKAIAIgAgBCABa2ohBSABIABrQQVqIQYCQANAIAEtAAAgAEHe1ABqLQAARw0hIABBBUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAz1AQsgA0EANgIAIAZBAWohAUEGDCELQa8BIQIgASAERg3zASADKAIAIgAgBCABa2ohBSABIABrQQRqIQYCQANAIAEtAAAgAEHZ1ABqLQAARw0gIABBBEYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAz0AQsgA0EANgIAIAZBAWohAUEZDCALIAEgBEYEQEGuASECDPMBCwJAAkACQAJAIAEtAABBLWsOIwAkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJAEkJCQkJAIkJCQDJAsgAUEBaiEBQY4BIQIM3AELIAFBAWohAUGPASECDNsBCyABQQFqIQFBlAEhAgzaAQsgAUEBaiEBQZUBIQIM2QELQa0BIQIgASAERg3xASADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEHX1ABqLQAARw0eIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzyAQsgA0EANgIAIAZBAWohAUELDB4LIAEgBEYEQEGsASECDPEBCwJAAkAgAS0AAEHBAGsOAwAgASALIAFBAWohAUGQASECDNgBCyABQQFqIQFBkwEhAgzXAQsgASAERgRAQasBIQIM8AELAkACQCABLQAAQcEAaw4PAB8fHx8fHx8fHx8fHx8BHwsgAUEBaiEBQZEBIQIM1wELIAFBAWohAUGSASECDNYBCyABIARGBEBBqgEhAgzvAQsgAS0AAEHMAEcNHCABQQFqIQFBCgwbC0GpASECIAEgBEYN7QEgAygCACIAIAQgAWtqIQUgASAAa0EFaiEGAkADQCABLQAAIABB0dQAai0AAEcNGiAAQQVGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM7gELIANBADYCACAGQQFqIQFBHgwaC0GoASECIAEgBEYN7AEgAygCACIAIAQgAWtqIQUgASAAa0EGaiEGAkADQCABLQAAIABBytQAai0AAEcNGSAAQQZGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM7QELIANBADYCACAGQQFqIQFBFQwZC0GnASECIAEgBEYN6wEgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABBx9QAai0AAEcNGCAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM7AELIANBADYCACAGQQFqIQFBFwwYC0GmASECIAEgBEYN6gEgAygCACIAIAQgAWtqIQUgASAAa0EFaiEGAkADQCABLQAAIABBwdQAai0AAEcNFyAAQQVGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM6wELIANBADYCACAGQQFqIQFBGAwXCyABIARGBEBBpQEhAgzqAQsCQAJAIAEtAABByQBrDgcAGRkZGRkBGQsgAUEBaiEBQYsBIQIM0QELIAFBAWohAUGMASECDNABC0GkASECIAEgBEYN6AEgAygCACIAIAQgAWtqIQUgASAAa0EBaiEGAkADQCABLQAAIABBptUAai0AAEcNFSAAQQFGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM6QELIANBADYCACAGQQFqIQFBCQwVC0GjASECIAEgBEYN5wEgAygCACIAIAQgAWtqIQUgASAAa0EBaiEGAkADQCABLQAAIABBpNUAai0AAEcNFCAAQQFGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM6AELIANBADYCACAGQQFqIQFBHwwUC0GiASECIAEgBEYN5gEgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABBvtQAai0AAEcNEyAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM5wELIANBADYCACAGQQFqIQFBAgwTC0GhASECIAEgBEYN5QEgAygCACIAIAQgAWtqIQUgASAAa0EBaiEGA0AgAS0AACAAQbzUAGotAABHDREgAEEBRg0CIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADOUBCyABIARGBEBBoAEhAgzlAQtBASABLQAAQd8ARw0RGiABQQFqIQFBhwEhAgzLAQsgA0EANgIAIAZBAWohAUGIASECDMoBC0GfASECIAEgBEYN4gEgAygCACIAIAQgAWtqIQUgASAAa0EIaiEGAkADQCABLQAAIABBhNUAai0AAEcNDyAAQQhGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM4wELIANBADYCACAGQQFqIQFBKQwPC0GeASECIAEgBEYN4QEgAygCACIAIAQgAWtqIQUgASAAa0EDaiEGAkADQCABLQAAIABBuNQAai0AAEcNDiAAQQNGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM4gELIANBADYCACAGQQFqIQFBLQwOCyABIARGBEBBnQEhAgzhAQsgAS0AAEHFAEcNDiABQQFqIQFBhAEhAgzHAQsgASAERgRAQZwBIQIM4AELAkACQCABLQAAQcwAaw4IAA8PDw8PDwEPCyABQQFqIQFBggEhAgzHAQsgAUEBaiEBQYMBIQIMxgELQZsBIQIgASAERg3eASADKAIAIgAgBCABa2ohBSABIABrQQRqIQYCQANAIAEtAAAgAEGz1ABqLQAARw0LIABBBEYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzfAQsgA0EANgIAIAZBAWohAUEjDAsLQZoBIQIgASAERg3dASADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEGw1ABqLQAARw0KIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzeAQsgA0EANgIAIAZBAWohAUEADAoLIAEgBEYEQEGZASECDN0BCwJAAkAgAS0AAEHIAGsOCAAMDAwMDAwBDAsgAUEBaiEBQf0AIQIMxAELIAFBAWohAUGAASECDMMBCyABIARGBEBBmAEhAgzcAQsCQAJAIAEtAABBzgBrDgMACwELCyABQQFqIQFB/gAhAgzDAQsgAUEBaiEBQf8AIQIMwgELIAEgBEYEQEGXASECDNsBCyABLQAAQdkARw0IIAFBAWohAUEIDAcLQZYBIQIgASAERg3ZASADKAIAIgAgBCABa2ohBSABIABrQQNqIQYCQANAIAEtAAAgAEGs1ABqLQAARw0GIABBA0YNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzaAQsgA0EANgIAIAZBAWohAUEFDAYLQZUBIQIgASAERg3YASADKAIAIgAgBCABa2ohBSABIABrQQVqIQYCQANAIAEtAAAgAEGm1ABqLQAARw0FIABBBUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzZAQsgA0EANgIAIAZBAWohAUEWDAULQZQBIQIgASAERg3XASADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEGh1QBqLQAARw0EIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzYAQsgA0EANgIAIAZBAWohAUEQDAQLIAEgBEYEQEGTASECDNcBCwJAAkAgAS0AAEHDAGsODAAGBgYGBgYGBgYGAQYLIAFBAWohAUH5ACECDL4BCyABQQFqIQFB+gAhAgy9AQtBkgEhAiABIARGDdUBIAMoAgAiACAEIAFraiEFIAEgAGtBBWohBgJAA0AgAS0AACAAQaDUAGotAABHDQIgAEEFRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADNYBCyADQQA2AgAgBkEBaiEBQSQMAgsgA0EANgIADAILIAEgBEYEQEGRASECDNQBCyABLQAAQcwARw0BIAFBAWohAUETCzoAKSADKAIEIQAgA0EANgIEIAMgACABEC4iAA0CDAELQQAhAiADQQA2AhwgAyABNgIUIANB/h82AhAgA0EGNgIMDNEBC0H4ACECDLcBCyADQZABNgIcIAMgATYCFCADIAA2AgxBACECDM8BC0EAIQACQCADKAI4IgJFDQAgAigCQCICRQ0AIAMgAhEAACEACyAARQ0AIABBFUYNASADQQA2AhwgAyABNgIUIANBgg82AhAgA0EgNgIMQQAhAgzOAQtB9wAhAgy0AQsgA0GPATYCHCADIAE2AhQgA0HsGzYCECADQRU2AgxBACECDMwBCyABIARGBEBBjwEhAgzMAQsCQCABLQAAQSBGBEAgAUEBaiEBDAELIANBADYCHCADIAE2AhQgA0GbHzYCECADQQY2AgxBACECDMwBC0ECIQIMsgELA0AgAS0AAEEgRw0CIAQgAUEBaiIBRw0AC0GOASECDMoBCyABIARGBEBBjQEhAgzKAQsCQCABLQAAQQlrDgRKAABKAAtB9QAhAgywAQsgAy0AKUEFRgRAQfYAIQIMsAELQfQAIQIMrwELIAEgBEYEQEGMASECDMgBCyADQRA2AgggAyABNgIEDAoLIAEgBEYEQEGLASECDMcBCwJAIAEtAABBCWsOBEcAAEcAC0HzACECDK0BCyABIARHBEAgA0EQNgIIIAMgATYCBEHxACECDK0BC0GKASECDMUBCwJAIAEgBEcEQANAIAEtAABBoNAAai0AACIAQQNHBEACQCAAQQFrDgJJAAQLQfAAIQIMrwELIAQgAUEBaiIBRw0AC0GIASECDMYBC0GIASECDMUBCyADQQA2AhwgAyABNgIUIANB2yA2AhAgA0EHNgIMQQAhAgzEAQsgASAERgRAQYkBIQIMxAELAkACQAJAIAEtAABBoNIAai0AAEEBaw4DRgIAAQtB8gAhAgysAQsgA0EANgIcIAMgATYCFCADQbQSNgIQIANBBzYCDEEAIQIMxAELQeoAIQIMqgELIAEgBEcEQCABQQFqIQFB7wAhAgyqAQtBhwEhAgzCAQsgBCABIgBGBEBBhgEhAgzCAQsgAC0AACIBQS9GBEAgAEEBaiEBQe4AIQIMqQELIAFBCWsiAkEXSw0BIAAhAUEBIAJ0QZuAgARxDUEMAQsgBCABIgBGBEBBhQEhAgzBAQsgAC0AAEEvRw0AIABBAWohAQwDC0EAIQIgA0EANgIcIAMgADYCFCADQdsgNgIQIANBBzYCDAy/AQsCQAJAAkACQAJAA0AgAS0AAEGgzgBqLQAAIgBBBUcEQAJAAkAgAEEBaw4IRwUGBwgABAEIC0HrACECDK0BCyABQQFqIQFB7QAhAgysAQsgBCABQQFqIgFHDQALQYQBIQIMwwELIAFBAWoMFAsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDR4gA0HbADYCHCADIAE2AhQgAyAANgIMQQAhAgzBAQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDR4gA0HdADYCHCADIAE2AhQgAyAANgIMQQAhAgzAAQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDR4gA0H6ADYCHCADIAE2AhQgAyAANgIMQQAhAgy/AQsgA0EANgIcIAMgATYCFCADQfkPNgIQIANBBzYCDEEAIQIMvgELIAEgBEYEQEGDASECDL4BCwJAIAEtAABBoM4Aai0AAEEBaw4IPgQFBgAIAgMHCyABQQFqIQELQQMhAgyjAQsgAUEBagwNC0EAIQIgA0EANgIcIANB0RI2AhAgA0EHNgIMIAMgAUEBajYCFAy6AQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDRYgA0HbADYCHCADIAE2AhQgAyAANgIMQQAhAgy5AQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDRYgA0HdADYCHCADIAE2AhQgAyAANgIMQQAhAgy4AQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDRYgA0H6ADYCHCADIAE2AhQgAyAANgIMQQAhAgy3AQsgA0EANgIcIAMgATYCFCADQfkPNgIQIANBBzYCDEEAIQIMtgELQewAIQIMnAELIAEgBEYEQEGCASECDLUBCyABQQFqDAILIAEgBEYEQEGBASECDLQBCyABQQFqDAELIAEgBEYNASABQQFqCyEBQQQhAgyYAQtBgAEhAgywAQsDQCABLQAAQaDMAGotAAAiAEECRwRAIABBAUcEQEHpACECDJkBCwwxCyAEIAFBAWoiAUcNAAtB/wAhAgyvAQsgASAERgRAQf4AIQIMrwELAkAgAS0AAEEJaw43LwMGLwQGBgYGBgYGBgYGBgYGBgYGBgYFBgYCBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGAAYLIAFBAWoLIQFBBSECDJQBCyABQQFqDAYLIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0IIANB2wA2AhwgAyABNgIUIAMgADYCDEEAIQIMqwELIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0IIANB3QA2AhwgAyABNgIUIAMgADYCDEEAIQIMqgELIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0IIANB+gA2AhwgAyABNgIUIAMgADYCDEEAIQIMqQELIANBADYCHCADIAE2AhQgA0GNFDYCECADQQc2AgxBACECDKgBCwJAAkACQAJAA0AgAS0AAEGgygBqLQAAIgBBBUcEQAJAIABBAWsOBi4DBAUGAAYLQegAIQIMlAELIAQgAUEBaiIBRw0AC0H9ACECDKsBCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNByADQdsANgIcIAMgATYCFCADIAA2AgxBACECDKoBCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNByADQd0ANgIcIAMgATYCFCADIAA2AgxBACECDKkBCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNByADQfoANgIcIAMgATYCFCADIAA2AgxBACECDKgBCyADQQA2AhwgAyABNgIUIANB5Ag2AhAgA0EHNgIMQQAhAgynAQsgASAERg0BIAFBAWoLIQFBBiECDIwBC0H8ACECDKQBCwJAAkACQAJAA0AgAS0AAEGgyABqLQAAIgBBBUcEQCAAQQFrDgQpAgMEBQsgBCABQQFqIgFHDQALQfsAIQIMpwELIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0DIANB2wA2AhwgAyABNgIUIAMgADYCDEEAIQIMpgELIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0DIANB3QA2AhwgAyABNgIUIAMgADYCDEEAIQIMpQELIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0DIANB+gA2AhwgAyABNgIUIAMgADYCDEEAIQIMpAELIANBADYCHCADIAE2AhQgA0G8CjYCECADQQc2AgxBACECDKMBC0HPACECDIkBC0HRACECDIgBC0HnACECDIcBCyABIARGBEBB+gAhAgygAQsCQCABLQAAQQlrDgQgAAAgAAsgAUEBaiEBQeYAIQIMhgELIAEgBEYEQEH5ACECDJ8BCwJAIAEtAABBCWsOBB8AAB8AC0EAIQACQCADKAI4IgJFDQAgAigCOCICRQ0AIAMgAhEAACEACyAARQRAQeIBIQIMhgELIABBFUcEQCADQQA2AhwgAyABNgIUIANByQ02AhAgA0EaNgIMQQAhAgyfAQsgA0H4ADYCHCADIAE2AhQgA0HqGjYCECADQRU2AgxBACECDJ4BCyABIARHBEAgA0ENNgIIIAMgATYCBEHkACECDIUBC0H3ACECDJ0BCyABIARGBEBB9gAhAgydAQsCQAJAAkAgAS0AAEHIAGsOCwABCwsLCwsLCwsCCwsgAUEBaiEBQd0AIQIMhQELIAFBAWohAUHgACECDIQBCyABQQFqIQFB4wAhAgyDAQtB9QAhAiABIARGDZsBIAMoAgAiACAEIAFraiEFIAEgAGtBAmohBgJAA0AgAS0AACAAQbXVAGotAABHDQggAEECRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADJwBCyADKAIEIQAgA0IANwMAIAMgACAGQQFqIgEQKyIABEAgA0H0ADYCHCADIAE2AhQgAyAANgIMQQAhAgycAQtB4gAhAgyCAQtBACEAAkAgAygCOCICRQ0AIAIoAjQiAkUNACADIAIRAAAhAAsCQCAABEAgAEEVRg0BIANBADYCHCADIAE2AhQgA0HqDTYCECADQSY2AgxBACECDJwBC0HhACECDIIBCyADQfMANgIcIAMgATYCFCADQYAbNgIQIANBFTYCDEEAIQIMmgELIAMtACkiAEEja0ELSQ0JAkAgAEEGSw0AQQEgAHRBygBxRQ0ADAoLQQAhAiADQQA2AhwgAyABNgIUIANB7Qk2AhAgA0EINgIMDJkBC0HyACECIAEgBEYNmAEgAygCACIAIAQgAWtqIQUgASAAa0EBaiEGAkADQCABLQAAIABBs9UAai0AAEcNBSAAQQFGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMmQELIAMoAgQhACADQgA3AwAgAyAAIAZBAWoiARArIgAEQCADQfEANgIcIAMgATYCFCADIAA2AgxBACECDJkBC0HfACECDH8LQQAhAAJAIAMoAjgiAkUNACACKAI0IgJFDQAgAyACEQAAIQALAkAgAARAIABBFUYNASADQQA2AhwgAyABNgIUIANB6g02AhAgA0EmNgIMQQAhAgyZAQtB3gAhAgx/CyADQfAANgIcIAMgATYCFCADQYAbNgIQIANBFTYCDEEAIQIMlwELIAMtAClBIUYNBiADQQA2AhwgAyABNgIUIANBkQo2AhAgA0EINgIMQQAhAgyWAQtB7wAhAiABIARGDZUBIAMoAgAiACAEIAFraiEFIAEgAGtBAmohBgJAA0AgAS0AACAAQbDVAGotAABHDQIgAEECRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADJYBCyADKAIEIQAgA0IANwMAIAMgACAGQQFqIgEQKyIARQ0CIANB7QA2AhwgAyABNgIUIAMgADYCDEEAIQIMlQELIANBADYCAAsgAygCBCEAIANBADYCBCADIAAgARArIgBFDYABIANB7gA2AhwgAyABNgIUIAMgADYCDEEAIQIMkwELQdwAIQIMeQtBACEAAkAgAygCOCICRQ0AIAIoAjQiAkUNACADIAIRAAAhAAsCQCAABEAgAEEVRg0BIANBADYCHCADIAE2AhQgA0HqDTYCECADQSY2AgxBACECDJMBC0HbACECDHkLIANB7AA2AhwgAyABNgIUIANBgBs2AhAgA0EVNgIMQQAhAgyRAQsgAy0AKSIAQSNJDQAgAEEuRg0AIANBADYCHCADIAE2AhQgA0HJCTYCECADQQg2AgxBACECDJABC0HaACECDHYLIAEgBEYEQEHrACECDI8BCwJAIAEtAABBL0YEQCABQQFqIQEMAQsgA0EANgIcIAMgATYCFCADQbI4NgIQIANBCDYCDEEAIQIMjwELQdkAIQIMdQsgASAERwRAIANBDjYCCCADIAE2AgRB2AAhAgx1C0HqACECDI0BCyABIARGBEBB6QAhAgyNAQsgAS0AAEEwayIAQf8BcUEKSQRAIAMgADoAKiABQQFqIQFB1wAhAgx0CyADKAIEIQAgA0EANgIEIAMgACABEC8iAEUNeiADQegANgIcIAMgATYCFCADIAA2AgxBACECDIwBCyABIARGBEBB5wAhAgyMAQsCQCABLQAAQS5GBEAgAUEBaiEBDAELIAMoAgQhACADQQA2AgQgAyAAIAEQLyIARQ17IANB5gA2AhwgAyABNgIUIAMgADYCDEEAIQIMjAELQdYAIQIMcgsgASAERgRAQeUAIQIMiwELQQAhAEEBIQVBASEHQQAhAgJAAkACQAJAAkACfwJAAkACQAJAAkACQAJAIAEtAABBMGsOCgoJAAECAwQFBggLC0ECDAYLQQMMBQtBBAwEC0EFDAMLQQYMAgtBBwwBC0EICyECQQAhBUEAIQcMAgtBCSECQQEhAEEAIQVBACEHDAELQQAhBUEBIQILIAMgAjoAKyABQQFqIQECQAJAIAMtAC5BEHENAAJAAkACQCADLQAqDgMBAAIECyAHRQ0DDAILIAANAQwCCyAFRQ0BCyADKAIEIQAgA0EANgIEIAMgACABEC8iAEUNAiADQeIANgIcIAMgATYCFCADIAA2AgxBACECDI0BCyADKAIEIQAgA0EANgIEIAMgACABEC8iAEUNfSADQeMANgIcIAMgATYCFCADIAA2AgxBACECDIwBCyADKAIEIQAgA0EANgIEIAMgACABEC8iAEUNeyADQeQANgIcIAMgATYCFCADIAA2AgwMiwELQdQAIQIMcQsgAy0AKUEiRg2GAUHTACECDHALQQAhAAJAIAMoAjgiAkUNACACKAJEIgJFDQAgAyACEQAAIQALIABFBEBB1QAhAgxwCyAAQRVHBEAgA0EANgIcIAMgATYCFCADQaQNNgIQIANBITYCDEEAIQIMiQELIANB4QA2AhwgAyABNgIUIANB0Bo2AhAgA0EVNgIMQQAhAgyIAQsgASAERgRAQeAAIQIMiAELAkACQAJAAkACQCABLQAAQQprDgQBBAQABAsgAUEBaiEBDAELIAFBAWohASADQS9qLQAAQQFxRQ0BC0HSACECDHALIANBADYCHCADIAE2AhQgA0G2ETYCECADQQk2AgxBACECDIgBCyADQQA2AhwgAyABNgIUIANBthE2AhAgA0EJNgIMQQAhAgyHAQsgASAERgRAQd8AIQIMhwELIAEtAABBCkYEQCABQQFqIQEMCQsgAy0ALkHAAHENCCADQQA2AhwgAyABNgIUIANBthE2AhAgA0ECNgIMQQAhAgyGAQsgASAERgRAQd0AIQIMhgELIAEtAAAiAkENRgRAIAFBAWohAUHQACECDG0LIAEhACACQQlrDgQFAQEFAQsgBCABIgBGBEBB3AAhAgyFAQsgAC0AAEEKRw0AIABBAWoMAgtBACECIANBADYCHCADIAA2AhQgA0HKLTYCECADQQc2AgwMgwELIAEgBEYEQEHbACECDIMBCwJAIAEtAABBCWsOBAMAAAMACyABQQFqCyEBQc4AIQIMaAsgASAERgRAQdoAIQIMgQELIAEtAABBCWsOBAABAQABC0EAIQIgA0EANgIcIANBmhI2AhAgA0EHNgIMIAMgAUEBajYCFAx/CyADQYASOwEqQQAhAAJAIAMoAjgiAkUNACACKAI4IgJFDQAgAyACEQAAIQALIABFDQAgAEEVRw0BIANB2QA2AhwgAyABNgIUIANB6ho2AhAgA0EVNgIMQQAhAgx+C0HNACECDGQLIANBADYCHCADIAE2AhQgA0HJDTYCECADQRo2AgxBACECDHwLIAEgBEYEQEHZACECDHwLIAEtAABBIEcNPSABQQFqIQEgAy0ALkEBcQ09IANBADYCHCADIAE2AhQgA0HCHDYCECADQR42AgxBACECDHsLIAEgBEYEQEHYACECDHsLAkACQAJAAkACQCABLQAAIgBBCmsOBAIDAwABCyABQQFqIQFBLCECDGULIABBOkcNASADQQA2AhwgAyABNgIUIANB5xE2AhAgA0EKNgIMQQAhAgx9CyABQQFqIQEgA0Evai0AAEEBcUUNcyADLQAyQYABcUUEQCADQTJqIQIgAxA1QQAhAAJAIAMoAjgiBkUNACAGKAIoIgZFDQAgAyAGEQAAIQALAkACQCAADhZNTEsBAQEBAQEBAQEBAQEBAQEBAQEAAQsgA0EpNgIcIAMgATYCFCADQawZNgIQIANBFTYCDEEAIQIMfgsgA0EANgIcIAMgATYCFCADQeULNgIQIANBETYCDEEAIQIMfQtBACEAAkAgAygCOCICRQ0AIAIoAlwiAkUNACADIAIRAAAhAAsgAEUNWSAAQRVHDQEgA0EFNgIcIAMgATYCFCADQZsbNgIQIANBFTYCDEEAIQIMfAtBywAhAgxiC0EAIQIgA0EANgIcIAMgATYCFCADQZAONgIQIANBFDYCDAx6CyADIAMvATJBgAFyOwEyDDsLIAEgBEcEQCADQRE2AgggAyABNgIEQcoAIQIMYAtB1wAhAgx4CyABIARGBEBB1gAhAgx4CwJAAkACQAJAIAEtAAAiAEEgciAAIABBwQBrQf8BcUEaSRtB/wFxQeMAaw4TAEBAQEBAQEBAQEBAQAFAQEACA0ALIAFBAWohAUHGACECDGELIAFBAWohAUHHACECDGALIAFBAWohAUHIACECDF8LIAFBAWohAUHJACECDF4LQdUAIQIgBCABIgBGDXYgBCABayADKAIAIgFqIQYgACABa0EFaiEHA0AgAUGQyABqLQAAIAAtAAAiBUEgciAFIAVBwQBrQf8BcUEaSRtB/wFxRw0IQQQgAUEFRg0KGiABQQFqIQEgBCAAQQFqIgBHDQALIAMgBjYCAAx2C0HUACECIAQgASIARg11IAQgAWsgAygCACIBaiEGIAAgAWtBD2ohBwNAIAFBgMgAai0AACAALQAAIgVBIHIgBSAFQcEAa0H/AXFBGkkbQf8BcUcNB0EDIAFBD0YNCRogAUEBaiEBIAQgAEEBaiIARw0ACyADIAY2AgAMdQtB0wAhAiAEIAEiAEYNdCAEIAFrIAMoAgAiAWohBiAAIAFrQQ5qIQcDQCABQeLHAGotAAAgAC0AACIFQSByIAUgBUHBAGtB/wFxQRpJG0H/AXFHDQYgAUEORg0HIAFBAWohASAEIABBAWoiAEcNAAsgAyAGNgIADHQLQdIAIQIgBCABIgBGDXMgBCABayADKAIAIgFqIQUgACABa0EBaiEGA0AgAUHgxwBqLQAAIAAtAAAiB0EgciAHIAdBwQBrQf8BcUEaSRtB/wFxRw0FIAFBAUYNAiABQQFqIQEgBCAAQQFqIgBHDQALIAMgBTYCAAxzCyABIARGBEBB0QAhAgxzCwJAAkAgAS0AACIAQSByIAAgAEHBAGtB/wFxQRpJG0H/AXFB7gBrDgcAOTk5OTkBOQsgAUEBaiEBQcMAIQIMWgsgAUEBaiEBQcQAIQIMWQsgA0EANgIAIAZBAWohAUHFACECDFgLQdAAIQIgBCABIgBGDXAgBCABayADKAIAIgFqIQYgACABa0EJaiEHA0AgAUHWxwBqLQAAIAAtAAAiBUEgciAFIAVBwQBrQf8BcUEaSRtB/wFxRw0CQQIgAUEJRg0EGiABQQFqIQEgBCAAQQFqIgBHDQALIAMgBjYCAAxwC0HPACECIAQgASIARg1vIAQgAWsgAygCACIBaiEGIAAgAWtBBWohBwNAIAFB0McAai0AACAALQAAIgVBIHIgBSAFQcEAa0H/AXFBGkkbQf8BcUcNASABQQVGDQIgAUEBaiEBIAQgAEEBaiIARw0ACyADIAY2AgAMbwsgACEBIANBADYCAAwzC0EBCzoALCADQQA2AgAgB0EBaiEBC0EtIQIMUgsCQANAIAEtAABB0MUAai0AAEEBRw0BIAQgAUEBaiIBRw0AC0HNACECDGsLQcIAIQIMUQsgASAERgRAQcwAIQIMagsgAS0AAEE6RgRAIAMoAgQhACADQQA2AgQgAyAAIAEQMCIARQ0zIANBywA2AhwgAyAANgIMIAMgAUEBajYCFEEAIQIMagsgA0EANgIcIAMgATYCFCADQecRNgIQIANBCjYCDEEAIQIMaQsCQAJAIAMtACxBAmsOAgABJwsgA0Ezai0AAEECcUUNJiADLQAuQQJxDSYgA0EANgIcIAMgATYCFCADQaYUNgIQIANBCzYCDEEAIQIMaQsgAy0AMkEgcUUNJSADLQAuQQJxDSUgA0EANgIcIAMgATYCFCADQb0TNgIQIANBDzYCDEEAIQIMaAtBACEAAkAgAygCOCICRQ0AIAIoAkgiAkUNACADIAIRAAAhAAsgAEUEQEHBACECDE8LIABBFUcEQCADQQA2AhwgAyABNgIUIANBpg82AhAgA0EcNgIMQQAhAgxoCyADQcoANgIcIAMgATYCFCADQYUcNgIQIANBFTYCDEEAIQIMZwsgASAERwRAA0AgAS0AAEHAwQBqLQAAQQFHDRcgBCABQQFqIgFHDQALQcQAIQIMZwtBxAAhAgxmCyABIARHBEADQAJAIAEtAAAiAEEgciAAIABBwQBrQf8BcUEaSRtB/wFxIgBBCUYNACAAQSBGDQACQAJAAkACQCAAQeMAaw4TAAMDAwMDAwMBAwMDAwMDAwMDAgMLIAFBAWohAUE2IQIMUgsgAUEBaiEBQTchAgxRCyABQQFqIQFBOCECDFALDBULIAQgAUEBaiIBRw0AC0E8IQIMZgtBPCECDGULIAEgBEYEQEHIACECDGULIANBEjYCCCADIAE2AgQCQAJAAkACQAJAIAMtACxBAWsOBBQAAQIJCyADLQAyQSBxDQNB4AEhAgxPCwJAIAMvATIiAEEIcUUNACADLQAoQQFHDQAgAy0ALkEIcUUNAgsgAyAAQff7A3FBgARyOwEyDAsLIAMgAy8BMkEQcjsBMgwECyADQQA2AgQgAyABIAEQMSIABEAgA0HBADYCHCADIAA2AgwgAyABQQFqNgIUQQAhAgxmCyABQQFqIQEMWAsgA0EANgIcIAMgATYCFCADQfQTNgIQIANBBDYCDEEAIQIMZAtBxwAhAiABIARGDWMgAygCACIAIAQgAWtqIQUgASAAa0EGaiEGAkADQCAAQcDFAGotAAAgAS0AAEEgckcNASAAQQZGDUogAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMZAsgA0EANgIADAULAkAgASAERwRAA0AgAS0AAEHAwwBqLQAAIgBBAUcEQCAAQQJHDQMgAUEBaiEBDAULIAQgAUEBaiIBRw0AC0HFACECDGQLQcUAIQIMYwsLIANBADoALAwBC0ELIQIMRwtBPyECDEYLAkACQANAIAEtAAAiAEEgRwRAAkAgAEEKaw4EAwUFAwALIABBLEYNAwwECyAEIAFBAWoiAUcNAAtBxgAhAgxgCyADQQg6ACwMDgsgAy0AKEEBRw0CIAMtAC5BCHENAiADKAIEIQAgA0EANgIEIAMgACABEDEiAARAIANBwgA2AhwgAyAANgIMIAMgAUEBajYCFEEAIQIMXwsgAUEBaiEBDFALQTshAgxECwJAA0AgAS0AACIAQSBHIABBCUdxDQEgBCABQQFqIgFHDQALQcMAIQIMXQsLQTwhAgxCCwJAAkAgASAERwRAA0AgAS0AACIAQSBHBEAgAEEKaw4EAwQEAwQLIAQgAUEBaiIBRw0AC0E/IQIMXQtBPyECDFwLIAMgAy8BMkEgcjsBMgwKCyADKAIEIQAgA0EANgIEIAMgACABEDEiAEUNTiADQT42AhwgAyABNgIUIAMgADYCDEEAIQIMWgsCQCABIARHBEADQCABLQAAQcDDAGotAAAiAEEBRwRAIABBAkYNAwwMCyAEIAFBAWoiAUcNAAtBNyECDFsLQTchAgxaCyABQQFqIQEMBAtBOyECIAQgASIARg1YIAQgAWsgAygCACIBaiEGIAAgAWtBBWohBwJAA0AgAUGQyABqLQAAIAAtAAAiBUEgciAFIAVBwQBrQf8BcUEaSRtB/wFxRw0BIAFBBUYEQEEHIQEMPwsgAUEBaiEBIAQgAEEBaiIARw0ACyADIAY2AgAMWQsgA0EANgIAIAAhAQwFC0E6IQIgBCABIgBGDVcgBCABayADKAIAIgFqIQYgACABa0EIaiEHAkADQCABQbTBAGotAAAgAC0AACIFQSByIAUgBUHBAGtB/wFxQRpJG0H/AXFHDQEgAUEIRgRAQQUhAQw+CyABQQFqIQEgBCAAQQFqIgBHDQALIAMgBjYCAAxYCyADQQA2AgAgACEBDAQLQTkhAiAEIAEiAEYNViAEIAFrIAMoAgAiAWohBiAAIAFrQQNqIQcCQANAIAFBsMEAai0AACAALQAAIgVBIHIgBSAFQcEAa0H/AXFBGkkbQf8BcUcNASABQQNGBEBBBiEBDD0LIAFBAWohASAEIABBAWoiAEcNAAsgAyAGNgIADFcLIANBADYCACAAIQEMAwsCQANAIAEtAAAiAEEgRwRAIABBCmsOBAcEBAcCCyAEIAFBAWoiAUcNAAtBOCECDFYLIABBLEcNASABQQFqIQBBASEBAkACQAJAAkACQCADLQAsQQVrDgQDAQIEAAsgACEBDAQLQQIhAQwBC0EEIQELIANBAToALCADIAMvATIgAXI7ATIgACEBDAELIAMgAy8BMkEIcjsBMiAAIQELQT4hAgw7CyADQQA6ACwLQTkhAgw5CyABIARGBEBBNiECDFILAkACQAJAAkACQCABLQAAQQprDgQAAgIBAgsgAygCBCEAIANBADYCBCADIAAgARAxIgBFDQIgA0EzNgIcIAMgATYCFCADIAA2AgxBACECDFULIAMoAgQhACADQQA2AgQgAyAAIAEQMSIARQRAIAFBAWohAQwGCyADQTI2AhwgAyAANgIMIAMgAUEBajYCFEEAIQIMVAsgAy0ALkEBcQRAQd8BIQIMOwsgAygCBCEAIANBADYCBCADIAAgARAxIgANAQxJC0E0IQIMOQsgA0E1NgIcIAMgATYCFCADIAA2AgxBACECDFELQTUhAgw3CyADQS9qLQAAQQFxDQAgA0EANgIcIAMgATYCFCADQesWNgIQIANBGTYCDEEAIQIMTwtBMyECDDULIAEgBEYEQEEyIQIMTgsCQCABLQAAQQpGBEAgAUEBaiEBDAELIANBADYCHCADIAE2AhQgA0GSFzYCECADQQM2AgxBACECDE4LQTIhAgw0CyABIARGBEBBMSECDE0LAkAgAS0AACIAQQlGDQAgAEEgRg0AQQEhAgJAIAMtACxBBWsOBAYEBQANCyADIAMvATJBCHI7ATIMDAsgAy0ALkEBcUUNASADLQAsQQhHDQAgA0EAOgAsC0E9IQIMMgsgA0EANgIcIAMgATYCFCADQcIWNgIQIANBCjYCDEEAIQIMSgtBAiECDAELQQQhAgsgA0EBOgAsIAMgAy8BMiACcjsBMgwGCyABIARGBEBBMCECDEcLIAEtAABBCkYEQCABQQFqIQEMAQsgAy0ALkEBcQ0AIANBADYCHCADIAE2AhQgA0HcKDYCECADQQI2AgxBACECDEYLQTAhAgwsCyABQQFqIQFBMSECDCsLIAEgBEYEQEEvIQIMRAsgAS0AACIAQQlHIABBIEdxRQRAIAFBAWohASADLQAuQQFxDQEgA0EANgIcIAMgATYCFCADQZcQNgIQIANBCjYCDEEAIQIMRAtBASECAkACQAJAAkACQAJAIAMtACxBAmsOBwUEBAMBAgAECyADIAMvATJBCHI7ATIMAwtBAiECDAELQQQhAgsgA0EBOgAsIAMgAy8BMiACcjsBMgtBLyECDCsLIANBADYCHCADIAE2AhQgA0GEEzYCECADQQs2AgxBACECDEMLQeEBIQIMKQsgASAERgRAQS4hAgxCCyADQQA2AgQgA0ESNgIIIAMgASABEDEiAA0BC0EuIQIMJwsgA0EtNgIcIAMgATYCFCADIAA2AgxBACECDD8LQQAhAAJAIAMoAjgiAkUNACACKAJMIgJFDQAgAyACEQAAIQALIABFDQAgAEEVRw0BIANB2AA2AhwgAyABNgIUIANBsxs2AhAgA0EVNgIMQQAhAgw+C0HMACECDCQLIANBADYCHCADIAE2AhQgA0GzDjYCECADQR02AgxBACECDDwLIAEgBEYEQEHOACECDDwLIAEtAAAiAEEgRg0CIABBOkYNAQsgA0EAOgAsQQkhAgwhCyADKAIEIQAgA0EANgIEIAMgACABEDAiAA0BDAILIAMtAC5BAXEEQEHeASECDCALIAMoAgQhACADQQA2AgQgAyAAIAEQMCIARQ0CIANBKjYCHCADIAA2AgwgAyABQQFqNgIUQQAhAgw4CyADQcsANgIcIAMgADYCDCADIAFBAWo2AhRBACECDDcLIAFBAWohAUHAACECDB0LIAFBAWohAQwsCyABIARGBEBBKyECDDULAkAgAS0AAEEKRgRAIAFBAWohAQwBCyADLQAuQcAAcUUNBgsgAy0AMkGAAXEEQEEAIQACQCADKAI4IgJFDQAgAigCXCICRQ0AIAMgAhEAACEACyAARQ0SIABBFUYEQCADQQU2AhwgAyABNgIUIANBmxs2AhAgA0EVNgIMQQAhAgw2CyADQQA2AhwgAyABNgIUIANBkA42AhAgA0EUNgIMQQAhAgw1CyADQTJqIQIgAxA1QQAhAAJAIAMoAjgiBkUNACAGKAIoIgZFDQAgAyAGEQAAIQALIAAOFgIBAAQEBAQEBAQEBAQEBAQEBAQEBAMECyADQQE6ADALIAIgAi8BAEHAAHI7AQALQSshAgwYCyADQSk2AhwgAyABNgIUIANBrBk2AhAgA0EVNgIMQQAhAgwwCyADQQA2AhwgAyABNgIUIANB5Qs2AhAgA0ERNgIMQQAhAgwvCyADQQA2AhwgAyABNgIUIANBpQs2AhAgA0ECNgIMQQAhAgwuC0EBIQcgAy8BMiIFQQhxRQRAIAMpAyBCAFIhBwsCQCADLQAwBEBBASEAIAMtAClBBUYNASAFQcAAcUUgB3FFDQELAkAgAy0AKCICQQJGBEBBASEAIAMvATQiBkHlAEYNAkEAIQAgBUHAAHENAiAGQeQARg0CIAZB5gBrQQJJDQIgBkHMAUYNAiAGQbACRg0CDAELQQAhACAFQcAAcQ0BC0ECIQAgBUEIcQ0AIAVBgARxBEACQCACQQFHDQAgAy0ALkEKcQ0AQQUhAAwCC0EEIQAMAQsgBUEgcUUEQCADEDZBAEdBAnQhAAwBC0EAQQMgAykDIFAbIQALIABBAWsOBQIABwEDBAtBESECDBMLIANBAToAMQwpC0EAIQICQCADKAI4IgBFDQAgACgCMCIARQ0AIAMgABEAACECCyACRQ0mIAJBFUYEQCADQQM2AhwgAyABNgIUIANB0hs2AhAgA0EVNgIMQQAhAgwrC0EAIQIgA0EANgIcIAMgATYCFCADQd0ONgIQIANBEjYCDAwqCyADQQA2AhwgAyABNgIUIANB+SA2AhAgA0EPNgIMQQAhAgwpC0EAIQACQCADKAI4IgJFDQAgAigCMCICRQ0AIAMgAhEAACEACyAADQELQQ4hAgwOCyAAQRVGBEAgA0ECNgIcIAMgATYCFCADQdIbNgIQIANBFTYCDEEAIQIMJwsgA0EANgIcIAMgATYCFCADQd0ONgIQIANBEjYCDEEAIQIMJgtBKiECDAwLIAEgBEcEQCADQQk2AgggAyABNgIEQSkhAgwMC0EmIQIMJAsgAyADKQMgIgwgBCABa60iCn0iC0IAIAsgDFgbNwMgIAogDFQEQEElIQIMJAsgAygCBCEAIANBADYCBCADIAAgASAMp2oiARAyIgBFDQAgA0EFNgIcIAMgATYCFCADIAA2AgxBACECDCMLQQ8hAgwJC0IAIQoCQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkAgAS0AAEEwaw43FxYAAQIDBAUGBxQUFBQUFBQICQoLDA0UFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFA4PEBESExQLQgIhCgwWC0IDIQoMFQtCBCEKDBQLQgUhCgwTC0IGIQoMEgtCByEKDBELQgghCgwQC0IJIQoMDwtCCiEKDA4LQgshCgwNC0IMIQoMDAtCDSEKDAsLQg4hCgwKC0IPIQoMCQtCCiEKDAgLQgshCgwHC0IMIQoMBgtCDSEKDAULQg4hCgwEC0IPIQoMAwsgA0EANgIcIAMgATYCFCADQZ8VNgIQIANBDDYCDEEAIQIMIQsgASAERgRAQSIhAgwhC0IAIQoCQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAIAEtAABBMGsONxUUAAECAwQFBgcWFhYWFhYWCAkKCwwNFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYODxAREhMWC0ICIQoMFAtCAyEKDBMLQgQhCgwSC0IFIQoMEQtCBiEKDBALQgchCgwPC0IIIQoMDgtCCSEKDA0LQgohCgwMC0ILIQoMCwtCDCEKDAoLQg0hCgwJC0IOIQoMCAtCDyEKDAcLQgohCgwGC0ILIQoMBQtCDCEKDAQLQg0hCgwDC0IOIQoMAgtCDyEKDAELQgEhCgsgAUEBaiEBIAMpAyAiC0L//////////w9YBEAgAyALQgSGIAqENwMgDAILIANBADYCHCADIAE2AhQgA0G1CTYCECADQQw2AgxBACECDB4LQSchAgwEC0EoIQIMAwsgAyABOgAsIANBADYCACAHQQFqIQFBDCECDAILIANBADYCACAGQQFqIQFBCiECDAELIAFBAWohAUEIIQIMAAsAC0EAIQIgA0EANgIcIAMgATYCFCADQbI4NgIQIANBCDYCDAwXC0EAIQIgA0EANgIcIAMgATYCFCADQYMRNgIQIANBCTYCDAwWC0EAIQIgA0EANgIcIAMgATYCFCADQd8KNgIQIANBCTYCDAwVC0EAIQIgA0EANgIcIAMgATYCFCADQe0QNgIQIANBCTYCDAwUC0EAIQIgA0EANgIcIAMgATYCFCADQdIRNgIQIANBCTYCDAwTC0EAIQIgA0EANgIcIAMgATYCFCADQbI4NgIQIANBCDYCDAwSC0EAIQIgA0EANgIcIAMgATYCFCADQYMRNgIQIANBCTYCDAwRC0EAIQIgA0EANgIcIAMgATYCFCADQd8KNgIQIANBCTYCDAwQC0EAIQIgA0EANgIcIAMgATYCFCADQe0QNgIQIANBCTYCDAwPC0EAIQIgA0EANgIcIAMgATYCFCADQdIRNgIQIANBCTYCDAwOC0EAIQIgA0EANgIcIAMgATYCFCADQbkXNgIQIANBDzYCDAwNC0EAIQIgA0EANgIcIAMgATYCFCADQbkXNgIQIANBDzYCDAwMC0EAIQIgA0EANgIcIAMgATYCFCADQZkTNgIQIANBCzYCDAwLC0EAIQIgA0EANgIcIAMgATYCFCADQZ0JNgIQIANBCzYCDAwKC0EAIQIgA0EANgIcIAMgATYCFCADQZcQNgIQIANBCjYCDAwJC0EAIQIgA0EANgIcIAMgATYCFCADQbEQNgIQIANBCjYCDAwIC0EAIQIgA0EANgIcIAMgATYCFCADQbsdNgIQIANBAjYCDAwHC0EAIQIgA0EANgIcIAMgATYCFCADQZYWNgIQIANBAjYCDAwGC0EAIQIgA0EANgIcIAMgATYCFCADQfkYNgIQIANBAjYCDAwFC0EAIQIgA0EANgIcIAMgATYCFCADQcQYNgIQIANBAjYCDAwECyADQQI2AhwgAyABNgIUIANBqR42AhAgA0EWNgIMQQAhAgwDC0HeACECIAEgBEYNAiAJQQhqIQcgAygCACEFAkACQCABIARHBEAgBUGWyABqIQggBCAFaiABayEGIAVBf3NBCmoiBSABaiEAA0AgAS0AACAILQAARwRAQQIhCAwDCyAFRQRAQQAhCCAAIQEMAwsgBUEBayEFIAhBAWohCCAEIAFBAWoiAUcNAAsgBiEFIAQhAQsgB0EBNgIAIAMgBTYCAAwBCyADQQA2AgAgByAINgIACyAHIAE2AgQgCSgCDCEAAkACQCAJKAIIQQFrDgIEAQALIANBADYCHCADQcIeNgIQIANBFzYCDCADIABBAWo2AhRBACECDAMLIANBADYCHCADIAA2AhQgA0HXHjYCECADQQk2AgxBACECDAILIAEgBEYEQEEoIQIMAgsgA0EJNgIIIAMgATYCBEEnIQIMAQsgASAERgRAQQEhAgwBCwNAAkACQAJAIAEtAABBCmsOBAABAQABCyABQQFqIQEMAQsgAUEBaiEBIAMtAC5BIHENAEEAIQIgA0EANgIcIAMgATYCFCADQaEhNgIQIANBBTYCDAwCC0EBIQIgASAERw0ACwsgCUEQaiQAIAJFBEAgAygCDCEADAELIAMgAjYCHEEAIQAgAygCBCIBRQ0AIAMgASAEIAMoAggRAQAiAUUNACADIAQ2AhQgAyABNgIMIAEhAAsgAAu+AgECfyAAQQA6AAAgAEHkAGoiAUEBa0EAOgAAIABBADoAAiAAQQA6AAEgAUEDa0EAOgAAIAFBAmtBADoAACAAQQA6AAMgAUEEa0EAOgAAQQAgAGtBA3EiASAAaiIAQQA2AgBB5AAgAWtBfHEiAiAAaiIBQQRrQQA2AgACQCACQQlJDQAgAEEANgIIIABBADYCBCABQQhrQQA2AgAgAUEMa0EANgIAIAJBGUkNACAAQQA2AhggAEEANgIUIABBADYCECAAQQA2AgwgAUEQa0EANgIAIAFBFGtBADYCACABQRhrQQA2AgAgAUEca0EANgIAIAIgAEEEcUEYciICayIBQSBJDQAgACACaiEAA0AgAEIANwMYIABCADcDECAAQgA3AwggAEIANwMAIABBIGohACABQSBrIgFBH0sNAAsLC1YBAX8CQCAAKAIMDQACQAJAAkACQCAALQAxDgMBAAMCCyAAKAI4IgFFDQAgASgCMCIBRQ0AIAAgAREAACIBDQMLQQAPCwALIABByhk2AhBBDiEBCyABCxoAIAAoAgxFBEAgAEHeHzYCECAAQRU2AgwLCxQAIAAoAgxBFUYEQCAAQQA2AgwLCxQAIAAoAgxBFkYEQCAAQQA2AgwLCwcAIAAoAgwLBwAgACgCEAsJACAAIAE2AhALBwAgACgCFAsrAAJAIABBJ08NAEL//////wkgAK2IQgGDUA0AIABBAnRB0DhqKAIADwsACxcAIABBL08EQAALIABBAnRB7DlqKAIAC78JAQF/QfQtIQECQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQCAAQeQAaw70A2NiAAFhYWFhYWECAwQFYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYQYHCAkKCwwNDg9hYWFhYRBhYWFhYWFhYWFhYRFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWESExQVFhcYGRobYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYRwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1NmE3ODk6YWFhYWFhYWE7YWFhPGFhYWE9Pj9hYWFhYWFhYUBhYUFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFCQ0RFRkdISUpLTE1OT1BRUlNhYWFhYWFhYVRVVldYWVpbYVxdYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhXmFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYV9gYQtB6iwPC0GYJg8LQe0xDwtBoDcPC0HJKQ8LQbQpDwtBli0PC0HrKw8LQaI1DwtB2zQPC0HgKQ8LQeMkDwtB1SQPC0HuJA8LQeYlDwtByjQPC0HQNw8LQao1DwtB9SwPC0H2Jg8LQYIiDwtB8jMPC0G+KA8LQec3DwtBzSEPC0HAIQ8LQbglDwtByyUPC0GWJA8LQY80DwtBzTUPC0HdKg8LQe4zDwtBnDQPC0GeMQ8LQfQ1DwtB5SIPC0GvJQ8LQZkxDwtBsjYPC0H5Ng8LQcQyDwtB3SwPC0GCMQ8LQcExDwtBjTcPC0HJJA8LQew2DwtB5yoPC0HIIw8LQeIhDwtByTcPC0GlIg8LQZQiDwtB2zYPC0HeNQ8LQYYmDwtBvCsPC0GLMg8LQaAjDwtB9jAPC0GALA8LQYkrDwtBpCYPC0HyIw8LQYEoDwtBqzIPC0HrJw8LQcI2DwtBoiQPC0HPKg8LQdwjDwtBhycPC0HkNA8LQbciDwtBrTEPC0HVIg8LQa80DwtB3iYPC0HWMg8LQfQ0DwtBgTgPC0H0Nw8LQZI2DwtBnScPC0GCKQ8LQY0jDwtB1zEPC0G9NQ8LQbQ3DwtB2DAPC0G2Jw8LQZo4DwtBpyoPC0HEJw8LQa4jDwtB9SIPCwALQcomIQELIAELFwAgACAALwEuQf7/A3EgAUEAR3I7AS4LGgAgACAALwEuQf3/A3EgAUEAR0EBdHI7AS4LGgAgACAALwEuQfv/A3EgAUEAR0ECdHI7AS4LGgAgACAALwEuQff/A3EgAUEAR0EDdHI7AS4LGgAgACAALwEuQe//A3EgAUEAR0EEdHI7AS4LGgAgACAALwEuQd//A3EgAUEAR0EFdHI7AS4LGgAgACAALwEuQb//A3EgAUEAR0EGdHI7AS4LGgAgACAALwEuQf/+A3EgAUEAR0EHdHI7AS4LGgAgACAALwEuQf/9A3EgAUEAR0EIdHI7AS4LGgAgACAALwEuQf/7A3EgAUEAR0EJdHI7AS4LPgECfwJAIAAoAjgiA0UNACADKAIEIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEHhEjYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIIIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEH8ETYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIMIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEHsCjYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIQIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEH6HjYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIUIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEHLEDYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIYIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEG3HzYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIcIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEG/FTYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIsIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEH+CDYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIgIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEGMHTYCEEEYIQQLIAQLPgECfwJAIAAoAjgiA0UNACADKAIkIgNFDQAgACABIAIgAWsgAxEBACIEQX9HDQAgAEHmFTYCEEEYIQQLIAQLOAAgAAJ/IAAvATJBFHFBFEYEQEEBIAAtAChBAUYNARogAC8BNEHlAEYMAQsgAC0AKUEFRgs6ADALWQECfwJAIAAtAChBAUYNACAALwE0IgFB5ABrQeQASQ0AIAFBzAFGDQAgAUGwAkYNACAALwEyIgBBwABxDQBBASECIABBiARxQYAERg0AIABBKHFFIQILIAILjAEBAn8CQAJAAkAgAC0AKkUNACAALQArRQ0AIAAvATIiAUECcUUNAQwCCyAALwEyIgFBAXFFDQELQQEhAiAALQAoQQFGDQAgAC8BNCIAQeQAa0HkAEkNACAAQcwBRg0AIABBsAJGDQAgAUHAAHENAEEAIQIgAUGIBHFBgARGDQAgAUEocUEARyECCyACC1cAIABBGGpCADcDACAAQgA3AwAgAEE4akIANwMAIABBMGpCADcDACAAQShqQgA3AwAgAEEgakIANwMAIABBEGpCADcDACAAQQhqQgA3AwAgAEH9ATYCHAsGACAAEDoLmi0BC38jAEEQayIKJABB3NUAKAIAIglFBEBBnNkAKAIAIgVFBEBBqNkAQn83AgBBoNkAQoCAhICAgMAANwIAQZzZACAKQQhqQXBxQdiq1aoFcyIFNgIAQbDZAEEANgIAQYDZAEEANgIAC0GE2QBBwNkENgIAQdTVAEHA2QQ2AgBB6NUAIAU2AgBB5NUAQX82AgBBiNkAQcCmAzYCAANAIAFBgNYAaiABQfTVAGoiAjYCACACIAFB7NUAaiIDNgIAIAFB+NUAaiADNgIAIAFBiNYAaiABQfzVAGoiAzYCACADIAI2AgAgAUGQ1gBqIAFBhNYAaiICNgIAIAIgAzYCACABQYzWAGogAjYCACABQSBqIgFBgAJHDQALQczZBEGBpgM2AgBB4NUAQazZACgCADYCAEHQ1QBBgKYDNgIAQdzVAEHI2QQ2AgBBzP8HQTg2AgBByNkEIQkLAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkAgAEHsAU0EQEHE1QAoAgAiBkEQIABBE2pBcHEgAEELSRsiBEEDdiIAdiIBQQNxBEACQCABQQFxIAByQQFzIgJBA3QiAEHs1QBqIgEgAEH01QBqKAIAIgAoAggiA0YEQEHE1QAgBkF+IAJ3cTYCAAwBCyABIAM2AgggAyABNgIMCyAAQQhqIQEgACACQQN0IgJBA3I2AgQgACACaiIAIAAoAgRBAXI2AgQMEQtBzNUAKAIAIgggBE8NASABBEACQEECIAB0IgJBACACa3IgASAAdHFoIgBBA3QiAkHs1QBqIgEgAkH01QBqKAIAIgIoAggiA0YEQEHE1QAgBkF+IAB3cSIGNgIADAELIAEgAzYCCCADIAE2AgwLIAIgBEEDcjYCBCAAQQN0IgAgBGshBSAAIAJqIAU2AgAgAiAEaiIEIAVBAXI2AgQgCARAIAhBeHFB7NUAaiEAQdjVACgCACEDAn9BASAIQQN2dCIBIAZxRQRAQcTVACABIAZyNgIAIAAMAQsgACgCCAsiASADNgIMIAAgAzYCCCADIAA2AgwgAyABNgIICyACQQhqIQFB2NUAIAQ2AgBBzNUAIAU2AgAMEQtByNUAKAIAIgtFDQEgC2hBAnRB9NcAaigCACIAKAIEQXhxIARrIQUgACECA0ACQCACKAIQIgFFBEAgAkEUaigCACIBRQ0BCyABKAIEQXhxIARrIgMgBUkhAiADIAUgAhshBSABIAAgAhshACABIQIMAQsLIAAoAhghCSAAKAIMIgMgAEcEQEHU1QAoAgAaIAMgACgCCCIBNgIIIAEgAzYCDAwQCyAAQRRqIgIoAgAiAUUEQCAAKAIQIgFFDQMgAEEQaiECCwNAIAIhByABIgNBFGoiAigCACIBDQAgA0EQaiECIAMoAhAiAQ0ACyAHQQA2AgAMDwtBfyEEIABBv39LDQAgAEETaiIBQXBxIQRByNUAKAIAIghFDQBBACAEayEFAkACQAJAAn9BACAEQYACSQ0AGkEfIARB////B0sNABogBEEmIAFBCHZnIgBrdkEBcSAAQQF0a0E+agsiBkECdEH01wBqKAIAIgJFBEBBACEBQQAhAwwBC0EAIQEgBEEZIAZBAXZrQQAgBkEfRxt0IQBBACEDA0ACQCACKAIEQXhxIARrIgcgBU8NACACIQMgByIFDQBBACEFIAIhAQwDCyABIAJBFGooAgAiByAHIAIgAEEddkEEcWpBEGooAgAiAkYbIAEgBxshASAAQQF0IQAgAg0ACwsgASADckUEQEEAIQNBAiAGdCIAQQAgAGtyIAhxIgBFDQMgAGhBAnRB9NcAaigCACEBCyABRQ0BCwNAIAEoAgRBeHEgBGsiAiAFSSEAIAIgBSAAGyEFIAEgAyAAGyEDIAEoAhAiAAR/IAAFIAFBFGooAgALIgENAAsLIANFDQAgBUHM1QAoAgAgBGtPDQAgAygCGCEHIAMgAygCDCIARwRAQdTVACgCABogACADKAIIIgE2AgggASAANgIMDA4LIANBFGoiAigCACIBRQRAIAMoAhAiAUUNAyADQRBqIQILA0AgAiEGIAEiAEEUaiICKAIAIgENACAAQRBqIQIgACgCECIBDQALIAZBADYCAAwNC0HM1QAoAgAiAyAETwRAQdjVACgCACEBAkAgAyAEayICQRBPBEAgASAEaiIAIAJBAXI2AgQgASADaiACNgIAIAEgBEEDcjYCBAwBCyABIANBA3I2AgQgASADaiIAIAAoAgRBAXI2AgRBACEAQQAhAgtBzNUAIAI2AgBB2NUAIAA2AgAgAUEIaiEBDA8LQdDVACgCACIDIARLBEAgBCAJaiIAIAMgBGsiAUEBcjYCBEHc1QAgADYCAEHQ1QAgATYCACAJIARBA3I2AgQgCUEIaiEBDA8LQQAhASAEAn9BnNkAKAIABEBBpNkAKAIADAELQajZAEJ/NwIAQaDZAEKAgISAgIDAADcCAEGc2QAgCkEMakFwcUHYqtWqBXM2AgBBsNkAQQA2AgBBgNkAQQA2AgBBgIAECyIAIARBxwBqIgVqIgZBACAAayIHcSICTwRAQbTZAEEwNgIADA8LAkBB/NgAKAIAIgFFDQBB9NgAKAIAIgggAmohACAAIAFNIAAgCEtxDQBBACEBQbTZAEEwNgIADA8LQYDZAC0AAEEEcQ0EAkACQCAJBEBBhNkAIQEDQCABKAIAIgAgCU0EQCAAIAEoAgRqIAlLDQMLIAEoAggiAQ0ACwtBABA7IgBBf0YNBSACIQZBoNkAKAIAIgFBAWsiAyAAcQRAIAIgAGsgACADakEAIAFrcWohBgsgBCAGTw0FIAZB/v///wdLDQVB/NgAKAIAIgMEQEH02AAoAgAiByAGaiEBIAEgB00NBiABIANLDQYLIAYQOyIBIABHDQEMBwsgBiADayAHcSIGQf7///8HSw0EIAYQOyEAIAAgASgCACABKAIEakYNAyAAIQELAkAgBiAEQcgAak8NACABQX9GDQBBpNkAKAIAIgAgBSAGa2pBACAAa3EiAEH+////B0sEQCABIQAMBwsgABA7QX9HBEAgACAGaiEGIAEhAAwHC0EAIAZrEDsaDAQLIAEiAEF/Rw0FDAMLQQAhAwwMC0EAIQAMCgsgAEF/Rw0CC0GA2QBBgNkAKAIAQQRyNgIACyACQf7///8HSw0BIAIQOyEAQQAQOyEBIABBf0YNASABQX9GDQEgACABTw0BIAEgAGsiBiAEQThqTQ0BC0H02ABB9NgAKAIAIAZqIgE2AgBB+NgAKAIAIAFJBEBB+NgAIAE2AgALAkACQAJAQdzVACgCACICBEBBhNkAIQEDQCAAIAEoAgAiAyABKAIEIgVqRg0CIAEoAggiAQ0ACwwCC0HU1QAoAgAiAUEARyAAIAFPcUUEQEHU1QAgADYCAAtBACEBQYjZACAGNgIAQYTZACAANgIAQeTVAEF/NgIAQejVAEGc2QAoAgA2AgBBkNkAQQA2AgADQCABQYDWAGogAUH01QBqIgI2AgAgAiABQezVAGoiAzYCACABQfjVAGogAzYCACABQYjWAGogAUH81QBqIgM2AgAgAyACNgIAIAFBkNYAaiABQYTWAGoiAjYCACACIAM2AgAgAUGM1gBqIAI2AgAgAUEgaiIBQYACRw0AC0F4IABrQQ9xIgEgAGoiAiAGQThrIgMgAWsiAUEBcjYCBEHg1QBBrNkAKAIANgIAQdDVACABNgIAQdzVACACNgIAIAAgA2pBODYCBAwCCyAAIAJNDQAgAiADSQ0AIAEoAgxBCHENAEF4IAJrQQ9xIgAgAmoiA0HQ1QAoAgAgBmoiByAAayIAQQFyNgIEIAEgBSAGajYCBEHg1QBBrNkAKAIANgIAQdDVACAANgIAQdzVACADNgIAIAIgB2pBODYCBAwBCyAAQdTVACgCAEkEQEHU1QAgADYCAAsgACAGaiEDQYTZACEBAkACQAJAA0AgAyABKAIARwRAIAEoAggiAQ0BDAILCyABLQAMQQhxRQ0BC0GE2QAhAQNAIAEoAgAiAyACTQRAIAMgASgCBGoiBSACSw0DCyABKAIIIQEMAAsACyABIAA2AgAgASABKAIEIAZqNgIEIABBeCAAa0EPcWoiCSAEQQNyNgIEIANBeCADa0EPcWoiBiAEIAlqIgRrIQEgAiAGRgRAQdzVACAENgIAQdDVAEHQ1QAoAgAgAWoiADYCACAEIABBAXI2AgQMCAtB2NUAKAIAIAZGBEBB2NUAIAQ2AgBBzNUAQczVACgCACABaiIANgIAIAQgAEEBcjYCBCAAIARqIAA2AgAMCAsgBigCBCIFQQNxQQFHDQYgBUF4cSEIIAVB/wFNBEAgBUEDdiEDIAYoAggiACAGKAIMIgJGBEBBxNUAQcTVACgCAEF+IAN3cTYCAAwHCyACIAA2AgggACACNgIMDAYLIAYoAhghByAGIAYoAgwiAEcEQCAAIAYoAggiAjYCCCACIAA2AgwMBQsgBkEUaiICKAIAIgVFBEAgBigCECIFRQ0EIAZBEGohAgsDQCACIQMgBSIAQRRqIgIoAgAiBQ0AIABBEGohAiAAKAIQIgUNAAsgA0EANgIADAQLQXggAGtBD3EiASAAaiIHIAZBOGsiAyABayIBQQFyNgIEIAAgA2pBODYCBCACIAVBNyAFa0EPcWpBP2siAyADIAJBEGpJGyIDQSM2AgRB4NUAQazZACgCADYCAEHQ1QAgATYCAEHc1QAgBzYCACADQRBqQYzZACkCADcCACADQYTZACkCADcCCEGM2QAgA0EIajYCAEGI2QAgBjYCAEGE2QAgADYCAEGQ2QBBADYCACADQSRqIQEDQCABQQc2AgAgBSABQQRqIgFLDQALIAIgA0YNACADIAMoAgRBfnE2AgQgAyADIAJrIgU2AgAgAiAFQQFyNgIEIAVB/wFNBEAgBUF4cUHs1QBqIQACf0HE1QAoAgAiAUEBIAVBA3Z0IgNxRQRAQcTVACABIANyNgIAIAAMAQsgACgCCAsiASACNgIMIAAgAjYCCCACIAA2AgwgAiABNgIIDAELQR8hASAFQf///wdNBEAgBUEmIAVBCHZnIgBrdkEBcSAAQQF0a0E+aiEBCyACIAE2AhwgAkIANwIQIAFBAnRB9NcAaiEAQcjVACgCACIDQQEgAXQiBnFFBEAgACACNgIAQcjVACADIAZyNgIAIAIgADYCGCACIAI2AgggAiACNgIMDAELIAVBGSABQQF2a0EAIAFBH0cbdCEBIAAoAgAhAwJAA0AgAyIAKAIEQXhxIAVGDQEgAUEddiEDIAFBAXQhASAAIANBBHFqQRBqIgYoAgAiAw0ACyAGIAI2AgAgAiAANgIYIAIgAjYCDCACIAI2AggMAQsgACgCCCIBIAI2AgwgACACNgIIIAJBADYCGCACIAA2AgwgAiABNgIIC0HQ1QAoAgAiASAETQ0AQdzVACgCACIAIARqIgIgASAEayIBQQFyNgIEQdDVACABNgIAQdzVACACNgIAIAAgBEEDcjYCBCAAQQhqIQEMCAtBACEBQbTZAEEwNgIADAcLQQAhAAsgB0UNAAJAIAYoAhwiAkECdEH01wBqIgMoAgAgBkYEQCADIAA2AgAgAA0BQcjVAEHI1QAoAgBBfiACd3E2AgAMAgsgB0EQQRQgBygCECAGRhtqIAA2AgAgAEUNAQsgACAHNgIYIAYoAhAiAgRAIAAgAjYCECACIAA2AhgLIAZBFGooAgAiAkUNACAAQRRqIAI2AgAgAiAANgIYCyABIAhqIQEgBiAIaiIGKAIEIQULIAYgBUF+cTYCBCABIARqIAE2AgAgBCABQQFyNgIEIAFB/wFNBEAgAUF4cUHs1QBqIQACf0HE1QAoAgAiAkEBIAFBA3Z0IgFxRQRAQcTVACABIAJyNgIAIAAMAQsgACgCCAsiASAENgIMIAAgBDYCCCAEIAA2AgwgBCABNgIIDAELQR8hBSABQf///wdNBEAgAUEmIAFBCHZnIgBrdkEBcSAAQQF0a0E+aiEFCyAEIAU2AhwgBEIANwIQIAVBAnRB9NcAaiEAQcjVACgCACICQQEgBXQiA3FFBEAgACAENgIAQcjVACACIANyNgIAIAQgADYCGCAEIAQ2AgggBCAENgIMDAELIAFBGSAFQQF2a0EAIAVBH0cbdCEFIAAoAgAhAAJAA0AgACICKAIEQXhxIAFGDQEgBUEddiEAIAVBAXQhBSACIABBBHFqQRBqIgMoAgAiAA0ACyADIAQ2AgAgBCACNgIYIAQgBDYCDCAEIAQ2AggMAQsgAigCCCIAIAQ2AgwgAiAENgIIIARBADYCGCAEIAI2AgwgBCAANgIICyAJQQhqIQEMAgsCQCAHRQ0AAkAgAygCHCIBQQJ0QfTXAGoiAigCACADRgRAIAIgADYCACAADQFByNUAIAhBfiABd3EiCDYCAAwCCyAHQRBBFCAHKAIQIANGG2ogADYCACAARQ0BCyAAIAc2AhggAygCECIBBEAgACABNgIQIAEgADYCGAsgA0EUaigCACIBRQ0AIABBFGogATYCACABIAA2AhgLAkAgBUEPTQRAIAMgBCAFaiIAQQNyNgIEIAAgA2oiACAAKAIEQQFyNgIEDAELIAMgBGoiAiAFQQFyNgIEIAMgBEEDcjYCBCACIAVqIAU2AgAgBUH/AU0EQCAFQXhxQezVAGohAAJ/QcTVACgCACIBQQEgBUEDdnQiBXFFBEBBxNUAIAEgBXI2AgAgAAwBCyAAKAIICyIBIAI2AgwgACACNgIIIAIgADYCDCACIAE2AggMAQtBHyEBIAVB////B00EQCAFQSYgBUEIdmciAGt2QQFxIABBAXRrQT5qIQELIAIgATYCHCACQgA3AhAgAUECdEH01wBqIQBBASABdCIEIAhxRQRAIAAgAjYCAEHI1QAgBCAIcjYCACACIAA2AhggAiACNgIIIAIgAjYCDAwBCyAFQRkgAUEBdmtBACABQR9HG3QhASAAKAIAIQQCQANAIAQiACgCBEF4cSAFRg0BIAFBHXYhBCABQQF0IQEgACAEQQRxakEQaiIGKAIAIgQNAAsgBiACNgIAIAIgADYCGCACIAI2AgwgAiACNgIIDAELIAAoAggiASACNgIMIAAgAjYCCCACQQA2AhggAiAANgIMIAIgATYCCAsgA0EIaiEBDAELAkAgCUUNAAJAIAAoAhwiAUECdEH01wBqIgIoAgAgAEYEQCACIAM2AgAgAw0BQcjVACALQX4gAXdxNgIADAILIAlBEEEUIAkoAhAgAEYbaiADNgIAIANFDQELIAMgCTYCGCAAKAIQIgEEQCADIAE2AhAgASADNgIYCyAAQRRqKAIAIgFFDQAgA0EUaiABNgIAIAEgAzYCGAsCQCAFQQ9NBEAgACAEIAVqIgFBA3I2AgQgACABaiIBIAEoAgRBAXI2AgQMAQsgACAEaiIHIAVBAXI2AgQgACAEQQNyNgIEIAUgB2ogBTYCACAIBEAgCEF4cUHs1QBqIQFB2NUAKAIAIQMCf0EBIAhBA3Z0IgIgBnFFBEBBxNUAIAIgBnI2AgAgAQwBCyABKAIICyICIAM2AgwgASADNgIIIAMgATYCDCADIAI2AggLQdjVACAHNgIAQczVACAFNgIACyAAQQhqIQELIApBEGokACABC0MAIABFBEA/AEEQdA8LAkAgAEH//wNxDQAgAEEASA0AIABBEHZAACIAQX9GBEBBtNkAQTA2AgBBfw8LIABBEHQPCwALC5lCIgBBgAgLDQEAAAAAAAAAAgAAAAMAQZgICwUEAAAABQBBqAgLCQYAAAAHAAAACABB5AgLwjJJbnZhbGlkIGNoYXIgaW4gdXJsIHF1ZXJ5AFNwYW4gY2FsbGJhY2sgZXJyb3IgaW4gb25fYm9keQBDb250ZW50LUxlbmd0aCBvdmVyZmxvdwBDaHVuayBzaXplIG92ZXJmbG93AEludmFsaWQgbWV0aG9kIGZvciBIVFRQL3gueCByZXF1ZXN0AEludmFsaWQgbWV0aG9kIGZvciBSVFNQL3gueCByZXF1ZXN0AEV4cGVjdGVkIFNPVVJDRSBtZXRob2QgZm9yIElDRS94LnggcmVxdWVzdABJbnZhbGlkIGNoYXIgaW4gdXJsIGZyYWdtZW50IHN0YXJ0AEV4cGVjdGVkIGRvdABTcGFuIGNhbGxiYWNrIGVycm9yIGluIG9uX3N0YXR1cwBJbnZhbGlkIHJlc3BvbnNlIHN0YXR1cwBFeHBlY3RlZCBMRiBhZnRlciBoZWFkZXJzAEludmFsaWQgY2hhcmFjdGVyIGluIGNodW5rIGV4dGVuc2lvbnMAVXNlciBjYWxsYmFjayBlcnJvcgBgb25fcmVzZXRgIGNhbGxiYWNrIGVycm9yAGBvbl9jaHVua19oZWFkZXJgIGNhbGxiYWNrIGVycm9yAGBvbl9tZXNzYWdlX2JlZ2luYCBjYWxsYmFjayBlcnJvcgBgb25fY2h1bmtfZXh0ZW5zaW9uX3ZhbHVlYCBjYWxsYmFjayBlcnJvcgBgb25fc3RhdHVzX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25fdmVyc2lvbl9jb21wbGV0ZWAgY2FsbGJhY2sgZXJyb3IAYG9uX3VybF9jb21wbGV0ZWAgY2FsbGJhY2sgZXJyb3IAYG9uX3Byb3RvY29sX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25fY2h1bmtfY29tcGxldGVgIGNhbGxiYWNrIGVycm9yAGBvbl9oZWFkZXJfdmFsdWVfY29tcGxldGVgIGNhbGxiYWNrIGVycm9yAGBvbl9tZXNzYWdlX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25fbWV0aG9kX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25faGVhZGVyX2ZpZWxkX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25fY2h1bmtfZXh0ZW5zaW9uX25hbWVgIGNhbGxiYWNrIGVycm9yAFVuZXhwZWN0ZWQgY2hhciBpbiB1cmwgc2VydmVyAEludmFsaWQgaGVhZGVyIHZhbHVlIGNoYXIASW52YWxpZCBoZWFkZXIgZmllbGQgY2hhcgBTcGFuIGNhbGxiYWNrIGVycm9yIGluIG9uX3ZlcnNpb24ASW52YWxpZCBtaW5vciB2ZXJzaW9uAEludmFsaWQgbWFqb3IgdmVyc2lvbgBFeHBlY3RlZCBzcGFjZSBhZnRlciB2ZXJzaW9uAEV4cGVjdGVkIENSTEYgYWZ0ZXIgdmVyc2lvbgBJbnZhbGlkIEhUVFAgdmVyc2lvbgBJbnZhbGlkIGhlYWRlciB0b2tlbgBTcGFuIGNhbGxiYWNrIGVycm9yIGluIG9uX3VybABJbnZhbGlkIGNoYXJhY3RlcnMgaW4gdXJsAFVuZXhwZWN0ZWQgc3RhcnQgY2hhciBpbiB1cmwARG91YmxlIEAgaW4gdXJsAFNwYW4gY2FsbGJhY2sgZXJyb3IgaW4gb25fcHJvdG9jb2wARW1wdHkgQ29udGVudC1MZW5ndGgASW52YWxpZCBjaGFyYWN0ZXIgaW4gQ29udGVudC1MZW5ndGgAVHJhbnNmZXItRW5jb2RpbmcgY2FuJ3QgYmUgcHJlc2VudCB3aXRoIENvbnRlbnQtTGVuZ3RoAER1cGxpY2F0ZSBDb250ZW50LUxlbmd0aABJbnZhbGlkIGNoYXIgaW4gdXJsIHBhdGgAQ29udGVudC1MZW5ndGggY2FuJ3QgYmUgcHJlc2VudCB3aXRoIFRyYW5zZmVyLUVuY29kaW5nAE1pc3NpbmcgZXhwZWN0ZWQgQ1IgYWZ0ZXIgY2h1bmsgc2l6ZQBFeHBlY3RlZCBMRiBhZnRlciBjaHVuayBzaXplAEludmFsaWQgY2hhcmFjdGVyIGluIGNodW5rIHNpemUAU3BhbiBjYWxsYmFjayBlcnJvciBpbiBvbl9oZWFkZXJfdmFsdWUAU3BhbiBjYWxsYmFjayBlcnJvciBpbiBvbl9jaHVua19leHRlbnNpb25fdmFsdWUASW52YWxpZCBjaGFyYWN0ZXIgaW4gY2h1bmsgZXh0ZW5zaW9ucyB2YWx1ZQBVbmV4cGVjdGVkIHdoaXRlc3BhY2UgYWZ0ZXIgaGVhZGVyIHZhbHVlAE1pc3NpbmcgZXhwZWN0ZWQgQ1IgYWZ0ZXIgaGVhZGVyIHZhbHVlAE1pc3NpbmcgZXhwZWN0ZWQgTEYgYWZ0ZXIgaGVhZGVyIHZhbHVlAEludmFsaWQgYFRyYW5zZmVyLUVuY29kaW5nYCBoZWFkZXIgdmFsdWUATWlzc2luZyBleHBlY3RlZCBDUiBhZnRlciBjaHVuayBleHRlbnNpb24gdmFsdWUASW52YWxpZCBjaGFyYWN0ZXIgaW4gY2h1bmsgZXh0ZW5zaW9ucyBxdW90ZSB2YWx1ZQBJbnZhbGlkIHF1b3RlZC1wYWlyIGluIGNodW5rIGV4dGVuc2lvbnMgcXVvdGVkIHZhbHVlAEludmFsaWQgY2hhcmFjdGVyIGluIGNodW5rIGV4dGVuc2lvbnMgcXVvdGVkIHZhbHVlAFBhdXNlZCBieSBvbl9oZWFkZXJzX2NvbXBsZXRlAEludmFsaWQgRU9GIHN0YXRlAG9uX3Jlc2V0IHBhdXNlAG9uX2NodW5rX2hlYWRlciBwYXVzZQBvbl9tZXNzYWdlX2JlZ2luIHBhdXNlAG9uX2NodW5rX2V4dGVuc2lvbl92YWx1ZSBwYXVzZQBvbl9zdGF0dXNfY29tcGxldGUgcGF1c2UAb25fdmVyc2lvbl9jb21wbGV0ZSBwYXVzZQBvbl91cmxfY29tcGxldGUgcGF1c2UAb25fcHJvdG9jb2xfY29tcGxldGUgcGF1c2UAb25fY2h1bmtfY29tcGxldGUgcGF1c2UAb25faGVhZGVyX3ZhbHVlX2NvbXBsZXRlIHBhdXNlAG9uX21lc3NhZ2VfY29tcGxldGUgcGF1c2UAb25fbWV0aG9kX2NvbXBsZXRlIHBhdXNlAG9uX2hlYWRlcl9maWVsZF9jb21wbGV0ZSBwYXVzZQBvbl9jaHVua19leHRlbnNpb25fbmFtZSBwYXVzZQBVbmV4cGVjdGVkIHNwYWNlIGFmdGVyIHN0YXJ0IGxpbmUATWlzc2luZyBleHBlY3RlZCBDUiBhZnRlciByZXNwb25zZSBsaW5lAFNwYW4gY2FsbGJhY2sgZXJyb3IgaW4gb25fY2h1bmtfZXh0ZW5zaW9uX25hbWUASW52YWxpZCBjaGFyYWN0ZXIgaW4gY2h1bmsgZXh0ZW5zaW9ucyBuYW1lAE1pc3NpbmcgZXhwZWN0ZWQgQ1IgYWZ0ZXIgY2h1bmsgZXh0ZW5zaW9uIG5hbWUASW52YWxpZCBzdGF0dXMgY29kZQBQYXVzZSBvbiBDT05ORUNUL1VwZ3JhZGUAUGF1c2Ugb24gUFJJL1VwZ3JhZGUARXhwZWN0ZWQgSFRUUC8yIENvbm5lY3Rpb24gUHJlZmFjZQBTcGFuIGNhbGxiYWNrIGVycm9yIGluIG9uX21ldGhvZABFeHBlY3RlZCBzcGFjZSBhZnRlciBtZXRob2QAU3BhbiBjYWxsYmFjayBlcnJvciBpbiBvbl9oZWFkZXJfZmllbGQAUGF1c2VkAEludmFsaWQgd29yZCBlbmNvdW50ZXJlZABJbnZhbGlkIG1ldGhvZCBlbmNvdW50ZXJlZABNaXNzaW5nIGV4cGVjdGVkIENSIGFmdGVyIGNodW5rIGRhdGEARXhwZWN0ZWQgTEYgYWZ0ZXIgY2h1bmsgZGF0YQBVbmV4cGVjdGVkIGNoYXIgaW4gdXJsIHNjaGVtYQBSZXF1ZXN0IGhhcyBpbnZhbGlkIGBUcmFuc2Zlci1FbmNvZGluZ2AARGF0YSBhZnRlciBgQ29ubmVjdGlvbjogY2xvc2VgAFNXSVRDSF9QUk9YWQBVU0VfUFJPWFkATUtBQ1RJVklUWQBVTlBST0NFU1NBQkxFX0VOVElUWQBRVUVSWQBDT1BZAE1PVkVEX1BFUk1BTkVOVExZAFRPT19FQVJMWQBOT1RJRlkARkFJTEVEX0RFUEVOREVOQ1kAQkFEX0dBVEVXQVkAUExBWQBQVVQAQ0hFQ0tPVVQAR0FURVdBWV9USU1FT1VUAFJFUVVFU1RfVElNRU9VVABORVRXT1JLX0NPTk5FQ1RfVElNRU9VVABDT05ORUNUSU9OX1RJTUVPVVQATE9HSU5fVElNRU9VVABORVRXT1JLX1JFQURfVElNRU9VVABQT1NUAE1JU0RJUkVDVEVEX1JFUVVFU1QAQ0xJRU5UX0NMT1NFRF9SRVFVRVNUAENMSUVOVF9DTE9TRURfTE9BRF9CQUxBTkNFRF9SRVFVRVNUAEJBRF9SRVFVRVNUAEhUVFBfUkVRVUVTVF9TRU5UX1RPX0hUVFBTX1BPUlQAUkVQT1JUAElNX0FfVEVBUE9UAFJFU0VUX0NPTlRFTlQATk9fQ09OVEVOVABQQVJUSUFMX0NPTlRFTlQASFBFX0lOVkFMSURfQ09OU1RBTlQASFBFX0NCX1JFU0VUAEdFVABIUEVfU1RSSUNUAENPTkZMSUNUAFRFTVBPUkFSWV9SRURJUkVDVABQRVJNQU5FTlRfUkVESVJFQ1QAQ09OTkVDVABNVUxUSV9TVEFUVVMASFBFX0lOVkFMSURfU1RBVFVTAFRPT19NQU5ZX1JFUVVFU1RTAEVBUkxZX0hJTlRTAFVOQVZBSUxBQkxFX0ZPUl9MRUdBTF9SRUFTT05TAE9QVElPTlMAU1dJVENISU5HX1BST1RPQ09MUwBWQVJJQU5UX0FMU09fTkVHT1RJQVRFUwBNVUxUSVBMRV9DSE9JQ0VTAElOVEVSTkFMX1NFUlZFUl9FUlJPUgBXRUJfU0VSVkVSX1VOS05PV05fRVJST1IAUkFJTEdVTl9FUlJPUgBJREVOVElUWV9QUk9WSURFUl9BVVRIRU5USUNBVElPTl9FUlJPUgBTU0xfQ0VSVElGSUNBVEVfRVJST1IASU5WQUxJRF9YX0ZPUldBUkRFRF9GT1IAU0VUX1BBUkFNRVRFUgBHRVRfUEFSQU1FVEVSAEhQRV9VU0VSAFNFRV9PVEhFUgBIUEVfQ0JfQ0hVTktfSEVBREVSAEV4cGVjdGVkIExGIGFmdGVyIENSAE1LQ0FMRU5EQVIAU0VUVVAAV0VCX1NFUlZFUl9JU19ET1dOAFRFQVJET1dOAEhQRV9DTE9TRURfQ09OTkVDVElPTgBIRVVSSVNUSUNfRVhQSVJBVElPTgBESVNDT05ORUNURURfT1BFUkFUSU9OAE5PTl9BVVRIT1JJVEFUSVZFX0lORk9STUFUSU9OAEhQRV9JTlZBTElEX1ZFUlNJT04ASFBFX0NCX01FU1NBR0VfQkVHSU4AU0lURV9JU19GUk9aRU4ASFBFX0lOVkFMSURfSEVBREVSX1RPS0VOAElOVkFMSURfVE9LRU4ARk9SQklEREVOAEVOSEFOQ0VfWU9VUl9DQUxNAEhQRV9JTlZBTElEX1VSTABCTE9DS0VEX0JZX1BBUkVOVEFMX0NPTlRST0wATUtDT0wAQUNMAEhQRV9JTlRFUk5BTABSRVFVRVNUX0hFQURFUl9GSUVMRFNfVE9PX0xBUkdFX1VOT0ZGSUNJQUwASFBFX09LAFVOTElOSwBVTkxPQ0sAUFJJAFJFVFJZX1dJVEgASFBFX0lOVkFMSURfQ09OVEVOVF9MRU5HVEgASFBFX1VORVhQRUNURURfQ09OVEVOVF9MRU5HVEgARkxVU0gAUFJPUFBBVENIAE0tU0VBUkNIAFVSSV9UT09fTE9ORwBQUk9DRVNTSU5HAE1JU0NFTExBTkVPVVNfUEVSU0lTVEVOVF9XQVJOSU5HAE1JU0NFTExBTkVPVVNfV0FSTklORwBIUEVfSU5WQUxJRF9UUkFOU0ZFUl9FTkNPRElORwBFeHBlY3RlZCBDUkxGAEhQRV9JTlZBTElEX0NIVU5LX1NJWkUATU9WRQBDT05USU5VRQBIUEVfQ0JfU1RBVFVTX0NPTVBMRVRFAEhQRV9DQl9IRUFERVJTX0NPTVBMRVRFAEhQRV9DQl9WRVJTSU9OX0NPTVBMRVRFAEhQRV9DQl9VUkxfQ09NUExFVEUASFBFX0NCX1BST1RPQ09MX0NPTVBMRVRFAEhQRV9DQl9DSFVOS19DT01QTEVURQBIUEVfQ0JfSEVBREVSX1ZBTFVFX0NPTVBMRVRFAEhQRV9DQl9DSFVOS19FWFRFTlNJT05fVkFMVUVfQ09NUExFVEUASFBFX0NCX0NIVU5LX0VYVEVOU0lPTl9OQU1FX0NPTVBMRVRFAEhQRV9DQl9NRVNTQUdFX0NPTVBMRVRFAEhQRV9DQl9NRVRIT0RfQ09NUExFVEUASFBFX0NCX0hFQURFUl9GSUVMRF9DT01QTEVURQBERUxFVEUASFBFX0lOVkFMSURfRU9GX1NUQVRFAElOVkFMSURfU1NMX0NFUlRJRklDQVRFAFBBVVNFAE5PX1JFU1BPTlNFAFVOU1VQUE9SVEVEX01FRElBX1RZUEUAR09ORQBOT1RfQUNDRVBUQUJMRQBTRVJWSUNFX1VOQVZBSUxBQkxFAFJBTkdFX05PVF9TQVRJU0ZJQUJMRQBPUklHSU5fSVNfVU5SRUFDSEFCTEUAUkVTUE9OU0VfSVNfU1RBTEUAUFVSR0UATUVSR0UAUkVRVUVTVF9IRUFERVJfRklFTERTX1RPT19MQVJHRQBSRVFVRVNUX0hFQURFUl9UT09fTEFSR0UAUEFZTE9BRF9UT09fTEFSR0UASU5TVUZGSUNJRU5UX1NUT1JBR0UASFBFX1BBVVNFRF9VUEdSQURFAEhQRV9QQVVTRURfSDJfVVBHUkFERQBTT1VSQ0UAQU5OT1VOQ0UAVFJBQ0UASFBFX1VORVhQRUNURURfU1BBQ0UAREVTQ1JJQkUAVU5TVUJTQ1JJQkUAUkVDT1JEAEhQRV9JTlZBTElEX01FVEhPRABOT1RfRk9VTkQAUFJPUEZJTkQAVU5CSU5EAFJFQklORABVTkFVVEhPUklaRUQATUVUSE9EX05PVF9BTExPV0VEAEhUVFBfVkVSU0lPTl9OT1RfU1VQUE9SVEVEAEFMUkVBRFlfUkVQT1JURUQAQUNDRVBURUQATk9UX0lNUExFTUVOVEVEAExPT1BfREVURUNURUQASFBFX0NSX0VYUEVDVEVEAEhQRV9MRl9FWFBFQ1RFRABDUkVBVEVEAElNX1VTRUQASFBFX1BBVVNFRABUSU1FT1VUX09DQ1VSRUQAUEFZTUVOVF9SRVFVSVJFRABQUkVDT05ESVRJT05fUkVRVUlSRUQAUFJPWFlfQVVUSEVOVElDQVRJT05fUkVRVUlSRUQATkVUV09SS19BVVRIRU5USUNBVElPTl9SRVFVSVJFRABMRU5HVEhfUkVRVUlSRUQAU1NMX0NFUlRJRklDQVRFX1JFUVVJUkVEAFVQR1JBREVfUkVRVUlSRUQAUEFHRV9FWFBJUkVEAFBSRUNPTkRJVElPTl9GQUlMRUQARVhQRUNUQVRJT05fRkFJTEVEAFJFVkFMSURBVElPTl9GQUlMRUQAU1NMX0hBTkRTSEFLRV9GQUlMRUQATE9DS0VEAFRSQU5TRk9STUFUSU9OX0FQUExJRUQATk9UX01PRElGSUVEAE5PVF9FWFRFTkRFRABCQU5EV0lEVEhfTElNSVRfRVhDRUVERUQAU0lURV9JU19PVkVSTE9BREVEAEhFQUQARXhwZWN0ZWQgSFRUUC8sIFJUU1AvIG9yIElDRS8A5xUAAK8VAACkEgAAkhoAACYWAACeFAAA2xkAAHkVAAB+EgAA/hQAADYVAAALFgAA2BYAAPMSAABCGAAArBYAABIVAAAUFwAA7xcAAEgUAABxFwAAshoAAGsZAAB+GQAANRQAAIIaAABEFwAA/RYAAB4YAACHFwAAqhkAAJMSAAAHGAAALBcAAMoXAACkFwAA5xUAAOcVAABYFwAAOxgAAKASAAAtHAAAwxEAAEgRAADeEgAAQhMAAKQZAAD9EAAA9xUAAKUVAADvFgAA+BkAAEoWAABWFgAA9RUAAAoaAAAIGgAAARoAAKsVAABCEgAA1xAAAEwRAAAFGQAAVBYAAB4RAADKGQAAyBkAAE4WAAD/GAAAcRQAAPAVAADuFQAAlBkAAPwVAAC/GQAAmxkAAHwUAABDEQAAcBgAAJUUAAAnFAAAGRQAANUSAADUGQAARBYAAPcQAEG5OwsBAQBB0DsL4AEBAQIBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEDAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQBBuj0LBAEAAAIAQdE9C14DBAMDAwMDAAADAwADAwADAwMDAwMDAwMDAAUAAAAAAAMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAAAAAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAAwADAEG6PwsEAQAAAgBB0T8LXgMAAwMDAwMAAAMDAAMDAAMDAwMDAwMDAwMABAAFAAAAAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAAAADAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwADAAMAQbDBAAsNbG9zZWVlcC1hbGl2ZQBBycEACwEBAEHgwQAL4AEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQBBycMACwEBAEHgwwAL5wEBAQEBAQEBAQEBAQECAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAWNodW5rZWQAQfHFAAteAQABAQEBAQAAAQEAAQEAAQEBAQEBAQEBAQAAAAAAAAABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQAAAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAAEAAQBB0McACyFlY3Rpb25lbnQtbGVuZ3Rob25yb3h5LWNvbm5lY3Rpb24AQYDIAAsgcmFuc2Zlci1lbmNvZGluZ3BncmFkZQ0KDQpTTQ0KDQoAQanIAAsFAQIAAQMAQcDIAAtfBAUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUAQanKAAsFAQIAAQMAQcDKAAtfBAUFBgUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUAQanMAAsEAQAAAQBBwcwAC14CAgACAgICAgICAgICAgICAgICAgICAgICAgICAgIAAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAEGpzgALBQECAAEDAEHAzgALXwQFAAAFBQUFBQUFBQUFBQYFBQUFBQUFBQUFBQUABQAHCAUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQAFAAUABQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUAAAAFAEGp0AALBQEBAAEBAEHA0AALAQEAQdrQAAtBAgAAAAAAAAMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAAAAAAAAAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAQanSAAsFAQEAAQEAQcDSAAsBAQBBytIACwYCAAAAAAIAQeHSAAs6AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAAAAAAAADAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwBBoNQAC50BTk9VTkNFRUNLT1VUTkVDVEVURUNSSUJFTFVTSEVURUFEU0VBUkNIUkdFQ1RJVklUWUxFTkRBUlZFT1RJRllQVElPTlNDSFNFQVlTVEFUQ0hHRVVFUllPUkRJUkVDVE9SVFJDSFBBUkFNRVRFUlVSQ0VCU0NSSUJFQVJET1dOQUNFSU5ETktDS1VCU0NSSUJFVFRQQ0VUU1BBRFRQLw=='

let wasmBuffer

Object.defineProperty(module, 'exports', {
  get: () => {
    return wasmBuffer
      ? wasmBuffer
      : (wasmBuffer = Buffer.from(wasmBase64, 'base64'))
  }
})


/***/ }),

/***/ 166:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

/* module decorator */ module = __nccwpck_require__.nmd(module);


const { Buffer } = __nccwpck_require__(4573)

const wasmBase64 = 'AGFzbQEAAAABJwdgAX8Bf2ADf39/AX9gAn9/AGABfwBgBH9/f38Bf2AAAGADf39/AALLAQgDZW52GHdhc21fb25faGVhZGVyc19jb21wbGV0ZQAEA2VudhV3YXNtX29uX21lc3NhZ2VfYmVnaW4AAANlbnYLd2FzbV9vbl91cmwAAQNlbnYOd2FzbV9vbl9zdGF0dXMAAQNlbnYUd2FzbV9vbl9oZWFkZXJfZmllbGQAAQNlbnYUd2FzbV9vbl9oZWFkZXJfdmFsdWUAAQNlbnYMd2FzbV9vbl9ib2R5AAEDZW52GHdhc21fb25fbWVzc2FnZV9jb21wbGV0ZQAAAzU0BQYAAAMAAAAAAAADAQMAAwMDAAACAAAAAAICAgICAgICAgIBAQEBAQEBAQEBAwAAAwAAAAQFAXABExMFAwEAAgYIAX8BQcDZBAsHxQcoBm1lbW9yeQIAC19pbml0aWFsaXplAAgZX19pbmRpcmVjdF9mdW5jdGlvbl90YWJsZQEAC2xsaHR0cF9pbml0AAkYbGxodHRwX3Nob3VsZF9rZWVwX2FsaXZlADcMbGxodHRwX2FsbG9jAAsGbWFsbG9jADkLbGxodHRwX2ZyZWUADARmcmVlAAwPbGxodHRwX2dldF90eXBlAA0VbGxodHRwX2dldF9odHRwX21ham9yAA4VbGxodHRwX2dldF9odHRwX21pbm9yAA8RbGxodHRwX2dldF9tZXRob2QAEBZsbGh0dHBfZ2V0X3N0YXR1c19jb2RlABESbGxodHRwX2dldF91cGdyYWRlABIMbGxodHRwX3Jlc2V0ABMObGxodHRwX2V4ZWN1dGUAFBRsbGh0dHBfc2V0dGluZ3NfaW5pdAAVDWxsaHR0cF9maW5pc2gAFgxsbGh0dHBfcGF1c2UAFw1sbGh0dHBfcmVzdW1lABgbbGxodHRwX3Jlc3VtZV9hZnRlcl91cGdyYWRlABkQbGxodHRwX2dldF9lcnJubwAaF2xsaHR0cF9nZXRfZXJyb3JfcmVhc29uABsXbGxodHRwX3NldF9lcnJvcl9yZWFzb24AHBRsbGh0dHBfZ2V0X2Vycm9yX3BvcwAdEWxsaHR0cF9lcnJub19uYW1lAB4SbGxodHRwX21ldGhvZF9uYW1lAB8SbGxodHRwX3N0YXR1c19uYW1lACAabGxodHRwX3NldF9sZW5pZW50X2hlYWRlcnMAISFsbGh0dHBfc2V0X2xlbmllbnRfY2h1bmtlZF9sZW5ndGgAIh1sbGh0dHBfc2V0X2xlbmllbnRfa2VlcF9hbGl2ZQAjJGxsaHR0cF9zZXRfbGVuaWVudF90cmFuc2Zlcl9lbmNvZGluZwAkGmxsaHR0cF9zZXRfbGVuaWVudF92ZXJzaW9uACUjbGxodHRwX3NldF9sZW5pZW50X2RhdGFfYWZ0ZXJfY2xvc2UAJidsbGh0dHBfc2V0X2xlbmllbnRfb3B0aW9uYWxfbGZfYWZ0ZXJfY3IAJyxsbGh0dHBfc2V0X2xlbmllbnRfb3B0aW9uYWxfY3JsZl9hZnRlcl9jaHVuawAoKGxsaHR0cF9zZXRfbGVuaWVudF9vcHRpb25hbF9jcl9iZWZvcmVfbGYAKSpsbGh0dHBfc2V0X2xlbmllbnRfc3BhY2VzX2FmdGVyX2NodW5rX3NpemUAKhhsbGh0dHBfbWVzc2FnZV9uZWVkc19lb2YANgkYAQBBAQsSAQIDBAUKBgcyNDMuKy8tLDAxCuzaAjQWAEHA1QAoAgAEQAALQcDVAEEBNgIACxQAIAAQOCAAIAI2AjggACABOgAoCxQAIAAgAC8BNCAALQAwIAAQNxAACx4BAX9BwAAQOiIBEDggAUGACDYCOCABIAA6ACggAQuPDAEHfwJAIABFDQAgAEEIayIBIABBBGsoAgAiAEF4cSIEaiEFAkAgAEEBcQ0AIABBA3FFDQEgASABKAIAIgBrIgFB1NUAKAIASQ0BIAAgBGohBAJAAkBB2NUAKAIAIAFHBEAgAEH/AU0EQCAAQQN2IQMgASgCCCIAIAEoAgwiAkYEQEHE1QBBxNUAKAIAQX4gA3dxNgIADAULIAIgADYCCCAAIAI2AgwMBAsgASgCGCEGIAEgASgCDCIARwRAIAAgASgCCCICNgIIIAIgADYCDAwDCyABQRRqIgMoAgAiAkUEQCABKAIQIgJFDQIgAUEQaiEDCwNAIAMhByACIgBBFGoiAygCACICDQAgAEEQaiEDIAAoAhAiAg0ACyAHQQA2AgAMAgsgBSgCBCIAQQNxQQNHDQIgBSAAQX5xNgIEQczVACAENgIAIAUgBDYCACABIARBAXI2AgQMAwtBACEACyAGRQ0AAkAgASgCHCICQQJ0QfTXAGoiAygCACABRgRAIAMgADYCACAADQFByNUAQcjVACgCAEF+IAJ3cTYCAAwCCyAGQRBBFCAGKAIQIAFGG2ogADYCACAARQ0BCyAAIAY2AhggASgCECICBEAgACACNgIQIAIgADYCGAsgAUEUaigCACICRQ0AIABBFGogAjYCACACIAA2AhgLIAEgBU8NACAFKAIEIgBBAXFFDQACQAJAAkACQCAAQQJxRQRAQdzVACgCACAFRgRAQdzVACABNgIAQdDVAEHQ1QAoAgAgBGoiADYCACABIABBAXI2AgQgAUHY1QAoAgBHDQZBzNUAQQA2AgBB2NUAQQA2AgAMBgtB2NUAKAIAIAVGBEBB2NUAIAE2AgBBzNUAQczVACgCACAEaiIANgIAIAEgAEEBcjYCBCAAIAFqIAA2AgAMBgsgAEF4cSAEaiEEIABB/wFNBEAgAEEDdiEDIAUoAggiACAFKAIMIgJGBEBBxNUAQcTVACgCAEF+IAN3cTYCAAwFCyACIAA2AgggACACNgIMDAQLIAUoAhghBiAFIAUoAgwiAEcEQEHU1QAoAgAaIAAgBSgCCCICNgIIIAIgADYCDAwDCyAFQRRqIgMoAgAiAkUEQCAFKAIQIgJFDQIgBUEQaiEDCwNAIAMhByACIgBBFGoiAygCACICDQAgAEEQaiEDIAAoAhAiAg0ACyAHQQA2AgAMAgsgBSAAQX5xNgIEIAEgBGogBDYCACABIARBAXI2AgQMAwtBACEACyAGRQ0AAkAgBSgCHCICQQJ0QfTXAGoiAygCACAFRgRAIAMgADYCACAADQFByNUAQcjVACgCAEF+IAJ3cTYCAAwCCyAGQRBBFCAGKAIQIAVGG2ogADYCACAARQ0BCyAAIAY2AhggBSgCECICBEAgACACNgIQIAIgADYCGAsgBUEUaigCACICRQ0AIABBFGogAjYCACACIAA2AhgLIAEgBGogBDYCACABIARBAXI2AgQgAUHY1QAoAgBHDQBBzNUAIAQ2AgAMAQsgBEH/AU0EQCAEQXhxQezVAGohAAJ/QcTVACgCACICQQEgBEEDdnQiA3FFBEBBxNUAIAIgA3I2AgAgAAwBCyAAKAIICyICIAE2AgwgACABNgIIIAEgADYCDCABIAI2AggMAQtBHyECIARB////B00EQCAEQSYgBEEIdmciAGt2QQFxIABBAXRrQT5qIQILIAEgAjYCHCABQgA3AhAgAkECdEH01wBqIQACQEHI1QAoAgAiA0EBIAJ0IgdxRQRAIAAgATYCAEHI1QAgAyAHcjYCACABIAA2AhggASABNgIIIAEgATYCDAwBCyAEQRkgAkEBdmtBACACQR9HG3QhAiAAKAIAIQACQANAIAAiAygCBEF4cSAERg0BIAJBHXYhACACQQF0IQIgAyAAQQRxakEQaiIHKAIAIgANAAsgByABNgIAIAEgAzYCGCABIAE2AgwgASABNgIIDAELIAMoAggiACABNgIMIAMgATYCCCABQQA2AhggASADNgIMIAEgADYCCAtB5NUAQeTVACgCAEEBayIAQX8gABs2AgALCwcAIAAtACgLBwAgAC0AKgsHACAALQArCwcAIAAtACkLBwAgAC8BNAsHACAALQAwC0ABBH8gACgCGCEBIAAvAS4hAiAALQAoIQMgACgCOCEEIAAQOCAAIAQ2AjggACADOgAoIAAgAjsBLiAAIAE2AhgLhocCAwd/A34BeyABIAJqIQQCQCAAIgMoAgwiAA0AIAMoAgQEQCADIAE2AgQLIwBBEGsiCSQAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACfwJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQCADKAIcIgJBAmsO/AEB+QECAwQFBgcICQoLDA0ODxAREvgBE/cBFBX2ARYX9QEYGRobHB0eHyD9AfsBIfQBIiMkJSYnKCkqK/MBLC0uLzAxMvIB8QEzNPAB7wE1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk/6AVBRUlPuAe0BVOwBVesBVldYWVrqAVtcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AAYEBggGDAYQBhQGGAYcBiAGJAYoBiwGMAY0BjgGPAZABkQGSAZMBlAGVAZYBlwGYAZkBmgGbAZwBnQGeAZ8BoAGhAaIBowGkAaUBpgGnAagBqQGqAasBrAGtAa4BrwGwAbEBsgGzAbQBtQG2AbcBuAG5AboBuwG8Ab0BvgG/AcABwQHCAcMBxAHFAcYBxwHIAckBygHLAcwBzQHOAekB6AHPAecB0AHmAdEB0gHTAdQB5QHVAdYB1wHYAdkB2gHbAdwB3QHeAd8B4AHhAeIB4wEA/AELQQAM4wELQQ4M4gELQQ0M4QELQQ8M4AELQRAM3wELQRMM3gELQRQM3QELQRUM3AELQRYM2wELQRcM2gELQRgM2QELQRkM2AELQRoM1wELQRsM1gELQRwM1QELQR0M1AELQR4M0wELQR8M0gELQSAM0QELQSEM0AELQQgMzwELQSIMzgELQSQMzQELQSMMzAELQQcMywELQSUMygELQSYMyQELQScMyAELQSgMxwELQRIMxgELQREMxQELQSkMxAELQSoMwwELQSsMwgELQSwMwQELQd4BDMABC0EuDL8BC0EvDL4BC0EwDL0BC0ExDLwBC0EyDLsBC0EzDLoBC0E0DLkBC0HfAQy4AQtBNQy3AQtBOQy2AQtBDAy1AQtBNgy0AQtBNwyzAQtBOAyyAQtBPgyxAQtBOgywAQtB4AEMrwELQQsMrgELQT8MrQELQTsMrAELQQoMqwELQTwMqgELQT0MqQELQeEBDKgBC0HBAAynAQtBwAAMpgELQcIADKUBC0EJDKQBC0EtDKMBC0HDAAyiAQtBxAAMoQELQcUADKABC0HGAAyfAQtBxwAMngELQcgADJ0BC0HJAAycAQtBygAMmwELQcsADJoBC0HMAAyZAQtBzQAMmAELQc4ADJcBC0HPAAyWAQtB0AAMlQELQdEADJQBC0HSAAyTAQtB0wAMkgELQdUADJEBC0HUAAyQAQtB1gAMjwELQdcADI4BC0HYAAyNAQtB2QAMjAELQdoADIsBC0HbAAyKAQtB3AAMiQELQd0ADIgBC0HeAAyHAQtB3wAMhgELQeAADIUBC0HhAAyEAQtB4gAMgwELQeMADIIBC0HkAAyBAQtB5QAMgAELQeIBDH8LQeYADH4LQecADH0LQQYMfAtB6AAMewtBBQx6C0HpAAx5C0EEDHgLQeoADHcLQesADHYLQewADHULQe0ADHQLQQMMcwtB7gAMcgtB7wAMcQtB8AAMcAtB8gAMbwtB8QAMbgtB8wAMbQtB9AAMbAtB9QAMawtB9gAMagtBAgxpC0H3AAxoC0H4AAxnC0H5AAxmC0H6AAxlC0H7AAxkC0H8AAxjC0H9AAxiC0H+AAxhC0H/AAxgC0GAAQxfC0GBAQxeC0GCAQxdC0GDAQxcC0GEAQxbC0GFAQxaC0GGAQxZC0GHAQxYC0GIAQxXC0GJAQxWC0GKAQxVC0GLAQxUC0GMAQxTC0GNAQxSC0GOAQxRC0GPAQxQC0GQAQxPC0GRAQxOC0GSAQxNC0GTAQxMC0GUAQxLC0GVAQxKC0GWAQxJC0GXAQxIC0GYAQxHC0GZAQxGC0GaAQxFC0GbAQxEC0GcAQxDC0GdAQxCC0GeAQxBC0GfAQxAC0GgAQw/C0GhAQw+C0GiAQw9C0GjAQw8C0GkAQw7C0GlAQw6C0GmAQw5C0GnAQw4C0GoAQw3C0GpAQw2C0GqAQw1C0GrAQw0C0GsAQwzC0GtAQwyC0GuAQwxC0GvAQwwC0GwAQwvC0GxAQwuC0GyAQwtC0GzAQwsC0G0AQwrC0G1AQwqC0G2AQwpC0G3AQwoC0G4AQwnC0G5AQwmC0G6AQwlC0G7AQwkC0G8AQwjC0G9AQwiC0G+AQwhC0G/AQwgC0HAAQwfC0HBAQweC0HCAQwdC0EBDBwLQcMBDBsLQcQBDBoLQcUBDBkLQcYBDBgLQccBDBcLQcgBDBYLQckBDBULQcoBDBQLQcsBDBMLQcwBDBILQc0BDBELQc4BDBALQc8BDA8LQdABDA4LQdEBDA0LQdIBDAwLQdMBDAsLQdQBDAoLQdUBDAkLQdYBDAgLQeMBDAcLQdcBDAYLQdgBDAULQdkBDAQLQdoBDAMLQdsBDAILQd0BDAELQdwBCyECA0ACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAIAMCfwJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACfwJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACfwJAAkACQAJAAkACQAJAAn8CQAJAAkACfwJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkAgAwJ/AkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJ/AkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQCACDuMBAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISMkJScoKZ4DmwOaA5EDigODA4AD/QL7AvgC8gLxAu8C7QLoAucC5gLlAuQC3ALbAtoC2QLYAtcC1gLVAs8CzgLMAssCygLJAsgCxwLGAsQCwwK+ArwCugK5ArgCtwK2ArUCtAKzArICsQKwAq4CrQKpAqgCpwKmAqUCpAKjAqICoQKgAp8CmAKQAowCiwKKAoEC/gH9AfwB+wH6AfkB+AH3AfUB8wHwAesB6QHoAecB5gHlAeQB4wHiAeEB4AHfAd4B3QHcAdoB2QHYAdcB1gHVAdQB0wHSAdEB0AHPAc4BzQHMAcsBygHJAcgBxwHGAcUBxAHDAcIBwQHAAb8BvgG9AbwBuwG6AbkBuAG3AbYBtQG0AbMBsgGxAbABrwGuAa0BrAGrAaoBqQGoAacBpgGlAaQBowGiAZ8BngGZAZgBlwGWAZUBlAGTAZIBkQGQAY8BjQGMAYcBhgGFAYQBgwGCAX18e3p5dnV0UFFSU1RVCyABIARHDXJB/QEhAgy+AwsgASAERw2YAUHbASECDL0DCyABIARHDfEBQY4BIQIMvAMLIAEgBEcN/AFBhAEhAgy7AwsgASAERw2KAkH/ACECDLoDCyABIARHDZECQf0AIQIMuQMLIAEgBEcNlAJB+wAhAgy4AwsgASAERw0eQR4hAgy3AwsgASAERw0ZQRghAgy2AwsgASAERw3KAkHNACECDLUDCyABIARHDdUCQcYAIQIMtAMLIAEgBEcN1gJBwwAhAgyzAwsgASAERw3cAkE4IQIMsgMLIAMtADBBAUYNrQMMiQMLQQAhAAJAAkACQCADLQAqRQ0AIAMtACtFDQAgAy8BMiICQQJxRQ0BDAILIAMvATIiAkEBcUUNAQtBASEAIAMtAChBAUYNACADLwE0IgZB5ABrQeQASQ0AIAZBzAFGDQAgBkGwAkYNACACQcAAcQ0AQQAhACACQYgEcUGABEYNACACQShxQQBHIQALIANBADsBMiADQQA6ADECQCAARQRAIANBADoAMSADLQAuQQRxDQEMsQMLIANCADcDIAsgA0EAOgAxIANBAToANgxIC0EAIQACQCADKAI4IgJFDQAgAigCMCICRQ0AIAMgAhEAACEACyAARQ1IIABBFUcNYiADQQQ2AhwgAyABNgIUIANB0hs2AhAgA0EVNgIMQQAhAgyvAwsgASAERgRAQQYhAgyvAwsgAS0AAEEKRw0ZIAFBAWohAQwaCyADQgA3AyBBEiECDJQDCyABIARHDYoDQSMhAgysAwsgASAERgRAQQchAgysAwsCQAJAIAEtAABBCmsOBAEYGAAYCyABQQFqIQFBECECDJMDCyABQQFqIQEgA0Evai0AAEEBcQ0XQQAhAiADQQA2AhwgAyABNgIUIANBmSA2AhAgA0EZNgIMDKsDCyADIAMpAyAiDCAEIAFrrSIKfSILQgAgCyAMWBs3AyAgCiAMWg0YQQghAgyqAwsgASAERwRAIANBCTYCCCADIAE2AgRBFCECDJEDC0EJIQIMqQMLIAMpAyBQDa4CDEMLIAEgBEYEQEELIQIMqAMLIAEtAABBCkcNFiABQQFqIQEMFwsgA0Evai0AAEEBcUUNGQwmC0EAIQACQCADKAI4IgJFDQAgAigCUCICRQ0AIAMgAhEAACEACyAADRkMQgtBACEAAkAgAygCOCICRQ0AIAIoAlAiAkUNACADIAIRAAAhAAsgAA0aDCQLQQAhAAJAIAMoAjgiAkUNACACKAJQIgJFDQAgAyACEQAAIQALIAANGwwyCyADQS9qLQAAQQFxRQ0cDCILQQAhAAJAIAMoAjgiAkUNACACKAJUIgJFDQAgAyACEQAAIQALIAANHAxCC0EAIQACQCADKAI4IgJFDQAgAigCVCICRQ0AIAMgAhEAACEACyAADR0MIAsgASAERgRAQRMhAgygAwsCQCABLQAAIgBBCmsOBB8jIwAiCyABQQFqIQEMHwtBACEAAkAgAygCOCICRQ0AIAIoAlQiAkUNACADIAIRAAAhAAsgAA0iDEILIAEgBEYEQEEWIQIMngMLIAEtAABBwMEAai0AAEEBRw0jDIMDCwJAA0AgAS0AAEGwO2otAAAiAEEBRwRAAkAgAEECaw4CAwAnCyABQQFqIQFBISECDIYDCyAEIAFBAWoiAUcNAAtBGCECDJ0DCyADKAIEIQBBACECIANBADYCBCADIAAgAUEBaiIBEDQiAA0hDEELQQAhAAJAIAMoAjgiAkUNACACKAJUIgJFDQAgAyACEQAAIQALIAANIwwqCyABIARGBEBBHCECDJsDCyADQQo2AgggAyABNgIEQQAhAAJAIAMoAjgiAkUNACACKAJQIgJFDQAgAyACEQAAIQALIAANJUEkIQIMgQMLIAEgBEcEQANAIAEtAABBsD1qLQAAIgBBA0cEQCAAQQFrDgUYGiaCAyUmCyAEIAFBAWoiAUcNAAtBGyECDJoDC0EbIQIMmQMLA0AgAS0AAEGwP2otAAAiAEEDRwRAIABBAWsOBQ8RJxMmJwsgBCABQQFqIgFHDQALQR4hAgyYAwsgASAERwRAIANBCzYCCCADIAE2AgRBByECDP8CC0EfIQIMlwMLIAEgBEYEQEEgIQIMlwMLAkAgAS0AAEENaw4ULj8/Pz8/Pz8/Pz8/Pz8/Pz8/PwA/C0EAIQIgA0EANgIcIANBvws2AhAgA0ECNgIMIAMgAUEBajYCFAyWAwsgA0EvaiECA0AgASAERgRAQSEhAgyXAwsCQAJAAkAgAS0AACIAQQlrDhgCACkpASkpKSkpKSkpKSkpKSkpKSkpKQInCyABQQFqIQEgA0Evai0AAEEBcUUNCgwYCyABQQFqIQEMFwsgAUEBaiEBIAItAABBAnENAAtBACECIANBADYCHCADIAE2AhQgA0GfFTYCECADQQw2AgwMlQMLIAMtAC5BgAFxRQ0BC0EAIQACQCADKAI4IgJFDQAgAigCXCICRQ0AIAMgAhEAACEACyAARQ3mAiAAQRVGBEAgA0EkNgIcIAMgATYCFCADQZsbNgIQIANBFTYCDEEAIQIMlAMLQQAhAiADQQA2AhwgAyABNgIUIANBkA42AhAgA0EUNgIMDJMDC0EAIQIgA0EANgIcIAMgATYCFCADQb4gNgIQIANBAjYCDAySAwsgAygCBCEAQQAhAiADQQA2AgQgAyAAIAEgDKdqIgEQMiIARQ0rIANBBzYCHCADIAE2AhQgAyAANgIMDJEDCyADLQAuQcAAcUUNAQtBACEAAkAgAygCOCICRQ0AIAIoAlgiAkUNACADIAIRAAAhAAsgAEUNKyAAQRVGBEAgA0EKNgIcIAMgATYCFCADQesZNgIQIANBFTYCDEEAIQIMkAMLQQAhAiADQQA2AhwgAyABNgIUIANBkww2AhAgA0ETNgIMDI8DC0EAIQIgA0EANgIcIAMgATYCFCADQYIVNgIQIANBAjYCDAyOAwtBACECIANBADYCHCADIAE2AhQgA0HdFDYCECADQRk2AgwMjQMLQQAhAiADQQA2AhwgAyABNgIUIANB5h02AhAgA0EZNgIMDIwDCyAAQRVGDT1BACECIANBADYCHCADIAE2AhQgA0HQDzYCECADQSI2AgwMiwMLIAMoAgQhAEEAIQIgA0EANgIEIAMgACABEDMiAEUNKCADQQ02AhwgAyABNgIUIAMgADYCDAyKAwsgAEEVRg06QQAhAiADQQA2AhwgAyABNgIUIANB0A82AhAgA0EiNgIMDIkDCyADKAIEIQBBACECIANBADYCBCADIAAgARAzIgBFBEAgAUEBaiEBDCgLIANBDjYCHCADIAA2AgwgAyABQQFqNgIUDIgDCyAAQRVGDTdBACECIANBADYCHCADIAE2AhQgA0HQDzYCECADQSI2AgwMhwMLIAMoAgQhAEEAIQIgA0EANgIEIAMgACABEDMiAEUEQCABQQFqIQEMJwsgA0EPNgIcIAMgADYCDCADIAFBAWo2AhQMhgMLQQAhAiADQQA2AhwgAyABNgIUIANB4hc2AhAgA0EZNgIMDIUDCyAAQRVGDTNBACECIANBADYCHCADIAE2AhQgA0HWDDYCECADQSM2AgwMhAMLIAMoAgQhAEEAIQIgA0EANgIEIAMgACABEDQiAEUNJSADQRE2AhwgAyABNgIUIAMgADYCDAyDAwsgAEEVRg0wQQAhAiADQQA2AhwgAyABNgIUIANB1gw2AhAgA0EjNgIMDIIDCyADKAIEIQBBACECIANBADYCBCADIAAgARA0IgBFBEAgAUEBaiEBDCULIANBEjYCHCADIAA2AgwgAyABQQFqNgIUDIEDCyADQS9qLQAAQQFxRQ0BC0EXIQIM5gILQQAhAiADQQA2AhwgAyABNgIUIANB4hc2AhAgA0EZNgIMDP4CCyAAQTtHDQAgAUEBaiEBDAwLQQAhAiADQQA2AhwgAyABNgIUIANBkhg2AhAgA0ECNgIMDPwCCyAAQRVGDShBACECIANBADYCHCADIAE2AhQgA0HWDDYCECADQSM2AgwM+wILIANBFDYCHCADIAE2AhQgAyAANgIMDPoCCyADKAIEIQBBACECIANBADYCBCADIAAgARA0IgBFBEAgAUEBaiEBDPUCCyADQRU2AhwgAyAANgIMIAMgAUEBajYCFAz5AgsgAygCBCEAQQAhAiADQQA2AgQgAyAAIAEQNCIARQRAIAFBAWohAQzzAgsgA0EXNgIcIAMgADYCDCADIAFBAWo2AhQM+AILIABBFUYNI0EAIQIgA0EANgIcIAMgATYCFCADQdYMNgIQIANBIzYCDAz3AgsgAygCBCEAQQAhAiADQQA2AgQgAyAAIAEQNCIARQRAIAFBAWohAQwdCyADQRk2AhwgAyAANgIMIAMgAUEBajYCFAz2AgsgAygCBCEAQQAhAiADQQA2AgQgAyAAIAEQNCIARQRAIAFBAWohAQzvAgsgA0EaNgIcIAMgADYCDCADIAFBAWo2AhQM9QILIABBFUYNH0EAIQIgA0EANgIcIAMgATYCFCADQdAPNgIQIANBIjYCDAz0AgsgAygCBCEAIANBADYCBCADIAAgARAzIgBFBEAgAUEBaiEBDBsLIANBHDYCHCADIAA2AgwgAyABQQFqNgIUQQAhAgzzAgsgAygCBCEAIANBADYCBCADIAAgARAzIgBFBEAgAUEBaiEBDOsCCyADQR02AhwgAyAANgIMIAMgAUEBajYCFEEAIQIM8gILIABBO0cNASABQQFqIQELQSYhAgzXAgtBACECIANBADYCHCADIAE2AhQgA0GfFTYCECADQQw2AgwM7wILIAEgBEcEQANAIAEtAABBIEcNhAIgBCABQQFqIgFHDQALQSwhAgzvAgtBLCECDO4CCyABIARGBEBBNCECDO4CCwJAAkADQAJAIAEtAABBCmsOBAIAAAMACyAEIAFBAWoiAUcNAAtBNCECDO8CCyADKAIEIQAgA0EANgIEIAMgACABEDEiAEUNnwIgA0EyNgIcIAMgATYCFCADIAA2AgxBACECDO4CCyADKAIEIQAgA0EANgIEIAMgACABEDEiAEUEQCABQQFqIQEMnwILIANBMjYCHCADIAA2AgwgAyABQQFqNgIUQQAhAgztAgsgASAERwRAAkADQCABLQAAQTBrIgBB/wFxQQpPBEBBOiECDNcCCyADKQMgIgtCmbPmzJmz5swZVg0BIAMgC0IKfiIKNwMgIAogAK1C/wGDIgtCf4VWDQEgAyAKIAt8NwMgIAQgAUEBaiIBRw0AC0HAACECDO4CCyADKAIEIQAgA0EANgIEIAMgACABQQFqIgEQMSIADRcM4gILQcAAIQIM7AILIAEgBEYEQEHJACECDOwCCwJAA0ACQCABLQAAQQlrDhgAAqICogKpAqICogKiAqICogKiAqICogKiAqICogKiAqICogKiAqICogKiAgCiAgsgBCABQQFqIgFHDQALQckAIQIM7AILIAFBAWohASADQS9qLQAAQQFxDaUCIANBADYCHCADIAE2AhQgA0GXEDYCECADQQo2AgxBACECDOsCCyABIARHBEADQCABLQAAQSBHDRUgBCABQQFqIgFHDQALQfgAIQIM6wILQfgAIQIM6gILIANBAjoAKAw4C0EAIQIgA0EANgIcIANBvws2AhAgA0ECNgIMIAMgAUEBajYCFAzoAgtBACECDM4CC0ENIQIMzQILQRMhAgzMAgtBFSECDMsCC0EWIQIMygILQRghAgzJAgtBGSECDMgCC0EaIQIMxwILQRshAgzGAgtBHCECDMUCC0EdIQIMxAILQR4hAgzDAgtBHyECDMICC0EgIQIMwQILQSIhAgzAAgtBIyECDL8CC0ElIQIMvgILQeUAIQIMvQILIANBPTYCHCADIAE2AhQgAyAANgIMQQAhAgzVAgsgA0EbNgIcIAMgATYCFCADQaQcNgIQIANBFTYCDEEAIQIM1AILIANBIDYCHCADIAE2AhQgA0GYGjYCECADQRU2AgxBACECDNMCCyADQRM2AhwgAyABNgIUIANBmBo2AhAgA0EVNgIMQQAhAgzSAgsgA0ELNgIcIAMgATYCFCADQZgaNgIQIANBFTYCDEEAIQIM0QILIANBEDYCHCADIAE2AhQgA0GYGjYCECADQRU2AgxBACECDNACCyADQSA2AhwgAyABNgIUIANBpBw2AhAgA0EVNgIMQQAhAgzPAgsgA0ELNgIcIAMgATYCFCADQaQcNgIQIANBFTYCDEEAIQIMzgILIANBDDYCHCADIAE2AhQgA0GkHDYCECADQRU2AgxBACECDM0CC0EAIQIgA0EANgIcIAMgATYCFCADQd0ONgIQIANBEjYCDAzMAgsCQANAAkAgAS0AAEEKaw4EAAICAAILIAQgAUEBaiIBRw0AC0H9ASECDMwCCwJAAkAgAy0ANkEBRw0AQQAhAAJAIAMoAjgiAkUNACACKAJgIgJFDQAgAyACEQAAIQALIABFDQAgAEEVRw0BIANB/AE2AhwgAyABNgIUIANB3Bk2AhAgA0EVNgIMQQAhAgzNAgtB3AEhAgyzAgsgA0EANgIcIAMgATYCFCADQfkLNgIQIANBHzYCDEEAIQIMywILAkACQCADLQAoQQFrDgIEAQALQdsBIQIMsgILQdQBIQIMsQILIANBAjoAMUEAIQACQCADKAI4IgJFDQAgAigCACICRQ0AIAMgAhEAACEACyAARQRAQd0BIQIMsQILIABBFUcEQCADQQA2AhwgAyABNgIUIANBtAw2AhAgA0EQNgIMQQAhAgzKAgsgA0H7ATYCHCADIAE2AhQgA0GBGjYCECADQRU2AgxBACECDMkCCyABIARGBEBB+gEhAgzJAgsgAS0AAEHIAEYNASADQQE6ACgLQcABIQIMrgILQdoBIQIMrQILIAEgBEcEQCADQQw2AgggAyABNgIEQdkBIQIMrQILQfkBIQIMxQILIAEgBEYEQEH4ASECDMUCCyABLQAAQcgARw0EIAFBAWohAUHYASECDKsCCyABIARGBEBB9wEhAgzEAgsCQAJAIAEtAABBxQBrDhAABQUFBQUFBQUFBQUFBQUBBQsgAUEBaiEBQdYBIQIMqwILIAFBAWohAUHXASECDKoCC0H2ASECIAEgBEYNwgIgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABButUAai0AAEcNAyAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMwwILIAMoAgQhACADQgA3AwAgAyAAIAZBAWoiARAuIgBFBEBB4wEhAgyqAgsgA0H1ATYCHCADIAE2AhQgAyAANgIMQQAhAgzCAgtB9AEhAiABIARGDcECIAMoAgAiACAEIAFraiEFIAEgAGtBAWohBgJAA0AgAS0AACAAQbjVAGotAABHDQIgAEEBRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADMICCyADQYEEOwEoIAMoAgQhACADQgA3AwAgAyAAIAZBAWoiARAuIgANAwwCCyADQQA2AgALQQAhAiADQQA2AhwgAyABNgIUIANB5R82AhAgA0EINgIMDL8CC0HVASECDKUCCyADQfMBNgIcIAMgATYCFCADIAA2AgxBACECDL0CC0EAIQACQCADKAI4IgJFDQAgAigCQCICRQ0AIAMgAhEAACEACyAARQ1uIABBFUcEQCADQQA2AhwgAyABNgIUIANBgg82AhAgA0EgNgIMQQAhAgy9AgsgA0GPATYCHCADIAE2AhQgA0HsGzYCECADQRU2AgxBACECDLwCCyABIARHBEAgA0ENNgIIIAMgATYCBEHTASECDKMCC0HyASECDLsCCyABIARGBEBB8QEhAgy7AgsCQAJAAkAgAS0AAEHIAGsOCwABCAgICAgICAgCCAsgAUEBaiEBQdABIQIMowILIAFBAWohAUHRASECDKICCyABQQFqIQFB0gEhAgyhAgtB8AEhAiABIARGDbkCIAMoAgAiACAEIAFraiEGIAEgAGtBAmohBQNAIAEtAAAgAEG11QBqLQAARw0EIABBAkYNAyAAQQFqIQAgBCABQQFqIgFHDQALIAMgBjYCAAy5AgtB7wEhAiABIARGDbgCIAMoAgAiACAEIAFraiEGIAEgAGtBAWohBQNAIAEtAAAgAEGz1QBqLQAARw0DIABBAUYNAiAAQQFqIQAgBCABQQFqIgFHDQALIAMgBjYCAAy4AgtB7gEhAiABIARGDbcCIAMoAgAiACAEIAFraiEGIAEgAGtBAmohBQNAIAEtAAAgAEGw1QBqLQAARw0CIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBjYCAAy3AgsgAygCBCEAIANCADcDACADIAAgBUEBaiIBECsiAEUNAiADQewBNgIcIAMgATYCFCADIAA2AgxBACECDLYCCyADQQA2AgALIAMoAgQhACADQQA2AgQgAyAAIAEQKyIARQ2cAiADQe0BNgIcIAMgATYCFCADIAA2AgxBACECDLQCC0HPASECDJoCC0EAIQACQCADKAI4IgJFDQAgAigCNCICRQ0AIAMgAhEAACEACwJAIAAEQCAAQRVGDQEgA0EANgIcIAMgATYCFCADQeoNNgIQIANBJjYCDEEAIQIMtAILQc4BIQIMmgILIANB6wE2AhwgAyABNgIUIANBgBs2AhAgA0EVNgIMQQAhAgyyAgsgASAERgRAQesBIQIMsgILIAEtAABBL0YEQCABQQFqIQEMAQsgA0EANgIcIAMgATYCFCADQbI4NgIQIANBCDYCDEEAIQIMsQILQc0BIQIMlwILIAEgBEcEQCADQQ42AgggAyABNgIEQcwBIQIMlwILQeoBIQIMrwILIAEgBEYEQEHpASECDK8CCyABLQAAQTBrIgBB/wFxQQpJBEAgAyAAOgAqIAFBAWohAUHLASECDJYCCyADKAIEIQAgA0EANgIEIAMgACABEC8iAEUNlwIgA0HoATYCHCADIAE2AhQgAyAANgIMQQAhAgyuAgsgASAERgRAQecBIQIMrgILAkAgAS0AAEEuRgRAIAFBAWohAQwBCyADKAIEIQAgA0EANgIEIAMgACABEC8iAEUNmAIgA0HmATYCHCADIAE2AhQgAyAANgIMQQAhAgyuAgtBygEhAgyUAgsgASAERgRAQeUBIQIMrQILQQAhAEEBIQVBASEHQQAhAgJAAkACQAJAAkACfwJAAkACQAJAAkACQAJAIAEtAABBMGsOCgoJAAECAwQFBggLC0ECDAYLQQMMBQtBBAwEC0EFDAMLQQYMAgtBBwwBC0EICyECQQAhBUEAIQcMAgtBCSECQQEhAEEAIQVBACEHDAELQQAhBUEBIQILIAMgAjoAKyABQQFqIQECQAJAIAMtAC5BEHENAAJAAkACQCADLQAqDgMBAAIECyAHRQ0DDAILIAANAQwCCyAFRQ0BCyADKAIEIQAgA0EANgIEIAMgACABEC8iAEUNAiADQeIBNgIcIAMgATYCFCADIAA2AgxBACECDK8CCyADKAIEIQAgA0EANgIEIAMgACABEC8iAEUNmgIgA0HjATYCHCADIAE2AhQgAyAANgIMQQAhAgyuAgsgAygCBCEAIANBADYCBCADIAAgARAvIgBFDZgCIANB5AE2AhwgAyABNgIUIAMgADYCDAytAgtByQEhAgyTAgtBACEAAkAgAygCOCICRQ0AIAIoAkQiAkUNACADIAIRAAAhAAsCQCAABEAgAEEVRg0BIANBADYCHCADIAE2AhQgA0GkDTYCECADQSE2AgxBACECDK0CC0HIASECDJMCCyADQeEBNgIcIAMgATYCFCADQdAaNgIQIANBFTYCDEEAIQIMqwILIAEgBEYEQEHhASECDKsCCwJAIAEtAABBIEYEQCADQQA7ATQgAUEBaiEBDAELIANBADYCHCADIAE2AhQgA0GZETYCECADQQk2AgxBACECDKsCC0HHASECDJECCyABIARGBEBB4AEhAgyqAgsCQCABLQAAQTBrQf8BcSICQQpJBEAgAUEBaiEBAkAgAy8BNCIAQZkzSw0AIAMgAEEKbCIAOwE0IABB/v8DcSACQf//A3NLDQAgAyAAIAJqOwE0DAILQQAhAiADQQA2AhwgAyABNgIUIANBlR42AhAgA0ENNgIMDKsCCyADQQA2AhwgAyABNgIUIANBlR42AhAgA0ENNgIMQQAhAgyqAgtBxgEhAgyQAgsgASAERgRAQd8BIQIMqQILAkAgAS0AAEEwa0H/AXEiAkEKSQRAIAFBAWohAQJAIAMvATQiAEGZM0sNACADIABBCmwiADsBNCAAQf7/A3EgAkH//wNzSw0AIAMgACACajsBNAwCC0EAIQIgA0EANgIcIAMgATYCFCADQZUeNgIQIANBDTYCDAyqAgsgA0EANgIcIAMgATYCFCADQZUeNgIQIANBDTYCDEEAIQIMqQILQcUBIQIMjwILIAEgBEYEQEHeASECDKgCCwJAIAEtAABBMGtB/wFxIgJBCkkEQCABQQFqIQECQCADLwE0IgBBmTNLDQAgAyAAQQpsIgA7ATQgAEH+/wNxIAJB//8Dc0sNACADIAAgAmo7ATQMAgtBACECIANBADYCHCADIAE2AhQgA0GVHjYCECADQQ02AgwMqQILIANBADYCHCADIAE2AhQgA0GVHjYCECADQQ02AgxBACECDKgCC0HEASECDI4CCyABIARGBEBB3QEhAgynAgsCQAJAAkACQCABLQAAQQprDhcCAwMAAwMDAwMDAwMDAwMDAwMDAwMDAQMLIAFBAWoMBQsgAUEBaiEBQcMBIQIMjwILIAFBAWohASADQS9qLQAAQQFxDQggA0EANgIcIAMgATYCFCADQY0LNgIQIANBDTYCDEEAIQIMpwILIANBADYCHCADIAE2AhQgA0GNCzYCECADQQ02AgxBACECDKYCCyABIARHBEAgA0EPNgIIIAMgATYCBEEBIQIMjQILQdwBIQIMpQILAkACQANAAkAgAS0AAEEKaw4EAgAAAwALIAQgAUEBaiIBRw0AC0HbASECDKYCCyADKAIEIQAgA0EANgIEIAMgACABEC0iAEUEQCABQQFqIQEMBAsgA0HaATYCHCADIAA2AgwgAyABQQFqNgIUQQAhAgylAgsgAygCBCEAIANBADYCBCADIAAgARAtIgANASABQQFqCyEBQcEBIQIMigILIANB2QE2AhwgAyAANgIMIAMgAUEBajYCFEEAIQIMogILQcIBIQIMiAILIANBL2otAABBAXENASADQQA2AhwgAyABNgIUIANB5Bw2AhAgA0EZNgIMQQAhAgygAgsgASAERgRAQdkBIQIMoAILAkACQAJAIAEtAABBCmsOBAECAgACCyABQQFqIQEMAgsgAUEBaiEBDAELIAMtAC5BwABxRQ0BC0EAIQACQCADKAI4IgJFDQAgAigCPCICRQ0AIAMgAhEAACEACyAARQ2gASAAQRVGBEAgA0HZADYCHCADIAE2AhQgA0G3GjYCECADQRU2AgxBACECDJ8CCyADQQA2AhwgAyABNgIUIANBgA02AhAgA0EbNgIMQQAhAgyeAgsgA0EANgIcIAMgATYCFCADQdwoNgIQIANBAjYCDEEAIQIMnQILIAEgBEcEQCADQQw2AgggAyABNgIEQb8BIQIMhAILQdgBIQIMnAILIAEgBEYEQEHXASECDJwCCwJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkAgAS0AAEHBAGsOFQABAgNaBAUGWlpaBwgJCgsMDQ4PEFoLIAFBAWohAUH7ACECDJICCyABQQFqIQFB/AAhAgyRAgsgAUEBaiEBQYEBIQIMkAILIAFBAWohAUGFASECDI8CCyABQQFqIQFBhgEhAgyOAgsgAUEBaiEBQYkBIQIMjQILIAFBAWohAUGKASECDIwCCyABQQFqIQFBjQEhAgyLAgsgAUEBaiEBQZYBIQIMigILIAFBAWohAUGXASECDIkCCyABQQFqIQFBmAEhAgyIAgsgAUEBaiEBQaUBIQIMhwILIAFBAWohAUGmASECDIYCCyABQQFqIQFBrAEhAgyFAgsgAUEBaiEBQbQBIQIMhAILIAFBAWohAUG3ASECDIMCCyABQQFqIQFBvgEhAgyCAgsgASAERgRAQdYBIQIMmwILIAEtAABBzgBHDUggAUEBaiEBQb0BIQIMgQILIAEgBEYEQEHVASECDJoCCwJAAkACQCABLQAAQcIAaw4SAEpKSkpKSkpKSgFKSkpKSkoCSgsgAUEBaiEBQbgBIQIMggILIAFBAWohAUG7ASECDIECCyABQQFqIQFBvAEhAgyAAgtB1AEhAiABIARGDZgCIAMoAgAiACAEIAFraiEFIAEgAGtBB2ohBgJAA0AgAS0AACAAQajVAGotAABHDUUgAEEHRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADJkCCyADQQA2AgAgBkEBaiEBQRsMRQsgASAERgRAQdMBIQIMmAILAkACQCABLQAAQckAaw4HAEdHR0dHAUcLIAFBAWohAUG5ASECDP8BCyABQQFqIQFBugEhAgz+AQtB0gEhAiABIARGDZYCIAMoAgAiACAEIAFraiEFIAEgAGtBAWohBgJAA0AgAS0AACAAQabVAGotAABHDUMgAEEBRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADJcCCyADQQA2AgAgBkEBaiEBQQ8MQwtB0QEhAiABIARGDZUCIAMoAgAiACAEIAFraiEFIAEgAGtBAWohBgJAA0AgAS0AACAAQaTVAGotAABHDUIgAEEBRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADJYCCyADQQA2AgAgBkEBaiEBQSAMQgtB0AEhAiABIARGDZQCIAMoAgAiACAEIAFraiEFIAEgAGtBAmohBgJAA0AgAS0AACAAQaHVAGotAABHDUEgAEECRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADJUCCyADQQA2AgAgBkEBaiEBQRIMQQsgASAERgRAQc8BIQIMlAILAkACQCABLQAAQcUAaw4OAENDQ0NDQ0NDQ0NDQwFDCyABQQFqIQFBtQEhAgz7AQsgAUEBaiEBQbYBIQIM+gELQc4BIQIgASAERg2SAiADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEGe1QBqLQAARw0/IABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyTAgsgA0EANgIAIAZBAWohAUEHDD8LQc0BIQIgASAERg2RAiADKAIAIgAgBCABa2ohBSABIABrQQVqIQYCQANAIAEtAAAgAEGY1QBqLQAARw0+IABBBUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAySAgsgA0EANgIAIAZBAWohAUEoDD4LIAEgBEYEQEHMASECDJECCwJAAkACQCABLQAAQcUAaw4RAEFBQUFBQUFBQQFBQUFBQQJBCyABQQFqIQFBsQEhAgz5AQsgAUEBaiEBQbIBIQIM+AELIAFBAWohAUGzASECDPcBC0HLASECIAEgBEYNjwIgAygCACIAIAQgAWtqIQUgASAAa0EGaiEGAkADQCABLQAAIABBkdUAai0AAEcNPCAAQQZGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMkAILIANBADYCACAGQQFqIQFBGgw8C0HKASECIAEgBEYNjgIgAygCACIAIAQgAWtqIQUgASAAa0EDaiEGAkADQCABLQAAIABBjdUAai0AAEcNOyAAQQNGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMjwILIANBADYCACAGQQFqIQFBIQw7CyABIARGBEBByQEhAgyOAgsCQAJAIAEtAABBwQBrDhQAPT09PT09PT09PT09PT09PT09AT0LIAFBAWohAUGtASECDPUBCyABQQFqIQFBsAEhAgz0AQsgASAERgRAQcgBIQIMjQILAkACQCABLQAAQdUAaw4LADw8PDw8PDw8PAE8CyABQQFqIQFBrgEhAgz0AQsgAUEBaiEBQa8BIQIM8wELQccBIQIgASAERg2LAiADKAIAIgAgBCABa2ohBSABIABrQQhqIQYCQANAIAEtAAAgAEGE1QBqLQAARw04IABBCEYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyMAgsgA0EANgIAIAZBAWohAUEqDDgLIAEgBEYEQEHGASECDIsCCyABLQAAQdAARw04IAFBAWohAUElDDcLQcUBIQIgASAERg2JAiADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEGB1QBqLQAARw02IABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyKAgsgA0EANgIAIAZBAWohAUEODDYLIAEgBEYEQEHEASECDIkCCyABLQAAQcUARw02IAFBAWohAUGrASECDO8BCyABIARGBEBBwwEhAgyIAgsCQAJAAkACQCABLQAAQcIAaw4PAAECOTk5OTk5OTk5OTkDOQsgAUEBaiEBQacBIQIM8QELIAFBAWohAUGoASECDPABCyABQQFqIQFBqQEhAgzvAQsgAUEBaiEBQaoBIQIM7gELQcIBIQIgASAERg2GAiADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEH+1ABqLQAARw0zIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyHAgsgA0EANgIAIAZBAWohAUEUDDMLQcEBIQIgASAERg2FAiADKAIAIgAgBCABa2ohBSABIABrQQRqIQYCQANAIAEtAAAgAEH51ABqLQAARw0yIABBBEYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyGAgsgA0EANgIAIAZBAWohAUErDDILQcABIQIgASAERg2EAiADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEH21ABqLQAARw0xIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyFAgsgA0EANgIAIAZBAWohAUEsDDELQb8BIQIgASAERg2DAiADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEGh1QBqLQAARw0wIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyEAgsgA0EANgIAIAZBAWohAUERDDALQb4BIQIgASAERg2CAiADKAIAIgAgBCABa2ohBSABIABrQQNqIQYCQANAIAEtAAAgAEHy1ABqLQAARw0vIABBA0YNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyDAgsgA0EANgIAIAZBAWohAUEuDC8LIAEgBEYEQEG9ASECDIICCwJAAkACQAJAAkAgAS0AAEHBAGsOFQA0NDQ0NDQ0NDQ0ATQ0AjQ0AzQ0BDQLIAFBAWohAUGbASECDOwBCyABQQFqIQFBnAEhAgzrAQsgAUEBaiEBQZ0BIQIM6gELIAFBAWohAUGiASECDOkBCyABQQFqIQFBpAEhAgzoAQsgASAERgRAQbwBIQIMgQILAkACQCABLQAAQdIAaw4DADABMAsgAUEBaiEBQaMBIQIM6AELIAFBAWohAUEEDC0LQbsBIQIgASAERg3/ASADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEHw1ABqLQAARw0sIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyAAgsgA0EANgIAIAZBAWohAUEdDCwLIAEgBEYEQEG6ASECDP8BCwJAAkAgAS0AAEHJAGsOBwEuLi4uLgAuCyABQQFqIQFBoQEhAgzmAQsgAUEBaiEBQSIMKwsgASAERgRAQbkBIQIM/gELIAEtAABB0ABHDSsgAUEBaiEBQaABIQIM5AELIAEgBEYEQEG4ASECDP0BCwJAAkAgAS0AAEHGAGsOCwAsLCwsLCwsLCwBLAsgAUEBaiEBQZ4BIQIM5AELIAFBAWohAUGfASECDOMBC0G3ASECIAEgBEYN+wEgAygCACIAIAQgAWtqIQUgASAAa0EDaiEGAkADQCABLQAAIABB7NQAai0AAEcNKCAAQQNGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM/AELIANBADYCACAGQQFqIQFBDQwoC0G2ASECIAEgBEYN+gEgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABBodUAai0AAEcNJyAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM+wELIANBADYCACAGQQFqIQFBDAwnC0G1ASECIAEgBEYN+QEgAygCACIAIAQgAWtqIQUgASAAa0EBaiEGAkADQCABLQAAIABB6tQAai0AAEcNJiAAQQFGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM+gELIANBADYCACAGQQFqIQFBAwwmC0G0ASECIAEgBEYN+AEgAygCACIAIAQgAWtqIQUgASAAa0EBaiEGAkADQCABLQAAIABB6NQAai0AAEcNJSAAQQFGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM+QELIANBADYCACAGQQFqIQFBJgwlCyABIARGBEBBswEhAgz4AQsCQAJAIAEtAABB1ABrDgIAAScLIAFBAWohAUGZASECDN8BCyABQQFqIQFBmgEhAgzeAQtBsgEhAiABIARGDfYBIAMoAgAiACAEIAFraiEFIAEgAGtBAWohBgJAA0AgAS0AACAAQebUAGotAABHDSMgAEEBRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPcBCyADQQA2AgAgBkEBaiEBQScMIwtBsQEhAiABIARGDfUBIAMoAgAiACAEIAFraiEFIAEgAGtBAWohBgJAA0AgAS0AACAAQeTUAGotAABHDSIgAEEBRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPYBCyADQQA2AgAgBkEBaiEBQRwMIgtBsAEhAiABIARGDfQBIAMoAgAiACAEIAFraiEFIAEgAGtBBWohBgJAA0AgAS0AACAAQd7UAGotAABHDSEgAEEFRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPUBCyADQQA2AgAgBkEBaiEBQQYMIQtBrwEhAiABIARGDfMBIAMoAgAiACAEIAFraiEFIAEgAGtBBGohBgJAA0AgAS0AACAAQdnUAGotAABHDSAgAEEERg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPQBCyADQQA2AgAgBkEBaiEBQRkMIAsgASAERgRAQa4BIQIM8wELAkACQAJAAkAgAS0AAEEtaw4jACQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkASQkJCQkAiQkJAMkCyABQQFqIQFBjgEhAgzcAQsgAUEBaiEBQY8BIQIM2wELIAFBAWohAUGUASECDNoBCyABQQFqIQFBlQEhAgzZAQtBrQEhAiABIARGDfEBIAMoAgAiACAEIAFraiEFIAEgAGtBAWohBgJAA0AgAS0AACAAQdfUAGotAABHDR4gAEEBRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADPIBCyADQQA2AgAgBkEBaiEBQQsMHgsgASAERgRAQawBIQIM8QELAkACQCABLQAAQcEAaw4DACABIAsgAUEBaiEBQZABIQIM2AELIAFBAWohAUGTASECDNcBCyABIARGBEBBqwEhAgzwAQsCQAJAIAEtAABBwQBrDg8AHx8fHx8fHx8fHx8fHwEfCyABQQFqIQFBkQEhAgzXAQsgAUEBaiEBQZIBIQIM1gELIAEgBEYEQEGqASECDO8BCyABLQAAQcwARw0cIAFBAWohAUEKDBsLQakBIQIgASAERg3tASADKAIAIgAgBCABa2ohBSABIABrQQVqIQYCQANAIAEtAAAgAEHR1ABqLQAARw0aIABBBUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzuAQsgA0EANgIAIAZBAWohAUEeDBoLQagBIQIgASAERg3sASADKAIAIgAgBCABa2ohBSABIABrQQZqIQYCQANAIAEtAAAgAEHK1ABqLQAARw0ZIABBBkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAztAQsgA0EANgIAIAZBAWohAUEVDBkLQacBIQIgASAERg3rASADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEHH1ABqLQAARw0YIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzsAQsgA0EANgIAIAZBAWohAUEXDBgLQaYBIQIgASAERg3qASADKAIAIgAgBCABa2ohBSABIABrQQVqIQYCQANAIAEtAAAgAEHB1ABqLQAARw0XIABBBUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzrAQsgA0EANgIAIAZBAWohAUEYDBcLIAEgBEYEQEGlASECDOoBCwJAAkAgAS0AAEHJAGsOBwAZGRkZGQEZCyABQQFqIQFBiwEhAgzRAQsgAUEBaiEBQYwBIQIM0AELQaQBIQIgASAERg3oASADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEGm1QBqLQAARw0VIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzpAQsgA0EANgIAIAZBAWohAUEJDBULQaMBIQIgASAERg3nASADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEGk1QBqLQAARw0UIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzoAQsgA0EANgIAIAZBAWohAUEfDBQLQaIBIQIgASAERg3mASADKAIAIgAgBCABa2ohBSABIABrQQJqIQYCQANAIAEtAAAgAEG+1ABqLQAARw0TIABBAkYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAznAQsgA0EANgIAIAZBAWohAUECDBMLQaEBIQIgASAERg3lASADKAIAIgAgBCABa2ohBSABIABrQQFqIQYDQCABLQAAIABBvNQAai0AAEcNESAAQQFGDQIgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM5QELIAEgBEYEQEGgASECDOUBC0EBIAEtAABB3wBHDREaIAFBAWohAUGHASECDMsBCyADQQA2AgAgBkEBaiEBQYgBIQIMygELQZ8BIQIgASAERg3iASADKAIAIgAgBCABa2ohBSABIABrQQhqIQYCQANAIAEtAAAgAEGE1QBqLQAARw0PIABBCEYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAzjAQsgA0EANgIAIAZBAWohAUEpDA8LQZ4BIQIgASAERg3hASADKAIAIgAgBCABa2ohBSABIABrQQNqIQYCQANAIAEtAAAgAEG41ABqLQAARw0OIABBA0YNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAziAQsgA0EANgIAIAZBAWohAUEtDA4LIAEgBEYEQEGdASECDOEBCyABLQAAQcUARw0OIAFBAWohAUGEASECDMcBCyABIARGBEBBnAEhAgzgAQsCQAJAIAEtAABBzABrDggADw8PDw8PAQ8LIAFBAWohAUGCASECDMcBCyABQQFqIQFBgwEhAgzGAQtBmwEhAiABIARGDd4BIAMoAgAiACAEIAFraiEFIAEgAGtBBGohBgJAA0AgAS0AACAAQbPUAGotAABHDQsgAEEERg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADN8BCyADQQA2AgAgBkEBaiEBQSMMCwtBmgEhAiABIARGDd0BIAMoAgAiACAEIAFraiEFIAEgAGtBAmohBgJAA0AgAS0AACAAQbDUAGotAABHDQogAEECRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADN4BCyADQQA2AgAgBkEBaiEBQQAMCgsgASAERgRAQZkBIQIM3QELAkACQCABLQAAQcgAaw4IAAwMDAwMDAEMCyABQQFqIQFB/QAhAgzEAQsgAUEBaiEBQYABIQIMwwELIAEgBEYEQEGYASECDNwBCwJAAkAgAS0AAEHOAGsOAwALAQsLIAFBAWohAUH+ACECDMMBCyABQQFqIQFB/wAhAgzCAQsgASAERgRAQZcBIQIM2wELIAEtAABB2QBHDQggAUEBaiEBQQgMBwtBlgEhAiABIARGDdkBIAMoAgAiACAEIAFraiEFIAEgAGtBA2ohBgJAA0AgAS0AACAAQazUAGotAABHDQYgAEEDRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADNoBCyADQQA2AgAgBkEBaiEBQQUMBgtBlQEhAiABIARGDdgBIAMoAgAiACAEIAFraiEFIAEgAGtBBWohBgJAA0AgAS0AACAAQabUAGotAABHDQUgAEEFRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADNkBCyADQQA2AgAgBkEBaiEBQRYMBQtBlAEhAiABIARGDdcBIAMoAgAiACAEIAFraiEFIAEgAGtBAmohBgJAA0AgAS0AACAAQaHVAGotAABHDQQgAEECRg0BIABBAWohACAEIAFBAWoiAUcNAAsgAyAFNgIADNgBCyADQQA2AgAgBkEBaiEBQRAMBAsgASAERgRAQZMBIQIM1wELAkACQCABLQAAQcMAaw4MAAYGBgYGBgYGBgYBBgsgAUEBaiEBQfkAIQIMvgELIAFBAWohAUH6ACECDL0BC0GSASECIAEgBEYN1QEgAygCACIAIAQgAWtqIQUgASAAa0EFaiEGAkADQCABLQAAIABBoNQAai0AAEcNAiAAQQVGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAM1gELIANBADYCACAGQQFqIQFBJAwCCyADQQA2AgAMAgsgASAERgRAQZEBIQIM1AELIAEtAABBzABHDQEgAUEBaiEBQRMLOgApIAMoAgQhACADQQA2AgQgAyAAIAEQLiIADQIMAQtBACECIANBADYCHCADIAE2AhQgA0H+HzYCECADQQY2AgwM0QELQfgAIQIMtwELIANBkAE2AhwgAyABNgIUIAMgADYCDEEAIQIMzwELQQAhAAJAIAMoAjgiAkUNACACKAJAIgJFDQAgAyACEQAAIQALIABFDQAgAEEVRg0BIANBADYCHCADIAE2AhQgA0GCDzYCECADQSA2AgxBACECDM4BC0H3ACECDLQBCyADQY8BNgIcIAMgATYCFCADQewbNgIQIANBFTYCDEEAIQIMzAELIAEgBEYEQEGPASECDMwBCwJAIAEtAABBIEYEQCABQQFqIQEMAQsgA0EANgIcIAMgATYCFCADQZsfNgIQIANBBjYCDEEAIQIMzAELQQIhAgyyAQsDQCABLQAAQSBHDQIgBCABQQFqIgFHDQALQY4BIQIMygELIAEgBEYEQEGNASECDMoBCwJAIAEtAABBCWsOBEoAAEoAC0H1ACECDLABCyADLQApQQVGBEBB9gAhAgywAQtB9AAhAgyvAQsgASAERgRAQYwBIQIMyAELIANBEDYCCCADIAE2AgQMCgsgASAERgRAQYsBIQIMxwELAkAgAS0AAEEJaw4ERwAARwALQfMAIQIMrQELIAEgBEcEQCADQRA2AgggAyABNgIEQfEAIQIMrQELQYoBIQIMxQELAkAgASAERwRAA0AgAS0AAEGg0ABqLQAAIgBBA0cEQAJAIABBAWsOAkkABAtB8AAhAgyvAQsgBCABQQFqIgFHDQALQYgBIQIMxgELQYgBIQIMxQELIANBADYCHCADIAE2AhQgA0HbIDYCECADQQc2AgxBACECDMQBCyABIARGBEBBiQEhAgzEAQsCQAJAAkAgAS0AAEGg0gBqLQAAQQFrDgNGAgABC0HyACECDKwBCyADQQA2AhwgAyABNgIUIANBtBI2AhAgA0EHNgIMQQAhAgzEAQtB6gAhAgyqAQsgASAERwRAIAFBAWohAUHvACECDKoBC0GHASECDMIBCyAEIAEiAEYEQEGGASECDMIBCyAALQAAIgFBL0YEQCAAQQFqIQFB7gAhAgypAQsgAUEJayICQRdLDQEgACEBQQEgAnRBm4CABHENQQwBCyAEIAEiAEYEQEGFASECDMEBCyAALQAAQS9HDQAgAEEBaiEBDAMLQQAhAiADQQA2AhwgAyAANgIUIANB2yA2AhAgA0EHNgIMDL8BCwJAAkACQAJAAkADQCABLQAAQaDOAGotAAAiAEEFRwRAAkACQCAAQQFrDghHBQYHCAAEAQgLQesAIQIMrQELIAFBAWohAUHtACECDKwBCyAEIAFBAWoiAUcNAAtBhAEhAgzDAQsgAUEBagwUCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNHiADQdsANgIcIAMgATYCFCADIAA2AgxBACECDMEBCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNHiADQd0ANgIcIAMgATYCFCADIAA2AgxBACECDMABCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNHiADQfoANgIcIAMgATYCFCADIAA2AgxBACECDL8BCyADQQA2AhwgAyABNgIUIANB+Q82AhAgA0EHNgIMQQAhAgy+AQsgASAERgRAQYMBIQIMvgELAkAgAS0AAEGgzgBqLQAAQQFrDgg+BAUGAAgCAwcLIAFBAWohAQtBAyECDKMBCyABQQFqDA0LQQAhAiADQQA2AhwgA0HREjYCECADQQc2AgwgAyABQQFqNgIUDLoBCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNFiADQdsANgIcIAMgATYCFCADIAA2AgxBACECDLkBCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNFiADQd0ANgIcIAMgATYCFCADIAA2AgxBACECDLgBCyADKAIEIQAgA0EANgIEIAMgACABECwiAEUNFiADQfoANgIcIAMgATYCFCADIAA2AgxBACECDLcBCyADQQA2AhwgAyABNgIUIANB+Q82AhAgA0EHNgIMQQAhAgy2AQtB7AAhAgycAQsgASAERgRAQYIBIQIMtQELIAFBAWoMAgsgASAERgRAQYEBIQIMtAELIAFBAWoMAQsgASAERg0BIAFBAWoLIQFBBCECDJgBC0GAASECDLABCwNAIAEtAABBoMwAai0AACIAQQJHBEAgAEEBRwRAQekAIQIMmQELDDELIAQgAUEBaiIBRw0AC0H/ACECDK8BCyABIARGBEBB/gAhAgyvAQsCQCABLQAAQQlrDjcvAwYvBAYGBgYGBgYGBgYGBgYGBgYGBgUGBgIGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYABgsgAUEBagshAUEFIQIMlAELIAFBAWoMBgsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDQggA0HbADYCHCADIAE2AhQgAyAANgIMQQAhAgyrAQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDQggA0HdADYCHCADIAE2AhQgAyAANgIMQQAhAgyqAQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDQggA0H6ADYCHCADIAE2AhQgAyAANgIMQQAhAgypAQsgA0EANgIcIAMgATYCFCADQY0UNgIQIANBBzYCDEEAIQIMqAELAkACQAJAAkADQCABLQAAQaDKAGotAAAiAEEFRwRAAkAgAEEBaw4GLgMEBQYABgtB6AAhAgyUAQsgBCABQQFqIgFHDQALQf0AIQIMqwELIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0HIANB2wA2AhwgAyABNgIUIAMgADYCDEEAIQIMqgELIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0HIANB3QA2AhwgAyABNgIUIAMgADYCDEEAIQIMqQELIAMoAgQhACADQQA2AgQgAyAAIAEQLCIARQ0HIANB+gA2AhwgAyABNgIUIAMgADYCDEEAIQIMqAELIANBADYCHCADIAE2AhQgA0HkCDYCECADQQc2AgxBACECDKcBCyABIARGDQEgAUEBagshAUEGIQIMjAELQfwAIQIMpAELAkACQAJAAkADQCABLQAAQaDIAGotAAAiAEEFRwRAIABBAWsOBCkCAwQFCyAEIAFBAWoiAUcNAAtB+wAhAgynAQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDQMgA0HbADYCHCADIAE2AhQgAyAANgIMQQAhAgymAQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDQMgA0HdADYCHCADIAE2AhQgAyAANgIMQQAhAgylAQsgAygCBCEAIANBADYCBCADIAAgARAsIgBFDQMgA0H6ADYCHCADIAE2AhQgAyAANgIMQQAhAgykAQsgA0EANgIcIAMgATYCFCADQbwKNgIQIANBBzYCDEEAIQIMowELQc8AIQIMiQELQdEAIQIMiAELQecAIQIMhwELIAEgBEYEQEH6ACECDKABCwJAIAEtAABBCWsOBCAAACAACyABQQFqIQFB5gAhAgyGAQsgASAERgRAQfkAIQIMnwELAkAgAS0AAEEJaw4EHwAAHwALQQAhAAJAIAMoAjgiAkUNACACKAI4IgJFDQAgAyACEQAAIQALIABFBEBB4gEhAgyGAQsgAEEVRwRAIANBADYCHCADIAE2AhQgA0HJDTYCECADQRo2AgxBACECDJ8BCyADQfgANgIcIAMgATYCFCADQeoaNgIQIANBFTYCDEEAIQIMngELIAEgBEcEQCADQQ02AgggAyABNgIEQeQAIQIMhQELQfcAIQIMnQELIAEgBEYEQEH2ACECDJ0BCwJAAkACQCABLQAAQcgAaw4LAAELCwsLCwsLCwILCyABQQFqIQFB3QAhAgyFAQsgAUEBaiEBQeAAIQIMhAELIAFBAWohAUHjACECDIMBC0H1ACECIAEgBEYNmwEgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABBtdUAai0AAEcNCCAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMnAELIAMoAgQhACADQgA3AwAgAyAAIAZBAWoiARArIgAEQCADQfQANgIcIAMgATYCFCADIAA2AgxBACECDJwBC0HiACECDIIBC0EAIQACQCADKAI4IgJFDQAgAigCNCICRQ0AIAMgAhEAACEACwJAIAAEQCAAQRVGDQEgA0EANgIcIAMgATYCFCADQeoNNgIQIANBJjYCDEEAIQIMnAELQeEAIQIMggELIANB8wA2AhwgAyABNgIUIANBgBs2AhAgA0EVNgIMQQAhAgyaAQsgAy0AKSIAQSNrQQtJDQkCQCAAQQZLDQBBASAAdEHKAHFFDQAMCgtBACECIANBADYCHCADIAE2AhQgA0HtCTYCECADQQg2AgwMmQELQfIAIQIgASAERg2YASADKAIAIgAgBCABa2ohBSABIABrQQFqIQYCQANAIAEtAAAgAEGz1QBqLQAARw0FIABBAUYNASAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAyZAQsgAygCBCEAIANCADcDACADIAAgBkEBaiIBECsiAARAIANB8QA2AhwgAyABNgIUIAMgADYCDEEAIQIMmQELQd8AIQIMfwtBACEAAkAgAygCOCICRQ0AIAIoAjQiAkUNACADIAIRAAAhAAsCQCAABEAgAEEVRg0BIANBADYCHCADIAE2AhQgA0HqDTYCECADQSY2AgxBACECDJkBC0HeACECDH8LIANB8AA2AhwgAyABNgIUIANBgBs2AhAgA0EVNgIMQQAhAgyXAQsgAy0AKUEhRg0GIANBADYCHCADIAE2AhQgA0GRCjYCECADQQg2AgxBACECDJYBC0HvACECIAEgBEYNlQEgAygCACIAIAQgAWtqIQUgASAAa0ECaiEGAkADQCABLQAAIABBsNUAai0AAEcNAiAAQQJGDQEgAEEBaiEAIAQgAUEBaiIBRw0ACyADIAU2AgAMlgELIAMoAgQhACADQgA3AwAgAyAAIAZBAWoiARArIgBFDQIgA0HtADYCHCADIAE2AhQgAyAANgIMQQAhAgyVAQsgA0EANgIACyADKAIEIQAgA0EANgIEIAMgACABECsiAEUNgAEgA0HuADYCHCADIAE2AhQgAyAANgIMQQAhAgyTAQtB3AAhAgx5C0EAIQACQCADKAI4IgJFDQAgAigCNCICRQ0AIAMgAhEAACEACwJAIAAEQCAAQRVGDQEgA0EANgIcIAMgATYCFCADQeoNNgIQIANBJjYCDEEAIQIMkwELQdsAIQIMeQsgA0HsADYCHCADIAE2AhQgA0GAGzYCECADQRU2AgxBACECDJEBCyADLQApIgBBI0kNACAAQS5GDQAgA0EANgIcIAMgATYCFCADQckJNgIQIANBCDYCDEEAIQIMkAELQdoAIQIMdgsgASAERgRAQesAIQIMjwELAkAgAS0AAEEvRgRAIAFBAWohAQwBCyADQQA2AhwgAyABNgIUIANBsjg2AhAgA0EINgIMQQAhAgyPAQtB2QAhAgx1CyABIARHBEAgA0EONgIIIAMgATYCBEHYACECDHULQeoAIQIMjQELIAEgBEYEQEHpACECDI0BCyABLQAAQTBrIgBB/wFxQQpJBEAgAyAAOgAqIAFBAWohAUHXACECDHQLIAMoAgQhACADQQA2AgQgAyAAIAEQLyIARQ16IANB6AA2AhwgAyABNgIUIAMgADYCDEEAIQIMjAELIAEgBEYEQEHnACECDIwBCwJAIAEtAABBLkYEQCABQQFqIQEMAQsgAygCBCEAIANBADYCBCADIAAgARAvIgBFDXsgA0HmADYCHCADIAE2AhQgAyAANgIMQQAhAgyMAQtB1gAhAgxyCyABIARGBEBB5QAhAgyLAQtBACEAQQEhBUEBIQdBACECAkACQAJAAkACQAJ/AkACQAJAAkACQAJAAkAgAS0AAEEwaw4KCgkAAQIDBAUGCAsLQQIMBgtBAwwFC0EEDAQLQQUMAwtBBgwCC0EHDAELQQgLIQJBACEFQQAhBwwCC0EJIQJBASEAQQAhBUEAIQcMAQtBACEFQQEhAgsgAyACOgArIAFBAWohAQJAAkAgAy0ALkEQcQ0AAkACQAJAIAMtACoOAwEAAgQLIAdFDQMMAgsgAA0BDAILIAVFDQELIAMoAgQhACADQQA2AgQgAyAAIAEQLyIARQ0CIANB4gA2AhwgAyABNgIUIAMgADYCDEEAIQIMjQELIAMoAgQhACADQQA2AgQgAyAAIAEQLyIARQ19IANB4wA2AhwgAyABNgIUIAMgADYCDEEAIQIMjAELIAMoAgQhACADQQA2AgQgAyAAIAEQLyIARQ17IANB5AA2AhwgAyABNgIUIAMgADYCDAyLAQtB1AAhAgxxCyADLQApQSJGDYYBQdMAIQIMcAtBACEAAkAgAygCOCICRQ0AIAIoAkQiAkUNACADIAIRAAAhAAsgAEUEQEHVACECDHALIABBFUcEQCADQQA2AhwgAyABNgIUIANBpA02AhAgA0EhNgIMQQAhAgyJAQsgA0HhADYCHCADIAE2AhQgA0HQGjYCECADQRU2AgxBACECDIgBCyABIARGBEBB4AAhAgyIAQsCQAJAAkACQAJAIAEtAABBCmsOBAEEBAAECyABQQFqIQEMAQsgAUEBaiEBIANBL2otAABBAXFFDQELQdIAIQIMcAsgA0EANgIcIAMgATYCFCADQbYRNgIQIANBCTYCDEEAIQIMiAELIANBADYCHCADIAE2AhQgA0G2ETYCECADQQk2AgxBACECDIcBCyABIARGBEBB3wAhAgyHAQsgAS0AAEEKRgRAIAFBAWohAQwJCyADLQAuQcAAcQ0IIANBADYCHCADIAE2AhQgA0G2ETYCECADQQI2AgxBACECDIYBCyABIARGBEBB3QAhAgyGAQsgAS0AACICQQ1GBEAgAUEBaiEBQdAAIQIMbQsgASEAIAJBCWsOBAUBAQUBCyAEIAEiAEYEQEHcACECDIUBCyAALQAAQQpHDQAgAEEBagwCC0EAIQIgA0EANgIcIAMgADYCFCADQcotNgIQIANBBzYCDAyDAQsgASAERgRAQdsAIQIMgwELAkAgAS0AAEEJaw4EAwAAAwALIAFBAWoLIQFBzgAhAgxoCyABIARGBEBB2gAhAgyBAQsgAS0AAEEJaw4EAAEBAAELQQAhAiADQQA2AhwgA0GaEjYCECADQQc2AgwgAyABQQFqNgIUDH8LIANBgBI7ASpBACEAAkAgAygCOCICRQ0AIAIoAjgiAkUNACADIAIRAAAhAAsgAEUNACAAQRVHDQEgA0HZADYCHCADIAE2AhQgA0HqGjYCECADQRU2AgxBACECDH4LQc0AIQIMZAsgA0EANgIcIAMgATYCFCADQckNNgIQIANBGjYCDEEAIQIMfAsgASAERgRAQdkAIQIMfAsgAS0AAEEgRw09IAFBAWohASADLQAuQQFxDT0gA0EANgIcIAMgATYCFCADQcIcNgIQIANBHjYCDEEAIQIMewsgASAERgRAQdgAIQIMewsCQAJAAkACQAJAIAEtAAAiAEEKaw4EAgMDAAELIAFBAWohAUEsIQIMZQsgAEE6Rw0BIANBADYCHCADIAE2AhQgA0HnETYCECADQQo2AgxBACECDH0LIAFBAWohASADQS9qLQAAQQFxRQ1zIAMtADJBgAFxRQRAIANBMmohAiADEDVBACEAAkAgAygCOCIGRQ0AIAYoAigiBkUNACADIAYRAAAhAAsCQAJAIAAOFk1MSwEBAQEBAQEBAQEBAQEBAQEBAQABCyADQSk2AhwgAyABNgIUIANBrBk2AhAgA0EVNgIMQQAhAgx+CyADQQA2AhwgAyABNgIUIANB5Qs2AhAgA0ERNgIMQQAhAgx9C0EAIQACQCADKAI4IgJFDQAgAigCXCICRQ0AIAMgAhEAACEACyAARQ1ZIABBFUcNASADQQU2AhwgAyABNgIUIANBmxs2AhAgA0EVNgIMQQAhAgx8C0HLACECDGILQQAhAiADQQA2AhwgAyABNgIUIANBkA42AhAgA0EUNgIMDHoLIAMgAy8BMkGAAXI7ATIMOwsgASAERwRAIANBETYCCCADIAE2AgRBygAhAgxgC0HXACECDHgLIAEgBEYEQEHWACECDHgLAkACQAJAAkAgAS0AACIAQSByIAAgAEHBAGtB/wFxQRpJG0H/AXFB4wBrDhMAQEBAQEBAQEBAQEBAAUBAQAIDQAsgAUEBaiEBQcYAIQIMYQsgAUEBaiEBQccAIQIMYAsgAUEBaiEBQcgAIQIMXwsgAUEBaiEBQckAIQIMXgtB1QAhAiAEIAEiAEYNdiAEIAFrIAMoAgAiAWohBiAAIAFrQQVqIQcDQCABQZDIAGotAAAgAC0AACIFQSByIAUgBUHBAGtB/wFxQRpJG0H/AXFHDQhBBCABQQVGDQoaIAFBAWohASAEIABBAWoiAEcNAAsgAyAGNgIADHYLQdQAIQIgBCABIgBGDXUgBCABayADKAIAIgFqIQYgACABa0EPaiEHA0AgAUGAyABqLQAAIAAtAAAiBUEgciAFIAVBwQBrQf8BcUEaSRtB/wFxRw0HQQMgAUEPRg0JGiABQQFqIQEgBCAAQQFqIgBHDQALIAMgBjYCAAx1C0HTACECIAQgASIARg10IAQgAWsgAygCACIBaiEGIAAgAWtBDmohBwNAIAFB4scAai0AACAALQAAIgVBIHIgBSAFQcEAa0H/AXFBGkkbQf8BcUcNBiABQQ5GDQcgAUEBaiEBIAQgAEEBaiIARw0ACyADIAY2AgAMdAtB0gAhAiAEIAEiAEYNcyAEIAFrIAMoAgAiAWohBSAAIAFrQQFqIQYDQCABQeDHAGotAAAgAC0AACIHQSByIAcgB0HBAGtB/wFxQRpJG0H/AXFHDQUgAUEBRg0CIAFBAWohASAEIABBAWoiAEcNAAsgAyAFNgIADHMLIAEgBEYEQEHRACECDHMLAkACQCABLQAAIgBBIHIgACAAQcEAa0H/AXFBGkkbQf8BcUHuAGsOBwA5OTk5OQE5CyABQQFqIQFBwwAhAgxaCyABQQFqIQFBxAAhAgxZCyADQQA2AgAgBkEBaiEBQcUAIQIMWAtB0AAhAiAEIAEiAEYNcCAEIAFrIAMoAgAiAWohBiAAIAFrQQlqIQcDQCABQdbHAGotAAAgAC0AACIFQSByIAUgBUHBAGtB/wFxQRpJG0H/AXFHDQJBAiABQQlGDQQaIAFBAWohASAEIABBAWoiAEcNAAsgAyAGNgIADHALQc8AIQIgBCABIgBGDW8gBCABayADKAIAIgFqIQYgACABa0EFaiEHA0AgAUHQxwBqLQAAIAAtAAAiBUEgciAFIAVBwQBrQf8BcUEaSRtB/wFxRw0BIAFBBUYNAiABQQFqIQEgBCAAQQFqIgBHDQALIAMgBjYCAAxvCyAAIQEgA0EANgIADDMLQQELOgAsIANBADYCACAHQQFqIQELQS0hAgxSCwJAA0AgAS0AAEHQxQBqLQAAQQFHDQEgBCABQQFqIgFHDQALQc0AIQIMawtBwgAhAgxRCyABIARGBEBBzAAhAgxqCyABLQAAQTpGBEAgAygCBCEAIANBADYCBCADIAAgARAwIgBFDTMgA0HLADYCHCADIAA2AgwgAyABQQFqNgIUQQAhAgxqCyADQQA2AhwgAyABNgIUIANB5xE2AhAgA0EKNgIMQQAhAgxpCwJAAkAgAy0ALEECaw4CAAEnCyADQTNqLQAAQQJxRQ0mIAMtAC5BAnENJiADQQA2AhwgAyABNgIUIANBphQ2AhAgA0ELNgIMQQAhAgxpCyADLQAyQSBxRQ0lIAMtAC5BAnENJSADQQA2AhwgAyABNgIUIANBvRM2AhAgA0EPNgIMQQAhAgxoC0EAIQACQCADKAI4IgJFDQAgAigCSCICRQ0AIAMgAhEAACEACyAARQRAQcEAIQIMTwsgAEEVRwRAIANBADYCHCADIAE2AhQgA0GmDzYCECADQRw2AgxBACECDGgLIANBygA2AhwgAyABNgIUIANBhRw2AhAgA0EVNgIMQQAhAgxnCyABIARHBEAgASECA0AgBCACIgFrQRBOBEAgAUEQaiEC/Qz/////////////////////IAH9AAAAIg1BB/1sIA39DODg4ODg4ODg4ODg4ODg4OD9bv0MX19fX19fX19fX19fX19fX/0mIA39DAkJCQkJCQkJCQkJCQkJCQn9I/1Q/VL9ZEF/c2giAEEQRg0BIAAgAWohAQwYCyABIARGBEBBxAAhAgxpCyABLQAAQcDBAGotAABBAUcNFyAEIAFBAWoiAkcNAAtBxAAhAgxnC0HEACECDGYLIAEgBEcEQANAAkAgAS0AACIAQSByIAAgAEHBAGtB/wFxQRpJG0H/AXEiAEEJRg0AIABBIEYNAAJAAkACQAJAIABB4wBrDhMAAwMDAwMDAwEDAwMDAwMDAwMCAwsgAUEBaiEBQTYhAgxSCyABQQFqIQFBNyECDFELIAFBAWohAUE4IQIMUAsMFQsgBCABQQFqIgFHDQALQTwhAgxmC0E8IQIMZQsgASAERgRAQcgAIQIMZQsgA0ESNgIIIAMgATYCBAJAAkACQAJAAkAgAy0ALEEBaw4EFAABAgkLIAMtADJBIHENA0HgASECDE8LAkAgAy8BMiIAQQhxRQ0AIAMtAChBAUcNACADLQAuQQhxRQ0CCyADIABB9/sDcUGABHI7ATIMCwsgAyADLwEyQRByOwEyDAQLIANBADYCBCADIAEgARAxIgAEQCADQcEANgIcIAMgADYCDCADIAFBAWo2AhRBACECDGYLIAFBAWohAQxYCyADQQA2AhwgAyABNgIUIANB9BM2AhAgA0EENgIMQQAhAgxkC0HHACECIAEgBEYNYyADKAIAIgAgBCABa2ohBSABIABrQQZqIQYCQANAIABBwMUAai0AACABLQAAQSByRw0BIABBBkYNSiAAQQFqIQAgBCABQQFqIgFHDQALIAMgBTYCAAxkCyADQQA2AgAMBQsCQCABIARHBEADQCABLQAAQcDDAGotAAAiAEEBRwRAIABBAkcNAyABQQFqIQEMBQsgBCABQQFqIgFHDQALQcUAIQIMZAtBxQAhAgxjCwsgA0EAOgAsDAELQQshAgxHC0E/IQIMRgsCQAJAA0AgAS0AACIAQSBHBEACQCAAQQprDgQDBQUDAAsgAEEsRg0DDAQLIAQgAUEBaiIBRw0AC0HGACECDGALIANBCDoALAwOCyADLQAoQQFHDQIgAy0ALkEIcQ0CIAMoAgQhACADQQA2AgQgAyAAIAEQMSIABEAgA0HCADYCHCADIAA2AgwgAyABQQFqNgIUQQAhAgxfCyABQQFqIQEMUAtBOyECDEQLAkADQCABLQAAIgBBIEcgAEEJR3ENASAEIAFBAWoiAUcNAAtBwwAhAgxdCwtBPCECDEILAkACQCABIARHBEADQCABLQAAIgBBIEcEQCAAQQprDgQDBAQDBAsgBCABQQFqIgFHDQALQT8hAgxdC0E/IQIMXAsgAyADLwEyQSByOwEyDAoLIAMoAgQhACADQQA2AgQgAyAAIAEQMSIARQ1OIANBPjYCHCADIAE2AhQgAyAANgIMQQAhAgxaCwJAIAEgBEcEQANAIAEtAABBwMMAai0AACIAQQFHBEAgAEECRg0DDAwLIAQgAUEBaiIBRw0AC0E3IQIMWwtBNyECDFoLIAFBAWohAQwEC0E7IQIgBCABIgBGDVggBCABayADKAIAIgFqIQYgACABa0EFaiEHAkADQCABQZDIAGotAAAgAC0AACIFQSByIAUgBUHBAGtB/wFxQRpJG0H/AXFHDQEgAUEFRgRAQQchAQw/CyABQQFqIQEgBCAAQQFqIgBHDQALIAMgBjYCAAxZCyADQQA2AgAgACEBDAULQTohAiAEIAEiAEYNVyAEIAFrIAMoAgAiAWohBiAAIAFrQQhqIQcCQANAIAFBtMEAai0AACAALQAAIgVBIHIgBSAFQcEAa0H/AXFBGkkbQf8BcUcNASABQQhGBEBBBSEBDD4LIAFBAWohASAEIABBAWoiAEcNAAsgAyAGNgIADFgLIANBADYCACAAIQEMBAtBOSECIAQgASIARg1WIAQgAWsgAygCACIBaiEGIAAgAWtBA2ohBwJAA0AgAUGwwQBqLQAAIAAtAAAiBUEgciAFIAVBwQBrQf8BcUEaSRtB/wFxRw0BIAFBA0YEQEEGIQEMPQsgAUEBaiEBIAQgAEEBaiIARw0ACyADIAY2AgAMVwsgA0EANgIAIAAhAQwDCwJAA0AgAS0AACIAQSBHBEAgAEEKaw4EBwQEBwILIAQgAUEBaiIBRw0AC0E4IQIMVgsgAEEsRw0BIAFBAWohAEEBIQECQAJAAkACQAJAIAMtACxBBWsOBAMBAgQACyAAIQEMBAtBAiEBDAELQQQhAQsgA0EBOgAsIAMgAy8BMiABcjsBMiAAIQEMAQsgAyADLwEyQQhyOwEyIAAhAQtBPiECDDsLIANBADoALAtBOSECDDkLIAEgBEYEQEE2IQIMUgsCQAJAAkACQAJAIAEtAABBCmsOBAACAgECCyADKAIEIQAgA0EANgIEIAMgACABEDEiAEUNAiADQTM2AhwgAyABNgIUIAMgADYCDEEAIQIMVQsgAygCBCEAIANBADYCBCADIAAgARAxIgBFBEAgAUEBaiEBDAYLIANBMjYCHCADIAA2AgwgAyABQQFqNgIUQQAhAgxUCyADLQAuQQFxBEBB3wEhAgw7CyADKAIEIQAgA0EANgIEIAMgACABEDEiAA0BDEkLQTQhAgw5CyADQTU2AhwgAyABNgIUIAMgADYCDEEAIQIMUQtBNSECDDcLIANBL2otAABBAXENACADQQA2AhwgAyABNgIUIANB6xY2AhAgA0EZNgIMQQAhAgxPC0EzIQIMNQsgASAERgRAQTIhAgxOCwJAIAEtAABBCkYEQCABQQFqIQEMAQsgA0EANgIcIAMgATYCFCADQZIXNgIQIANBAzYCDEEAIQIMTgtBMiECDDQLIAEgBEYEQEExIQIMTQsCQCABLQAAIgBBCUYNACAAQSBGDQBBASECAkAgAy0ALEEFaw4EBgQFAA0LIAMgAy8BMkEIcjsBMgwMCyADLQAuQQFxRQ0BIAMtACxBCEcNACADQQA6ACwLQT0hAgwyCyADQQA2AhwgAyABNgIUIANBwhY2AhAgA0EKNgIMQQAhAgxKC0ECIQIMAQtBBCECCyADQQE6ACwgAyADLwEyIAJyOwEyDAYLIAEgBEYEQEEwIQIMRwsgAS0AAEEKRgRAIAFBAWohAQwBCyADLQAuQQFxDQAgA0EANgIcIAMgATYCFCADQdwoNgIQIANBAjYCDEEAIQIMRgtBMCECDCwLIAFBAWohAUExIQIMKwsgASAERgRAQS8hAgxECyABLQAAIgBBCUcgAEEgR3FFBEAgAUEBaiEBIAMtAC5BAXENASADQQA2AhwgAyABNgIUIANBlxA2AhAgA0EKNgIMQQAhAgxEC0EBIQICQAJAAkACQAJAAkAgAy0ALEECaw4HBQQEAwECAAQLIAMgAy8BMkEIcjsBMgwDC0ECIQIMAQtBBCECCyADQQE6ACwgAyADLwEyIAJyOwEyC0EvIQIMKwsgA0EANgIcIAMgATYCFCADQYQTNgIQIANBCzYCDEEAIQIMQwtB4QEhAgwpCyABIARGBEBBLiECDEILIANBADYCBCADQRI2AgggAyABIAEQMSIADQELQS4hAgwnCyADQS02AhwgAyABNgIUIAMgADYCDEEAIQIMPwtBACEAAkAgAygCOCICRQ0AIAIoAkwiAkUNACADIAIRAAAhAAsgAEUNACAAQRVHDQEgA0HYADYCHCADIAE2AhQgA0GzGzYCECADQRU2AgxBACECDD4LQcwAIQIMJAsgA0EANgIcIAMgATYCFCADQbMONgIQIANBHTYCDEEAIQIMPAsgASAERgRAQc4AIQIMPAsgAS0AACIAQSBGDQIgAEE6Rg0BCyADQQA6ACxBCSECDCELIAMoAgQhACADQQA2AgQgAyAAIAEQMCIADQEMAgsgAy0ALkEBcQRAQd4BIQIMIAsgAygCBCEAIANBADYCBCADIAAgARAwIgBFDQIgA0EqNgIcIAMgADYCDCADIAFBAWo2AhRBACECDDgLIANBywA2AhwgAyAANgIMIAMgAUEBajYCFEEAIQIMNwsgAUEBaiEBQcAAIQIMHQsgAUEBaiEBDCwLIAEgBEYEQEErIQIMNQsCQCABLQAAQQpGBEAgAUEBaiEBDAELIAMtAC5BwABxRQ0GCyADLQAyQYABcQRAQQAhAAJAIAMoAjgiAkUNACACKAJcIgJFDQAgAyACEQAAIQALIABFDRIgAEEVRgRAIANBBTYCHCADIAE2AhQgA0GbGzYCECADQRU2AgxBACECDDYLIANBADYCHCADIAE2AhQgA0GQDjYCECADQRQ2AgxBACECDDULIANBMmohAiADEDVBACEAAkAgAygCOCIGRQ0AIAYoAigiBkUNACADIAYRAAAhAAsgAA4WAgEABAQEBAQEBAQEBAQEBAQEBAQEAwQLIANBAToAMAsgAiACLwEAQcAAcjsBAAtBKyECDBgLIANBKTYCHCADIAE2AhQgA0GsGTYCECADQRU2AgxBACECDDALIANBADYCHCADIAE2AhQgA0HlCzYCECADQRE2AgxBACECDC8LIANBADYCHCADIAE2AhQgA0GlCzYCECADQQI2AgxBACECDC4LQQEhByADLwEyIgVBCHFFBEAgAykDIEIAUiEHCwJAIAMtADAEQEEBIQAgAy0AKUEFRg0BIAVBwABxRSAHcUUNAQsCQCADLQAoIgJBAkYEQEEBIQAgAy8BNCIGQeUARg0CQQAhACAFQcAAcQ0CIAZB5ABGDQIgBkHmAGtBAkkNAiAGQcwBRg0CIAZBsAJGDQIMAQtBACEAIAVBwABxDQELQQIhACAFQQhxDQAgBUGABHEEQAJAIAJBAUcNACADLQAuQQpxDQBBBSEADAILQQQhAAwBCyAFQSBxRQRAIAMQNkEAR0ECdCEADAELQQBBAyADKQMgUBshAAsgAEEBaw4FAgAHAQMEC0ERIQIMEwsgA0EBOgAxDCkLQQAhAgJAIAMoAjgiAEUNACAAKAIwIgBFDQAgAyAAEQAAIQILIAJFDSYgAkEVRgRAIANBAzYCHCADIAE2AhQgA0HSGzYCECADQRU2AgxBACECDCsLQQAhAiADQQA2AhwgAyABNgIUIANB3Q42AhAgA0ESNgIMDCoLIANBADYCHCADIAE2AhQgA0H5IDYCECADQQ82AgxBACECDCkLQQAhAAJAIAMoAjgiAkUNACACKAIwIgJFDQAgAyACEQAAIQALIAANAQtBDiECDA4LIABBFUYEQCADQQI2AhwgAyABNgIUIANB0hs2AhAgA0EVNgIMQQAhAgwnCyADQQA2AhwgAyABNgIUIANB3Q42AhAgA0ESNgIMQQAhAgwmC0EqIQIMDAsgASAERwRAIANBCTYCCCADIAE2AgRBKSECDAwLQSYhAgwkCyADIAMpAyAiDCAEIAFrrSIKfSILQgAgCyAMWBs3AyAgCiAMVARAQSUhAgwkCyADKAIEIQAgA0EANgIEIAMgACABIAynaiIBEDIiAEUNACADQQU2AhwgAyABNgIUIAMgADYCDEEAIQIMIwtBDyECDAkLQgAhCgJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQCABLQAAQTBrDjcXFgABAgMEBQYHFBQUFBQUFAgJCgsMDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUDg8QERITFAtCAiEKDBYLQgMhCgwVC0IEIQoMFAtCBSEKDBMLQgYhCgwSC0IHIQoMEQtCCCEKDBALQgkhCgwPC0IKIQoMDgtCCyEKDA0LQgwhCgwMC0INIQoMCwtCDiEKDAoLQg8hCgwJC0IKIQoMCAtCCyEKDAcLQgwhCgwGC0INIQoMBQtCDiEKDAQLQg8hCgwDCyADQQA2AhwgAyABNgIUIANBnxU2AhAgA0EMNgIMQQAhAgwhCyABIARGBEBBIiECDCELQgAhCgJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkAgAS0AAEEwaw43FRQAAQIDBAUGBxYWFhYWFhYICQoLDA0WFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFg4PEBESExYLQgIhCgwUC0IDIQoMEwtCBCEKDBILQgUhCgwRC0IGIQoMEAtCByEKDA8LQgghCgwOC0IJIQoMDQtCCiEKDAwLQgshCgwLC0IMIQoMCgtCDSEKDAkLQg4hCgwIC0IPIQoMBwtCCiEKDAYLQgshCgwFC0IMIQoMBAtCDSEKDAMLQg4hCgwCC0IPIQoMAQtCASEKCyABQQFqIQEgAykDICILQv//////////D1gEQCADIAtCBIYgCoQ3AyAMAgsgA0EANgIcIAMgATYCFCADQbUJNgIQIANBDDYCDEEAIQIMHgtBJyECDAQLQSghAgwDCyADIAE6ACwgA0EANgIAIAdBAWohAUEMIQIMAgsgA0EANgIAIAZBAWohAUEKIQIMAQsgAUEBaiEBQQghAgwACwALQQAhAiADQQA2AhwgAyABNgIUIANBsjg2AhAgA0EINgIMDBcLQQAhAiADQQA2AhwgAyABNgIUIANBgxE2AhAgA0EJNgIMDBYLQQAhAiADQQA2AhwgAyABNgIUIANB3wo2AhAgA0EJNgIMDBULQQAhAiADQQA2AhwgAyABNgIUIANB7RA2AhAgA0EJNgIMDBQLQQAhAiADQQA2AhwgAyABNgIUIANB0hE2AhAgA0EJNgIMDBMLQQAhAiADQQA2AhwgAyABNgIUIANBsjg2AhAgA0EINgIMDBILQQAhAiADQQA2AhwgAyABNgIUIANBgxE2AhAgA0EJNgIMDBELQQAhAiADQQA2AhwgAyABNgIUIANB3wo2AhAgA0EJNgIMDBALQQAhAiADQQA2AhwgAyABNgIUIANB7RA2AhAgA0EJNgIMDA8LQQAhAiADQQA2AhwgAyABNgIUIANB0hE2AhAgA0EJNgIMDA4LQQAhAiADQQA2AhwgAyABNgIUIANBuRc2AhAgA0EPNgIMDA0LQQAhAiADQQA2AhwgAyABNgIUIANBuRc2AhAgA0EPNgIMDAwLQQAhAiADQQA2AhwgAyABNgIUIANBmRM2AhAgA0ELNgIMDAsLQQAhAiADQQA2AhwgAyABNgIUIANBnQk2AhAgA0ELNgIMDAoLQQAhAiADQQA2AhwgAyABNgIUIANBlxA2AhAgA0EKNgIMDAkLQQAhAiADQQA2AhwgAyABNgIUIANBsRA2AhAgA0EKNgIMDAgLQQAhAiADQQA2AhwgAyABNgIUIANBux02AhAgA0ECNgIMDAcLQQAhAiADQQA2AhwgAyABNgIUIANBlhY2AhAgA0ECNgIMDAYLQQAhAiADQQA2AhwgAyABNgIUIANB+Rg2AhAgA0ECNgIMDAULQQAhAiADQQA2AhwgAyABNgIUIANBxBg2AhAgA0ECNgIMDAQLIANBAjYCHCADIAE2AhQgA0GpHjYCECADQRY2AgxBACECDAMLQd4AIQIgASAERg0CIAlBCGohByADKAIAIQUCQAJAIAEgBEcEQCAFQZbIAGohCCAEIAVqIAFrIQYgBUF/c0EKaiIFIAFqIQADQCABLQAAIAgtAABHBEBBAiEIDAMLIAVFBEBBACEIIAAhAQwDCyAFQQFrIQUgCEEBaiEIIAQgAUEBaiIBRw0ACyAGIQUgBCEBCyAHQQE2AgAgAyAFNgIADAELIANBADYCACAHIAg2AgALIAcgATYCBCAJKAIMIQACQAJAIAkoAghBAWsOAgQBAAsgA0EANgIcIANBwh42AhAgA0EXNgIMIAMgAEEBajYCFEEAIQIMAwsgA0EANgIcIAMgADYCFCADQdceNgIQIANBCTYCDEEAIQIMAgsgASAERgRAQSghAgwCCyADQQk2AgggAyABNgIEQSchAgwBCyABIARGBEBBASECDAELA0ACQAJAAkAgAS0AAEEKaw4EAAEBAAELIAFBAWohAQwBCyABQQFqIQEgAy0ALkEgcQ0AQQAhAiADQQA2AhwgAyABNgIUIANBoSE2AhAgA0EFNgIMDAILQQEhAiABIARHDQALCyAJQRBqJAAgAkUEQCADKAIMIQAMAQsgAyACNgIcQQAhACADKAIEIgFFDQAgAyABIAQgAygCCBEBACIBRQ0AIAMgBDYCFCADIAE2AgwgASEACyAAC74CAQJ/IABBADoAACAAQeQAaiIBQQFrQQA6AAAgAEEAOgACIABBADoAASABQQNrQQA6AAAgAUECa0EAOgAAIABBADoAAyABQQRrQQA6AABBACAAa0EDcSIBIABqIgBBADYCAEHkACABa0F8cSICIABqIgFBBGtBADYCAAJAIAJBCUkNACAAQQA2AgggAEEANgIEIAFBCGtBADYCACABQQxrQQA2AgAgAkEZSQ0AIABBADYCGCAAQQA2AhQgAEEANgIQIABBADYCDCABQRBrQQA2AgAgAUEUa0EANgIAIAFBGGtBADYCACABQRxrQQA2AgAgAiAAQQRxQRhyIgJrIgFBIEkNACAAIAJqIQADQCAAQgA3AxggAEIANwMQIABCADcDCCAAQgA3AwAgAEEgaiEAIAFBIGsiAUEfSw0ACwsLVgEBfwJAIAAoAgwNAAJAAkACQAJAIAAtADEOAwEAAwILIAAoAjgiAUUNACABKAIwIgFFDQAgACABEQAAIgENAwtBAA8LAAsgAEHKGTYCEEEOIQELIAELGgAgACgCDEUEQCAAQd4fNgIQIABBFTYCDAsLFAAgACgCDEEVRgRAIABBADYCDAsLFAAgACgCDEEWRgRAIABBADYCDAsLBwAgACgCDAsHACAAKAIQCwkAIAAgATYCEAsHACAAKAIUCysAAkAgAEEnTw0AQv//////CSAArYhCAYNQDQAgAEECdEHQOGooAgAPCwALFwAgAEEvTwRAAAsgAEECdEHsOWooAgALvwkBAX9B9C0hAQJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAIABB5ABrDvQDY2IAAWFhYWFhYQIDBAVhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhBgcICQoLDA0OD2FhYWFhEGFhYWFhYWFhYWFhEWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYRITFBUWFxgZGhthYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2YTc4OTphYWFhYWFhYTthYWE8YWFhYT0+P2FhYWFhYWFhQGFhQWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYUJDREVGR0hJSktMTU5PUFFSU2FhYWFhYWFhVFVWV1hZWlthXF1hYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFeYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhX2BhC0HqLA8LQZgmDwtB7TEPC0GgNw8LQckpDwtBtCkPC0GWLQ8LQesrDwtBojUPC0HbNA8LQeApDwtB4yQPC0HVJA8LQe4kDwtB5iUPC0HKNA8LQdA3DwtBqjUPC0H1LA8LQfYmDwtBgiIPC0HyMw8LQb4oDwtB5zcPC0HNIQ8LQcAhDwtBuCUPC0HLJQ8LQZYkDwtBjzQPC0HNNQ8LQd0qDwtB7jMPC0GcNA8LQZ4xDwtB9DUPC0HlIg8LQa8lDwtBmTEPC0GyNg8LQfk2DwtBxDIPC0HdLA8LQYIxDwtBwTEPC0GNNw8LQckkDwtB7DYPC0HnKg8LQcgjDwtB4iEPC0HJNw8LQaUiDwtBlCIPC0HbNg8LQd41DwtBhiYPC0G8Kw8LQYsyDwtBoCMPC0H2MA8LQYAsDwtBiSsPC0GkJg8LQfIjDwtBgSgPC0GrMg8LQesnDwtBwjYPC0GiJA8LQc8qDwtB3CMPC0GHJw8LQeQ0DwtBtyIPC0GtMQ8LQdUiDwtBrzQPC0HeJg8LQdYyDwtB9DQPC0GBOA8LQfQ3DwtBkjYPC0GdJw8LQYIpDwtBjSMPC0HXMQ8LQb01DwtBtDcPC0HYMA8LQbYnDwtBmjgPC0GnKg8LQcQnDwtBriMPC0H1Ig8LAAtByiYhAQsgAQsXACAAIAAvAS5B/v8DcSABQQBHcjsBLgsaACAAIAAvAS5B/f8DcSABQQBHQQF0cjsBLgsaACAAIAAvAS5B+/8DcSABQQBHQQJ0cjsBLgsaACAAIAAvAS5B9/8DcSABQQBHQQN0cjsBLgsaACAAIAAvAS5B7/8DcSABQQBHQQR0cjsBLgsaACAAIAAvAS5B3/8DcSABQQBHQQV0cjsBLgsaACAAIAAvAS5Bv/8DcSABQQBHQQZ0cjsBLgsaACAAIAAvAS5B//4DcSABQQBHQQd0cjsBLgsaACAAIAAvAS5B//0DcSABQQBHQQh0cjsBLgsaACAAIAAvAS5B//sDcSABQQBHQQl0cjsBLgs+AQJ/AkAgACgCOCIDRQ0AIAMoAgQiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQeESNgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAggiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQfwRNgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAgwiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQewKNgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAhAiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQfoeNgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAhQiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQcsQNgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAhgiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQbcfNgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAhwiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQb8VNgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAiwiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQf4INgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAiAiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQYwdNgIQQRghBAsgBAs+AQJ/AkAgACgCOCIDRQ0AIAMoAiQiA0UNACAAIAEgAiABayADEQEAIgRBf0cNACAAQeYVNgIQQRghBAsgBAs4ACAAAn8gAC8BMkEUcUEURgRAQQEgAC0AKEEBRg0BGiAALwE0QeUARgwBCyAALQApQQVGCzoAMAtZAQJ/AkAgAC0AKEEBRg0AIAAvATQiAUHkAGtB5ABJDQAgAUHMAUYNACABQbACRg0AIAAvATIiAEHAAHENAEEBIQIgAEGIBHFBgARGDQAgAEEocUUhAgsgAguMAQECfwJAAkACQCAALQAqRQ0AIAAtACtFDQAgAC8BMiIBQQJxRQ0BDAILIAAvATIiAUEBcUUNAQtBASECIAAtAChBAUYNACAALwE0IgBB5ABrQeQASQ0AIABBzAFGDQAgAEGwAkYNACABQcAAcQ0AQQAhAiABQYgEcUGABEYNACABQShxQQBHIQILIAILcwAgAEEQav0MAAAAAAAAAAAAAAAAAAAAAP0LAwAgAP0MAAAAAAAAAAAAAAAAAAAAAP0LAwAgAEEwav0MAAAAAAAAAAAAAAAAAAAAAP0LAwAgAEEgav0MAAAAAAAAAAAAAAAAAAAAAP0LAwAgAEH9ATYCHAsGACAAEDoLmi0BC38jAEEQayIKJABB3NUAKAIAIglFBEBBnNkAKAIAIgVFBEBBqNkAQn83AgBBoNkAQoCAhICAgMAANwIAQZzZACAKQQhqQXBxQdiq1aoFcyIFNgIAQbDZAEEANgIAQYDZAEEANgIAC0GE2QBBwNkENgIAQdTVAEHA2QQ2AgBB6NUAIAU2AgBB5NUAQX82AgBBiNkAQcCmAzYCAANAIAFBgNYAaiABQfTVAGoiAjYCACACIAFB7NUAaiIDNgIAIAFB+NUAaiADNgIAIAFBiNYAaiABQfzVAGoiAzYCACADIAI2AgAgAUGQ1gBqIAFBhNYAaiICNgIAIAIgAzYCACABQYzWAGogAjYCACABQSBqIgFBgAJHDQALQczZBEGBpgM2AgBB4NUAQazZACgCADYCAEHQ1QBBgKYDNgIAQdzVAEHI2QQ2AgBBzP8HQTg2AgBByNkEIQkLAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkACQAJAAkAgAEHsAU0EQEHE1QAoAgAiBkEQIABBE2pBcHEgAEELSRsiBEEDdiIAdiIBQQNxBEACQCABQQFxIAByQQFzIgJBA3QiAEHs1QBqIgEgAEH01QBqKAIAIgAoAggiA0YEQEHE1QAgBkF+IAJ3cTYCAAwBCyABIAM2AgggAyABNgIMCyAAQQhqIQEgACACQQN0IgJBA3I2AgQgACACaiIAIAAoAgRBAXI2AgQMEQtBzNUAKAIAIgggBE8NASABBEACQEECIAB0IgJBACACa3IgASAAdHFoIgBBA3QiAkHs1QBqIgEgAkH01QBqKAIAIgIoAggiA0YEQEHE1QAgBkF+IAB3cSIGNgIADAELIAEgAzYCCCADIAE2AgwLIAIgBEEDcjYCBCAAQQN0IgAgBGshBSAAIAJqIAU2AgAgAiAEaiIEIAVBAXI2AgQgCARAIAhBeHFB7NUAaiEAQdjVACgCACEDAn9BASAIQQN2dCIBIAZxRQRAQcTVACABIAZyNgIAIAAMAQsgACgCCAsiASADNgIMIAAgAzYCCCADIAA2AgwgAyABNgIICyACQQhqIQFB2NUAIAQ2AgBBzNUAIAU2AgAMEQtByNUAKAIAIgtFDQEgC2hBAnRB9NcAaigCACIAKAIEQXhxIARrIQUgACECA0ACQCACKAIQIgFFBEAgAkEUaigCACIBRQ0BCyABKAIEQXhxIARrIgMgBUkhAiADIAUgAhshBSABIAAgAhshACABIQIMAQsLIAAoAhghCSAAKAIMIgMgAEcEQEHU1QAoAgAaIAMgACgCCCIBNgIIIAEgAzYCDAwQCyAAQRRqIgIoAgAiAUUEQCAAKAIQIgFFDQMgAEEQaiECCwNAIAIhByABIgNBFGoiAigCACIBDQAgA0EQaiECIAMoAhAiAQ0ACyAHQQA2AgAMDwtBfyEEIABBv39LDQAgAEETaiIBQXBxIQRByNUAKAIAIghFDQBBACAEayEFAkACQAJAAn9BACAEQYACSQ0AGkEfIARB////B0sNABogBEEmIAFBCHZnIgBrdkEBcSAAQQF0a0E+agsiBkECdEH01wBqKAIAIgJFBEBBACEBQQAhAwwBC0EAIQEgBEEZIAZBAXZrQQAgBkEfRxt0IQBBACEDA0ACQCACKAIEQXhxIARrIgcgBU8NACACIQMgByIFDQBBACEFIAIhAQwDCyABIAJBFGooAgAiByAHIAIgAEEddkEEcWpBEGooAgAiAkYbIAEgBxshASAAQQF0IQAgAg0ACwsgASADckUEQEEAIQNBAiAGdCIAQQAgAGtyIAhxIgBFDQMgAGhBAnRB9NcAaigCACEBCyABRQ0BCwNAIAEoAgRBeHEgBGsiAiAFSSEAIAIgBSAAGyEFIAEgAyAAGyEDIAEoAhAiAAR/IAAFIAFBFGooAgALIgENAAsLIANFDQAgBUHM1QAoAgAgBGtPDQAgAygCGCEHIAMgAygCDCIARwRAQdTVACgCABogACADKAIIIgE2AgggASAANgIMDA4LIANBFGoiAigCACIBRQRAIAMoAhAiAUUNAyADQRBqIQILA0AgAiEGIAEiAEEUaiICKAIAIgENACAAQRBqIQIgACgCECIBDQALIAZBADYCAAwNC0HM1QAoAgAiAyAETwRAQdjVACgCACEBAkAgAyAEayICQRBPBEAgASAEaiIAIAJBAXI2AgQgASADaiACNgIAIAEgBEEDcjYCBAwBCyABIANBA3I2AgQgASADaiIAIAAoAgRBAXI2AgRBACEAQQAhAgtBzNUAIAI2AgBB2NUAIAA2AgAgAUEIaiEBDA8LQdDVACgCACIDIARLBEAgBCAJaiIAIAMgBGsiAUEBcjYCBEHc1QAgADYCAEHQ1QAgATYCACAJIARBA3I2AgQgCUEIaiEBDA8LQQAhASAEAn9BnNkAKAIABEBBpNkAKAIADAELQajZAEJ/NwIAQaDZAEKAgISAgIDAADcCAEGc2QAgCkEMakFwcUHYqtWqBXM2AgBBsNkAQQA2AgBBgNkAQQA2AgBBgIAECyIAIARBxwBqIgVqIgZBACAAayIHcSICTwRAQbTZAEEwNgIADA8LAkBB/NgAKAIAIgFFDQBB9NgAKAIAIgggAmohACAAIAFNIAAgCEtxDQBBACEBQbTZAEEwNgIADA8LQYDZAC0AAEEEcQ0EAkACQCAJBEBBhNkAIQEDQCABKAIAIgAgCU0EQCAAIAEoAgRqIAlLDQMLIAEoAggiAQ0ACwtBABA7IgBBf0YNBSACIQZBoNkAKAIAIgFBAWsiAyAAcQRAIAIgAGsgACADakEAIAFrcWohBgsgBCAGTw0FIAZB/v///wdLDQVB/NgAKAIAIgMEQEH02AAoAgAiByAGaiEBIAEgB00NBiABIANLDQYLIAYQOyIBIABHDQEMBwsgBiADayAHcSIGQf7///8HSw0EIAYQOyEAIAAgASgCACABKAIEakYNAyAAIQELAkAgBiAEQcgAak8NACABQX9GDQBBpNkAKAIAIgAgBSAGa2pBACAAa3EiAEH+////B0sEQCABIQAMBwsgABA7QX9HBEAgACAGaiEGIAEhAAwHC0EAIAZrEDsaDAQLIAEiAEF/Rw0FDAMLQQAhAwwMC0EAIQAMCgsgAEF/Rw0CC0GA2QBBgNkAKAIAQQRyNgIACyACQf7///8HSw0BIAIQOyEAQQAQOyEBIABBf0YNASABQX9GDQEgACABTw0BIAEgAGsiBiAEQThqTQ0BC0H02ABB9NgAKAIAIAZqIgE2AgBB+NgAKAIAIAFJBEBB+NgAIAE2AgALAkACQAJAQdzVACgCACICBEBBhNkAIQEDQCAAIAEoAgAiAyABKAIEIgVqRg0CIAEoAggiAQ0ACwwCC0HU1QAoAgAiAUEARyAAIAFPcUUEQEHU1QAgADYCAAtBACEBQYjZACAGNgIAQYTZACAANgIAQeTVAEF/NgIAQejVAEGc2QAoAgA2AgBBkNkAQQA2AgADQCABQYDWAGogAUH01QBqIgI2AgAgAiABQezVAGoiAzYCACABQfjVAGogAzYCACABQYjWAGogAUH81QBqIgM2AgAgAyACNgIAIAFBkNYAaiABQYTWAGoiAjYCACACIAM2AgAgAUGM1gBqIAI2AgAgAUEgaiIBQYACRw0AC0F4IABrQQ9xIgEgAGoiAiAGQThrIgMgAWsiAUEBcjYCBEHg1QBBrNkAKAIANgIAQdDVACABNgIAQdzVACACNgIAIAAgA2pBODYCBAwCCyAAIAJNDQAgAiADSQ0AIAEoAgxBCHENAEF4IAJrQQ9xIgAgAmoiA0HQ1QAoAgAgBmoiByAAayIAQQFyNgIEIAEgBSAGajYCBEHg1QBBrNkAKAIANgIAQdDVACAANgIAQdzVACADNgIAIAIgB2pBODYCBAwBCyAAQdTVACgCAEkEQEHU1QAgADYCAAsgACAGaiEDQYTZACEBAkACQAJAA0AgAyABKAIARwRAIAEoAggiAQ0BDAILCyABLQAMQQhxRQ0BC0GE2QAhAQNAIAEoAgAiAyACTQRAIAMgASgCBGoiBSACSw0DCyABKAIIIQEMAAsACyABIAA2AgAgASABKAIEIAZqNgIEIABBeCAAa0EPcWoiCSAEQQNyNgIEIANBeCADa0EPcWoiBiAEIAlqIgRrIQEgAiAGRgRAQdzVACAENgIAQdDVAEHQ1QAoAgAgAWoiADYCACAEIABBAXI2AgQMCAtB2NUAKAIAIAZGBEBB2NUAIAQ2AgBBzNUAQczVACgCACABaiIANgIAIAQgAEEBcjYCBCAAIARqIAA2AgAMCAsgBigCBCIFQQNxQQFHDQYgBUF4cSEIIAVB/wFNBEAgBUEDdiEDIAYoAggiACAGKAIMIgJGBEBBxNUAQcTVACgCAEF+IAN3cTYCAAwHCyACIAA2AgggACACNgIMDAYLIAYoAhghByAGIAYoAgwiAEcEQCAAIAYoAggiAjYCCCACIAA2AgwMBQsgBkEUaiICKAIAIgVFBEAgBigCECIFRQ0EIAZBEGohAgsDQCACIQMgBSIAQRRqIgIoAgAiBQ0AIABBEGohAiAAKAIQIgUNAAsgA0EANgIADAQLQXggAGtBD3EiASAAaiIHIAZBOGsiAyABayIBQQFyNgIEIAAgA2pBODYCBCACIAVBNyAFa0EPcWpBP2siAyADIAJBEGpJGyIDQSM2AgRB4NUAQazZACgCADYCAEHQ1QAgATYCAEHc1QAgBzYCACADQRBqQYzZACkCADcCACADQYTZACkCADcCCEGM2QAgA0EIajYCAEGI2QAgBjYCAEGE2QAgADYCAEGQ2QBBADYCACADQSRqIQEDQCABQQc2AgAgBSABQQRqIgFLDQALIAIgA0YNACADIAMoAgRBfnE2AgQgAyADIAJrIgU2AgAgAiAFQQFyNgIEIAVB/wFNBEAgBUF4cUHs1QBqIQACf0HE1QAoAgAiAUEBIAVBA3Z0IgNxRQRAQcTVACABIANyNgIAIAAMAQsgACgCCAsiASACNgIMIAAgAjYCCCACIAA2AgwgAiABNgIIDAELQR8hASAFQf///wdNBEAgBUEmIAVBCHZnIgBrdkEBcSAAQQF0a0E+aiEBCyACIAE2AhwgAkIANwIQIAFBAnRB9NcAaiEAQcjVACgCACIDQQEgAXQiBnFFBEAgACACNgIAQcjVACADIAZyNgIAIAIgADYCGCACIAI2AgggAiACNgIMDAELIAVBGSABQQF2a0EAIAFBH0cbdCEBIAAoAgAhAwJAA0AgAyIAKAIEQXhxIAVGDQEgAUEddiEDIAFBAXQhASAAIANBBHFqQRBqIgYoAgAiAw0ACyAGIAI2AgAgAiAANgIYIAIgAjYCDCACIAI2AggMAQsgACgCCCIBIAI2AgwgACACNgIIIAJBADYCGCACIAA2AgwgAiABNgIIC0HQ1QAoAgAiASAETQ0AQdzVACgCACIAIARqIgIgASAEayIBQQFyNgIEQdDVACABNgIAQdzVACACNgIAIAAgBEEDcjYCBCAAQQhqIQEMCAtBACEBQbTZAEEwNgIADAcLQQAhAAsgB0UNAAJAIAYoAhwiAkECdEH01wBqIgMoAgAgBkYEQCADIAA2AgAgAA0BQcjVAEHI1QAoAgBBfiACd3E2AgAMAgsgB0EQQRQgBygCECAGRhtqIAA2AgAgAEUNAQsgACAHNgIYIAYoAhAiAgRAIAAgAjYCECACIAA2AhgLIAZBFGooAgAiAkUNACAAQRRqIAI2AgAgAiAANgIYCyABIAhqIQEgBiAIaiIGKAIEIQULIAYgBUF+cTYCBCABIARqIAE2AgAgBCABQQFyNgIEIAFB/wFNBEAgAUF4cUHs1QBqIQACf0HE1QAoAgAiAkEBIAFBA3Z0IgFxRQRAQcTVACABIAJyNgIAIAAMAQsgACgCCAsiASAENgIMIAAgBDYCCCAEIAA2AgwgBCABNgIIDAELQR8hBSABQf///wdNBEAgAUEmIAFBCHZnIgBrdkEBcSAAQQF0a0E+aiEFCyAEIAU2AhwgBEIANwIQIAVBAnRB9NcAaiEAQcjVACgCACICQQEgBXQiA3FFBEAgACAENgIAQcjVACACIANyNgIAIAQgADYCGCAEIAQ2AgggBCAENgIMDAELIAFBGSAFQQF2a0EAIAVBH0cbdCEFIAAoAgAhAAJAA0AgACICKAIEQXhxIAFGDQEgBUEddiEAIAVBAXQhBSACIABBBHFqQRBqIgMoAgAiAA0ACyADIAQ2AgAgBCACNgIYIAQgBDYCDCAEIAQ2AggMAQsgAigCCCIAIAQ2AgwgAiAENgIIIARBADYCGCAEIAI2AgwgBCAANgIICyAJQQhqIQEMAgsCQCAHRQ0AAkAgAygCHCIBQQJ0QfTXAGoiAigCACADRgRAIAIgADYCACAADQFByNUAIAhBfiABd3EiCDYCAAwCCyAHQRBBFCAHKAIQIANGG2ogADYCACAARQ0BCyAAIAc2AhggAygCECIBBEAgACABNgIQIAEgADYCGAsgA0EUaigCACIBRQ0AIABBFGogATYCACABIAA2AhgLAkAgBUEPTQRAIAMgBCAFaiIAQQNyNgIEIAAgA2oiACAAKAIEQQFyNgIEDAELIAMgBGoiAiAFQQFyNgIEIAMgBEEDcjYCBCACIAVqIAU2AgAgBUH/AU0EQCAFQXhxQezVAGohAAJ/QcTVACgCACIBQQEgBUEDdnQiBXFFBEBBxNUAIAEgBXI2AgAgAAwBCyAAKAIICyIBIAI2AgwgACACNgIIIAIgADYCDCACIAE2AggMAQtBHyEBIAVB////B00EQCAFQSYgBUEIdmciAGt2QQFxIABBAXRrQT5qIQELIAIgATYCHCACQgA3AhAgAUECdEH01wBqIQBBASABdCIEIAhxRQRAIAAgAjYCAEHI1QAgBCAIcjYCACACIAA2AhggAiACNgIIIAIgAjYCDAwBCyAFQRkgAUEBdmtBACABQR9HG3QhASAAKAIAIQQCQANAIAQiACgCBEF4cSAFRg0BIAFBHXYhBCABQQF0IQEgACAEQQRxakEQaiIGKAIAIgQNAAsgBiACNgIAIAIgADYCGCACIAI2AgwgAiACNgIIDAELIAAoAggiASACNgIMIAAgAjYCCCACQQA2AhggAiAANgIMIAIgATYCCAsgA0EIaiEBDAELAkAgCUUNAAJAIAAoAhwiAUECdEH01wBqIgIoAgAgAEYEQCACIAM2AgAgAw0BQcjVACALQX4gAXdxNgIADAILIAlBEEEUIAkoAhAgAEYbaiADNgIAIANFDQELIAMgCTYCGCAAKAIQIgEEQCADIAE2AhAgASADNgIYCyAAQRRqKAIAIgFFDQAgA0EUaiABNgIAIAEgAzYCGAsCQCAFQQ9NBEAgACAEIAVqIgFBA3I2AgQgACABaiIBIAEoAgRBAXI2AgQMAQsgACAEaiIHIAVBAXI2AgQgACAEQQNyNgIEIAUgB2ogBTYCACAIBEAgCEF4cUHs1QBqIQFB2NUAKAIAIQMCf0EBIAhBA3Z0IgIgBnFFBEBBxNUAIAIgBnI2AgAgAQwBCyABKAIICyICIAM2AgwgASADNgIIIAMgATYCDCADIAI2AggLQdjVACAHNgIAQczVACAFNgIACyAAQQhqIQELIApBEGokACABC0MAIABFBEA/AEEQdA8LAkAgAEH//wNxDQAgAEEASA0AIABBEHZAACIAQX9GBEBBtNkAQTA2AgBBfw8LIABBEHQPCwALC5lCIgBBgAgLDQEAAAAAAAAAAgAAAAMAQZgICwUEAAAABQBBqAgLCQYAAAAHAAAACABB5AgLwjJJbnZhbGlkIGNoYXIgaW4gdXJsIHF1ZXJ5AFNwYW4gY2FsbGJhY2sgZXJyb3IgaW4gb25fYm9keQBDb250ZW50LUxlbmd0aCBvdmVyZmxvdwBDaHVuayBzaXplIG92ZXJmbG93AEludmFsaWQgbWV0aG9kIGZvciBIVFRQL3gueCByZXF1ZXN0AEludmFsaWQgbWV0aG9kIGZvciBSVFNQL3gueCByZXF1ZXN0AEV4cGVjdGVkIFNPVVJDRSBtZXRob2QgZm9yIElDRS94LnggcmVxdWVzdABJbnZhbGlkIGNoYXIgaW4gdXJsIGZyYWdtZW50IHN0YXJ0AEV4cGVjdGVkIGRvdABTcGFuIGNhbGxiYWNrIGVycm9yIGluIG9uX3N0YXR1cwBJbnZhbGlkIHJlc3BvbnNlIHN0YXR1cwBFeHBlY3RlZCBMRiBhZnRlciBoZWFkZXJzAEludmFsaWQgY2hhcmFjdGVyIGluIGNodW5rIGV4dGVuc2lvbnMAVXNlciBjYWxsYmFjayBlcnJvcgBgb25fcmVzZXRgIGNhbGxiYWNrIGVycm9yAGBvbl9jaHVua19oZWFkZXJgIGNhbGxiYWNrIGVycm9yAGBvbl9tZXNzYWdlX2JlZ2luYCBjYWxsYmFjayBlcnJvcgBgb25fY2h1bmtfZXh0ZW5zaW9uX3ZhbHVlYCBjYWxsYmFjayBlcnJvcgBgb25fc3RhdHVzX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25fdmVyc2lvbl9jb21wbGV0ZWAgY2FsbGJhY2sgZXJyb3IAYG9uX3VybF9jb21wbGV0ZWAgY2FsbGJhY2sgZXJyb3IAYG9uX3Byb3RvY29sX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25fY2h1bmtfY29tcGxldGVgIGNhbGxiYWNrIGVycm9yAGBvbl9oZWFkZXJfdmFsdWVfY29tcGxldGVgIGNhbGxiYWNrIGVycm9yAGBvbl9tZXNzYWdlX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25fbWV0aG9kX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25faGVhZGVyX2ZpZWxkX2NvbXBsZXRlYCBjYWxsYmFjayBlcnJvcgBgb25fY2h1bmtfZXh0ZW5zaW9uX25hbWVgIGNhbGxiYWNrIGVycm9yAFVuZXhwZWN0ZWQgY2hhciBpbiB1cmwgc2VydmVyAEludmFsaWQgaGVhZGVyIHZhbHVlIGNoYXIASW52YWxpZCBoZWFkZXIgZmllbGQgY2hhcgBTcGFuIGNhbGxiYWNrIGVycm9yIGluIG9uX3ZlcnNpb24ASW52YWxpZCBtaW5vciB2ZXJzaW9uAEludmFsaWQgbWFqb3IgdmVyc2lvbgBFeHBlY3RlZCBzcGFjZSBhZnRlciB2ZXJzaW9uAEV4cGVjdGVkIENSTEYgYWZ0ZXIgdmVyc2lvbgBJbnZhbGlkIEhUVFAgdmVyc2lvbgBJbnZhbGlkIGhlYWRlciB0b2tlbgBTcGFuIGNhbGxiYWNrIGVycm9yIGluIG9uX3VybABJbnZhbGlkIGNoYXJhY3RlcnMgaW4gdXJsAFVuZXhwZWN0ZWQgc3RhcnQgY2hhciBpbiB1cmwARG91YmxlIEAgaW4gdXJsAFNwYW4gY2FsbGJhY2sgZXJyb3IgaW4gb25fcHJvdG9jb2wARW1wdHkgQ29udGVudC1MZW5ndGgASW52YWxpZCBjaGFyYWN0ZXIgaW4gQ29udGVudC1MZW5ndGgAVHJhbnNmZXItRW5jb2RpbmcgY2FuJ3QgYmUgcHJlc2VudCB3aXRoIENvbnRlbnQtTGVuZ3RoAER1cGxpY2F0ZSBDb250ZW50LUxlbmd0aABJbnZhbGlkIGNoYXIgaW4gdXJsIHBhdGgAQ29udGVudC1MZW5ndGggY2FuJ3QgYmUgcHJlc2VudCB3aXRoIFRyYW5zZmVyLUVuY29kaW5nAE1pc3NpbmcgZXhwZWN0ZWQgQ1IgYWZ0ZXIgY2h1bmsgc2l6ZQBFeHBlY3RlZCBMRiBhZnRlciBjaHVuayBzaXplAEludmFsaWQgY2hhcmFjdGVyIGluIGNodW5rIHNpemUAU3BhbiBjYWxsYmFjayBlcnJvciBpbiBvbl9oZWFkZXJfdmFsdWUAU3BhbiBjYWxsYmFjayBlcnJvciBpbiBvbl9jaHVua19leHRlbnNpb25fdmFsdWUASW52YWxpZCBjaGFyYWN0ZXIgaW4gY2h1bmsgZXh0ZW5zaW9ucyB2YWx1ZQBVbmV4cGVjdGVkIHdoaXRlc3BhY2UgYWZ0ZXIgaGVhZGVyIHZhbHVlAE1pc3NpbmcgZXhwZWN0ZWQgQ1IgYWZ0ZXIgaGVhZGVyIHZhbHVlAE1pc3NpbmcgZXhwZWN0ZWQgTEYgYWZ0ZXIgaGVhZGVyIHZhbHVlAEludmFsaWQgYFRyYW5zZmVyLUVuY29kaW5nYCBoZWFkZXIgdmFsdWUATWlzc2luZyBleHBlY3RlZCBDUiBhZnRlciBjaHVuayBleHRlbnNpb24gdmFsdWUASW52YWxpZCBjaGFyYWN0ZXIgaW4gY2h1bmsgZXh0ZW5zaW9ucyBxdW90ZSB2YWx1ZQBJbnZhbGlkIHF1b3RlZC1wYWlyIGluIGNodW5rIGV4dGVuc2lvbnMgcXVvdGVkIHZhbHVlAEludmFsaWQgY2hhcmFjdGVyIGluIGNodW5rIGV4dGVuc2lvbnMgcXVvdGVkIHZhbHVlAFBhdXNlZCBieSBvbl9oZWFkZXJzX2NvbXBsZXRlAEludmFsaWQgRU9GIHN0YXRlAG9uX3Jlc2V0IHBhdXNlAG9uX2NodW5rX2hlYWRlciBwYXVzZQBvbl9tZXNzYWdlX2JlZ2luIHBhdXNlAG9uX2NodW5rX2V4dGVuc2lvbl92YWx1ZSBwYXVzZQBvbl9zdGF0dXNfY29tcGxldGUgcGF1c2UAb25fdmVyc2lvbl9jb21wbGV0ZSBwYXVzZQBvbl91cmxfY29tcGxldGUgcGF1c2UAb25fcHJvdG9jb2xfY29tcGxldGUgcGF1c2UAb25fY2h1bmtfY29tcGxldGUgcGF1c2UAb25faGVhZGVyX3ZhbHVlX2NvbXBsZXRlIHBhdXNlAG9uX21lc3NhZ2VfY29tcGxldGUgcGF1c2UAb25fbWV0aG9kX2NvbXBsZXRlIHBhdXNlAG9uX2hlYWRlcl9maWVsZF9jb21wbGV0ZSBwYXVzZQBvbl9jaHVua19leHRlbnNpb25fbmFtZSBwYXVzZQBVbmV4cGVjdGVkIHNwYWNlIGFmdGVyIHN0YXJ0IGxpbmUATWlzc2luZyBleHBlY3RlZCBDUiBhZnRlciByZXNwb25zZSBsaW5lAFNwYW4gY2FsbGJhY2sgZXJyb3IgaW4gb25fY2h1bmtfZXh0ZW5zaW9uX25hbWUASW52YWxpZCBjaGFyYWN0ZXIgaW4gY2h1bmsgZXh0ZW5zaW9ucyBuYW1lAE1pc3NpbmcgZXhwZWN0ZWQgQ1IgYWZ0ZXIgY2h1bmsgZXh0ZW5zaW9uIG5hbWUASW52YWxpZCBzdGF0dXMgY29kZQBQYXVzZSBvbiBDT05ORUNUL1VwZ3JhZGUAUGF1c2Ugb24gUFJJL1VwZ3JhZGUARXhwZWN0ZWQgSFRUUC8yIENvbm5lY3Rpb24gUHJlZmFjZQBTcGFuIGNhbGxiYWNrIGVycm9yIGluIG9uX21ldGhvZABFeHBlY3RlZCBzcGFjZSBhZnRlciBtZXRob2QAU3BhbiBjYWxsYmFjayBlcnJvciBpbiBvbl9oZWFkZXJfZmllbGQAUGF1c2VkAEludmFsaWQgd29yZCBlbmNvdW50ZXJlZABJbnZhbGlkIG1ldGhvZCBlbmNvdW50ZXJlZABNaXNzaW5nIGV4cGVjdGVkIENSIGFmdGVyIGNodW5rIGRhdGEARXhwZWN0ZWQgTEYgYWZ0ZXIgY2h1bmsgZGF0YQBVbmV4cGVjdGVkIGNoYXIgaW4gdXJsIHNjaGVtYQBSZXF1ZXN0IGhhcyBpbnZhbGlkIGBUcmFuc2Zlci1FbmNvZGluZ2AARGF0YSBhZnRlciBgQ29ubmVjdGlvbjogY2xvc2VgAFNXSVRDSF9QUk9YWQBVU0VfUFJPWFkATUtBQ1RJVklUWQBVTlBST0NFU1NBQkxFX0VOVElUWQBRVUVSWQBDT1BZAE1PVkVEX1BFUk1BTkVOVExZAFRPT19FQVJMWQBOT1RJRlkARkFJTEVEX0RFUEVOREVOQ1kAQkFEX0dBVEVXQVkAUExBWQBQVVQAQ0hFQ0tPVVQAR0FURVdBWV9USU1FT1VUAFJFUVVFU1RfVElNRU9VVABORVRXT1JLX0NPTk5FQ1RfVElNRU9VVABDT05ORUNUSU9OX1RJTUVPVVQATE9HSU5fVElNRU9VVABORVRXT1JLX1JFQURfVElNRU9VVABQT1NUAE1JU0RJUkVDVEVEX1JFUVVFU1QAQ0xJRU5UX0NMT1NFRF9SRVFVRVNUAENMSUVOVF9DTE9TRURfTE9BRF9CQUxBTkNFRF9SRVFVRVNUAEJBRF9SRVFVRVNUAEhUVFBfUkVRVUVTVF9TRU5UX1RPX0hUVFBTX1BPUlQAUkVQT1JUAElNX0FfVEVBUE9UAFJFU0VUX0NPTlRFTlQATk9fQ09OVEVOVABQQVJUSUFMX0NPTlRFTlQASFBFX0lOVkFMSURfQ09OU1RBTlQASFBFX0NCX1JFU0VUAEdFVABIUEVfU1RSSUNUAENPTkZMSUNUAFRFTVBPUkFSWV9SRURJUkVDVABQRVJNQU5FTlRfUkVESVJFQ1QAQ09OTkVDVABNVUxUSV9TVEFUVVMASFBFX0lOVkFMSURfU1RBVFVTAFRPT19NQU5ZX1JFUVVFU1RTAEVBUkxZX0hJTlRTAFVOQVZBSUxBQkxFX0ZPUl9MRUdBTF9SRUFTT05TAE9QVElPTlMAU1dJVENISU5HX1BST1RPQ09MUwBWQVJJQU5UX0FMU09fTkVHT1RJQVRFUwBNVUxUSVBMRV9DSE9JQ0VTAElOVEVSTkFMX1NFUlZFUl9FUlJPUgBXRUJfU0VSVkVSX1VOS05PV05fRVJST1IAUkFJTEdVTl9FUlJPUgBJREVOVElUWV9QUk9WSURFUl9BVVRIRU5USUNBVElPTl9FUlJPUgBTU0xfQ0VSVElGSUNBVEVfRVJST1IASU5WQUxJRF9YX0ZPUldBUkRFRF9GT1IAU0VUX1BBUkFNRVRFUgBHRVRfUEFSQU1FVEVSAEhQRV9VU0VSAFNFRV9PVEhFUgBIUEVfQ0JfQ0hVTktfSEVBREVSAEV4cGVjdGVkIExGIGFmdGVyIENSAE1LQ0FMRU5EQVIAU0VUVVAAV0VCX1NFUlZFUl9JU19ET1dOAFRFQVJET1dOAEhQRV9DTE9TRURfQ09OTkVDVElPTgBIRVVSSVNUSUNfRVhQSVJBVElPTgBESVNDT05ORUNURURfT1BFUkFUSU9OAE5PTl9BVVRIT1JJVEFUSVZFX0lORk9STUFUSU9OAEhQRV9JTlZBTElEX1ZFUlNJT04ASFBFX0NCX01FU1NBR0VfQkVHSU4AU0lURV9JU19GUk9aRU4ASFBFX0lOVkFMSURfSEVBREVSX1RPS0VOAElOVkFMSURfVE9LRU4ARk9SQklEREVOAEVOSEFOQ0VfWU9VUl9DQUxNAEhQRV9JTlZBTElEX1VSTABCTE9DS0VEX0JZX1BBUkVOVEFMX0NPTlRST0wATUtDT0wAQUNMAEhQRV9JTlRFUk5BTABSRVFVRVNUX0hFQURFUl9GSUVMRFNfVE9PX0xBUkdFX1VOT0ZGSUNJQUwASFBFX09LAFVOTElOSwBVTkxPQ0sAUFJJAFJFVFJZX1dJVEgASFBFX0lOVkFMSURfQ09OVEVOVF9MRU5HVEgASFBFX1VORVhQRUNURURfQ09OVEVOVF9MRU5HVEgARkxVU0gAUFJPUFBBVENIAE0tU0VBUkNIAFVSSV9UT09fTE9ORwBQUk9DRVNTSU5HAE1JU0NFTExBTkVPVVNfUEVSU0lTVEVOVF9XQVJOSU5HAE1JU0NFTExBTkVPVVNfV0FSTklORwBIUEVfSU5WQUxJRF9UUkFOU0ZFUl9FTkNPRElORwBFeHBlY3RlZCBDUkxGAEhQRV9JTlZBTElEX0NIVU5LX1NJWkUATU9WRQBDT05USU5VRQBIUEVfQ0JfU1RBVFVTX0NPTVBMRVRFAEhQRV9DQl9IRUFERVJTX0NPTVBMRVRFAEhQRV9DQl9WRVJTSU9OX0NPTVBMRVRFAEhQRV9DQl9VUkxfQ09NUExFVEUASFBFX0NCX1BST1RPQ09MX0NPTVBMRVRFAEhQRV9DQl9DSFVOS19DT01QTEVURQBIUEVfQ0JfSEVBREVSX1ZBTFVFX0NPTVBMRVRFAEhQRV9DQl9DSFVOS19FWFRFTlNJT05fVkFMVUVfQ09NUExFVEUASFBFX0NCX0NIVU5LX0VYVEVOU0lPTl9OQU1FX0NPTVBMRVRFAEhQRV9DQl9NRVNTQUdFX0NPTVBMRVRFAEhQRV9DQl9NRVRIT0RfQ09NUExFVEUASFBFX0NCX0hFQURFUl9GSUVMRF9DT01QTEVURQBERUxFVEUASFBFX0lOVkFMSURfRU9GX1NUQVRFAElOVkFMSURfU1NMX0NFUlRJRklDQVRFAFBBVVNFAE5PX1JFU1BPTlNFAFVOU1VQUE9SVEVEX01FRElBX1RZUEUAR09ORQBOT1RfQUNDRVBUQUJMRQBTRVJWSUNFX1VOQVZBSUxBQkxFAFJBTkdFX05PVF9TQVRJU0ZJQUJMRQBPUklHSU5fSVNfVU5SRUFDSEFCTEUAUkVTUE9OU0VfSVNfU1RBTEUAUFVSR0UATUVSR0UAUkVRVUVTVF9IRUFERVJfRklFTERTX1RPT19MQVJHRQBSRVFVRVNUX0hFQURFUl9UT09fTEFSR0UAUEFZTE9BRF9UT09fTEFSR0UASU5TVUZGSUNJRU5UX1NUT1JBR0UASFBFX1BBVVNFRF9VUEdSQURFAEhQRV9QQVVTRURfSDJfVVBHUkFERQBTT1VSQ0UAQU5OT1VOQ0UAVFJBQ0UASFBFX1VORVhQRUNURURfU1BBQ0UAREVTQ1JJQkUAVU5TVUJTQ1JJQkUAUkVDT1JEAEhQRV9JTlZBTElEX01FVEhPRABOT1RfRk9VTkQAUFJPUEZJTkQAVU5CSU5EAFJFQklORABVTkFVVEhPUklaRUQATUVUSE9EX05PVF9BTExPV0VEAEhUVFBfVkVSU0lPTl9OT1RfU1VQUE9SVEVEAEFMUkVBRFlfUkVQT1JURUQAQUNDRVBURUQATk9UX0lNUExFTUVOVEVEAExPT1BfREVURUNURUQASFBFX0NSX0VYUEVDVEVEAEhQRV9MRl9FWFBFQ1RFRABDUkVBVEVEAElNX1VTRUQASFBFX1BBVVNFRABUSU1FT1VUX09DQ1VSRUQAUEFZTUVOVF9SRVFVSVJFRABQUkVDT05ESVRJT05fUkVRVUlSRUQAUFJPWFlfQVVUSEVOVElDQVRJT05fUkVRVUlSRUQATkVUV09SS19BVVRIRU5USUNBVElPTl9SRVFVSVJFRABMRU5HVEhfUkVRVUlSRUQAU1NMX0NFUlRJRklDQVRFX1JFUVVJUkVEAFVQR1JBREVfUkVRVUlSRUQAUEFHRV9FWFBJUkVEAFBSRUNPTkRJVElPTl9GQUlMRUQARVhQRUNUQVRJT05fRkFJTEVEAFJFVkFMSURBVElPTl9GQUlMRUQAU1NMX0hBTkRTSEFLRV9GQUlMRUQATE9DS0VEAFRSQU5TRk9STUFUSU9OX0FQUExJRUQATk9UX01PRElGSUVEAE5PVF9FWFRFTkRFRABCQU5EV0lEVEhfTElNSVRfRVhDRUVERUQAU0lURV9JU19PVkVSTE9BREVEAEhFQUQARXhwZWN0ZWQgSFRUUC8sIFJUU1AvIG9yIElDRS8A5xUAAK8VAACkEgAAkhoAACYWAACeFAAA2xkAAHkVAAB+EgAA/hQAADYVAAALFgAA2BYAAPMSAABCGAAArBYAABIVAAAUFwAA7xcAAEgUAABxFwAAshoAAGsZAAB+GQAANRQAAIIaAABEFwAA/RYAAB4YAACHFwAAqhkAAJMSAAAHGAAALBcAAMoXAACkFwAA5xUAAOcVAABYFwAAOxgAAKASAAAtHAAAwxEAAEgRAADeEgAAQhMAAKQZAAD9EAAA9xUAAKUVAADvFgAA+BkAAEoWAABWFgAA9RUAAAoaAAAIGgAAARoAAKsVAABCEgAA1xAAAEwRAAAFGQAAVBYAAB4RAADKGQAAyBkAAE4WAAD/GAAAcRQAAPAVAADuFQAAlBkAAPwVAAC/GQAAmxkAAHwUAABDEQAAcBgAAJUUAAAnFAAAGRQAANUSAADUGQAARBYAAPcQAEG5OwsBAQBB0DsL4AEBAQIBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEDAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQBBuj0LBAEAAAIAQdE9C14DBAMDAwMDAAADAwADAwADAwMDAwMDAwMDAAUAAAAAAAMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAAAAAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAAwADAEG6PwsEAQAAAgBB0T8LXgMAAwMDAwMAAAMDAAMDAAMDAwMDAwMDAwMABAAFAAAAAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAAAADAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwADAAMAQbDBAAsNbG9zZWVlcC1hbGl2ZQBBycEACwEBAEHgwQAL4AEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQBBycMACwEBAEHgwwAL5wEBAQEBAQEBAQEBAQECAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAWNodW5rZWQAQfHFAAteAQABAQEBAQAAAQEAAQEAAQEBAQEBAQEBAQAAAAAAAAABAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQAAAAEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAAEAAQBB0McACyFlY3Rpb25lbnQtbGVuZ3Rob25yb3h5LWNvbm5lY3Rpb24AQYDIAAsgcmFuc2Zlci1lbmNvZGluZ3BncmFkZQ0KDQpTTQ0KDQoAQanIAAsFAQIAAQMAQcDIAAtfBAUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUAQanKAAsFAQIAAQMAQcDKAAtfBAUFBgUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUAQanMAAsEAQAAAQBBwcwAC14CAgACAgICAgICAgICAgICAgICAgICAgICAgICAgIAAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAEGpzgALBQECAAEDAEHAzgALXwQFAAAFBQUFBQUFBQUFBQYFBQUFBQUFBQUFBQUABQAHCAUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQAFAAUABQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUAAAAFAEGp0AALBQEBAAEBAEHA0AALAQEAQdrQAAtBAgAAAAAAAAMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAAAAAAAAAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAQanSAAsFAQEAAQEAQcDSAAsBAQBBytIACwYCAAAAAAIAQeHSAAs6AwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMAAAAAAAADAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwBBoNQAC50BTk9VTkNFRUNLT1VUTkVDVEVURUNSSUJFTFVTSEVURUFEU0VBUkNIUkdFQ1RJVklUWUxFTkRBUlZFT1RJRllQVElPTlNDSFNFQVlTVEFUQ0hHRVVFUllPUkRJUkVDVE9SVFJDSFBBUkFNRVRFUlVSQ0VCU0NSSUJFQVJET1dOQUNFSU5ETktDS1VCU0NSSUJFVFRQQ0VUU1BBRFRQLw=='

let wasmBuffer

Object.defineProperty(module, 'exports', {
  get: () => {
    return wasmBuffer
      ? wasmBuffer
      : (wasmBuffer = Buffer.from(wasmBase64, 'base64'))
  }
})


/***/ }),

/***/ 4760:
/***/ ((__unused_webpack_module, exports) => {


Object.defineProperty(exports, "__esModule", ({ value: true }));
exports.enumToMap = enumToMap;
function enumToMap(obj, filter = [], exceptions = []) {
    const emptyFilter = (filter?.length ?? 0) === 0;
    const emptyExceptions = (exceptions?.length ?? 0) === 0;
    return Object.fromEntries(Object.entries(obj).filter(([, value]) => {
        return (typeof value === 'number' &&
            (emptyFilter || filter.includes(value)) &&
            (emptyExceptions || !exceptions.includes(value)));
    }));
}


/***/ }),

/***/ 1153:
/***/ ((module) => {

module.exports = () => { throw new Error('undici/lib/milo/no-simd is left out of this bundle') }


/***/ }),

/***/ 8861:
/***/ ((module) => {

module.exports = () => { throw new Error('undici/lib/milo/simd is left out of this bundle') }


/***/ }),

/***/ 4418:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const {
  kConnected,
  kPending,
  kRunning,
  kSize,
  kFree,
  kQueued
} = __nccwpck_require__(8951)

class ClientStats {
  constructor (client) {
    this.connected = client[kConnected]
    this.pending = client[kPending]
    this.running = client[kRunning]
    this.size = client[kSize]
  }
}

class PoolStats {
  constructor (pool) {
    this.connected = pool[kConnected]
    this.free = pool[kFree]
    this.pending = pool[kPending]
    this.queued = pool[kQueued]
    this.running = pool[kRunning]
    this.size = pool[kSize]
  }
}

module.exports = { ClientStats, PoolStats }


/***/ }),

/***/ 4775:
/***/ ((module) => {



/**
 * This module offers an optimized timer implementation designed for scenarios
 * where high precision is not critical.
 *
 * The timer achieves faster performance by using a low-resolution approach,
 * with an accuracy target of within 500ms. This makes it particularly useful
 * for timers with delays of 1 second or more, where exact timing is less
 * crucial.
 *
 * It's important to note that Node.js timers are inherently imprecise, as
 * delays can occur due to the event loop being blocked by other operations.
 * Consequently, timers may trigger later than their scheduled time.
 */

/**
 * The fastNow variable contains the internal fast timer clock value.
 *
 * @type {number}
 */
let fastNow = 0

/**
 * RESOLUTION_MS represents the target resolution time in milliseconds.
 *
 * @type {number}
 * @default 1000
 */
const RESOLUTION_MS = 1e3

/**
 * TICK_MS defines the desired interval in milliseconds between each tick.
 * The target value is set to half the resolution time, minus 1 ms, to account
 * for potential event loop overhead.
 *
 * @type {number}
 * @default 499
 */
const TICK_MS = (RESOLUTION_MS >> 1) - 1

/**
 * fastNowTimeout is a Node.js timer used to manage and process
 * the FastTimers stored in the `fastTimers` array.
 *
 * @type {NodeJS.Timeout}
 */
let fastNowTimeout

/**
 * The kFastTimer symbol is used to identify FastTimer instances.
 *
 * @type {Symbol}
 */
const kFastTimer = Symbol('kFastTimer')

/**
 * The fastTimers array contains all active FastTimers.
 *
 * @type {FastTimer[]}
 */
const fastTimers = []

/**
 * These constants represent the various states of a FastTimer.
 */

/**
 * The `NOT_IN_LIST` constant indicates that the FastTimer is not included
 * in the `fastTimers` array. Timers with this status will not be processed
 * during the next tick by the `onTick` function.
 *
 * A FastTimer can be re-added to the `fastTimers` array by invoking the
 * `refresh` method on the FastTimer instance.
 *
 * @type {-2}
 */
const NOT_IN_LIST = -2

/**
 * The `TO_BE_CLEARED` constant indicates that the FastTimer is scheduled
 * for removal from the `fastTimers` array. A FastTimer in this state will
 * be removed in the next tick by the `onTick` function and will no longer
 * be processed.
 *
 * This status is also set when the `clear` method is called on the FastTimer instance.
 *
 * @type {-1}
 */
const TO_BE_CLEARED = -1

/**
 * The `PENDING` constant signifies that the FastTimer is awaiting processing
 * in the next tick by the `onTick` function. Timers with this status will have
 * their `_idleStart` value set and their status updated to `ACTIVE` in the next tick.
 *
 * @type {0}
 */
const PENDING = 0

/**
 * The `ACTIVE` constant indicates that the FastTimer is active and waiting
 * for its timer to expire. During the next tick, the `onTick` function will
 * check if the timer has expired, and if so, it will execute the associated callback.
 *
 * @type {1}
 */
const ACTIVE = 1

/**
 * The onTick function processes the fastTimers array.
 *
 * @returns {void}
 */
function onTick () {
  /**
   * Increment the fastNow value by the TICK_MS value, despite the actual time
   * that has passed since the last tick. This approach ensures independence
   * from the system clock and delays caused by a blocked event loop.
   *
   * @type {number}
   */
  fastNow += TICK_MS

  /**
   * The `idx` variable is used to iterate over the `fastTimers` array.
   * Expired timers are removed by replacing them with the last element in the array.
   * Consequently, `idx` is only incremented when the current element is not removed.
   *
   * @type {number}
   */
  let idx = 0

  /**
   * The len variable will contain the length of the fastTimers array
   * and will be decremented when a FastTimer should be removed from the
   * fastTimers array.
   *
   * @type {number}
   */
  let len = fastTimers.length

  while (idx < len) {
    /**
     * @type {FastTimer}
     */
    const timer = fastTimers[idx]

    // If the timer is in the ACTIVE state and the timer has expired, it will
    // be processed in the next tick.
    if (timer._state === PENDING) {
      // Set the _idleStart value to the fastNow value minus the TICK_MS value
      // to account for the time the timer was in the PENDING state.
      timer._idleStart = fastNow - TICK_MS
      timer._state = ACTIVE
    } else if (
      timer._state === ACTIVE &&
      fastNow >= timer._idleStart + timer._idleTimeout
    ) {
      timer._state = TO_BE_CLEARED
      timer._idleStart = -1
      timer._onTimeout(timer._timerArg)
    }

    if (timer._state === TO_BE_CLEARED) {
      timer._state = NOT_IN_LIST

      // Move the last element to the current index and decrement len if it is
      // not the only element in the array.
      if (--len !== 0) {
        fastTimers[idx] = fastTimers[len]
      }
    } else {
      ++idx
    }
  }

  // Set the length of the fastTimers array to the new length and thus
  // removing the excess FastTimers elements from the array.
  fastTimers.length = len

  // If there are still active FastTimers in the array, refresh the Timer.
  // If there are no active FastTimers, the timer will be refreshed again
  // when a new FastTimer is instantiated.
  if (fastTimers.length !== 0) {
    refreshTimeout()
  }
}

function refreshTimeout () {
  // If the fastNowTimeout is already set and the Timer has the refresh()-
  // method available, call it to refresh the timer.
  // Some timer objects returned by setTimeout may not have a .refresh()
  // method (e.g. mocked timers in tests).
  if (fastNowTimeout?.refresh) {
    fastNowTimeout.refresh()
    // fastNowTimeout is not instantiated yet or refresh is not availabe,
    // create a new Timer.
  } else {
    clearTimeout(fastNowTimeout)
    fastNowTimeout = setTimeout(onTick, TICK_MS)
    // If the Timer has an unref method, call it to allow the process to exit,
    // if there are no other active handles. When using fake timers or mocked
    // environments (like Jest), .unref() may not be defined,
    fastNowTimeout?.unref()
  }
}

/**
 * The `FastTimer` class is a data structure designed to store and manage
 * timer information.
 */
class FastTimer {
  [kFastTimer] = true

  /**
   * The state of the timer, which can be one of the following:
   * - NOT_IN_LIST (-2)
   * - TO_BE_CLEARED (-1)
   * - PENDING (0)
   * - ACTIVE (1)
   *
   * @type {-2|-1|0|1}
   * @private
   */
  _state = NOT_IN_LIST

  /**
   * The number of milliseconds to wait before calling the callback.
   *
   * @type {number}
   * @private
   */
  _idleTimeout = -1

  /**
   * The time in milliseconds when the timer was started. This value is used to
   * calculate when the timer should expire.
   *
   * @type {number}
   * @default -1
   * @private
   */
  _idleStart = -1

  /**
   * The function to be executed when the timer expires.
   * @type {Function}
   * @private
   */
  _onTimeout

  /**
   * The argument to be passed to the callback when the timer expires.
   *
   * @type {*}
   * @private
   */
  _timerArg

  /**
   * @constructor
   * @param {Function} callback A function to be executed after the timer
   * expires.
   * @param {number} delay The time, in milliseconds that the timer should wait
   * before the specified function or code is executed.
   * @param {*} arg
   */
  constructor (callback, delay, arg) {
    this._onTimeout = callback
    this._idleTimeout = delay
    this._timerArg = arg

    this.refresh()
  }

  /**
   * Sets the timer's start time to the current time, and reschedules the timer
   * to call its callback at the previously specified duration adjusted to the
   * current time.
   * Using this on a timer that has already called its callback will reactivate
   * the timer.
   *
   * @returns {void}
   */
  refresh () {
    // In the special case that the timer is not in the list of active timers,
    // add it back to the array to be processed in the next tick by the onTick
    // function.
    if (this._state === NOT_IN_LIST) {
      fastTimers.push(this)
    }

    // If the timer is the only active timer, refresh the fastNowTimeout for
    // better resolution.
    if (!fastNowTimeout || fastTimers.length === 1) {
      refreshTimeout()
    }

    // Setting the state to PENDING will cause the timer to be reset in the
    // next tick by the onTick function.
    this._state = PENDING
  }

  /**
   * The `clear` method cancels the timer, preventing it from executing.
   *
   * @returns {void}
   * @private
   */
  clear () {
    // Set the state to TO_BE_CLEARED to mark the timer for removal in the next
    // tick by the onTick function.
    this._state = TO_BE_CLEARED

    // Reset the _idleStart value to -1 to indicate that the timer is no longer
    // active.
    this._idleStart = -1
  }
}

/**
 * This module exports a setTimeout and clearTimeout function that can be
 * used as a drop-in replacement for the native functions.
 */
module.exports = {
  /**
   * The setTimeout() method sets a timer which executes a function once the
   * timer expires.
   * @param {Function} callback A function to be executed after the timer
   * expires.
   * @param {number} delay The time, in milliseconds that the timer should
   * wait before the specified function or code is executed.
   * @param {*} [arg] An optional argument to be passed to the callback function
   * when the timer expires.
   * @returns {NodeJS.Timeout|FastTimer}
   */
  setTimeout (callback, delay, arg) {
    // If the delay is less than or equal to the RESOLUTION_MS value return a
    // native Node.js Timer instance.
    return delay <= RESOLUTION_MS
      ? setTimeout(callback, delay, arg)
      : new FastTimer(callback, delay, arg)
  },
  /**
   * The clearTimeout method cancels an instantiated Timer previously created
   * by calling setTimeout.
   *
   * @param {NodeJS.Timeout|FastTimer} timeout
   */
  clearTimeout (timeout) {
    // If the timeout is a FastTimer, call its own clear method.
    if (timeout[kFastTimer]) {
      /**
       * @type {FastTimer}
       */
      timeout.clear()
      // Otherwise it is an instance of a native NodeJS.Timeout, so call the
      // Node.js native clearTimeout function.
    } else {
      clearTimeout(timeout)
    }
  },
  /**
   * The setFastTimeout() method sets a fastTimer which executes a function once
   * the timer expires.
   * @param {Function} callback A function to be executed after the timer
   * expires.
   * @param {number} delay The time, in milliseconds that the timer should
   * wait before the specified function or code is executed.
   * @param {*} [arg] An optional argument to be passed to the callback function
   * when the timer expires.
   * @returns {FastTimer}
   */
  setFastTimeout (callback, delay, arg) {
    return new FastTimer(callback, delay, arg)
  },
  /**
   * The clearTimeout method cancels an instantiated FastTimer previously
   * created by calling setFastTimeout.
   *
   * @param {FastTimer} timeout
   */
  clearFastTimeout (timeout) {
    timeout.clear()
  },
  /**
   * The now method returns the value of the internal fast timer clock.
   *
   * @returns {number}
   */
  now () {
    return fastNow
  },
  /**
   * Trigger the onTick function to process the fastTimers array.
   * Exported for testing purposes only.
   * Marking as deprecated to discourage any use outside of testing.
   * @deprecated
   * @param {number} [delay=0] The delay in milliseconds to add to the now value.
   */
  tick (delay = 0) {
    fastNow += delay - RESOLUTION_MS + 1
    onTick()
    onTick()
  },
  /**
   * Reset FastTimers.
   * Exported for testing purposes only.
   * Marking as deprecated to discourage any use outside of testing.
   * @deprecated
   */
  reset () {
    fastNow = 0
    fastTimers.length = 0
    clearTimeout(fastNowTimeout)
    fastNowTimeout = null
  },
  /**
   * Exporting for testing purposes only.
   * Marking as deprecated to discourage any use outside of testing.
   * @deprecated
   */
  kFastTimer
}


/***/ }),

/***/ 5408:
/***/ ((module) => {

module.exports = () => { throw new Error('undici/lib/web/fetch/body is left out of this bundle') }


/***/ }),

/***/ 6338:
/***/ ((module) => {

module.exports = () => { throw new Error('undici/lib/web/fetch/formdata is left out of this bundle') }


/***/ }),

/***/ 7371:
/***/ ((module) => {

module.exports = () => { throw new Error('undici/lib/web/webidl/index is left out of this bundle') }


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 1943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 3339:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("module");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8500:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 932:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("process");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 5574:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 7370:
/***/ ((__unused_webpack___webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(7975);


// To be imported before all else: on an older Node, a step would end with a stack trace, or in the middle.
/** The oldest Node that has all we need but for the two functions below. */
const oldest = 22;
const { version, execPath } = process;
if (Number.parseInt(version.slice(1), 10) < oldest) {
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeSync)(1, `::error title=oci-artifact%3A Node is too old::This action needs Node 24, and ${version} runs it (${execPath}).%0A` +
        "act, and the runners of Gitea and Forgejo, take Node from the job's image: choose one with Node 24. " +
        "GitHub's runner brings it from version 2.327.1 on, but not for 32-bit ARM.\n");
    process.exit(1);
}
Error.isError ??= (value) => node_util__WEBPACK_IMPORTED_MODULE_1__.types.isNativeError(value);
RegExp.escape ??= (text) => text.replace(/\W/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);


/***/ }),

/***/ 6325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
// EXTERNAL MODULE: ./lib/node_modules/@actions/core/lib/core.js + 3 modules
var core = __nccwpck_require__(6120);
// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/summary.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};


const { access, appendFile, writeFile } = external_fs_.promises;
const SUMMARY_ENV_VAR = 'GITHUB_STEP_SUMMARY';
const SUMMARY_DOCS_URL = 'https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-job-summary';
class Summary {
    constructor() {
        this._buffer = '';
    }
    /**
     * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
     * Also checks r/w permissions.
     *
     * @returns step summary file path
     */
    filePath() {
        return __awaiter(this, void 0, void 0, function* () {
            if (this._filePath) {
                return this._filePath;
            }
            const pathFromEnv = process.env[SUMMARY_ENV_VAR];
            if (!pathFromEnv) {
                throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
            }
            try {
                yield access(pathFromEnv, external_fs_.constants.R_OK | external_fs_.constants.W_OK);
            }
            catch (_a) {
                throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
            }
            this._filePath = pathFromEnv;
            return this._filePath;
        });
    }
    /**
     * Wraps content in an HTML tag, adding any HTML attributes
     *
     * @param {string} tag HTML tag to wrap
     * @param {string | null} content content within the tag
     * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
     *
     * @returns {string} content wrapped in HTML element
     */
    wrap(tag, content, attrs = {}) {
        const htmlAttrs = Object.entries(attrs)
            .map(([key, value]) => ` ${key}="${value}"`)
            .join('');
        if (!content) {
            return `<${tag}${htmlAttrs}>`;
        }
        return `<${tag}${htmlAttrs}>${content}</${tag}>`;
    }
    /**
     * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
     *
     * @param {SummaryWriteOptions} [options] (optional) options for write operation
     *
     * @returns {Promise<Summary>} summary instance
     */
    write(options) {
        return __awaiter(this, void 0, void 0, function* () {
            const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
            const filePath = yield this.filePath();
            const writeFunc = overwrite ? writeFile : appendFile;
            yield writeFunc(filePath, this._buffer, { encoding: 'utf8' });
            return this.emptyBuffer();
        });
    }
    /**
     * Clears the summary buffer and wipes the summary file
     *
     * @returns {Summary} summary instance
     */
    clear() {
        return __awaiter(this, void 0, void 0, function* () {
            return this.emptyBuffer().write({ overwrite: true });
        });
    }
    /**
     * Returns the current summary buffer as a string
     *
     * @returns {string} string of summary buffer
     */
    stringify() {
        return this._buffer;
    }
    /**
     * If the summary buffer is empty
     *
     * @returns {boolen} true if the buffer is empty
     */
    isEmptyBuffer() {
        return this._buffer.length === 0;
    }
    /**
     * Resets the summary buffer without writing to summary file
     *
     * @returns {Summary} summary instance
     */
    emptyBuffer() {
        this._buffer = '';
        return this;
    }
    /**
     * Adds raw text to the summary buffer
     *
     * @param {string} text content to add
     * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
     *
     * @returns {Summary} summary instance
     */
    addRaw(text, addEOL = false) {
        this._buffer += text;
        return addEOL ? this.addEOL() : this;
    }
    /**
     * Adds the operating system-specific end-of-line marker to the buffer
     *
     * @returns {Summary} summary instance
     */
    addEOL() {
        return this.addRaw(external_os_.EOL);
    }
    /**
     * Adds an HTML codeblock to the summary buffer
     *
     * @param {string} code content to render within fenced code block
     * @param {string} lang (optional) language to syntax highlight code
     *
     * @returns {Summary} summary instance
     */
    addCodeBlock(code, lang) {
        const attrs = Object.assign({}, (lang && { lang }));
        const element = this.wrap('pre', this.wrap('code', code), attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML list to the summary buffer
     *
     * @param {string[]} items list of items to render
     * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
     *
     * @returns {Summary} summary instance
     */
    addList(items, ordered = false) {
        const tag = ordered ? 'ol' : 'ul';
        const listItems = items.map(item => this.wrap('li', item)).join('');
        const element = this.wrap(tag, listItems);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML table to the summary buffer
     *
     * @param {SummaryTableCell[]} rows table rows
     *
     * @returns {Summary} summary instance
     */
    addTable(rows) {
        const tableBody = rows
            .map(row => {
            const cells = row
                .map(cell => {
                if (typeof cell === 'string') {
                    return this.wrap('td', cell);
                }
                const { header, data, colspan, rowspan } = cell;
                const tag = header ? 'th' : 'td';
                const attrs = Object.assign(Object.assign({}, (colspan && { colspan })), (rowspan && { rowspan }));
                return this.wrap(tag, data, attrs);
            })
                .join('');
            return this.wrap('tr', cells);
        })
            .join('');
        const element = this.wrap('table', tableBody);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds a collapsable HTML details element to the summary buffer
     *
     * @param {string} label text for the closed state
     * @param {string} content collapsable content
     *
     * @returns {Summary} summary instance
     */
    addDetails(label, content) {
        const element = this.wrap('details', this.wrap('summary', label) + content);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML image tag to the summary buffer
     *
     * @param {string} src path to the image you to embed
     * @param {string} alt text description of the image
     * @param {SummaryImageOptions} options (optional) addition image attributes
     *
     * @returns {Summary} summary instance
     */
    addImage(src, alt, options) {
        const { width, height } = options || {};
        const attrs = Object.assign(Object.assign({}, (width && { width })), (height && { height }));
        const element = this.wrap('img', null, Object.assign({ src, alt }, attrs));
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML section heading element
     *
     * @param {string} text heading text
     * @param {number | string} [level=1] (optional) the heading level, default: 1
     *
     * @returns {Summary} summary instance
     */
    addHeading(text, level) {
        const tag = `h${level}`;
        const allowedTag = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].includes(tag)
            ? tag
            : 'h1';
        const element = this.wrap(allowedTag, text);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML thematic break (<hr>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addSeparator() {
        const element = this.wrap('hr', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML line break (<br>) to the summary buffer
     *
     * @returns {Summary} summary instance
     */
    addBreak() {
        const element = this.wrap('br', null);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML blockquote to the summary buffer
     *
     * @param {string} text quote text
     * @param {string} cite (optional) citation url
     *
     * @returns {Summary} summary instance
     */
    addQuote(text, cite) {
        const attrs = Object.assign({}, (cite && { cite }));
        const element = this.wrap('blockquote', text, attrs);
        return this.addRaw(element).addEOL();
    }
    /**
     * Adds an HTML anchor tag to the summary buffer
     *
     * @param {string} text link text/content
     * @param {string} href hyperlink
     *
     * @returns {Summary} summary instance
     */
    addLink(text, href) {
        const element = this.wrap('a', text, { href });
        return this.addRaw(element).addEOL();
    }
}
const _summary = new Summary();
/**
 * @deprecated use `core.summary`
 */
const markdownSummary = (/* unused pure expression or super */ null && (_summary));
const summary = _summary;
//# sourceMappingURL=summary.js.map
// EXTERNAL MODULE: ./lib/errors.js
var lib_errors = __nccwpck_require__(452);
// EXTERNAL MODULE: ./lib/modes/contract/told.js
var contract_told = __nccwpck_require__(6014);
// EXTERNAL MODULE: ./lib/oci/reference.js
var oci_reference = __nccwpck_require__(3940);
// EXTERNAL MODULE: ./lib/once.js
var once = __nccwpck_require__(4986);
// EXTERNAL MODULE: ./lib/chunks.js
var chunks = __nccwpck_require__(9749);
// EXTERNAL MODULE: ./lib/store/verified.js
var verified = __nccwpck_require__(7813);
;// CONCATENATED MODULE: ./lib/registry/http/received.js
/** Above what a socket takes before it asks to wait. */
const largeChunk = 128 * 1024;
/** A piece of less than this is copied into memory of its own, which costs next to nothing. */
const smallPiece = 32 * 1024;
/**
 * Puts the pieces that come before their reader asks for them into one buffer: to hash and to write many pieces costs
 * more than to copy them, and sockets use the memory of large ones again. Three buffers take turns, as in
 * `open-file.ts`, but only for chunks that fill a socket: of smaller ones, several can wait in it to be sent on.
 *
 * @param usual how many bytes come before the sender is asked to wait
 */
function received(usual) {
    const buffers = [];
    let turn = 0;
    let filled = 0;
    /** A small piece that came alone: most answers are one. It has memory of its own. */
    let single;
    const append = (piece) => {
        const size = filled + piece.byteLength;
        let buffer = buffers[turn];
        if (buffer === undefined || buffer.byteLength < size) {
            // Most bodies are short; a long one grows once.
            const larger = Buffer.allocUnsafeSlow(size <= largeChunk ? largeChunk : Math.max(size, usual + largeChunk));
            buffer?.copy(larger, 0, 0, filled);
            buffer = larger;
            buffers[turn] = larger;
        }
        buffer.set(piece, filled);
        filled = size;
    };
    return {
        get size() {
            return single?.byteLength ?? filled;
        },
        put(piece) {
            if (single)
                append(single);
            const isAlone = filled === 0 && piece.byteLength < smallPiece;
            // It may be a part of a large buffer, between the sizes of HTTP's chunks.
            single = isAlone ? Buffer.from(piece) : undefined;
            if (!isAlone)
                append(piece);
        },
        take() {
            const alone = single;
            const size = filled;
            this.clear();
            if (alone || size === 0)
                return alone;
            const chunk = buffers[turn].subarray(0, size);
            if (size < largeChunk)
                return Buffer.from(chunk);
            turn = (turn + 1) % 3;
            return chunk;
        },
        clear() {
            single = undefined;
            filled = 0;
        },
    };
}

// EXTERNAL MODULE: ./lib/node_modules/undici/lib/api/api-connect.js
var api_connect = __nccwpck_require__(6480);
// EXTERNAL MODULE: ./lib/node_modules/undici/lib/core/connect.js
var connect = __nccwpck_require__(3484);
// EXTERNAL MODULE: ./lib/node_modules/undici/lib/dispatcher/agent.js
var agent = __nccwpck_require__(6057);
// EXTERNAL MODULE: ./lib/node_modules/undici/lib/dispatcher/dispatcher.js
var dispatcher = __nccwpck_require__(959);
;// CONCATENATED MODULE: ./lib/registry/http/undici.js




/**
 * Makes an agent for one kind of trust.
 *
 * @param tls options of Node's `tls.connect`
 * @param isProxied whether it goes by the proxy variables of the environment
 */
async function createAgent(tls, timeout, isProxied) {
    const options = {
        connectTimeout: Math.min(10_000, timeout),
        headersTimeout: timeout,
        bodyTimeout: timeout,
        // The bundle has one parser (scripts/bundle.js), whatever UNDICI_USE_MILO says.
        useMilo: false,
        // HTTP/1.1 is faster for large blobs, measured against HTTP/2 of Node and Go.
        allowH2: false,
    };
    if (isProxied) {
        // undici's index gives this method to all dispatchers; its proxy agent calls it.
        Object.assign(dispatcher.prototype, { connect: api_connect });
        const { default: ProxyAgent } = await __nccwpck_require__.e(/* import() */ 7741).then(__nccwpck_require__.t.bind(__nccwpck_require__, 7741, 19));
        return new ProxyAgent({ ...options, connect: tls, requestTls: tls });
    }
    const common = { ...tls, allowH2: options.allowH2, timeout: options.connectTimeout };
    const connectTls = connect(common);
    return new agent({
        ...options,
        connect: (target, callback) => 
        // TLS gives pieces of 16 KiB, several at a time: the buffers would hold one.
        (target.protocol === 'https:' ? connectTls : connect({ ...common, onread: readBuffers() }))(target, callback),
    });
}
/**
 * Resolves when undici takes a connection for the next request, once its answer has ended: one turn of the event loop
 * after `onResponseEnd` returns (see `onMessageComplete` in lib/dispatcher/client-h1.js). A request that comes earlier
 * would open a new connection.
 */
function connectionFree() {
    return new Promise((free) => queueMicrotask(() => setImmediate(free)));
}
/** Measured: from 128 KiB to 1 MiB, the size makes no difference that is seen; every connection keeps two of them. */
const bufferSize = 128 * 1024;
/**
 * What a socket gave in less than this is copied: undici's parser keeps the parts of a header until it has all of it. A
 * server that begins a header in the middle of a larger piece can garble the rest of its own header by that, and
 * nothing else.
 */
const leastInPlace = 32 * 1024;
/**
 * Lets one socket read into two buffers that take turns (ADR 11). By itself Node takes 64 KiB of new memory for each
 * read: for a download of 1 GiB that is 16,000 pieces to be collected, and a third of its CPU time
 * (docs/performance.md). This serves plain HTTP alone, such as registries inside a cluster.
 *
 * A buffer is filled again only when its piece was taken from the socket: where the reader falls behind, new ones come
 * in. Whoever takes a piece has to be done with it before it returns.
 *
 * @see https://nodejs.org/api/net.html for the option `onread` of `net.connect`
 */
function readBuffers() {
    const buffers = [];
    let turn = 0;
    return {
        buffer() {
            turn = 1 - turn;
            buffers[turn] ??= Buffer.allocUnsafeSlow(bufferSize);
            return buffers[turn];
        },
        callback(length, buffer) {
            // What waits may lie in the buffer whose turn is next.
            if (this.readableLength > 0)
                buffers[1 - turn] = undefined;
            const piece = buffer.subarray(0, length);
            return this.push(length < leastInPlace ? Buffer.from(piece) : piece);
        },
    };
}

;// CONCATENATED MODULE: ./lib/registry/http/dispatch.js


/** Servers send one 1xx or two before an answer. */
const maxAnnouncements = 10;
/** Bytes a second: what comes slower is not a transfer, and would keep a job for hours. */
const minRate = 1024;
/** More than this of a body is not received ahead of its reader. */
const maxAhead = 512 * 1024;
/**
 * Sends a request by undici's `dispatch`. Against `request` this saves a stream for each answer, and a reader that
 * falls behind pauses the socket.
 *
 * @param timeout milliseconds over which the rate of a body is measured: silence ends it by undici, a trickle here
 */
function dispatch(dispatcher, options, timeout, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    let controller;
    let arrival;
    let announcements = 0;
    const onAbort = () => {
        // While a connection is made there is no controller yet, and nothing else would end the wait.
        reject(signal?.reason);
        controller?.abort(signal?.reason);
    };
    const finish = (end) => {
        // It may be that nobody reads on.
        end.catch(() => { });
        signal?.removeEventListener('abort', onAbort);
        arrival?.finish(end);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    dispatcher.dispatch(options, {
        onRequestStart(started) {
            controller = started;
            if (signal?.aborted)
                onAbort();
        },
        onResponseStart(current, status, headers) {
            // 1xx announces the answer and is not one; each starts the timeout again, so that they must not go on for ever.
            if (status >= 200) {
                arrival = arriving(current, timeout);
                resolve({ status, headers, body: arrival.body });
            }
            else if (++announcements > maxAnnouncements)
                current.abort(new Error('The announced answer did not arrive'));
        },
        onResponseData: (_, piece) => arrival?.put(piece),
        onResponseEnd: () => finish(connectionFree()),
        onResponseError(_, error) {
            finish(Promise.reject(error));
            reject(error);
        },
    });
    return promise;
}
/** A body on its way from a socket to its reader. */
function arriving(controller, timeout) {
    const ahead = received(maxAhead);
    let ended;
    let wake;
    let sinceCheck = 0;
    let wasPaused = false;
    /** Ends a body of which next to nothing came, unless it is its reader who is slow. */
    const checkRate = () => {
        const isSlow = sinceCheck < (minRate * timeout) / 1000 && ahead.size === 0 && !wasPaused;
        if (isSlow)
            controller.abort(new Error(`only ${sinceCheck} bytes came in ${timeout / 1000} s`));
        sinceCheck = 0;
        wasPaused = ahead.size >= maxAhead;
    };
    const watch = setInterval(checkRate, timeout).unref();
    const body = {
        [Symbol.asyncIterator]: () => body,
        async next() {
            while (ahead.size === 0 && ended === undefined) {
                await new Promise((woken) => {
                    wake = woken;
                });
                wake = undefined;
            }
            const value = ahead.take();
            if (value === undefined) {
                await ended;
                return { done: true, value: undefined };
            }
            controller.resume();
            return { done: false, value };
        },
        async return() {
            ahead.clear();
            if (ended === undefined)
                controller.abort(new Error('The rest of the answer was not wanted'));
            return { done: true, value: undefined };
        },
    };
    return {
        body,
        /** Takes in a piece, whose memory may be filled again afterwards. */
        put(piece) {
            ahead.put(piece);
            sinceCheck += piece.byteLength;
            if (ahead.size >= maxAhead) {
                wasPaused = true;
                controller.pause();
            }
            // What the socket gives in this turn of the event loop is taken together.
            if (wake)
                setImmediate(wake);
        },
        /** Notes that nothing more comes: the reader hears of the end, or of the failure, when it has all that came. */
        finish(end) {
            ended = end;
            clearInterval(watch);
            wake?.();
        },
    };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
;// CONCATENATED MODULE: ./lib/registry/http/scheme.js


/** Tells whether a `host[:port]` is this machine: names that cannot be another one, and 127.0.0.0/8. */
function isLoopback(host) {
    // A name may end in the dot of the root.
    const name = new URL(`http://${host}`).hostname.replace(/\.$/, '');
    return name === 'localhost' || name.endsWith('.localhost') || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
/**
 * Milliseconds: a server answers in far less time, and one that stays silent does not speak TLS. On this machine, all
 * processors may be busy for seconds.
 */
const patience = { here: 10_000, elsewhere: 2_000 };
/**
 * The least a client says to begin TLS 1.2 (RFC 5246, 7.4.1.2): a record, in it a hello with version, random bytes, no
 * session, three ciphers, no compression. A server that wants more answers it with an alert. The random bytes end in
 * two empty lines, so that a server of HTTP does not wait for the end of a request. Node's own TLS takes longer to load
 * than a small push.
 */
function hello() {
    const random = Buffer.concat([(0,external_node_crypto_.randomBytes)(28), Buffer.from('\r\n\r\n')]);
    return Buffer.from(`16030100310100002d0303${random.toString('hex')}000006c02fc02b002f0100`, 'hex');
}
/** The first byte of an answer in TLS: an alert or a handshake. */
const tlsRecords = [0x15, 0x16];
/**
 * Finds out what a server on a loopback address speaks: a hello of TLS that is answered by a TLS server means https,
 * everything else http. Nothing of a request is sent.
 */
function detectScheme(host) {
    const { hostname, port } = new URL(`https://${host}`);
    return new Promise((resolve) => {
        const socket = (0,external_node_net_.connect)({
            host: hostname.replace(/^\[|\]$/g, ''),
            port: Number(port || 443),
            timeout: isLoopback(host) ? patience.here : patience.elsewhere,
        });
        const answer = (scheme) => {
            socket.destroy();
            resolve(scheme);
        };
        socket.once('connect', () => socket.write(hello()));
        socket.once('data', ([first = 0]) => answer(tlsRecords.includes(first) ? 'https' : 'http'));
        for (const event of ['timeout', 'error', 'close'])
            socket.once(event, () => answer('http'));
    });
}

;// CONCATENATED MODULE: ./lib/registry/http/transport.js







/** Bytes of a body that is given to the connection as a whole. */
const shortBody = 64 * 1024;
/**
 * Tells whether the environment names a proxy: undici's proxy agent decides by these variables and by `no_proxy` then,
 * but for this machine.
 */
function hasProxy(environment) {
    return ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY'].some((name) => environment[name]);
}
/**
 * Sends requests over undici, as they are: no redirect, no retry, no credentials. The client certificate is shown to
 * the registry's own origin alone, since it is a credential too.
 */
function createTransport(origin, { tls = {}, timeout, userAgent }) {
    const trust = tls.insecure === undefined ? {} : { rejectUnauthorized: !tls.insecure };
    const agentsFor = (more) => {
        const own = async () => ({ ...trust, ...(await authorities(tls, more)), ...certificateOf(tls) });
        // Who is not the registry has to prove who he is: a token server gets the password.
        const foreign = async () => ({ ...(await authorities(tls, more)), rejectUnauthorized: true });
        return { own: agentsWith(own, timeout), foreign: agentsWith(foreign, timeout) };
    };
    let agents = agentsFor([]);
    /** The agents that trust what the machine does too. To read that takes a while, so it is left to who needs it. */
    const trusting = (0,once/* once */.O)(async () => agentsFor((await tls.machine?.()) ?? []));
    const attempt = async ({ method, url, headers = {}, body, signal }) => {
        signal?.throwIfAborted();
        // Headers and a short body go out in one piece.
        const bytes = body && body.size <= shortBody ? await readShortBody(url, body) : undefined;
        const stream = body && !bytes ? await body.open() : undefined;
        const { origin: to, pathname, search } = new URL(url);
        try {
            const options = {
                origin: to,
                path: pathname + search,
                method,
                headers: {
                    'user-agent': userAgent,
                    'accept-encoding': 'identity',
                    ...headers,
                    ...(body ? { 'content-length': String(body.size) } : {}),
                },
                // undici takes any iterable; its types know streams only.
                body: bytes ?? stream ?? null,
                // undici closes the connection after each HEAD unless told otherwise.
                reset: false,
            };
            return {
                ...(await dispatch(await agents[to === origin ? 'own' : 'foreign'](to), options, timeout, signal)),
                url,
            };
        }
        catch (error) {
            if (stream)
                await (0,chunks/* giveUp */.Ht)(stream);
            signal?.throwIfAborted();
            throw networkError(url, error);
        }
    };
    return async (request) => {
        const tried = agents;
        try {
            return await attempt(request);
        }
        catch (error) {
            if (!tls.machine || !isOfUnknownAuthority(error))
                throw error;
            agents = await trusting();
            // Nothing was sent yet: the server had not shown who it is.
            if (agents === tried)
                throw error;
            return attempt(request);
        }
    };
}
/** Reports whether a server showed a certificate whose authority is not among those that are trusted. */
function isOfUnknownAuthority(error) {
    const code = Error.isError(error) ? (0,lib_errors/* systemCodeOf */.c7)(error.cause) : undefined;
    return code !== undefined && /^(?:SELF_SIGNED_CERT_|DEPTH_ZERO_|UNABLE_TO_(?:GET_ISSUER|VERIFY_LEAF))/.test(code);
}
async function readShortBody(url, { open, size }) {
    try {
        return await (0,verified/* readAll */.yw)(await open(), 'The body', size);
    }
    catch (error) {
        throw (0,lib_errors/* hasCode */.up)(error, 'TOO_LARGE') ? changedSize(url, error) : error;
    }
}
function changedSize(url, cause) {
    return new lib_errors/* OciError */.Mf('INTEGRITY', `The content sent to ${new URL(url).host} changed size while it was sent`, {
        cause,
    });
}
/** Says in one sentence which host could not be reached and why; `topic` tells of one that answered before. */
function networkError(url, error, topic) {
    if (error instanceof lib_errors/* OciError */.Mf)
        return error;
    const { host } = new URL(url);
    const cause = innermost(error);
    if ((0,lib_errors/* systemCodeOf */.c7)(cause) === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH') {
        return changedSize(url, cause);
    }
    return new lib_errors/* OciError */.Mf('NETWORK', `The connection to ${host} failed: ${reasonOf(cause)}`, { cause, topic });
}
/**
 * The words of an error in one line. Those of OpenSSL stand between codes and names of its source files; Node adds
 * advice.
 */
function reasonOf(error) {
    const message = (0,lib_errors/* messageOf */.bD)(error);
    const [, reason] = /:SSL routines:[^:]*:([^:]+):/.exec(message) ?? [];
    return reason === undefined ? (message.split(/\n|; if the root CA/)[0] ?? '') : `TLS: ${reason}`;
}
/** The reason inside wrapped errors: the proxy agent and happy eyeballs hide it in `cause` and `errors`. */
function innermost(error) {
    if (!Error.isError(error))
        return error;
    const inner = error.cause ?? error.errors?.[0];
    return Error.isError(inner) && ((0,lib_errors/* systemCodeOf */.c7)(inner) || !(0,lib_errors/* systemCodeOf */.c7)(error)) ? innermost(inner) : error;
}
/** Makes the agents for one kind of trust: one that goes by the proxy variables, and one that does not. */
function agentsWith(connect, timeout) {
    const direct = (0,once/* once */.O)(async () => createAgent(await connect(), timeout, false));
    const proxied = (0,once/* once */.O)(async () => createAgent(await connect(), timeout, true));
    const isProxied = hasProxy(process.env);
    // A proxy cannot reach this machine, and must not see what is said here, credentials included.
    return (origin) => (isProxied && !isLoopback(new URL(origin).host) ? proxied() : direct());
}
/** A `ca` replaces Node's own list, so that list goes with it. */
async function authorities({ ca }, more) {
    if (ca === undefined && more.length === 0)
        return {};
    // Node's own TLS takes a while to load, and plain HTTP does without it.
    const { getCACertificates } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1692, 19));
    return { ca: [...getCACertificates('default'), ...(ca === undefined ? [] : [ca]), ...more] };
}
function certificateOf({ cert, key }) {
    return cert === undefined ? {} : { cert, key };
}

// EXTERNAL MODULE: ./lib/time.js
var lib_time = __nccwpck_require__(6146);
// EXTERNAL MODULE: ./lib/disk/read-held.js
var read_held = __nccwpck_require__(4949);
// EXTERNAL MODULE: ./lib/disk/held-place.js
var held_place = __nccwpck_require__(8592);
// EXTERNAL MODULE: ./lib/modes/contract/read-value.js
var read_value = __nccwpck_require__(3883);
// EXTERNAL MODULE: ./lib/near-path.js
var near_path = __nccwpck_require__(5337);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: ./lib/oci/descriptor.js
var oci_descriptor = __nccwpck_require__(1260);
;// CONCATENATED MODULE: ./lib/run-program.js



/** More than any answer that is wanted. */
const maxOutput = 1024 * 1024;
/**
 * Variables that no program gets: the inputs of the step and the tokens of the runner, which are secrets, and those by
 * which git is told what to run.
 */
const withheld = /^(?:INPUT|ACTIONS|GIT)_/i;
/**
 * Runs a program of the machine, and gives up on it after `timeout` milliseconds. It is looked for in the absolute
 * folders of PATH alone: the others depend on the working directory, where whoever wrote the workspace may have put
 * anything. Fails with a system error when it cannot be started.
 */
async function runProgram(program, parameters, { environment, variables = {}, timeout, folder, input = '', }) {
    const own = { ...childEnvironment(environment), ...variables };
    const { file, line, isVerbatim } = commandFor(await findProgram(program, own), parameters, own);
    // Few steps start a program, and the module takes milliseconds to load.
    const { spawn } = await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1421, 19));
    return new Promise((resolve, reject) => {
        const child = spawn(file, line, {
            env: own,
            windowsVerbatimArguments: isVerbatim,
            ...(folder === undefined ? {} : { cwd: folder }),
            stdio: ['pipe', 'pipe', 'ignore'],
        });
        // A program that it started may hold the pipes open, whether it has ended itself or not.
        const timer = setTimeout(() => {
            child.kill('SIGKILL');
            child.stdin.destroy();
            child.stdout.destroy();
            child.unref();
            reject(Object.assign(new Error(`${program} did not finish in ${timeout / 1000} s`), { code: 'ETIMEDOUT' }));
        }, timeout);
        let output = '';
        child.stdout.setEncoding('utf8').on('data', (chunk) => {
            if (output.length < maxOutput)
                output += chunk;
        });
        // A program that ends without reading its input breaks the pipe; its exit code tells the rest.
        child.stdin.on('error', () => { });
        child.on('error', (error) => {
            clearTimeout(timer);
            reject(error);
        });
        child.on('close', (code) => {
            clearTimeout(timer);
            resolve({ code, output });
        });
        child.stdin.end(input);
    });
}
/** Makes the environment of a program out of ours. */
function childEnvironment(environment) {
    const entries = Object.entries(environment).filter(([name]) => !withheld.test(name));
    return {
        ...Object.fromEntries(
        // A program may look for others.
        entries.map(([name, value = '']) => [name, isPath(name) ? absoluteFolders(value).join(external_node_path_.delimiter) : value])),
        // Windows looks in the working directory before PATH, also for the programs of a batch file, unless this is set.
        ...(process.platform === 'win32' ? { NoDefaultCurrentDirectoryInExePath: '1' } : {}),
    };
}
/**
 * Lets the shell of Windows run a batch file, which Node starts no other way (CVE-2024-27980). In quotes the shell
 * still writes out variables, and a quote ends them, so that nothing with `%`, `!`, `"` or a line break is given to it:
 * fails with a system error.
 */
function commandFor(path, parameters, environment) {
    if (!/\.(?:cmd|bat)$/i.test(path))
        return { file: path, line: parameters, isVerbatim: false };
    const words = [path, ...parameters];
    const unsafe = words.find((word) => /[%!"\r\n]/.test(word));
    if (unsafe !== undefined) {
        throw Object.assign(new Error(`${JSON.stringify(unsafe)} cannot be passed to a batch file safely`), {
            code: 'EINVAL',
        });
    }
    const [, root = 'C:\\Windows'] = Object.entries(environment).find(([name]) => name.toUpperCase() === 'SYSTEMROOT') ?? [];
    const quoted = words.map((word) => `"${word}"`).join(' ');
    // Without what the registry says to run first (/d), and with the outermost quotes dropped (/s).
    return { file: `${root}\\System32\\cmd.exe`, line: ['/d', '/s', '/v:off', '/c', `"${quoted}"`], isVerbatim: true };
}
/** What a name without an ending may be on Windows, in the order in which it is looked for. */
const programsOnWindows = ['.exe', '.cmd', '.bat'];
async function findProgram(program, environment) {
    const [, folders = ''] = Object.entries(environment).find(([name]) => isPath(name)) ?? [];
    const endings = process.platform === 'win32' ? programsOnWindows : [''];
    for (const folder of absoluteFolders(folders)) {
        for (const ending of endings) {
            const path = (0,external_node_path_.join)(folder, `${program}${ending}`);
            if (await isProgram(path))
                return path;
        }
    }
    throw Object.assign(new Error(`${program} is not in any folder of PATH`), { code: 'ENOENT' });
}
async function isProgram(path) {
    try {
        await (0,promises_.access)(path, external_node_fs_.constants.X_OK);
        return (await (0,promises_.stat)(path)).isFile();
    }
    catch {
        return false;
    }
}
/** The absolute folders of a PATH; Windows lets them stand in quotes, and there they may have the mark between them. */
function absoluteFolders(path, system = external_node_path_) {
    const parts = system.sep === '\\' ? (path.match(/(?:"[^"]*"|[^;"])+/g) ?? []) : path.split(system.delimiter);
    const folders = parts.map((folder) => (system.sep === '\\' ? folder.replaceAll('"', '') : folder));
    return folders.filter((folder) => system.isAbsolute(folder));
}
/** Windows writes it `Path`. */
function isPath(name) {
    return process.platform === 'win32' ? name.toUpperCase() === 'PATH' : name === 'PATH';
}

;// CONCATENATED MODULE: ./lib/registry/auth/docker-config.js





/** Keys under which Docker Hub's credentials may stand in a configuration, by the name of the registry. */
const hubKeys = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];
/** Helpers ask a service of the cloud; none should need longer. */
const helperTimeout = 30_000;
/**
 * Reads credentials from a configuration file of Docker or podman: `credHelpers`, `auths` (with keys of `host` and of
 * `host/path`, the longest path first) and `credsStore`. The file is read at the first question; one that does not
 * exist or is empty knows nothing, one that cannot be read fails with INVALID_INPUT.
 *
 * @param place how messages call the file
 * @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 */
function dockerConfig(path, environment = process.env, place = path) {
    const config = (0,once/* once */.O)(() => readConfig(path));
    const find = async (host, repository) => {
        const { auths, credHelpers, credsStore } = await config();
        const keys = keysOf(host, repository);
        const helper = entriesFor(keys, credHelpers)
            .map(([, name]) => name)
            .find(isHelper);
        if (helper)
            return askHelper(helper, serverOf(host), environment);
        for (const [key, entry] of entriesFor(keys, auths)) {
            const found = credentialsOf(entry, path, key);
            if (found)
                return found;
        }
        return isHelper(credsStore) ? askHelper(credsStore, serverOf(host), environment) : undefined;
    };
    return async (host, repository) => {
        const credentials = await find(host, repository);
        return credentials && { credentials, source: 'configuration', place };
    };
}
/** The keys to look for, the most specific first: `host/a/b`, `host/a`, `host`. */
function keysOf(host, repository) {
    const names = hubKeys.includes(host) ? hubKeys : [host];
    const parts = repository.split('/');
    const paths = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
    return [...paths.flatMap((path) => names.map((name) => `${name}/${path}`)), ...names];
}
/**
 * The entries of a section for the first of some keys, then for the next: for each the key as it is, wherever it
 * stands, and then what else means it, as in Docker, oras-go and containers/image
 * (https://github.com/docker/cli/blob/v28.5.1/cli/config/credentials/file_store.go#L39).
 */
function entriesFor(keys, section) {
    const entries = (0,oci_descriptor/* isRecord */.u4)(section) ? Object.entries(section) : [];
    return keys.flatMap((key) => [
        ...entries.filter(([written]) => written === key),
        ...entries.filter(([written]) => written !== key && plainKey(written) === key),
    ]);
}
/**
 * Reads a key as Docker has written them over the years. With a scheme it means a host, whatever follows; without one
 * it may have the path of a registry of version 1 or 2 right after the host, and any other path is that of
 * repositories.
 */
function plainKey(key) {
    const [, host] = /^https?:\/\/([^/]*)/.exec(key) ?? [];
    return host ?? key.replace(/^([^/]+)\/v[12]\/?$/, '$1').replace(/\/$/, '');
}
/** The name by which a helper knows the registry. */
function serverOf(host) {
    return hubKeys.includes(host) ? 'https://index.docker.io/v1/' : host;
}
function isHelper(name) {
    return typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);
}
async function readConfig(path) {
    try {
        // This takes a byte order mark too, which PowerShell puts before what it writes.
        const text = (await (0,promises_.readFile)(path, 'utf8')).trim();
        // As `docker login` leaves it when it is cut short.
        if (text === '')
            return {};
        const config = JSON.parse(text);
        if (!(0,oci_descriptor/* isRecord */.u4)(config))
            throw unusableFile(path, 'is not a JSON object');
        return config;
    }
    catch (error) {
        // Docker makes a folder of a file that is to be mounted and is not there.
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((0,lib_errors/* systemCodeOf */.c7)(error)))
            return {};
        if (error instanceof lib_errors/* OciError */.Mf)
            throw error;
        // The words of JSON.parse quote the text, and that holds credentials.
        throw unusableFile(path, (0,lib_errors/* systemCodeOf */.c7)(error) ? `cannot be read: ${(0,lib_errors/* systemCodeOf */.c7)(error)}` : 'is not valid JSON');
    }
}
function unusableFile(path, what) {
    return new lib_errors/* OciError */.Mf('INVALID_INPUT', `The credentials file ${path} ${what}`, { topic: 'credentials-file' });
}
function credentialsOf(entry, path, key) {
    if (!(0,oci_descriptor/* isRecord */.u4)(entry))
        return undefined;
    const text = (name) => (typeof entry[name] === 'string' ? entry[name] : '');
    // In this order by Docker, oras and ggcr.
    if (text('registrytoken'))
        return { token: text('registrytoken') };
    if (text('identitytoken'))
        return { identityToken: text('identitytoken') };
    if (text('auth')) {
        const decoded = Buffer.from(text('auth'), 'base64').toString();
        const colon = decoded.indexOf(':');
        if (colon < 0)
            throw unusableFile(path, `has an invalid "auth" for ${key}`);
        return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1).replace(/\0+$/, '') };
    }
    return text('username') ? { username: text('username'), password: text('password') } : undefined;
}
/**
 * Asks `docker-credential-NAME get`; a helper that does not know the server gives nothing.
 *
 * @see https://github.com/docker/docker-credential-helpers
 */
async function askHelper(name, server, environment) {
    const program = `docker-credential-${name}`;
    const fail = (what, facts) => new lib_errors/* OciError */.Mf('UNAUTHORIZED', `The credential helper ${program} ${what}`, facts);
    const { code, output } = await runProgram(program, ['get'], {
        environment,
        timeout: helperTimeout,
        input: `${server}\n`,
    }).catch((error) => {
        throw fail(`could not be run: ${(0,lib_errors/* messageOf */.bD)(error)}`, { cause: error });
    });
    // The protocol's words for "not found"; other failures must not become an anonymous attempt.
    if (code !== 0 && /credentials not found|no credentials/i.test(output))
        return undefined;
    if (code !== 0)
        throw fail(code === null ? 'was ended by a signal' : `failed with exit code ${code}`);
    let answer;
    try {
        answer = JSON.parse(output);
    }
    catch {
        throw fail('gave an answer that is not JSON');
    }
    // Go reads the names of fields in any case, so some helpers write them in lower case.
    const fields = (0,oci_descriptor/* isRecord */.u4)(answer) ? Object.entries(answer).map(([name, value]) => [name.toLowerCase(), value]) : [];
    const { username, secret } = Object.fromEntries(fields);
    if (typeof username !== 'string' || typeof secret !== 'string')
        throw fail('gave an answer without credentials');
    if (secret === '')
        return undefined;
    return username === '<token>' ? { identityToken: secret } : { username, password: secret };
}

;// CONCATENATED MODULE: ./lib/registry/auth/keychain.js
/** Asks one keychain after the other; the first that knows the repository answers. */
function firstOf(...keychains) {
    return async (host, repository) => {
        for (const keychain of keychains) {
            const found = await keychain(host, repository);
            if (found)
                return found;
        }
        return undefined;
    };
}
/** Whose login it is and where it came from, without its secret. */
function shownOf({ credentials, source, place }) {
    return { source, place, username: 'username' in credentials ? credentials.username : '' };
}

// EXTERNAL MODULE: ./lib/action/tell/mask.js
var mask = __nccwpck_require__(1977);
;// CONCATENATED MODULE: ./lib/action/tell/token-mask.js


/** Real tokens are JWTs, or have 36 characters and more: what is shorter may be a word that the log needs. */
const leastLength = 16;
/**
 * With these, the runner hides pieces of a secret too: what is within quotes, before an `&`, and behind it
 * (https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/ValueEncoders.cs). No token has them (RFC
 * 6750, 2.1).
 */
const dividing = /["&]/;
/** As many hex digits as the longest digest has: a mask of them could hide a digest or a commit that a step shows. */
const digestLike = /^[\da-f]{1,128}$/i;
/** Of what is in the environment, only these are secret; the rest of the inputs is what a step shows. */
const secretInputs = [
    'INPUT_PASSWORD',
    'INPUT_GITHUB-TOKEN',
    'INPUT_REGISTRY-AUTH',
    'INPUT_SIGN-KEY',
    'INPUT_SIGN-KEY-PASSWORD',
];
const given = new Set();
/**
 * Hides a token that a server gave. The runner also drops outputs of a job that have a hidden text in them, and with
 * them a pin, so a token that is a piece of what a step shows is not a token: it fails with REGISTRY. A token of hex digits
 * is used, but not hidden.
 */
function maskToken(token, host, environment) {
    const problem = problemOf(token, environment);
    if (problem) {
        throw new lib_errors/* OciError */.Mf('REGISTRY', `The token server of ${host} gave ${problem}. It was refused: the runner would mask it wherever it appears`);
    }
    if (digestLike.test(token))
        return;
    for (const form of [token, ...base64Forms(token)])
        given.add(form);
    (0,mask/* hide */.j)(token);
}
/** Fails with REGISTRY when a text has a token in it that a server gave: the runner would drop the output. */
function checkForTokens(name, text) {
    if ([...given].some((token) => text.includes(token))) {
        throw new lib_errors/* OciError */.Mf('REGISTRY', `The output ${name} contains a token from a token server: the runner would drop it, so no output is set`);
    }
}
function problemOf(token, environment) {
    if (token.length < leastLength)
        return `a token of ${token.length} characters`;
    if (dividing.test(token))
        return 'a token with " or &, which no token contains';
    if (/^sha\d+[:-][\da-f]+$/i.test(token))
        return 'a token that is a digest';
    if (digestLike.test(token))
        return undefined;
    return isShown(token, environment) ? 'a token that is a part of the inputs' : undefined;
}
/**
 * The forms of base64 in which the runner hides a secret, wherever in a longer text it stands; a digest could be one of
 * them.
 */
function base64Forms(token) {
    const rests = [0, 1, 2].map((skipped) => Buffer.from(token.slice(skipped)));
    return rests.flatMap((rest) => [rest.toString('base64').replace(/=+$/, ''), rest.toString('base64url')]);
}
/** Tells whether a text is a part of what everybody may see of a step: its inputs, and what GitHub tells of the job. */
function isShown(text, environment) {
    return Object.entries(environment).some(([name, value]) => /^(?:INPUT|GITHUB)_/.test(name) &&
        !secretInputs.includes(name) &&
        name !== 'GITHUB_TOKEN' &&
        value?.includes(text));
}

// EXTERNAL MODULE: ./lib/artifact/annotations.js
var annotations = __nccwpck_require__(6948);
;// CONCATENATED MODULE: ./lib/modes/contract/inputs.js


/** The modes, as the input `mode` names them. */
const modeNames = [
    'push',
    'pull',
    'copy',
    'sync',
    'inspect',
    'tags',
    'tag',
    'attach',
    'discover',
    'delete',
];
/** The inputs that the modes work with. */
const modeInputs = {
    tags: {
        group: 'tagging',
        modes: ['push', 'copy', 'tag', 'delete'],
        read: read_value/* lines */.Mn,
        guards: true,
        needs: { tag: 'say which tags to write, one per line' },
    },
    kind: { modes: ['push', 'pull'], read: (0,read_value/* optional */.lq)((0,read_value/* oneOf */.yL)('artifact', 'helm', 'flux')) },
    files: {
        group: 'files',
        modes: ['push', 'attach', 'pull'],
        read: read_value/* paths */.f0,
        needs: {
            push: 'name what to push, or give annotations or a config alone',
            attach: 'name what to attach, or give annotations alone',
        },
        orAny: ['annotations', 'config'],
    },
    root: { group: 'files', modes: ['push', 'attach'], read: read_value/* path */.Ae, default: '.' },
    'if-no-files-found': {
        group: 'files',
        modes: ['push', 'attach'],
        read: (0,read_value/* oneOf */.yL)('error', 'warn', 'ignore'),
        default: 'error',
    },
    'include-hidden-files': { group: 'files', modes: ['push', 'attach'], read: read_value/* flag */.Jt, default: 'false' },
    symlinks: {
        group: 'files',
        modes: ['push', 'attach', 'pull'],
        read: (0,read_value/* oneOf */.yL)('keep', 'follow', 'error'),
        default: 'keep',
    },
    'artifact-type': {
        modes: ['push', 'attach', 'discover'],
        read: (0,read_value/* optional */.lq)(read_value/* mediaType */.JL),
        needs: { attach: 'say what it is, such as application/spdx+json or application/vnd.example.report.v1' },
    },
    /** `path[:media/type]` */
    config: { modes: ['push'], read: (0,read_value/* optional */.lq)(read_value/* path */.Ae) },
    'image-spec': { modes: ['push', 'attach'], read: (0,read_value/* oneOf */.yL)('auto', '1.1', '1.0'), default: 'auto' },
    annotations: {
        group: 'annotations',
        modes: ['push', 'attach', 'copy'],
        read: (value, name) => (0,annotations/* parseAnnotationLines */.If)((0,read_value/* lines */.Mn)(value, name)),
    },
    created: { group: 'annotations', modes: ['push', 'attach'], read: read_value/* text */.Qq, default: 'none' },
    /** Absent: as the kind of the artifact has it. */
    'github-annotations': {
        group: 'annotations',
        modes: ['push', 'attach'],
        read: (0,read_value/* optional */.lq)((0,read_value/* oneOf */.yL)('none', 'source', 'all')),
    },
    /** Absent: as the mode and the kind of the artifact have it. */
    'if-exists': {
        group: 'tagging',
        modes: ['push', 'copy', 'tag', 'sync'],
        read: (0,read_value/* optional */.lq)((0,read_value/* oneOf */.yL)('overwrite', 'skip', 'error')),
        guards: true,
    },
    path: { modes: ['pull'], read: read_value/* path */.Ae, default: '.' },
    overwrite: { modes: ['pull'], read: read_value/* flag */.Jt, default: 'true', guards: true },
    unpack: { modes: ['pull'], read: read_value/* flag */.Jt, default: 'true' },
    /** Whether blobs are kept in the runner's tool cache. */
    cache: { modes: ['pull', 'copy'], read: read_value/* flag */.Jt, default: 'false' },
    /** Whether what is pulled goes into the tool cache and on the PATH. */
    'add-to-path': { modes: ['pull'], read: read_value/* flag */.Jt, default: 'false', guards: true },
    'expect-digest': {
        group: 'sought',
        modes: ['pull', 'copy', 'inspect', 'tag', 'delete', 'attach', 'discover'],
        read: (0,read_value/* optional */.lq)(read_value/* digest */.br),
        guards: true,
    },
    /** None: all of an index, or what is chosen otherwise. */
    platforms: {
        modes: ['copy', 'sync', 'pull', 'inspect', 'attach', 'discover'],
        takesOne: ['pull', 'inspect', 'attach', 'discover'],
        read: (value, name) => (0,read_value/* lines */.Mn)(value, name).map((line) => (0,read_value/* platform */.iD)(line, name)),
    },
    /** References of a copy, `host/prefix` of a sync; as written. */
    to: {
        modes: ['copy', 'sync'],
        read: read_value/* lines */.Mn,
        guards: true,
        needs: { copy: 'say where to copy it, one reference per line' },
    },
    /** Whether signatures, SBOMs and the like go along; `all`, also those that `verify` does not accept. */
    referrers: {
        modes: ['copy', 'sync'],
        read: (value, name) => (value === 'all' ? value : (0,read_value/* flag */.Jt)(value, name)),
        default: 'true',
    },
    'sync-file': { modes: ['sync'], read: read_value/* path */.Ae, needs: { sync: 'name the YAML file that lists the images' } },
    scoped: { modes: ['sync'], read: read_value/* flag */.Jt, default: 'false' },
    'keep-going': { modes: ['push', 'copy', 'sync'], read: read_value/* flag */.Jt, default: 'false' },
    /** A range of versions or `/regex/`, as written. */
    filter: { modes: ['tags', 'delete'], read: (0,read_value/* optional */.lq)(read_value/* text */.Qq), guards: true },
    limit: { modes: ['tags'], read: (0,read_value/* optional */.lq)((0,read_value/* whole */.WQ)(1, 1_000_000)) },
    'untag-only': { modes: ['delete'], read: read_value/* flag */.Jt, default: 'false', guards: true },
    'keep-last': { modes: ['delete'], read: (0,read_value/* optional */.lq)((0,read_value/* whole */.WQ)(0, 1_000_000)), guards: true },
    /** Milliseconds. */
    'older-than': { modes: ['delete'], read: (0,read_value/* optional */.lq)(read_value/* age */.KW), guards: true },
    'chart-version': { group: 'chart', modes: ['push'], read: (0,read_value/* optional */.lq)(read_value/* text */.Qq), guards: true },
    'chart-app-version': { group: 'chart', modes: ['push'], read: (0,read_value/* optional */.lq)(read_value/* text */.Qq) },
    'chart-dependencies': {
        group: 'chart',
        modes: ['push'],
        read: (0,read_value/* oneOf */.yL)('error', 'build', 'update', 'as-is'),
        default: 'error',
    },
    /** Whether `reference` is the repository of the chart, or that above it. */
    'chart-repository': {
        group: 'chart',
        modes: ['push'],
        read: (0,read_value/* oneOf */.yL)('parent', 'exact'),
        default: 'parent',
    },
    /** Who has to have signed what is taken: the word `none`, or a policy in YAML, as written. */
    verify: {
        group: 'policy',
        modes: ['pull', 'copy', 'tag', 'inspect', 'delete', 'attach', 'discover'],
        read: read_value/* text */.Qq,
        default: 'none',
        guards: true,
        refusesEmpty: true,
    },
    /** Whose certificates count: a file in the form of Sigstore's trusted_root.json; absent: the public ones. */
    'trusted-root': {
        group: 'policy',
        modes: ['pull', 'copy', 'tag', 'inspect', 'delete', 'push', 'attach', 'discover'],
        read: (0,read_value/* optional */.lq)(read_value/* path */.Ae),
    },
    sign: {
        group: 'signing',
        modes: ['push', 'copy', 'tag', 'attach'],
        read: (0,read_value/* oneOf */.yL)('none', 'keyless', 'key'),
        default: 'none',
        guards: true,
    },
    /** A private key in PEM, or the path of its file. */
    'sign-key': { group: 'signing', modes: ['push', 'copy', 'tag', 'attach'], read: read_value/* path */.Ae },
    'sign-key-password': { group: 'signing', modes: ['push', 'copy', 'tag', 'attach'], read: read_value/* text */.Qq },
    'signature-format': {
        group: 'signing',
        modes: ['push', 'copy', 'tag', 'attach'],
        read: (0,read_value/* oneOf */.yL)('both', 'bundle', 'legacy'),
        default: 'both',
    },
    /** `public`, `public-v2`, `github`, or the path of a signing config; absent: by the visibility of the repository. */
    'signing-config': { group: 'signing', modes: ['push', 'copy', 'tag', 'attach'], read: (0,read_value/* optional */.lq)(read_value/* path */.Ae) },
    /** `provenance`, `sbom=FILE`, `TYPE=FILE` */
    attest: { group: 'signing', modes: ['push', 'copy', 'tag', 'attach'], read: read_value/* lines */.Mn, guards: true },
    /** A version of a chart or a range, as written. */
    version: { group: 'sought', modes: ['pull', 'inspect'], read: (0,read_value/* optional */.lq)(read_value/* text */.Qq), guards: true },
    /** What to do when the reference, of a copy the source, does not exist. */
    'if-not-found': {
        group: 'sought',
        modes: ['pull', 'copy', 'tag', 'inspect', 'delete', 'attach', 'discover'],
        read: (0,read_value/* oneOf */.yL)('error', 'ignore'),
        default: 'error',
    },
    /** Milliseconds to wait for it; absent: it must be there already. */
    wait: { group: 'sought', modes: ['pull', 'copy', 'tag', 'inspect', 'attach', 'discover'], read: (0,read_value/* optional */.lq)(read_value/* duration */.p0) },
    concurrency: { read: (0,read_value/* whole */.WQ)(1, 64), default: '8' },
    'dry-run': {
        modes: ['push', 'copy', 'sync', 'tag', 'attach', 'delete'],
        read: read_value/* flag */.Jt,
        default: 'false',
        guards: true,
    },
};
/** The inputs that the step around a mode works with: which mode and place, connections, reports. */
const stepInputs = {
    mode: { read: (0,read_value/* oneOf */.yL)(...modeNames) },
    registry: { read: read_value/* text */.Qq },
    reference: { read: read_value/* text */.Qq },
    'plain-http': { read: (0,read_value/* optional */.lq)(read_value/* flag */.Jt) },
    insecure: { read: read_value/* flag */.Jt, default: 'false' },
    'ca-file': { read: read_value/* path */.Ae },
    retries: { read: (0,read_value/* whole */.WQ)(0, 20), default: '5' },
    /** Milliseconds. */
    timeout: { read: read_value/* duration */.p0, default: '60s' },
    /** Bytes; absent: as registries ask for it. */
    'chunk-size': { modes: ['push', 'copy', 'sync', 'attach'], read: read_value/* bytes */.ee, default: 'auto' },
    summary: { read: read_value/* flag */.Jt, default: 'true' },
};
/** The inputs that are read apart from the others, since they are to be masked first. */
const credentialInputs = {
    username: { read: read_value/* text */.Qq },
    password: { read: read_value/* text */.Qq },
    'registry-auth': { read: read_value/* text */.Qq },
    'github-token': { read: read_value/* text */.Qq },
};
/** All inputs of action.yml; a test keeps the two equal. */
const inputTable = { ...credentialInputs, ...stepInputs, ...modeInputs };
/** Puts the values of rows, by their names in action.yml, into their groups. */
function grouped(mode, reference, values) {
    const inputs = { mode, reference };
    for (const [name, { group }] of Object.entries(modeInputs)) {
        if (!(name in values))
            continue;
        const own = { [camelCase(name)]: values[name] };
        if (group === undefined)
            Object.assign(inputs, own);
        else
            inputs[group] = { ...(inputs[group] ?? (group === 'sought' ? { reference } : {})), ...own };
    }
    return inputs;
}
/** `keep-last` as `keepLast`: the name of an input in a program. */
function camelCase(name) {
    return name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

// EXTERNAL MODULE: ./lib/nearest.js
var nearest = __nccwpck_require__(2037);
;// CONCATENATED MODULE: ./lib/action/read/inputs.js






/**
 * The text of an input, trimmed; its default when it is empty. Fails with INVALID_INPUT where it was given as empty, and
 * may not be.
 */
function textOf(name) {
    const { default: usual = '', refusesEmpty } = inputTable[name] ?? {};
    const text = (0,core/* getInput */.V4)(name);
    if (text === '' && refusesEmpty && process.env[`INPUT_${name.toUpperCase()}`] !== undefined) {
        throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `The input ${name} is empty: is the expression that fills it set?`, {
            topic: 'empty-policy',
        });
    }
    return text || usual;
}
/** Reads the inputs of some rows. */
function readRows(rows) {
    return rows.map(([name, { read }]) => [name, read(textOf(name), name)]);
}
/** Tells whether a summary is to be written, also of a step that fails on its inputs, this one included. */
function isSummaryWanted() {
    return !['false', 'False', 'FALSE'].includes(textOf('summary'));
}
/** Reads what is not about the mode: which one it is, how registries are reached, and what is told. */
function readStepInputs() {
    const values = readRows(Object.entries(stepInputs)).map(([name, value]) => [camelCase(name), value]);
    return Object.fromEntries(values);
}
/** What takes the place of inputs that are gone. These errors are kept for one minor version. */
const formerInputs = {
    'annotation-file': 'write its entries into annotations, as lines such as config:key=value and layer[TITLE]:key=value',
    'cert-file': 'name both files, cert-file and key-file, in an entry of registry-auth for the registry',
    'declare-artifact': 'use attest, or give actions/attest the outputs repository and digest',
    'if-missing': 'use if-not-found',
    'key-file': 'name both files, cert-file and key-file, in an entry of registry-auth for the registry',
    platform: 'use platforms',
    sort: 'tags are listed newest version first, and those that are no versions after them, by name',
};
/**
 * Refuses a name that is nearly one of ours, or was one: the runner passes it on with a warning, and a guard that is misspelt
 * guards nothing. Another one may be a variable of the workflow that has nothing to do with us.
 */
function checkNames(environment, log) {
    const names = Object.keys(inputTable);
    for (const variable of Object.keys(environment)) {
        const name = /^INPUT_(.+)$/.exec(variable)?.[1]?.toLowerCase();
        if (name === undefined || names.includes(name))
            continue;
        const former = formerInputs[name];
        const what = `There is no input ${name}${former ? ' any more' : ''} (${variable} in the environment)`;
        if (former)
            throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `${what}: ${former}`, { topic: 'unknown-input' });
        const near = (0,nearest/* nearest */.p)(name.replaceAll('_', '-'), names);
        if (near)
            throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `${what}: did you mean ${near}?`, { topic: 'unknown-input' });
        log.warning(what);
    }
}
/** Refuses guards that the mode does not know, and warns of other inputs that would do nothing. */
function checkForeign(mode, log) {
    for (const [name, { modes, guards, group, default: usual = '' }] of Object.entries(inputTable)) {
        if (modes === undefined)
            continue;
        const isOfMode = modes.includes(mode);
        const isKnown = isOfMode && (group !== 'chart' || textOf('kind') === 'helm');
        if (isKnown || textOf(name) === usual)
            continue;
        const what = isOfMode
            ? 'applies only with kind: helm'
            : `does not apply to mode ${mode}, only to ${modes.join(', ')}`;
        // There, another input does what is wanted.
        const topic = name === 'expect-digest' && mode === 'push' ? 'foreign-expect-digest' : 'foreign-input';
        if (guards)
            throw (0,lib_errors/* invalid */.Gq)(name, textOf(name), what, { topic });
        log.warning(`The input ${name} ${what}`);
    }
}
/** Reads and checks the inputs that a mode works with; fails with INVALID_INPUT, naming input and value. */
function readInputs(mode, log) {
    checkForeign(mode, log);
    const reference = mode === 'sync' ? readSyncTarget() : readReference(mode, log);
    const rows = Object.entries(modeInputs).filter(([, { modes = modeNames }]) => modes.includes(mode));
    const tags = (0,read_value/* lines */.Mn)(textOf('tags'), 'tags').map((line) => (mode === 'copy' ? line : readTag(line, reference)));
    const isPlain = !['helm', 'flux'].includes(textOf('kind'));
    const isGiven = (other) => rows.some(([known]) => known === other) && (0,read_value/* lines */.Mn)(textOf(other), other).length > 0;
    for (const [name, { needs, orAny = [], takesOne }] of rows) {
        const what = isPlain && orAny.some(isGiven) ? undefined : needs?.[mode];
        const given = (0,read_value/* lines */.Mn)(textOf(name), name).length;
        if (what !== undefined && given === 0)
            throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `The input ${name} is empty: ${what}`);
        if (given > 1 && takesOne?.includes(mode))
            throw (0,lib_errors/* invalid */.Gq)(name, textOf(name), `has ${given} lines: mode ${mode} takes one`);
    }
    const values = Object.fromEntries(readRows(rows));
    if ('tags' in values)
        values['tags'] = [...new Set(mode === 'push' ? [...reference.tags, ...tags] : tags)];
    return grouped(mode, reference, values);
}
/** The place a sync writes to, as far as it has one: the settings for its host are those of `registry`. */
function readSyncTarget() {
    if (textOf('reference') !== '')
        throw (0,lib_errors/* invalid */.Gq)('reference', textOf('reference'), 'does not apply to mode sync: use to', { topic: 'foreign-input' });
    const [to, ...more] = (0,read_value/* lines */.Mn)(textOf('to'), 'to');
    if (more.length > 0)
        throw (0,lib_errors/* invalid */.Gq)('to', more.join(', '), 'names several places: a sync has one');
    const host = /^(?:oci-layout:.*|[^/]*)/s.exec((to ?? textOf('registry')).replace(/^oci:\/\//, ''))?.[0] ?? '';
    return { host: host.startsWith('oci-layout:') ? host : host.toLowerCase(), repository: '', tags: [] };
}
function readReference(mode, log) {
    const value = textOf('reference');
    if (value === '')
        throw new lib_errors/* OciError */.Mf('INVALID_INPUT', 'The input reference is missing: say which repository, such as owner/name:tag');
    // Charts are put below their reference.
    const isPlace = mode === 'push' && textOf('kind') === 'helm' && textOf('chart-repository') !== 'exact';
    const options = {
        registry: textOf('registry'),
        isPlace,
        onLowered: (repository) => log.notice(`Repository names are in lower case: using ${repository}`),
    };
    const reference = (0,oci_reference/* parseReference */.F2)(value, options);
    if (reference.tags.length > 1) {
        // A name from outside may have brought the comma with it.
        const more = mode === 'delete' ? ', and the others in tags, one per line' : '';
        if (mode !== 'push')
            throw (0,lib_errors/* invalid */.Gq)('reference', value, `names several tags: mode ${mode} takes one${more}`);
        log.notice(`The input reference names ${reference.tags.length} tags: ${reference.tags.join(', ')}. If the comma is part of a branch or another name, pass that name in the input tags instead`);
    }
    // A place for charts may be the owner alone, but not all of that host.
    const hasOwner = isPlace ? reference.repository !== '' : reference.repository.includes('/');
    if (reference.host === oci_reference/* defaultHost */.YX && !hasOwner) {
        throw (0,lib_errors/* invalid */.Gq)('reference', value, `has no owner: on ${oci_reference/* defaultHost */.YX} a repository begins with one, such as octo-org/hello`);
    }
    return reference;
}
/** Reads a line of the input `tags`: a tag, or a full reference to the same repository. */
function readTag(line, reference) {
    if ((0,oci_reference/* isTag */.dz)(line))
        return line;
    // Without a colon it is not a reference to a tag, but may be a branch.
    if (!line.includes(':')) {
        throw (0,lib_errors/* invalid */.Gq)('tags', line, `is not a tag: ${(0,oci_reference/* ruleOfTag */.e9)(line)}`, {
            topic: line.includes(',') ? 'tag-list' : 'tag-form',
        });
    }
    const full = (0,oci_reference/* parseReference */.F2)(line, { registry: (0,oci_reference/* isLayout */.nW)(reference) ? '' : reference.host, from: 'tags' });
    const [tag, ...more] = full.tags;
    if (tag === undefined || more.length > 0 || full.digest)
        throw (0,lib_errors/* invalid */.Gq)('tags', line, 'does not name one tag');
    if ((0,oci_reference/* formatRepository */.Sh)(full) !== (0,oci_reference/* formatRepository */.Sh)(reference)) {
        throw (0,lib_errors/* invalid */.Gq)('tags', line, `is in another repository than ${(0,oci_reference/* formatRepository */.Sh)(reference)}`);
    }
    return tag;
}

;// CONCATENATED MODULE: ./lib/action/read/credentials.js













/** Reads and masks every secret among the inputs; to be called before anything else can reach the log. */
async function readSecrets() {
    const password = textOf('password');
    const githubToken = textOf('github-token');
    const username = textOf('username');
    for (const secret of [password, githubToken, textOf('sign-key-password')])
        (0,mask/* mask */.d)(secret);
    const signKey = textOf('sign-key');
    // A path is not secret.
    if (!(0,read_value/* isKeyPath */.x3)(signKey))
        (0,mask/* mask */.d)(signKey);
    if (username && password)
        (0,mask/* mask */.d)(basicOf({ username, password }));
    const auth = textOf('registry-auth');
    // A reader of YAML is loaded only where there is YAML.
    const entries = auth === '' ? [] : (await Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(2071)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2071))).readRegistryAuth(auth);
    if (password !== '' && username === '') {
        throw new lib_errors/* OciError */.Mf('INVALID_INPUT', 'The input password is given without the input username', {
            topic: 'missing-secret',
        });
    }
    if (username !== '' && password === '') {
        throw new lib_errors/* OciError */.Mf('INVALID_INPUT', 'The input username is given without the input password: is the secret set?', {
            topic: 'missing-secret',
        });
    }
    return { username, password, githubToken, entries };
}
/** Finds the entry for a repository: the longest path wins. */
function entryFor(entries, host, repository) {
    return entries
        .filter(({ host: of, path }) => of === host && (path === '' || repository === path || repository.startsWith(`${path}/`)))
        .sort((a, b) => b.path.length - a.path.length)[0];
}
/** The keychain of a workflow step, in the order of the documentation: inputs, Docker, podman, GitHub's token. */
function createKeychain(inputHost, { username, password, githubToken, entries }, environment) {
    const { DOCKER_CONFIG, REGISTRY_AUTH_FILE, XDG_RUNTIME_DIR, XDG_CONFIG_HOME } = environment;
    const home = homeOf(environment);
    const files = [
        (0,external_node_path_.join)(DOCKER_CONFIG || (0,external_node_path_.join)(home, '.docker'), 'config.json'),
        ...(REGISTRY_AUTH_FILE ? [REGISTRY_AUTH_FILE] : []),
        ...(XDG_RUNTIME_DIR ? [(0,external_node_path_.join)(XDG_RUNTIME_DIR, 'containers', 'auth.json')] : []),
        (0,external_node_path_.join)(XDG_CONFIG_HOME || (0,external_node_path_.join)(home, '.config'), 'containers', 'auth.json'),
    ];
    const placeOf = (file) => (file.startsWith(home + external_node_path_.sep) ? `~${file.slice(home.length)}` : file);
    const fromEntry = (credentials) => ({
        credentials,
        source: 'registry-auth',
        place: 'registry-auth',
    });
    const keychain = firstOf(async (host) => host === inputHost && username !== ''
        ? { credentials: { username, password }, source: 'inputs', place: 'the input username' }
        : undefined, async (host, repository) => {
        const entry = entryFor(entries.filter(({ credentials }) => credentials), host, repository);
        return entry?.credentials && fromEntry(entry.credentials);
    }, ...files.map((file) => dockerConfig(file, environment, placeOf(file))), async (host) => githubToken !== '' && host === githubHost(environment)
        ? {
            credentials: { username: environment['GITHUB_ACTOR'] || 'github-actions', password: githubToken },
            source: 'github-token',
            place: 'github-token',
        }
        : undefined);
    return async (host, repository) => {
        const found = await keychain(host, repository);
        if (found)
            maskLogin(found, environment);
        return found;
    };
}
/** The folder in which Docker and podman look for their configuration: on Windows they do not heed HOME. */
function homeOf(environment, platform = process.platform) {
    const own = environment[platform === 'win32' ? 'USERPROFILE' : 'HOME'];
    if (own)
        return own;
    try {
        return (0,external_node_os_.homedir)();
    }
    catch {
        // In a container, a user by number alone has none.
        return '/';
    }
}
/**
 * The container registry of the GitHub that runs the workflow; the token is for no other host. `''` where the runner
 * gives no address: a failure is described in any case.
 */
function githubHost(environment) {
    const { hostname } = URL.parse(environment['GITHUB_SERVER_URL'] || 'https://github.com') ?? {};
    if (hostname === undefined)
        return '';
    return hostname === 'github.com' ? 'ghcr.io' : `containers.${hostname}`;
}
/** Tells of a password what kind of token it is, where GitHub's container registry takes it for little or nothing. */
function tokenKindOf(password, githubToken) {
    if (password.startsWith('github_pat_'))
        return 'fine-grained';
    // The token of the workflow begins so too, and is often given as the password.
    return password.startsWith('ghs_') && password !== githubToken ? 'app' : '';
}
/** What is shorter protects nothing, and is a word that the log needs. */
const leastPassword = 8;
/**
 * Hides a login in the forms in which it is sent. A password that somebody once wrote into a configuration, such as
 * `ci` or `admin`, would hide half of the log, and outputs: one that is short or stands in the inputs is hidden beside
 * its user alone.
 */
function maskLogin({ credentials, source }, environment) {
    const isWord = source === 'configuration' &&
        'password' in credentials &&
        (credentials.password.length < leastPassword || isShown(credentials.password, environment));
    if (isWord)
        (0,mask/* mask */.d)(basicOf(credentials));
    else
        maskCredentials(credentials);
}
/** Hides credentials in the forms in which they are sent. */
function maskCredentials(credentials) {
    if ('password' in credentials) {
        (0,mask/* mask */.d)(credentials.password);
        (0,mask/* mask */.d)(basicOf(credentials));
    }
    else
        (0,mask/* mask */.d)('token' in credentials ? credentials.token : credentials.identityToken);
}
function basicOf({ username, password }) {
    return Buffer.from(`${username}:${password}`).toString('base64');
}
/** The authorities that the input `ca-file` adds for all hosts. */
function readAuthorities({ caFile }, held) {
    return caFile ? { ca: readPem('ca-file', caFile, held) } : {};
}
/** The authorities, and the certificate of the client, that an entry of `registry-auth` names for its registry. */
function readTlsFiles({ caFile, client }, held) {
    const read = (path) => readPem('registry-auth', path, held);
    return {
        ...(caFile ? { ca: read(caFile) } : {}),
        ...(client ? { cert: read(client.certFile), key: read(client.keyFile) } : {}),
    };
}
/** All authorities that a system trusts have some 250 KiB. */
const maxPemBytes = 1024 * 1024;
const maxCertificateFiles = 1_000;
/** Reads a PEM file of the workspace or elsewhere; fails with INVALID_INPUT, naming the input or the setting. */
function readPem(input, path, held) {
    const pem = (0,read_held/* readNamedFile */.wh)(input, path, { ...held, limit: maxPemBytes }).toString();
    if (!pem.includes('-----BEGIN '))
        throw (0,read_held/* failNamed */.kq)(input, path)('is not a PEM file');
    return pem;
}
/**
 * Reads a directory of certificates as Docker and skopeo have it: authorities in `*.crt`, and the client's certificate
 * and key in `NAME.cert` and `NAME.key`. Fails with INVALID_INPUT.
 */
function readCertDirectory(path, held) {
    const fail = (what, facts) => new lib_errors/* OciError */.Mf('INVALID_INPUT', `The cert-dir ${JSON.stringify(path)} ${what}`, facts);
    const directory = (0,external_node_path_.resolve)(held.folder, path);
    (0,held_place/* heldPlace */.l)(directory, held, fail);
    const names = [];
    try {
        const entries = (0,external_node_fs_.opendirSync)(directory);
        try {
            for (let entry = entries.readSync(); entry && names.length <= maxCertificateFiles; entry = entries.readSync()) {
                names.push(entry.name);
            }
        }
        finally {
            entries.closeSync();
        }
    }
    catch (error) {
        const code = (0,lib_errors/* systemCodeOf */.c7)(error);
        if (code !== 'ENOENT')
            throw fail(`cannot be read: ${code}`, { cause: error });
        throw fail(`does not exist${(0,near_path/* didYouMean */.a)(directory, held.folder)}`, { cause: error, topic: 'missing-file' });
    }
    if (names.length > maxCertificateFiles)
        throw fail(`has more than ${maxCertificateFiles} files`);
    names.sort();
    const ofKind = (end) => names.filter((name) => name.endsWith(end));
    const [certs, keys] = [ofKind('.cert'), ofKind('.key')];
    const stems = new Set([...certs, ...keys].map((name) => name.replace(/\.[^.]+$/, '')));
    if (certs.length !== stems.size || keys.length !== stems.size)
        throw fail('has a .cert without its .key, or the reverse');
    if (stems.size > 1)
        throw fail('has more than one client certificate');
    let left = maxPemBytes;
    const read = (name) => {
        const pem = readPem('sync-file', (0,external_node_path_.join)(directory, name), held);
        left -= pem.length;
        if (left < 0)
            throw fail('has more than 1 MiB of certificates');
        return pem;
    };
    const [ca, cert, key] = [ofKind('.crt'), certs, keys].map((found) => found.map(read).join('\n'));
    return { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) };
}

;// CONCATENATED MODULE: ./lib/action/open/machine-trust.js







/** Where systems keep the certificates of authorities, in the order in which Go looks (crypto/x509, root_linux.go). */
const bundles = [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
    '/etc/ssl/ca-bundle.pem',
    '/etc/pki/tls/cacert.pem',
    '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
    '/etc/ssl/cert.pem',
];
const folders = ['/etc/ssl/certs', '/etc/pki/tls/certs'];
/** Of all files together; a system's bundle has some 250 KiB, and is often there in several forms. */
const maxBytes = 16 * 1024 * 1024;
const maxFilesInFolder = 2_000;
/** Makes what reads the authorities of this machine. */
function createMachineTrust(environment) {
    return { all: (0,once/* once */.O)(() => readCertificates(environment)), system: (0,once/* once */.O)(() => readCertificates({})) };
}
/**
 * Reads the certificates of the authorities that the machine trusts: on Windows and macOS from their stores, elsewhere
 * from files, as programs in Go do it, in the places that `SSL_CERT_FILE` and `SSL_CERT_DIR` name or else in those of the
 * system. What cannot be read, and what is no certificate, is left out. Each comes once.
 */
async function readCertificates({ SSL_CERT_FILE, SSL_CERT_DIR }) {
    // Node's own reading of the system's places on Linux stops at one folder, and complains on stderr of one that is missing.
    if (['win32', 'darwin'].includes(process.platform))
        return (await Promise.resolve(/* import() */).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1692, 19))).getCACertificates('system');
    const bundle = (SSL_CERT_FILE ? [SSL_CERT_FILE] : bundles).find(isThere);
    const inFolders = (SSL_CERT_DIR ? SSL_CERT_DIR.split(':') : folders).flatMap(filesIn);
    const found = new Set();
    let left = maxBytes;
    for (const path of [...(bundle === undefined ? [] : [bundle]), ...inFolders]) {
        const text = readText(path, left);
        left -= text.length;
        for (const [pem] of text.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)) {
            if (!found.has(pem) && isCertificate(pem))
                found.add(pem);
        }
    }
    return [...found];
}
/**
 * Finds the directory in which Docker, podman and skopeo look for the certificates of a host, authorities and those of
 * the client; the first that is there counts, as with them (containers-certs.d(5)).
 *
 * @param host with its port, if it has one
 */
function findCertDirectory(host, environment) {
    return [(0,external_node_path_.join)(homeOf(environment), '.config', 'containers'), '/etc/containers', '/etc/docker']
        .map((place) => (0,external_node_path_.join)(place, 'certs.d', host))
        .find(isThere);
}
function isThere(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false }) !== undefined;
}
function filesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder)
            .slice(0, maxFilesInFolder)
            .map((name) => (0,external_node_path_.join)(folder, name));
    }
    catch {
        return [];
    }
}
/** Reads a file; `''` when it cannot be read, is no file or larger than `limit` bytes. */
function readText(path, limit) {
    const held = { folder: '/', symlinks: 'follow', limit };
    try {
        return (0,read_held/* readHeld */.iJ)(path, { ...held, fail: (what) => new lib_errors/* OciError */.Mf('INVALID_INPUT', what) }).toString('latin1');
    }
    catch {
        return '';
    }
}
function isCertificate(pem) {
    try {
        return new external_node_crypto_.X509Certificate(pem).subject !== '';
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: ./lib/cut-text.js
var cut_text = __nccwpck_require__(7399);
// EXTERNAL MODULE: ./lib/oci/digest.js
var oci_digest = __nccwpck_require__(9501);
;// CONCATENATED MODULE: ./lib/registry/http/http.js

/** Reads a header that should come once; the first wins when it came several times. */
function headerOf(response, name) {
    const value = response.headers[name];
    return Array.isArray(value) ? value[0] : value;
}
/** Scheme, host and port with the default ports filled in: the unit to which credentials belong. */
function originOf(url) {
    return new URL(url).origin;
}
/** Adds parameters to the query of a URL, which stays as it is byte for byte: it may be signed. */
function withQuery(url, parameters) {
    if (parameters.length === 0)
        return url;
    return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams(parameters)}`;
}
/** A URL as it is sent: without user information, which would become credentials, and without a fragment. */
function withoutUser(url) {
    return Object.assign(new URL(url), { username: '', password: '', hash: '' }).href;
}
/** A URL without what may be secret or long: user information, query and fragment. */
function withoutQuery(url) {
    const { origin, pathname } = new URL(url);
    return origin + pathname;
}
/** Reads the media type of an answer, without parameters and in lower case; `''` when there is none. */
function mediaTypeOf(response) {
    return headerOf(response, 'content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
}
/**
 * Reads a short body, up to the chunk that goes beyond `limit` bytes. A body that takes longer than `deadline`
 * milliseconds is given up and fails: it may come byte by byte, and never be silent for long.
 */
async function readShort(response, limit, deadline) {
    const { body } = response;
    const length = Number(headerOf(response, 'content-length'));
    const gathered = (0,chunks/* gather */.kg)(Number.isSafeInteger(length) && length > 0 ? length : 0, limit);
    const timer = setTimeout(() => void (0,chunks/* giveUp */.Ht)(body), deadline);
    try {
        for await (const chunk of body) {
            gathered.put(chunk);
            if (gathered.size > limit)
                break;
        }
    }
    finally {
        clearTimeout(timer);
    }
    return gathered.bytes();
}
/** Reads and drops a short body so that its connection can be used again; a long or slow one is cut. */
async function discard(response) {
    // The answer was not wanted; neither is the reason why it broke off.
    await readShort(response, 64 * 1024, 2_000).catch(() => { });
}

;// CONCATENATED MODULE: ./lib/registry/http/rate-limit.js

/**
 * Answers of a passing fault, which another attempt may turn into a success. They mean "later" only when they say when:
 * a server that fails may not know.
 */
const passingStatuses = new Set([408, 500, 502, 503, 504]);
/**
 * Tells whether an answer may be another one at the next attempt. 520 to 524 are those of Cloudflare before a registry
 * that does not answer; 525 and 526 are about its certificate and stay
 * (https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/). How long they
 * ask to wait is the same for every site, up to two minutes: our own pauses are better.
 */
function isPassingStatus(status) {
    return passingStatuses.has(status) || (status >= 520 && status <= 524);
}
/**
 * Reads the rate limit off an answer; undefined when it is about something else. GitHub's secondary limit is a 403 with
 * a `Retry-After`, or with these words alone
 * (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit).
 *
 * @param words the start of the body; a HEAD has none
 */
function rateLimitOf(response, words) {
    const { status } = response;
    const asked = parseRetryAfter(headerOf(response, 'retry-after'));
    if (status === 429)
        return { asked: asked ?? parseWaitIn(words), isSecondary: false };
    if (status === 403 && (asked !== undefined || /\bsecondary rate limit/i.test(words))) {
        return { asked, isSecondary: true };
    }
    return asked !== undefined && passingStatuses.has(status) ? { asked, isSecondary: false } : undefined;
}
/**
 * A host that says "at once" gets a moment all the same, and what is longer than a minute is left to the author of the
 * workflow.
 */
const [leastWait, longestWait] = [100, 60_000];
/**
 * Milliseconds to wait for a limit: what the answer asks for, else 15 s doubled up to a minute for the secondary limit
 * of GitHub, which counts by the minute, and 0.25 s doubled up to 10 s for others; undefined when it is more than we
 * wait.
 *
 * @param before how many waits in a row were in vain
 */
function waitOf({ asked, isSecondary }, before) {
    if (asked !== undefined)
        return asked > longestWait ? undefined : Math.max(asked, leastWait);
    return isSecondary ? Math.min(longestWait, 15_000 * 2 ** before) : backoff(before);
}
/** Milliseconds to wait before attempt number `attempt + 1`: 0.25 s doubled each time, at most 10 s, with jitter. */
function backoff(attempt) {
    return Math.min(10_000, 250 * 2 ** attempt) * (0.75 + Math.random() / 2);
}
/** Reads seconds or an HTTP date (RFC 9110, section 10.2.3) as milliseconds from now; undefined when it is neither. */
function parseRetryAfter(value, now = Date.now()) {
    if (value === undefined)
        return undefined;
    if (/^\d{1,9}$/.test(value.trim()))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
const unitsOfGo = {
    h: 3_600_000,
    m: 60_000,
    s: 1_000,
    ms: 1,
    µs: 0.001,
    us: 0.001,
    ns: 0.000001,
};
/**
 * Finds a wait in the words of a refusal, in milliseconds. GHCR writes it as Go prints durations, and sends no header:
 * `toomanyrequests: retry-after: 333.939671ms` (https://github.com/NVIDIA/cuda-quantum/issues/3979).
 */
function parseWaitIn(words) {
    const [, duration] = /retry-after:\s*((?:\d{1,9}(?:\.\d{1,9})?(?:h|ms|m|s|µs|us|ns))+)/i.exec(words) ?? [];
    if (duration === undefined)
        return undefined;
    const parts = duration.matchAll(/([\d.]+)([a-zµ]+)/g);
    return [...parts].reduce((sum, [, number, unit = '']) => sum + Number(number) * (unitsOfGo[unit] ?? 0), 0);
}

;// CONCATENATED MODULE: ./lib/action/open/packages.js







const pageSize = 100;
/** A package of more is not one that somebody works with. */
const maxPages = 2_000;
/**
 * Makes a function that opens the package behind a repository of GitHub's own container registry, which itself deletes
 * nothing (containers/skopeo#1880); undefined for every other host, and without a token.
 */
function createPackageOpener(options) {
    const { githubToken, environment } = options;
    return (reference) => {
        if ((0,oci_reference/* isLayout */.nW)(reference) || reference.host !== githubHost(environment) || githubToken === '')
            return undefined;
        const [owner = '', ...rest] = reference.repository.split('/');
        const name = rest.join('/');
        return openPackage(owner, name, createAsk(`The package ${owner}/${name}`, options));
    };
}
/** Opens one container package by the Packages API (docs.github.com/rest/packages/packages). */
function openPackage(owner, name, ask) {
    const placeAt = (start, parameters) => ({
        path: `${start}/packages/container/{name}/versions`,
        parameters: { ...parameters, name },
    });
    const list = ({ path, parameters }, page) => ask(`GET ${path}`, { ...parameters, per_page: pageSize, page });
    const listFirst = async (place) => ({ place, first: await list(place, 1) });
    /** Fails with what the API said before, unless the package may be a private one of the token's own user. */
    const listOwn = async (error) => {
        if (!(0,lib_errors/* hasCode */.up)(error, 'NOT_FOUND'))
            throw error;
        // The token of a workflow belongs to no user: 403.
        const { data } = await ask('GET /user', {}).catch(() => ({ data: undefined }));
        const login = (0,oci_descriptor/* isRecord */.u4)(data) ? data['login'] : undefined;
        if (typeof login !== 'string' || login.toLowerCase() !== owner.toLowerCase())
            throw error;
        return listFirst(placeAt('/user', {}));
    };
    /**
     * The API has other paths for packages of organizations, for public ones of users, and for all of the token's own
     * user.
     */
    const find = async () => {
        const { data } = await ask('GET /users/{username}', { username: owner });
        const isOrganization = (0,oci_descriptor/* isRecord */.u4)(data) && data['type'] === 'Organization';
        if (isOrganization)
            return listFirst(placeAt('/orgs/{owner}', { owner }));
        return listFirst(placeAt('/users/{owner}', { owner })).catch(listOwn);
    };
    let place;
    const askAbout = async (method, id) => {
        place ??= (await find()).place;
        return ask(`${method} ${place.path}/{id}`, { ...place.parameters, id });
    };
    return {
        async *versions() {
            let first;
            if (place === undefined)
                ({ place, first } = await find());
            const seen = new Set();
            // Pages are counted: an address from the answer would be sent the token.
            for (let page = 1; page <= maxPages; page += 1) {
                const { data, headers } = page === 1 && first ? first : await list(place, page);
                if (!Array.isArray(data))
                    throw new lib_errors/* OciError */.Mf('REGISTRY', `The list of versions of ${owner}/${name} is not a list`);
                const fresh = data.filter(oci_descriptor/* isRecord */.u4).filter(({ id }) => !seen.has(id));
                for (const { id } of fresh)
                    seen.add(id);
                yield* fresh.map(parseVersion).filter((version) => version !== undefined);
                // The path for packages of users has no pages by GitHub's description: each may be the first one again.
                if (fresh.length === 0 || !/\brel="next"/.test(headers.link ?? ''))
                    return;
            }
            throw new lib_errors/* OciError */.Mf('TOO_LARGE', `The package ${owner}/${name} has more than ${maxPages * pageSize} versions`);
        },
        async tagsOf({ id }) {
            const data = (await (0,lib_errors/* orAbsent */.Re)(askAbout('GET', id)))?.data;
            return ((0,oci_descriptor/* isRecord */.u4)(data) && parseVersion(data)?.tags) || [];
        },
        async delete({ id }) {
            await askAbout('DELETE', id);
        },
    };
}
/** Reads one entry of the list; undefined for what is not a version of a container. */
function parseVersion({ id, name, metadata, created_at: created, }) {
    const container = (0,oci_descriptor/* isRecord */.u4)(metadata) ? metadata['container'] : undefined;
    const tags = (0,oci_descriptor/* isRecord */.u4)(container) && Array.isArray(container['tags']) ? container['tags'] : [];
    const createdAt = new Date(typeof created === 'string' ? created : Number.NaN);
    if (typeof id !== 'number' || !(0,oci_digest/* isDigest */.Bc)(name) || Number.isNaN(createdAt.getTime()))
        return undefined;
    return { id, digest: name, tags: tags.filter((tag) => typeof tag === 'string').filter(oci_reference/* isTag */.dz), createdAt };
}
const codeOfStatus = {
    // Rules of GitHub: the last tagged version of a package stays, and public versions with over 5,000 downloads do.
    400: 'DENIED',
    401: 'UNAUTHORIZED',
    403: 'DENIED',
    404: 'NOT_FOUND',
    429: 'RATE_LIMITED',
};
function createAsk(what, { githubToken, environment, send, signal, log }) {
    const baseUrl = environment['GITHUB_API_URL'] || 'https://api.github.com';
    /** Loaded when it is needed: no other step shall wait for it. */
    const octokit = Promise.all(/* import() */[__nccwpck_require__.e(872), __nccwpck_require__.e(7095)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7095)).then(({ getOctokit }) => getOctokit(githubToken, {
        baseUrl,
        userAgent: 'oci-artifact',
        request: { fetch: fetchBy(send) },
        // Octokit writes to the console by itself otherwise.
        log: { debug: log.debug, info: log.debug, warn: log.debug, error: log.debug },
    }));
    return async (route, parameters) => {
        const { request } = await octokit;
        try {
            const { data, headers } = await request(route, { ...parameters, request: { signal } });
            return { data, headers };
        }
        catch (error) {
            signal.throwIfAborted();
            // Octokit wraps what it was thrown.
            if (Error.isError(error) && error.cause instanceof lib_errors/* OciError */.Mf)
                throw error.cause;
            throw refusalOf(error, what, route, new URL(baseUrl).host);
        }
    };
}
/** What Octokit wants in the place of `fetch`: it has a client of its own otherwise, without our retries and limits. */
function fetchBy(send) {
    return async (url, { method, headers, signal, }) => {
        const response = await send({ method, url, headers, signal, isBuffered: true });
        const bytes = Buffer.concat(await Array.fromAsync(response.body));
        // The answer to the attempt before was lost.
        const isGone = method === 'DELETE' && response.status === 404 && response.isRepeated;
        const status = isGone ? 204 : response.status;
        const known = Object.entries(response.headers).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
        return new Response(status === 204 ? null : bytes, { status, headers: known });
    };
}
/** Reads what Octokit threw of an answer that is not a success. */
function refusalOf(error, what, route, host) {
    const response = (0,oci_descriptor/* isRecord */.u4)(error) || Error.isError(error) ? error.response : undefined;
    const words = Error.isError(error) ? error.message : String(error);
    if (!(0,oci_descriptor/* isRecord */.u4)(response) || typeof response['status'] !== 'number') {
        return new lib_errors/* OciError */.Mf('NETWORK', `The connection to ${host} failed: ${words}`, { cause: error });
    }
    const { status, data, headers } = response;
    const said = (0,oci_descriptor/* isRecord */.u4)(data) && typeof data['message'] === 'string' ? (0,cut_text/* cutText */.IN)(data['message'], 500) : '';
    const known = ((0,oci_descriptor/* isRecord */.u4)(headers) ? headers : {});
    const limit = rateLimitOf({ status, headers: known }, said);
    const isLimited = limit?.isSecondary || (status === 403 && known['x-ratelimit-remaining'] === '0');
    const code = isLimited ? 'RATE_LIMITED' : (codeOfStatus[status] ?? 'REGISTRY');
    return new lib_errors/* RegistryError */.gl(code, `${what}: ${host} answered ${status}${said ? `, ${said}` : ''}`, {
        status,
        request: route,
        wait: limit?.asked,
        topic: status === 404 ? 'missing-package' : undefined,
    });
}

;// CONCATENATED MODULE: ./lib/registry/http/describe-login.js

/**
 * What secrets look like that some take as the name of a user, such as `TOKEN:x-oauth-basic` in a configuration of
 * Docker. The names that registries give to all, such as `_json_key`, `$oauthtoken` and the UUIDs of Azure, are none.
 */
const tokens = [
    // GitHub's, GitLab's (personal, deploy, job, runner, trigger, …), Docker Hub's, DigitalOcean's and OpenShift's.
    /(?:^|[^a-z0-9])(?:gh[pousr]_|github_pat_|dckr_[a-z]+_|do[opr]_v1_|sha256~)/i,
    /(?:^|[^a-z0-9])gl(?:pat|dt|cbt|rt|ptt|oas|soat|ft|imt|agent|ffct)-/i,
    // JSON in base64, as tokens with a signature and whole keys have it; tokens of Google, keys and tokens of Artifactory.
    /(?:^|[^a-z0-9])(?:eyJ|ewog|ya29\.|AKCp|cmVmdGtu)/,
    /[0-9a-f]{32}/i,
    // Letters of both kinds and digits, without a break.
    /(?=[A-Za-z]*[0-9])(?=[a-z0-9]*[A-Z])(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{32}/,
];
/** Characters; the longest names known are those of service accounts at Google and robots at Harbor. */
const longestName = 64;
/** Says whose login it is and where it comes from. A name that is a secret, holds one or looks like one is not told. */
function describeLogin({ username, place }) {
    const isHidden = username.length > longestName || (0,cut_text/* holdsSecret */.hK)(username) || tokens.some((token) => token.test(username));
    const who = username === '' ? 'a token' : isHidden ? 'a hidden user' : `user ${JSON.stringify(username)}`;
    return `${who} (from ${place})`;
}

;// CONCATENATED MODULE: ./lib/registry/http/scan-header.js
/** Headers that are lists have some hundred characters; a longer one is not worth the time to read it. */
const maxHeaderLength = 8 * 1024;
// Of RFC 9110, section 5.6. All patterns are sticky: they match where the reading stands.
const token = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
const equals = /[ \t]*=[ \t]*/y;
const comma = /[ \t]*,[ \t,]*/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
/** Reads a header from left to right. */
function scanHeader(text) {
    let at = 0;
    /** Takes what a sticky pattern matches next; null when it does not match. */
    const take = (pattern) => {
        pattern.lastIndex = at;
        const match = pattern.exec(text);
        if (match)
            at = pattern.lastIndex;
        return match;
    };
    return {
        take,
        /** Takes a quoted string, without its quotes, or what `bare` matches; empty when neither comes next. */
        takeValue(bare) {
            const match = take(quoted);
            return match ? (match[1] ?? '').replace(/\\(.)/g, '$1') : (take(bare)?.[0] ?? '');
        },
        isAtEnd: () => at === text.length,
    };
}

;// CONCATENATED MODULE: ./lib/registry/auth/challenge.js

const space = /[ \t]*/y;
// A token68 stands alone after its scheme, as in `Negotiate YII=`; we have no use for it and skip it.
const token68 = /[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))/y;
/**
 * Reads the challenges of one or several `WWW-Authenticate` headers (RFC 9110, section 11.6.1): several in one header,
 * commas in quoted values, escaped quotes and empty values are all seen in the field. What cannot be read is dropped.
 */
function parseChallenges(headers) {
    return [headers ?? []].flat().flatMap((header) => parseHeader(header.slice(0, maxHeaderLength)));
}
function parseHeader(text) {
    const challenges = [];
    const { take, takeValue, isAtEnd } = scanHeader(text);
    take(space);
    while (!isAtEnd()) {
        take(comma);
        const word = take(token)?.[0];
        if (word === undefined)
            break;
        const current = challenges.at(-1);
        if (current && take(equals)) {
            const value = takeValue(token);
            // The first one counts.
            current.parameters[word.toLowerCase()] ??= value;
        }
        else {
            challenges.push({ scheme: word.toLowerCase(), parameters: Object.create(null) });
            take(space);
            take(token68);
        }
        take(space);
    }
    return challenges;
}

// EXTERNAL MODULE: ./lib/format-duration.js
var format_duration = __nccwpck_require__(2721);
;// CONCATENATED MODULE: ./lib/registry/http/registry-answer.js






const registry_answer_codeOfStatus = {
    401: 'UNAUTHORIZED',
    403: 'DENIED',
    404: 'NOT_FOUND',
    405: 'UNSUPPORTED',
    409: 'CONFLICT',
    // Harbor answers 412 when a project policy forbids the request (goharbor/harbor#22908).
    412: 'DENIED',
    413: 'TOO_LARGE',
    429: 'RATE_LIMITED',
    501: 'UNSUPPORTED',
};
/** Codes that say more than the status they come with: a registry may answer 400 to all of them. */
const codeOfEntry = new Map([
    ['MANIFEST_BLOB_UNKNOWN', 'NOT_FOUND'],
    ['DIGEST_INVALID', 'INTEGRITY'],
    ['TOOMANYREQUESTS', 'RATE_LIMITED'],
    ['DENIED', 'DENIED'],
    ['UNAUTHORIZED', 'UNAUTHORIZED'],
    ['UNSUPPORTED', 'UNSUPPORTED'],
]);
/**
 * Tells whether a chunk or a manifest was taken: 201 or 202 by the specification; ECR answers a chunk with
 * 201 (aws/containers-roadmap#2831), and old registries say 200 or 204.
 */
function isTakenStatus(status) {
    return status >= 200 && status <= 204;
}
/** Tells the same of the end of an upload: 202 would say that the blob is not stored yet. */
function isStoredStatus(status) {
    return isTakenStatus(status) && status !== 202;
}
/** More than this of an error body is not read. */
const maxErrorBytes = 8 * 1024;
/** Turns an answer that is not a success into an error that says what was asked and what the registry said to it. */
async function refusal(request, response, what) {
    const start = request.method === 'HEAD' ? undefined : await readShort(response, maxErrorBytes, 5_000).catch(() => { });
    // A body that breaks off still leaves the status to report.
    const text = start ? start.subarray(0, maxErrorBytes).toString() : '';
    const errors = parseErrors(text);
    const words = errors.map(({ code, message }) => (message ? `${code}: ${message}` : code)).join('; ');
    const wait = (0,cut_text/* cutText */.IN)(headerOf(response, 'retry-after') ?? '', 40);
    const isPage = words === '' && isHtml(response, text);
    const body = isPage ? 'with an HTML page' : (0,cut_text/* cutText */.IN)(text.trim().split('\n')[0] ?? '', 200);
    const said = [words || body, wait && `Retry-After: ${wait}`].filter(Boolean).join(', ');
    // The first one that is known, in our order: what says most stands first.
    const limit = rateLimitOf(response, text);
    const found = (limit?.isSecondary ? 'RATE_LIMITED' : undefined) ??
        [...codeOfEntry].find(([name]) => errors.some((entry) => entry.code === name))?.[1] ??
        registry_answer_codeOfStatus[response.status] ??
        'REGISTRY';
    const code = found === 'UNAUTHORIZED' ? codeOfUnauthorized(response, words) : found;
    const host = new URL(response.url).host;
    const { login } = response;
    const isLoginRefused = login && (response.status === 401 || response.status === 403);
    const whom = isLoginRefused ? `; it refused ${describeLogin(login)}${response.denials ?? ''}` : '';
    return new lib_errors/* RegistryError */.gl(code, `${what}: ${host} answered ${response.status}${said ? `, ${said}` : ''}${whom}`, {
        status: response.status,
        request: `${request.method} ${withoutQuery(response.url)}`,
        errors,
        words: words || body,
        wait: limit?.asked,
        login,
        topic: isPage ? 'html-page' : undefined,
    });
}
function parseErrors(text) {
    try {
        const body = JSON.parse(text);
        // zot 2.1 answers a wrong password with one bare error.
        const bare = (0,oci_descriptor/* isRecord */.u4)(body) && typeof body['code'] === 'string' ? [body] : [];
        const errors = (0,oci_descriptor/* isRecord */.u4)(body) && Array.isArray(body['errors']) ? body['errors'] : bare;
        return errors
            .filter(oci_descriptor/* isRecord */.u4)
            .slice(0, 5)
            .map(({ code, message, detail }) => ({
            code: typeof code === 'string' ? (0,cut_text/* cutText */.IN)(code, 100) : 'UNKNOWN',
            message: [registry_answer_textOf(message, 500), detailOf(detail)].filter(Boolean).join(': '),
        }));
    }
    catch {
        return [];
    }
}
/**
 * Reads the reason from a detail: GitLab has it there as a text, and zot as `reason` of an object. Other objects say
 * again what was asked. Of a long text the end counts too: distribution 3 says there that its disk is full.
 */
function detailOf(detail) {
    const text = (0,oci_descriptor/* isRecord */.u4)(detail) ? detail['reason'] : detail;
    return typeof text === 'string' ? (0,cut_text/* cutMiddle */.it)(text, 200) : '';
}
function registry_answer_textOf(value, limit) {
    return typeof value === 'string' ? (0,cut_text/* cutText */.IN)(value, limit) : '';
}
/**
 * Says what 401 means. Harbor answers it to whatever is not allowed or not there, and Gitea to packages of another owner:
 * where its token server took the login, that is no failed login.
 */
function codeOfUnauthorized({ isLoginTaken }, words) {
    if (!isLoginTaken)
        return 'UNAUTHORIZED';
    return /\bproject \S+ not found\b/.test(words) ? 'NOT_FOUND' : 'DENIED';
}
/**
 * Reports whether a refusal says no more than that it is one. Whatever names a right, a rule or a limit is meant for the
 * user.
 */
function isBareDenial({ code, errors, words }) {
    if (code !== 'DENIED' && code !== 'UNAUTHORIZED')
        return false;
    const said = errors.length > 0 ? errors.flatMap((entry) => [entry.code, entry.message || entry.code]) : [words];
    return said.every((text) => /^(?:denied|unauthorized)$/i.test(text));
}
/** Proxies answer for the registry with a page of their own, such as nginx with its 413. */
function isHtml(response, text) {
    return /html/i.test(headerOf(response, 'content-type') ?? '') || /^\s*</.test(text);
}

;// CONCATENATED MODULE: ./lib/registry/wrapped/waits.js



/** Milliseconds; nobody wonders about less. */
const leastTold = 1_000;
/** What a host said, in short: its own words are told when no attempt is left. */
function answerOf(url, status) {
    return `${new URL(url).host} answered ${status}`;
}
/** Why a request to `url` failed, in short. */
function waits_reasonOf(error, url) {
    return error instanceof lib_errors/* RegistryError */.gl ? answerOf(url, error.status) : error.message;
}
/**
 * Says why there is another attempt, and when, where the one that failed and the wait took a second or more together:
 * a host that says nothing for a minute is waited for too.
 *
 * @param next the number of the attempt that comes, from 2 on, of `all`: absent for a host that is waited for since it
 * answered before
 * @param wait milliseconds until then
 * @param start when the attempt that failed began, by `clock`
 */
function tellAttempt(onWait, reason, { next, all, wait, start }) {
    if ((0,lib_time/* clock */.pm)() - start + wait < leastTold)
        return;
    const when = `in ${(0,format_duration/* formatDuration */.a)(wait)}`;
    onWait?.(`${reason}: attempt ${next} ${all === undefined ? `${when}, since it answered before` : `of ${all} ${when}`}`);
}

;// CONCATENATED MODULE: ./lib/registry/auth/insisting.js







/** Milliseconds before the second and the third attempt. */
const pauses = [2_000, 8_000];
/**
 * Asks again with a new token where a login that is known to work is denied without a reason, as GHCR does for a moment
 * (docker/build-push-action#463, nextstrain/docker-base#131). Any other login is shown once: a wrong password that is
 * repeated can lock its account. What was denied three times is believed for the rest of the step.
 *
 * @param talk sends a request; `refused` is a header that must not be sent again
 */
function insisting(talk, { host, time, onNotice, onWait }) {
    const worked = new Set();
    let isBelieved = false;
    let isTold = false;
    const mayInsist = ({ access, isBestEffort }, login) => login !== undefined &&
        (login.source === 'github-token' || worked.has(nameOf(login))) &&
        // A mount that is denied becomes an upload.
        !(isBestEffort || isBelieved || access?.alsoPull !== undefined);
    return async (request) => {
        const begun = time.now();
        let refused;
        let words = '';
        for (let attempt = 0;; attempt += 1) {
            const { response, failure, login, sent } = await heard(request, await talk(request, refused));
            const denial = failure && isBareDenial(failure) ? failure : undefined;
            if (response && !failure) {
                if (login && response.status < 400)
                    worked.add(nameOf(login));
                if (attempt > 0 && !isTold && (response.status < 400 || response.status === 404)) {
                    isTold = true;
                    const after = (0,format_duration/* formatDuration */.a)(time.now() - begun);
                    onNotice?.(`${host} answered ${words}, and took the same login ${after} later: the workflow needs no change`);
                }
                return response;
            }
            if (denial === undefined || attempt === pauses.length || !mayInsist(request, login)) {
                if (attempt > 0)
                    isBelieved = true;
                const denials = attempt > 0 ? `, ${attempt + 1} times in ${(0,format_duration/* formatDuration */.a)(time.now() - begun)}` : undefined;
                if (response)
                    return { ...response, denials };
                throw denials && failure ? new lib_errors/* RegistryError */.gl(failure.code, failure.message + denials, failure) : failure;
            }
            words = `${denial.status}, ${denial.words}`;
            refused = sent;
            const wait = pauses[attempt] ?? 0;
            const reason = answerOf(response?.url ?? request.url, denial.status);
            const next = `attempt ${attempt + 2} of ${pauses.length + 1} in ${(0,format_duration/* formatDuration */.a)(wait)}`;
            onWait?.(`${reason}, ${denial.words}: ${next}`);
            await time.pause(wait, request.signal);
        }
    };
}
/** Reads the refusal in an answer, which can be read again. */
async function heard(request, talk) {
    const { response } = talk;
    if (!response || ![401, 403].includes(response.status))
        return talk;
    const bytes = await readShort(response, maxErrorBytes, 2_000).catch(() => Buffer.alloc(0));
    const again = async () => ({ ...response, body: await (0,verified/* openBytes */.od)(bytes)() });
    return { ...talk, response: await again(), failure: await refusal(request, await again(), '') };
}
function nameOf(login) {
    return JSON.stringify(shownOf(login));
}

;// CONCATENATED MODULE: ./lib/registry/auth/private-address.js


/** What the IANA's registries of special addresses set apart, and what clouds do. */
const ranges = [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    // The metadata of most clouds is at 169.254.169.254.
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
    // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
    ['168.63.129.16', 32],
    // Among it ::1, addresses of IPv4 (::ffff:0:0/96), and NAT64 (64:ff9b::/96), which hides one.
    ['::', 8],
    // Teredo and 6to4 hide an address of IPv4 too.
    ['2001::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 9],
    ['ff00::', 8],
];
const families = { 4: 'ipv4', 6: 'ipv6' };
// One list for each: a list takes an address of IPv4 for one of IPv6 in ::ffff:0:0/96.
const blocked = { 4: new external_node_net_.BlockList(), 6: new external_node_net_.BlockList() };
for (const [network, bits] of ranges) {
    const version = network.includes(':') ? 6 : 4;
    blocked[version].addSubnet(network, bits, families[version]);
}
/**
 * Tells whether the host of a URL, as `URL` writes it, is this machine or an address that no public server has. Names
 * that resolve to such an address are not found out.
 */
function isPrivateAddress(hostname) {
    const address = hostname.replace(/^\[|\]$/g, '');
    const version = (0,external_node_net_.isIP)(address);
    return version === 4 || version === 6 ? blocked[version].check(address, families[version]) : isLoopback(hostname);
}

;// CONCATENATED MODULE: ./lib/registry/auth/token.js








/** Tokens of GHCR and of GitLab have a few KiB; no real answer comes near this. */
const maxTokenBytes = 128 * 1024;
/** The life of a token whose answer names none (token specification of distribution). */
const defaultLife = 60;
const clientId = 'oci-artifact';
/**
 * Asks the token server that a Bearer challenge names for a token: GET, with Basic for a user, as the token
 * specification of distribution has it; POST by the OAuth2 way for an identity token, and for a user when GET is
 * refused. Fails with UNAUTHORIZED when the server refuses the credentials.
 */
async function requestToken(send, challenge, { registryUrl, scopes, login, signal, }) {
    const realm = checkedRealm(challenge.parameters['realm'], registryUrl);
    const service = challenge.parameters['service'];
    const form = (fields) => {
        // The POST form has one `scope` with spaces (OAuth2), the query has one parameter for each.
        const all = { ...fields, ...(service ? { service } : {}), scope: scopes.join(' '), client_id: clientId };
        const bytes = Buffer.from(new URLSearchParams(all).toString());
        return {
            method: 'POST',
            url: realm,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: { open: (0,verified/* openBytes */.od)(bytes), size: bytes.byteLength },
            isBuffered: true,
            signal,
        };
    };
    const query = scopes.map((scope) => ['scope', scope]);
    const url = withQuery(realm, service ? [['service', service], ...query] : query);
    const get = { method: 'GET', url, isBuffered: true, signal };
    if (login === undefined)
        return readToken(get, await send(get));
    const { credentials } = login;
    const readOwn = (request, response) => readToken(request, { ...response, login: shownOf(login) });
    if ('token' in credentials)
        throw new lib_errors/* OciError */.Mf('UNAUTHORIZED', 'A registry token cannot be exchanged for another');
    if ('identityToken' in credentials) {
        const post = form({ grant_type: 'refresh_token', refresh_token: credentials.identityToken });
        return readOwn(post, await send(post));
    }
    const basic = { ...get, headers: { authorization: basicHeader(credentials) } };
    const response = await send(basic);
    if (response.status !== 404 && response.status !== 405)
        return readOwn(basic, response);
    await discard(response);
    const post = form({ grant_type: 'password', ...credentials });
    return readOwn(post, await send(post));
}
/** The `Authorization` that shows credentials as they are; none for an identity token, which is exchanged. */
function authorizationOf(credentials) {
    if (!credentials || 'identityToken' in credentials)
        return undefined;
    return 'token' in credentials ? `Bearer ${credentials.token}` : basicHeader(credentials);
}
/** RFC 7617, in UTF-8. */
function basicHeader({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
/**
 * Refuses realms to which no registry would send its users: not HTTP, http for an https registry, or a private or
 * special address that is not the registry itself (GHSA-28r5-37g7-p6mp). Names that resolve to such addresses pass.
 */
function checkedRealm(realm, registryUrl) {
    const registry = new URL(registryUrl);
    const fail = (what) => new lib_errors/* OciError */.Mf('REGISTRY', `The token server named by ${registry.host} ${what}`);
    if (!realm)
        throw fail('is missing');
    if (!URL.canParse(realm))
        throw fail('is not an absolute URL');
    const url = new URL(realm);
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
        throw fail('is not an HTTP URL: refused');
    if (url.protocol === 'http:' && registry.protocol === 'https:')
        throw fail('has no TLS but the registry does: refused');
    // A registry on this machine may well have its token server here too, under another name.
    const areBothHere = isLoopback(url.host) && isLoopback(registry.host);
    if (isPrivateAddress(url.hostname) && url.hostname !== registry.hostname && !areBothHere) {
        throw fail(`is the private address ${url.hostname}: refused`);
    }
    return withoutUser(url);
}
async function readToken(request, response) {
    const host = new URL(response.url).host;
    if (response.status !== 200) {
        const error = await refusal(request, response, `The token server gave no token`);
        // Registries answer 400 to 404 to a wrong password; for the author of the workflow it is one thing.
        if (response.status >= 500 || response.status === 429 || response.status === 403)
            throw error;
        const { message, status, errors, words, wait, login } = error;
        throw new lib_errors/* RegistryError */.gl('UNAUTHORIZED', message, {
            status,
            request: `${request.method} ${withoutQuery(response.url)}`,
            errors,
            words,
            wait,
            login,
        });
    }
    const text = (await (0,verified/* readAll */.yw)(response.body, 'The token answer', maxTokenBytes)).toString();
    let body;
    try {
        body = JSON.parse(text);
    }
    catch {
        throw new lib_errors/* OciError */.Mf('REGISTRY', `The token server ${host} answered with something that is not JSON`);
    }
    const token = (0,oci_descriptor/* isRecord */.u4)(body) ? body['token'] || body['access_token'] : undefined;
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
        throw new lib_errors/* OciError */.Mf('REGISTRY', `The token server ${host} answered with no usable token`);
    const life = (0,oci_descriptor/* isRecord */.u4)(body) && typeof body['expires_in'] === 'number' ? body['expires_in'] : defaultLife;
    return { token, renewAt: Date.now() + Math.max(life, 1) * 800 };
}

;// CONCATENATED MODULE: ./lib/registry/auth/authenticated.js








/**
 * Adds credentials to requests for one registry, the only place where that is decided. The conversation is that of
 * distribution's token specification: ask, be refused with a challenge, answer it, ask again. What was learned serves
 * all later requests; requests that are refused at the same time share one token request; an old token is renewed
 * before it ends, and when the registry refuses it, also in the middle of an upload.
 */
function authenticated(send, options) {
    const origin = originOf(options.registryUrl);
    const sharedToken = tokensByKey();
    let challenge;
    /** Asked once for each repository: behind it may be a program that takes its time. */
    const loginFor = (0,once/* once */.O)(options.login);
    /** The header for a request by the current challenge; `refused` is a header that just failed. */
    const authorization = async (request, refused) => {
        if (!challenge || !request.access)
            return undefined;
        const { access } = request;
        const asked = challenge;
        const login = await loginFor(access.repository);
        const isShown = asked.scheme === 'basic' || (login && 'token' in login.credentials);
        if (isShown)
            return authorizationOf(login?.credentials);
        return sharedToken(scopesOf(access).join(' '), refused, async () => {
            const obtained = await requestToken(options.sendToTokenServer, asked, {
                registryUrl: options.registryUrl,
                // What a refused token lacked may be in the challenge.
                scopes: scopesOf(access, refused === undefined ? '' : asked.parameters['scope']),
                login,
                signal: options.signal,
            });
            // What everybody is given is not a secret, and may be a word: OpenShift's is `anonymous`
            // (GoogleContainerTools/jib#2258).
            if (login)
                options.onToken(obtained.token);
            return obtained;
        });
    };
    const converse = async (request, refused) => {
        let sent = await authorization(request, refused);
        let response = await send(withHeader(request, sent));
        // The first refusal tells how to ask; the second, that a held token is too old or too narrow.
        for (let round = 0; round < 2 && response.status === 401 && !request.isBestEffort; round += 1) {
            // An old token may be refused without a word on how to get a new one; how that is done was learned before.
            const asked = choose(parseChallenges(response.headers['www-authenticate'])) ?? (sent && challenge);
            if (!asked)
                break;
            challenge = asked;
            const answer = await authorization(request, sent);
            if (answer === undefined || answer === sent)
                break;
            await discard(response);
            sent = answer;
            response = await send(withHeader(request, sent));
        }
        if (sent === undefined || !request.access)
            return { response };
        const login = await loginFor(request.access.repository);
        if (!login)
            return { response };
        const isLoginTaken = challenge?.scheme === 'bearer' && !('token' in login.credentials);
        const answer = { ...response, login: shownOf(login), isLoginTaken };
        return isLoginTaken ? { response: answer, login, sent } : { response: answer };
    };
    /** The same, with the refusal of the token server as its outcome. */
    const talk = async (request, refused) => {
        try {
            return await converse(request, refused);
        }
        catch (error) {
            if (!(error instanceof lib_errors/* RegistryError */.gl) || !request.access)
                throw error;
            return { failure: error, login: await loginFor(request.access.repository) };
        }
    };
    const { time = lib_time/* realTime */.M9, onNotice, onWait } = options;
    const insist = firstAlone(insisting(talk, { host: new URL(origin).host, time, onNotice, onWait }));
    return async (request) => (originOf(request.url) === origin && request.access ? insist : send)(request);
}
/** Lets the first request go alone: its answer tells the others how to ask, which saves a refusal for each. */
function firstAlone(send) {
    let firstAnswer;
    return async (request) => {
        if (firstAnswer === undefined) {
            const answer = send(request);
            firstAnswer = answer.catch(() => {
                firstAnswer = undefined;
            });
            return answer;
        }
        await firstAnswer;
        return send(request);
    };
}
/** Lets requests for the same rights share a token; an old one, or one that was just refused, is replaced. */
function tokensByKey() {
    const tokens = new Map();
    return async (key, refused, ask) => {
        const held = tokens.get(key);
        const current = await held;
        if (current && current.renewAt > Date.now() && `Bearer ${current.token}` !== refused) {
            return `Bearer ${current.token}`;
        }
        // Another request may have asked for a new token meanwhile.
        let asked = tokens.get(key);
        if (asked === undefined || asked === held) {
            const mine = ask();
            tokens.set(key, mine);
            // A failed request is not remembered; whoever waits for it sees the failure.
            mine.catch(() => tokens.get(key) === mine && tokens.delete(key));
            asked = mine;
        }
        return `Bearer ${(await asked).token}`;
    };
}
function withHeader(request, authorization) {
    return authorization === undefined ? request : { ...request, headers: { ...request.headers, authorization } };
}
/** Bearer before Basic, as Docker chooses; nothing else is spoken by registries. */
function choose(challenges) {
    return challenges.find(({ scheme }) => scheme === 'bearer') ?? challenges.find(({ scheme }) => scheme === 'basic');
}
/** So many names for one repository are more than any registry has. */
const maxOtherNames = 4;
/**
 * The scopes a request needs: its own first, as some registries read only that, then what the challenge calls the same
 * repositories. A challenge may be hostile, so it brings neither other repositories nor more rights than the request
 * needs.
 */
function scopesOf({ repository, actions, alsoPull }, asked = '') {
    const own = [
        { name: repository, rights: actions.split(',') },
        ...(alsoPull === undefined ? [] : [{ name: alsoPull, rights: ['pull'] }]),
    ];
    const others = asked.split(' ').flatMap((scope) => {
        const [, name = '', rights = ''] = /^repository:([^:]+):([^:]+)$/.exec(scope) ?? [];
        const meant = own.find((each) => isOtherName(name, each.name));
        const allowed = meant?.rights.filter((right) => rights.split(',').includes(right)) ?? [];
        return allowed.length > 0 ? [{ name, rights: allowed }] : [];
    });
    return [...own, ...others.slice(0, maxOtherNames)].map(({ name, rights }) => `repository:${name}:${rights.join(',')}`);
}
/**
 * Tells whether a challenge means a repository by a longer or shorter path: Artifactory leaves out the key of the
 * repository in front (oras-project/oras-go#650), and behind a gateway the registry itself may have a longer name for
 * it.
 */
function isOtherName(name, repository) {
    return name !== '' && (repository.endsWith(`/${name}`) || name.endsWith(`/${repository}`));
}

// EXTERNAL MODULE: ./lib/format-bytes.js
var format_bytes = __nccwpck_require__(3474);
;// CONCATENATED MODULE: ./lib/registry/http/body-limit.js

/**
 * Chunk sizes that are tried, one after the other: 4 MiB is all that GHCR takes in a PATCH, 1 MiB is the default of
 * nginx.
 */
const ladder = [4 * 1024 * 1024, 1024 * 1024, 512 * 1024];
/**
 * What is known of the largest body that a registry, or a proxy before it, takes. All uploads to one host share it, so
 * that each refusal is met once.
 *
 * @see https://github.com/ocx-sh/ocx/pull/237 for GHCR's limit
 */
class BodyLimit {
    #host;
    #onNotice;
    #size;
    #passed = 0;
    /** @param size where to begin; without it, bodies are sent whole until one is refused */
    constructor(host, size = Number.POSITIVE_INFINITY, onNotice = () => { }) {
        this.#host = host;
        this.#size = size;
        this.#onNotice = onNotice;
    }
    /** Larger bodies are sent in chunks of this size. */
    get size() {
        return this.#size;
    }
    /** Notes that a body went through. */
    notePassed(bytes) {
        this.#passed = Math.max(this.#passed, bytes);
    }
    /** The next smaller size to try for a body, of at least `min`; undefined when there is none. */
    sizeBelow(bytes, min) {
        return [this.#size, ...ladder].find((size) => size < bytes && size >= min && size <= this.#size);
    }
    /** Notes that a body was refused for its size. */
    noteRefused(bytes, min, status) {
        const next = this.sizeBelow(bytes, min);
        if (next === undefined || next >= this.#size)
            return;
        this.#size = next;
        const advice = status === 413 ? '. For nginx, raise client_max_body_size' : '';
        this.#onNotice(`${this.#host} refused a body of ${(0,format_bytes/* formatBytes */.z)(bytes)} (${status}): sending it in chunks of ${(0,format_bytes/* formatBytes */.z)(next)}${advice}`);
    }
    /**
     * The size to try after the connection broke during a body: the limit of a proxy may show so. None when such a body
     * passed before.
     */
    sizeToTry(bytes, min) {
        return bytes > this.#passed ? this.sizeBelow(bytes, min) : undefined;
    }
    /** Notes that content went through in chunks of this size after the connection had broken without them. */
    noteTried(size) {
        this.#size = Math.min(this.#size, size);
    }
}

// EXTERNAL MODULE: ./lib/oci/manifest.js
var oci_manifest = __nccwpck_require__(4360);
// EXTERNAL MODULE: ./lib/oci/media-types.js
var media_types = __nccwpck_require__(261);
// EXTERNAL MODULE: ./lib/store/content.js
var content = __nccwpck_require__(3000);
;// CONCATENATED MODULE: ./lib/registry/wrapped/silences.js


/** Milliseconds for which a host is waited for that answered before in this step: a registry that restarts takes some. */
const silences_patience = 30_000;
/** No connection came about. One that breaks may be the fault of its request, which other attempts repeat. */
const unconnected = /^(?:ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|ETIMEDOUT|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;
/** Since when hosts that answered before give no answer at all. */
class Silences {
    #since = new Map();
    #hosts = new WeakMap();
    time;
    constructor(time = lib_time/* realTime */.M9) {
        this.time = time;
    }
    /** Sends requests, and notes which hosts answer. */
    listening(send) {
        return async (request) => {
            const { host } = new URL(request.url);
            try {
                const response = await send(request);
                this.#since.set(host, undefined);
                return response;
            }
            catch (error) {
                if (!this.#since.has(host) || !(0,lib_errors/* hasCode */.up)(error, 'NETWORK'))
                    throw error;
                this.#since.set(host, this.#since.get(host) ?? this.time.now());
                const failure = new lib_errors/* OciError */.Mf('NETWORK', error.message, { cause: error.cause, topic: 'broken-connection' });
                this.#hosts.set(failure, host);
                throw failure;
            }
        };
    }
    /** For how many more milliseconds the host is waited for to which there was no connection. */
    leftAfter(failure) {
        if (!unconnected.test((0,lib_errors/* systemCodeOf */.c7)(failure.cause)))
            return 0;
        const host = this.#hosts.get(failure);
        const since = host === undefined ? undefined : this.#since.get(host);
        return since === undefined ? 0 : since + silences_patience - this.time.now();
    }
}

;// CONCATENATED MODULE: ./lib/registry/wrapped/retried.js






/**
 * Failures that were met at every attempt. Who wraps a request within a request, as one for a token is, does not begin
 * again: the attempts would multiply.
 */
const exhausted = new WeakSet();
/**
 * Sends a request again, at most `retries` times, when the connection failed or the answer is a passing fault. A host
 * that answered before and is silent now is tried for longer, as `silences` says. Answers that ask to come later were
 * repeated by `rateLimited` before they come here.
 */
function retried(send, retries, onWait, silences = new Silences()) {
    return async (request) => {
        for (let attempt = 0;; attempt += 1) {
            const start = (0,lib_time/* clock */.pm)();
            let reason;
            let left = 0;
            try {
                const response = await send(attempt === 0 ? request : { ...request, attempt: attempt + 1 });
                const isLast = !isPassingFault(response) || attempt >= retries;
                if (isLast)
                    return attempt === 0 ? response : { ...response, isRepeated: true };
                reason = answerOf(response.url, response.status);
                await discard(response);
            }
            catch (error) {
                if (!isPassing(error))
                    throw error;
                left = retries === 0 ? 0 : silences.leftAfter(error);
                if (attempt >= retries && left <= 0) {
                    exhausted.add(error);
                    throw error;
                }
                reason = error.message;
            }
            // The last attempt comes when the time is over.
            const wait = attempt < retries ? backoff(attempt) : Math.min(backoff(attempt), left);
            tellAttempt(onWait, reason, { next: attempt + 2, ...(attempt < retries && { all: retries + 1 }), wait, start });
            await silences.time.pause(wait, request.signal);
        }
    };
}
/**
 * Tells whether an error may be gone at the next attempt: a broken connection may, a wrong certificate or name not, and
 * what was tried often enough not either.
 */
function isPassing(error) {
    return (0,lib_errors/* hasCode */.up)(error, 'NETWORK') && !exhausted.has(error) && !(0,lib_errors/* isLasting */.dJ)(error);
}
/** The same of a whole answer: one that asks for a wait was waited for already. */
function isPassingFault(response) {
    return isPassingStatus(response.status) && rateLimitOf(response, '') === undefined;
}

;// CONCATENATED MODULE: ./lib/registry/download.js










/** A transfer that broke off after less than this since the last break counts as a failed attempt. */
const minProgress = 64 * 1024;
/**
 * Opens content and gives its chunks, unverified. When the transfer breaks, it is taken up with `Range` where the
 * registry does that rightly, and else read again with the bytes we have skipped: what was passed on stays passed
 * on, so the digest check at the end holds for both ways.
 */
async function download(send, request, options) {
    const chunks = chunksOf(send, request, options);
    await chunks.next();
    return chunks;
}
async function* chunksOf(send, request, options) {
    const { descriptor, retries, onWait } = options;
    let response = await download_open(send, request, 0, options);
    let passed = 0;
    let failures = 0;
    let passedAtBreak = 0;
    try {
        // Taken by `download`: from here on, giving up the generator closes the connection.
        yield new Uint8Array();
        for (;;) {
            const start = (0,lib_time/* clock */.pm)();
            let skip = passed - startOf(response);
            try {
                for await (const chunk of response.body) {
                    const wanted = chunk.subarray(Math.min(skip, chunk.byteLength));
                    skip -= chunk.byteLength - wanted.byteLength;
                    if (wanted.byteLength === 0)
                        continue;
                    passed += wanted.byteLength;
                    yield wanted;
                }
                // A body without Content-Length may end early without an error.
                if (passed >= descriptor.size)
                    return;
                throw new lib_errors/* OciError */.Mf('NETWORK', `${options.what} broke off after ${passed} of ${descriptor.size} bytes`);
            }
            catch (error) {
                request.signal?.throwIfAborted();
                const failure = networkError(response.url, error, 'broken-connection');
                failures = passed - passedAtBreak >= minProgress ? 1 : failures + 1;
                passedAtBreak = passed;
                if (failures > retries || !isPassing(failure))
                    throw failure;
                const wait = backoff(failures - 1);
                tellAttempt(onWait, failure.message, { next: failures + 1, all: retries + 1, wait, start });
                await (0,lib_time/* pause */.v7)(wait, request.signal);
                response = await download_open(send, request, passed, options);
            }
        }
    }
    finally {
        await (0,chunks/* giveUp */.Ht)(response.body);
    }
}
/** Asks for the content from byte `start` on; the answer may begin there or at 0, never elsewhere. */
async function download_open(send, request, start, options) {
    const ranged = start > 0 ? { ...request, headers: { ...request.headers, range: `bytes=${start}-` } } : request;
    const response = await send(ranged);
    const isUsable = response.status === 200 || isPartFrom(response, start, options.descriptor.size);
    if (isUsable)
        return checked(response, options);
    if (start > 0 && (response.status === 206 || response.status === 416)) {
        await discard(response);
        return download_open(send, request, 0, options);
    }
    throw await refusal(request, response, options.what);
}
/** Refuses, before the first byte is read, what cannot become the content. */
async function checked(response, { descriptor, what }) {
    const encoding = headerOf(response, 'content-encoding') ?? 'identity';
    const length = headerOf(response, 'content-length') ?? '';
    const isIdentity = encoding.toLowerCase() === 'identity';
    // A part may end before the content does.
    const isWhole = response.status !== 206 && length !== '';
    if (isIdentity && (!isWhole || Number(length) === descriptor.size))
        return response;
    await (0,chunks/* giveUp */.Ht)(response.body);
    throw isIdentity
        ? new lib_errors/* OciError */.Mf('INTEGRITY', `${what} has ${length} bytes in the registry, not ${descriptor.size}`)
        : new lib_errors/* OciError */.Mf('REGISTRY', `${what} was sent with Content-Encoding ${(0,cut_text/* cutText */.IN)(encoding, 40)}, which was not asked for`);
}
/**
 * Tells whether an answer is the part that was asked for, by all that it says of itself: some servers send the whole as
 * a 206.
 */
function isPartFrom(response, start, size) {
    if (response.status !== 206 || start === 0 || startOf(response) !== start)
        return false;
    const [, end, total] = /-(\d+)\/(\d+|\*)$/.exec(headerOf(response, 'content-range') ?? '') ?? [];
    const length = headerOf(response, 'content-length');
    const isOfSize = total === '*' || Number(total) === size;
    return isOfSize && Number(end) < size && (length === undefined || Number(length) === Number(end) - start + 1);
}
/** The first byte that a 206 carries; 0 for every other answer, -1 when the header cannot be read. */
function startOf(response) {
    if (response.status !== 206)
        return 0;
    const [, start] = /^bytes (\d+)-/.exec(headerOf(response, 'content-range') ?? '') ?? [];
    return start === undefined ? -1 : Number(start);
}

;// CONCATENATED MODULE: ./lib/registry/http/head-or-get.js

/**
 * Asks by HEAD what is there; by GET, of which the content is not read, where a registry or a proxy refuses HEAD with
 * 405.
 */
async function headOrGet(send, request) {
    const ask = async (method) => {
        const response = await send({ ...request, method });
        await discard(response);
        return response;
    };
    const response = await ask('HEAD');
    return response.status === 405 ? ask('GET') : response;
}

// EXTERNAL MODULE: ./lib/concurrently.js
var concurrently = __nccwpck_require__(4957);
// EXTERNAL MODULE: ./lib/oci/digest-tags.js
var digest_tags = __nccwpck_require__(5983);
// EXTERNAL MODULE: ./lib/store/settling-list.js
var settling_list = __nccwpck_require__(1902);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __nccwpck_require__(7975);
;// CONCATENATED MODULE: ./lib/registry/lists/next-list.js


/** Says what comes next for a list that was just read: to ask what became of lost entries, or what to write. */
function nextList({ seen, isThere }, listed, changes) {
    const isUnasked = (entry) => !isThere.has(digestIn(entry));
    const isKept = (entry) => isThere.get(digestIn(entry)) !== false;
    const digests = new Set(listed.map(digestIn));
    const missing = [...seen].filter(([digest]) => !digests.has(digest)).map(([, entry]) => entry);
    const lost = missing.filter(isUnasked);
    if (lost.length > 0)
        return { lost };
    const restored = missing.filter(isKept);
    const entries = [...listed.filter(isKept), ...restored];
    const written = changes.reduce((before, change) => change(before ?? entries) ?? before, restored.length > 0 ? entries : undefined);
    const left = new Set(written ?? entries);
    const ofOthers = entries.filter((entry) => left.has(entry)).map((entry) => [digestIn(entry), entry]);
    return { written, seen: new Map([...seen, ...ofOthers]), unasked: entries.filter(isUnasked) };
}
/** Puts a manifest on a list, in the place of entries that say something else of it. */
function adding(referrer) {
    return (entries) => {
        const [others, own] = [false, true].map((is) => entries.filter((entry) => (digestIn(entry) === referrer.digest) === is));
        const isThere = own.length > 0 && own.every((entry) => (0,external_node_util_.isDeepStrictEqual)(entry, referrer));
        return isThere ? undefined : [...others, referrer];
    };
}
/** Takes a manifest off a list. */
function removing(referrer) {
    return (entries) => {
        const others = entries.filter((entry) => digestIn(entry) !== referrer);
        return others.length === entries.length ? undefined : others;
    };
}
function digestIn(entry) {
    return (0,oci_descriptor/* isRecord */.u4)(entry) ? entry['digest'] : undefined;
}

;// CONCATENATED MODULE: ./lib/registry/lists/link.js

// Without brackets from cloudflare/serverless-registry.
const target = /<([^<>]*)>|([^\s<>;,"]+)/y;
// Wider than a token: unquoted values are seen with whatever characters.
const bare = /[^\s;,"]*/y;
const start = /[ \t,]*/y;
const semicolon = /[ \t]*;[ \t;]*/y;
/**
 * Finds the target of the link to the next page in one or several `Link` headers (RFC 8288, section 3), as it stands
 * there: it may be relative. `rel` may stand anywhere, quoted or not, and name several relations; a link without it is
 * taken for the next page when no other is. `unreadable` when there is no such link, but something that is not a link.
 */
function nextLink(headers) {
    const read = [headers ?? []].flat().map(readLinks);
    const links = read.flatMap(({ links }) => links);
    const found = links.find(({ relation }) => relation?.toLowerCase().split(/\s+/).includes('next')) ??
        links.find(({ relation }) => relation === undefined);
    if (found)
        return { next: found.target };
    return read.every(({ isWhole }) => isWhole) ? 'none' : 'unreadable';
}
function readLinks(text) {
    if (text.length > maxHeaderLength)
        return { links: [], isWhole: false };
    const links = [];
    const { take, takeValue, isAtEnd } = scanHeader(text);
    do {
        take(start);
        const [, bracketed, plain] = take(target) ?? [];
        const address = bracketed ?? plain;
        if (address === undefined)
            break;
        let relation;
        while (take(semicolon)) {
            const name = take(token)?.[0].toLowerCase();
            const value = take(equals) ? takeValue(bare) : '';
            // The first one counts (RFC 8288, section 3.3).
            if (name === 'rel')
                relation ??= value;
        }
        links.push({ target: address, relation });
    } while (take(comma));
    take(start);
    return { links, isWhole: isAtEnd() };
}

;// CONCATENATED MODULE: ./lib/registry/lists/pages.js





/** A list that is longer than this has no end (oras-project/oras-go#1215). */
const pages_maxPages = 1000;
/**
 * Reads the pages of a list, of which the first was asked for and answered. A page is at most 4 MiB; the next one is
 * where the header `Link` says, as long as that is at the registry: another host may not be asked with our rights.
 *
 * @param onwards is asked, once a page was worked with, for the address of the next one where `Link` names none;
 * `isCut` says that there is a `Link`, but not a readable one. Without it such a list fails with REGISTRY: it may well
 * be longer.
 */
async function* pages(send, request, response, what, onwards) {
    const seen = new Set([new URL(request.url).href]);
    let current = request;
    let answer = response;
    for (;;) {
        if (answer.status !== 200)
            throw await refusal(current, answer, what);
        yield await (0,verified/* readAll */.yw)(answer.body, what);
        const link = nextLink(answer.headers['link']);
        if (link === 'unreadable' && !onwards) {
            throw new lib_errors/* OciError */.Mf('REGISTRY', `${what} has another page, but its Link header cannot be read`);
        }
        const url = typeof link === 'object'
            ? resolveNext(request.url, answer.url, link.next, what)
            : onwards?.(link === 'unreadable');
        if (url === undefined)
            return;
        if (seen.has(url))
            throw new lib_errors/* OciError */.Mf('REGISTRY', `${what} leads back to an earlier page`);
        if (seen.size === pages_maxPages)
            throw new lib_errors/* OciError */.Mf('TOO_LARGE', `${what} has more than ${pages_maxPages} pages`);
        seen.add(url);
        current = { ...request, url };
        answer = await send(current);
    }
}
/** Resolves a link to a next page; fails with REGISTRY when it is not at the registry. */
function resolveNext(registryUrl, base, link, what) {
    if (!URL.canParse(link, base))
        throw new lib_errors/* OciError */.Mf('REGISTRY', `${what} has a next page without a valid address`);
    const url = new URL(link, base);
    const registry = new URL(registryUrl);
    // Behind a proxy that ends TLS, a registry that was not told of it names the scheme that it sees itself.
    if (/^https?:$/.test(url.protocol) && url.host === registry.host)
        url.protocol = registry.protocol;
    if (url.origin !== registry.origin) {
        throw new lib_errors/* OciError */.Mf('REGISTRY', `${what} continues at ${originOf(url.href)}, which is not the registry: refused`);
    }
    return withoutUser(url);
}

;// CONCATENATED MODULE: ./lib/registry/lists/referrers.js












/** The changes in this process that wait for their turn, by the name of the list. */
const batches = new Map();
/**
 * Statuses of registries without the API: 404 by the specification; go-containerregistry takes 406 for one, and proxies
 * say the others.
 */
const statusesWithoutApi = [400, 404, 405, 406, 501];
/** A list of more is not one that somebody works with. */
const maxReferrers = 100_000;
/**
 * Lists and keeps the referrers of manifests in one repository, by the API or by tags (distribution-spec, "Referrers
 * Tag Schema").
 */
class Referrers {
    #repository;
    /** Undefined until the registry has shown whether it has the API. */
    #hasApi;
    constructor(repository) {
        this.#repository = repository;
    }
    /** Whether the registry has shown that it has no API, whatever it says when it stores a manifest. */
    get isByTag() {
        return this.#hasApi === false;
    }
    /** Lists the manifests with this subject. */
    async *list(subject, signal) {
        const what = `The list of referrers of ${this.#repository.name}@${subject.digest}`;
        const seen = new Set();
        for await (const entries of this.#lists(subject, what, signal)) {
            for (const entry of entries) {
                if (seen.has(entry.digest))
                    continue;
                if (seen.size === maxReferrers)
                    throw new lib_errors/* OciError */.Mf('TOO_LARGE', `${what} has more than ${maxReferrers} entries`);
                seen.add(entry.digest);
                yield entry;
            }
        }
    }
    /** Puts a manifest that was pushed on the list of its subject, where the registry does not do that by itself. */
    async add(subject, referrer, signal) {
        await this.#keepList(subject, signal, adding(referrer));
    }
    /**
     * Takes a manifest that was deleted off the list of its subject. An empty list stays: its content is that of other
     * lists too.
     */
    async remove(subject, referrer, signal) {
        await this.#keepList(subject, signal, removing(referrer));
    }
    async *#lists(subject, what, signal) {
        const answered = await this.#ask(subject, what, signal);
        if (answered) {
            const send = (request) => this.#repository.send(request);
            for await (const page of pages(send, answered.request, answered.response, what))
                yield entriesOf(page, media_types/* imageIndex */.sS);
            return;
        }
        const content = await this.#readTag(subject, signal);
        if (content && (0,media_types/* isIndexType */.$U)(content.descriptor.mediaType)) {
            yield entriesOf(content.bytes, content.descriptor.mediaType);
        }
    }
    /** Asks the API; undefined when there is none. */
    async #ask({ digest }, what, signal) {
        if (this.#hasApi === false)
            return undefined;
        const request = await this.#repository.request('GET', `referrers/${digest}`, {
            headers: { accept: media_types/* imageIndex */.sS },
            isBuffered: true,
            signal,
        });
        const response = await this.#repository.send(request);
        if (response.status === 200) {
            // A proxy or a web interface may answer any path with a page of its own.
            this.#hasApi = mediaTypeOf(response) === media_types/* imageIndex */.sS;
            if (this.#hasApi)
                return { request, response };
            await discard(response);
            return undefined;
        }
        const error = await refusal(request, response, what);
        if (!statusesWithoutApi.includes(error.status)) {
            throw new lib_errors/* RegistryError */.gl(error.code, error.message, { ...error, cause: error, topic: 'referrers-list' });
        }
        // Who knows that the subject is missing has the API, and may say more when it is there.
        if (!error.errors.some(({ code }) => ['NAME_UNKNOWN', 'MANIFEST_UNKNOWN'].includes(code)))
            this.#hasApi = false;
        return undefined;
    }
    /**
     * Changes the list under the tag, where the registry does not keep it. Changes that come while others of this process
     * have their turn are made in one go: to make sure of them takes as long for many as for one.
     */
    async #keepList(subject, signal, change) {
        const name = `${this.#repository.name}:${(0,digest_tags/* referrersTag */.LN)(subject.digest)}`;
        const what = `The list of referrers ${name}`;
        const answered = await this.#ask(subject, what, signal);
        if (answered)
            return discard(answered.response);
        const batch = batches.get(name);
        if (batch) {
            batch.changes.push(change);
            return batch.done;
        }
        const changes = [change];
        const done = (0,concurrently/* inTurn */.lo)(name, () => {
            batches.delete(name);
            return this.#changeList(subject, what, changes, signal);
        });
        batches.set(name, { changes, done });
        return done;
    }
    /** Changes the list, and puts back what other jobs had on it, unless its manifest is gone. */
    async #changeList(subject, what, changes, signal) {
        let seen = new Map();
        const isThere = new Map();
        const ask = async (entries) => {
            for (const entry of entries) {
                isThere.set(digestIn(entry), await this.#repository.has((0,oci_descriptor/* parseDescriptor */.BA)(entry, what), signal));
            }
            // The list may change while we ask: it is read again.
            return undefined;
        };
        const change = ({ body, entries }) => {
            const next = nextList({ seen, isThere }, entries, changes);
            if ('lost' in next)
                return () => ask(next.lost);
            const { written, unasked } = next;
            ({ seen } = next);
            if (!written)
                return undefined;
            return () => this.#write(subject, { ...body, manifests: written }, what, signal).catch((error) => {
                // docker-registry takes no list with a manifest that was deleted meanwhile, or long ago by who left the list
                // as it was.
                if (!(0,lib_errors/* hasCode */.up)(error, 'NOT_FOUND') || unasked.length === 0)
                    throw error;
                return ask(unasked);
            });
        };
        await (0,settling_list/* settleList */.M)({ what, read: () => this.#readList(subject, what, signal), change }, signal);
    }
    async #readList(subject, what, signal) {
        const content = await this.#readTag(subject, signal);
        if (!content)
            return { body: { schemaVersion: 2, mediaType: media_types/* imageIndex */.sS }, entries: [] };
        const { bytes, descriptor } = content;
        if (descriptor.mediaType !== media_types/* imageIndex */.sS)
            throw new lib_errors/* OciError */.Mf('ARTIFACT', `${what} is not an index: not overwritten`);
        (0,oci_manifest/* parseManifest */.Ng)(bytes, descriptor.mediaType);
        // Checked above, and taken as it is: fields that we do not know stay.
        const { manifests, ...body } = JSON.parse(bytes.toString());
        return { digest: descriptor.digest, body, entries: (manifests ?? []) };
    }
    async #readTag(subject, signal) {
        const content = await (0,lib_errors/* orAbsent */.Re)(this.#repository.manifest((0,digest_tags/* referrersTag */.LN)(subject.digest), signal));
        // GitLab takes the tag for the digest, and gives the subject itself (oras-project/oras-go#1396).
        return content?.descriptor.digest === subject.digest ? undefined : content;
    }
    async #write(subject, list, what, signal) {
        const bytes = Buffer.from(JSON.stringify(list));
        const request = await this.#repository.request('PUT', `manifests/${(0,digest_tags/* referrersTag */.LN)(subject.digest)}`, {
            headers: { 'content-type': media_types/* imageIndex */.sS },
            body: { open: (0,verified/* openBytes */.od)(bytes), size: bytes.byteLength },
            signal,
        });
        const response = await this.#repository.send(request);
        if (!isTakenStatus(response.status))
            throw await refusal(request, response, what);
        await discard(response);
        return (0,oci_descriptor/* describe */.q0)(media_types/* imageIndex */.sS, bytes).digest;
    }
}
function entriesOf(bytes, mediaType) {
    const list = (0,oci_manifest/* parseManifest */.Ng)(bytes, mediaType);
    return list.kind === 'index' ? list.manifests : [];
}

// EXTERNAL MODULE: ./lib/oci/json.js
var json = __nccwpck_require__(3931);
;// CONCATENATED MODULE: ./lib/registry/lists/tags.js





/**
 * The largest known repositories have some 100,000 tags. Sorted as versions, these take 200 MiB, and 150,000 take 275.
 */
const maxTags = 120_000;
/** The page that is asked for: larger ones are refused, as by Amazon ECR. */
const tags_pageSize = 1000;
/**
 * Lists the tags of all pages, each once (distribution-spec, "Listing Tags"); what cannot be a tag is dropped. `Link`
 * is optional in the specification, and go-containerregistry has none: after a full page without it we go on from the
 * last tag, until a page brings nothing new. Registries were seen that honour `n` and ignore `last`: where a page only
 * repeats what is known, the list is asked for once more, without `n`. Others send short pages without `Link`; with
 * `untilSure`, a page that seems the last one is followed by a question too.
 *
 * @param request for the whole list
 */
async function* listTags(send, request, what, { untilSure = false } = {}) {
    const pageAfter = (last) => {
        const url = new URL(request.url);
        url.searchParams.set('n', String(tags_pageSize));
        if (last !== undefined)
            url.searchParams.set('last', last);
        return url.href;
    };
    const seen = new Set();
    let entries = [];
    let last;
    let isNew = false;
    const first = { ...request, url: pageAfter(undefined) };
    let isWhole = false;
    const onwards = (isCut) => {
        const isFull = entries.length >= tags_pageSize;
        if (isWhole)
            return undefined;
        if (isNew)
            return isCut || isFull || untilSure ? pageAfter(last) : undefined;
        // A page that is not full holds all there is, where the registry ignores `last` alone.
        isWhole = isFull;
        return isFull ? request.url : undefined;
    };
    for await (const page of pages(send, first, await send(first), what, onwards)) {
        entries = readTags(page, what);
        isNew = false;
        for (const tag of entries) {
            if (typeof tag !== 'string' || !(0,oci_reference/* isTag */.dz)(tag))
                continue;
            last = tag;
            if (seen.has(tag))
                continue;
            if (seen.size === maxTags)
                throw new lib_errors/* OciError */.Mf('TOO_LARGE', `${what} has more than ${maxTags} tags`);
            isNew = true;
            seen.add(tag);
            yield tag;
        }
    }
}
function readTags(page, what) {
    const text = page.toString();
    (0,json/* checkPieces */.k7)(text, what);
    let body;
    try {
        body = JSON.parse(text);
    }
    catch (error) {
        throw new lib_errors/* OciError */.Mf('REGISTRY', `${what} was answered with something that is not JSON`, { cause: error });
    }
    // docker-registry says `null` once the last tag is gone.
    const tags = (0,oci_descriptor/* isRecord */.u4)(body) ? (body['tags'] ?? []) : undefined;
    if (!Array.isArray(tags))
        throw new lib_errors/* OciError */.Mf('REGISTRY', `${what} was answered without a list of tags`);
    return tags;
}

;// CONCATENATED MODULE: ./lib/registry/manifest-headers.js




/** docker-registry answers 404 to a manifest whose type is not accepted by name, so all are named. */
const acceptManifests = { accept: [...media_types/* manifestTypes */.Fm, '*/*'].join(', ') };
/** Reads `Docker-Content-Digest`: absent from some registries, and when present a second witness that must be sound. */
function contentDigestOf(response, { host }, name) {
    const value = headerOf(response, 'docker-content-digest');
    if (value === undefined || value === '')
        return undefined;
    if (!(0,oci_digest/* isDigest */.Bc)(value))
        throw wrongDigest(host, name, 'an invalid digest');
    if (!(0,oci_digest/* isDigest */.Bc)(name))
        return value;
    // The same bytes have a digest for each algorithm, and are asked for by one of them.
    const isComparable = (0,oci_digest/* partsOf */.CI)(name).algorithm === (0,oci_digest/* partsOf */.CI)(value).algorithm;
    if (isComparable && name !== value)
        throw wrongDigest(host, name, `another digest, ${value},`);
    return name;
}
/** The error for an answer that names something else than was asked for or put. */
function wrongDigest(host, name, what) {
    return new lib_errors/* OciError */.Mf('INTEGRITY', `${host} answered for ${name} with ${what} in Docker-Content-Digest`);
}

;// CONCATENATED MODULE: ./lib/registry/put-manifest.js









/**
 * How often a manifest is sent again that was refused for a blob that is missing: docker-registry 2.8 writes its links
 * in place, so that a blob is not there for a moment when two jobs push the same one (seen with ten at a time).
 */
const maxUnsettled = 2;
/**
 * Puts a manifest under one name, a tag or its digest, and makes sure that it is there.
 *
 * @param riding tags that are to be written with it; only with a digest, and not by every registry
 */
async function putManifest(repository, { descriptor, bytes }, name, riding, signal) {
    const plain = await repository.request('PUT', `manifests/${name}`, {
        headers: { 'content-type': descriptor.mediaType },
        body: { open: (0,verified/* openBytes */.od)(bytes), size: descriptor.size },
        signal,
    });
    const query = riding.map((tag) => ['tag', tag]);
    const request = { ...plain, url: withQuery(plain.url, query) };
    // Its answer may be lost, or be that of a gateway that did not wait: where the name points then decides.
    const findStored = () => repository.resolve(name, signal).then(({ digest }) => ((0,oci_digest/* isDigestOf */._Q)(digest, bytes) ? { digest, tags: [] } : undefined), () => undefined);
    for (let attempt = 0;; attempt += 1) {
        let response;
        try {
            response = await repository.send(request);
        }
        catch (error) {
            const stored = (0,lib_errors/* hasCode */.up)(error, 'NETWORK') ? await findStored() : undefined;
            if (stored)
                return stored;
            throw error;
        }
        if (isTakenStatus(response.status)) {
            await discard(response);
            const digest = storedDigest(response, repository, name, bytes) ?? (await put_manifest_confirm(repository, name, bytes, signal));
            return { digest, tags: tagsIn(response, riding), subject: headerOf(response, 'oci-subject') };
        }
        const stored = isPassingStatus(response.status) ? await findStored() : undefined;
        if (stored) {
            await discard(response);
            return stored;
        }
        const error = await refusal(request, response, `The manifest ${repository.names(name)}`);
        if (attempt === maxUnsettled || !error.errors.some(({ code }) => code === 'MANIFEST_BLOB_UNKNOWN'))
            throw error;
        await (0,lib_time/* pause */.v7)(backoff(attempt), signal);
    }
}
/**
 * Looks whether a manifest is there that was taken without a word on its digest: a gateway may answer 201 and store
 * nothing. Only some registries leave the header out, and they are asked again for a moment, as reads may lag behind
 * writes.
 */
async function put_manifest_confirm(repository, name, bytes, signal) {
    const { host } = repository;
    const request = await repository.request('HEAD', `manifests/${name}`, { headers: acceptManifests, signal });
    for (let attempt = 0;; attempt += 1) {
        const response = await headOrGet((next) => repository.send(next), request);
        if (response.status === 404 && attempt < maxUnsettled) {
            await (0,lib_time/* pause */.v7)(backoff(attempt), signal);
            continue;
        }
        const named = repository.names(name);
        if (response.status === 404)
            throw new lib_errors/* OciError */.Mf('REGISTRY', `${host} took the manifest ${named}, but does not have it`);
        if (response.status !== 200)
            throw await refusal(request, response, named);
        return storedDigest(response, repository, name, bytes) ?? ((0,oci_digest/* isDigest */.Bc)(name) ? name : (0,oci_digest/* digestOf */.ol)(bytes));
    }
}
/** Reads the digest by which the registry names what was put; fails with INTEGRITY when it stored something else. */
function storedDigest(response, repository, name, bytes) {
    const digest = contentDigestOf(response, repository, name);
    if (digest === undefined || (0,oci_digest/* isDigestOf */._Q)(digest, bytes))
        return digest;
    throw wrongDigest(repository.host, name, `another digest, ${digest},`);
}
/** The tags that were written with a manifest, of those that rode along: one header for each, or several in one. */
function tagsIn(response, riding) {
    const written = [response.headers['oci-tag'] ?? []].flat().flatMap((value) => value.split(','));
    return riding.filter((tag) => written.some((each) => each.trim() === tag));
}

;// CONCATENATED MODULE: ./lib/registry/wrapped/redirected.js


/** Registries redirect once, to their storage; some go through a second host. */
const maxRedirects = 5;
/**
 * Follows redirects by hand. Each hop is a request of its own, so that the wrapped function decides again, by the
 * origin it goes to, whether credentials are sent. A body is sent again on 307 and 308.
 */
function redirected(send) {
    return async (request) => {
        let current = request;
        for (let hops = 0;; hops += 1) {
            const response = await send(current);
            const location = redirectOf(current, response);
            if (location === undefined)
                return response;
            await discard(response);
            if (hops === maxRedirects) {
                throw new lib_errors/* OciError */.Mf('REGISTRY', `${new URL(request.url).host} redirected us more than ${maxRedirects} times`);
            }
            current = { ...current, url: resolveLocation(response.url, location) };
        }
    };
}
/**
 * Resolves a `Location` against the URL that answered, keeping its query byte for byte: it may be signed.
 * Refuses what is not HTTP and a step from https to http (GHSA-vh4v-2xq2-g5cg).
 */
function resolveLocation(base, location) {
    let url;
    try {
        url = new URL(location, base);
    }
    catch {
        throw new lib_errors/* OciError */.Mf('REGISTRY', `${new URL(base).host} answered with an invalid Location`);
    }
    if (url.protocol !== 'https:' && (url.protocol !== 'http:' || base.startsWith('https:'))) {
        const from = `${new URL(base).host} (${new URL(base).protocol.slice(0, -1)})`;
        throw new lib_errors/* OciError */.Mf('REGISTRY', `${from} redirected us to ${url.protocol.slice(0, -1)}: refused`);
    }
    return withoutUser(url);
}
function redirectOf({ method }, response) {
    const { status } = response;
    const isRedirect = status === 307 || status === 308 || ([301, 302, 303].includes(status) && (method === 'GET' || method === 'HEAD'));
    return isRedirect ? headerOf(response, 'location') : undefined;
}

;// CONCATENATED MODULE: ./lib/registry/upload/judge.js
const firstAttempt = { failures: 0, furthest: 0, takesChunks: true };
/** Says what a failure means for an upload, by what is known of the host and by what the upload has met itself. */
function judge(attempt, { error, status, kind, bytes }, { offset, minChunk }, { limit, retries }) {
    const { takesChunks, tried, refused = error } = attempt;
    if (kind === 'limit' && takesChunks && limit.sizeBelow(bytes, minChunk) !== undefined) {
        return { next: 'restart', attempt: { ...attempt, refused } };
    }
    const failures = offset > attempt.furthest ? 0 : attempt.failures;
    // Chunks that were only tried are no reason to fail: the content is sent whole again.
    const isFinal = kind === 'unsupported' ? tried === undefined : status === 413;
    if (isFinal || failures >= retries)
        return { next: 'fail', error: kind === 'unsupported' ? refused : error };
    const met = { ...attempt, failures: failures + 1, furthest: Math.max(offset, attempt.furthest), cause: error };
    if (kind === 'unsupported')
        return { next: 'again', attempt: { ...met, takesChunks: false, tried: undefined } };
    if (kind === 'unknown')
        return { next: 'again', attempt: { ...met, isBegunAgain: true } };
    if (kind === 'broken' && takesChunks)
        met.tried = limit.sizeToTry(bytes, minChunk) ?? tried;
    return { next: offset > 0 && kind !== 'spoiled' ? 'resume' : 'again', attempt: met };
}
/** Content that is larger than this is sent in chunks of this size. */
function chunkSizeOf({ takesChunks, tried = Number.POSITIVE_INFINITY }, { minChunk }, { limit }) {
    return takesChunks ? Math.max(Math.min(limit.size, tried), minChunk) : Number.POSITIVE_INFINITY;
}

;// CONCATENATED MODULE: ./lib/registry/upload/pieces.js

/**
 * Cuts content into pieces without holding them in memory. Pieces that follow each other are read in one go, so that a
 * check at the end of the content sees all of it; a piece that is asked for again is found by reading from the start.
 */
class Pieces {
    #open;
    #size;
    #reading;
    constructor(open, size) {
        this.#open = open;
        this.#size = size;
    }
    /** An opener of the bytes from `start` up to, not including, `end`. */
    piece(start, end) {
        return async () => this.#chunks(start, end);
    }
    /** Reads to the end of the content when all its pieces were read: fails when it is not what it should be. */
    async finish() {
        const reading = this.#reading;
        if (reading === undefined || reading.isBusy || reading.position !== this.#size)
            return;
        const more = await readSome(reading, 1);
        this.#reading = undefined;
        if (more === undefined)
            return;
        await pieces_close(reading);
        throw new lib_errors/* OciError */.Mf('INTEGRITY', `Content of ${this.#size} bytes grew while it was sent`);
    }
    /** Gives up what is open. */
    close() {
        if (this.#reading)
            void pieces_close(this.#reading);
        this.#reading = undefined;
    }
    async *#chunks(start, end) {
        const reading = await this.#readFrom(start);
        while (reading.position < end) {
            const chunk = await readSome(reading, end - reading.position);
            // Whoever counts the bytes finds out that there are too few.
            if (chunk === undefined)
                return;
            yield chunk;
        }
        reading.isBusy = false;
    }
    async #readFrom(start) {
        const held = this.#reading;
        if (held && !held.isBusy && held.position === start) {
            held.isBusy = true;
            return held;
        }
        // The connection that was reading it may hold on to it for a moment.
        if (held)
            void pieces_close(held);
        const iterator = (await this.#open())[Symbol.asyncIterator]();
        const reading = { iterator, rest: new Uint8Array(), position: 0, isBusy: true };
        this.#reading = reading;
        while (reading.position < start && (await readSome(reading, start - reading.position)) !== undefined)
            ;
        return reading;
    }
}
async function pieces_close({ iterator }) {
    // Whatever it says: nobody wants the rest.
    await Promise.resolve(iterator.return?.()).catch(() => { });
}
async function readSome(reading, limit) {
    while (reading.rest.byteLength === 0) {
        const next = await reading.iterator.next();
        if (next.done)
            return undefined;
        reading.rest = next.value;
    }
    const chunk = reading.rest.subarray(0, limit);
    reading.rest = reading.rest.subarray(chunk.byteLength);
    reading.position += chunk.byteLength;
    return chunk;
}

;// CONCATENATED MODULE: ./lib/registry/upload/upload-session.js





/** Bytes of any kind. */
const octets = { 'content-type': 'application/octet-stream' };
/** A registry may ask for chunks of this size at the least, not more, as in regclient. */
const maxMinChunk = 1024 * 1024 * 1024;
/** How registries without chunks answer to a PATCH, or to the PUT after several of them. */
const unsupportedStatuses = new Set([400, 405, 411, 415, 501]);
/**
 * Sends content, or what is left of it, through a session: one PUT, or a PATCH for each chunk and an empty PUT, as
 * Docker ends its uploads. Gives undefined when the blob is stored.
 */
async function sendContent(session, { descriptor, open, what }, pieces, { chunkSize, failures, isBegunAgain }) {
    const { sendOnce, limit } = session.connection;
    const isWhole = session.offset === 0 && descriptor.size <= chunkSize;
    const isTakenUp = session.takenUpAt !== undefined;
    for (;;) {
        const isLast = isWhole || session.offset === descriptor.size;
        const end = isWhole ? descriptor.size : Math.min(session.offset + chunkSize, descriptor.size);
        const bytes = end - (isWhole ? 0 : session.offset);
        if (isLast && !isWhole)
            await pieces.finish();
        const request = isLast
            ? closing(session, descriptor, isWhole ? { open, size: descriptor.size } : undefined)
            : chunk(session, { open: pieces.piece(session.offset, end), size: bytes }, end);
        session.sent = Math.max(session.sent, end);
        const fail = (kind, error, status = 0) => {
            return { error, status, kind, bytes, isMaybeStored: isLast && kind !== 'spoiled' && kind !== 'unknown' };
        };
        let response;
        try {
            response = await sendOnce(failures === 0 ? request : { ...request, attempt: failures + 1 });
        }
        catch (error) {
            if (!isPassing(error))
                throw error;
            return fail(isCut(error) ? 'broken' : 'passing', error);
        }
        const { status } = response;
        if (isLast ? isStoredStatus(status) : isTakenStatus(status)) {
            await discard(response);
            limit.notePassed(bytes);
            if (isLast)
                return undefined;
            session.offset = end;
            moveOn(session, response);
            const held = heldBytes(response) ?? 0;
            // distribution 3.1.2 with its memory driver: the broken request is still being written when the next one comes.
            if (!isTakenUp || held <= end)
                continue;
            const { host } = new URL(response.url);
            const problem = `${host} says that it has ${held} bytes, of which only ${end} were sent`;
            return fail('spoiled', new lib_errors/* OciError */.Mf('REGISTRY', `The upload ${what}: ${problem}`));
        }
        const error = await refusal(request, response, `The upload ${what}`);
        const isSpoiled = isTakenUp && (unsupportedStatuses.has(status) || (0,lib_errors/* hasCode */.up)(error, 'INTEGRITY'));
        if (isSpoiled)
            return fail('spoiled', error, status);
        if (!isBegunAgain && isUnknownSession(error))
            return fail('unknown', error, status);
        // GHCR answers 416 to a chunk that is too large; later in the content it means that the session is out of step.
        const isLimit = status === 413 || (status === 416 && session.offset === 0);
        if (isLimit)
            return fail('limit', error, status);
        if (!isWhole && unsupportedStatuses.has(status))
            return fail('unsupported', error, status);
        // 404 and 416: the session is gone or out of step, as after a cut transfer (docker-registry 2.8).
        if (!isPassingFault(response) && status !== 404 && status !== 416)
            throw error;
        return fail('passing', error, status);
    }
}
/**
 * Reports whether a registry cannot read the state of a session: one of several replicas made it, and another one with
 * another secret was asked (distribution, `http.secret`).
 */
function isUnknownSession({ status, errors }) {
    return status === 400 && errors.some(({ code }) => code === 'BLOB_UPLOAD_INVALID');
}
/**
 * Asks a registry, once, how much of a broken session it has, and lets the session go on from there. Gives false when
 * there is no way on: docker-registry 2.8 forgets the session, ECR has no such answer, and Gitea 1.27.3 answers 500 to
 * whatever follows a chunk that broke, so that a session which got no further since it was taken up is given up.
 *
 * @param refused the status that the last request was answered with; only after a 416 may the registry have less than
 * it took
 */
async function takeUp(session, refused) {
    const { access, signal } = session.request;
    const status = { method: 'GET', url: session.url, signal, access };
    try {
        const response = await session.connection.sendOnce(status);
        await discard(response);
        const offset = heldBytes(response);
        // An empty session has the same range as one of one byte, 0-0.
        if (![200, 202, 204].includes(response.status) || offset === undefined || offset === 1)
            return false;
        if (offset > session.sent || (offset < session.offset && refused !== 416))
            return false;
        if (offset <= (session.takenUpAt ?? 0))
            return false;
        session.offset = offset;
        session.takenUpAt = offset;
        moveOn(session, response);
        return true;
    }
    catch {
        signal?.throwIfAborted();
        return false;
    }
}
/**
 * Lets the registry forget a session that is not used any more; whether it does is its own affair. docker-registry
 * wants a right for it that uploads do not have, where there are tokens.
 */
async function cancel({ connection, request: { access, signal }, url }) {
    if (signal?.aborted)
        return;
    const patience = AbortSignal.timeout(2_000);
    try {
        const request = {
            method: 'DELETE',
            url,
            isBestEffort: true,
            signal: signal ? AbortSignal.any([signal, patience]) : patience,
            access,
        };
        await discard(await connection.sendOnce(request));
    }
    catch {
        // The reason why the session was given up is the one to tell.
    }
}
function chunk({ request, url, offset }, body, end) {
    // Without `bytes`, as the specification has it; ACR refuses the other form (dotnet/sdk-container-builds#258).
    const headers = { ...octets, 'content-range': `${offset}-${end - 1}` };
    return { ...request, method: 'PATCH', url, headers, body };
}
/** The PUT that ends a session. */
function closing({ request, url }, { digest }, body) {
    // What comes from a store is verified by it, and the registry compares the digest once more.
    return { ...request, method: 'PUT', url: withQuery(url, [['digest', digest]]), headers: octets, body };
}
/** How many bytes a session has by an answer; undefined when it does not say. */
function heldBytes(response) {
    const [, last] = /^(?:bytes=)?0-(\d{1,15})$/.exec(headerOf(response, 'range') ?? '') ?? [];
    return last === undefined ? undefined : Number(last) + 1;
}
/** Takes the newest Location of a session from an answer. */
function moveOn(session, response) {
    const location = headerOf(response, 'location');
    if (location !== undefined)
        session.url = resolveLocation(response.url, location);
}
function isCut({ cause }) {
    return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes((0,lib_errors/* systemCodeOf */.c7)(cause));
}

;// CONCATENATED MODULE: ./lib/registry/upload/upload.js











/**
 * Uploads a blob by POST and one PUT that streams the content; tells whether the registry mounted it instead. Where
 * such a body is refused for its size, or breaks the connection, the content goes in chunks. What is broken is taken up
 * where the registry can do that, and else repeated from the start in a new session, after a headOrGet whether the blob
 * arrived all the same: a lost answer is not a lost upload.
 */
async function upload(connection, blob) {
    const { descriptor, open, mountFrom } = blob;
    const pieces = new Pieces(open, descriptor.size);
    let mount = mountFrom === undefined ? undefined : { repository: mountFrom, digest: descriptor.digest };
    let attempt = firstAttempt;
    try {
        while (attempt) {
            const session = await recover(attempt.cause, () => startSession(connection, blob.request, blob.what, mount));
            if (session === undefined)
                return 'mounted';
            mount = undefined;
            try {
                attempt = await attemptIn(session, blob, pieces, attempt);
            }
            catch (error) {
                await cancel(session);
                throw error;
            }
            if (attempt)
                await cancel(session);
        }
        return 'uploaded';
    }
    finally {
        pieces.close();
    }
}
/**
 * Sends content through one session, which is taken up as long as that goes. Gives what the next session begins with;
 * undefined when the blob is stored.
 */
async function attemptIn(session, blob, pieces, begun) {
    const { connection } = session;
    const { limit, retries, onWait } = connection;
    let attempt = begun;
    for (;;) {
        const start = (0,lib_time/* clock */.pm)();
        const chunkSize = chunkSizeOf(attempt, session, connection);
        const failure = await sendContent(session, blob, pieces, { ...attempt, chunkSize });
        if (failure === undefined) {
            // Other uploads profit from what was tried.
            if (attempt.tried !== undefined)
                limit.noteTried(attempt.tried);
            return undefined;
        }
        const verdict = judge(attempt, failure, session, connection);
        if (verdict.next === 'fail') {
            if (isAnswerLost(failure) && (await isStored(connection, blob).catch(() => false)))
                return undefined;
            throw verdict.error;
        }
        attempt = verdict.attempt;
        if (verdict.next === 'restart') {
            limit.noteRefused(failure.bytes, session.minChunk, failure.status);
            return attempt;
        }
        const wait = backoff(attempt.failures - 1);
        const reason = waits_reasonOf(failure.error, session.url);
        tellAttempt(onWait, reason, { next: attempt.failures + 1, all: retries + 1, wait, start });
        await (0,lib_time/* pause */.v7)(wait, blob.request.signal);
        if (failure.isMaybeStored && (await recover(attempt.cause, () => isStored(connection, blob))))
            return undefined;
        if (verdict.next === 'again' || !(await takeUp(session, failure.status)))
            return attempt;
    }
}
/** Tells whether the answer to the last request was lost, on the way or by a gateway: the blob may well be there. */
function isAnswerLost({ isMaybeStored, status }) {
    return isMaybeStored && [0, 502, 504].includes(status);
}
/**
 * Does a step on the way from a failure to the next attempt; when the step fails in such a way too, the first failure
 * is the one to tell.
 */
async function recover(cause, step) {
    try {
        return await step();
    }
    catch (error) {
        const isAlike = (0,lib_errors/* hasCode */.up)(error, 'NETWORK') || (error instanceof lib_errors/* RegistryError */.gl && isPassingStatus(error.status));
        throw cause && isAlike ? cause : error;
    }
}
/** Starts a session; undefined when the registry mounted the blob from the repository that may have it. */
async function startSession(connection, request, what, mountFrom, isBegunAgain = false) {
    const isMount = mountFrom !== undefined && !connection.unmountable.has(mountFrom.repository);
    const post = isMount ? mounting(request, mountFrom) : request;
    const response = await connection.send(post).catch((error) => {
        // The token server, which may have another opinion of the other repository.
        if (isMount && error instanceof lib_errors/* RegistryError */.gl && error.code !== 'RATE_LIMITED')
            return error;
        throw error;
    });
    if (!(response instanceof lib_errors/* RegistryError */.gl)) {
        if (response.status === 201 && isMount) {
            await discard(response);
            return undefined;
        }
        if (response.status === 202) {
            const { url, minChunk } = await upload_startOf(response, what);
            return { connection, request, url, minChunk, offset: 0, sent: 0 };
        }
        if (!isMount || response.status === 429) {
            const error = await refusal(post, response, `The upload ${what}`);
            if (isBegunAgain || connection.retries === 0 || !isUnknownSession(error))
                throw error;
            return startSession(connection, request, what, undefined, true);
        }
        await discard(response);
    }
    // Who may not read the other repository can still send the bytes (google/go-containerregistry#1681). It is so for all
    // of its blobs, and some token servers read one scope alone, our own (adxgun/registry-auth).
    if (isMount && [401, 403].includes(response.status))
        connection.unmountable.add(mountFrom.repository);
    return startSession(connection, request, what);
}
/** Makes of the request for an upload one that mounts a blob from another repository, where the registry does that. */
function mounting(request, { repository, digest }) {
    const url = withQuery(request.url, [
        ['mount', digest],
        ['from', repository],
    ]);
    return { ...request, url, access: request.access && { ...request.access, alsoPull: repository } };
}
/** Reads where a session goes on, and what it asks for. */
async function upload_startOf(response, what) {
    await discard(response);
    const location = headerOf(response, 'location');
    if (location === undefined)
        throw new lib_errors/* OciError */.Mf('REGISTRY', `The upload ${what} was given no Location`);
    const [least = '0'] = /^\d{1,15}$/.exec(headerOf(response, 'oci-chunk-min-length') ?? '') ?? [];
    return { url: resolveLocation(response.url, location), minChunk: Math.min(Number(least), maxMinChunk) };
}
async function isStored({ send }, { request, blobUrl }) {
    return (await headOrGet(send, { ...request, url: blobUrl })).status === 200;
}

;// CONCATENATED MODULE: ./lib/registry/upload/upload-ahead.js




/**
 * Sends a blob while its digest is being computed: in one PATCH without `Content-Range`, as Docker sends all layers. It
 * is an attempt: whatever goes wrong, nothing is repeated, and the blob is uploaded in the usual way, with all that it
 * knows of limits and broken connections. The registry compares the digest at the end.
 */
function uploadAhead(connect, post, content, what, signal) {
    const controller = new AbortController();
    const own = AbortSignal.any([signal, controller.signal]);
    let session;
    const send = async () => {
        const connection = await connect();
        // What is known of the host's limits says that it would be refused.
        if (content.size > connection.limit.size)
            return false;
        const request = { ...(await post), signal: own };
        const begun = await startSession(connection, request, what);
        if (begun === undefined)
            return false;
        session = { ...begun, request: { ...request, signal } };
        const { url } = begun;
        const response = await connection.sendOnce({ ...request, method: 'PATCH', url, headers: octets, body: content });
        await discard(response);
        moveOn(session, response);
        return isTakenStatus(response.status);
    };
    const isSent = send().catch(() => false);
    const end = async () => {
        controller.abort();
        await isSent;
        if (session)
            await cancel(session);
        session = undefined;
    };
    return {
        async commit(descriptor) {
            try {
                if ((await isSent) && session) {
                    const response = await session.connection.sendOnce(closing(session, descriptor));
                    await discard(response);
                    if (isStoredStatus(response.status))
                        return true;
                }
            }
            catch {
                // The usual way finds out what is wrong, and says so.
            }
            await end();
            return false;
        },
        cancel: end,
    };
}

;// CONCATENATED MODULE: ./lib/registry/registry-store.js



















/** How many tags ride along with a manifest: as many as the specification asks of a registry that takes any. */
const maxRiding = 10;
/** One repository of a registry (distribution-spec 1.1). */
class RegistryStore {
    location;
    #connect;
    #rights;
    #repository;
    #referrers;
    #hasAskedForWords = false;
    constructor(location, rights, connect) {
        this.location = location;
        this.#rights = rights;
        this.#connect = connect;
        this.#repository = {
            host: location.host,
            name: this.#repositoryName,
            names: (name) => this.#names(name),
            request: (...parameters) => this.#request(...parameters),
            send: (request) => this.#send(request),
            resolve: (name, signal) => this.resolve(name, signal),
            manifest: (name, signal) => this.manifest(name, signal),
            has: (descriptor, signal) => this.has(descriptor, signal),
        };
        this.#referrers = new Referrers(this.#repository);
    }
    async resolve(name, signal) {
        const request = await this.#request('HEAD', `manifests/${name}`, { headers: acceptManifests, signal });
        const response = await this.#send(request);
        await discard(response);
        if (response.status === 200) {
            const mediaType = mediaTypeOf(response);
            const digest = contentDigestOf(response, this.#repository, name);
            const size = Number(headerOf(response, 'content-length'));
            if (digest && (0,media_types/* isManifestType */.Q3)(mediaType) && Number.isSafeInteger(size) && size > 0)
                return { mediaType, digest, size };
        }
        else if (response.status !== 405) {
            throw await this.#refusalOf(request, response, this.#names(name));
        }
        // Older registries answer HEAD without a digest, or not at all.
        return (await this.manifest(name, signal)).descriptor;
    }
    async manifest(name, signal) {
        const request = await this.#request('GET', `manifests/${name}`, {
            headers: acceptManifests,
            isBuffered: true,
            signal,
        });
        const response = await this.#send(request);
        if (response.status !== 200)
            throw await refusal(request, response, this.#names(name));
        const bytes = await (0,verified/* readAll */.yw)(response.body, `The manifest ${name}`);
        const mediaType = mediaTypeOf(response) || (0,oci_manifest/* ownTypeOf */.GD)(bytes);
        if (!(0,media_types/* isManifestType */.Q3)(mediaType))
            throw this.#noManifest(name, mediaType);
        const digest = contentDigestOf(response, this.#repository, name) ?? ((0,oci_digest/* isDigest */.Bc)(name) ? name : (0,oci_digest/* digestOf */.ol)(bytes));
        const hash = (0,oci_digest/* startHash */.LC)(digest);
        hash.update(bytes);
        const actual = hash.finish();
        if (actual !== digest)
            throw new lib_errors/* OciError */.Mf('INTEGRITY', `${this.#names(name)} is named ${digest}, but it is ${actual}`);
        return (0,content/* contentOf */.$E)({ mediaType, digest, size: bytes.byteLength }, bytes);
    }
    async fetch(descriptor, signal) {
        const { digest } = descriptor;
        const request = await this.#requestFor('GET', descriptor, signal);
        const { send, retries, onWait } = await this.#connect();
        const what = this.#names(digest);
        return (0,verified/* verified */.zr)(await download(send, request, { descriptor, retries, onWait, what }), descriptor);
    }
    async has(descriptor, signal) {
        const { digest } = descriptor;
        const request = await this.#requestFor('HEAD', descriptor, signal);
        const response = await headOrGet((next) => this.#send(next), request);
        // By the specification, 400 is the answer to a digest whose algorithm is not known.
        if (response.status === 404 || (response.status === 400 && !isSha256(digest)))
            return false;
        if (response.status === 200)
            return true;
        throw await refusal(request, response, this.#names(digest));
    }
    async push(descriptor, open, options = {}) {
        const { digest, mediaType } = descriptor;
        const { tags = [], from, onMounted, signal } = options;
        try {
            if ((0,media_types/* isManifestType */.Q3)(mediaType))
                return await this.#pushManifest(descriptor, open, options);
            const request = await this.#request('POST', 'blobs/uploads/', { signal });
            const outcome = await upload(await this.#connect(), {
                // The registry may compute the digest while the content comes in, which takes the right algorithm.
                request: isSha256(digest)
                    ? request
                    : { ...request, url: withQuery(request.url, [['digest-algorithm', (0,oci_digest/* partsOf */.CI)(digest).algorithm]]) },
                blobUrl: (await this.#request('HEAD', `blobs/${digest}`)).url,
                descriptor,
                open,
                mountFrom: from?.host === this.location.host ? from.repository : undefined,
                what: `${registry_store_nameOf(descriptor)}to ${this.#repositoryName}`,
            });
            if (outcome === 'mounted')
                onMounted?.();
        }
        catch (error) {
            if (tags.length > 0 || !isRefusedAlgorithm(error, digest))
                throw error;
            const { algorithm } = (0,oci_digest/* partsOf */.CI)(digest);
            const why = `${this.location.host} does not seem to take content by its ${algorithm}`;
            throw new lib_errors/* RegistryError */.gl('UNSUPPORTED', `${why}. ${error.message}`, { ...error, cause: error, topic: 'sha512' });
        }
    }
    sendAhead(content, signal) {
        const post = this.#request('POST', 'blobs/uploads/');
        // Without a connection there is no upload either.
        post.catch(() => { });
        return uploadAhead(this.#connect, post, content, `a blob to ${this.#repositoryName}`, signal);
    }
    async *tags(signal, options) {
        const request = await this.#request('GET', 'tags/list', { isBuffered: true, signal });
        yield* listTags((next) => this.#send(next), request, `The list of tags of ${this.#repositoryName}`, options);
    }
    referrers(subject, signal) {
        return this.#referrers.list(subject, signal);
    }
    /** Where the registry has no referrers API, a manifest also leaves the list of its subject's referrers. */
    async delete(name, signal) {
        const { subject } = ((0,oci_digest/* isDigest */.Bc)(name) && (await this.#readManifest(name, signal))) || {};
        const request = await this.#request('DELETE', `manifests/${name}`, { signal });
        const response = await this.#send(request);
        // docker-registry 2.8 answers 500 when it has removed a manifest and cannot read the tags, as while one is being
        // written.
        const isGone = response.status === 404 && response.isRepeated;
        // 202 by the specification.
        if (![200, 202, 204].includes(response.status) && !isGone) {
            const error = await refusal(request, response, this.#names(name));
            // docker-registry takes a tag for a malformed digest.
            const isNoTagDelete = !(0,oci_digest/* isDigest */.Bc)(name) && error.status === 400 && (0,lib_errors/* hasCode */.up)(error, 'INTEGRITY', 'REGISTRY');
            if (isNoTagDelete)
                throw new lib_errors/* RegistryError */.gl('UNSUPPORTED', error.message, error);
            throw (0,oci_digest/* isDigest */.Bc)(name) && error.status === 405 ? await this.#withReason(error, signal) : error;
        }
        await discard(response);
        if (subject && (0,oci_digest/* isDigest */.Bc)(name))
            await this.#referrers.remove(subject, name, signal);
    }
    /**
     * Tells apart why a delete is answered with 405: distribution 3 does so where deletes are off, in a cache and in
     * maintenance. In the last two, an upload is refused too; one that is begun is given up.
     */
    async #withReason(error, signal) {
        const post = await this.#request('POST', 'blobs/uploads/', { signal });
        let topic = 'deletes-off';
        try {
            const session = await startSession(await this.#connect(), post, '');
            if (session)
                await cancel(session);
        }
        catch (refused) {
            if (!(refused instanceof lib_errors/* RegistryError */.gl && refused.status === 405))
                return error;
            topic = 'no-writes';
        }
        return new lib_errors/* RegistryError */.gl(error.code, error.message, { ...error, cause: error, topic });
    }
    /** Reads a manifest that is to be deleted; one that cannot be read is deleted all the same. */
    async #readManifest(name, signal) {
        try {
            const { bytes, descriptor } = await this.manifest(name, signal);
            return parsedOrNone(bytes, descriptor.mediaType);
        }
        catch (error) {
            if ((0,lib_errors/* hasCode */.up)(error, 'ARTIFACT', 'INTEGRITY', 'NOT_FOUND', 'TOO_LARGE'))
                return undefined;
            throw error;
        }
    }
    /**
     * Puts a manifest under its tags. One whose digest is not a sha256 is put by it first: by a tag alone a registry
     * would name it by sha256. Its tags ride along, and those that the answer does not name are written one by one. By
     * sha256, several tags ride along only where the registry has shown that it takes them: elsewhere, to try it would be
     * a request more.
     *
     * @see https://github.com/opencontainers/distribution-spec/pull/600
     */
    async #pushManifest(descriptor, open, { tags = [], onTagged, signal }) {
        const { digest, mediaType } = descriptor;
        const bytes = await (0,verified/* readAll */.yw)((0,verified/* verified */.zr)(await open(), descriptor), `The manifest ${digest}`);
        const manifest = parsedOrNone(bytes, mediaType);
        let isListed = false;
        const put = async (name, riding = []) => {
            const stored = await putManifest(this.#repository, { descriptor, bytes }, name, riding, signal);
            const isListedThere = stored.subject === manifest?.subject?.digest && !this.#referrers.isByTag;
            if (manifest?.subject && !isListed && !isListedThere) {
                await this.#referrers.add(manifest.subject, (0,oci_manifest/* describeReferrer */.Xi)(descriptor, manifest), signal);
            }
            isListed = true;
            return stored;
        };
        const putByDigest = async (riding) => {
            try {
                return (await put(digest, riding)).tags;
            }
            catch (error) {
                if (tags.length === 0 || !isRefusedAlgorithm(error, digest))
                    throw error;
                return [];
            }
        };
        const connection = await this.#connect();
        let ahead = tags;
        const alone = [];
        let isByDigest = tags.length === 0 || !isSha256(digest) || (tags.length > 1 && connection.takesTags);
        while (isByDigest) {
            const riding = ahead.slice(0, maxRiding);
            const written = await putByDigest(riding);
            for (const tag of written)
                onTagged?.(tag, digest);
            alone.push(...riding.filter((tag) => !written.includes(tag)));
            ahead = ahead.slice(maxRiding);
            connection.takesTags ||= written.length > 0;
            isByDigest = written.length > 0 && ahead.length > 0;
        }
        for (const tag of [...alone, ...ahead]) {
            const stored = await put(tag);
            onTagged?.(tag, stored.digest);
        }
    }
    /** A request for a manifest or a blob by its digest. */
    #requestFor(method, { mediaType, digest }, signal) {
        return (0,media_types/* isManifestType */.Q3)(mediaType)
            ? this.#request(method, `manifests/${digest}`, { headers: { accept: mediaType }, signal })
            : this.#request(method, `blobs/${digest}`, { headers: {}, signal });
    }
    async #request(method, path, rest = {}) {
        const { url } = await this.#connect();
        const { repository } = this.location;
        return {
            method,
            url: `${url}/v2/${repository}/${path}`,
            access: { repository, ...this.#rights },
            ...rest,
        };
    }
    async #send(request) {
        return (await this.#connect()).send(request);
    }
    /**
     * Describes the refusal of a HEAD, which has no words: these are asked for once by a GET. Gitea tells in them what is
     * wrong with a name, zot which policy forbids it, and Harbor that there is no such project.
     */
    async #refusalOf(request, response, what) {
        const { status, isLoginTaken } = response;
        const first = await refusal(request, response, what);
        if (this.#hasAskedForWords || !([400, 403].includes(status) || (status === 401 && isLoginTaken)))
            return first;
        this.#hasAskedForWords = true;
        const get = { ...request, method: 'GET', isBuffered: false, isBestEffort: true };
        // The first answer counts where there is no second one.
        const second = await this.#send(get).catch(() => undefined);
        if (second?.status !== status) {
            if (second)
                await discard(second);
            return first;
        }
        return refusal(get, second, what);
    }
    #noManifest(name, mediaType) {
        const { host } = this.location;
        const retired = media_types/* retiredManifests */.qY.get(mediaType);
        if (retired)
            return new lib_errors/* OciError */.Mf('ARTIFACT', `${this.#names(name)} is ${retired} (${mediaType}): not supported`, {
                topic: 'retired-format',
            });
        return /html/.test(mediaType)
            ? new lib_errors/* OciError */.Mf('REGISTRY', `${host} answered for ${name} with an HTML page: it does not behave like a registry`, {
                topic: 'html-page',
            })
            : new lib_errors/* OciError */.Mf('ARTIFACT', `${this.#names(name)} was served as ${mediaType || 'no media type'}, not as a manifest`);
    }
    #names(name) {
        return `${this.#repositoryName}${(0,oci_digest/* isDigest */.Bc)(name) ? '@' : ':'}${name}`;
    }
    get #repositoryName() {
        return `${this.location.host}/${this.location.repository}`;
    }
}
/** Reads a manifest; one that we do not understand has no subject for us, and is the registry's to judge. */
function parsedOrNone(bytes, mediaType) {
    try {
        return (0,oci_manifest/* parseManifest */.Ng)(bytes, mediaType);
    }
    catch (error) {
        if ((0,lib_errors/* hasCode */.up)(error, 'ARTIFACT'))
            return undefined;
        throw error;
    }
}
function isSha256(digest) {
    return (0,oci_digest/* partsOf */.CI)(digest).algorithm === 'sha256';
}
/**
 * Tells whether content was refused for the algorithm of its digest, as far as that can be told: 400 by the
 * specification, with DIGEST_INVALID in distribution and NAME_INVALID in go-containerregistry.
 */
function isRefusedAlgorithm(error, digest) {
    if (isSha256(digest) || !(error instanceof lib_errors/* RegistryError */.gl) || error.status !== 400)
        return false;
    return !(0,lib_errors/* hasCode */.up)(error, 'NOT_FOUND');
}
/** Names content for messages: a file by its title, and the empty config, which is in most artifacts, not at all. */
function registry_store_nameOf({ digest, annotations = {} }) {
    if (digest === oci_descriptor/* emptyJson */.Gu.digest)
        return '';
    const title = annotations['org.opencontainers.image.title'];
    return title === undefined ? `of ${digest} ` : `of ${JSON.stringify((0,cut_text/* cutText */.IN)(title, 200, '…'))} `;
}

;// CONCATENATED MODULE: ./lib/registry/wrapped/buffered.js




/**
 * Reads an answer that is wanted as a whole before it gives it back: one that breaks off fails with NETWORK, like one
 * that never came, and is asked for again by what is wrapped around. What is longer than a manifest may be is cut after
 * the first byte too many, by which the reader knows; `limit` is for what is not a manifest.
 *
 * @param deadline milliseconds for the whole body
 */
function buffered(send, deadline, limit = oci_manifest/* maxManifestBytes */.rq) {
    return async (request) => {
        const response = await send(request);
        if (!request.isBuffered)
            return response;
        try {
            const bytes = await readShort(response, limit, deadline * Math.max(1, limit / oci_manifest/* maxManifestBytes */.rq));
            return { ...response, body: await (0,verified/* openBytes */.od)(bytes)() };
        }
        catch (error) {
            request.signal?.throwIfAborted();
            throw networkError(response.url, error, 'broken-connection');
        }
    };
}

;// CONCATENATED MODULE: ./lib/registry/wrapped/logged.js


/**
 * Reports each request to an observer: method, URL without query, status or failure, milliseconds, bytes, and which
 * attempt it was.
 */
function logged(send, observe) {
    if (!observe)
        return send;
    return async (request) => {
        // `performance` would load a part of Node that nothing else of ours needs.
        const start = process.hrtime.bigint();
        const line = (end, bytes) => observe([
            `${request.method} ${withoutQuery(request.url)} ${end} ${(process.hrtime.bigint() - start) / 1000000n} ms`,
            ...(bytes > 0 ? [`${bytes} bytes`] : []),
            ...(request.attempt === undefined ? [] : [`attempt ${request.attempt}`]),
        ].join(', '));
        try {
            const response = await send(request);
            line(String(response.status), bytesOf(request, response));
            return response;
        }
        catch (error) {
            line(`failed (${(0,lib_errors/* messageOf */.bD)(error)})`, request.body?.size ?? 0);
            throw error;
        }
    };
}
/** The bytes that were sent, or else those that the answer says will come. */
function bytesOf({ method, body }, response) {
    const announced = headerOf(response, 'content-length') ?? '';
    if (body && body.size > 0)
        return body.size;
    return method !== 'HEAD' && /^\d{1,15}$/.test(announced) ? Number(announced) : 0;
}

;// CONCATENATED MODULE: ./lib/registry/wrapped/pace.js
/**
 * Requests that are under way at a time before the host has answered one, and for how many more an answer makes room.
 * All of them may be refused when the first refusal comes: this keeps it to a few, and costs two round trips at most,
 * once for a host.
 */
const [roomAtFirst, roomOfAnswer] = [8, 1];
/**
 * Milliseconds to look back for the pace at which a host let requests through: longer ago, less may have been asked
 * for.
 */
const memory = 5_000;
/** Of that pace, the part that is tried first. */
const startingPart = 0.8;
/** What is left of a pace that was refused. */
const remainingPart = 0.7;
/** A success makes the pace faster by so many requests a second, so that it grows by 5 % in each second. */
const growth = 0.05;
/** Requests a second; where less was measured, too little is known to go by. */
const slowest = 1;
/**
 * How fast requests to one host may follow each other: freely, until the host refuses one for its rate. Then nothing is
 * sent before the time that it gives, and after that at a pace: a part of the one at which it let requests through,
 * slower with each refusal and faster with each success, as TCP finds out what a line carries. Times are milliseconds
 * of one clock.
 */
class Pace {
    #passed = 0;
    #rate;
    #room = roomAtFirst;
    /** The time between two refusals that are not of one moment; what follows is counted within it. */
    #round = 0;
    #underWay = 0;
    /** When requests got through in the last seconds. */
    #passes = [];
    #opensAt = 0;
    #nextAt = 0;
    /** How often the host was closed, and since when, without anything that got through. */
    #inVain = 0;
    #silentSince;
    /** Requests that got through, in all. */
    get passed() {
        return this.#passed;
    }
    /** Requests a second; undefined as long as nothing is known of a limit. */
    get rate() {
        return this.#rate;
    }
    /** Milliseconds until the next request may go; infinite while it has to wait for an answer to another one. */
    waitAt(now) {
        if (this.#rate === undefined && this.#underWay >= this.#room)
            return Number.POSITIVE_INFINITY;
        return Math.max(0, this.#opensAt - now, this.#nextAt - now);
    }
    /** Notes that a request goes out; gives its round, by which its answer is judged. */
    noteSent(now) {
        this.#underWay += 1;
        if (this.#rate !== undefined)
            this.#nextAt = Math.max(now, this.#nextAt) + 1_000 / this.#rate;
        return this.#round;
    }
    /** Notes that a request has ended, whatever came of it. */
    noteEnded(round) {
        if (round === this.#round)
            this.#underWay -= 1;
    }
    /** Notes that a request got through. */
    notePassed(now) {
        this.#passed += 1;
        this.#room += roomOfAnswer;
        this.#inVain = 0;
        this.#silentSince = undefined;
        if (this.#rate !== undefined)
            this.#rate += growth;
        else
            this.#passes.push(now);
        while ((this.#passes[0] ?? now) < now - memory)
            this.#passes.shift();
    }
    /** Notes that a request was refused, and closes the host for `wait` milliseconds. */
    noteRefused(now, round, wait) {
        this.#silentSince ??= now;
        this.#opensAt = Math.max(this.#opensAt, now + wait);
        // What was under way when another one was refused tells nothing new.
        if (round !== this.#round)
            return;
        // The wait counts too: in all that time, no more would have got through.
        const measured = (this.#passes.length * 1_000) / (this.#opensAt - (this.#passes[0] ?? now));
        const next = this.#rate === undefined ? measured * startingPart : this.#rate * remainingPart;
        this.#rate = next < slowest ? undefined : next;
        this.#nextAt = this.#opensAt;
        // Without a pace it is felt for, from one request at a time on.
        this.#room = 1;
        this.#passes = [];
        this.#round += 1;
        this.#underWay = 0;
        this.#inVain += 1;
    }
    /** How many waits in a row were in vain, before the one that a refusal in this round asks for. */
    waitsInVain(round) {
        return Math.max(0, this.#inVain - (round === this.#round ? 0 : 1));
    }
    /** Milliseconds since the first refusal after which nothing got through. */
    silenceAt(now) {
        return now - (this.#silentSince ?? now);
    }
}

;// CONCATENATED MODULE: ./lib/registry/wrapped/rate-limited.js







/**
 * For so long a host may let nothing through: enough for the 15, 30 and 60 s that GitHub's secondary limit may take.
 */
const maxSilence = 120_000;
/** More than this of a refusal is not read for what it says of the limit. */
const maxBodyBytes = 8 * 1024;
/**
 * Lets requests to a host follow each other as fast as its rate limit lets them through. One that is refused for the
 * rate has done nothing, so the same request is sent again when the host is open. It counts as an attempt, of which
 * there are `retries` more than one, only while nothing of that host gets through. A refusal is the answer when they
 * are used up, or when the host asks for too long a wait. Only a chunk of an upload that a failing server refused is
 * left to its sender. Waits are told once for all who share them.
 */
function rateLimited(send, gates, retries, onWait) {
    return async (request) => {
        const gate = gateOf(gates, new URL(request.url).host);
        const { pace } = gate;
        let attempts = 0;
        let passedBefore;
        for (let number = request.attempt ?? 1;; number += 1) {
            const isAgain = passedBefore !== undefined;
            const isOpen = gate.waiting.length === 0 && pace.waitAt((0,lib_time/* clock */.pm)()) === 0;
            const round = isOpen ? pace.noteSent((0,lib_time/* clock */.pm)()) : await turn(gate, request.signal);
            try {
                const { response, limit } = await readLimit(await send(isAgain ? { ...request, attempt: number } : request));
                if (!limit && response.status < 500)
                    pace.notePassed((0,lib_time/* clock */.pm)());
                const wait = limit && waitOf(limit, pace.waitsInVain(round));
                // Where it is too long a wait, the others may be asked for less.
                if (wait === undefined)
                    return response;
                attempts = passedBefore === pace.passed ? attempts + 1 : 1;
                passedBefore = pace.passed;
                pace.noteRefused((0,lib_time/* clock */.pm)(), round, wait);
                // A server that fails may have stored the chunk, and would append it twice: its sender asks how far the session
                // is.
                const isLeft = request.method === 'PATCH' && isPassingStatus(response.status);
                const isSilent = pace.silenceAt((0,lib_time/* clock */.pm)()) + wait > maxSilence;
                if (!isLeft && (attempts > retries || request.isBestEffort || isSilent))
                    return response;
                tellPause(gate, answerOf(response.url, response.status), wait, onWait);
                if (isLeft)
                    return waitedFor(response);
            }
            finally {
                pace.noteEnded(round);
                admit(gate);
            }
        }
    };
}
/** An answer without the wait it asks for, since the gate sees to that. */
function waitedFor(response) {
    const { 'retry-after': _, ...headers } = response.headers;
    return { ...response, headers };
}
/** Says for how long a host lets nothing through and at what pace requests follow, unless that was just said. */
function tellPause(gate, answer, wait, onWait) {
    const { rate } = gate.pace;
    const inLine = rate === undefined ? 0 : (gate.waiting.length * 1_000) / rate;
    const until = (0,lib_time/* clock */.pm)() + wait + inLine;
    if (wait + inLine < leastTold || until - gate.toldUntil < leastTold)
        return;
    gate.toldUntil = until;
    const then = rate === undefined ? '' : `, then ${Math.round(rate)} a second`;
    onWait?.(`${answer}: next request in ${(0,format_duration/* formatDuration */.a)(wait)}${then}`);
}
function gateOf(gates, host) {
    const gate = gates.get(host) ?? { pace: new Pace(), waiting: [], timer: undefined, toldUntil: 0 };
    gates.set(host, gate);
    return gate;
}
/** Waits for leave to send, behind all who wait already, and gives the round. Fails with the reason of an abort. */
async function turn(gate, signal) {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers();
    const onAbort = () => {
        const place = gate.waiting.indexOf(resolve);
        if (place === -1)
            return;
        gate.waiting.splice(place, 1);
        admit(gate);
        reject(signal?.reason);
    };
    signal?.addEventListener('abort', onAbort);
    gate.waiting.push(resolve);
    admit(gate);
    try {
        return await promise;
    }
    finally {
        signal?.removeEventListener('abort', onAbort);
    }
}
/** Lets go who may go now, and comes back when the next one may. */
function admit(gate) {
    clearTimeout(gate.timer);
    gate.timer = undefined;
    while (gate.waiting.length > 0) {
        const wait = gate.pace.waitAt((0,lib_time/* clock */.pm)());
        if (wait > 0) {
            // An answer comes back by itself.
            if (Number.isFinite(wait))
                gate.timer = setTimeout(() => admit(gate), Math.ceil(wait));
            return;
        }
        gate.waiting.shift()?.(gate.pace.noteSent((0,lib_time/* clock */.pm)()));
    }
}
/** Reads what an answer says of a rate limit; a refusal that was read for it can be read once more. */
async function readLimit(response) {
    // A 403 may say it in its words.
    if (response.status !== 403 && rateLimitOf(response, '') === undefined)
        return { response };
    const bytes = await readShort(response, maxBodyBytes, 2_000).catch(() => Buffer.alloc(0));
    return {
        response: { ...response, body: await (0,verified/* openBytes */.od)(bytes)() },
        limit: rateLimitOf(response, bytes.toString()),
    };
}

;// CONCATENATED MODULE: ./lib/registry/wrapped/warned.js

/** All warnings of a registry together may have so many bytes (distribution-spec, "Warnings"). */
const warned_maxBytes = 4096;
/** Code 299 and a quoted text; the agent is `-`, and there is no date. */
const warning = /(?:^|,)\s*299\s+-\s+"((?:[^"\\]|\\.)*)"/g;
/**
 * Passes on what a registry says in headers such as `Warning: 299 - "this repository moves in May"`: each text once,
 * and not more than the 4,096 bytes that the specification allows. Other hosts on the way, such as storage, are not
 * listened to.
 */
function warned(send, registryUrl, onWarning) {
    if (!onWarning)
        return send;
    const origin = originOf(registryUrl);
    const told = new Set();
    let room = warned_maxBytes;
    return async (request) => {
        const response = await send(request);
        const { warning: lines } = response.headers;
        if (lines === undefined || originOf(response.url) !== origin)
            return response;
        for (const text of [lines].flat().flatMap(readWarnings)) {
            const bytes = Buffer.byteLength(text);
            if (told.has(text) || bytes > room)
                continue;
            told.add(text);
            room -= bytes;
            onWarning(`${new URL(origin).host} warns: ${text}`);
        }
        return response;
    };
}
function readWarnings(line) {
    const texts = [...line.slice(0, warned_maxBytes).matchAll(warning)].map(([, quoted = '']) => quoted.replace(/\\(.)/g, '$1'));
    return texts.filter((text) => text.trim() !== '');
}

;// CONCATENATED MODULE: ./lib/registry/registry.js













/** Docker Hub's registry has another name than the one it is called by (distribution/reference). */
const hostAliases = new Map([
    ['docker.io', 'registry-1.docker.io'],
    ['index.docker.io', 'registry-1.docker.io'],
]);
/** Prepares access to a registry; nothing is sent before the first request. */
function openRegistry(host, options) {
    const connectOnce = (0,once/* once */.O)(() => registry_connect(host, options));
    return (repository, actions, alsoPull) => new RegistryStore({ host, repository }, { actions, alsoPull }, connectOnce);
}
async function registry_connect(host, options) {
    const { plainHttp, isSchemeDetected = false, tls = {}, keychain, retries, gates = new Map(), timeout, userAgent, onToken, onWait, signal, } = options;
    const address = hostAliases.get(host) ?? host;
    const isPlain = plainHttp ?? ((isSchemeDetected || isLoopback(address)) && (await detectScheme(address)) === 'http');
    const url = `${isPlain ? 'http' : 'https'}://${address}`;
    const network = logged(createTransport(new URL(url).origin, { tls, timeout, userAgent }), options.onRequest);
    const silences = new Silences(options.time);
    const transport = rateLimited(warned(silences.listening(network), url, options.onWarning), gates, retries, onWait);
    const sendOnce = redirected(authenticated(transport, {
        registryUrl: url,
        login: (repository) => keychain(host, repository),
        sendToTokenServer: retried(buffered(transport, timeout), retries, onWait, silences),
        onToken,
        time: options.time,
        onNotice: options.onNotice,
        onWait,
        signal,
    }));
    const limit = new BodyLimit(host, options.chunkSize, options.onNotice);
    const send = retried(buffered(sendOnce, timeout), retries, onWait, silences);
    return { url, send, sendOnce, retries, onWait, limit, unmountable: new Set(), takesTags: false };
}

;// CONCATENATED MODULE: ./lib/registry/web.js











/** Of an answer of a service, in bytes: the largest is a bundle of some 10 KiB. */
const longestAnswer = 1024 * 1024;
/**
 * Milliseconds for one file: the index of a large chart repository has some 20 MiB. The minimum rate ends what
 * trickles.
 */
const longest = 300_000;
/** What a refusal means; all else is a fault of the server. */
const codes = {
    401: 'UNAUTHORIZED',
    403: 'DENIED',
    404: 'NOT_FOUND',
    410: 'NOT_FOUND',
    429: 'RATE_LIMITED',
};
/**
 * Makes a function that gets files from web servers such as chart repositories: by redirects and retries as for a
 * registry, with credentials for their own origin alone. Fails with INVALID_INPUT for a URL that is not http or https,
 * or that has credentials in it, and with TOO_LARGE.
 */
function createDownload(options) {
    const { credentials, retries, onWait, signal } = options;
    const sendPlain = createSender(options);
    const send = (request) => {
        const authorization = authorizationOf(credentials(new URL(request.url)));
        return sendPlain(authorization === undefined ? request : { ...request, headers: { authorization } });
    };
    return async (url, { limit, what }) => {
        const parsed = URL.canParse(url) ? new URL(url) : undefined;
        if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
            throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `${what} has no http or https URL`);
        }
        if (parsed.username !== '' || parsed.password !== '') {
            throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `${what} has credentials in its URL, at ${originOf(url)}: give them in the input registry-auth`);
        }
        const get = retried(buffered(redirected(send), longest, limit), retries, onWait);
        const response = await get({ method: 'GET', url: parsed.href, isBuffered: true, signal });
        const place = `${what} at ${withoutQuery(url)}`;
        if (response.status !== 200) {
            await discard(response);
            throw new lib_errors/* OciError */.Mf(codes[response.status] ?? 'REGISTRY', `${place} was answered with status ${response.status}`);
        }
        return (0,verified/* readAll */.yw)(response.body, place, limit);
    };
}
/**
 * Makes a function that sends requests to services of the web, with retries and at their pace as for a registry, and
 * gives their answers read whole, of at most `limit` bytes.
 */
function createWebSend(options, limit) {
    return retried(buffered(createSender(options), longest, limit), options.retries, options.onWait);
}
/**
 * Makes a function that asks services of the web, with retries as for a registry. No redirect is followed: what is sent
 * may be a token, and is for that very address. Fails with INVALID_INPUT for an address that is neither https nor this
 * machine.
 */
function web_createAsk(options) {
    const { signal } = options;
    const senders = new Map();
    const senderFor = (timeout) => {
        const known = senders.get(timeout);
        if (known)
            return known;
        const send = createWebSend({ ...options, timeout }, longestAnswer);
        senders.set(timeout, send);
        return send;
    };
    return async (url, { what, accept, headers = {}, document, leastSilence = 0, patience }) => {
        const parsed = URL.canParse(url) ? new URL(url) : undefined;
        const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(parsed.host));
        if (!parsed || !isSafe || parsed.username !== '' || parsed.password !== '') {
            const place = parsed ? withoutQuery(url) : 'no URL';
            throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `${what} has to be reached by https, without credentials in its URL: ${place}`);
        }
        const ends = [signal, patience === undefined ? undefined : AbortSignal.timeout(patience)].filter((end) => !!end);
        const bytes = document && Buffer.from(JSON.stringify(document));
        const response = await senderFor(Math.max(options.timeout, leastSilence))({
            method: bytes ? 'POST' : 'GET',
            url: parsed.href,
            headers: { accept, ...headers, ...(bytes ? { 'content-type': 'application/json' } : {}) },
            ...(bytes ? { body: { open: (0,verified/* openBytes */.od)(bytes), size: bytes.byteLength } } : {}),
            isBuffered: true,
            signal: AbortSignal.any(ends),
        });
        const body = await (0,verified/* readAll */.yw)(response.body, `${what} at ${withoutQuery(url)}`, longestAnswer);
        return { status: response.status, body, location: headerOf(response, 'location') };
    };
}
/** Makes a function that sends requests, by one transport for each origin. */
function createSender({ tls, retries, gates = new Map(), timeout, userAgent, onRequest, onWait, }) {
    const transports = new Map();
    return (request) => {
        const url = new URL(request.url);
        const connect = () => logged(createTransport(url.origin, { tls: tls(url), timeout, userAgent }), onRequest);
        const transport = transports.get(url.origin) ?? rateLimited(connect(), gates, retries, onWait);
        transports.set(url.origin, transport);
        return transport(request);
    };
}

// EXTERNAL MODULE: ./lib/disk/held-to.js
var held_to = __nccwpck_require__(5858);
// EXTERNAL MODULE: ./lib/disk/look-at.js
var look_at = __nccwpck_require__(4358);
// EXTERNAL MODULE: ./lib/disk/open-file.js
var open_file = __nccwpck_require__(6580);
// EXTERNAL MODULE: ./lib/disk/write-atomically.js
var write_atomically = __nccwpck_require__(2668);
// EXTERNAL MODULE: ./lib/store/walk-manifests.js
var walk_manifests = __nccwpck_require__(1551);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __nccwpck_require__(8500);
// EXTERNAL MODULE: ./lib/disk/when-free.js
var when_free = __nccwpck_require__(4188);
;// CONCATENATED MODULE: ./lib/disk/directory-lock.js




/** Whoever holds a lock touches it more often than that; one that is older was left by a process that is gone. */
const staleAfter = 30_000;
/** How long we wait for the others: ten jobs at a time are done in far less. */
const defaultPatience = 60_000;
/**
 * Does `work` while this process holds the lock file; fails with INVALID_INPUT when others keep it.
 *
 * @param patience milliseconds to wait for them
 */
async function withLock(path, signal, work, patience = defaultPatience) {
    const deadline = Date.now() + patience;
    while (!(await createFile(path))) {
        await removeStale(path);
        if (Date.now() > deadline) {
            throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `The lock ${path} was held by other processes for ${patience / 1000} seconds`);
        }
        await (0,external_node_timers_promises_.setTimeout)(10 + Math.random() * 40);
        signal?.throwIfAborted();
    }
    const touch = () => {
        const now = new Date();
        (0,promises_.utimes)(path, now, now).catch(() => { });
    };
    const touching = setInterval(touch, staleAfter / 3).unref();
    try {
        return await work();
    }
    finally {
        clearInterval(touching);
        await (0,promises_.rm)(path, { force: true });
    }
}
/** Makes a file that is not there yet; tells whether it did. */
async function createFile(path) {
    try {
        // Windows denies the name of a file that is about to be gone.
        const file = await (0,when_free/* whenFree */.n)(() => (0,promises_.open)(path, 'wx'));
        await file.close();
        return true;
    }
    catch (error) {
        if ((0,lib_errors/* systemCodeOf */.c7)(error) === 'EEXIST')
            return false;
        throw error;
    }
}
/**
 * Removes a lock that was left behind. Several processes may find it at once: the one that makes the mark of just this
 * lock removes it, and looks again before, so that nobody removes the lock of the next holder.
 */
async function removeStale(path) {
    const lock = await identityOf(path);
    if (lock === undefined || Date.now() - lock.time < staleAfter)
        return;
    const mark = `${path}.${lock.name}`;
    if (!(await createFile(mark)))
        return;
    try {
        if ((await identityOf(path))?.name === lock.name)
            await (0,promises_.rm)(path, { force: true });
    }
    finally {
        await (0,promises_.rm)(mark, { force: true });
    }
}
async function identityOf(path) {
    try {
        const { ino, mtimeMs } = await (0,promises_.stat)(path);
        return { name: `${ino}-${Math.trunc(mtimeMs)}`, time: mtimeMs };
    }
    catch (error) {
        if ((0,lib_errors/* systemCodeOf */.c7)(error) === 'ENOENT')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./lib/store/layout/layout-index.js














/** The annotation that carries a tag in `index.json` (image-spec, annotations.md). */
const refName = 'org.opencontainers.image.ref.name';
/** An `index.json` with 40,000 tags has about this size; more is not a layout somebody works with. */
const maxIndexBytes = 16 * 1024 * 1024;
/** Each of so many tags has some ten of them. */
const maxIndexPieces = 500_000;
/** The `index.json` of one layout directory. Changes follow one another, also those of several processes. */
class LayoutIndex {
    #directory;
    constructor(directory) {
        this.#directory = directory;
    }
    /**
     * Reads the entries; undefined when there is no `index.json`: a directory that is missing or empty is a layout
     * without content.
     */
    async read() {
        return (await this.#readFile())?.entries;
    }
    /** Lets `work` write other entries, while nobody else does. */
    async change(signal, work) {
        const withTheLock = () => withLock((0,external_node_path_.join)(this.#directory, 'index.json.lock'), signal, async () => {
            signal?.throwIfAborted();
            const { entries, rest } = (await this.#readFile()) ?? { entries: [], rest: {} };
            await work(entries, (manifests) => this.#write({ ...rest, manifests }, signal));
        });
        await (0,concurrently/* inTurn */.lo)((0,external_node_path_.resolve)(this.#directory), withTheLock, signal);
    }
    async #write(index, signal) {
        const layoutFile = (0,external_node_path_.join)(this.#directory, 'oci-layout');
        if (!(await layout_index_isThere(layoutFile))) {
            await (0,write_atomically/* writeAtomically */.v)(layoutFile, async () => [Buffer.from('{"imageLayoutVersion":"1.0.0"}')], signal);
        }
        const text = JSON.stringify({ schemaVersion: 2, mediaType: media_types/* imageIndex */.sS, ...index });
        await (0,write_atomically/* writeAtomically */.v)((0,external_node_path_.join)(this.#directory, 'index.json'), async () => [Buffer.from(text)], signal);
    }
    async #readFile() {
        const path = (0,external_node_path_.join)(this.#directory, 'index.json');
        const name = `The OCI layout ${this.#directory}`;
        if ((0,look_at/* lookAt */.t)(this.#directory)?.isFile()) {
            throw (0,lib_errors/* malformed */.Qm)(name, 'is a file: if it is an archive, unpack it with tar first, and name the directory');
        }
        const options = {
            folder: this.#directory,
            symlinks: 'error',
            limit: maxIndexBytes,
            fail: (what, facts) => (0,lib_errors/* malformed */.Qm)(name, `has an index.json that ${what}`, facts),
        };
        const bytes = await (0,when_free/* whenFree */.n)(() => (0,read_held/* readHeldIfThere */.tG)(path, options));
        if (!bytes)
            return undefined;
        const index = (0,json/* parseJson */.qF)(bytes, `The index.json of the OCI layout ${this.#directory}`, oci_manifest/* manifestFields */.nz, maxIndexPieces);
        if (!(0,oci_descriptor/* isRecord */.u4)(index) || !Array.isArray(index['manifests']))
            throw (0,lib_errors/* malformed */.Qm)(name, 'has an index.json that is not an image index');
        const { manifests, ...rest } = index;
        return {
            entries: manifests.map((raw, number) => ({
                descriptor: (0,oci_descriptor/* parseDescriptor */.BA)(raw, `Entry ${number + 1} of ${path}`),
                raw: raw,
            })),
            rest,
        };
    }
}
/** Lists the tags; of a name that skopeo wrote as `image:tag`, the tag. */
function tagsOf(entries) {
    const names = entries.map((entry) => refNameOf(entry) ?? '');
    return new Set(names.map((name) => ((0,oci_reference/* isTag */.dz)(name) ? name : name.slice(name.lastIndexOf(':') + 1))).filter(oci_reference/* isTag */.dz));
}
/** Finds the entries of a tag; without one of that name, those that skopeo named `image:tag`. */
function layout_index_entriesOf(entries, tag) {
    const exact = entries.filter((entry) => refNameOf(entry) === tag);
    if (exact.length > 0)
        return { named: exact, isExact: true };
    return { named: entries.filter((entry) => refNameOf(entry)?.endsWith(`:${tag}`)), isExact: false };
}
/**
 * Adds entries for a manifest, one for each tag, or one without: the tags move, and the rest of what is known about the
 * manifest stays, but for what says where its bytes are and what they are.
 */
function withManifest(listed, descriptor, tags) {
    const isSame = ({ digest }) => digest === descriptor.digest;
    const entries = listed.map((entry) => (isSame(entry.descriptor) ? corrected(entry, descriptor) : entry));
    const { data: _, ...own } = descriptor;
    const plain = withoutRefName(entries.find((entry) => isSame(entry.descriptor))?.raw ?? own);
    const losing = entries.filter((entry) => tags.includes(refNameOf(entry) ?? ''));
    const manifests = withoutNames(entries, losing);
    if (tags.length === 0)
        return manifests.some(isSame) ? manifests : [...manifests, plain];
    // The entry without a name gives way to those with the tags.
    const others = manifests.filter((raw) => !isSame(raw) || ((0,oci_descriptor/* isRecord */.u4)(raw['annotations']) && raw['annotations'][refName]));
    const annotations = plain['annotations'];
    return [...others, ...tags.map((tag) => ({ ...plain, annotations: { ...annotations, [refName]: tag } }))];
}
/** An entry with the type and size of the manifest that is pushed, and no other bytes or places for it. */
function corrected({ descriptor, raw: { data: _, urls: __, ...raw } }, pushed) {
    return { descriptor, raw: { ...raw, ...(0,oci_descriptor/* bare */.$B)(pushed) } };
}
/** Takes the names from some entries: what loses its last one stays reachable by digest, as in a registry. */
function withoutNames(entries, losing) {
    const manifests = entries.filter((entry) => !losing.includes(entry)).map(({ raw }) => raw);
    for (const { descriptor, raw } of losing) {
        if (!manifests.some(({ digest }) => digest === descriptor.digest))
            manifests.push(withoutRefName(raw));
    }
    return manifests;
}
/** A descriptor or entry without its tag. */
function withoutRefName({ annotations, ...descriptor }) {
    const { [refName]: _, ...others } = (annotations ?? {});
    return Object.keys(others).length > 0 ? { ...descriptor, annotations: others } : descriptor;
}
function refNameOf({ descriptor }) {
    return descriptor.annotations?.[refName];
}
async function layout_index_isThere(path) {
    return (await (0,promises_.stat)(path).catch(() => undefined)) !== undefined;
}

;// CONCATENATED MODULE: ./lib/store/layout/layout-store.js
















/**
 * One OCI image layout directory (image-spec, image-layout.md) as a repository. Blobs are written under a temporary
 * name, verified and renamed; the directory is made by the first write. Blobs may be links, as Bazel makes them: what
 * they have is verified. The folders that they are in may not, nor may `index.json`: a link could lead anywhere.
 */
class LayoutStore {
    #directory;
    #index;
    #isForRemoval;
    /** The folders that were looked at. */
    #known = new Set();
    /** @param isForRemoval lets names count whose manifests are not there: what is to be removed need not be whole */
    constructor(directory, { isForRemoval = false } = {}) {
        this.#directory = directory;
        this.#isForRemoval = isForRemoval;
        this.#index = new LayoutIndex(directory);
    }
    /** What `index.json` lists counts only where the manifest is there, whole: a registry says NOT_FOUND too. */
    async resolve(name, signal) {
        const found = await this.#find(name, signal);
        if (this.#isForRemoval || (await this.#holdsManifest(found)))
            return found;
        throw this.#notFound(found.digest, 'missing-content');
    }
    async #find(name, signal) {
        signal?.throwIfAborted();
        const entries = (await this.#index.read()) ?? [];
        const found = (0,oci_digest/* isDigest */.Bc)(name)
            ? (entries.find(({ descriptor }) => descriptor.digest === name)?.descriptor ??
                (await this.#describeManifest(name)))
            : this.#findTag(layout_index_entriesOf(entries, name), name);
        if (!found)
            throw this.#notFound(name);
        return withoutRefName(found);
    }
    /** As skopeo takes a layout that is named without a tag. */
    async onlyManifest(signal) {
        signal?.throwIfAborted();
        const [only, ...others] = (await this.#index.read()) ?? [];
        return others.length === 0 ? only?.descriptor.digest : undefined;
    }
    async manifest(name, signal) {
        return (0,content/* fetchContent */.Ix)(this, await this.#find(name, signal), signal, name);
    }
    async fetch(descriptor, signal) {
        signal?.throwIfAborted();
        if ((await this.#sizeOf(descriptor.digest)) === undefined)
            throw this.#notFound(descriptor.digest, 'missing-content');
        return (0,verified/* verified */.zr)(await (0,open_file/* openFile */.Tq)(this.#blobPath(descriptor.digest), signal)(), descriptor);
    }
    /** Manifests count only when `index.json` lists them: other tools do not find them otherwise. */
    async has(descriptor, signal) {
        signal?.throwIfAborted();
        const { digest } = descriptor;
        if (!(0,media_types/* isManifestType */.Q3)(descriptor.mediaType))
            return (await this.#sizeOf(digest)) === descriptor.size;
        const listed = (await this.#index.read())?.find((entry) => entry.descriptor.digest === digest);
        // Of the two, our own index is the witness of its size: who asks may have it from a list of referrers.
        return listed !== undefined && (await this.#holdsManifest(listed.descriptor));
    }
    async *tags(signal) {
        signal?.throwIfAborted();
        const entries = await this.#index.read();
        if (!entries)
            throw new lib_errors/* OciError */.Mf('NOT_FOUND', `There is no OCI layout ${this.#directory}`);
        yield* tagsOf(entries);
    }
    async *referrers(subject, signal) {
        signal?.throwIfAborted();
        const entries = (await this.#index.read()) ?? [];
        const roots = entries.map(({ descriptor }) => descriptor);
        yield* (0,walk_manifests/* referrersAmong */.R)(this, roots, subject, signal);
    }
    async push(descriptor, openContent, { tags = [], onTagged, signal } = {}) {
        signal?.throwIfAborted();
        const path = this.#blobPath(descriptor.digest);
        await this.#refuseOtherDirectory();
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true }).catch((error) => {
            const code = (0,lib_errors/* systemCodeOf */.c7)(error);
            throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `The OCI layout ${this.#directory} cannot be made: ${code}`, {
                cause: error,
            });
        });
        const write = async (isThere) => {
            if (!isThere)
                await (0,write_atomically/* writeAtomically */.v)(path, async () => (0,verified/* verified */.zr)(await openContent(), descriptor), signal);
        };
        if (!(0,media_types/* isManifestType */.Q3)(descriptor.mediaType)) {
            return write((await this.#sizeOf(descriptor.digest)) === descriptor.size);
        }
        await this.#index.change(signal, async (entries, writeIndex) => {
            // Not before: another process may be about to delete the manifest.
            await write(await this.#holdsManifest(descriptor));
            await writeIndex(withManifest(entries, descriptor, tags));
        });
        for (const tag of tags)
            onTagged?.(tag, descriptor.digest);
    }
    /**
     * Removes a tag, or a manifest and its file; other content stays, also what nothing refers to any more: another
     * process may be about to push a manifest that needs it. Fails with UNSUPPORTED when an index here lists the
     * manifest.
     */
    async delete(name, signal) {
        // Also says NOT_FOUND, before there is anything to lock.
        await this.#find(name, signal);
        await this.#index.change(signal, async (entries, writeIndex) => {
            if (!(0,oci_digest/* isDigest */.Bc)(name)) {
                const { named } = layout_index_entriesOf(entries, name);
                if (named.length === 0)
                    throw this.#notFound(name);
                return writeIndex(withoutNames(entries, named));
            }
            const others = entries.filter(({ descriptor }) => descriptor.digest !== name);
            const roots = others.map(({ descriptor }) => descriptor);
            for await (const { descriptor, manifest } of (0,walk_manifests/* walkManifests */.C)(this, roots, signal)) {
                if ((0,oci_manifest/* childrenOf */.LU)(manifest).some(({ digest }) => digest === name)) {
                    throw new lib_errors/* OciError */.Mf('UNSUPPORTED', `${name} is part of ${descriptor.digest} in the OCI layout ${this.#directory}`);
                }
            }
            await writeIndex(others.map(({ raw }) => raw));
            await (0,promises_.rm)(this.#blobPath(name), { force: true });
        });
    }
    /** Keeps a slip of the pen from filling a folder of sources with blobs. */
    async #refuseOtherDirectory() {
        const names = await (0,promises_.readdir)(this.#directory).catch(() => []);
        // Blobs come first, the other files with the first manifest.
        if (names.length === 0 || ['oci-layout', 'index.json', 'blobs'].some((name) => names.includes(name)))
            return;
        throw new lib_errors/* OciError */.Mf('INVALID_INPUT', `The directory ${this.#directory} is not empty, and not an OCI layout`);
    }
    #findTag({ named, isExact }, tag) {
        if (!isExact && new Set(named.map(({ descriptor }) => descriptor.digest)).size > 1) {
            throw new lib_errors/* OciError */.Mf('ARTIFACT', `The OCI layout ${this.#directory} has several images with the tag ${tag}`);
        }
        return named.at(-1)?.descriptor;
    }
    /** Finds a manifest that only another manifest refers to, such as one platform of an index. */
    async #describeManifest(digest) {
        if (((await this.#sizeOf(digest)) ?? Number.POSITIVE_INFINITY) > oci_manifest/* maxManifestBytes */.rq)
            return undefined;
        const bytes = await (0,promises_.readFile)(this.#blobPath(digest));
        const mediaType = manifestTypeOf(bytes);
        return mediaType === undefined ? undefined : { ...(0,oci_descriptor/* describe */.q0)(mediaType, bytes), digest };
    }
    /**
     * Tells whether the file of a manifest has its bytes, and it is of this type; blobs, which may be large, go by their
     * size, as with oras.
     */
    async #holdsManifest({ digest, size, mediaType }) {
        if (size > oci_manifest/* maxManifestBytes */.rq || (await this.#sizeOf(digest)) !== size)
            return false;
        const bytes = await (0,promises_.readFile)(this.#blobPath(digest)).catch((error) => {
            // Somebody removes it.
            if ((0,lib_errors/* systemCodeOf */.c7)(error) !== 'ENOENT')
                throw error;
        });
        return bytes !== undefined && (0,oci_digest/* isDigestOf */._Q)(digest, bytes) && (manifestTypeOf(bytes) ?? mediaType) === mediaType;
    }
    /** The size of a blob's file, undefined when there is none. */
    async #sizeOf(digest) {
        const path = this.#blobPath(digest);
        try {
            const found = await (0,promises_.stat)(path);
            this.#refuseSystemFile(path);
            return found.isFile() ? found.size : undefined;
        }
        catch (error) {
            if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes((0,lib_errors/* systemCodeOf */.c7)(error)))
                return undefined;
            throw error;
        }
    }
    #blobPath(digest) {
        const { algorithm, hex } = (0,oci_digest/* partsOf */.CI)(digest);
        this.#refuseLinks('blobs', (0,external_node_path_.join)('blobs', algorithm));
        return (0,external_node_path_.join)(this.#directory, 'blobs', algorithm, hex);
    }
    #refuseLinks(...folders) {
        for (const folder of folders.filter((one) => !this.#known.has(one))) {
            const found = (0,look_at/* lookAt */.t)((0,external_node_path_.join)(this.#directory, folder));
            if (found?.isSymbolicLink()) {
                throw new lib_errors/* OciError */.Mf('ARTIFACT', `The OCI layout ${this.#directory} has a folder ${folder} that is a symbolic link`);
            }
            if (found)
                this.#known.add(folder);
        }
    }
    /** A link may lead to a file anywhere, which counts by its digest, but not to one that the system makes up. */
    #refuseSystemFile(path) {
        if (!(0,look_at/* lookAt */.t)(path)?.isSymbolicLink())
            return;
        const problem = (0,held_to/* heldTo */.l)({ folder: this.#directory, symlinks: 'follow' })(path, external_node_fs_.realpathSync.native(path));
        if (problem === undefined)
            return;
        throw new lib_errors/* OciError */.Mf('ARTIFACT', `The OCI layout ${this.#directory} has a blob ${(0,external_node_path_.basename)(path)} that ${problem.what}`);
    }
    #notFound(name, topic) {
        return new lib_errors/* OciError */.Mf('NOT_FOUND', `There is no ${name} in the OCI layout ${this.#directory}`, { topic });
    }
}
/** The media type of a manifest as it says itself; where it does not (the field is optional), by what it lists. */
function manifestTypeOf(bytes) {
    let body;
    try {
        body = JSON.parse(bytes.toString());
    }
    catch {
        return undefined;
    }
    if (!(0,oci_descriptor/* isRecord */.u4)(body))
        return undefined;
    const guess = 'manifests' in body ? media_types/* imageIndex */.sS : 'layers' in body ? media_types/* imageManifest */.Bz : undefined;
    const mediaType = body['mediaType'] ?? guess;
    return typeof mediaType === 'string' && (0,media_types/* isManifestType */.Q3)(mediaType) ? mediaType : undefined;
}

// EXTERNAL MODULE: ./lib/words.js
var words = __nccwpck_require__(4842);
;// CONCATENATED MODULE: ./lib/action/open/stores.js

















/** What all who send requests are given. */
function reachOf({ connection, gates, log, signal }) {
    return {
        retries: connection.retries,
        timeout: connection.timeout,
        gates,
        userAgent: 'oci-artifact',
        // A line for each request costs time, and nobody sees it unless the runner was asked for debug logging.
        ...((0,core/* isDebug */._o)() ? { onRequest: log.debug } : {}),
        onWait: log.info,
        signal,
    };
}
/** Makes a function that opens the store a reference is in, with the settings of the inputs. */
function createOpener(options) {
    const { held, secrets } = options;
    const connect = createConnector(options);
    // Repositories of one registry share connections and tokens, unless an entry for a path or a sync file says
    // otherwise.
    const registries = new Map();
    const registryAt = (host, repository, settings) => {
        const entry = entryFor(secrets.entries, host, repository);
        const key = `${host}/${entry?.path ?? ''} ${JSON.stringify(settings)}`;
        const known = registries.get(key) ?? connect(host, entry, settings);
        registries.set(key, known);
        return known;
    };
    return (reference, actions, { alsoRead, settings = {} } = {}) => {
        if ((0,oci_reference/* isLayout */.nW)(reference)) {
            const isForRemoval = actions.includes('delete');
            return openLayout((0,read_value/* path */.Ae)((0,oci_reference/* layoutDirectoryOf */.f4)(reference), 'reference'), held, isForRemoval);
        }
        const { host, repository } = reference;
        const isNeighbour = alsoRead?.host === host && alsoRead.repository !== repository;
        return registryAt(host, repository, settings)(repository, actions, isNeighbour ? alsoRead.repository : undefined);
    };
}
/** Makes a function that opens a registry with what an entry of `registry-auth` or a sync file says of it. */
function createConnector(options) {
    const { connection, inputHost, secrets, held, environment, log } = options;
    const { plainHttp, insecure, chunkSize } = connection;
    const authorities = { ...readAuthorities(connection, held), machine: options.machine.all };
    const reach = reachOf(options);
    const keychain = createKeychain(inputHost, secrets, environment);
    // Registries that share a host may say the same.
    const onWarning = onceEach(log.warning);
    const onLogin = onceEach(log.info);
    const others = otherLogins(secrets.entries);
    /** What the machine has for one registry, as Docker takes it. What cannot be read may be for others to use. */
    const readMachineDirectory = (host) => {
        const directory = findCertDirectory(host, environment);
        try {
            return directory === undefined ? {} : readCertDirectory(directory, { folder: directory, symlinks: 'follow' });
        }
        catch (error) {
            log.warning(`The certificates in ${directory} are not used: ${(0,lib_errors/* messageOf */.bD)(error)}`);
            return {};
        }
    };
    return (host, entry, { credentials, isVerified, certDirectory }) => {
        if (credentials)
            maskCredentials(credentials);
        return openRegistry(host, {
            ...reach,
            plainHttp: isVerified ? false : (entry?.plainHttp ?? plainHttp),
            // Behind a proxy nothing can be found out by connecting directly.
            isSchemeDetected: isVerified === false && !hasProxy(environment),
            tls: {
                ...readMachineDirectory(host),
                ...authorities,
                insecure: isVerified === undefined ? (entry?.insecure ?? (insecure || undefined)) : !isVerified,
                ...(entry ? readTlsFiles(entry, held) : {}),
                ...(certDirectory ? readCertDirectory(certDirectory, held) : {}),
            },
            keychain: async (of, repository) => {
                const login = credentials
                    ? { credentials, source: 'sync-file', place: 'the sync file' }
                    : await keychain(of, repository);
                onLogin(`Login at ${of}: ${login ? describeLogin(shownOf(login)) : `none found${others}`}`);
                return login;
            },
            chunkSize,
            onToken: (token) => maskToken(token, host, environment),
            onNotice: log.notice,
            onWarning,
        });
    };
}
/** Says what the logins in `registry-auth` are for, where none of them was used, as the end of a sentence. */
function otherLogins(entries) {
    const names = entries.flatMap(({ host, path, credentials }, index) => {
        if (!credentials)
            return [];
        // What is no host may be a secret in the wrong place.
        return (0,oci_reference/* isHost */.jU)(host) ? [path === '' ? host : `${host}/${path}`] : [`entry ${index + 1}`];
    });
    return names.length === 0 ? '' : `; registry-auth has logins for ${(0,words/* briefList */.X2)(names)}`;
}
/** Passes each text on once. */
function onceEach(tell) {
    const told = new Set();
    return (text) => {
        if (!told.has(text))
            tell(text);
        told.add(text);
    };
}
function openLayout(path, held, isForRemoval) {
    const directory = (0,external_node_path_.resolve)(held.folder, path);
    (0,held_place/* heldPlace */.l)(directory, held, (what, facts) => new lib_errors/* OciError */.Mf('INVALID_INPUT', `The OCI layout ${JSON.stringify(path)} ${what}`, facts));
    return new LayoutStore(directory, { isForRemoval });
}
/**
 * Makes a function that gets files from web servers, with the settings of the inputs. Credentials are those of entries
 * of `registry-auth` that name the very host, and go out over https, or to this machine.
 *
 * @param isForSigning makes certificates count, whatever inputs and environment say, by authorities that the system has
 */
function createDownloader(options, { isForSigning = false } = {}) {
    const { connection, secrets, held, machine } = options;
    const { ca } = readAuthorities(connection, held);
    const entryOf = ({ protocol, host, pathname }) => {
        // The default port is none in a URL.
        const isSameHost = (name) => URL.canParse(`${protocol}//${name}`) && new URL(`${protocol}//${name}`).host === host;
        const own = secrets.entries.filter((entry) => isSameHost(entry.host)).map((entry) => ({ ...entry, host }));
        return entryFor(own, host, pathname.slice(1));
    };
    return createDownload({
        ...reachOf(options),
        credentials: (url) => {
            const entry = entryOf(url);
            const isSafe = url.protocol === 'https:' || isLoopback(url.host) || entry?.plainHttp === true;
            return isSafe ? entry?.credentials : undefined;
        },
        tls: (url) => {
            const { caFile, insecure } = entryOf(url) ?? {};
            const own = caFile ? readPem('registry-auth', caFile, held) : ca;
            return {
                insecure: isForSigning ? false : insecure,
                ...(own === undefined ? {} : { ca: own }),
                machine: isForSigning ? machine.system : machine.all,
            };
        },
    });
}
/**
 * Makes a function that asks services of the web. Certificates are always verified, by the authorities of `ca-file` and
 * of the system too, and whatever the environment says: what is sent may be a token that signs in the name of this job.
 */
function createAsker(options) {
    return web_createAsk(webOptions(options));
}
/** Of an answer of GitHub's API, in bytes: a page has a hundred versions of a package with all their tags. */
const longestPage = 16 * 1024 * 1024;
/** Makes a function that sends requests to GitHub's API: it is verified as the other services are. */
function createApiSend(options) {
    return createWebSend(webOptions(options), longestPage);
}
function webOptions(options) {
    const { connection, held, machine } = options;
    const { ca } = readAuthorities(connection, held);
    const tls = { insecure: false, machine: machine.system, ...(ca === undefined ? {} : { ca }) };
    return { ...reachOf(options), tls: () => tls };
}

;// CONCATENATED MODULE: ./lib/disk/copy-links.js


/**
 * Makes each link of a tree in a copy of that tree too, in the place of whatever is there: the toolkit copies what the
 * links at the top lead to, and on Windows makes the others lead to absolute paths.
 */
async function copyLinks(from, to) {
    // With types, since Node follows links to folders without them, and two that lead upwards have no end.
    for (const entry of await (0,promises_.readdir)(from, { recursive: true, withFileTypes: true })) {
        if (!entry.isSymbolicLink())
            continue;
        const source = (0,external_node_path_.join)(entry.parentPath, entry.name);
        const target = (0,external_node_path_.join)(to, (0,external_node_path_.relative)(from, source));
        await (0,promises_.rm)(target, { recursive: true, force: true });
        // Windows alone asks for the type, which the source has already.
        const type = (await (0,promises_.stat)(source)).isDirectory() ? 'dir' : 'file';
        await (0,promises_.symlink)(await (0,promises_.readlink)(source), target, type);
    }
}

// EXTERNAL MODULE: ./lib/disk/place-tree.js
var place_tree = __nccwpck_require__(3251);
// EXTERNAL MODULE: ./lib/oci/platform.js
var platform = __nccwpck_require__(7122);
;// CONCATENATED MODULE: ./lib/action/open/tools.js









const operatingSystems = { Linux: 'linux', Windows: 'windows', macOS: 'darwin' };
const architectures = { X64: 'amd64', X86: '386', ARM64: 'arm64', ARM: 'arm' };
const platformNames = { win32: 'windows', x64: 'amd64', ia32: '386' };
/** The platform of the runner in the words of image indexes. */
function runnerPlatform({ RUNNER_OS = '', RUNNER_ARCH = '' }, machine = process) {
    const os = operatingSystems[RUNNER_OS] ?? platformNames[machine.platform] ?? machine.platform;
    const architecture = architectures[RUNNER_ARCH] ?? platformNames[machine.arch] ?? machine.arch;
    return (0,platform/* parsePlatform */.FL)(`${os}/${architecture}`) ?? { os, architecture };
}
/** A tool may have gigabytes to compare and copy, by jobs that wait for each other. */
const tools_patience = 15 * 60_000;
/**
 * Makes a function that puts a directory into the runner's tool cache. What is there under the same digest is used when
 * it is the same file by file and no other user could change it, and replaced when not: other jobs write to the tool
 * cache, and nothing in it is trusted.
 */
function createToolInstaller(directory, signal) {
    return async ({ name, digest, from }) => {
        const { algorithm, hex } = (0,oci_digest/* partsOf */.CI)(digest);
        // What comes after a `+` would not count, and with a dot the hex could be a number (semver.org, 9 and 10).
        const version = `0.0.0-${algorithm}-${hex}`;
        // A chunk of its own in dist/, for few steps need it.
        const { cacheDir, find } = await Promise.all(/* import() */[__nccwpck_require__.e(872), __nccwpck_require__.e(9448)]).then(__nccwpck_require__.bind(__nccwpck_require__, 9448));
        const there = async () => {
            const path = find(name, version);
            return path !== '' && (await isSameTree(from, path, signal)) && (await isOursAlone(path)) ? path : undefined;
        };
        const found = await there();
        if (found !== undefined)
            return { path: found, isNew: false };
        const locks = (0,external_node_path_.join)(directory, 'locks');
        await (0,promises_.mkdir)(locks, { recursive: true });
        // The toolkit removes what is there and copies: two jobs at once would take it from each other
        // (actions/toolkit#804).
        const install = async () => {
            const other = await there();
            if (other !== undefined)
                return { path: other, isNew: false };
            const path = await cacheDir(from, name, version, (0,external_node_os_.arch)());
            await copyLinks(from, path);
            await closeToOthers(path);
            return { path, isNew: true };
        };
        return withLock((0,external_node_path_.join)(locks, hex), signal, install, tools_patience);
    };
}
/** The bits of a mode that let the group and everybody write. */
const writableByOthers = 0o022;
/**
 * Tells whether a tree can be changed by its user and root alone: what was compared could be another program by the
 * next step.
 */
async function isOursAlone(path) {
    const uid = process.getuid?.();
    if (uid === undefined)
        return true;
    const isOurs = (found) => [uid, 0].includes(found.uid) && (found.isSymbolicLink() || (found.mode & writableByOthers) === 0);
    return (await statTree(path)).every(([, found]) => isOurs(found));
}
/** Takes the right to write from others, which a loose umask gave them. */
async function closeToOthers(path) {
    if (process.getuid === undefined)
        return;
    for (const [name, found] of await statTree(path)) {
        const isOpen = !found.isSymbolicLink() && (found.mode & writableByOthers) !== 0;
        if (isOpen)
            await (0,promises_.chmod)(name, found.mode & 0o777 & ~writableByOthers);
    }
}
async function statTree(path) {
    const entries = await (0,promises_.readdir)(path, { recursive: true, withFileTypes: true });
    const names = [path, ...entries.map(({ parentPath, name }) => (0,external_node_path_.join)(parentPath, name))];
    const found = [];
    // One after the other: a tool may have as many files as a process may not open at once.
    for (const name of names)
        found.push([name, await (0,promises_.lstat)(name)]);
    return found;
}
async function isSameTree(from, to, signal) {
    try {
        if (await (0,place_tree/* compareTree */.o)(from, to, true, signal))
            return false;
    }
    catch (error) {
        if ((0,lib_errors/* hasCode */.up)(error, 'CONFLICT'))
            return false;
        throw error;
    }
    // With types, since Node follows links to folders without them, and two that lead upwards have no end.
    const list = (path) => (0,promises_.readdir)(path, { recursive: true, withFileTypes: true });
    const [wanted, found] = await Promise.all([from, to].map(list));
    // All that is wanted is there, so with as many there is nothing else.
    return wanted?.length === found?.length;
}

;// CONCATENATED MODULE: ./lib/action/read/workflow.js




/** The address of the server that runs the workflow; on Gitea and Forgejo it may end in a slash. */
function workflow_serverOf({ GITHUB_SERVER_URL: server = '' }) {
    return server.replace(/\/+$/, '');
}
/** Reads from the runner's environment what is known of repository, commit and run. */
function readBuild(workspace, environment, platform = process.platform) {
    const { GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_REF_NAME, GITHUB_RUN_ID } = environment;
    const server = workflow_serverOf(environment);
    const source = server && GITHUB_REPOSITORY ? `${server}/${GITHUB_REPOSITORY}` : undefined;
    return {
        ...(source ? { source } : {}),
        ...(GITHUB_SHA ? { revision: GITHUB_SHA } : {}),
        ...(GITHUB_REF_NAME ? { refName: GITHUB_REF_NAME } : {}),
        ...(source && GITHUB_RUN_ID ? { runUrl: `${source}/actions/runs/${GITHUB_RUN_ID}` } : {}),
        sourceDateEpoch: environment['SOURCE_DATE_EPOCH'],
        commitTime: () => commitTime(workspace, environment),
        // Nowhere else does git do so unless it is told to, and it would take a process for each push.
        convertedFiles: async (paths) => (platform === 'win32' ? convertedFiles(paths, workspace, environment) : []),
    };
}
/**
 * Which action runs, as the workflow names it; the runner does not tell where it is used by its path, as in the
 * repository of the action itself.
 */
function actionUsed({ GITHUB_ACTION_REPOSITORY = '', GITHUB_ACTION_REF = '' }) {
    // Both go into texts that people copy, and into links.
    const isName = /^[\w.-]+\/[\w.-]+$/.test(GITHUB_ACTION_REPOSITORY) && /^[\w./+-]+$/.test(GITHUB_ACTION_REF);
    return isName ? { name: GITHUB_ACTION_REPOSITORY, ref: GITHUB_ACTION_REF } : undefined;
}
/** How a workflow names this action, `owner/name@ref`. */
function actionName(environment) {
    const { name, ref } = actionUsed(environment) ?? { name: 'OWNER/oci-artifact', ref: 'v1' };
    return `${name}@${ref}`;
}
/** Where the documents of the version that runs are: a URL, or their folder in the repository of the action. */
function documentsOf(environment) {
    const used = actionUsed(environment);
    return used ? `https://github.com/${used.name}/blob/${used.ref}/docs` : 'docs';
}
/** Reads the payload of the event that started the workflow; an empty object when there is none. */
function readEvent(environment) {
    try {
        const event = JSON.parse((0,external_node_fs_.readFileSync)(environment['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
        return (0,oci_descriptor/* isRecord */.u4)(event) ? event : {};
    }
    catch {
        return {};
    }
}
/** Tells whether the repository of the workflow is public, as far as the event says it. */
function isPublicRepository(environment) {
    const { repository } = readEvent(environment);
    return (0,oci_descriptor/* isRecord */.u4)(repository) && repository['private'] === false;
}
/** Tells whether the run belongs to a pull request from a fork, whose token can only read. */
function isForkPullRequest(environment) {
    const { pull_request: pullRequest } = readEvent(environment);
    if (!(0,oci_descriptor/* isRecord */.u4)(pullRequest))
        return false;
    const nameOf = (side) => (0,oci_descriptor/* isRecord */.u4)(side) && (0,oci_descriptor/* isRecord */.u4)(side['repo']) ? String(side['repo']['full_name']) : undefined;
    return nameOf(pullRequest['head']) !== nameOf(pullRequest['base']);
}
/**
 * Asks git in a way in which it starts no program that the configuration of a repository names: `rev-list` and `ls-files`
 * check no signature and show no differences, and what is missing is not fetched.
 */
function askGit(parameters, folder, environment) {
    const settings = [
        // In a container job, the checkout may belong to another user.
        'safe.directory=*',
        // What a pull left in the workspace is not a repository, whatever it looks like.
        'safe.bareRepository=explicit',
        'log.showSignature=false',
        'core.fsmonitor=false',
    ].flatMap((setting) => ['-c', setting]);
    // To fetch what is missing, `ext::` runs whatever an address says, and a repository can allow single protocols.
    const variables = { GIT_ALLOW_PROTOCOL: '' };
    const options = { environment, variables, folder, timeout: 10_000 };
    return runProgram('git', ['--no-pager', '--literal-pathspecs', ...settings, ...parameters], options);
}
/** Command lines of Windows have at most 32,767 characters. */
const maxPaths = 100;
/** The files among some, or below them, that have CRLF here alone; none where git does not tell. */
async function convertedFiles(paths, workspace, environment) {
    // Without a path, git would list all.
    if (paths.length === 0)
        return [];
    const named = paths.slice(0, maxPaths);
    try {
        const { code, output } = await askGit(['ls-files', '--eol', '-z', '--', ...named], workspace, environment);
        // `i/lf    w/crlf  attr/text=auto \tk8s/a.yaml`; an attribute `eol=crlf` holds on all systems.
        const rows = code === 0 ? output.split('\0') : [];
        return rows.flatMap((row) => /^i\/lf +w\/crlf +attr\/(?![^\t]*eol=)[^\t]*\t(.+)$/s.exec(row)?.[1] ?? []);
    }
    catch {
        return [];
    }
}
/** The time of the commit that is checked out, from git, else from the event; fails with INVALID_INPUT. */
async function commitTime(workspace, environment) {
    try {
        const { code, output } = await askGit(['rev-list', '--max-count=1', '--timestamp', 'HEAD'], workspace, environment);
        const seconds = Number(/^\d+(?= )/.exec(output)?.[0]);
        if (code === 0 && seconds > 0)
            return new Date(seconds * 1000);
    }
    catch {
        // No git, or no checkout: the event may know.
    }
    const event = readEvent(environment);
    // Of a push, of a merge queue, and of a workflow that follows another one.
    const commits = [event, event['merge_group'], event['workflow_run']].map((one) => (0,oci_descriptor/* isRecord */.u4)(one) && one['head_commit']);
    const head = commits.find((one) => (0,oci_descriptor/* isRecord */.u4)(one) && one['id'] === environment['GITHUB_SHA']);
    const time = (0,oci_descriptor/* isRecord */.u4)(head) ? Date.parse(String(head['timestamp'])) : Number.NaN;
    if (Number.isNaN(time)) {
        throw new lib_errors/* OciError */.Mf('INVALID_INPUT', 'The input created "commit" needs a checkout with git: the time of the commit is not known', { topic: 'checkout' });
    }
    return new Date(time);
}

;// CONCATENATED MODULE: ./lib/action/read/package-page.js



/**
 * Finds the pages of the package behind `host/owner/name`; undefined where it is not in the container registry of the
 * GitHub that runs the workflow, or its owner is not that of the workflow's repository: of other owners it is not known
 * whether they are users or organizations, whose packages have different addresses.
 */
function packagePage(repository, environment) {
    const { GITHUB_REPOSITORY: own = '' } = environment;
    const server = workflow_serverOf(environment);
    const [host, packageOwner, ...names] = repository.split('/');
    const [owner = ''] = own.split('/');
    if (!server || host !== githubHost(environment) || packageOwner !== owner.toLowerCase())
        return undefined;
    const name = encodeURIComponent(names.join('/'));
    const kind = kindOfOwner(environment);
    // This page is there for a package that is linked to the repository, as a push from its workflow does.
    if (kind === undefined)
        return { page: `${server}/${own}/pkgs/container/${name}` };
    const packages = `${server}/${kind}/${owner}/packages/container`;
    return { page: `${packages}/package/${name}`, settings: `${packages}/${name}/settings` };
}
/** What stands before the name of the owner in such addresses, by the event that started the workflow. */
function kindOfOwner(environment) {
    const { repository } = readEvent(environment);
    const owner = (0,oci_descriptor/* isRecord */.u4)(repository) ? repository['owner'] : undefined;
    const type = (0,oci_descriptor/* isRecord */.u4)(owner) ? owner['type'] : undefined;
    return type === 'Organization' ? 'orgs' : type === 'User' ? 'users' : undefined;
}

;// CONCATENATED MODULE: ./lib/action/open/visibility.js



const host = 'ghcr.io';
/** Nobody waits long for a notice: milliseconds for all of the question. */
const visibility_patience = 10_000;
/**
 * Says so where a workflow of a public repository has written to a package that is not public: all are private at first,
 * and whoever cannot pull it learns no reason. The token server tells, which gives a token for a public package to anybody
 * and answers 401 otherwise (openai/tunnel-client#75): one request, without credentials. No answer, and any other, is
 * nobody's concern: the step has done its work.
 */
async function tellIfPrivate(told, environment, ask, log) {
    const repository = writtenTo(told);
    const pages = repository === undefined ? undefined : packagePage(repository, environment);
    if (repository === undefined || pages === undefined || !isPublicRepository(environment))
        return;
    const scope = `repository:${repository.slice(host.length + 1)}:pull`;
    const url = `https://${host}/token?${new URLSearchParams({ service: host, scope })}`;
    const status = await ask(url, { what: host, accept: 'application/json', patience: visibility_patience }).then((answer) => answer.status, () => undefined);
    if (status !== 401 && status !== 403)
        return;
    const where = pages.settings ?? `${pages.page}, "Package settings"`;
    log.notice(`The package ${repository} is not public, though this repository is: nobody can pull it without a login. To change that, use "Change visibility" at ${where}`);
}
/** The first repository of GitHub's container registry to which something was written, `ghcr.io/owner/name`. */
function writtenTo({ about, things }) {
    const written = (things ?? [about]).filter(contract_told/* isChanged */.Hq);
    const found = written.find(({ reference }) => reference?.startsWith(`${host}/`));
    return found?.reference?.replace(/@.*/, '');
}

;// CONCATENATED MODULE: ./lib/action/open/trust.js
/**
 * Opens signing and the policy, once for a step and before the first request to a registry. Without `sign`, `attest` and
 * `verify`, no cryptography is loaded. Fails with INVALID_INPUT or SIGNING.
 */
async function openTrust(mode, { signing: asked, policy = {}, dryRun = false }, reach) {
    const { verify, trustedRoot } = policy;
    const isKeyless = asked !== undefined && (asked.sign === 'none' ? asked.attest.length > 0 : asked.sign === 'keyless');
    if (verify === 'none' && trustedRoot !== undefined && !isKeyless) {
        reach.log.warning('The input trusted-root does nothing without verify');
    }
    const signer = asked && (await __nccwpck_require__.e(/* import() */ 3183).then(__nccwpck_require__.bind(__nccwpck_require__, 3183)));
    const opened = asked && (await signer?.openSigning(asked, { dryRun, trustedRoot }, reach));
    const nobody = { signing: opened, sign: opened?.sign, verify: undefined, judge: undefined };
    if (verify === undefined || verify === 'none')
        return nobody;
    const { openJudge, openPolicy } = await __nccwpck_require__.e(/* import() */ 9495).then(__nccwpck_require__.bind(__nccwpck_require__, 9495));
    const wanted = { verify, trustedRoot };
    // Retention judges every manifest that may count towards keep-last.
    if (mode === 'delete')
        return { ...nobody, judge: await openJudge(wanted, reach) };
    return { ...nobody, verify: await openPolicy(wanted, reach) };
}

;// CONCATENATED MODULE: ./lib/action/perform-mode.js

const filesKind = async () => (await Promise.all(/* import() */[__nccwpck_require__.e(4006), __nccwpck_require__.e(1617), __nccwpck_require__.e(3778)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3778))).filesKind;
/** Each mode is a file of its own in dist/: a step loads the one it runs. */
const modes = {
    push: async (inputs, mode, around) => {
        if (inputs.kind === 'helm')
            return (await Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(4006), __nccwpck_require__.e(3382), __nccwpck_require__.e(8041), __nccwpck_require__.e(1617), __nccwpck_require__.e(7881), __nccwpck_require__.e(4736), __nccwpck_require__.e(2385)]).then(__nccwpck_require__.bind(__nccwpck_require__, 488))).pushCharts(inputs, mode, around);
        const { push } = await Promise.all(/* import() */[__nccwpck_require__.e(4006), __nccwpck_require__.e(1617), __nccwpck_require__.e(7881), __nccwpck_require__.e(8382)]).then(__nccwpck_require__.bind(__nccwpck_require__, 8382));
        const kindOf = inputs.kind === 'flux' ? (await Promise.all(/* import() */[__nccwpck_require__.e(4006), __nccwpck_require__.e(1617), __nccwpck_require__.e(1204), __nccwpck_require__.e(4293)]).then(__nccwpck_require__.bind(__nccwpck_require__, 4293))).fluxKind : await filesKind();
        return push(inputs, mode, { ...around, kind: kindOf(inputs, { ...mode, ...around }) });
    },
    pull: async (inputs, mode, around) => (await __nccwpck_require__.e(/* import() */ 4071).then(__nccwpck_require__.bind(__nccwpck_require__, 4071))).pull(inputs, mode, around),
    copy: async (inputs, mode, around) => (await Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(8041), __nccwpck_require__.e(7881), __nccwpck_require__.e(5907), __nccwpck_require__.e(1222)]).then(__nccwpck_require__.bind(__nccwpck_require__, 2101))).copy(inputs, mode, around),
    sync: async (inputs, mode, around) => (await Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(2856), __nccwpck_require__.e(8041), __nccwpck_require__.e(5907), __nccwpck_require__.e(8922)]).then(__nccwpck_require__.bind(__nccwpck_require__, 6552))).sync(inputs, mode, around),
    inspect: async (inputs, mode, around) => (await Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(8041), __nccwpck_require__.e(3004)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3004))).inspect(inputs, mode, around),
    tags: async (inputs, mode) => (await Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(8041), __nccwpck_require__.e(759)]).then(__nccwpck_require__.bind(__nccwpck_require__, 759))).tags(inputs, mode),
    tag: async (inputs, mode, around) => (await __nccwpck_require__.e(/* import() */ 2488).then(__nccwpck_require__.bind(__nccwpck_require__, 2488))).tag(inputs, mode, around),
    attach: async (inputs, mode, around) => {
        const { attach } = await Promise.all(/* import() */[__nccwpck_require__.e(4006), __nccwpck_require__.e(1617), __nccwpck_require__.e(7881), __nccwpck_require__.e(5747)]).then(__nccwpck_require__.bind(__nccwpck_require__, 5747));
        return attach(inputs, mode, { ...around, kind: (await filesKind())(inputs, { ...mode, ...around }) });
    },
    discover: async (inputs, mode, around) => (await __nccwpck_require__.e(/* import() */ 5621).then(__nccwpck_require__.bind(__nccwpck_require__, 5621))).discover(inputs, mode, around),
    delete: async (inputs, mode, around) => (await Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(8041), __nccwpck_require__.e(3072)]).then(__nccwpck_require__.bind(__nccwpck_require__, 3072))).deleteContent(inputs, mode, around),
};
/** Runs a mode, after signing and the policy were opened. */
async function performMode(name, inputs, mode, around) {
    // Some modes have none of these inputs.
    const given = inputs;
    mode.told.isDryRun = given.dryRun ?? false;
    await modes[name](inputs, mode, { ...around, ...(await openTrust(name, given, { ...mode, ...around })) });
}

;// CONCATENATED MODULE: ./lib/action/read/check-runner.js


/** Addresses of the GitHub that runs the workflow. */
const addresses = ['GITHUB_SERVER_URL', 'GITHUB_API_URL'];
/**
 * Refuses an environment in which a step could do its work and then not say so: addresses that are none, and command
 * files that are missing or cannot be written. Fails with INVALID_INPUT, before anything is done.
 *
 * @param files names of the variables with the command files that the step needs
 */
function checkRunner(environment, files, log) {
    const fail = (what, cause) => new lib_errors/* OciError */.Mf('INVALID_INPUT', what, { cause, topic: 'runner' });
    for (const name of addresses) {
        const value = environment[name];
        if (value && !/^https?:$/.test(URL.parse(value)?.protocol ?? '')) {
            throw fail(`The variable ${name} is not a URL: ${JSON.stringify(value)}`);
        }
    }
    for (const name of files) {
        const path = environment[name];
        if (!path) {
            // Outside a workflow nobody waits for it: what it would hold is printed.
            if (environment['GITHUB_ACTIONS'] !== 'true')
                continue;
            throw fail(`The variable ${name} is not set: later steps would see nothing of this one`);
        }
        try {
            (0,external_node_fs_.closeSync)((0,external_node_fs_.openSync)(path, 'r+'));
        }
        catch (error) {
            throw fail(`The file of the variable ${name} cannot be written (${(0,lib_errors/* systemCodeOf */.c7)(error)}): ${path}`, error);
        }
    }
    if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
        log.warning('NODE_TLS_REJECT_UNAUTHORIZED=0 is set: the certificates of registries, of chart repositories and of the API ' +
            'for packages are not verified. Those of token servers and of the services for signing are');
    }
}

// EXTERNAL MODULE: ./lib/modes/contract/fates.js
var fates = __nccwpck_require__(2368);
// EXTERNAL MODULE: ./lib/modes/find/find-manifest.js
var find_manifest = __nccwpck_require__(6937);
// EXTERNAL MODULE: ./lib/action/tell/printable.js
var printable = __nccwpck_require__(9635);
;// CONCATENATED MODULE: ./lib/action/tell/markdown.js



/** A longer cell makes a table that nobody reads. */
const maxCode = 500;
/** Shows a text from outside as it is: nothing in it is taken for Markdown, HTML or a link. */
function code(text) {
    const shown = (0,printable/* printable */.g)((0,cut_text/* cutText */.IN)(text, maxCode, '…'));
    if (shown.trim() === '')
        return '';
    // In a table, a bar ends the cell, and what stands before it may undo its escape: there, entities are safe.
    if (shown.includes('|'))
        return htmlCode(shown);
    const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
    const ticks = '`'.repeat(longest + 1);
    const gap = longest > 0 ? ' ' : '';
    return `${ticks}${gap}${shown}${gap}${ticks}`;
}
/** Shows a text from outside as `code` does, where HTML is written and not Markdown. */
function htmlCode(text) {
    return `<code>${entities((0,printable/* printable */.g)((0,cut_text/* cutText */.IN)(text, maxCode, '…')))}</code>`;
}
/**
 * Links words of our own, which are Markdown, to an address from outside; gives the words alone where the address is
 * not one of the web.
 */
function markdown_link(words, address) {
    if (!URL.canParse(address))
        return words;
    const { protocol, href } = new URL(address);
    if (protocol !== 'https:')
        return words;
    // An address is ASCII. What could end it, or the cell of a table, is written as its number.
    const safe = href.replace(/[^A-Za-z0-9:/?#=&%.,+~@_-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    return `[${words}](${safe})`;
}
/** Writes a table; the cells are Markdown. GitHub knows none without a head. */
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => ':---')), ...rows.map(line)].join('\n');
}
/** Writes a list of what is known: the name of each is text of our own, and its value Markdown. */
function list(rows) {
    return rows.map(([name, value]) => `- **${name}** ${value}`).join('\n');
}
/** Puts together what is known of texts, and says how many more there are than are shown. */
function some(texts, most, between = ', ') {
    const more = texts.length > most ? ` … and ${texts.length - most} more` : '';
    return `${texts.slice(0, most).join(between)}${more}`;
}
/** Writes a block of code whose fence is longer than any in it. */
function fence(text, language = '') {
    const shown = text.split('\n').map(printable/* printable */.g).join('\n');
    const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
    const ticks = '`'.repeat(longest + 1);
    return `${ticks}${language}\n${shown}\n${ticks}`;
}
/** Folds Markdown under a heading, which is HTML of our own. */
function folded(heading, body) {
    return `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`;
}
/** Shows a digest as people compare them. */
function markdown_short(digest) {
    return code((0,oci_digest/* shortDigest */.VK)(digest));
}
function entities(text) {
    return text.replace(/[^A-Za-z0-9 ]/gu, (character) => `&#${character.codePointAt(0)};`);
}

;// CONCATENATED MODULE: ./lib/action/tell/outcomes.js




/** How many items have one of these statuses. */
function having(things, ...names) {
    return things.filter(({ fate }) => names.includes(fate)).length;
}
/** The charts among what a push of charts tells; beside them, it has metadata of their repositories. */
function chartsOf(things) {
    return things.filter(({ what }) => what !== 'metadata');
}
function pushed(told, { verb, place }) {
    const { things, about } = told;
    if (!things && !about.digest)
        return `Nothing to push to ${place}: no files were found`;
    const charts = chartsOf(things ?? []);
    if (!things || things.length < 2)
        return undefined;
    if (!(0,contract_told/* changedIn */.We)(told))
        return `Unchanged: ${(0,words/* count */.U9)(charts.length, 'chart')} in ${place}`;
    const done = having(charts, 'pushed');
    const few = done < charts.length ? `${done} of ${(0,words/* count */.U9)(charts.length, 'chart')}` : (0,words/* count */.U9)(done, 'chart');
    return `${verb} ${done === 0 ? '' : `${few} `}to ${place}`;
}
function pushedInPart({ things = [] }, { place, why }) {
    const charts = chartsOf(things);
    const failed = having(charts, 'failed');
    if (things.length < 2 || failed === 0)
        return undefined;
    const all = (0,words/* count */.U9)(charts.length, 'chart');
    const done = having(charts, 'pushed');
    if (done > 0)
        return `Pushed ${done} of ${all} to ${place}, ${failed} failed`;
    const reason = failed > 1 ? 'failed' : why === 'already exists' ? 'exists with other content' : `failed, ${why}`;
    return `Not pushed to ${place}: ${failed} of ${all} ${reason}`;
}
/** What is copied: up to three tags by their names, else how many, and without tags the digest. */
function cargoOf({ tags = [], digest }) {
    if (tags.length === 0)
        return markdown_short(digest ?? '');
    return tags.length > 3 ? (0,words/* count */.U9)(tags.length, 'tag') : tags.map(code).join(', ');
}
function copied(told, { verb, place }) {
    const { about, things } = told;
    const places = things === undefined ? place : (0,words/* count */.U9)(things.length, 'place');
    return (0,contract_told/* changedIn */.We)(told) ? `${verb} ${cargoOf(about)} to ${places}` : `Unchanged: ${cargoOf(about)} in ${places}`;
}
function copiedInPart({ about, things }, { why }) {
    if (things === undefined)
        return undefined;
    const done = having(things, 'copied', 'unchanged', 'kept');
    if (done === 0)
        return `Not copied to any of ${(0,words/* count */.U9)(things.length, 'place')}: ${why}`;
    return `Copied ${cargoOf(about)} to ${done} of ${(0,words/* count */.U9)(things.length, 'place')}`;
}
/** What a sync is about: tags, unless there are digests among them. */
function nounOf(things) {
    return things.some(({ what }) => what === 'manifest') ? 'reference' : 'tag';
}
function synced(told, { place }) {
    const { things = [], isDryRun } = told;
    const all = (0,words/* count */.U9)(things.length, nounOf(things));
    if (!(0,contract_told/* changedIn */.We)(told))
        return things.length === 0 ? 'Nothing to sync' : `Unchanged: ${all} in ${place}`;
    if (!isDryRun)
        return `Synced ${all} to ${place}`;
    return `Would sync ${having(things, 'new', 'moved')} of ${all} to ${place}`;
}
function syncedInPart({ things = [], isDryRun }, { place }) {
    const done = having(things, 'new', 'moved', 'unchanged', 'kept');
    if (done === 0 || isDryRun)
        return undefined;
    return `Synced ${done} of ${(0,words/* count */.U9)(things.length, nounOf(things))} to ${place}`;
}
function attached(told, { verb, place }) {
    const { digest, artifactType } = told.about;
    if (!digest)
        return `Nothing to attach in ${place}: no files were found`;
    return (0,contract_told/* changedIn */.We)(told) && artifactType ? `${verb} ${code(artifactType)} to ${place}` : undefined;
}
function deleted(told, { place }) {
    const { things = [], isDryRun } = told;
    if (!(0,contract_told/* changedIn */.We)(told))
        return undefined;
    const done = things.filter(({ fate }) => fates/* fates */.q[fate].wrote);
    const tags = done.reduce((sum, { tags: own = [] }) => sum + own.length, 0);
    const bare = done.filter(({ what }) => what === 'manifest').length;
    const counts = [...(tags > 0 ? [(0,words/* count */.U9)(tags, 'tag')] : []), ...(bare > 0 ? [(0,words/* count */.U9)(bare, 'untagged manifest')] : [])];
    return `${isDryRun ? 'Would delete' : 'Deleted'} ${counts.join(' and ')} of ${place}`;
}

;// CONCATENATED MODULE: ./lib/action/tell/modes.js


const sent = ['sent', 'sent', 'send'];
const modes_received = ['received', 'fetched', 'fetch'];
const reading = { writes: false, creates: false, publishes: false, moves: modes_received };
const publishing = { writes: true, creates: true, publishes: true, moves: sent };
const modes_modes = {
    push: {
        ...publishing,
        verbs: ['Pushed', 'Would push', 'Unchanged'],
        failed: ['Not pushed to', 'Pushed only in part to'],
        takesFiles: true,
        things: { head: 'Chart', columns: ['size', 'why', 'before'], open: 10, where: 'below', isOneAlone: true },
        outcome: pushed,
        partly: pushedInPart,
    },
    pull: {
        ...reading,
        verbs: ['Pulled', 'Pulled', 'Pulled'],
        failed: ['Could not pull', 'Could not finish the pull of'],
    },
    copy: {
        ...publishing,
        verbs: ['Copied', 'Would copy', 'Unchanged'],
        failed: ['Not copied to', 'Copied only in part to'],
        unfound: 'Could not copy',
        things: { head: 'Target', columns: ['why', 'before'], open: 0, where: 'each', isOneAlone: false },
        outcome: copied,
        partly: copiedInPart,
    },
    sync: {
        ...publishing,
        publishes: false,
        verbs: ['Synced', 'Would sync', 'Unchanged'],
        failed: ['Not synced to', 'Synced only in part to'],
        things: { head: 'Target', columns: ['source', 'why', 'before'], open: 0, where: 'common', isOneAlone: false },
        outcome: synced,
        partly: syncedInPart,
    },
    inspect: {
        ...reading,
        verbs: ['Inspected', 'Inspected', 'Inspected'],
        failed: ['Could not inspect', 'Could not inspect'],
        describes: true,
    },
    tags: {
        ...reading,
        verbs: ['Listed', 'Listed', 'Listed'],
        failed: ['Could not list the tags of', 'Could not list the tags of'],
        counts: ({ tags = [] }) => [tags.length, 'tag'],
        outcome: ({ about: { tags = [] } }, { verb, place }) => `${verb} ${(0,words/* count */.U9)(tags.length, 'tag')} of ${place}`,
    },
    tag: {
        ...publishing,
        creates: false,
        verbs: ['Tagged', 'Would tag', 'Unchanged'],
        failed: ['Not tagged in', 'Tagged only in part in'],
    },
    attach: {
        ...publishing,
        verbs: ['Attached', 'Would attach', 'Unchanged'],
        failed: ['Not attached in', 'Attached only in part in'],
        takesFiles: true,
        outcome: attached,
    },
    discover: {
        ...reading,
        verbs: ['Discovered', 'Discovered', 'Discovered'],
        failed: ['Could not list what is attached in', 'Could not list what is attached in'],
        counts: ({ referrers, details }) => referrers && [totalOf(details), 'referrer'],
        outcome: ({ about: { details } }, { place }) => `Found ${(0,words/* count */.U9)(totalOf(details), 'referrer')} in ${place}`,
    },
    delete: {
        ...reading,
        writes: true,
        verbs: ['Deleted in', 'Would delete in', 'Nothing to delete in'],
        failed: ['Not deleted in', 'Deleted only in part in'],
        conflict: 'Still in use',
        things: { head: 'Tag', columns: ['why', 'digest'], open: 0, where: 'one', isOneAlone: false },
        outcome: deleted,
    },
};
/** How many referrers there are, of which the output may have fewer. */
function totalOf(details) {
    return Number(details?.['total'] ?? 0);
}

;// CONCATENATED MODULE: ./lib/action/tell/headline.js








/** The verb that tells what came of a step. */
function verbOf({ mode }, told) {
    const [done, planned, unchanged] = modes_modes[mode].verbs;
    return !(0,contract_told/* changedIn */.We)(told) ? unchanged : told.isDryRun ? planned : done;
}
/** Names what a step was to work on, and says that it does not exist; a repository alone stands for its versions. */
function absenceIn({ reference }) {
    const isNamed = reference.digest !== undefined || reference.tags.length > 0;
    return isNamed ? [(0,find_manifest/* fullName */.fq)(reference), 'does not exist'] : [(0,oci_reference/* formatRepository */.Sh)(reference), 'has no such version'];
}
/**
 * The last lines of the log: what was done to what in how many milliseconds, in one sentence, and below it the reference
 * by digest, where the sentence has tags.
 */
function headline(step, told, milliseconds) {
    const { about, things: items, isDryRun } = told;
    const { reference, repository = '', tags = [] } = about;
    const { takesFiles, verbs, things, counts } = modes_modes[step.mode];
    if (takesFiles && reference === undefined && items === undefined)
        return ['Nothing to do: no files were found'];
    if (told.exists === false)
        return [`Nothing to ${step.mode}: ${absenceIn(step).join(' ')}`];
    const verb = verbOf(step, told);
    const time = (0,format_duration/* formatDuration */.a)(milliseconds);
    const isDone = verb === verbs[0];
    const [within, after] = isDone ? [` in ${time}`, ''] : ['', `, checked in ${time}`];
    if (items !== undefined && !(things?.isOneAlone && items.length === 1 && reference !== undefined)) {
        const byWord = Map.groupBy(items, ({ fate }) => (0,fates/* wordOf */.a)(fate, isDryRun));
        const list = [...byWord].map(([status, { length }]) => `${length} ${status}`);
        const facts = [...(list.length > 0 ? list : ['nothing was selected']), ...sentOf(step, told)];
        const isEach = things?.where === 'each';
        const place = isEach
            ? sourceOf(step, about)
            : things?.where === 'below'
                ? (0,oci_reference/* formatRepository */.Sh)(step.reference)
                : repository;
        const sentence = `${verb}${place ? ` ${place}` : ''}: ${facts.join(', ')}${within}${after}`;
        return [sentence, ...(isEach ? items.map((item) => targetLine(item, isDryRun)) : [])];
    }
    const counted = counts?.(about);
    if (counted)
        return [`${verb} ${(0,words/* count */.U9)(...counted)} of ${reference ?? repository}${within}`];
    const facts = factsOf(step, told).join(', ');
    const written = tags.filter((tag) => about.tagged?.[tag] !== 'kept');
    const tagged = tags.length > 0 ? `${repository}:${(written.length > 0 ? written : tags).join(', ')}` : undefined;
    const what = tagged ?? reference ?? repository;
    const from = sourceOf(step, about);
    const whole = from === undefined ? what : isDone || isDryRun ? `${from} to ${what}` : `${what} from ${from}`;
    const sentence = `${verb}${verb === 'Unchanged' ? ':' : ''} ${whole}${within}${facts ? ` (${facts})` : ''}${after}`;
    return [sentence, ...(tagged !== undefined && reference !== undefined ? [`  ${reference}`] : [])];
}
/** What came of one target of several. */
function targetLine({ name, tags = [], fate }, isDryRun) {
    return `  ${name}${tags.length > 0 ? `:${tags.join(', ')}` : ''}: ${(0,fates/* wordOf */.a)(fate, isDryRun)}`;
}
/** What was copied: by its tag, where its digest is that of the copy, which is told anyway. */
function sourceOf({ reference }, { source, digest }) {
    const pin = `@${digest}`;
    return reference.tags.length > 0 && source?.endsWith(pin) ? source.slice(0, -pin.length) : source;
}
function factsOf(step, told) {
    const { files = [], size } = told.about;
    const sent = sentOf(step, told);
    const directories = files.filter(({ entries }) => entries !== undefined).length;
    const isAllSent = sent.length > 0 && (0,contract_told/* movedIn */.B7)(told)?.transferred === size && size !== 0;
    return [
        ...(files.length > 0 ? [(0,words/* countFiles */.Dc)(files.length - directories, directories)] : []),
        ...(size === undefined || isAllSent ? [] : [(0,format_bytes/* formatBytes */.z)(size)]),
        ...sent,
    ];
}
/** How much was moved; a dry run moves nothing, and says nothing of it. */
function sentOf({ mode }, told) {
    const { transferred } = (0,contract_told/* movedIn */.B7)(told) ?? {};
    if (told.isDryRun || transferred === undefined)
        return [];
    return [`${transferred === 0 ? 'nothing' : (0,format_bytes/* formatBytes */.z)(transferred)} ${modes_modes[mode].moves[0]}`];
}

// EXTERNAL MODULE: ./lib/action/tell/log.js
var log = __nccwpck_require__(2158);
;// CONCATENATED MODULE: ./lib/action/tell/shorten.js
/**
 * Writes JSON in which nothing hides or turns the direction of text: such characters are escaped, which no reader of
 * JSON notices.
 */
function visibleJson(value) {
    return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => character
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join(''));
}
/** Cuts a text to a number of bytes, between two characters. */
function cutBytes(text, limit) {
    const bytes = Buffer.from(text).subarray(0, limit);
    // A cut in the middle of a character leaves its first bytes.
    return bytes.toString().replace(/\ufffd+$/, '');
}
/** Writes lines of text in at most so many bytes: whole lines, from the first on. */
function shortLines(lines, limit) {
    return fitting(lines, (line) => Buffer.byteLength(line) + 1, limit + 1).join('\n');
}
/** Writes a list or a record as JSON of at most so many bytes: with fewer items, from the first on. */
function shortJson(value, limit) {
    return visibleJson(shorter(value, limit));
}
/**
 * Writes a record of outputs as JSON of at most so many bytes, with `truncated: true`: the longest of its lists have
 * fewer items, and of what is too long and not a list nothing is left.
 */
function shortRecord(record, limit) {
    const short = { ...record, truncated: true };
    for (let excess = shorten_bytesOf(short) - limit; excess > 0; excess = shorten_bytesOf(short) - limit) {
        const sizes = Object.entries(record).map(([key]) => ({ key, value: short[key], size: shorten_bytesOf(short[key]) }));
        const [longest] = sizes.sort((a, b) => b.size - a.size);
        if (!longest || longest.size === 0)
            break;
        const { key, value, size } = longest;
        const isListed = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
        // Halved at most, so that all lists keep some of their items.
        short[key] = isListed ? shorter(value, Math.max(size - excess, Math.floor(size / 2))) : undefined;
    }
    return visibleJson(short);
}
/** The first items of a list, or members of a record, of which the JSON has at most so many bytes. */
function shorter(value, limit) {
    // Two brackets, and a comma less than there are items.
    const room = limit - 1;
    if (Array.isArray(value))
        return fitting(value, (item) => shorten_bytesOf(item) + 1, room);
    const sizeOf = ([key, member]) => shorten_bytesOf(key) + shorten_bytesOf(member) + 2;
    return Object.fromEntries(fitting(Object.entries(value), sizeOf, room));
}
function fitting(items, sizeOf, room) {
    let total = 0;
    const end = items.findIndex((item) => {
        total += sizeOf(item);
        return total > room;
    });
    return items.slice(0, end < 0 ? items.length : end);
}
function shorten_bytesOf(value) {
    return value === undefined ? 0 : Buffer.byteLength(visibleJson(value));
}

;// CONCATENATED MODULE: ./lib/action/tell/outputs.js








/** The runner keeps at most 1 MiB of outputs for a job; one step shall not use it up. */
const maxOutputBytes = 256 * 1024;
const fact = (key, inJson = key) => [
    inJson,
    ({ about }) => about[key],
];
/** The outputs in the order of action.yml; `json` shows them all, or the list of things. */
const outputs = {
    digest: fact('digest'),
    reference: fact('reference'),
    repository: fact('repository'),
    tags: fact('tags'),
    tag: ['tag', ({ about: { tags } }) => tags && (tags[0] ?? '')],
    url: ['url', ({ page }) => page],
    version: fact('version'),
    'media-type': fact('mediaType'),
    'artifact-type': fact('artifactType'),
    size: fact('size'),
    changed: ['changed', contract_told/* changedIn */.We],
    'new-content': ['newContent', contract_told/* newContentIn */.pk],
    path: fact('path'),
    files: fact('files'),
    manifest: fact('manifest'),
    referrers: fact('referrers'),
    transferred: ['transferred', (told) => (0,contract_told/* movedIn */.B7)(told)?.transferred],
    reused: ['reused', (told) => (0,contract_told/* movedIn */.B7)(told)?.reused],
    previous: fact('previous'),
    exists: ['exists', ({ exists }) => exists],
    signatures: ['signatures', ({ signatures }) => signatures],
    'attestation-url': ['attestationUrls', ({ attestations }) => attestations],
    verified: ['verified', ({ verified }) => verified],
};
/** The members of an entry of `json`, where that is a list. */
const members = {
    name: ({ name }) => name,
    status: ({ fate }) => fate,
    reference: ({ reference }) => reference,
    digest: ({ digest }) => digest,
    tags: ({ tags }) => tags,
    version: ({ version }) => version,
    size: ({ size }) => size,
    changed: contract_told/* isChanged */.Hq,
    source: ({ source }) => source,
    previous: ({ previous }) => previous,
    signatures: ({ signatures }) => signatures,
    reason: ({ reason }) => reason,
    position: ({ position }) => position,
    side: ({ side }) => side,
};
/**
 * Sets the outputs of the step, as far as results are known. Of a value that is too long there are fewer items or lines,
 * so that JSON stays JSON, and the whole is put into a file. Fails with REGISTRY, before any is set, where the runner
 * would drop one.
 */
function setOutputs(told, log, environment) {
    const values = Object.entries(outputs).map(([name, [, read]]) => [name, outputOf(name, read(told))]);
    const json = jsonOf(told);
    const set = [...values, ['json', json]].filter((row) => row[1] !== undefined);
    for (const [name, { whole }] of set)
        checkForTokens(name, whole);
    const long = set.filter(([, { whole }]) => Buffer.byteLength(whole) > maxOutputBytes);
    for (const row of set) {
        const [name, { whole, short }] = row;
        (0,core/* setOutput */.uH)(name, long.includes(row) ? short(maxOutputBytes) : whole);
    }
    if (long.length === 0)
        return;
    const path = (0,external_node_path_.join)((0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(environment['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), 'oci-artifact-')), 'outputs.json');
    (0,external_node_fs_.writeFileSync)(path, json.whole);
    (0,core/* setOutput */.uH)('truncated', true);
    (0,core/* setOutput */.uH)('json-path', path);
    const names = long.map(([name]) => name).join(', ');
    log.notice(`Outputs of more than ${maxOutputBytes} bytes were shortened: ${names}. The whole is in ${path}`);
}
/** All outputs as one record, or the list of what the step did; both say whether anything was written. */
function jsonOf(told) {
    const { things, about, isDryRun } = told;
    if (things)
        return listed(things.map((thing) => ({ ...entryOf(thing), wrote: !isDryRun && (0,contract_told/* isChanged */.Hq)(thing) })));
    const all = Object.fromEntries(Object.values(outputs).map(([key, read]) => [key, read(told)]));
    const changed = (0,contract_told/* changedIn */.We)(told);
    const wrote = changed === undefined ? {} : { wrote: !isDryRun && changed };
    const record = { ...all, ...wrote, source: about.source, ...about.details };
    return { whole: visibleJson(record), short: (limit) => shortRecord(record, limit) };
}
function entryOf(thing) {
    return Object.fromEntries(Object.entries(members).map(([key, read]) => [key, read(thing)]));
}
/** Shows lists and records as JSON, tags and addresses in lines, and everything else as it is. */
function outputOf(name, value) {
    if (value === undefined)
        return undefined;
    if (name === 'tags' || name === 'attestation-url') {
        const lines = value;
        return { whole: lines.join('\n'), short: (limit) => shortLines(lines, limit) };
    }
    if (typeof value === 'object')
        return listed(value);
    const whole = value.toString();
    // Steps put this output into commands, and what others wrote may be any text; json has it as it is.
    if (name === 'artifact-type' && !(0,media_types/* isMediaType */.LA)(whole))
        return { whole: '', short: () => '' };
    // A part of a manifest is not JSON, and another manifest is not what was served.
    return { whole, short: (limit) => (name === 'manifest' ? '' : cutBytes(whole, limit)) };
}
function listed(value) {
    return { whole: visibleJson(value), short: (limit) => shortJson(value, limit) };
}

;// CONCATENATED MODULE: ./lib/action/remedies/input-remedies.js
/** Advice where an input, or a file that it names, is wrong. The last row fits always. */
const inputRemedies = [
    [
        { topic: 'runner' },
        'The runner sets this variable, and makes the file: has an earlier step, `env:` or a container option changed it? Of a self-hosted runner or another program that runs actions, check its version and settings.',
    ],
    [{ said: /EACCES|EPERM/ }, 'The user of the runner has no permission for this file: check its owner and mode.'],
    [
        { topic: 'missing-secret' },
        'A secret that is not set is empty: check its name, and whether this workflow gets it. Pull requests from forks and from Dependabot do not, and a reusable workflow only with `secrets: inherit`.',
    ],
    [
        { topic: 'unknown-input' },
        'Correct the name under `with:`; if it is a variable of the workflow that has nothing to do with this step, rename it: the runner passes inputs as `INPUT_…` variables.',
    ],
    [
        { mode: 'copy', topic: 'untagged-reference' },
        'Add a tag or a digest to `reference`. To copy all tags of a repository, or those that match a range or a pattern, use `mode: sync`.',
    ],
    [
        { mode: /^(?:pull|inspect)$/, topic: 'untagged-reference' },
        'Add a tag or a digest to `reference`, or set `version` to a version or a range of them, such as `^1.2`.',
    ],
    [{ topic: 'tag-list' }, 'Write one tag per line, without commas.'],
    [{ topic: 'empty-tag' }, 'The tag is empty: is the expression that fills it set?'],
    [{ topic: 'empty-digest' }, 'Is the output that it comes from set, and does `needs` name the job that sets it?'],
    [
        { topic: 'empty-policy' },
        'Write a policy, or `none` to accept what is unsigned. A variable that is not set is empty, and must not switch the check off.',
    ],
    [
        { topic: 'policy' },
        ({ documents }) => `Write entries such as \`- key: FILE\`, or \`- github: octo-org/hello\` with a \`ref\`, one for each who has to have signed: ${documents}/trust.md`,
    ],
    [
        { topic: 'trust-root' },
        'Give a trusted_root.json of Sigstore, or what `gh attestation trusted-root` prints; without `trusted-root`, the public ones are fetched.',
    ],
    [
        { topic: 'sign-key-password' },
        'Set `sign-key-password` to the password that `cosign generate-key-pair` asked for, from a secret.',
    ],
    [
        { topic: 'sign-key' },
        'Give the whole private key, from its `-----BEGIN` to the end of its last line and not in base64, as `cosign generate-key-pair` writes it to cosign.key, or a P-256 or RSA key in PEM; or the path of its file.',
    ],
    [
        { topic: 'signing-config' },
        'Give `public`, `public-v2`, `github`, or a file with a signing config of Sigstore (v0.2), together with `trusted-root`.',
    ],
    [{ topic: 'provenance' }, 'Use `sign: keyless`, or leave `provenance` out of `attest`.'],
    [
        { topic: 'attestation' },
        ({ documents }) => `Write \`provenance\`, \`sbom=FILE\`, or the URI of a type with \`=FILE\`, one per line, with files in JSON: ${documents}/trust.md`,
    ],
    [
        { topic: 'public-key' },
        'Give a P-256 or RSA public key in PEM, such as the cosign.pub that `cosign generate-key-pair` writes.',
    ],
    [
        { topic: 'registry-auth' },
        'Write `- registry: HOST` entries, and secrets as `${{ toJSON(secrets.NAME) }}`, since some characters have a meaning in YAML.',
    ],
    [
        { topic: 'tag-form' },
        'To make a tag of the name of a branch, use docker/metadata-action, or replace its slashes in a `run` step: `${GITHUB_REF_NAME//\\//-}`.',
    ],
    [
        { topic: 'missing-chart-yaml' },
        'Name directories that have a Chart.yaml, such as `charts/web`, or `charts/*` for all charts in one folder.',
    ],
    [
        { topic: 'chart-dependency-range' },
        'Correct the range in Chart.yaml, or set `chart-dependencies`: `update` fetches a version in the range, and `as-is` packs what is there, which Helm then uses without the alias of the dependency.',
    ],
    [
        { topic: 'chart-dependency' },
        'Set `chart-dependencies: update` to fetch them, or commit what `helm dependency build` puts into charts/.',
    ],
    [
        { topic: 'outside-link' },
        'If it may leave this folder, set `symlinks: follow` in a push, or write its real path; if not, find out who made the link.',
    ],
    [
        { topic: 'symbolic-link' },
        'Name the file that the link points to. With `symlinks: keep`, the default, links to files of the workspace are taken.',
    ],
    [
        { topic: 'foreign-expect-digest' },
        'In a push, write the digest that the result must have into `reference`, after an `@`.',
    ],
    [
        { topic: 'system-file', said: /"\/dev\/null" of the input config/ },
        'Write `{}` into a file and name that in `config`, or leave `config` out.',
    ],
    [{ mode: 'pull', topic: 'system-file' }, 'Set `path` to a folder of its own in the workspace.'],
    [
        { topic: 'system-file' },
        'Copy what you want into a file, and name that file; a link to such a place is rarely an accident.',
    ],
    [
        { topic: 'no-match', said: /^No chart matches/ },
        'A chart is a directory with a Chart.yaml: name it, such as `charts/web`, or all in a folder, as in `charts/*`. Did actions/checkout run before?',
    ],
    [
        { topic: 'no-match' },
        'Write one path or pattern per line, without quotes, dashes or commas, relative to the workspace. `*` finds the files of one folder, `**` also those below. Did actions/checkout and the build run before?',
    ],
    [
        { topic: 'empty-directory' },
        'Did the step that fills it run before? Hidden files are taken with `include-hidden-files: true`; with `if-no-files-found: warn`, the directory is left out.',
    ],
    [
        { topic: 'missing-file' },
        'Did actions/checkout run before this step, and the step that makes the file? Paths are relative to the workspace.',
    ],
    [
        { topic: 'outside-root' },
        'Set `root` to a directory that holds all `files`: names in the artifact are relative to it.',
    ],
    [
        { topic: 'media-type' },
        'What follows the last colon of a line is a media type, `type/subtype`, such as `application/yaml`.',
    ],
    [{ topic: 'path-clash' }, 'Rename one of the two, or exclude it with a line such as `!path/to/file` in `files`.'],
    [
        { topic: 'broken-link' },
        'Correct the link, or exclude it with a line such as `!path/to/link` in `files`. Hidden files are packed with `include-hidden-files: true`.',
    ],
    [
        { topic: 'flux-source' },
        'Name one directory in `files`, without a media type; for anything else, use `kind: artifact`.',
    ],
    [{ topic: 'chart-clash' }, 'Push them in two steps, or correct the name or the version in one Chart.yaml.'],
    [{ topic: 'checkout' }, 'Run actions/checkout before this step, in a job whose image has git.'],
    [{ topic: 'pull-path' }, 'Set `path` to a folder of its own in the workspace, which is made if it is missing.'],
    [
        { topic: 'credentials-file' },
        'Log in again before this step, which writes the file again, or remove it if no login is needed.',
    ],
    [{ topic: 'foreign-input' }, 'Leave it out, or set the `mode` or `kind` that takes it.'],
    [{ topic: 'combined-inputs' }, 'Leave out one of the two.'],
    [{ topic: 'untagged-reference' }, 'Add a tag or a digest to `reference`.'],
    [
        { mode: /^(?:pull|inspect)$/, said: /^The version ".*" is neither/ },
        'Give a version, or a range such as `^1.2`. A tag goes into `reference`, as in `host/name:latest`.',
    ],
    [
        { mode: 'sync', isInFile: true },
        ({ documents }) => `Correct the file that is named here, which has the form \`HOST: {images: {REPOSITORY: [TAG]}}\`: ${documents}/sync.md`,
    ],
    [{ isInFile: true }, 'Correct the file that is named here.'],
    // The message says what the value must be.
    [{ mode: '' }, ({ documents }) => `What each input takes: ${documents}/inputs.md#every-mode`],
    [{}, ({ mode, documents }) => `What each input of mode ${mode} takes: ${documents}/inputs.md#${mode}`],
];

;// CONCATENATED MODULE: ./lib/action/remedies/login-remedies.js
const dockerHub = /^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)$/;
const ecr = /\.dkr\.ecr(?:-fips)?\..*\.amazonaws\./;
/** Advice where a well-known registry was shown no login, each of which has a way of its own to get one. */
const logins = [
    [
        { host: dockerHub },
        (failure) => `Docker Hub also answers 401 where the repository does not exist: check its spelling. ${loginToHub(failure)}`,
    ],
    [
        { host: ecr, login: '' },
        'Log in to Amazon ECR before this step, in this job: aws-actions/configure-aws-credentials, then aws-actions/amazon-ecr-login.',
    ],
    [
        { host: /(?:^|-docker\.)pkg\.dev$|(?:^|\.)gcr\.io$/, login: '' },
        'Log in to Google before this step: google-github-actions/auth with `token_format: access_token`, then give its output `access_token` as the password of the user `oauth2accesstoken`.',
    ],
    [
        { host: /\.azurecr\.(?:io|cn|us)$/, login: '' },
        'Log in to Azure before this step, in this job: azure/login, then `az acr login --name NAME` in a `run` step.',
    ],
];
function loginToHub({ login, mode, isElsewhere }) {
    if (login !== '')
        return 'If it exists, is the access token of this login correct, not expired, and allowed to use it?';
    if (mode === 'sync')
        return 'If it is private, give the source its `credentials` in the sync file, or log in before.';
    if (mode === 'copy' && isElsewhere) {
        return 'Give this target its credentials in `registry-auth`, or log in before this step (docker/login-action).';
    }
    return 'If it is private, pass `username` and `password`, or log in before this step (docker/login-action).';
}

;// CONCATENATED MODULE: ./lib/action/remedies/network-remedies.js
/** Advice where the name of a host looks like that of a well-known registry. */
function didYouMeanHost({ similarHost }) {
    return `Did you mean ${similarHost}? This host only has a similar name, and the token of GitHub was not sent to it. If it is the right one, give it \`username\` and \`password\`.`;
}
/** Whose certificates count could not be found out; nothing is taken then. */
const missingRoot = [
    { topic: 'trust-root' },
    'The root is fetched from tuf-repo-cdn.sigstore.dev or tuf-repo.github.com: let the runner reach it, by the variable `https_proxy` where there is a proxy, or keep the root in a file and name that in `trusted-root`.',
];
/** Advice where no answer came: names, ports, proxies and TLS. The last row fits always. */
const networkRemedies = [
    missingRoot,
    [
        { system: /^(?:SELF_SIGNED_|UNABLE_TO_|DEPTH_ZERO_|CERT_UNTRUSTED)/ },
        'The certificate of the registry is signed by an authority that is unknown here: pass its certificate with `ca-file`, add it to the authorities of the system, or name it in the variable `SSL_CERT_FILE` or `NODE_EXTRA_CA_CERTS`.',
    ],
    [{ system: 'CERT_HAS_EXPIRED' }, 'The certificate of the registry has expired: its owner must renew it.'],
    [
        { system: /^(?:CERT_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/ },
        'The certificate of the registry is not valid for this host or time: check the host name, and the clock of the runner.',
    ],
    [
        { said: /wrong version number|packet length too long|EPROTO|ERR_SSL_/i },
        'The registry does not speak TLS. If it speaks plain HTTP, set `plain-http: true`.',
    ],
    [
        { said: /\b407\b/ },
        'The proxy refused the connection: its user and password belong in the variable, as in `https_proxy=http://user:password@proxy:3128`; hosts that are reached without it belong in `no_proxy`.',
    ],
    [{ similarHost: /./, said: /Proxy response/ }, didYouMeanHost],
    [
        { said: /Proxy response/ },
        'The proxy could not reach the registry: check the spelling of its host. Hosts that are reached without the proxy belong in `no_proxy`.',
    ],
    [{ similarHost: /./, system: /^(?:ENOTFOUND|EAI_AGAIN)$/ }, didYouMeanHost],
    [
        { system: /^(?:ENOTFOUND|EAI_AGAIN)$/, hasProxy: true },
        'The name of the registry cannot be resolved. Check its spelling, and the variables `https_proxy` and `no_proxy`.',
    ],
    [{ system: /^(?:ENOTFOUND|EAI_AGAIN)$/ }, 'The name of the registry cannot be resolved: check its spelling.'],
    [
        { topic: 'broken-connection', system: 'ECONNREFUSED' },
        'The registry answered before in this step, and is gone: run the job again when it is back. If this persists, its log tells why it ends.',
    ],
    [
        { topic: 'broken-connection', said: /HTTP\/|parse|socket hang up|other side closed|ECONNRESET|EPIPE|terminated/i },
        'The connection broke, though the registry answered before in this step: run the job again. If this persists, its log tells more, or that of a proxy in front of it.',
    ],
    [
        { system: 'ECONNREFUSED', host: /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/ },
        'Nothing listens there: is the registry running? A service container is reached from the job only through the `ports:` that it lists; a job that runs in a container itself reaches it by its name.',
    ],
    [
        { system: 'ECONNREFUSED', hasProxy: true },
        'Nothing listens there: check host and port, and the variables `https_proxy` and `no_proxy`.',
    ],
    [{ system: 'ECONNREFUSED' }, 'Nothing listens there: check host and port, and that the registry is running.'],
    [
        { said: /HTTP\/|parse|socket hang up|other side closed/i },
        'The connection broke. If the registry speaks TLS, do not set `plain-http: true`.',
    ],
    [{}, 'Check that the registry can be reached from this runner; `timeout` and `retries` set how long to try.'],
];

;// CONCATENATED MODULE: ./lib/action/remedies/trust-remedies.js
/** The tag that each signer writes again: rules for immutable tags, as Harbor and ECR have them, are in its way. */
const fixedSignatureTag = [
    { isWriting: true, said: /\bsha256-[\da-f]{64}\.sig\b/ },
    'The registry does not let the tag of the signatures be written again: exempt `sha256-*` from its rule for immutable tags, or set `signature-format: bundle`.',
];
/** The list of referrers, where the registry has no API for it: bundles are on it too. */
const fixedListTag = [
    { isWriting: true, said: /\bsha256-[\da-f]{64}(?![\da-f.])/ },
    'The registry does not let the list of what is attached be written again: exempt `sha256-*` from its rule for immutable tags.',
];
/** No signature is the one that `verify` asks for. */
const untrusted = [
    [
        { topic: 'unsigned' },
        'Publish it with `sign: keyless` or `sign: key`, or sign it with `mode: tag`. If it was signed elsewhere, was it copied with `referrers: false`, or by a program that leaves signatures behind? For one platform of a signed index, name the index and set `platforms`.',
    ],
    [
        { topic: 'other-predicate' },
        'Set `predicate` to the type that was found, or publish the required one. Without `predicate`, a plain signature is required.',
    ],
    [{}, 'If you trust that signer, add it to `verify`. If not, do not use the artifact, and find out who published it.'],
];
/** A signature could not be made. */
const notSigned = [
    [{ topic: 'id-token', said: /another one$/ }, 'Use `sign: key`, which works everywhere.'],
    [
        { topic: 'id-token' },
        'Add `id-token: write` to the `permissions` of the job. A pull request from a fork never gets a token: do not sign there.',
    ],
    [
        { topic: 'certificate-refused' },
        'The authority does not take the token of this job: is `signing-config` the one for this GitHub? Public repositories get certificates from sigstore.dev, private and internal ones from GitHub, on GitHub Enterprise Cloud alone. Elsewhere, use `sign: key`.',
    ],
    [
        { topic: 'log-size' },
        'The log may not accept an entry of this size: the public one announces a limit of 100 KB. Leave the SBOM out of `attest`, and attach it with `mode: attach`.',
    ],
    [
        { topic: 'log-refused' },
        'The log does not accept this entry: does `signing-config` name the right version of its API, and does the log know the authority that issued the certificate? If it is a Sigstore of your own, its log says more.',
    ],
    [{ topic: 'provenance' }, 'Leave `provenance` out of `attest`.'],
    [
        { topic: 'public-services' },
        'Let the runner reach tuf-repo-cdn.sigstore.dev and run the job again, or set `signing-config: public`, which can do without it.',
    ],
    [
        { topic: 'signing-service' },
        'Run the job again: what was sent is there, and signing goes on from it. If this persists, look at https://status.sigstore.dev, and whether the runner can reach the service.',
    ],
    [{}, 'Run the job again: what was sent is there, and signing goes on from it.'],
];

;// CONCATENATED MODULE: ./lib/action/remedies/registry-remedies.js


/** Some take no manifest whose subject they do not have, and some none with a subject. */
const refusedReferrer = [
    { mode: /^(?:copy|sync)$/, answer: /\bsubject\b/ },
    'This registry refuses what refers to the artifact, such as a signature: leave it behind with `referrers: false`. If it refuses the artifact itself for a subject that it lacks, `referrers: true` takes the subject along.',
];
/** The list of what refers to an artifact is refused, or fails. */
const unreadReferrers = [
    { mode: /^(?:copy|sync)$/, topic: 'referrers-list' },
    'The registry does not list what is attached to the artifact, such as signatures. If that may stay behind, set `referrers: false`; if not, ask the owner of the registry, whose log tells more.',
];
/** Advice where a registry does not do this. The last row fits always. */
const unsupported = [
    [
        { mode: 'delete', isGitHub: true },
        "This registry deletes only through GitHub's API: leave the input `github-token` at its default, or give it a token that may delete packages.",
    ],
    [{ mode: 'delete', host: '' }, 'First delete the index that lists this manifest.'],
    [
        { mode: 'delete', topic: 'deletes-off' },
        'Deletes are switched off in this registry, though it accepts uploads. A docker-registry must be started with `REGISTRY_STORAGE_DELETE_ENABLED=true`; Docker Hub deletes on its web site.',
    ],
    [
        { mode: 'delete', topic: 'no-writes' },
        'This registry accepts no writes at all: it is a pull-through cache of another one, from which this must be deleted, or it is read-only, perhaps for maintenance.',
    ],
    [
        { mode: 'delete' },
        'The registry does not support deletes, or not this kind. A docker-registry must be started with `REGISTRY_STORAGE_DELETE_ENABLED=true`; Docker Hub deletes on its web site.',
    ],
    [
        { topic: 'sha512' },
        'The registry supports only sha256, as many do: copy to one that supports sha512, or to an `oci-layout:`. A manifest by itself can be copied under a tag: set `referrers: false`.',
    ],
    [
        { isUpload: true, status: 405 },
        'This registry accepts no uploads: it is a pull-through cache of another one, to which this must be pushed, or it is read-only.',
    ],
    [{}, 'This registry does not support this: use another way, or another registry.'],
];
/** As distribution 3 answers 500 to uploads, at the end of its words. */
const fullDisk = [
    { said: /no space left on device/i },
    'The disk of the registry is full: free space there, or ask its owner, and run the job again. Deletes free space only when its garbage collection runs.',
];
/** The registry writes its own address as it was asked by the proxy, not by us. */
const forwarded = [
    { said: /\(https\) redirected us to http: refused/ },
    'The registry does not know that it was asked by https: let the proxy in front of it send `X-Forwarded-Proto: https`, or write its address into its settings (`REGISTRY_HTTP_HOST` of docker-registry).',
];
/** Advice where a registry failed, or refused for another reason than the other codes. The last row fits always. */
const failing = [
    forwarded,
    missingRoot,
    fullDisk,
    [
        { topic: 'lost-manifest' },
        'This registry keeps no manifest without a tag: push it again if you need it. Before the last tag of a manifest goes, give it another one with `mode: tag`.',
    ],
    [
        { topic: 'html-page', status: /^5/ },
        'The registry failed, or a proxy in front of it could not reach it. Try again; if this persists, their logs tell more.',
    ],
    [
        { topic: 'html-page' },
        'Check `registry`: the address is that of a web site or of a proxy in front of the registry.',
    ],
    fixedSignatureTag,
    fixedListTag,
    refusedReferrer,
    unreadReferrers,
    [
        { said: /LayerPartTooSmall/ },
        'Amazon ECR takes chunks of at least 5 MiB: set `chunk-size: 5MiB` or larger, or leave it at `auto`.',
    ],
    [
        { status: 416 },
        'The registry accepts only smaller chunks: set `chunk-size: 4MiB`, or less if a proxy in front of it has a limit.',
    ],
    [
        { answer: /^415|media ?type|unsupported manifest|MANIFEST_INVALID/i, isUpload: true },
        'This registry accepts only certain media types, and refuses all forms that `image-spec` allows. Give `artifact-type`, `config` or `files` a type that it knows; the owner of a Quay or GitLab registry can allow more.',
    ],
    [
        { answer: /^400 [A-Z][A-Z\d]*_[A-Z\d_]+/ },
        'The registry understood the request and refuses what is in it, for the reason given here: change that, or ask its owner about its rules.',
    ],
    [
        { answer: /^400 $/, repository: /^[^/]+$/ },
        'The registry did not understand the request. Harbor wants a project in front of the name: `HOST/PROJECT/NAME`.',
    ],
    [
        { status: 400, said: /HTTP request .*HTTPS/i },
        'The registry speaks TLS, and was asked by plain HTTP: do not set `plain-http: true`.',
    ],
    [
        { status: 400 },
        'The registry did not understand the request. Its log may tell more, or that of a proxy in front of it.',
    ],
    [{}, 'The registry failed. Try again; if this persists, its log tells more.'],
];

;// CONCATENATED MODULE: ./lib/action/remedies/remedy.js
/** Tells whether the facts of a row are those of a failure. */
function fits([conditions], failure) {
    return Object.entries(conditions).every(([fact, wanted]) => {
        const value = failure[fact];
        return wanted instanceof RegExp ? wanted.test(String(value)) : wanted === value;
    });
}

;// CONCATENATED MODULE: ./lib/action/remedies/remedies.js







const forks = [
    { isGitHub: true, isForkPullRequest: true, isWriting: true },
    'This is a pull request from a fork: its token can only read. Write in a workflow that runs on `push` or `workflow_run`, or skip this step with `if:`.',
];
const lookAlikes = [{ similarHost: /./ }, didYouMeanHost];
const wrongTokens = [
    [
        { isGitHub: true, tokenKind: 'fine-grained' },
        "GitHub's container registry takes no fine-grained personal access tokens: leave out `username` and `password` to use the `GITHUB_TOKEN`, or give a classic token with `write:packages`.",
    ],
    [
        { isGitHub: true, isWriting: true, tokenKind: 'app' },
        'Tokens of GitHub Apps cannot push packages: leave out `username` and `password` to use the `GITHUB_TOKEN` with `permissions: packages: write`, or give a classic personal access token with `write:packages`.',
    ],
];
const artifactRegistry = /(?:^|-docker\.)pkg\.dev$/;
/** The commonest mistake when an artifact is promoted: the login of the target, in the inputs for the source. */
const inputsOfReference = [
    { mode: 'copy', login: 'inputs' },
    ({ host }) => `\`username\` and \`password\` are for ${host}, the registry of \`reference\`. If they belong to the registry of \`to\`, move them into an entry of \`registry-auth\`; if not, check whether the secret is correct, not expired, and allowed to use this repository.`,
];
/** A target of a copy is not the registry of `reference`, for which the simple inputs are. */
const targets = [
    { mode: 'copy', isElsewhere: true, login: '' },
    'Give this target its credentials in `registry-auth`, or log in before this step (docker/login-action); `username` and `password` are for the registry of `reference`.',
];
const deepOnDockerHub = [
    { host: dockerHub, repository: /\/.*\// },
    'Docker Hub has repositories of the form `namespace/name` only: leave out the parts in between, or join them with dashes.',
];
/** A file that may not be used, or not now. */
const refusedFile = [
    { system: /^(?:EACCES|EBUSY|EPERM|EROFS)$/ },
    'The user of the runner has no permission to do this: check owner and mode. On Windows, the file may be read-only, or open in another process: end that process first.',
];
/** zot answers so to a small upload when its disk is full. */
const otherContent = 'The registry received other content than was sent: something in between alters it, or the disk of the registry is full.';
/** Advice by the code of the failure. The first row that fits is given; the last of each list fits always. */
const remedies = {
    UNAUTHORIZED: [
        forks,
        lookAlikes,
        ...wrongTokens,
        [
            { mode: 'delete', isGitHub: true, hasGitHubToken: true },
            'Check `github-token`: is the secret correct, and not expired?',
        ],
        [
            { isGitHub: true, hasGitHubToken: false, login: '' },
            'No credentials were found for this registry: leave the input `github-token` at its default, and give the job `permissions: packages: write` (or `read`).',
        ],
        deepOnDockerHub,
        inputsOfReference,
        ...logins,
        [
            { mode: 'sync', login: '' },
            'Give the source its `credentials` in the sync file, or log in before this step (docker/login-action); `username` and `password` are for the registry of `to`.',
        ],
        targets,
        [
            { login: '' },
            'Pass `username` and `password` for this registry, or log in before this step (docker/login-action).',
        ],
        [
            { username: /^robot(?!.*\$)/ },
            'Names of Harbor robot accounts have a dollar sign, as in `robot$project+name`, which a shell takes for a variable: pass the name as a secret, or in single quotes.',
        ],
        [
            { host: ecr },
            'The password for Amazon ECR is valid for 12 hours: get it in this job, with aws-actions/amazon-ecr-login; the user name is `AWS`.',
        ],
        [
            { login: 'configuration' },
            'A login step or a helper left this login there: is it wrong, or has it expired? Log in again right before this step, or pass `username` and `password`, which come first.',
        ],
        [
            { login: 'registry-auth' },
            'Check the entry for this registry in `registry-auth`: is the secret correct, not expired, and allowed to use this repository?',
        ],
        [
            { login: 'github-token' },
            'Check `github-token`: is it that of this job, or another one that is correct and not expired? The token of a job ends with it.',
        ],
        [
            { login: 'sync-file' },
            'Check the `credentials` of this source in the sync file: is the secret correct, not expired, and allowed to use this repository?',
        ],
        [{}, 'Check `username` and `password`: is the secret correct, not expired, and allowed to use this repository?'],
    ],
    DENIED: [
        unreadReferrers,
        forks,
        fixedSignatureTag,
        lookAlikes,
        ...wrongTokens,
        [
            { mode: 'delete', said: /last (?:tagged )?version of a package/ },
            'GitHub keeps the last tagged version of a package: delete the package itself in its settings, or keep one more tag.',
        ],
        [
            { mode: 'delete', said: /5,?000 downloads/ },
            'GitHub deletes no public version that was downloaded more than 5,000 times: ask GitHub Support, or exclude its tag with `filter`.',
        ],
        [
            { mode: 'delete', isGitHub: true },
            'Give the job `permissions: packages: write`, and this repository the role Admin in the settings of the package, "Manage Actions access". Or pass a classic personal access token with `delete:packages` as `github-token`.',
        ],
        inputsOfReference,
        [
            { isGitHub: true, login: /^(?:inputs|registry-auth|configuration)$/, said: /token server gave no token/ },
            "GitHub does not accept this token: is it expired or revoked, or not a classic one? GitHub's container registry takes classic personal access tokens, and the `GITHUB_TOKEN` without `username` and `password`.",
        ],
        [
            { isGitHub: true, isWriting: true, said: /installation not allowed to create organization package/i },
            'The organization does not let this repository create packages, or the token is that of a GitHub App or of a repository elsewhere: allow it under "Packages" in the settings of the organization, or push below the owner of this repository.',
        ],
        [
            { isGitHub: true, said: /does not match expected scopes/i },
            'The token lacks a scope. `GITHUB_TOKEN`: give the job `permissions: packages: write` (or `read`). Personal access token: it must be a classic one with `write:packages` (or `read:packages`).',
        ],
        [
            { isGitHub: true, isWriting: true },
            'Give the job `permissions: packages: write` (permissions of a job replace those of the workflow). If it has them, open the settings of the package, "Manage Actions access", and give this repository the role Write. Tokens of GitHub Apps cannot push packages: use the `GITHUB_TOKEN` or a classic personal access token.',
        ],
        [
            { isGitHub: true },
            'Give the job `permissions: packages: read`, and this repository access in the settings of the package, "Manage Actions access". If the package belongs to another organization, give a classic token of it with `read:packages` in `registry-auth`.',
        ],
        [
            { isWriting: true, said: /\bquota\b|upper limit of/i },
            'There is no room left for this: delete what nobody needs (`mode: delete`, retention), or ask the owner of the project for a larger quota.',
        ],
        [
            { isWriting: true, said: /read.?only mode|currently read.?only/i },
            'The registry accepts nothing at the moment, perhaps during maintenance: run the job again when that is over.',
        ],
        [
            { said: /proxy.?(?:cache|project)/i },
            'This project is the proxy cache of another registry and accepts no pushes itself: push to a project of your own.',
        ],
        [
            { said: /\breqPackageAccess\b/ },
            'On Gitea, the package belongs to another owner: push below the owner of the token, or have the token come from a user who may write to the packages of that owner.',
        ],
        [
            { said: /unauthorized to access repository: .*, action: / },
            'The robot account of Harbor lacks the permission for the action that is named here: give it that, such as "Push Repository" or "Pull Repository", in the settings of the project.',
        ],
        [
            { mode: 'delete', status: 412 },
            "A rule of the registry keeps this, such as Harbor's tag immutability: exclude the tag from the rule, or from what is deleted with `filter`.",
        ],
        [
            { isWriting: true, status: 412 },
            "A rule of the registry forbids this, such as Harbor's tag immutability: use a new tag, or change the rule of the project.",
        ],
        [
            { status: 412 },
            "A policy of the registry forbids this, such as Harbor's rule that artifacts must be signed or scanned before they are pulled: sign it (`cosign sign`), wait for the scan, or change the policy of the project.",
        ],
        deepOnDockerHub,
        [
            { host: ecr },
            'Give the IAM role of the job the ECR action that is named here, in the policy of the role or of the repository.',
        ],
        [
            { host: artifactRegistry },
            'Create the repository first (`gcloud artifacts repositories create`), and give the account of the job the role Artifact Registry Writer (or Reader): Google says "denied" in both cases.',
        ],
        targets,
        [
            { login: '' },
            'Pass `username` and `password`, or log in before this step (docker/login-action), as a user who is allowed to do this.',
        ],
        [
            {},
            'The user named here is not allowed to do this: ask the owner of the repository for permission, or log in as another user.',
        ],
    ],
    NOT_FOUND: [
        [
            { mode: 'delete', isGitHub: true, topic: 'missing-package' },
            'Give the job `permissions: packages: write`, and this repository the role Admin in the settings of the package, "Manage Actions access": GitHub says "not found" to a token without that right. Or pass a classic personal access token with `delete:packages` as `github-token`.',
        ],
        [
            { said: /MANIFEST_BLOB_UNKNOWN/ },
            'The registry lost content that it said it had, as can happen when it cleans up: run the job again.',
        ],
        refusedReferrer,
        [
            { isUpload: true, host: ecr },
            'Amazon ECR does not create repositories on push: create it first (`aws ecr create-repository`), or a repository creation template for its prefix.',
        ],
        [
            { isUpload: true, host: artifactRegistry },
            'Create the repository first (`gcloud artifacts repositories create --repository-format=docker`): its name is the part after the project.',
        ],
        [
            { said: /\bproject \S+ not found/ },
            'The first part of the path is a project of Harbor, which must exist: create it first, and check the spelling.',
        ],
        [
            { mode: 'delete', answer: /^404 NOT_FOUND: artifact / },
            'Check the spelling of repository and tag. Right after a pull through a proxy cache, Harbor says this for a moment: caching takes a while. If it does not matter that it is missing, set `if-not-found: ignore`.',
        ],
        [
            { isUpload: true },
            'This registry does not create the repository or project on push: create it first, and check the spelling.',
        ],
        [{ topic: 'missing-file' }, 'Correct `files`, one name or pattern per line; without it, all files are pulled.'],
        [{ topic: 'missing-platform' }, 'Set `platforms` to one of those it has, or push one for this platform.'],
        [{ topic: 'missing-content' }, 'The layout is incomplete: write it again, or copy all of its folder `blobs`.'],
        [{ host: '' }, 'Check the directory and the tag: `index.json` in it lists the tags it has.'],
        [{ topic: 'pre-release' }, 'Write the range with a pre-release, such as `>=0.0.0-0`, or the version itself.'],
        [
            { topic: 'missing-version' },
            'Use one of the versions listed here, or another range: a range includes pre-releases only when it names one.',
        ],
        [{ topic: 'missing-selection' }, 'Correct the selection in the sync file, or remove it.'],
        lookAlikes,
        [
            { mode: 'delete' },
            'Check the spelling of repository and tag. If it does not matter that it is missing, set `if-not-found: ignore`. A private repository is also "not found" to anyone without permission to read it.',
        ],
        [
            { topic: 'missing-reference' },
            'Check the spelling of repository and tag. If it is still to be published, set `wait`, such as `10m`; if it may be missing, set `if-not-found: ignore`. A private repository is also "not found" to anyone without permission to read it.',
        ],
        [
            {},
            'Check the spelling of repository and tag. A private repository is also "not found" to anyone without permission to read it.',
        ],
    ],
    CONFLICT: [
        fixedSignatureTag,
        fixedListTag,
        [
            { topic: 'chart-release' },
            'A released version should stay as it is: raise the version in Chart.yaml or set `chart-version`. Otherwise set `if-exists` to `overwrite` or `skip`.',
        ],
        [{ mode: 'sync' }, 'Set `if-exists` to `overwrite` or `skip`, or find out why the tag was changed in the target.'],
        [
            { mode: 'delete', topic: 'referenced-manifest' },
            'Another manifest refers to this one, such as an index that lists it: delete that first. GitLab collects what has no tag a day after nothing refers to it any more.',
        ],
        [
            { mode: 'delete', topic: 'other-tags' },
            'Name the digest in `reference` (`repository@sha256:…`) and all of its tags in `tags`, one per line, to delete the manifest with them, or set `untag-only: true` to remove only a tag.',
        ],
        [
            { mode: 'delete' },
            'The registry still needs this, for the reason given here: delete first what uses it, or remove only the tag with `untag-only: true`.',
        ],
        [
            { mode: 'pull', topic: 'file-in-use' },
            'The file that is there, or its folder, is read-only, or open in another process: end that process, or pull into another `path`.',
        ],
        [{ isWriting: true }, 'Use a new tag, or set `if-exists` to `overwrite` or `skip`.'],
        [{}, 'Remove it, pull into another `path`, or set `overwrite: true` where a file is in the way.'],
    ],
    RATE_LIMITED: [
        [
            { host: dockerHub, login: '' },
            (failure) => `Docker Hub counts pulls without a login by address, and runners share theirs: pass \`username\` and \`password\`, or log in before this step. ${adviceToWait(failure)}`,
        ],
        [
            { isGitHub: true, status: 403 },
            'GitHub lets requests through again after a few minutes: run the job again then. A lower `concurrency` helps to stay below the limit, and more `retries` make the step wait longer.',
        ],
        [
            { wait: /[1-9]/ },
            (failure) => `${adviceToWait(failure)} The limit is higher after a login; a lower \`concurrency\` uses it up more slowly.`,
        ],
        [
            {},
            'The registry does not say how long to wait: run the job again later. The limit may be higher after a login; a lower `concurrency` uses it up more slowly. If the registry is a zot of your own, raise `Ratelimit` in the `http` section of its configuration.',
        ],
    ],
    UNSUPPORTED: unsupported,
    TOO_LARGE: [
        [
            { status: 413 },
            'A limit of the registry or of a proxy in front of it is too low. nginx: raise `client_max_body_size`; an nginx ingress: the annotation `nginx.ingress.kubernetes.io/proxy-body-size`; Cloudflare: 100 MB in its smaller plans. Or set a `chunk-size` below the limit.',
        ],
        [
            {},
            'The limit protects the runner from content that was made to exhaust it: split the artifact, or take less of it.',
        ],
    ],
    INTEGRITY: [
        missingRoot,
        [{ topic: 'pinned-digest' }, 'Files, annotations, types or `created` differ from those of that digest.'],
        [
            { topic: 'changed-file' },
            'Let everything that writes the file end before this step starts: another step in the background, or a service.',
        ],
        [{ isUpload: true }, otherContent],
        [{ mode: 'push' }, otherContent],
        [
            { topic: 'expect-digest' },
            'The tag has moved since the digest was noted. Find out why before you use the new content.',
        ],
        [{}, 'None of it was kept. Try again; if this persists, the registry holds damaged content: push it again.'],
    ],
    UNTRUSTED: untrusted,
    SIGNING: notSigned,
    NETWORK: networkRemedies,
    REGISTRY: failing,
    ARTIFACT: [
        [
            { mode: 'pull', topic: 'symbolic-link' },
            'If the artifact may have links, set `symlinks: keep`, the default: they cannot leave the directory.',
        ],
        [
            { topic: 'missing-program' },
            'Push the program as a file of its own, or in a directory with its executable bit, or for Windows with its extension: both are kept.',
        ],
        [
            { mode: 'pull', topic: 'refused-entry' },
            'Set `unpack: false` to write the archive as it is, or leave it out with `files`.',
        ],
        [
            { topic: 'git-repository' },
            'Pull into another `path` if the folder was a repository before; if not, do not trust the artifact.',
        ],
        [
            { topic: 'retired-format' },
            'The format was abandoned years ago. An image can be converted with `skopeo copy --format oci`; anything else has to be published again with a current tool.',
        ],
        refusedFile,
        [{}, 'Check that `reference` names the artifact you mean, and push it again if it does.'],
    ],
    CANCELLED: [[{}, 'No tag was written after the cancellation.']],
    INVALID_INPUT: inputRemedies,
    FILE_SYSTEM: [
        [{ system: 'ENOSPC' }, 'The disk is full: free space, or use a larger runner.'],
        [
            { system: 'EPERM', said: /\bsymlink\b/ },
            'This user may not create symbolic links, and the artifact has some: on Windows, turn on developer mode, or use another runner.',
        ],
        refusedFile,
        [{}, 'Check the path, and the disk of the runner.'],
    ],
};
/** Finds the row for a failure. */
function remedyFor(code, failure) {
    const found = remedies[code].find((remedy) => fits(remedy, failure));
    // The last row of each list has no conditions.
    return found;
}
function adviceToWait({ wait }) {
    return wait > 0 ? `Wait ${(0,format_duration/* formatEstimate */.e)(wait)} and run the job again.` : 'Wait and run the job again.';
}

;// CONCATENATED MODULE: ./lib/action/tell/report.js





/** Longer annotations are not read, and GitHub cuts them at 4 KiB. */
const maxMessage = 2_000;
/** Names each kind of failure in the title of its annotation. */
const titles = {
    INVALID_INPUT: 'Invalid input',
    UNAUTHORIZED: 'Not logged in',
    DENIED: 'Access denied',
    NOT_FOUND: 'Not found',
    CONFLICT: 'Already exists',
    RATE_LIMITED: 'Rate limit reached',
    UNSUPPORTED: 'Not supported by the registry',
    TOO_LARGE: 'Too large',
    INTEGRITY: 'Content does not match its digest',
    UNTRUSTED: 'Not signed as verify asks',
    SIGNING: 'Not signed',
    ARTIFACT: 'Unusable artifact',
    NETWORK: 'Registry not reached',
    REGISTRY: 'Registry error',
    CANCELLED: 'Cancelled',
    FILE_SYSTEM: 'File system error',
};
/** Names that other names are made to look like. */
const knownHosts = ['ghcr.io', 'docker.io', 'quay.io', 'registry.gitlab.com', 'public.ecr.aws', 'gcr.io'];
/** Describes a failure for the author of the workflow. */
function describeFailure(error, circumstances) {
    // A registry may have a lot to say; the cause stands at the start.
    const message = (0,cut_text/* cutText */.IN)((0,lib_errors/* messageOf */.bD)(error), maxMessage, '…');
    const system = (0,lib_errors/* systemCodeOf */.c7)(error instanceof lib_errors/* OciError */.Mf ? error.cause : error);
    if (!(error instanceof lib_errors/* OciError */.Mf) && system === '') {
        const remedy = 'This is a bug in the action: please report it with the log of a run with debug logging.';
        return { title: 'Internal error', message, remedy };
    }
    const code = error instanceof lib_errors/* OciError */.Mf ? error.code : 'FILE_SYSTEM';
    const failure = report_factsOf(error, message, system, circumstances);
    const [, advice] = remedyFor(code, failure);
    const title = (code === 'CONFLICT' && conflictOf(failure.topic, circumstances.mode)) || titles[code];
    const position = error instanceof lib_errors/* OciError */.Mf && error.position ? { position: error.position } : {};
    return { title, message, remedy: typeof advice === 'string' ? advice : advice(failure), ...position };
}
/** Names what stands in the way, where that is not the content of a tag. */
function conflictOf(topic, mode) {
    if (topic === 'other-tags')
        return 'Other tags would go';
    return mode === '' ? undefined : modes_modes[mode].conflict;
}
/** Puts together what the advice may depend on. */
function report_factsOf(error, said, system, circumstances) {
    const { githubHost, ...rest } = circumstances;
    // An error that sums up several has the first one as its cause.
    const refused = [error, Error.isError(error) ? error.cause : undefined].find((one) => one instanceof lib_errors/* RegistryError */.gl);
    const { status = 0, wait = 0, request = '', words = '', login } = refused ?? {};
    const [, method = '', failed] = /^(\S+) https?:\/\/([^/]+)\/v2\//.exec(request) ?? [];
    // Another place than that of `reference` may have failed: the target of a copy, or a source of a sync.
    const host = report_nameOf(failed ?? rest.host);
    const similar = (0,nearest/* nearest */.p)(host, knownHosts);
    return {
        ...rest,
        isWriting: rest.mode !== '' && modes_modes[rest.mode].writes,
        said,
        topic: (error instanceof lib_errors/* OciError */.Mf && error.topic) || '',
        answer: `${status} ${words}`,
        status,
        wait,
        isUpload: ['POST', 'PUT', 'PATCH'].includes(method),
        system,
        isInFile: error instanceof lib_errors/* OciError */.Mf && error.position !== undefined,
        host,
        isElsewhere: host !== report_nameOf(rest.host),
        similarHost: similar === undefined || knownHosts.includes(host) || host === githubHost ? '' : similar,
        isGitHub: host !== '' && host === githubHost,
        login: login?.source ?? '',
        username: login?.username ?? '',
    };
}
/** The name of a registry: Docker Hub has three, of which requests show another one than the inputs. */
function report_nameOf(host) {
    return /^(?:index|registry-1)\.docker\.io$/.test(host) ? 'docker.io' : host;
}

// EXTERNAL MODULE: ./lib/modes/tell/kind-of.js
var kind_of = __nccwpck_require__(2194);
;// CONCATENATED MODULE: ./lib/action/tell/summary/diagram.js



/** Of fewer manifests, a sentence says as much. */
const fewestNodes = 4;
/** GitHub does not draw a diagram of over 50,000 characters, and nobody reads one of over 100 boxes. */
const maxNodes = 100;
/**
 * Draws a manifest with its parts and what refers to it as a Mermaid diagram, each box with type and start of the
 * digest.
 */
function drawGraph(root, related) {
    const lines = ['graph LR', `  n0["${label(root.type, root.digest)}"]`];
    const boxes = new Map([[root.digest, 0]]);
    for (const [index, { type, digest, relation, of }] of related.slice(0, maxNodes).entries()) {
        const own = index + 1;
        const other = boxes.get(of) ?? 0;
        boxes.set(digest, own);
        // An index lists its parts; what is attached refers to its subject.
        const arrow = relation === 'part' ? `n${other} -.-> n${own}` : `n${own} --> n${other}`;
        lines.push(`  n${own}["${label(type, digest)}"]`, `  ${relation === 'subject' ? `n${other} --> n${own}` : arrow}`);
    }
    if (related.length > maxNodes)
        lines.push(`  more["${related.length - maxNodes} more"]`);
    return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\``;
}
/** Lists a tree of referrers, each after what it refers to. */
function relatedIn(referrers, of) {
    return referrers.flatMap((node) => [
        { type: (0,kind_of/* kindOf */.I)(node), digest: node.digest, relation: 'attached', of },
        ...relatedIn(node.referrers, node.digest),
    ]);
}
/** Leaves of a text from outside only what means nothing to Mermaid, Markdown and HTML. */
function label(type, digest) {
    const safe = (0,cut_text/* cutText */.IN)(type, 100).replaceAll(/[^A-Za-z0-9./+ _-]/g, '_');
    return `${safe}<br/>${(0,oci_digest/* shortDigest */.VK)(digest)}`;
}

// EXTERNAL MODULE: ./lib/modes/tell/signer-of.js
var signer_of = __nccwpck_require__(5986);
// EXTERNAL MODULE: ./lib/trust/formats/statement.js
var statement = __nccwpck_require__(9096);
;// CONCATENATED MODULE: ./lib/action/tell/summary/related-words.js


const maxParts = 10;
/** No type is longer (RFC 6838, 4.2); the patterns take time by the square of the length. */
const longestType = 255;
/** What people call a manifest by its type, the first that fits. */
const names = [
    [/spdx|cyclonedx|syft|^cosign sbom$/, 'SBOM'],
    [/^cosign sig$|cosign.*\.sig\b|simplesigning|notary\.signature/, 'signature'],
    [/^cosign att$|in-toto|attestation|^unknown\/unknown$/, 'attestation'],
    [/sigstore\.bundle/, 'Sigstore bundle'],
];
/** Says what hangs together with a manifest: `` `linux/amd64`, `linux/arm64`, 1 SBOM, 1 signature ``. */
function relatedWords(related) {
    const others = related.filter(({ relation }) => relation !== 'subject');
    // By a name of ours, else by type; parts without a name are listed one by one.
    const kinds = Map.groupBy(others, ({ type, relation }) => {
        const named = names.find(([pattern]) => pattern.test(type.slice(0, longestType)));
        return named ?? (relation === 'part' ? undefined : type);
    });
    const parts = (kinds.get(undefined) ?? []).map(({ type }) => code(type));
    const counts = [...kinds].flatMap(([kind, { length }]) => {
        if (kind === undefined)
            return [];
        return [typeof kind === 'string' ? `${length} × ${code(kind)}` : (0,words/* count */.U9)(length, kind[1])];
    });
    return [
        ...(parts.length > 0 ? [some(parts, maxParts)] : []),
        ...(counts.length > 0 ? [some(counts, maxParts)] : []),
    ].join(', ');
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/facts.js







const maxLinks = 10;
/** Types that say nothing which the rest of a summary does not: none, and those of charts and images. */
const usualTypes = [media_types/* defaultArtifactType */.q6, oci_descriptor/* emptyJson */.Gu.mediaType, media_types/* chartConfigType */.bl, media_types/* fluxConfigType */.Mb, ...media_types/* imageConfigTypes */.vd];
/** What is known in a few words, by name. */
function facts_factsOf(mode, { about, verified = [], signatures, attestations }, { tagLine, related }) {
    const { version, tags = [], artifactType, path, source } = about;
    const isUsual = !modes_modes[mode].describes && usualTypes.includes(artifactType ?? '');
    const subject = related.find(({ relation }) => relation === 'subject');
    const rows = [
        // A chart has its version as a tag.
        ['Version', version && !tags.includes(version) ? code(version) : undefined],
        // The title of what has a subject names its type.
        ['Type', artifactType && !(modes_modes[mode].takesFiles && subject) && !isUsual ? code(artifactType) : undefined],
        ['Subject', subject && markdown_short(subject.digest)],
        ['Into', path && code(path)],
        ...(source === undefined ? [] : copyRows(source, about, tagLine)),
        ['With', relatedWords(related)],
        [source ? 'Source verified' : 'Verified', verifiedBy(verified)],
        ['Signed', signedBy(signatures)],
        ['Attested', attestedAs(signatures, attestations)],
    ];
    return rows.filter((row) => Boolean(row[1]));
}
/** Where a copy comes from and goes to, and that it is the same; several targets have a table of their own. */
function copyRows(from, { repository = '', digest, fate }, tagLine) {
    const [name = '', sourceDigest] = from.split(/@(?=sha\d+:)/);
    const isSame = sourceDigest === digest;
    return [
        ['From', code(name)],
        ['To', tagLine === undefined ? undefined : [code(repository), tagLine].filter(Boolean).join(' · ')],
        [
            'Digest',
            digest && fate !== 'kept'
                ? `${markdown_short(digest)} ${isSame ? 'the same on both sides' : `here, ${markdown_short(sourceDigest ?? '')} at the source`}`
                : undefined,
        ],
    ];
}
/** Tells who signed, each once, and of attestations also their type. */
function verifiedBy(verified) {
    const lines = verified.map((each) => {
        const type = isSignature(each) ? '' : `${code(each.predicateType)}, `;
        const run = each.run === undefined ? '' : markdown_link('run', each.run);
        return `${type}signed by ${code((0,signer_of/* signerOf */.K)(each))}${run.startsWith('[') ? ` (${run})` : ''}`;
    });
    return lines.length > 0 ? [...new Set(lines)].join('<br>') : undefined;
}
/** Tells who signed, now or before. */
function signedBy(signatures = []) {
    const [first] = signatures.filter(isSignature);
    if (!first)
        return undefined;
    return first.key === undefined ? `by ${code(first.identity ?? '')}` : `with the key ${markdown_short(first.key)}`;
}
/** Tells of which types the attestations are, and where GitHub shows them. */
function attestedAs(signatures = [], urls = []) {
    const types = new Set(signatures.filter((each) => !isSignature(each)).map(({ predicateType }) => code(predicateType)));
    if (types.size === 0)
        return undefined;
    const links = urls.slice(0, maxLinks).map((url) => markdown_link('shown by GitHub', url));
    return [[...types].join(', '), ...links].join('<br>');
}
function isSignature({ predicateType }) {
    return predicateType === statement/* signaturePredicate */.oo;
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/links.js

/** Names a place in a file of the workspace, with a link to it at the commit where that is known. */
function linkToFile({ file, line }, { source, revision }) {
    const words = `${code(file)}${line === undefined ? '' : `, line ${line}`}`;
    if (source === undefined || revision === undefined)
        return words;
    const path = file.toWellFormed().split('/').map(encodeURIComponent).join('/');
    return markdown_link(words, `${source}/blob/${revision}/${path}${line === undefined ? '' : `#L${line}`}`);
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/failure.js


/** More failures of one step have one cause. */
const maxFailed = 10;
/** Shows in a box what failed and why, with the place in a file that asks for it, and what to do. */
function failureBox(report, items, around) {
    const placeOf = (position) => (position ? ` (${linkToFile(position, around)})` : '');
    const failed = items.filter(({ fate }) => fate === 'failed');
    const nameOf = ({ side, source, name }) => (side === 'target' ? name : (source ?? name));
    const lines = failed
        .slice(0, maxFailed)
        .map((item) => `- ${code(nameOf(item))}: ${code(item.reason ?? '')}${placeOf(item.position)}`);
    const more = failed.length > maxFailed ? [`- … and ${failed.length - maxFailed} more`] : [];
    // A message that sums up several says what the list does.
    const isSum = failed.length > 1 && report.message.includes(failed[0]?.reason ?? '');
    const message = `${code(report.message)}${placeOf(report.position ?? failed[0]?.position)}`;
    const what = [...(isSum ? [] : [message]), ...(failed.length > 1 ? [...lines, ...more] : [])];
    return ['[!CAUTION]', ...what, '', report.remedy].map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/fetching.js


const inWorkflow = 'In a workflow';
/**
 * Shows, folded, how to use what was published: by this action first, and by the tools that are made for such content.
 *
 * @param action how a workflow names this action, `owner/name@ref`
 */
function howToUse(about, action) {
    const ways = waysFor(about, action);
    const blocks = ways.map(({ tool, language, text }) => `**${tool}**\n\n${fence(text, language)}`);
    const names = ways.map(({ tool }) => (tool === inWorkflow ? inWorkflow.toLowerCase() : tool)).join(' · ');
    return folded(`Use it: ${names}`, blocks.join('\n\n'));
}
function waysFor(about, action) {
    const { reference = '', repository = '', artifactType = '', mediaType = '', files = [] } = about;
    const digest = about.digest ?? '';
    const pull = byAction(action, ['mode: pull', `reference: ${scalar(reference)}`]);
    if (reference.startsWith('oci-layout:')) {
        const place = reference.slice('oci-layout:'.length);
        // What begins with a hyphen would be an option.
        return [pull, byShell('oras', 'oras', 'pull', '--oci-layout', place.startsWith('-') ? `./${place}` : place)];
    }
    if (artifactType === media_types/* chartConfigType */.bl)
        return [pull, ...waysForChart(about)];
    if (artifactType === media_types/* fluxConfigType */.Mb) {
        const cli = byShell('Flux CLI', 'flux', 'pull', 'artifact', `oci://${reference}`, '--output', '.');
        return [pull, byFlux(repository, digest), cli];
    }
    const isImage = media_types/* imageConfigTypes */.vd.includes(artifactType) || (artifactType === '' && (0,media_types/* isIndexType */.$U)(mediaType));
    if (isImage)
        return [byShell('Docker', 'docker', 'pull', reference)];
    const oras = byShell('oras', 'oras', 'pull', reference);
    const [only, ...more] = files;
    // What Argo CD and Flux read is one archive.
    const isTree = only !== undefined && more.length === 0 && only.mediaType === media_types/* directoryType */.eY;
    return isTree ? [pull, oras, byArgo(repository, digest, only.title), byFlux(repository, digest)] : [pull, oras];
}
function waysForChart({ repository = '', digest: pin, version: given, tags = [] }) {
    const digest = pin ?? '';
    const version = given ?? tags[0]?.replaceAll('_', '+');
    const selector = ['  layerSelector:', `    mediaType: ${media_types/* chartContentType */.Si}`, '    operation: copy'];
    return [
        version
            ? byShell('Helm', 'helm', 'pull', `oci://${repository}`, '--version', version)
            : byShell('Helm', 'helm', 'pull', `oci://${repository}@${digest}`),
        byArgo(repository, version ?? digest, '.'),
        byFlux(repository, digest, selector),
    ];
}
function byAction(action, lines) {
    const text = [`- uses: ${action}`, '  with:', ...lines.map((line) => `    ${line}`)].join('\n');
    return { tool: inWorkflow, language: 'yaml', text };
}
function byShell(tool, ...words) {
    return { tool, language: 'sh', text: words.map(shellWord).join(' ') };
}
/** Writes a word as a shell reads it back, which would run `$(…)` and more in it. */
function shellWord(text) {
    return /^[\w./:@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
function byArgo(repository, revision, path) {
    const text = [
        'source:',
        `  repoURL: oci://${repository}`,
        `  targetRevision: ${scalar(revision)}`,
        `  path: ${scalar(path)}`,
    ].join('\n');
    return { tool: 'Argo CD', language: 'yaml', text };
}
function byFlux(repository, digest, more = []) {
    const text = [
        'apiVersion: source.toolkit.fluxcd.io/v1',
        'kind: OCIRepository',
        'metadata:',
        // Names in Kubernetes have no underscores (RFC 1123).
        `  name: ${scalar((repository.split('/').at(-1) ?? '').replaceAll(/_+/g, '-'))}`,
        '  namespace: flux-system',
        'spec:',
        '  interval: 5m',
        `  url: oci://${repository}`,
        '  ref:',
        `    digest: ${digest}`,
        ...more,
    ].join('\n');
    return { tool: 'Flux', language: 'yaml', text };
}
/** What YAML 1.1, which Kubernetes reads, takes for something else than text. */
const yamlWords = /^(?:true|false|yes|no|on|off|y|n|null)$/i;
/** Writes a text as YAML reads it back. */
function scalar(text) {
    const isPlain = /^[A-Za-z][\w./:@-]*$/.test(text) && !text.endsWith(':') && !yamlWords.test(text);
    return isPlain ? text : JSON.stringify(text);
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/files.js



const maxRows = 200;
/** Of more files, the heading gives the number alone. */
const maxNames = 3;
/** Lists files, folded; of directories also what is in them, where that is known. None where the only one is a file. */
function listOfFiles(files) {
    const [only, ...others] = files;
    if (only === undefined)
        return undefined;
    if (others.length === 0)
        return listOfEntries(only);
    const names = files.map(files_nameOf);
    const rows = files.map(({ size }, index) => ({ name: names[index] ?? '', size }));
    const parts = [rowsOf(rows, files.length), ...files.slice(0, maxRows).map(listOfEntries)];
    const heading = files.length > maxNames ? `${files.length} files` : names.map(htmlCode).join(', ');
    return folded(heading, parts.filter((part) => part !== undefined).join('\n\n'));
}
/** The title of a file; that of a directory ends in a slash. */
function files_nameOf({ title, entries }) {
    return entries ? `${title}/` : title;
}
/** The name of the only file, which needs no list. */
function loneFile(files) {
    const [only, ...others] = files;
    return only && others.length === 0 && !only.entries ? [code(only.title)] : [];
}
function listOfEntries(file) {
    const { entries } = file;
    if (!entries)
        return undefined;
    const heading = `${htmlCode(files_nameOf(file))}, ${(0,words/* count */.U9)(entries.files, 'file')}, ${(0,format_bytes/* formatBytes */.z)(entries.size)}`;
    return folded(heading, rowsOf(entries.first, entries.files));
}
function rowsOf(all, total) {
    const shown = all.slice(0, maxRows);
    const rows = shown.map(({ name, size }) => [code(name), (0,format_bytes/* formatBytes */.z)(size)]);
    const more = total > shown.length ? `\n\n… and ${total - shown.length} more` : '';
    return `${table(['File', 'Size'], rows)}${more}`;
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/inspected.js


const maxAnnotations = 200;
/** Of more annotations, the list is folded. */
const maxOpen = 10;
/** What an inspection found beside digest and size: when it was made and for what, and its annotations. */
function inspectedFacts({ details = {} }) {
    const { created, os, architecture, variant } = details;
    const platform = [os, architecture, variant].filter((part) => typeof part === 'string' && part !== '').join('/');
    return [
        ...(typeof created === 'string' ? [['Created', code(created)]] : []),
        ...(platform === '' ? [] : [['Platform', code(platform)]]),
    ];
}
/** Lists the annotations of a manifest; a long list is folded. */
function annotationsOf({ details = {} }) {
    const { annotations } = details;
    const all = (0,oci_descriptor/* isRecord */.u4)(annotations) ? Object.entries(annotations) : [];
    if (all.length === 0)
        return undefined;
    const lines = all.map(([name, value]) => `- ${code(name)} ${code(String(value))}`);
    const shown = some(lines, maxAnnotations, '\n');
    return all.length > maxOpen ? folded(`${all.length} annotations`, shown) : `**Annotations**\n\n${shown}`;
}

;// CONCATENATED MODULE: ./lib/action/tell/common-place.js
/**
 * What all names of targets begin with: of one repository its name and the mark before the tag, else the path above all
 * repositories; `''` where they have nothing in common.
 */
function commonPlace(names) {
    const repositories = names.map((name) => name.replace(/@.*$/s, '').replace(/(?<=\/[^/]*):[^/:\\]*$/, ''));
    const [first = '', ...rest] = repositories;
    if (rest.every((each) => each === first)) {
        const marks = new Set(names.map((name) => name.slice(first.length, first.length + 1)));
        return `${first}${marks.size === 1 ? [...marks].join('') : ''}`;
    }
    const segments = repositories.map((each) => each.split('/'));
    const [own = []] = segments;
    const end = own.findIndex((segment, index) => segments.some((each) => each[index] !== segment || each.length === index + 1));
    return end <= 0 ? '' : `${own.slice(0, end).join('/')}/`;
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/items.js





/** A longer table helps nobody. */
const items_maxRows = 200;
/** Shows a text with no more of digests than people compare, also of those in the names of tags. */
function brief(text) {
    return code(text.replace(/\bsha\d{3}[:-][0-9a-f]{32,}/g, (whole) => `${(0,oci_digest/* shortDigest */.VK)(whole)}…`));
}
const columns = {
    size: ['Size', (item) => (item.size === undefined ? '' : (0,format_bytes/* formatBytes */.z)(item.size))],
    source: ['Source', (item) => (item.source ? brief(item.source) : '')],
    // Why a thing failed stands above the table.
    why: ['Why', ({ reason, fate }) => (reason && fate !== 'failed' ? brief(reason) : '')],
    digest: ['Digest', (item) => (item.digest && item.digest !== item.name ? markdown_short(item.digest) : '')],
    before: ['Before', ({ previous = {} }) => [...new Set(Object.values(previous))].map(markdown_short).join(', ')],
};
/** Counts items by what came of them, failures first and what was left as it is last. */
function countsOf(items, isDryRun) {
    const { failed, done, still } = sorted(items);
    const words = Map.groupBy([...failed, ...done, ...still], ({ fate }) => (0,fates/* wordOf */.a)(fate, isDryRun));
    return [...words].map(([word, { length }]) => `**${length}** ${word}`);
}
/** Lists items, failures first, and folded what was left as it is. */
function tablesOfItems(things, items, isDryRun) {
    if (items.length === 0)
        return ['Nothing was selected.'];
    const { failed, done, still } = sorted(items);
    const shown = [...failed, ...done];
    const isWhole = shown.length === 0 || items.length <= things.open;
    const rows = items_rowsOf(things, isDryRun, things.where === 'common' ? commonPlace(items.map(({ name }) => name)) : '');
    if (isWhole || still.length === 0)
        return [rows([...shown, ...still])];
    return [rows(shown), folded(`${still.length} left as ${still.length === 1 ? 'it is' : 'they are'}`, rows(still))];
}
function sorted(items) {
    const kinds = Object.groupBy(items, ({ fate }) => fate === 'failed' ? fate : fates/* fates */.q[fate].isQuiet ? 'still' : 'done');
    return { failed: [], done: [], still: [], ...kinds };
}
/** Makes the function that writes items as a table: first what came of each, which is all that a phone has room for. */
function items_rowsOf({ head, columns: more }, isDryRun, prefix) {
    const nameOf = ({ name, version }) => brief((version === undefined ? name : `${name} ${version}`).slice(name.length > prefix.length ? prefix.length : 0));
    const result = ['Result', ({ fate }) => `${fate === 'failed' ? '❌\u00a0' : ''}${(0,fates/* wordOf */.a)(fate, isDryRun)}`];
    return (items) => {
        const shown = items.slice(0, items_maxRows);
        // The counts above the table say it of all.
        const isAlike = items.length > 1 && new Set(items.map(({ fate }) => fate)).size === 1;
        const all = [...(isAlike ? [] : [result]), [head, nameOf], ...more.map((name) => columns[name])];
        const filled = all.filter(([, cell]) => shown.some((item) => cell(item) !== ''));
        const rest = items.length > items_maxRows ? `\n\n… and ${items.length - items_maxRows} more` : '';
        const cells = shown.map((item) => filled.map(([, cell]) => cell(item)));
        return `${table(filled.map(([name]) => name), cells)}${rest}`;
    };
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/tag-line.js

/** Nobody looks for one among more. */
const tag_line_maxTags = 200;
const maxMoves = 10;
/** What is said of tags by what becomes of them, in this order; nothing is known of those without a fate. */
const tag_line_fates = [
    ['new', (tags, isDryRun) => `${namesOf(tags)} ${isDryRun ? 'would be new' : 'new'}`],
    ['moved', (tags, isDryRun, previous) => some(tags.map(moveOf(isDryRun, previous)), maxMoves, ' · ')],
    ['unchanged', (tags) => `${namesOf(tags)} unchanged`],
    ['kept', (tags) => `${namesOf(tags)} left as it is`],
    [undefined, (tags) => namesOf(tags, ', ')],
];
/** Lists tags with what became of each or, in a dry run, would: `` `v1` new · `latest` moved from `sha256:…` ``. */
function tagLine(tags, { tagged = {}, previous = {} }, isDryRun) {
    const groups = Map.groupBy(tags, (tag) => (Object.hasOwn(tagged, tag) ? tagged[tag] : undefined));
    const parts = tag_line_fates.flatMap(([fate, words]) => {
        const own = groups.get(fate);
        return own ? [words(own, isDryRun, previous)] : [];
    });
    return parts.join(' · ');
}
function namesOf(tags, between = ' ') {
    return some(tags.map(code), tag_line_maxTags, between);
}
/** Makes the function that says of a tag that it moved, and where it pointed before. */
function moveOf(isDryRun, previous) {
    const verb = isDryRun ? 'would move' : 'moved';
    return (tag) => {
        const before = Object.hasOwn(previous, tag) ? previous[tag] : undefined;
        return `${code(tag)} ${verb}${before === undefined ? '' : ` from ${markdown_short(before)}`}`;
    };
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/title.js






/** Says in one line what came of a step: a mark, what was done, and where. */
function summaryTitle(step, told, report) {
    if (step === undefined)
        return `❌ ${report?.title ?? ''}`;
    const row = modes_modes[step.mode];
    const place = placeOf(step, told);
    if (report) {
        const why = lowered(report.title);
        if (row.unfound && told.about.repository === undefined && told.things === undefined) {
            return `❌ ${row.unfound} ${code(absenceIn(step)[0])}: ${why}`;
        }
        const [nothing, partly] = row.failed;
        const general = `${(0,contract_told/* changedIn */.We)(told) && !told.isDryRun ? partly : nothing} ${place}: ${why}`;
        return `❌ ${row.partly?.(told, { place, why }) ?? general}`;
    }
    const verb = verbOf(step, told);
    const usual = `${verb}${verb === 'Unchanged' ? ':' : ''} ${place}`;
    const outcome = row.outcome?.(told, { verb, place }) ?? usual;
    return told.isDryRun ? `🔍 Dry run: ${lowered(outcome)}` : `✅ ${outcome}`;
}
function placeOf({ mode, reference }, { about: { repository }, things = [] }) {
    const where = modes_modes[mode].things?.where;
    const common = where === 'common' ? commonPlace(things.map(({ name }) => name)).replace(/[/:@]$/, '') : '';
    const isBelow = where === 'below' && things.length > 1;
    return code(common || (isBelow || repository === undefined ? (0,oci_reference/* formatRepository */.Sh)(reference) : repository));
}
function lowered(text) {
    return text.charAt(0).toLowerCase() + text.slice(1);
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/traffic.js



/** Says how large something is, what of it had to be moved, and how long that took. */
function traffic(mode, { size, transferred = 0, reused = 0 }, duration) {
    const all = transferred + reused;
    const time = duration === undefined ? undefined : (0,format_duration/* formatDuration */.a)(duration);
    const took = time === undefined ? [] : [`took ${time}`];
    if (all === 0)
        return [...(size === undefined ? [] : [(0,format_bytes/* formatBytes */.z)(size)]), ...took];
    const [, done, toDo] = modes_modes[mode].moves;
    if (transferred === 0)
        return [`${(0,format_bytes/* formatBytes */.z)(all)}, nothing to ${toDo}`, ...took];
    const within = time === undefined ? '' : ` in ${time}`;
    if (reused === 0)
        return [`${(0,format_bytes/* formatBytes */.z)(all)} ${done}${within}`];
    // Never all of it, which would not be true.
    const share = Math.floor((reused / all) * 100);
    const there = `${share === 0 ? 'under 1' : share} % was there`;
    return [`${(0,format_bytes/* formatBytes */.z)(all)}, ${(0,format_bytes/* formatBytes */.z)(transferred)} ${done} (${there})${within}`];
}

;// CONCATENATED MODULE: ./lib/action/tell/summary/summary.js

















/** The runner takes 1 MiB of summary for a step. */
const summary_maxBytes = 1000 * 1024;
/** Writes the job summary as GitHub Markdown: what came of a step, and how to use what was published. */
function summaryOf(step, told, report, around) {
    if (step && !report && told.exists === false) {
        const [name, what] = absenceIn(step);
        return `### ✅ Nothing to ${step.mode}: ${code(name)} ${what}\n\nThe step succeeds all the same, as \`if-not-found: ignore\` says.\n`;
    }
    const parts = [
        `### ${summaryTitle(step, told, report)}`,
        ...(report ? [failureBox(report, told.things ?? [], around)] : []),
        ...(step === undefined ? [] : report ? failed(step, told, around) : done(step, told, around)),
    ].filter((part) => part !== undefined && part !== '');
    while (Buffer.byteLength(parts.join('\n\n')) > summary_maxBytes && parts.length > 1)
        parts.pop();
    return `${parts.join('\n\n')}\n`;
}
/** What there is to say of a step that failed: what it did before, and nothing of what it only had in mind. */
function failed({ mode }, told, around) {
    const { about, things: items = [], isDryRun } = told;
    const { reference } = about;
    const { things } = modes_modes[mode];
    const isThere = (0,contract_told/* changedIn */.We)(told) && !isDryRun && items.length === 0 && modes_modes[mode].publishes;
    const time = around.duration === undefined ? undefined : (0,format_duration/* formatDuration */.a)(around.duration);
    // Of several things, some were sent; of one, what was sent is of no use.
    const sent = isDryRun || items.length === 0 ? 0 : ((0,contract_told/* movedIn */.B7)(told)?.transferred ?? 0);
    const facts = sent > 0 ? traffic(mode, { transferred: sent }, around.duration) : time ? [`failed after ${time}`] : [];
    return [
        ...(isThere && reference ? ['This was written before it failed:', fence(reference)] : []),
        lineOf([...(items.length > 1 ? countsOf(items, isDryRun) : []), ...facts], undefined, around),
        ...(things && items.length > 0 ? tablesOfItems(things, items, isDryRun) : []),
    ];
}
/** What there is to say of a step that did its work, or in a dry run would have. */
function done(step, told, around) {
    const { things: items } = told;
    const { things } = modes_modes[step.mode];
    if (!things || !items || (things.isOneAlone && items.length === 1))
        return doneOne(step, told, around);
    return doneMany(step, things, { ...told, things: items }, around);
}
/** Tells of several things in a table; the outputs about one artifact are those of the first. */
function doneMany({ mode, reference }, things, told, around) {
    const { things: items, about, isDryRun, signatures = [] } = told;
    const counts = items.length > 1 ? countsOf(items, isDryRun) : [];
    const isFreed = !isDryRun && !(0,oci_reference/* isLayout */.nW)(reference) && having(items, 'deleted') > 0;
    // The targets of one source have their content in common.
    const facts = about.source === undefined ? { about: {}, signatures } : told;
    return [
        lineOf([
            ...(isDryRun ? [untouched] : []),
            ...counts,
            ...traffic(mode, isDryRun ? {} : ((0,contract_told/* movedIn */.B7)(told) ?? {}), around.duration),
        ], things.where === 'one' ? around.packageUrl : undefined, around),
        list(facts_factsOf(mode, facts, { tagLine: undefined, related: relatedOf(about) })),
        ...tablesOfItems(things, items, isDryRun),
        isFreed ? "Space is freed by the registry's garbage collection." : undefined,
    ];
}
/** Tells of one artifact what it is, where, and how to use it. */
function doneOne({ mode }, told, around) {
    const { about, isDryRun } = told;
    const { digest, reference, files = [], tags = [], size } = about;
    const { describes, publishes } = modes_modes[mode];
    const line = tagLine(tags, about, isDryRun);
    const related = relatedOf(about);
    const rows = [...facts_factsOf(mode, told, { tagLine: line, related }), ...(describes ? inspectedFacts(about) : [])];
    const moved = isDryRun ? { size } : { size, ...(0,contract_told/* movedIn */.B7)(told) };
    const isUsable = reference !== undefined && publishes && !isDryRun;
    return [
        // What has a source has a row for its target.
        about.source === undefined ? line : undefined,
        reference === undefined ? undefined : fence(reference),
        lineOf([...(isDryRun ? [untouched] : []), ...loneFile(files), ...traffic(mode, moved, around.duration)], around.packageUrl, around),
        list(rows),
        digest !== undefined && related.length + 1 >= fewestNodes ? drawGraph(nodeOf(about, digest), related) : undefined,
        describes ? annotationsOf(about) : undefined,
        listOfFiles(files),
        isUsable ? howToUse(about, around.action) : undefined,
    ];
}
const untouched = 'Nothing was changed';
/** Facts about number, size and time, and links to where more is to be seen. */
function lineOf(facts, packageUrl, { runUrl }) {
    const links = [packageUrl && markdown_link('package', packageUrl), runUrl && markdown_link('run', runUrl)];
    const line = [...facts, ...links].filter(Boolean).join(' · ');
    return line.charAt(0).toUpperCase() + line.slice(1);
}
function relatedOf({ digest, referrers = [], related = [] }) {
    return digest ? [...related, ...relatedIn(referrers, digest)] : [];
}
function nodeOf({ artifactType, mediaType }, digest) {
    return { type: artifactType || mediaType || 'manifest', digest };
}

;// CONCATENATED MODULE: ./lib/action/run.js





























/**
 * Runs one workflow step: reads the inputs, does the work, and says what came of it - outputs, summary, and one
 * annotation when it failed. Gives the exit code.
 *
 * @param now milliseconds of a clock, by which the step says how long it took
 */
async function run(environment, signal, now = lib_time/* clock */.pm) {
    const start = now();
    const known = { isSummaryWanted: true, told: (0,contract_told/* startTold */.UK)() };
    const { told } = known;
    let report;
    let temporary = '';
    /** Reports the first failure; later ones come of it. */
    const fail = (error) => {
        if (report)
            return;
        // Whatever breaks after a cancellation breaks because of it.
        const cause = signal.aborted && !(0,lib_errors/* hasCode */.up)(error, 'CANCELLED') ? signal.reason : error;
        report = describeFailure(cause, circumstances(known, environment));
        const title = (0,printable/* printable */.g)(`oci-artifact: ${report.title}`);
        // A cancellation is about no line of a file.
        const failed = signal.aborted ? undefined : told.things?.find(({ fate }) => fate === 'failed');
        const place = (0,log/* annotationAt */.nx)(report.position ?? failed?.position);
        core/* error */.z3(`${(0,printable/* printable */.g)(report.message)}\n${report.remedy}`, { title, ...place });
        if (!(cause instanceof lib_errors/* OciError */.Mf) && Error.isError(cause))
            log/* log */.Rm.debug(cause.stack ?? '');
    };
    try {
        known.isSummaryWanted = isSummaryWanted();
        temporary = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(environment['RUNNER_TEMP'] || (0,external_node_os_.tmpdir)(), 'oci-artifact-'));
        known.secrets = await readSecrets();
        checkNames(environment, log/* log */.Rm);
        const step = readStepInputs();
        known.mode = step.mode;
        await perform(step.mode, step, known.secrets, known, { environment, temporary, signal });
        if (known.step)
            for (const line of headline(known.step, told, now() - start))
                log/* log */.Rm.info(line);
    }
    catch (error) {
        fail(error);
    }
    finally {
        if (temporary !== '')
            removeTemporary(temporary);
    }
    const page = packagePage(told.about.repository ?? '', environment)?.page;
    // Of what is not there, there is no page.
    if (page && told.about.reference)
        told.page = page;
    try {
        setOutputs(told, log/* log */.Rm, environment);
    }
    catch (error) {
        fail(error);
    }
    if (environment['GITHUB_STEP_SUMMARY'] && known.isSummaryWanted) {
        const around = surroundings(environment, page, now() - start);
        const written = summary.addRaw(summaryOf(known.step, told, report, around)).write();
        // What was done is done, whether it can be told or not.
        await written.catch((error) => log/* log */.Rm.warning(`The job summary was not written: ${(0,lib_errors/* messageOf */.bD)(error)}`));
    }
    return report ? 1 : 0;
}
/** Where a step runs, the page of the package that it is about, and how many milliseconds it took. */
function surroundings(environment, packageUrl, duration) {
    const { source, revision, runUrl } = readBuild('', environment);
    return { action: actionName(environment), duration, source, revision, packageUrl, runUrl };
}
/** Reads the inputs of a mode and does its work. */
async function perform(name, step, secrets, known, { environment, temporary, signal }) {
    const workspace = environment['GITHUB_WORKSPACE'] || process.cwd();
    const inputs = readInputs(name, log/* log */.Rm);
    // Not every mode knows all of these.
    const { reference, files, dryRun = false, cache, addToPath } = inputs;
    const { symlinks = 'keep' } = files ?? {};
    known.step = { mode: name, reference };
    checkRunner(environment, ['GITHUB_OUTPUT', ...(addToPath ? ['GITHUB_PATH'] : [])], log/* log */.Rm);
    const toolCache = cache || addToPath ? toolCacheFor(addToPath, environment) : undefined;
    const gates = new Map();
    const machine = createMachineTrust(environment);
    const reach = { connection: step, secrets, held: { folder: workspace, symlinks }, gates, signal, log: log/* log */.Rm, machine };
    const open = createOpener({ ...reach, inputHost: reference.host, environment });
    const download = createDownloader(reach);
    const mode = {
        open: {
            source: (from, settings) => open(from, 'pull', { settings }),
            store: (to, { canDelete = false, ...options } = {}) => open(to, canDelete ? 'pull,push,delete' : 'pull,push', options),
        },
        log: log/* log */.Rm,
        told: known.told,
        signal,
        workspace,
    };
    await performMode(name, inputs, mode, {
        mask: mask/* mask */.d,
        // Once for all who ask: two at a time would write to the same files.
        publicRoots: (0,once/* once */.O)(() => publicRoots(createDownloader(reach, { isForSigning: true }), (0,external_node_path_.join)(temporary, 'roots'))),
        job: async () => {
            const { createJob } = await __nccwpck_require__.e(/* import() */ 7084).then(__nccwpck_require__.bind(__nccwpck_require__, 7084));
            return createJob(createAsker(reach), { environment, githubToken: secrets.githubToken, mask: mask/* mask */.d });
        },
        build: readBuild(workspace, environment),
        download,
        environment,
        openPackage: createPackageOpener({
            githubToken: secrets.githubToken,
            send: createApiSend(reach),
            environment,
            signal,
            log: log/* log */.Rm,
        }),
        platform: runnerPlatform(environment),
        temporary,
        blobCache: toolCache,
        tools: {
            install: createToolInstaller(toolCache ?? '', signal),
            addPath: core/* addPath */.fM,
            searchPath: environment['PATH'] ?? '',
        },
    });
    if (modes_modes[name].creates && !dryRun) {
        // What limits the registry is not asked about.
        const connection = { ...step, retries: 0 };
        await tellIfPrivate(known.told, environment, createAsker({ ...reach, connection, gates: new Map() }), log/* log */.Rm);
    }
}
/** The roots of Sigstore, which come as all from the web does; `folder` is new in each step, and so is all in it. */
async function publicRoots(download, folder) {
    const { fetchedRoots } = await __nccwpck_require__.e(/* import() */ 8628).then(__nccwpck_require__.bind(__nccwpck_require__, 8628));
    return fetchedRoots((url, limit) => download(url, { limit, what: 'The file' }), folder);
}
/** What was done is done, whether the folder can be removed or not: the runner empties RUNNER_TEMP after each job. */
function removeTemporary(folder) {
    try {
        // Windows removes no file that somebody still looks at.
        (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true, maxRetries: 10 });
    }
    catch (error) {
        log/* log */.Rm.warning(`The temporary folder of this step was not removed: ${(0,lib_errors/* messageOf */.bD)(error)}`);
    }
}
/**
 * Our folder in the runner's tool cache, when an input asks for it; fails with INVALID_INPUT when there is no tool
 * cache.
 */
function toolCacheFor(isNeeded, { RUNNER_TOOL_CACHE }) {
    if (RUNNER_TOOL_CACHE)
        return (0,external_node_path_.join)(RUNNER_TOOL_CACHE, 'oci-artifact');
    if (isNeeded) {
        throw new lib_errors/* OciError */.Mf('INVALID_INPUT', 'The input add-to-path needs the tool cache of a runner: RUNNER_TOOL_CACHE is not set');
    }
    log/* log */.Rm.warning('The input cache does nothing here: RUNNER_TOOL_CACHE is not set');
    return undefined;
}
function circumstances({ mode, step, secrets }, environment) {
    const { password = '', githubToken = '' } = secrets ?? {};
    return {
        mode: mode ?? '',
        documents: documentsOf(environment),
        host: step && !(0,oci_reference/* isLayout */.nW)(step.reference) ? step.reference.host : '',
        repository: step?.reference.repository ?? '',
        githubHost: githubHost(environment),
        hasGitHubToken: githubToken !== '',
        tokenKind: tokenKindOf(password, githubToken),
        isForkPullRequest: isForkPullRequest(environment),
        hasProxy: hasProxy(environment),
    };
}


/***/ }),

/***/ 2158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Rm: () => (/* binding */ log),
/* harmony export */   X3: () => (/* binding */ flushLog),
/* harmony export */   nx: () => (/* binding */ annotationAt)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(6120);
/* harmony import */ var _printable_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9635);


/** Writes to the log of the workflow step; every text is made printable on the way. */
const log = {
    info: (text) => {
        gather();
        _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(text));
    },
    notice: (text) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm((0,_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(text)),
    warning: (text, position) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e((0,_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(text), annotationAt(position)),
    // The runner drops these unless it was asked to show them; there is one for each request.
    debug: (text) => {
        if (_actions_core__WEBPACK_IMPORTED_MODULE_0__/* .isDebug */ ._o())
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz((0,_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(text));
    },
    group: (heading, work) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os((0,_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(heading), work),
};
/** Puts an annotation on a line of a file in the workspace. */
function annotationAt(position) {
    if (!position)
        return {};
    const { file, line } = position;
    return { file: (0,_printable_js__WEBPACK_IMPORTED_MODULE_1__/* .printable */ .g)(file), ...(line === undefined ? {} : { startLine: line }) };
}
/** Milliseconds for which lines wait for others. */
const moment = 20;
let gathering;
/** Lets what is written to the log wait a moment: each write wakes the runner, and there may be thousands of lines. */
function gather() {
    if (gathering)
        return;
    process.stdout.cork();
    gathering = setTimeout(flushLog, moment);
}
/** Writes what still waits; to be called before the process ends. */
function flushLog() {
    if (!gathering)
        return;
    clearTimeout(gathering);
    gathering = undefined;
    process.stdout.uncork();
}


/***/ }),

/***/ 1977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ mask),
/* harmony export */   j: () => (/* binding */ hide)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6120);
/* harmony import */ var _cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7399);


const masked = new Set();
/**
 * Lets the runner hide a secret in all later output, in the forms in which it could appear: as it is, each of its
 * lines, base64, URL-encoded and within JSON.
 */
function mask(secret) {
    if (secret === '' || masked.has(secret))
        return;
    masked.add(secret);
    const forms = [
        secret,
        // Short lines, such as the braces of a JSON key, would hide half of the log.
        ...secret.split(/\r?\n/).filter((line) => line.length > 3),
        Buffer.from(secret).toString('base64'),
        ...urlForms(secret),
        JSON.stringify(secret).slice(1, -1),
    ];
    for (const form of new Set(forms))
        if (form.trim() !== '')
            hide(form);
}
/** Lets the runner hide a text, in this form alone. */
function hide(text) {
    (0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .noteSecret */ .XV)(text);
    (0,_actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setSecret */ .Pq)(text);
}
/**
 * A text in URLs and forms: of the signs `!'()*~` and the space, each encoder has others that it leaves as they are.
 */
function urlForms(text) {
    const encode = (signs, encoded) => encoded.replace(signs, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    const component = encodeURIComponent(text.toWellFormed());
    return [
        component,
        // Forms as we send them, RFC 3986, and Go with %20 or a plus for the space.
        new URLSearchParams({ '': text }).toString().slice(1),
        encode(/[!'()*~]/g, component),
        encode(/[!'()*]/g, component),
        encode(/[!'()*]/g, component).replaceAll('%20', '+'),
    ];
}


/***/ }),

/***/ 9635:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
// Control characters, line separators, and what is not seen or turns the direction of text: none may reach a log or a
// page.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/**
 * Makes a text safe for one line of the log: control characters become `\u{…}`, and nothing in it can be taken for a
 * workflow command (`::name::` at the start of a line, `##[name]` anywhere; CVE-2020-15228).
 */
function printable(text) {
    return text
        .replace(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
        .replace(/^(\s*)::/, '$1: :')
        .replaceAll('##[', '# #[');
}


/***/ }),

/***/ 6948:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   If: () => (/* binding */ parseAnnotationLines),
/* harmony export */   Q7: () => (/* binding */ modelPathAnnotation),
/* harmony export */   et: () => (/* binding */ unpackAnnotation),
/* harmony export */   kX: () => (/* binding */ executableAnnotation),
/* harmony export */   mO: () => (/* binding */ titleAnnotation),
/* harmony export */   oy: () => (/* binding */ createdAnnotation),
/* harmony export */   zu: () => (/* binding */ contentDigestAnnotation)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);

/** The annotation that says when something was made, by RFC 3339. */
const createdAnnotation = 'org.opencontainers.image.created';
/** The annotation under which a layer carries the path of its file (image-spec, annotations.md). */
const titleAnnotation = 'org.opencontainers.image.title';
/** The annotation under which a layer of a model carries the path of its file (modelpack/model-spec, annotations.md). */
const modelPathAnnotation = 'org.cncf.model.filepath';
/** Our own annotation for a loose file that may be executed; other clients ignore it. */
const executableAnnotation = 'io.oci-artifact.executable';
/** The annotations by which oras knows an archive that it has to unpack (oras-go, content/file). */
const unpackAnnotation = 'io.deis.oras.content.unpack';
const contentDigestAnnotation = 'io.deis.oras.content.digest';
/** What a line is for: the names of docker/metadata-action, and the config and the layer with a title. */
const level = /(?:(index|manifest)(-descriptor)?(?:\[[^\]]*\])?|(config)|layer\[(.+?)\](?=:|,[a-z-]+[[:,]))([,:])/y;
/**
 * Reads `key=value` lines; a value may hold `=`. A line is for the manifest, unless it begins with what it is for:
 * `config:`, `layer[TITLE]:`, or as docker/metadata-action prints it, such as `manifest:` or
 * `index,manifest-descriptor[linux/amd64]:`, of which only the manifest or the index itself counts. Fails with
 * INVALID_INPUT, naming the line.
 */
function parseAnnotationLines(lines) {
    const manifest = new Map();
    const config = new Map();
    const layers = new Map();
    const setOf = (of) => {
        if (of === 'manifest')
            return manifest;
        if (of === 'config')
            return config;
        const layer = layers.get(of.layer) ?? new Map();
        layers.set(of.layer, layer);
        return layer;
    };
    for (const line of lines) {
        const { levels, text } = splitLevels(line);
        const equals = text.indexOf('=');
        const key = text.slice(0, Math.max(equals, 0)).trim();
        const value = text.slice(equals + 1);
        if (key === '')
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('annotations', line, 'is not key=value');
        if (/^layers?\[/.test(key))
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('annotations', line, 'is not layer[TITLE]:key=value');
        for (const set of new Set((levels ?? ['manifest']).map(setOf))) {
            // Each level has a line of its own.
            const isKnown = levels !== undefined && set.get(key) === value;
            if (set.has(key) && !isKnown)
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .invalid */ .Gq)('annotations', line, 'repeats an earlier key');
            set.set(key, value);
        }
    }
    return {
        manifest: Object.fromEntries(manifest),
        config: Object.fromEntries(config),
        layers: new Map([...layers].map(([title, set]) => [title, Object.fromEntries(set)])),
    };
}
/** Splits what a line is for from the rest; the levels are absent where it does not say, and none for descriptors. */
function splitLevels(line) {
    const levels = [];
    level.lastIndex = 0;
    for (let found = level.exec(line); found; found = level.exec(line)) {
        const [, top, descriptor, config, layer, end] = found;
        if (config)
            levels.push('config');
        else if (layer !== undefined)
            levels.push({ layer });
        else if (top && !descriptor)
            levels.push('manifest');
        if (end === ':')
            return { levels, text: line.slice(level.lastIndex) };
    }
    return { text: line };
}


/***/ }),

/***/ 9749:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   DS: () => (/* binding */ tapped),
/* harmony export */   Eu: () => (/* binding */ untilAborted),
/* harmony export */   Ht: () => (/* binding */ giveUp),
/* harmony export */   U_: () => (/* binding */ chunksOf),
/* harmony export */   kg: () => (/* binding */ gather)
/* harmony export */ });
/* harmony import */ var _concurrently_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4957);

/**
 * Makes chunks from a function that gives the next one and one that is called when they are given up, even before the
 * first one was asked for: a generator would not do that, and leave a file or a connection open.
 */
function chunksOf(next, onGivenUp) {
    const result = {
        [Symbol.asyncIterator]: () => result,
        next,
        async return() {
            await onGivenUp();
            return { done: true, value: undefined };
        },
    };
    return result;
}
/** Looks at each chunk on its way, and at the end. */
function tapped(source, onChunk, onEnd = () => { }) {
    const iterator = source[Symbol.asyncIterator]();
    const close = () => iterator.return?.();
    return chunksOf(async () => {
        const next = await iterator.next();
        try {
            if (next.done)
                onEnd();
            else
                onChunk(next.value);
        }
        catch (error) {
            // Whoever is told of a failure does not close what failed.
            await close();
            throw error;
        }
        return next;
    }, close);
}
/** Gives up chunks that are not wanted (any more), and what they come from. */
async function giveUp(chunks) {
    await chunks[Symbol.asyncIterator]().return?.();
}
/** Passes chunks on until an abort, and fails then at once, also when the source says nothing any more. */
function untilAborted(source, signal) {
    const iterator = source[Symbol.asyncIterator]();
    const next = async () => {
        // Nothing is begun any more that nobody would wait for.
        signal.throwIfAborted();
        return (0,_concurrently_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessAborted */ .Wh)(iterator.next(), signal);
    };
    // Nobody waits for the end of that: it may come only with the next chunk.
    return chunksOf(next, () => void iterator.return?.().catch(() => { }));
}
/**
 * Collects chunks in one buffer of the announced size. A list of chunks and its concatenation would be twice the memory
 * until the next garbage collection.
 *
 * @param announced expected size in bytes; pages of the buffer that are never written cost no memory
 * @param limit bytes that are allocated at most for an announced size
 */
function gather(announced, limit) {
    let memory = Buffer.allocUnsafe(Math.min(announced, limit));
    let size = 0;
    return {
        get size() {
            return size;
        },
        put(chunk) {
            const next = size + chunk.byteLength;
            if (next > memory.byteLength) {
                const larger = Buffer.allocUnsafe(Math.max(next, Math.min(2 * next, limit)));
                memory.copy(larger, 0, 0, size);
                memory = larger;
            }
            memory.set(chunk, size);
            size = next;
        },
        bytes: () => memory.subarray(0, size),
    };
}


/***/ }),

/***/ 4957:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Id: () => (/* binding */ inWaves),
/* harmony export */   Wh: () => (/* binding */ unlessAborted),
/* harmony export */   jW: () => (/* binding */ transferSlots),
/* harmony export */   lo: () => (/* binding */ inTurn),
/* harmony export */   rK: () => (/* binding */ concurrently)
/* harmony export */ });
/**
 * Runs `work` for every item, at most `limit` at a time. The first failure aborts the signal that the other runs were
 * given, starts nothing more, waits for those in flight and is then thrown.
 */
async function concurrently(items, limit, signal, work) {
    const controller = new AbortController();
    const group = signal ? AbortSignal.any([signal, controller.signal]) : controller.signal;
    let failed = false;
    let firstError;
    const fail = (error) => {
        if (failed)
            return;
        failed = true;
        firstError = error;
        controller.abort(error);
    };
    const queue = items[Symbol.iterator]();
    const lane = async () => {
        try {
            for (let next = queue.next(); !next.done && !failed; next = queue.next()) {
                group.throwIfAborted();
                await work(next.value, group);
            }
        }
        catch (error) {
            fail(error);
        }
    };
    await Promise.all(Array.from({ length: Math.max(1, limit) }, lane));
    if (failed)
        throw firstError;
}
/**
 * Walks over items wave by wave: asks about all of a wave, at most `limit` at a time, and then takes the answers in
 * their order; the items that these bring are the next wave.
 */
async function inWaves(first, limit, signal, ask, take) {
    let wave = first;
    for (let depth = 0; wave.length > 0; depth += 1) {
        const answers = new Map();
        await concurrently(wave, limit, signal, async (item, own) => {
            answers.set(item, await ask(item, own, depth));
        });
        wave = wave.flatMap((item) => take(item, answers.get(item)));
    }
}
const lastTurns = new Map();
/**
 * Runs `work` when all earlier work of the same key in this process has ended, well or not; fails at once when it is
 * aborted before.
 */
async function inTurn(key, work, signal) {
    const before = lastTurns.get(key) ?? Promise.resolve();
    const result = unlessAborted(before, signal).then(work);
    // Who gave up does not let others go before those that it waited for.
    const ended = Promise.allSettled([before, result]).then(() => { });
    lastTurns.set(key, ended);
    void ended.then(() => {
        if (lastTurns.get(key) === ended)
            lastTurns.delete(key);
    });
    return result;
}
/** Waits for something, or fails with the reason of an abort. */
async function unlessAborted(awaited, signal) {
    if (!signal)
        return awaited;
    const { promise, reject } = Promise.withResolvers();
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort);
    try {
        signal.throwIfAborted();
        return await Promise.race([awaited, promise]);
    }
    finally {
        signal.removeEventListener('abort', onAbort);
    }
}
/** A transfer of up to this many bytes takes hardly longer than its round trips, so that more of them run at a time. */
const smallTransfer = 1024 * 1024;
const smallForLarge = 4;
/** Makes room for transfers; where one at a time is asked for, it is one, however small. */
function transferSlots(concurrency) {
    const lanes = concurrency === 1 ? 1 : concurrency * smallForLarge;
    let free = lanes;
    const waiting = [];
    const admit = () => {
        for (let next = waiting[0]; next && next.need <= free; next = waiting[0]) {
            waiting.shift();
            free -= next.need;
            next.enter();
        }
    };
    return {
        lanes,
        async take(bytes, work) {
            const need = bytes <= smallTransfer ? 1 : Math.min(smallForLarge, lanes);
            await new Promise((enter) => {
                waiting.push({ need, enter });
                admit();
            });
            try {
                return await work();
            }
            finally {
                free += need;
                admit();
            }
        },
    };
}


/***/ }),

/***/ 7399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   IN: () => (/* binding */ cutText),
/* harmony export */   XV: () => (/* binding */ noteSecret),
/* harmony export */   hK: () => (/* binding */ holdsSecret),
/* harmony export */   it: () => (/* binding */ cutMiddle)
/* harmony export */ });
const secrets = new Set();
/** Notes a form of a secret that is never to be told in part. */
function noteSecret(secret) {
    secrets.add(secret);
}
/** Tells whether a text is a secret, or holds one. */
function holdsSecret(text) {
    return [...secrets].some((secret) => text.includes(secret));
}
/**
 * Shortens a text from outside to so many characters. Secrets in it are replaced first: the runner hides them as a
 * whole, and would not know the half of one.
 */
function cutText(text, length, end = '') {
    if (text.length <= length)
        return text;
    const shown = withoutSecrets(text);
    return shown.length <= length ? shown : `${shown.slice(0, length)}${end}`;
}
/** Shortens a text in the same way, but keeps both its ends. */
function cutMiddle(text, length) {
    if (text.length <= length)
        return text;
    const shown = withoutSecrets(text);
    if (shown.length <= length)
        return shown;
    return `${shown.slice(0, length / 2)} … ${shown.slice(-length / 2)}`.toWellFormed();
}
function withoutSecrets(text) {
    // The longest first, since one may be within another.
    const known = [...secrets].sort((a, b) => b.length - a.length);
    return known.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}


/***/ }),

/***/ 8592:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ heldPlace)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(452);
/* harmony import */ var _held_to_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5858);
/* harmony import */ var _look_at_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4358);





/**
 * Gives the real path of a folder, or the one it will have when it is made. Fails with what `fail` makes of the reason
 * when it is not held to its folder (see `heldTo`).
 */
function heldPlace(path, held, fail) {
    let real;
    try {
        real = realPlace(path);
    }
    catch (error) {
        throw fail(`cannot be used: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error)}`, { cause: error });
    }
    const problem = (0,_held_to_js__WEBPACK_IMPORTED_MODULE_3__/* .heldTo */ .l)(held)(path, real);
    if (problem !== undefined)
        throw fail(problem.what, problem);
    return real;
}
function realPlace(path) {
    try {
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(path);
    }
    catch (error) {
        if (!['ENOENT', 'ENOTDIR'].includes((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error)) || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path) === path)
            throw error;
        // Whoever makes the target decides where a link to nothing leads.
        if ((0,_look_at_js__WEBPACK_IMPORTED_MODULE_4__/* .lookAt */ .t)(path)?.isSymbolicLink())
            throw error;
        return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(realPlace((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path));
    }
}


/***/ }),

/***/ 5858:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ heldTo)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _once_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4986);
/* harmony import */ var _look_at_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4358);




/**
 * Where the system shows processes, devices and itself as files: /proc/self/environ holds the secrets of the step,
 * /dev/zero has no end, and Node's recursive mkdir does not come back from /proc.
 */
const systemFolders = process.platform === 'win32' ? [] : ['/proc', '/sys', '/dev'];
/**
 * Makes the judge of what an input names: a path that is in the folder as it is written must really be there, unless
 * links are followed, and must not be a link itself with `error`. A path that its author wrote outside the folder stays
 * allowed. Nothing may be below /proc, /sys or /dev.
 */
function heldTo({ folder, symlinks }) {
    const place = (0,_once_js__WEBPACK_IMPORTED_MODULE_3__/* .once */ .O)(() => realFolder(folder));
    return (path, real) => {
        const system = systemFolders.find((one) => contains(one, real));
        if (system) {
            const what = `is at ${JSON.stringify(real)}: nothing below ${system} is read or written`;
            return { what, topic: 'system-file' };
        }
        if (symlinks === 'follow')
            return undefined;
        // The author may have written the real path of the folder: on macOS, /tmp is itself a link.
        const isWrittenInside = contains(folder, path) || contains(place(), path);
        if (!isWrittenInside)
            return undefined;
        if (symlinks === 'error' && (0,_look_at_js__WEBPACK_IMPORTED_MODULE_2__/* .lookAt */ .t)(path)?.isSymbolicLink()) {
            return { what: 'is a symbolic link, which is refused', topic: 'symbolic-link' };
        }
        if (contains(place(), real))
            return undefined;
        return { what: `leads to ${JSON.stringify(real)}, outside ${JSON.stringify(folder)}`, topic: 'outside-link' };
    };
}
function realFolder(folder) {
    try {
        return node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(folder);
    }
    catch {
        // What is missing has nothing in it.
        return folder;
    }
}
function contains(folder, path) {
    const inner = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path);
    return !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(inner) && inner.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)[0] !== '..';
}


/***/ }),

/***/ 4358:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ lookAt)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(452);


/** Looks at a path without following a link; undefined when nothing is there. */
function lookAt(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path, { throwIfNoEntry: false });
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCodeOf */ .c7)(error) === 'ENOTDIR')
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 6580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EW: () => (/* binding */ readSmallFile),
/* harmony export */   Tq: () => (/* binding */ openFile),
/* harmony export */   WI: () => (/* binding */ smallFileBuffer)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(452);



/**
 * Measured: a push of large files takes 10 % longer with a quarter of it, for each read is a trip to the thread pool.
 */
const readSize = 1024 * 1024;
/**
 * Up to this size a file is read in one go, and while the process waits: that takes a tenth of the time of four trips
 * to the thread pool and three large buffers.
 */
const smallFile = 64 * 1024;
/** A pipe that nobody writes to would keep the process for ever; so it is empty. Windows has no such flag. */
const readOnly = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0);
/**
 * Makes an opener of a file. The file is opened when the first byte is asked for: what nobody reads holds nothing open.
 * Three buffers take turns, so that reading goes on while a chunk is used, and memory does not grow with the file.
 *
 * @param flags of the system for opening it, beside O_RDONLY
 */
function openFile(path, signal, flags = 0) {
    async function* chunks() {
        signal?.throwIfAborted();
        const small = readSmallFile(path, { flags });
        if (small) {
            if (small.bytes.byteLength > 0)
                yield small.bytes;
            return;
        }
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)(path, readOnly | flags).catch((error) => {
            throw unreadable(path, error);
        });
        let reading;
        try {
            // Of a file that is smaller, one read takes all.
            const bufferSize = Math.min(readSize, Math.max((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file.fd).size, smallFile));
            const buffers = [0, 1, 2].map(() => Buffer.allocUnsafeSlow(bufferSize));
            const read = (turn) => {
                const next = file.read(buffers[turn % 3], 0, bufferSize, null);
                // Its failure is seen when its turn has come, or not at all.
                next.catch(() => { });
                reading = next;
                return next;
            };
            let current = read(0);
            for (let turn = 1;; turn += 1) {
                signal?.throwIfAborted();
                const { bytesRead, buffer } = await current.catch((error) => {
                    throw unreadable(path, error);
                });
                if (bytesRead === 0)
                    return;
                current = read(turn);
                yield buffer.subarray(0, bytesRead);
            }
        }
        finally {
            await reading?.catch(() => { });
            await file.close();
        }
    }
    return async () => chunks();
}
/** Memory for `readSmallFile`: a byte more than the content, by which a file is known that grows. */
function smallFileBuffer() {
    return Buffer.allocUnsafeSlow(smallFile + 1);
}
/**
 * Reads a small file and its mode; undefined for one that is not small, or grows meanwhile. Fails with INVALID_INPUT
 * when it cannot be read.
 *
 * @param into where to put it: a `smallFileBuffer`; without it, new memory is taken
 */
function readSmallFile(path, { flags = 0, into } = {}) {
    try {
        const file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, readOnly | flags);
        try {
            const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
            if (!found.isFile() || found.size > smallFile)
                return undefined;
            const most = found.size + 1;
            const bytes = into ?? Buffer.allocUnsafe(most);
            let filled = 0;
            for (let count = -1; count !== 0 && filled < most; filled += count) {
                count = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, bytes, filled, most - filled, null);
            }
            return filled > found.size ? undefined : { bytes: bytes.subarray(0, filled), mode: found.mode };
        }
        finally {
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
        }
    }
    catch (error) {
        throw unreadable(path, error);
    }
}
/** Without a code of ours, a failed read in the middle of an upload would pass for a broken connection. */
function unreadable(path, cause) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `The file ${JSON.stringify(path)} cannot be read: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(cause)}`, {
        cause,
    });
}


/***/ }),

/***/ 3251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ placeTrees),
/* harmony export */   o: () => (/* binding */ compareTree)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(6760);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(452);
/* harmony import */ var _look_at_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(4358);
/* harmony import */ var _rename_file_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3146);







/**
 * Compares a tree with what is at the place where it shall go. Fails with CONFLICT when a folder would take the place
 * of something else or the reverse, and, unless `overwrite` is set, when a file or link is there with other content.
 * Tells whether there is any difference.
 */
async function compareTree(from, to, overwrite, signal) {
    signal?.throwIfAborted();
    const [wanted, found] = [await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(from), (0,_look_at_js__WEBPACK_IMPORTED_MODULE_5__/* .lookAt */ .t)(to)];
    if (found === undefined)
        return true;
    const name = JSON.stringify(to);
    if (wanted.isDirectory() !== found.isDirectory()) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('CONFLICT', `${name} exists and is ${kindOf(found)}, not ${kindOf(wanted)}`);
    }
    if (wanted.isDirectory()) {
        let differs = false;
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(from)) {
            if (await compareTree((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, entry), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(to, entry), overwrite, signal))
                differs = true;
        }
        return differs;
    }
    if (await isSame(from, wanted, to, found, signal))
        return false;
    if (!overwrite)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('CONFLICT', `The file ${name} exists with different content`);
    return true;
}
/**
 * Moves trees and files to their places; folders that are there are filled, files and links in them replaced one by
 * one. When one cannot be moved, all that were are moved back, and it fails with CONFLICT.
 *
 * @param aside a folder on the same disk that is not there yet, for what is replaced; it is gone in the end, unless
 * something cannot be moved back or removed, which the error says
 */
async function placeTrees(moves, aside) {
    const undo = [];
    const removeAside = () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(aside, { recursive: true, force: true });
    try {
        for (const move of moves)
            await place(move, aside, undo);
    }
    catch (error) {
        let kept = '';
        for (const { from, to } of undo.reverse()) {
            await (0,_rename_file_js__WEBPACK_IMPORTED_MODULE_6__/* .renameFile */ .H)(from, to).catch(() => {
                kept = `not all files could be moved back: what was replaced is in ${JSON.stringify(aside)}`;
            });
        }
        // Windows removes no name of a file that somebody has open, and that may be why it fails.
        if (kept === '') {
            await removeAside().catch(() => {
                kept = `the folder ${JSON.stringify(aside)} could not be removed`;
            });
        }
        if (kept === '')
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('CONFLICT', `${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}; ${kept}`, { cause: error });
    }
    await removeAside().catch((error) => {
        const what = `All is in place, but the folder ${JSON.stringify(aside)} with what was replaced could not be removed`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('CONFLICT', `${what}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`, { cause: error });
    });
}
async function place({ from, to }, aside, undo) {
    const found = (0,_look_at_js__WEBPACK_IMPORTED_MODULE_5__/* .lookAt */ .t)(to);
    if (found?.isDirectory() && (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)(from)).isDirectory()) {
        for (const entry of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(from))
            await place({ from: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(from, entry), to: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(to, entry) }, aside, undo);
        return;
    }
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(to, '..'), { recursive: true });
        const old = found && (await keepAside(to, aside, undo.length));
        await (0,_rename_file_js__WEBPACK_IMPORTED_MODULE_6__/* .renameFile */ .H)(from, to);
        undo.push(old === undefined ? { from: to, to: from } : { from: old, to });
    }
    catch (error) {
        const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .systemCodeOf */ .c7)(error);
        const topic = ['EACCES', 'EBUSY', 'EPERM'].includes(code) ? 'file-in-use' : undefined;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .OciError */ .Mf('CONFLICT', `The file ${JSON.stringify(to)} cannot be put in place: ${code}`, {
            cause: error,
            topic,
        });
    }
}
/** Gives a file a second name, so that it can come back, and stays where it is until another takes its place. */
async function keepAside(path, aside, number) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(aside, { recursive: true, mode: 0o700 });
    const old = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(aside, String(number));
    // Not every file system has links.
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.link)(path, old).catch(() => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.cp)(path, old, { verbatimSymlinks: true, preserveTimestamps: true }));
    return old;
}
async function isSame(from, wanted, to, found, signal) {
    if (wanted.isSymbolicLink() && found.isSymbolicLink())
        return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(from)) === (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readlink)(to));
    if (!wanted.isFile() || !found.isFile() || wanted.size !== found.size)
        return false;
    if ((wanted.mode & 0o111) !== (found.mode & 0o111))
        return false;
    for (const isEqual of comparePieces(from, to)) {
        if (!isEqual)
            return false;
        // Nothing below waits for anything: without this, a cancellation would not be heard.
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_3__.setImmediate)();
        signal?.throwIfAborted();
    }
    return true;
}
const pieceSize = 64 * 1024;
const piecesAtOnce = 128;
/**
 * Compares two files in calls that wait, as others take ten times as long for the many small files of a tree. Tells
 * after some pieces whether they are equal so far, and nothing at the end. What cannot be read is not equal.
 */
function* comparePieces(one, other) {
    const files = [];
    const pieces = [one, other].map(() => Buffer.allocUnsafe(pieceSize));
    try {
        for (const path of [one, other])
            files.push((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0)));
        for (let count = 1;; count += 1) {
            const [left, right] = pieces.map((piece, index) => piece.subarray(0, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(files[index], piece)));
            if (!left?.equals(right))
                yield false;
            else if (left.byteLength === 0)
                return;
            if (count % piecesAtOnce === 0)
                yield true;
        }
    }
    catch {
        yield false;
    }
    finally {
        for (const file of files)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
function kindOf(found) {
    return found.isDirectory() ? 'a folder' : found.isSymbolicLink() ? 'a symbolic link' : 'a file';
}


/***/ }),

/***/ 4949:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   iJ: () => (/* binding */ readHeld),
/* harmony export */   kq: () => (/* binding */ failNamed),
/* harmony export */   tG: () => (/* binding */ readHeldIfThere),
/* harmony export */   wh: () => (/* binding */ readNamedFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(3474);
/* harmony import */ var _near_path_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5337);
/* harmony import */ var _held_to_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(5858);






/** Makes the error of what is wrong with a file that an input names; messages name it as it was typed. */
function failNamed(input, path, topic) {
    const what = `The file ${JSON.stringify(path)} of the input ${input}`;
    return (problem, facts) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf('INVALID_INPUT', `${what} ${problem}`, { ...(topic ? { topic } : {}), ...facts });
}
/** Reads a file that an input names, from the folder that it is held to, as `readHeld` does. Fails with INVALID_INPUT. */
function readNamedFile(input, path, { topic, ...held }) {
    return readHeld((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(held.folder, path), { ...held, fail: failNamed(input, path, topic) });
}
/** A pipe that nobody writes to would keep the process for ever. Windows has neither flag. */
const readOnly = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0);
/**
 * Reads a regular file that an input names, in calls that wait. Fails with what `fail` makes of the reason when it
 * cannot be read, is not a file, is larger than the limit, changes meanwhile, or is not held to its folder (see
 * `heldTo`).
 */
function readHeld(path, { folder, symlinks, limit, fail }) {
    const problemOf = (0,_held_to_js__WEBPACK_IMPORTED_MODULE_4__/* .heldTo */ .l)({ folder, symlinks });
    let file;
    try {
        const real = node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(path);
        // Before it is opened: to open some devices does something already.
        const problem = problemOf(path, real);
        if (problem !== undefined)
            throw fail(problem.what, problem);
        file = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(real, readOnly);
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
        if (found.isDirectory())
            throw fail('cannot be read: EISDIR');
        if (!found.isFile())
            throw fail('is not a regular file');
        // A link may have taken the place of a folder since then: what is read is what was opened, so that is what is
        // judged.
        const changed = problemOf(path, placeOf(file, found, real));
        if (changed !== undefined)
            throw fail(changed.what, changed);
        if (found.size > limit)
            throw fail(`is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_5__/* .formatBytes */ .z)(limit)}`);
        const bytes = readWhole(file, found.size);
        const after = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(file);
        if (bytes.byteLength !== found.size || after.mtimeMs !== found.mtimeMs || after.size !== found.size) {
            throw fail('changed while it was read');
        }
        return bytes;
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .OciError */ .Mf)
            throw error;
        const code = (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error);
        if (code === 'ENOENT') {
            throw fail(`does not exist${(0,_near_path_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .a)(path, folder)}`, { cause: error, topic: 'missing-file' });
        }
        throw fail(`cannot be read: ${code}`, { cause: error });
    }
    finally {
        if (file !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
/** Reads a file as `readHeld` does; undefined when there is none. */
function readHeldIfThere(path, options) {
    try {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .systemCodeOf */ .c7)(error) === 'ENOENT')
            return undefined;
        // To say what else is wrong is left to reading.
    }
    return readHeld(path, options);
}
/** The real path of an open file: Linux knows it; elsewhere the path must still lead to the same file. */
function placeOf(file, found, path) {
    if (process.platform === 'linux') {
        try {
            return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(`/proc/self/fd/${file}`);
        }
        catch {
            // There is no /proc.
        }
    }
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.lstatSync)(path).ino !== found.ino)
        throw Object.assign(new Error('Another file'), { code: 'ESTALE' });
    return node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(path);
}
/** Reads a byte more than the size at most, by which a file is known that grows. */
function readWhole(file, size) {
    const bytes = Buffer.allocUnsafe(size + 1);
    let filled = 0;
    for (let count = -1; count !== 0 && filled < bytes.byteLength; filled += count) {
        count = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, bytes, filled, bytes.byteLength - filled, null);
    }
    return bytes.subarray(0, filled);
}


/***/ }),

/***/ 3146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ renameFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var _when_free_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4188);


/**
 * Renames a file or folder, over a file that is there. On Windows this waits for other processes that have one of the
 * two open, and takes the read-only mark from what is replaced, which on other systems is in nobody's way.
 */
async function renameFile(from, to, { isWindows = process.platform === 'win32', move = node_fs__WEBPACK_IMPORTED_MODULE_0__.renameSync, } = {}) {
    const attempt = () => {
        try {
            move(from, to);
        }
        catch (error) {
            if (!isWindows || !(0,_when_free_js__WEBPACK_IMPORTED_MODULE_1__/* .isBusy */ .A)(error) || !allowWriting(to))
                throw error;
            move(from, to);
        }
    };
    await (0,_when_free_js__WEBPACK_IMPORTED_MODULE_1__/* .whenFree */ .n)(attempt, isWindows);
}
/** Takes the mark from a file that is read-only; tells whether there was one. */
function allowWriting(path) {
    try {
        const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path);
        if (!found.isFile() || (found.mode & 0o200) !== 0)
            return false;
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.chmodSync)(path, found.mode | 0o200);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 4188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ isBusy),
/* harmony export */   n: () => (/* binding */ whenFree)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8500);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(452);


/** How long a file that somebody else has open is waited for; readers and virus scanners are done in far less. */
const patience = 2_000;
/**
 * Does something with a file or folder. On Windows this fails while another process has it open, as virus scanners do
 * with what is new, and while it is being removed, so it is tried again for a while there. Fails as the last try does.
 *
 * @see https://github.com/isaacs/node-graceful-fs#improvements-over-fs-module
 */
async function whenFree(attempt, isWindows = process.platform === 'win32') {
    const deadline = Date.now() + patience;
    for (;;) {
        try {
            return await attempt();
        }
        catch (error) {
            if (!isWindows || !isBusy(error) || Date.now() > deadline)
                throw error;
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(20);
        }
    }
}
/** Tells whether an error is, or comes from, one that Windows gives for a file that is open elsewhere, or read-only. */
function isBusy(error) {
    return ['EACCES', 'EBUSY', 'EPERM'].includes((0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .systemCodeOf */ .c7)(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf ? error.cause : error));
}


/***/ }),

/***/ 2668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ startFile),
/* harmony export */   v: () => (/* binding */ writeAtomically)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1455);
/* harmony import */ var _rename_file_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3146);
/* harmony import */ var _write_chunks_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2889);





/** Starts a file under a temporary name beside its own. */
async function startFile(path, mode) {
    const temporary = `${path}.${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex')}.part`;
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.open)(temporary, node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_CREAT | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_EXCL | node_fs__WEBPACK_IMPORTED_MODULE_1__.constants.O_WRONLY, mode);
    return {
        handle,
        async finish() {
            await handle.close();
            await (0,_rename_file_js__WEBPACK_IMPORTED_MODULE_3__/* .renameFile */ .H)(temporary, path);
        },
        async drop() {
            // Closing it once more does nothing.
            await handle.close().catch(() => { });
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(temporary, { force: true });
        },
    };
}
/** Writes a file under a temporary name and renames it at the end: who reads sees the old content or the new one. */
async function writeAtomically(path, openChunks, signal) {
    const file = await startFile(path, 0o644);
    try {
        await (0,_write_chunks_js__WEBPACK_IMPORTED_MODULE_4__/* .writeChunks */ .a)(file.handle, await openChunks(), () => signal?.throwIfAborted());
        await file.finish();
    }
    catch (error) {
        await file.drop();
        throw error;
    }
}


/***/ }),

/***/ 2889:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ writeChunks)
/* harmony export */ });
/** Writes chunks to an open file: each while the next one is on its way. */
async function writeChunks(file, chunks, onChunk) {
    let writing;
    try {
        for await (const chunk of chunks) {
            onChunk(chunk);
            await writing;
            writing = file.writeFile(chunk);
            // Its failure is seen before the next write, or at the end.
            writing.catch(() => { });
        }
        await writing;
    }
    finally {
        // The file must not be closed before.
        await writing?.catch(() => { });
    }
}


/***/ }),

/***/ 452:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ invalid),
/* harmony export */   LR: () => (/* binding */ isOfContent),
/* harmony export */   Mf: () => (/* binding */ OciError),
/* harmony export */   O$: () => (/* binding */ unreadable),
/* harmony export */   Pi: () => (/* binding */ orGone),
/* harmony export */   Qm: () => (/* binding */ malformed),
/* harmony export */   Re: () => (/* binding */ orAbsent),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   c7: () => (/* binding */ systemCodeOf),
/* harmony export */   dJ: () => (/* binding */ isLasting),
/* harmony export */   gl: () => (/* binding */ RegistryError),
/* harmony export */   up: () => (/* binding */ hasCode)
/* harmony export */ });
/* unused harmony export topics */
/** What a failure is about, where the code alone does not tell which advice helps. */
const topics = (/* unused pure expression or super */ null && ([
    'attestation',
    'broken-connection',
    'broken-link',
    'certificate-refused',
    'changed-file',
    'chart-clash',
    'chart-dependency',
    'chart-dependency-range',
    'chart-release',
    'checkout',
    'combined-inputs',
    'credentials-file',
    'deletes-off',
    'empty-digest',
    'empty-directory',
    'empty-policy',
    'empty-tag',
    'expect-digest',
    'file-in-use',
    'flux-source',
    'foreign-expect-digest',
    'foreign-input',
    'git-repository',
    'html-page',
    'id-token',
    'log-refused',
    'log-size',
    'lost-manifest',
    'media-type',
    'missing-chart-yaml',
    'missing-content',
    'missing-file',
    'missing-package',
    'missing-platform',
    'missing-program',
    'missing-reference',
    'missing-secret',
    'missing-selection',
    'missing-version',
    'no-match',
    'no-writes',
    'other-predicate',
    'other-tags',
    'outside-link',
    'outside-root',
    'path-clash',
    'pinned-digest',
    'policy',
    'provenance',
    'public-key',
    'public-services',
    'pull-path',
    'pre-release',
    'referenced-manifest',
    'referrers-list',
    'refused-entry',
    'registry-auth',
    'retired-format',
    'runner',
    'sign-key',
    'sign-key-password',
    'sha512',
    'signing-config',
    'signing-service',
    'symbolic-link',
    'system-file',
    'tag-form',
    'tag-list',
    'trust-root',
    'unknown-input',
    'unsigned',
    'untagged-reference',
]));
/** States what happened to what. Advice to the workflow author is added in `action/report.ts`, nowhere below. */
class OciError extends Error {
    name = 'OciError';
    code;
    position;
    /** Without one of its own, that of its cause: who tells a failure in other words need not know what it is about. */
    topic;
    constructor(code, message, { cause, position, topic } = {}) {
        super(message, cause === undefined ? undefined : { cause });
        this.code = code;
        if (position)
            this.position = position;
        const inherited = topic ?? (cause instanceof OciError ? cause.topic : undefined);
        if (inherited)
            this.topic = inherited;
    }
}
/** A request that a registry refused. `request` is method and URL without the query: a query may hold a signature. */
class RegistryError extends OciError {
    name = 'RegistryError';
    status;
    request;
    errors;
    /** What it said: its errors, or the beginning of a text. */
    words;
    /** Milliseconds that the registry asks to wait before another attempt; 0 when it does not. */
    wait;
    /** Absent where none was found, or none was asked for. */
    login;
    constructor(code, message, facts) {
        super(code, message, facts);
        this.status = facts.status;
        this.request = facts.request;
        this.errors = facts.errors ?? [];
        this.words = facts.words ?? (facts.cause instanceof RegistryError ? facts.cause.words : '');
        this.wait = facts.wait ?? 0;
        if (facts.login)
            this.login = facts.login;
    }
}
/** Makes the error for an input with a value that is of no use. */
function invalid(input, value, what, facts) {
    return new OciError('INVALID_INPUT', `The input ${input} ${JSON.stringify(value)} ${what}`, facts);
}
/** Makes the error for content that is not what it should be; `subject` names it. */
function malformed(subject, what, facts) {
    return new OciError('ARTIFACT', `${subject} ${what}`, facts);
}
/** Tells whether an error is ours and has one of these codes. */
function hasCode(error, ...codes) {
    return error instanceof OciError && codes.includes(error.code);
}
/** Waits for something that need not be there: undefined when it fails with NOT_FOUND, or another of these codes. */
async function orAbsent(asked, ...codes) {
    try {
        return await asked;
    }
    catch (error) {
        if (hasCode(error, 'NOT_FOUND', ...codes))
            return undefined;
        throw error;
    }
}
/**
 * Waits for work on something that may be gone: undefined when it fails with NOT_FOUND, and a look at that thing does
 * too: something else may be missing. After an abort, the error may be that of other work, and counts as it is.
 */
async function orGone(work, look, signal) {
    try {
        return await work;
    }
    catch (error) {
        if (signal?.aborted || !hasCode(error, 'NOT_FOUND') || (await orAbsent(look())))
            throw error;
        return undefined;
    }
}
/** The codes of content that exists but cannot be read: it is not what it should be, or is too much. */
const unreadable = ['ARTIFACT', 'INTEGRITY', 'TOO_LARGE'];
/**
 * Reports whether a failure concerns one piece of content, which anybody may have planted beside others: it is gone or
 * unreadable, or the registry refuses the request for it. Failures of network, login and registry are not.
 */
function isOfContent(error) {
    if (hasCode(error, 'NOT_FOUND', ...unreadable))
        return true;
    const { status } = error instanceof RegistryError ? error : { status: 0 };
    return hasCode(error, 'REGISTRY', 'UNSUPPORTED', 'CONFLICT') && status >= 400 && status < 500 && status !== 408;
}
/** Reads the words of anything that was thrown, without the stack. */
function messageOf(error) {
    return Error.isError(error) ? error.message || error.name : String(error);
}
/** Reads the `code` of a system error (`ENOENT`, `ECONNREFUSED`, …), `''` when there is none. */
function systemCodeOf(error) {
    const code = Error.isError(error) ? error.code : undefined;
    return typeof code === 'string' ? code : '';
}
/**
 * Tells whether a connection failed for a reason that does not pass by itself: a wrong certificate, a name that nobody
 * knows, or no TLS where it is asked for.
 */
function isLasting({ cause }) {
    const code = systemCodeOf(cause);
    return lastingCode.test(code) || lastingKind.test(code);
}
const lastingCode = /^(?:ENOTFOUND|EPROTO|HPE_INVALID_CONSTANT|UND_ERR_INVALID_ARG|HOSTNAME_MISMATCH)$/;
/** A wrong certificate, or no TLS. */
const lastingKind = /^(?:ERR_SSL|ERR_OSSL|ERR_TLS|CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_/;


/***/ }),

/***/ 3474:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ formatBytes)
/* harmony export */ });
/** Writes a size in bytes for people, in units of 1,024: `12 MiB`, and `1.5 GiB` where the fraction matters. */
function formatBytes(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
    const value = bytes / 1024 ** power;
    return `${Number(value.toFixed(value < 10 ? 1 : 0))} ${units[power]}`;
}


/***/ }),

/***/ 2721:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ formatDuration),
/* harmony export */   e: () => (/* binding */ formatEstimate)
/* harmony export */ });
/** Writes how long something took, in milliseconds, for people: `0.3 s`, `4.1 s`, `38 s`, `2 min 5 s`, `1 h 10 min`. */
function formatDuration(milliseconds) {
    // What took no time at all would look like a mistake.
    const tenths = Math.max(1, Math.round(milliseconds / 100));
    if (tenths < 100)
        return `${tenths / 10} s`;
    const seconds = Math.round(milliseconds / 1000);
    if (seconds < 60)
        return `${seconds} s`;
    if (seconds < 3600)
        return withRest(seconds, 60, ['min', 's']);
    return withRest(Math.round(seconds / 60), 60, ['h', 'min']);
}
/** Writes an estimate in milliseconds for people, rounded up: seconds up to two minutes, then minutes, then hours. */
function formatEstimate(milliseconds) {
    const seconds = Math.ceil(milliseconds / 1000);
    if (seconds <= 120)
        return `${seconds} s`;
    const minutes = Math.ceil(seconds / 60);
    return minutes <= 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
function withRest(count, most, [large, small]) {
    const rest = count % most;
    return `${Math.floor(count / most)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`;
}


/***/ }),

/***/ 342:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _action_read_node_version_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7370);
/* harmony import */ var _action_run_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6325);
/* harmony import */ var _action_tell_log_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2158);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(452);
/* harmony import */ var _v8_flags_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(2257);





(0,_v8_flags_js__WEBPACK_IMPORTED_MODULE_4__/* .setV8Flags */ .E)();
const controller = new AbortController();
// Windows has no SIGTERM; there the runner sends Ctrl-C, and Ctrl-Break (SIGBREAK) some seconds later.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGBREAK']) {
    process.on(signal, () => controller.abort(new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .OciError */ .Mf('CANCELLED', `The step was cancelled (${signal})`)));
}
process.on('exit', _action_tell_log_js__WEBPACK_IMPORTED_MODULE_2__/* .flushLog */ .X3);
process.exitCode = await (0,_action_run_js__WEBPACK_IMPORTED_MODULE_1__/* .run */ .e)(process.env, controller.signal);
(0,_action_tell_log_js__WEBPACK_IMPORTED_MODULE_2__/* .flushLog */ .X3)();
// A connection that is still being made would keep the process for ten seconds; the runner waits seven and a half.
if (controller.signal.aborted)
    process.stdout.write('', () => process.exit());

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 2368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ wordOf),
/* harmony export */   q: () => (/* binding */ fates)
/* harmony export */ });
const written = { wrote: true, isQuiet: false };
const left = { wrote: false, isQuiet: true };
/** What may come of a thing; the names are the `status` of entries of the output `json`, in all modes. */
const fates = {
    pushed: { ...written, words: ['pushed', 'would be pushed'] },
    copied: { ...written, words: ['copied', 'would be copied'] },
    new: { ...written, words: ['new', 'would be added'] },
    moved: { ...written, words: ['moved', 'would be moved'] },
    deleted: { ...written, words: ['deleted', 'would be deleted'] },
    pulled: { ...written, words: ['pulled', 'would be pulled'] },
    tagged: { ...written, words: ['tagged', 'would be tagged'] },
    attached: { ...written, words: ['attached', 'would be attached'] },
    untagged: { ...written, words: ['untagged', 'would be untagged'] },
    /** It was looked at, and that is all the step is for. */
    found: { ...left, words: ['found', 'found'] },
    unchanged: { ...left, words: ['unchanged', 'unchanged'] },
    kept: { ...left, words: ['kept', 'kept'] },
    missing: { ...left, words: ['missing', 'missing'] },
    failed: { ...left, isQuiet: false, words: ['failed', 'failed'] },
    /** The step ended before it was done, since another thing failed or the step was cancelled. */
    'not reached': { ...left, words: ['not reached', 'not reached'] },
};
/** The word for what came of a thing, as people read it: in a dry run, for what would come of it. */
function wordOf(fate, isDryRun) {
    return fates[fate].words[isDryRun ? 1 : 0];
}


/***/ }),

/***/ 3883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ path),
/* harmony export */   JL: () => (/* binding */ mediaType),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   KW: () => (/* binding */ age),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   br: () => (/* binding */ digest),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   f0: () => (/* binding */ paths),
/* harmony export */   iD: () => (/* binding */ platform),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   x3: () => (/* binding */ isKeyPath),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8161);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(452);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(2037);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9501);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(261);
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(7122);






/** Makes the reader of an input that may be left out. */
function optional(read) {
    return (value, name) => (value === '' ? undefined : read(value, name));
}
const text = (value) => value;
/** Lines: comments (`#`) and blank lines are dropped. */
const lines = (value) => value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
/** A path; the `~` it may start with is written out: no shell does it here, and a folder of that name is never meant. */
const path = (value, input) => value.replace(/^(!?)~(?=[/\\]|$)/, (_, sign) => {
    try {
        return `${sign}${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)()}`;
    }
    catch {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(input, value, 'begins with ~, and the user of this job has no home directory');
    }
});
/**
 * Tells whether the input `sign-key` can be a path. What is longer may be a key that lost its first line, or one in
 * base64, and is treated as a secret: the shortest has some 160 characters.
 */
function isKeyPath(value) {
    return value.length <= 120 && !/[\r\n]/.test(value);
}
/** Paths, one per line. */
const paths = (value, name) => lines(value, name).map((line) => path(line, name));
/** A boolean, by the words of YAML 1.2 as the toolkit does. */
const flag = (value, name) => {
    if (['true', 'True', 'TRUE'].includes(value))
        return true;
    if (['false', 'False', 'FALSE'].includes(value))
        return false;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, 'is not true or false');
};
/** One of some words. */
function oneOf(...words) {
    return (value, name) => {
        const word = words.find((candidate) => candidate === value);
        if (word !== undefined)
            return word;
        const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .nearest */ .p)(value, words);
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, `is not one of ${words.join(', ')}${near ? `: did you mean ${near}?` : ''}`);
    };
}
/** A whole number within bounds. */
function whole(least, most) {
    return (value, name) => {
        const number = Number(value);
        if (/^\d+$/.test(value) && number >= least && number <= most)
            return number;
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, `is not a whole number from ${least} to ${most}`);
    };
}
/** A time in milliseconds: `500ms`, `60s`, `2m`, `30d`, or seconds without a unit. */
const duration = (value, name) => {
    const [, amount, unit = 's'] = /^(\d{1,7})\s*(ms|s|m|h|d|w)?$/.exec(value) ?? [];
    const factor = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }[unit];
    const milliseconds = Number(amount) * (factor ?? Number.NaN);
    if (milliseconds > 0)
        return milliseconds;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, 'is not a time such as 60s, 2m or 30d');
};
/** An age in milliseconds. A number alone would be seconds: `30` for 30 days would leave next to nothing. */
const age = (value, name) => {
    if (/^\d+$/.test(value))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, `has no unit: write ${value}d for days`);
    return duration(value, name);
};
/** A size in bytes: `16MiB`, `4MB`, `512KiB`, or bytes without a unit; undefined for `auto`. */
const bytes = (value, name) => {
    if (value === 'auto')
        return undefined;
    const [, amount, unit = ''] = /^(\d{1,12})\s*([KMG]i?B|B)?$/.exec(value) ?? [];
    const base = unit.includes('i') ? 1024 : 1000;
    const size = Number(amount) * base ** Math.max('BKMG'.indexOf(unit.charAt(0)), 0);
    if (size > 0)
        return size;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, 'is not auto or a size such as 16MiB');
};
const mediaType = (value, name) => {
    if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isMediaType */ .LA)(value))
        return value;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, 'is not a media type such as application/vnd.example.config.v1');
};
const digest = (value, name) => {
    if ((0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(value))
        return value;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, 'is not a digest such as sha256:… with 64 hex digits');
};
/** `os/architecture[/variant]` */
const platform = (value, name) => {
    const found = (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_4__/* .parsePlatform */ .FL)(value);
    if (!found)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .invalid */ .Gq)(name, value, 'is not os/architecture[/variant]');
    return found;
};


/***/ }),

/***/ 6014:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $i: () => (/* binding */ addBytes),
/* harmony export */   B7: () => (/* binding */ movedIn),
/* harmony export */   FY: () => (/* binding */ nothingMoved),
/* harmony export */   Hq: () => (/* binding */ isChanged),
/* harmony export */   UK: () => (/* binding */ startTold),
/* harmony export */   We: () => (/* binding */ changedIn),
/* harmony export */   pk: () => (/* binding */ newContentIn),
/* harmony export */   qz: () => (/* binding */ tell)
/* harmony export */ });
/* harmony import */ var _fates_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2368);

const nothingMoved = { transferred: 0, reused: 0 };
function addBytes(one, other) {
    return { transferred: one.transferred + other.transferred, reused: one.reused + other.reused };
}
function startTold(isDryRun = false) {
    return { isDryRun, about: {} };
}
/** Adds to what is known of a thing. */
function tell(known, more) {
    Object.assign(known, more);
}
/** Whether something of a thing was written or, in a dry run, would be. */
function isChanged({ fate, isWritten = false }) {
    return isWritten || (fate !== undefined && _fates_js__WEBPACK_IMPORTED_MODULE_0__/* .fates */ .q[fate].wrote);
}
/** Whether something was written or, in a dry run, would be; undefined where the step did not come to that. */
function changedIn({ about, things }) {
    if (things === undefined && about.fate === undefined)
        return undefined;
    return [about, ...(things ?? [])].some(isChanged);
}
/** Whether a manifest was written that its place had under no name before; undefined where that is not known. */
function newContentIn({ isDryRun, about, things = [] }) {
    const known = [about, ...things].flatMap(({ isNew }) => (isNew === undefined ? [] : [isNew]));
    return isDryRun || known.length === 0 ? undefined : known.includes(true);
}
/** What was moved of all things together; undefined where nothing is moved at all. */
function movedIn({ about, things = [] }) {
    const all = [about, ...things].flatMap(({ moved }) => moved ?? []);
    return all.length === 0 ? undefined : all.reduce(addBytes);
}


/***/ }),

/***/ 7109:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ choosePlatform)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4360);
/* harmony import */ var _oci_platform_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7122);
/* harmony import */ var _oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7216);




/**
 * Goes down from an index to the manifest of a platform; without a platform, an index with one manifest will do. An
 * image that is not an index is taken when it is for that platform. Fails with NOT_FOUND.
 */
async function choosePlatform(source, top, platform, repository, signal, onTaken = () => { }) {
    let content = top;
    for (let depth = 0; depth <= _oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .maxIndexDepth */ .cj; depth += 1) {
        const manifest = content.parsed();
        const name = `${repository}@${content.descriptor.digest}`;
        if (manifest.kind === 'manifest') {
            // What an index lists is for the platform that stands there.
            if (platform && depth === 0) {
                const { checkImage } = await Promise.all(/* import() */[__nccwpck_require__.e(8815), __nccwpck_require__.e(8041), __nccwpck_require__.e(7712)]).then(__nccwpck_require__.bind(__nccwpck_require__, 7712));
                await checkImage(source, manifest, [platform], name, signal, onTaken);
            }
            return { content, manifest };
        }
        const chosen = (0,_oci_select_platforms_js__WEBPACK_IMPORTED_MODULE_3__/* .selectPlatform */ .m)(manifest, platform, name);
        const taken = platform && chosen.platform && (0,_oci_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .describeTaken */ .Z$)(chosen.platform, platform);
        if (taken !== undefined)
            onTaken(taken);
        content = await source.manifest(chosen.digest, signal);
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${repository} has an index nested more than ${_oci_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .maxIndexDepth */ .cj} deep`);
}


/***/ }),

/***/ 6937:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Fe: () => (/* binding */ nameFor),
/* harmony export */   Qe: () => (/* binding */ withNearTags),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   aH: () => (/* binding */ nearTags),
/* harmony export */   fq: () => (/* binding */ fullName),
/* harmony export */   qc: () => (/* binding */ findChosen),
/* harmony export */   vi: () => (/* binding */ checkExpected)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(2037);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9501);
/* harmony import */ var _oci_reference_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3940);
/* harmony import */ var _store_listed_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(6300);
/* harmony import */ var _choose_platform_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7109);






/** Looked at for names near to one that is missing: one page, as we ask for it. */
const maxCandidates = 1000;
const maxHints = 3;
/** What a reference asks a repository for: a tag or a digest. Fails with INVALID_INPUT when it is a repository alone. */
function nameFor(reference, purpose) {
    const name = nameOf(reference);
    if (name !== undefined)
        return name;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input reference has neither a tag nor a digest: say which version to ${purpose}`, { topic: 'untagged-reference' });
}
/** Does what fails with NOT_FOUND when a tag is missing, and adds to that error the tags that are nearest to it. */
async function withNearTags(source, name, work, signal) {
    try {
        return await work();
    }
    catch (error) {
        if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .hasCode */ .up)(error, 'NOT_FOUND'))
            throw error;
        const near = await nearTags(source, name, signal);
        throw near === '' ? error : new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${error.message}${near}`, { cause: error });
    }
}
/** Reads what a platform chooses from what a reference names: without one, the same. */
async function findChosen(source, top, { reference, platform }, { log, signal }) {
    if (!platform)
        return top;
    return (await (0,_choose_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .choosePlatform */ .x)(source, top, platform, (0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(reference), signal, log.info)).content;
}
/**
 * Fails with INTEGRITY unless what was found has the expected digest, or what was made of it: a tag may name an index,
 * and the manifest chosen from that is as good a pin.
 */
function checkExpected(expected, reference, found, ...chosen) {
    if (expected === undefined || [found, ...chosen].includes(expected))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INTEGRITY', `${fullName(reference)} is ${found}, but expect-digest asks for ${expected}`, {
        topic: 'expect-digest',
    });
}
/** Writes what a reference asks for as messages name it: `host/repository:tag` or `host/repository@digest`. */
function fullName(reference) {
    const name = nameOf(reference);
    return `${(0,_oci_reference_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRepository */ .Sh)(reference)}${name === undefined ? '' : (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(name) ? `@${name}` : `:${name}`}`;
}
/** What a reference asks a repository for: the digest, which counts more than the tag. */
function nameOf({ tags, digest }) {
    return digest ?? tags[0];
}
/** Says which tags there are in place of a missing one, after a semicolon; `''` when they cannot be had. */
async function nearTags(source, missing, signal) {
    // A digest is no slip of the pen.
    const tags = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(missing) ? undefined : await (0,_store_listed_js__WEBPACK_IMPORTED_MODULE_4__/* .listed */ .K)(source.tags(signal), maxCandidates).catch(() => undefined);
    if (!tags)
        return '';
    if (tags.length === 0)
        return '; there are no tags';
    const near = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_5__/* .byNearness */ .f)(missing, tags).slice(0, maxHints);
    if (near.length === 0)
        return '';
    const which = near.length === tags.length ? 'only' : 'nearest';
    return `; the ${which} ${near.length === 1 ? 'tag is' : 'tags are'} ${near.join(', ')}`;
}


/***/ }),

/***/ 2194:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ kindOf)
/* harmony export */ });
/** What a referrer is, in a few words: its type or, of what has none, the suffix of its tag. */
function kindOf({ artifactType, mediaType, tag, }) {
    return artifactType || (tag === undefined ? mediaType : `cosign ${tag.replace(/^[^.]*\./, '')}`);
}


/***/ }),

/***/ 5986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ signerOf),
/* harmony export */   N: () => (/* binding */ verifiedAs)
/* harmony export */ });
/* harmony import */ var _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9096);

/** Names who signed: a job by repository, ref and workflow, as the certificate has them; else a name, or the key. */
function signerOf({ entry, identity, repository, ref, }) {
    if (identity === undefined)
        return entry;
    if (repository === undefined || ref === undefined)
        return identity;
    const short = (url) => url.replace('https://github.com/', '');
    const [path = ''] = short(identity).split('@');
    const own = `${short(repository)}/.github/workflows/`;
    // That of another repository in full, with the ref that it was called at.
    const workflow = path.startsWith(own) ? path.slice(own.length) : short(identity);
    return `${short(repository)}, ${ref}, ${workflow}`;
}
/** Says of a manifest what an entry of a policy was met by: `is signed by …`, or of an attestation `has TYPE by …`. */
function verifiedAs(met) {
    const { predicateType } = met;
    return predicateType === _trust_formats_statement_js__WEBPACK_IMPORTED_MODULE_0__/* .signaturePredicate */ .oo
        ? `is signed by ${signerOf(met)}`
        : `has ${predicateType} by ${signerOf(met)}`;
}


/***/ }),

/***/ 5337:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6760);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(2037);



/**
 * Finds the path that a misspelt one most likely meant: of its parts, the first one that is not there is compared with
 * the names beside it. Undefined where none of them is near, the rest is not there either, the path is there, or the
 * found one is outside the workspace, as it is written or by a link: what is there is not for the log.
 *
 * @param path absolute
 * @param workspace absolute; the path that is found is given relative to it, with `/`
 */
function nearPath(path, workspace) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path))
        return undefined;
    let folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path);
    while (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder) && folder !== (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder))
        folder = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(folder);
    const [missing = '', ...rest] = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, path).split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep);
    const best = (0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .nearest */ .p)(missing, namesIn(folder));
    const found = best && (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, best, ...rest);
    if (!found || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(found))
        return undefined;
    return isInside(workspace, found) ? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(workspace, found).replaceAll(node_path__WEBPACK_IMPORTED_MODULE_1__.sep, '/') : undefined;
}
/** Tells whether a path is in a folder as it is written, and its own folder really is. */
function isInside(folder, path) {
    const holds = (outer, inner) => {
        const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(outer, inner);
        return !(0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way) && way.split(node_path__WEBPACK_IMPORTED_MODULE_1__.sep)[0] !== '..';
    };
    try {
        return holds(folder, path) && holds(node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native(folder), node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync.native((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path)));
    }
    catch {
        // What cannot be looked at is not told of.
        return false;
    }
}
/**
 * Asks for the near path, as the end of a sentence; empty where there is none.
 *
 * @param rest what follows the path where it begins a pattern, such as `/*`
 */
function didYouMean(path, workspace, rest = '') {
    const near = nearPath(path, workspace);
    return near === undefined ? '' : `: did you mean ${JSON.stringify(near + rest)}?`;
}
/** The names in a folder; none where it cannot be read. */
function namesIn(folder) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder);
    }
    catch {
        return [];
    }
}


/***/ }),

/***/ 2037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ byNearness),
/* harmony export */   p: () => (/* binding */ nearest)
/* harmony export */ });
/**
 * Finds the candidate that a misspelt word most likely meant: at most two letters changed, added, left out or swapped
 * with their neighbour, and in a word of fewer than six letters one.
 */
function nearest(word, candidates) {
    // In a folder of 100,000 names, to compare each would take seconds.
    const alike = candidates.filter(({ length }) => Math.abs(length - word.length) <= 2);
    const [best] = byNearness(word, alike);
    return best && best.length > 1 && distance(word, best) <= (best.length < 6 ? 1 : 2) ? best : undefined;
}
/**
 * Sorts candidates by how many letters must be changed, added, left out or swapped to make them of a word; very long
 * ones are left out.
 */
function byNearness(word, candidates) {
    return candidates
        .map((candidate) => ({ candidate, letters: distance(word, candidate) }))
        .filter(({ letters }) => Number.isFinite(letters))
        .sort((a, b) => a.letters - b.letters)
        .map(({ candidate }) => candidate);
}
/** Distance by Damerau and Levenshtein, in which capitals of the word cost nothing; long words are not compared. */
function distance(word, b) {
    const a = word.toLowerCase();
    if (a.length > 64 || b.length > 64)
        return Number.POSITIVE_INFINITY;
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 0; i < a.length; i += 1) {
        const next = [i + 1];
        for (let j = 0; j < b.length; j += 1) {
            const changed = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
            const isSwapped = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
            const swapped = isSwapped ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
            next.push(Math.min(changed, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        }
        before = row;
        row = next;
    }
    return row.at(-1) ?? 0;
}


/***/ }),

/***/ 6120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  fM: () => (/* binding */ addPath),
  Yz: () => (/* binding */ debug),
  z3: () => (/* binding */ error),
  V4: () => (/* binding */ getInput),
  Os: () => (/* binding */ group),
  pq: () => (/* binding */ info),
  _o: () => (/* binding */ isDebug),
  lm: () => (/* binding */ notice),
  uH: () => (/* binding */ setOutput),
  Pq: () => (/* binding */ setSecret),
  $e: () => (/* binding */ warning)
});

// UNUSED EXPORTS: ExitCode, endGroup, exportVariable, getBooleanInput, getIDToken, getMultilineInput, getState, markdownSummary, platform, saveState, setCommandEcho, setFailed, startGroup, summary, toPlatformPath, toPosixPath, toWin32Path

// EXTERNAL MODULE: external "os"
var external_os_ = __nccwpck_require__(857);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/utils.js
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */
/**
 * Sanitizes an input into a string so it can be passed into issueCommand safely
 * @param input input to sanitize into a string
 */
function utils_toCommandValue(input) {
    if (input === null || input === undefined) {
        return '';
    }
    else if (typeof input === 'string' || input instanceof String) {
        return input;
    }
    return JSON.stringify(input);
}
/**
 *
 * @param annotationProperties
 * @returns The command properties to send with the actual annotation command
 * See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
 */
function toCommandProperties(annotationProperties) {
    if (!Object.keys(annotationProperties).length) {
        return {};
    }
    return {
        title: annotationProperties.title,
        file: annotationProperties.file,
        line: annotationProperties.startLine,
        endLine: annotationProperties.endLine,
        col: annotationProperties.startColumn,
        endColumn: annotationProperties.endColumn
    };
}
//# sourceMappingURL=utils.js.map
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/command.js


/**
 * Issues a command to the GitHub Actions runner
 *
 * @param command - The command name to issue
 * @param properties - Additional properties for the command (key-value pairs)
 * @param message - The message to include with the command
 * @remarks
 * This function outputs a specially formatted string to stdout that the Actions
 * runner interprets as a command. These commands can control workflow behavior,
 * set outputs, create annotations, mask values, and more.
 *
 * Command Format:
 *   ::name key=value,key=value::message
 *
 * @example
 * ```typescript
 * // Issue a warning annotation
 * issueCommand('warning', {}, 'This is a warning message');
 * // Output: ::warning::This is a warning message
 *
 * // Set an environment variable
 * issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
 * // Output: ::set-env name=MY_VAR::some value
 *
 * // Add a secret mask
 * issueCommand('add-mask', {}, 'secretValue123');
 * // Output: ::add-mask::secretValue123
 * ```
 *
 * @internal
 * This is an internal utility function that powers the public API functions
 * such as setSecret, warning, error, and exportVariable.
 */
function command_issueCommand(command, properties, message) {
    const cmd = new Command(command, properties, message);
    process.stdout.write(cmd.toString() + external_os_.EOL);
}
function command_issue(name, message = '') {
    command_issueCommand(name, {}, message);
}
const CMD_STRING = '::';
class Command {
    constructor(command, properties, message) {
        if (!command) {
            command = 'missing.command';
        }
        this.command = command;
        this.properties = properties;
        this.message = message;
    }
    toString() {
        let cmdStr = CMD_STRING + this.command;
        if (this.properties && Object.keys(this.properties).length > 0) {
            cmdStr += ' ';
            let first = true;
            for (const key in this.properties) {
                if (this.properties.hasOwnProperty(key)) {
                    const val = this.properties[key];
                    if (val) {
                        if (first) {
                            first = false;
                        }
                        else {
                            cmdStr += ',';
                        }
                        cmdStr += `${key}=${escapeProperty(val)}`;
                    }
                }
            }
        }
        cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
        return cmdStr;
    }
}
function escapeData(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A');
}
function escapeProperty(s) {
    return utils_toCommandValue(s)
        .replace(/%/g, '%25')
        .replace(/\r/g, '%0D')
        .replace(/\n/g, '%0A')
        .replace(/:/g, '%3A')
        .replace(/,/g, '%2C');
}
//# sourceMappingURL=command.js.map
// EXTERNAL MODULE: external "crypto"
var external_crypto_ = __nccwpck_require__(6982);
// EXTERNAL MODULE: external "fs"
var external_fs_ = __nccwpck_require__(9896);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/file-command.js
// For internal use, subject to change.
// We use any as a valid input type
/* eslint-disable @typescript-eslint/no-explicit-any */




function file_command_issueFileCommand(command, message) {
    const filePath = process.env[`GITHUB_${command}`];
    if (!filePath) {
        throw new Error(`Unable to find environment variable for file command ${command}`);
    }
    if (!external_fs_.existsSync(filePath)) {
        throw new Error(`Missing file at path: ${filePath}`);
    }
    external_fs_.appendFileSync(filePath, `${utils_toCommandValue(message)}${external_os_.EOL}`, {
        encoding: 'utf8'
    });
}
function file_command_prepareKeyValueMessage(key, value) {
    const delimiter = `ghadelimiter_${external_crypto_.randomUUID()}`;
    const convertedValue = utils_toCommandValue(value);
    // These should realistically never happen, but just in case someone finds a
    // way to exploit uuid generation let's not allow keys or values that contain
    // the delimiter.
    if (key.includes(delimiter)) {
        throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
    }
    if (convertedValue.includes(delimiter)) {
        throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
    }
    return `${key}<<${delimiter}${external_os_.EOL}${convertedValue}${external_os_.EOL}${delimiter}`;
}
//# sourceMappingURL=file-command.js.map
// EXTERNAL MODULE: external "path"
var external_path_ = __nccwpck_require__(6928);
;// CONCATENATED MODULE: ./lib/node_modules/@actions/core/lib/core.js
var __awaiter = (undefined && undefined.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};






/**
 * The code to exit an action
 */
var ExitCode;
(function (ExitCode) {
    /**
     * A code indicating that the action was successful
     */
    ExitCode[ExitCode["Success"] = 0] = "Success";
    /**
     * A code indicating that the action was a failure
     */
    ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
//-----------------------------------------------------------------------
// Variables
//-----------------------------------------------------------------------
/**
 * Sets env variable for this action and future actions in the job
 * @param name the name of the variable to set
 * @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function exportVariable(name, val) {
    const convertedVal = toCommandValue(val);
    process.env[name] = convertedVal;
    const filePath = process.env['GITHUB_ENV'] || '';
    if (filePath) {
        return issueFileCommand('ENV', prepareKeyValueMessage(name, val));
    }
    issueCommand('set-env', { name }, convertedVal);
}
/**
 * Registers a secret which will get masked from logs
 *
 * @param secret - Value of the secret to be masked
 * @remarks
 * This function instructs the Actions runner to mask the specified value in any
 * logs produced during the workflow run. Once registered, the secret value will
 * be replaced with asterisks (***) whenever it appears in console output, logs,
 * or error messages.
 *
 * This is useful for protecting sensitive information such as:
 * - API keys
 * - Access tokens
 * - Authentication credentials
 * - URL parameters containing signatures (SAS tokens)
 *
 * Note that masking only affects future logs; any previous appearances of the
 * secret in logs before calling this function will remain unmasked.
 *
 * @example
 * ```typescript
 * // Register an API token as a secret
 * const apiToken = "abc123xyz456";
 * setSecret(apiToken);
 *
 * // Now any logs containing this value will show *** instead
 * console.log(`Using token: ${apiToken}`); // Outputs: "Using token: ***"
 * ```
 */
function setSecret(secret) {
    command_issueCommand('add-mask', {}, secret);
}
/**
 * Prepends inputPath to the PATH (for this action and future actions)
 * @param inputPath
 */
function addPath(inputPath) {
    const filePath = process.env['GITHUB_PATH'] || '';
    if (filePath) {
        file_command_issueFileCommand('PATH', inputPath);
    }
    else {
        command_issueCommand('add-path', {}, inputPath);
    }
    process.env['PATH'] = `${inputPath}${external_path_.delimiter}${process.env['PATH']}`;
}
/**
 * Gets the value of an input.
 * Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
 * Returns an empty string if the value is not defined.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string
 */
function getInput(name, options) {
    const val = process.env[`INPUT_${name.replace(/ /g, '_').toUpperCase()}`] || '';
    if (options && options.required && !val) {
        throw new Error(`Input required and not supplied: ${name}`);
    }
    if (options && options.trimWhitespace === false) {
        return val;
    }
    return val.trim();
}
/**
 * Gets the values of an multiline input.  Each value is also trimmed.
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   string[]
 *
 */
function getMultilineInput(name, options) {
    const inputs = getInput(name, options)
        .split('\n')
        .filter(x => x !== '');
    if (options && options.trimWhitespace === false) {
        return inputs;
    }
    return inputs.map(input => input.trim());
}
/**
 * Gets the input value of the boolean type in the YAML 1.2 "core schema" specification.
 * Support boolean input list: `true | True | TRUE | false | False | FALSE` .
 * The return value is also in boolean type.
 * ref: https://yaml.org/spec/1.2/spec.html#id2804923
 *
 * @param     name     name of the input to get
 * @param     options  optional. See InputOptions.
 * @returns   boolean
 */
function getBooleanInput(name, options) {
    const trueValue = ['true', 'True', 'TRUE'];
    const falseValue = ['false', 'False', 'FALSE'];
    const val = getInput(name, options);
    if (trueValue.includes(val))
        return true;
    if (falseValue.includes(val))
        return false;
    throw new TypeError(`Input does not meet YAML 1.2 "Core Schema" specification: ${name}\n` +
        `Support boolean input list: \`true | True | TRUE | false | False | FALSE\``);
}
/**
 * Sets the value of an output.
 *
 * @param     name     name of the output to set
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function setOutput(name, value) {
    const filePath = process.env['GITHUB_OUTPUT'] || '';
    if (filePath) {
        return file_command_issueFileCommand('OUTPUT', file_command_prepareKeyValueMessage(name, value));
    }
    process.stdout.write(external_os_.EOL);
    command_issueCommand('set-output', { name }, utils_toCommandValue(value));
}
/**
 * Enables or disables the echoing of commands into stdout for the rest of the step.
 * Echoing is disabled by default if ACTIONS_STEP_DEBUG is not set.
 *
 */
function setCommandEcho(enabled) {
    issue('echo', enabled ? 'on' : 'off');
}
//-----------------------------------------------------------------------
// Results
//-----------------------------------------------------------------------
/**
 * Sets the action status to failed.
 * When the action exits it will be with an exit code of 1
 * @param message add error issue message
 */
function setFailed(message) {
    process.exitCode = ExitCode.Failure;
    error(message);
}
//-----------------------------------------------------------------------
// Logging Commands
//-----------------------------------------------------------------------
/**
 * Gets whether Actions Step Debug is on or not
 */
function isDebug() {
    return process.env['RUNNER_DEBUG'] === '1';
}
/**
 * Writes debug message to user log
 * @param message debug message
 */
function debug(message) {
    command_issueCommand('debug', {}, message);
}
/**
 * Adds an error issue
 * @param message error issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function error(message, properties = {}) {
    command_issueCommand('error', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a warning issue
 * @param message warning issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function warning(message, properties = {}) {
    command_issueCommand('warning', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Adds a notice issue
 * @param message notice issue message. Errors will be converted to string via toString()
 * @param properties optional properties to add to the annotation.
 */
function notice(message, properties = {}) {
    command_issueCommand('notice', toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
 * Writes info to log with console.log.
 * @param message info message
 */
function info(message) {
    process.stdout.write(message + external_os_.EOL);
}
/**
 * Begin an output group.
 *
 * Output until the next `groupEnd` will be foldable in this group
 *
 * @param name The name of the output group
 */
function startGroup(name) {
    command_issue('group', name);
}
/**
 * End an output group.
 */
function endGroup() {
    command_issue('endgroup');
}
/**
 * Wrap an asynchronous function call in a group.
 *
 * Returns the same type as the function itself.
 *
 * @param name The name of the group
 * @param fn The function to wrap in the group
 */
function group(name, fn) {
    return __awaiter(this, void 0, void 0, function* () {
        startGroup(name);
        let result;
        try {
            result = yield fn();
        }
        finally {
            endGroup();
        }
        return result;
    });
}
//-----------------------------------------------------------------------
// Wrapper action state
//-----------------------------------------------------------------------
/**
 * Saves state for current action, the state can only be retrieved by this action's post job execution.
 *
 * @param     name     name of the state to store
 * @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function saveState(name, value) {
    const filePath = process.env['GITHUB_STATE'] || '';
    if (filePath) {
        return issueFileCommand('STATE', prepareKeyValueMessage(name, value));
    }
    issueCommand('save-state', { name }, toCommandValue(value));
}
/**
 * Gets the value of an state set by this action's main execution.
 *
 * @param     name     name of the state to get
 * @returns   string
 */
function getState(name) {
    return process.env[`STATE_${name}`] || '';
}
function getIDToken(aud) {
    return __awaiter(this, void 0, void 0, function* () {
        return yield OidcClient.getIDToken(aud);
    });
}
/**
 * Summary exports
 */

/**
 * @deprecated use core.summary
 */

/**
 * Path exports
 */

/**
 * Platform utilities exports
 */

//# sourceMappingURL=core.js.map

/***/ }),

/***/ 1260:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ bare),
/* harmony export */   BA: () => (/* binding */ parseDescriptor),
/* harmony export */   Gu: () => (/* binding */ emptyJson),
/* harmony export */   KX: () => (/* binding */ parseAnnotations),
/* harmony export */   l6: () => (/* binding */ descriptorFields),
/* harmony export */   q0: () => (/* binding */ describe),
/* harmony export */   u4: () => (/* binding */ isRecord)
/* harmony export */ });
/* harmony import */ var _cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7399);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(452);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9501);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3931);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(261);





/** The fields of a descriptor, by the image spec and by Docker. */
const descriptorFields = (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonFields */ .yX)(['mediaType', 'digest', 'size', 'urls', 'annotations', 'data', 'artifactType'], { platform: (0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .jsonFields */ .yX)(['architecture', 'os', 'os.version', 'os.features', 'variant', 'features']) });
/** A descriptor without all that it may say beside: what is needed to fetch and to push. */
function bare({ mediaType, digest, size }) {
    return { mediaType, digest, size };
}
/** Describes bytes in memory. */
function describe(mediaType, bytes) {
    return { mediaType, digest: (0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestOf */ .ol)(bytes), size: bytes.byteLength };
}
/**
 * The descriptor of `{}`, with its content inline as oras writes it (image-spec, manifest.md, "Guidance for an Empty
 * Descriptor").
 */
const emptyJson = {
    ...describe('application/vnd.oci.empty.v1+json', Buffer.from('{}')),
    data: 'e30=',
};
/** Checks a value from outside and gives it back as a descriptor; fails with ARTIFACT and names `where` it stood. */
function parseDescriptor(value, where) {
    if (!isRecord(value))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .malformed */ .Qm)(where, 'has no descriptor');
    const { mediaType, digest, size, annotations, data, platform, artifactType } = value;
    if (!(0,_media_types_js__WEBPACK_IMPORTED_MODULE_4__/* .isReadableMediaType */ .t9)(mediaType)) {
        const isText = typeof mediaType === 'string';
        const what = isText ? `the invalid media type ${JSON.stringify((0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cutText */ .IN)(mediaType, 100))}` : 'no media type';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .malformed */ .Qm)(where, `has ${what}`);
    }
    if (!(0,_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .isDigest */ .Bc)(digest))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .malformed */ .Qm)(where, 'has an invalid or unsupported digest');
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .malformed */ .Qm)(where, 'has an invalid size');
    return {
        mediaType,
        digest,
        size,
        ...(annotations == null ? {} : { annotations: parseAnnotations(annotations, where) }),
        ...(typeof data === 'string' ? { data } : {}),
        ...(isPlatformRecord(platform) ? { platform } : {}),
        ...(typeof artifactType === 'string' ? { artifactType } : {}),
    };
}
/**
 * The most annotations of one thing; real ones have a few dozen. A manifest of 4 MiB has room for 300,000, and reading
 * them holds the process for a second, in which no signal is heard.
 */
const maxAnnotations = 10_000;
/** Checks that a value from outside maps strings to strings; fails with ARTIFACT. */
function parseAnnotations(value, where) {
    if (!isRecord(value))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .malformed */ .Qm)(where, 'has annotations that are not texts');
    if (Object.keys(value).length > maxAnnotations)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .malformed */ .Qm)(where, `has more than ${maxAnnotations} annotations`);
    if (Object.values(value).some((item) => typeof item !== 'string'))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .malformed */ .Qm)(where, 'has annotations that are not texts');
    return value;
}
/** Tells whether a value is a JSON object. */
function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isPlatformRecord(value) {
    return (isRecord(value) &&
        typeof value['os'] === 'string' &&
        typeof value['architecture'] === 'string' &&
        (value['variant'] === undefined || typeof value['variant'] === 'string'));
}


/***/ }),

/***/ 5983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   LN: () => (/* binding */ referrersTag),
/* harmony export */   TV: () => (/* binding */ groupDigestTags),
/* harmony export */   xF: () => (/* binding */ isDigestTag)
/* harmony export */ });
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9501);

/**
 * `sha256-…` is the list of a manifest's referrers, and with a suffix something that cosign or another tool put beside
 * it.
 */
const pattern = /^(sha(?:256|512)-[0-9a-f]{64})(?:\..+)?$/;
/**
 * Makes the tag of the list of a manifest's referrers; both parts have a length that the distribution spec limits
 * ("Referrers Tag Schema").
 */
function referrersTag(digest) {
    const { algorithm, hex } = (0,_digest_js__WEBPACK_IMPORTED_MODULE_0__/* .partsOf */ .CI)(digest);
    return `${algorithm}-${hex.slice(0, 64)}`;
}
/**
 * Tells whether a tag belongs to another manifest: it is made of the digest of that, alone or with a suffix such as
 * `.sig`.
 */
function isDigestTag(tag) {
    return pattern.test(tag);
}
/** Gathers the tags that are made of a digest, sorted, by the tag of the list of referrers of that digest. */
function groupDigestTags(tags) {
    const own = [...tags].filter(isDigestTag).sort();
    return Map.groupBy(own, (tag) => pattern.exec(tag)?.[1] ?? '');
}


/***/ }),

/***/ 9501:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   CI: () => (/* binding */ partsOf),
/* harmony export */   LC: () => (/* binding */ startHash),
/* harmony export */   VK: () => (/* binding */ shortDigest),
/* harmony export */   _Q: () => (/* binding */ isDigestOf),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7598);

const digestPattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/**
 * Tells whether a text is a digest we can verify. Everything from outside passes here before it becomes part of a URL
 * or a path (GHSA-6wvf-f2vw-3425: an unchecked digest is a path traversal).
 */
function isDigest(text) {
    return typeof text === 'string' && digestPattern.test(text);
}
/** Splits a digest into its algorithm and its hex characters. */
function partsOf(digest) {
    return { algorithm: digest.slice(0, 6), hex: digest.slice(7) };
}
/**
 * The start of a digest, as people compare them: the algorithm and 12 digits.
 *
 * @param digest a digest, or a tag made of one, such as `sha256-…`
 */
function shortDigest(digest) {
    return digest.slice(0, 19);
}
/** Computes the sha256 digest of bytes in memory. */
function digestOf(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** Tells whether this is the digest of these bytes, by whatever algorithm. */
function isDigestOf(digest, bytes) {
    const hash = startHash(digest);
    hash.update(bytes);
    return hash.finish() === digest;
}
/** Starts a hash of the same algorithm as `like`, sha256 without it; `finish` gives the digest of what went in. */
function startHash(like = 'sha256:') {
    const { algorithm } = partsOf(like);
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)(algorithm);
    return { update: hash.update.bind(hash), finish: () => `${algorithm}:${hash.digest('hex')}` };
}


/***/ }),

/***/ 3931:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   j1: () => (/* binding */ measureJson),
/* harmony export */   k7: () => (/* binding */ checkPieces),
/* harmony export */   pU: () => (/* binding */ foldKey),
/* harmony export */   qF: () => (/* binding */ parseJson),
/* harmony export */   yX: () => (/* binding */ jsonFields)
/* harmony export */ });
/* harmony import */ var _cut_text_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(7399);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(452);


/** Real documents nest some ten deep. Whoever walks a much deeper one runs out of stack, and so does JSON.stringify. */
const maxJsonDepth = 100;
/**
 * Memory goes by the pieces, not by the bytes: 4 MiB of `{},` are 80 MiB of objects. A manifest of 10,000 entries has
 * some 150,000, and a page of all the tags that are read 120,000.
 */
const maxJsonPieces = 250_000;
/**
 * Folds a key as Go's encoding/json does to find the field of a struct: case does not count, nor whether an `s` is the
 * long one, or a `k` the Kelvin sign (golang/go, encoding/json/fold.go). Keys of maps it takes as they are.
 */
function foldKey(key) {
    return key.replaceAll('\u017f', 's').toLowerCase();
}
const noFields = new Map();
/**
 * Names the fields of a Go struct.
 *
 * @param structs those whose values are structs or lists of structs, with their fields; keys of maps are exact in Go
 */
function jsonFields(names, structs = {}) {
    const all = [...names.map((name) => [name, noFields]), ...Object.entries(structs)];
    return new Map(all.map(([name, below]) => [foldKey(name), { name, below }]));
}
/**
 * Reads JSON from outside that has one reading; fails with ARTIFACT, naming `what` it was, when it is none, nested more
 * than 100 deep, has a key twice, or a key that Go's encoding/json takes for one of `fields` and we do not. Fails with
 * TOO_LARGE when it has more than so many pieces.
 */
function parseJson(bytes, what, fields = noFields, maxPieces = maxJsonPieces) {
    try {
        const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
        // Before it is read, since reading takes the memory.
        const { depth, pieces, members } = measureJson(text);
        if (depth > maxJsonDepth)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('ARTIFACT', `${what} is nested more than ${maxJsonDepth} deep`);
        if (pieces > maxPieces)
            throw tooManyPieces(what, maxPieces);
        const value = JSON.parse(text);
        // Of a key that stands twice, JSON.parse keeps the last.
        if (countMembers(value, what, fields) < members) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('ARTIFACT', `${what} has a key twice in one object, and could be read in two ways`);
        }
        return value;
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf)
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('ARTIFACT', `${what} is not valid JSON`, { cause: error });
    }
}
/** Counts the members of all objects in a value; fails with ARTIFACT for a key that Go would read as another one. */
function countMembers(value, what, fields) {
    if (typeof value !== 'object' || value === null)
        return 0;
    if (Array.isArray(value))
        return value.reduce((sum, item) => sum + countMembers(item, what, fields), 0);
    let count = 0;
    for (const [key, item] of Object.entries(value)) {
        const field = fields.size === 0 ? undefined : fields.get(foldKey(key));
        // Go reads half a character as U+FFFD, so that two such keys become one.
        const other = field?.name ?? key.toWellFormed();
        if (other !== key) {
            const both = `${JSON.stringify((0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cutText */ .IN)(key, 100))}, which Go programs read as ${JSON.stringify((0,_cut_text_js__WEBPACK_IMPORTED_MODULE_0__/* .cutText */ .IN)(other, 100))}`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('ARTIFACT', `${what} has the key ${both}`);
        }
        count += 1 + countMembers(item, what, field?.below ?? noFields);
    }
    return count;
}
/** Fails with TOO_LARGE, naming `what` it was, when a JSON text has too many pieces. */
function checkPieces(text, what, most = maxJsonPieces) {
    if (measureJson(text).pieces > most)
        throw tooManyPieces(what, most);
}
function tooManyPieces(what, most) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `${what} has more than ${most} pieces of JSON`);
}
/**
 * Measures a JSON text before it is parsed: how deep it is nested, how many members its objects have, and how many pieces
 * it has, near enough, since commas and brackets within texts count too. A regular expression would run out of stack in a text of 4 MiB.
 */
function measureJson(text) {
    const found = { depth: 0, pieces: 0, members: 0 };
    let depth = 0;
    let isText = false;
    let isEscaped = false;
    for (let at = 0; at < text.length; at += 1) {
        const character = text[at];
        const isOpening = character === '[' || character === '{';
        if (isOpening || character === ',')
            found.pieces += 1;
        if (isEscaped)
            isEscaped = false;
        else if (character === '"')
            isText = !isText;
        else if (isText)
            isEscaped = character === '\\';
        else if (isOpening)
            found.depth = Math.max(found.depth, ++depth);
        else if (character === ':')
            found.members += 1;
        else if (character === ']' || character === '}')
            depth -= 1;
    }
    return found;
}


/***/ }),

/***/ 4360:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   GD: () => (/* binding */ ownTypeOf),
/* harmony export */   Gb: () => (/* binding */ encodeManifest),
/* harmony export */   Gh: () => (/* binding */ artifactTypeOf),
/* harmony export */   LU: () => (/* binding */ childrenOf),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Pl: () => (/* binding */ goJson),
/* harmony export */   Xi: () => (/* binding */ describeReferrer),
/* harmony export */   bI: () => (/* binding */ maxEntries),
/* harmony export */   cj: () => (/* binding */ maxIndexDepth),
/* harmony export */   nz: () => (/* binding */ manifestFields),
/* harmony export */   rq: () => (/* binding */ maxManifestBytes)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1260);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(3931);
/* harmony import */ var _media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(261);




/** The fields of manifests and of indexes, as one set: which of the two it is must not depend on the reader. */
const manifestFields = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .jsonFields */ .yX)(['schemaVersion', 'mediaType', 'artifactType', 'annotations'], {
    config: _descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .descriptorFields */ .l6,
    layers: _descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .descriptorFields */ .l6,
    manifests: _descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .descriptorFields */ .l6,
    subject: _descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .descriptorFields */ .l6,
});
/**
 * The most bytes we read of one manifest or index: what registries accept at least (distribution-spec, "Pushing
 * Manifests").
 */
const maxManifestBytes = 4 * 1024 * 1024;
/** The most entries in one manifest; a 4 MiB manifest of minimal descriptors would hold about 30,000. */
const maxEntries = 10_000;
/** How deep indexes may nest. Real ones are one or two levels deep; the limit stops a hostile chain. */
const maxIndexDepth = 8;
/**
 * Reads a manifest or an index and checks its form. Fails with ARTIFACT when it is neither, or could be read in
 * two ways (CVE-2021-41190).
 *
 * @param digest names it in errors
 */
function parseManifest(bytes, mediaType, digest) {
    if (!(0,_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(mediaType)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `The media type ${mediaType} is not that of a manifest`);
    }
    const kind = (0,_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isIndexType */ .$U)(mediaType) ? 'index' : 'manifest';
    const name = digest === undefined ? kind : `${kind} ${digest}`;
    const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, `The ${name}`, manifestFields);
    if (!(0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body))
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(`The ${name}`, 'is not a JSON object');
    if (body['schemaVersion'] !== 2)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(`The ${name}`, 'does not have schemaVersion 2');
    const claim = body['mediaType'];
    if (claim !== undefined && claim !== mediaType) {
        const what = typeof claim === 'string' ? JSON.stringify(claim) : 'something without a media type';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(`The ${name}`, `says it is ${what} but was served as ${mediaType}`);
    }
    const foreignKey = (kind === 'index' ? ['config', 'layers'] : ['manifests']).find((key) => Object.hasOwn(body, key));
    if (foreignKey !== undefined)
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(`The ${name}`, `has ${foreignKey} and could be read in two ways`);
    const common = {
        mediaType,
        ...((0,_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isReadableMediaType */ .t9)(body['artifactType']) ? { artifactType: body['artifactType'] } : {}),
        ...(body['subject'] == null ? {} : { subject: (0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDescriptor */ .BA)(body['subject'], `The subject of the ${name}`) }),
        annotations: body['annotations'] == null ? {} : (0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .parseAnnotations */ .KX)(body['annotations'], `The ${name}`),
    };
    const list = (key) => {
        const entries = body[key] ?? [];
        if (!Array.isArray(entries))
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(`The ${name}`, `has no list of ${key}`);
        if (entries.length > maxEntries)
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .malformed */ .Qm)(`The ${name}`, `has more than ${maxEntries} ${key}`);
        return entries.map((entry, number) => (0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDescriptor */ .BA)(entry, `Entry ${number + 1} of ${key} in the ${name}`));
    };
    return kind === 'index'
        ? { kind, ...common, manifests: list('manifests') }
        : {
            kind,
            ...common,
            config: (0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDescriptor */ .BA)(body['config'], `The config of the ${name}`),
            layers: list('layers'),
        };
}
/** The media type that a manifest gives itself; `''` when it has none. */
function ownTypeOf(bytes) {
    try {
        const body = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .qF)(bytes, 'The manifest', manifestFields);
        return (0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) && typeof body['mediaType'] === 'string' ? body['mediaType'] : '';
    }
    catch {
        return '';
    }
}
/** Lists what a manifest or index refers to and needs: its subject is not below it. */
function childrenOf(manifest) {
    return manifest.kind === 'index' ? manifest.manifests : [manifest.config, ...manifest.layers];
}
/**
 * The artifact type by the rule of the spec: the field, else the media type of the config (distribution-spec, "Listing
 * Referrers").
 */
function artifactTypeOf(manifest) {
    return manifest.artifactType ?? (manifest.kind === 'manifest' ? manifest.config.mediaType : undefined);
}
/**
 * Describes a manifest as a list of referrers does: with its artifact type and annotations (distribution-spec, "Listing
 * Referrers").
 */
function describeReferrer({ mediaType, digest, size }, manifest) {
    const artifactType = artifactTypeOf(manifest);
    const { annotations } = manifest;
    return {
        mediaType,
        digest,
        size,
        ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
        ...(artifactType === undefined ? {} : { artifactType }),
    };
}
/**
 * Writes an image manifest byte for byte as Go's encoding/json writes oras-go's struct: this key order, annotation keys
 * sorted by their bytes, `<`, `>`, `&` and the two line separators escaped. So one content has one digest, whoever
 * packs it.
 */
function encodeManifest(manifest) {
    const { mediaType, artifactType, config, layers, subject, annotations } = manifest;
    return Buffer.from(goJson({
        schemaVersion: 2,
        mediaType,
        artifactType: artifactType || undefined,
        config: ordered(config),
        layers: layers.map(ordered),
        subject: subject && ordered(subject),
        annotations: sorted(annotations),
    }));
}
function ordered({ mediaType, digest, size, annotations, data, platform, artifactType }) {
    return { mediaType, digest, size, annotations: sorted(annotations), data, platform, artifactType };
}
/** Sorts as Go sorts map keys. A Map, because an object would put keys that look like numbers first. */
function sorted(annotations = {}) {
    const entries = Object.entries(annotations);
    if (entries.length === 0)
        return undefined;
    return new Map(entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
}
function goJson(value) {
    if (Array.isArray(value))
        return `[${value.map(goJson).join()}]`;
    if (typeof value !== 'object' || value === null) {
        // What is not Unicode becomes U+FFFD, as Go's decoder makes it.
        return JSON.stringify(typeof value === 'string' ? value.toWellFormed() : value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    }
    const entries = value instanceof Map ? [...value] : Object.entries(value).filter(([, item]) => item !== undefined);
    return `{${entries.map(([key, item]) => `${goJson(key)}:${goJson(item)}`).join()}}`;
}


/***/ }),

/***/ 261:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $U: () => (/* binding */ isIndexType),
/* harmony export */   Bz: () => (/* binding */ imageManifest),
/* harmony export */   Fm: () => (/* binding */ manifestTypes),
/* harmony export */   LA: () => (/* binding */ isMediaType),
/* harmony export */   Mb: () => (/* binding */ fluxConfigType),
/* harmony export */   Q3: () => (/* binding */ isManifestType),
/* harmony export */   SM: () => (/* binding */ isNonDistributable),
/* harmony export */   Si: () => (/* binding */ chartContentType),
/* harmony export */   bl: () => (/* binding */ chartConfigType),
/* harmony export */   eY: () => (/* binding */ directoryType),
/* harmony export */   q6: () => (/* binding */ defaultArtifactType),
/* harmony export */   qY: () => (/* binding */ retiredManifests),
/* harmony export */   sS: () => (/* binding */ imageIndex),
/* harmony export */   t9: () => (/* binding */ isReadableMediaType),
/* harmony export */   vd: () => (/* binding */ imageConfigTypes),
/* harmony export */   wA: () => (/* binding */ twinOf),
/* harmony export */   yc: () => (/* binding */ imageConfigType)
/* harmony export */ });
const imageManifest = 'application/vnd.oci.image.manifest.v1+json';
const imageIndex = 'application/vnd.oci.image.index.v1+json';
/** The type that oras gives to an artifact whose author gave it none. */
const defaultArtifactType = 'application/vnd.unknown.artifact.v1';
/** The config by which a chart is known (helm/helm, pkg/registry/constants.go); it is its Chart.yaml as JSON. */
const chartConfigType = 'application/vnd.cncf.helm.config.v1+json';
/** The archive of a chart (helm/helm, pkg/registry/constants.go). */
const chartContentType = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
/** The config by which Flux knows its sources (fluxcd/pkg, oci/constants.go). */
const fluxConfigType = 'application/vnd.cncf.flux.config.v1+json';
/** The config of an image, by the image spec. */
const imageConfigType = 'application/vnd.oci.image.config.v1+json';
/** The configs of images, by the image spec and by Docker. */
const imageConfigTypes = [imageConfigType, 'application/vnd.docker.container.image.v1+json'];
/** A layer that is a compressed archive: the type that oras gives to directories. */
const directoryType = 'application/vnd.oci.image.layer.v1.tar+gzip';
const dockerManifest = 'application/vnd.docker.distribution.manifest.v2+json';
const dockerManifestList = 'application/vnd.docker.distribution.manifest.list.v2+json';
/** The manifest types of the OCI image spec and of Docker, in the order in which we like them. */
const manifestTypes = [imageManifest, imageIndex, dockerManifest, dockerManifestList];
// RFC 6838, section 4.2; the same expression as in oras.
const mediaTypePattern = /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}$/;
/** Reports whether a text is a media type without parameters (RFC 6838), as our own inputs have to give it. */
function isMediaType(text) {
    return typeof text === 'string' && mediaTypePattern.test(text);
}
/**
 * Reports whether a text can be the media type of content that others wrote. Any will do: podman writes
 * `text/plain; charset=utf-8`, and oras takes `foo`. Control characters have no place in one.
 */
function isReadableMediaType(text) {
    return typeof text === 'string' && text !== '' && !/\p{Cc}/u.test(text);
}
/** Tells whether content of this type is stored as a manifest (and not as a blob) in a registry. */
function isManifestType(mediaType) {
    return manifestTypes.includes(mediaType);
}
const dockerFirst = 'an image in the first schema of Docker';
/** What manifests are of a format that was given up, by media type. */
const retiredManifests = new Map([
    ['application/vnd.oci.artifact.manifest.v1+json', 'an OCI artifact manifest of 2022'],
    ['application/vnd.docker.distribution.manifest.v1+json', dockerFirst],
    ['application/vnd.docker.distribution.manifest.v1+prettyjws', dockerFirst],
]);
/** The type of the same kind that the other of Docker and OCI has; undefined for what is not a manifest. */
function twinOf(mediaType) {
    const pairs = [
        [imageManifest, dockerManifest],
        [imageIndex, dockerManifestList],
    ];
    return pairs.flatMap(([a, b]) => (mediaType === a ? [b] : mediaType === b ? [a] : []))[0];
}
/** Tells whether content of this type lists other manifests. */
function isIndexType(mediaType) {
    return mediaType === imageIndex || mediaType === dockerManifestList;
}
/**
 * Tells whether a layer must not be distributed: registries hold its manifest without it, and its place is a URL that
 * we never follow (image-spec, layer.md, "Non-Distributable Layers"; Docker's foreign layers).
 */
function isNonDistributable(mediaType) {
    return (mediaType.startsWith('application/vnd.oci.image.layer.nondistributable.') ||
        mediaType.startsWith('application/vnd.docker.image.rootfs.foreign.'));
}


/***/ }),

/***/ 7122:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Bq: () => (/* binding */ formatPlatform),
/* harmony export */   CF: () => (/* binding */ bestFor),
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   Z$: () => (/* binding */ describeTaken)
/* harmony export */ });
const part = '[a-z0-9][a-z0-9._-]*';
const platformPattern = new RegExp(`^(${part})/(${part})(?:/(${part}))?$`);
/** Reads `os/architecture[/variant]`, in the names that indexes use; undefined when the text is not one. */
function parsePlatform(text) {
    const [, os, architecture, variant] = platformPattern.exec(text.toLowerCase()) ?? [];
    return os && architecture ? normalize({ os, architecture, ...(variant ? { variant } : {}) }) : undefined;
}
/** Writes a platform as `os/architecture[/variant]`. */
function formatPlatform({ os, architecture, variant }) {
    return [os, architecture, variant].filter(Boolean).join('/');
}
/** Names that programs and people use, and what indexes call them: containerd/platforms, `normalizeArch`. */
const usualNames = new Map([
    ['x86_64', { architecture: 'amd64' }],
    ['x86-64', { architecture: 'amd64' }],
    ['i386', { architecture: '386' }],
    ['aarch64', { architecture: 'arm64' }],
    ['armhf', { architecture: 'arm', variant: 'v7' }],
    ['armel', { architecture: 'arm', variant: 'v6' }],
]);
/** Architectures whose variants are numbers, each with the least, and the one that is meant without a variant. */
const numbered = new Map([
    ['arm64', { least: 8, usual: 8 }],
    ['arm', { least: 5, usual: 7 }],
    ['amd64', { least: 1, usual: 1 }],
]);
function normalize({ os, architecture, variant }) {
    const usual = usualNames.get(architecture.toLowerCase()) ?? { architecture: architecture.toLowerCase() };
    const own = variant?.toLowerCase().replace(/^v?(\d+)(?:\.0)?$/, 'v$1');
    const system = os.toLowerCase();
    return { os: system === 'macos' ? 'darwin' : system, ...usual, ...(own ? { variant: own } : {}) };
}
/** The number of a variant; undefined where variants are only names. */
function levelOf({ architecture, variant }) {
    const { usual } = numbered.get(architecture) ?? {};
    if (usual === undefined || variant === undefined)
        return usual;
    const [, level] = /^v(\d+(?:\.\d+)?)$/.exec(variant) ?? [];
    return level === undefined ? undefined : Number(level);
}
/**
 * How far an offered platform is below a wanted one that it serves: 0 is the same. A processor runs what was made for
 * the lower variants of its architecture (containerd/platforms, `platformVector`; not what is for another architecture,
 * such as 386 for amd64). Undefined when it does not serve it.
 */
function distance(offered, wanted) {
    if (offered.os !== wanted.os || offered.architecture !== wanted.architecture)
        return undefined;
    if (offered.variant === wanted.variant)
        return 0;
    const [own, asked] = [levelOf(offered), levelOf(wanted)];
    const { least = 0 } = numbered.get(offered.architecture) ?? {};
    return own === undefined || asked === undefined || own > asked || own < least ? undefined : asked - own;
}
/** Finds what serves a platform best: several where some are equally good. */
function bestFor(wanted, entries) {
    const asked = normalize(wanted);
    const found = entries.flatMap((entry) => {
        const far = entry.platform && distance(normalize(entry.platform), asked);
        return far === undefined ? [] : [{ entry, far }];
    });
    const least = Math.min(...found.map(({ far }) => far));
    return found.filter(({ far }) => far === least).map(({ entry }) => entry);
}
/** Says which platform was taken, and for which one where that is another: only then, where `isBrief`. */
function describeTaken(taken, wanted, isBrief = false) {
    const [own, asked] = [normalize(taken), normalize(wanted)];
    if (distance(own, asked) !== 0)
        return `Platform: ${formatPlatform(own)}, as there is none for ${formatPlatform(asked)}`;
    return isBrief ? undefined : `Platform: ${formatPlatform(own)}`;
}


/***/ }),

/***/ 3940:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   Sh: () => (/* binding */ formatRepository),
/* harmony export */   YX: () => (/* binding */ defaultHost),
/* harmony export */   Z6: () => (/* binding */ isRepository),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   e9: () => (/* binding */ ruleOfTag),
/* harmony export */   f4: () => (/* binding */ layoutDirectoryOf),
/* harmony export */   gp: () => (/* binding */ fullRepository),
/* harmony export */   jU: () => (/* binding */ isHost),
/* harmony export */   nW: () => (/* binding */ isLayout)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _digest_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9501);


const layoutPrefix = 'oci-layout:';
/** Where a repository is when nothing says so. */
const defaultHost = 'ghcr.io';
const hostPattern = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?$/;
/** What tells a host from the first part of a path, as in Docker's references. */
const hostMark = /[.:]|^localhost$/;
/**
 * A host that stands alone: a repository of the default host has an owner before it. `app:5000` is a repository with a
 * tag.
 */
const loneHost = /^localhost(?::|$)|^\[|\.(?:[a-z]+|\d+\.\d+\.\d+)(?::\d+)?$/i;
// distribution-spec, "Pulling manifests": the patterns of <name> and <reference>.
const repositoryPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const tagPattern = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
/** Most clients stop at 255 characters for host and repository together (distribution-spec, "Pulling manifests"). */
const maxNameLength = 255;
/** Tells whether a text can be a tag. */
function isTag(text) {
    return tagPattern.test(text);
}
/** Says what a tag is made of, and which one a text could become: names of branches have slashes. */
function ruleOfTag(text) {
    const near = text
        .replace(/^refs\/(?:heads|tags)\//, '')
        .replace(/[^a-zA-Z0-9._-]+/g, '-')
        .replace(/^[.-]+|-+$/g, '')
        .slice(0, 128);
    const rule = 'letters, digits, and after the first . _ - (128 at most)';
    // With commas, several are meant.
    return isTag(near) && !text.includes(',') ? `${rule}, such as ${near}` : rule;
}
/**
 * Completes the path of a repository: on Docker Hub a name of one part is that of an official image
 * (distribution/reference).
 */
function fullRepository(host, path) {
    return (host === 'docker.io' || host === 'index.docker.io') && !path.includes('/') ? `library/${path}` : path;
}
/** Tells whether a host and the path of a repository make a name that registries take. */
function isRepository(host, path) {
    return repositoryPattern.test(path) && host.length + 1 + path.length <= maxNameLength;
}
/** Tells whether a reference points into an OCI image layout directory. */
function isLayout({ host }) {
    return host.startsWith(layoutPrefix);
}
/** The directory of a layout reference. */
function layoutDirectoryOf({ host }) {
    return host.slice(layoutPrefix.length);
}
/** Writes `host/repository`, or `oci-layout:DIR`. */
function formatRepository({ host, repository }) {
    return repository === '' ? host : `${host}/${repository}`;
}
/**
 * Reads `[oci://][host/]repository[:tag[,tag…]][@digest]` or `oci-layout:DIR[:tag[,tag…]][@digest]`. The first path
 * part is a host when it has a dot or a colon or is `localhost`, as in Docker's references.
 * Fails with INVALID_INPUT, naming the input (`from`) and its value.
 *
 * @param registry the value of the input `registry`, `''` when not given
 * @param isPlace whether the name is that of a place for repositories: then it is not completed, and may be a host
 * alone
 * @param onLowered is told the repository in lower case when it had capitals
 */
function parseReference(text, { registry = '', from = 'reference', isPlace = false, onLowered = () => { } } = {}) {
    const fail = (what, topic) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input ${from} ${quoted(text)} ${what}`, { topic });
    const trimmed = text.trim();
    const lines = trimmed.split(/\s*\n\s*/).length;
    if (lines > 1)
        throw fail(`has ${lines} lines, and takes one reference: more tags go into the input tags`);
    const input = trimmed.replace(/^oci:\/\//, '');
    const [scheme] = /^[a-z]+:\/\//i.exec(input) ?? [];
    if (scheme)
        throw fail(`starts with ${scheme}: leave that out`);
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(input))
        throw fail(`is a digest alone: write NAME@${input}`);
    const checkedRegistry = parseRegistry(registry);
    const checkHost = (host) => {
        if (checkedRegistry !== undefined && host.toLowerCase() !== checkedRegistry)
            throw fail(`names another host than the input registry ${quoted(registry)}`, 'combined-inputs');
    };
    const alone = hostAlone(input, input !== trimmed, checkedRegistry);
    if (alone !== undefined) {
        checkHost(alone);
        if (!isPlace || input.includes('@'))
            throw fail(`has no repository: write ${alone}/NAME`);
        return { host: alone.toLowerCase(), repository: '', tags: [] };
    }
    const { name, tags, digest } = splitName(isPlace ? input.replace(/(?<=[^:/])\/$/, '') : input, fail);
    const rest = { tags, ...(digest ? { digest } : {}) };
    if (name.startsWith(layoutPrefix)) {
        if (name === layoutPrefix)
            throw fail('has no directory');
        if (registry.trim() !== '' && registry.trim() !== name)
            throw fail(`disagrees with the input registry ${quoted(registry)}`, 'combined-inputs');
        return { host: name, repository: '', ...rest };
    }
    if (/^\/|\/\//.test(name))
        throw fail('has nothing before one of its slashes: is the expression there empty?');
    const slash = name.indexOf('/');
    const first = name.slice(0, Math.max(slash, 0));
    const hasHost = hostMark.test(first);
    if (hasHost && !isHost(first))
        throw fail(`has an invalid host ${quoted(first)}`);
    if (hasHost)
        checkHost(first);
    if (checkedRegistry?.startsWith(layoutPrefix)) {
        if (name !== '' && !repositoryPattern.test(name.toLowerCase()))
            throw fail('has an invalid repository name');
        return { host: checkedRegistry, repository: '', ...rest };
    }
    // `host.example:v1` would become a repository of the default host.
    if (slash < 0 && checkedRegistry === undefined && isHost(name) && loneHost.test(name))
        throw fail(`has no repository: write ${name}/NAME`);
    const host = (hasHost ? first : (checkedRegistry ?? defaultHost)).toLowerCase();
    const path = hasHost ? name.slice(slash + 1) : name;
    if (path === '')
        throw fail('has no repository');
    const lowered = path.toLowerCase();
    const repository = isPlace ? lowered : fullRepository(host, lowered);
    if (!repositoryPattern.test(repository)) {
        // No repository has a colon: what follows it is meant as a tag, and has a slash.
        const [, tag] = /:(.+)/.exec(path) ?? [];
        throw tag === undefined ? fail('has an invalid repository name') : invalidTag(tag, fail);
    }
    if (host.length + 1 + repository.length > maxNameLength)
        throw fail(`is longer than ${maxNameLength} characters`);
    if (lowered !== path)
        onLowered(repository);
    return { host, repository, ...rest };
}
/**
 * Finds the host in a text that names nothing else, whose port would be taken for a tag. Behind `oci://` (`isUrl`) and
 * before a slash it is told from a path as in a longer name; else by what no repository of the default host looks like,
 * and only where the input `registry` names no other.
 */
function hostAlone(input, isUrl, registry) {
    const named = input.replace(/@sha\d+:.*$/s, '');
    const host = named.replace(/\/$/, '');
    if (input.startsWith(layoutPrefix) || !isHost(host))
        return undefined;
    if (isUrl || host !== named)
        return hostMark.test(host) ? host : undefined;
    const isFree = registry === undefined || registry === host.toLowerCase();
    return isFree && loneHost.test(host) ? host : undefined;
}
/** Tells whether a text is `host[:port]`; the URL parser knows which ports and addresses there are. */
function isHost(text) {
    return hostPattern.test(text) && URL.canParse(`https://${text}`);
}
function splitName(input, fail) {
    const lastAt = input.lastIndexOf('@');
    // `oci-layout:./@scope/name` has an @ that starts no digest.
    const isInDirectory = input.startsWith(layoutPrefix) && /^(?!sha\d+:).*[\\/]/.test(input.slice(lastAt + 1));
    const at = isInDirectory ? -1 : lastAt;
    const digest = at < 0 ? undefined : input.slice(at + 1);
    if (digest === '')
        throw fail('ends in @ without a digest', 'empty-digest');
    if (digest !== undefined && !(0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest)) {
        const [, digits] = /^sha256:([0-9a-f]*)$/.exec(digest) ?? [];
        if (digits !== undefined)
            throw fail(`has a digest with ${digits.length} of 64 hex digits`);
        throw fail((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(`sha256:${digest}`) ? 'has a digest without sha256: before it' : 'has an invalid digest');
    }
    const named = at < 0 ? input : input.slice(0, at);
    const isDirectory = named.startsWith(layoutPrefix);
    // A colon before the last slash belongs to a port; one after it starts the tags.
    const colon = named.indexOf(':', isDirectory ? layoutPrefix.length : named.lastIndexOf('/') + 1);
    const lastColon = isDirectory ? named.lastIndexOf(':') : colon;
    const suffix = lastColon < 0 ? '' : named.slice(lastColon + 1);
    // `oci-layout:C:\dir` and `oci-layout:./a:b/c` have a colon that starts no tag.
    if (colon < 0 || (isDirectory && /[\\/]/.test(suffix)))
        return { name: named, tags: [], digest };
    const tags = suffix.split(',').map((tag) => tag.trim());
    for (const tag of tags)
        if (!isTag(tag))
            throw invalidTag(tag, fail);
    return { name: named.slice(0, lastColon), tags: [...new Set(tags)], digest };
}
function invalidTag(tag, fail) {
    if ((0,_digest_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(tag))
        return fail(`has a digest after a colon: write NAME@${tag}`);
    return fail(`has an invalid tag ${JSON.stringify(tag)}: ${ruleOfTag(tag)}`, tag === '' ? 'empty-tag' : 'tag-form');
}
function parseRegistry(registry) {
    const host = registry.trim().replace(/^oci:\/\//, '');
    if (host === '')
        return undefined;
    if (host.startsWith(layoutPrefix) && host !== layoutPrefix)
        return host;
    if (!isHost(host)) {
        const hint = /^https?:\/\//.test(host) ? ': leave out the scheme' : '';
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `The input registry ${quoted(registry)} is not host[:port] or oci-layout:DIR${hint}`);
    }
    return host.toLowerCase();
}
/** Shows a value without the password that a URL may have: it does not belong here, but the log must not show it. */
function quoted(text) {
    const [all, scheme = '', user = ''] = /^([a-z]+:\/\/)?(?!oci-layout:)([^/]*)@(?!sha(?:256|512):)/.exec(text) ?? [''];
    return JSON.stringify(user.includes(':') ? `${scheme}***@${text.slice(all.length)}` : text);
}


/***/ }),

/***/ 7216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ selectPlatforms),
/* harmony export */   m: () => (/* binding */ selectPlatform)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _words_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(4842);
/* harmony import */ var _descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1260);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4360);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(7122);





/**
 * The annotation by which BuildKit's attestation in an index names the image it is about (moby/buildkit,
 * attestation-storage.md).
 */
const attestedDigest = 'vnd.docker.reference.digest';
/**
 * Finds the entry of an index for a platform; without one, an index with one manifest will do. Fails with NOT_FOUND,
 * and with INVALID_INPUT where a platform has to be said.
 *
 * @param name what the index is called in messages
 */
function selectPlatform(index, platform, name) {
    const offered = index.manifests.filter((entry) => entry.platform?.os !== 'unknown');
    const [first, ...others] = platform ? (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .bestFor */ .CF)(platform, offered) : offered;
    if (!first && platform)
        throw nothingFor(platform, offered, name);
    if (!first)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', `${name} is an index without manifests`);
    if (!platform && others.length > 0) {
        const what = `${name} is an index of ${listOf(offered)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('INVALID_INPUT', `${what}: choose one with the input platforms`);
    }
    return first;
}
/**
 * Reduces an index to some platforms, with the attestations of their images: to the manifest of a platform when one is
 * wanted, and there is one, else to a new index with the other fields as they were. Fails with NOT_FOUND when a
 * platform is not in it.
 *
 * @param name what the index is called in messages
 */
function selectPlatforms(bytes, index, platforms, name) {
    const offered = index.manifests.filter((entry) => entry.platform && entry.platform.os !== 'unknown');
    const taken = new Set(platforms.flatMap((platform) => {
        const best = (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .bestFor */ .CF)(platform, offered);
        if (best.length === 0)
            throw nothingFor(platform, offered, name);
        return best;
    }));
    const chosen = offered.filter((entry) => taken.has(entry));
    const [single, ...others] = chosen;
    if (single && others.length === 0)
        return { single };
    const digests = new Set(chosen.map(({ digest }) => digest));
    const isKept = (entry) => entry && (digests.has(entry.digest) || digests.has(entry.annotations?.[attestedDigest] ?? ''));
    // Fields that we do not know stay.
    const body = JSON.parse(Buffer.from(bytes).toString());
    const manifests = body.manifests.filter((_, position) => isKept(index.manifests[position]));
    const reduced = Buffer.from(JSON.stringify({ ...body, manifests }));
    (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parseManifest */ .Ng)(reduced, index.mediaType);
    return { descriptor: (0,_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .describe */ .q0)(index.mediaType, reduced), bytes: reduced };
}
function nothingFor(platform, offered, name) {
    const what = `${name} has nothing for the platform ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform)}`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('NOT_FOUND', `${what}: it has ${listOf(offered) || 'no platforms'}`, {
        topic: 'missing-platform',
    });
}
function listOf(offered) {
    const names = offered.map(({ platform, digest }) => (platform ? (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPlatform */ .Bq)(platform) : digest));
    return (0,_words_js__WEBPACK_IMPORTED_MODULE_4__/* .briefList */ .X2)(names, 20);
}


/***/ }),

/***/ 4986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ onceMade),
/* harmony export */   O: () => (/* binding */ once)
/* harmony export */ });
/** Remembers what was made; where that failed, it is made anew. */
function onceMade(make) {
    let known;
    return () => {
        known ??= make();
        const made = known;
        made.catch(() => {
            if (known === made)
                known = undefined;
        });
        return made;
    };
}
/** Remembers what a function returned, by its arguments. A promise is remembered even when it fails; a throw is not. */
function once(work) {
    const known = new Map();
    return (...parameters) => {
        const key = parameters.length === 0 ? '' : JSON.stringify(parameters);
        if (!known.has(key))
            known.set(key, work(...parameters));
        return known.get(key);
    };
}


/***/ }),

/***/ 3000:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   $E: () => (/* binding */ contentOf),
/* harmony export */   Ix: () => (/* binding */ fetchContent),
/* harmony export */   vF: () => (/* binding */ parsePassedOn)
/* harmony export */ });
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(261);
/* harmony import */ var _once_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4986);
/* harmony import */ var _verified_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(7813);




/** Makes content of a manifest's bytes, which are parsed when somebody wants to know what they say; that is kept. */
function contentOf(descriptor, bytes) {
    return { descriptor, bytes, parsed: (0,_once_js__WEBPACK_IMPORTED_MODULE_3__/* .once */ .O)(() => (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .parseManifest */ .Ng)(bytes, descriptor.mediaType, descriptor.digest)) };
}
/** Fetches a manifest by what is known of it, such as by its entry in an index. */
async function fetchContent(source, descriptor, signal, name = descriptor.digest) {
    const content = await source.fetch(descriptor, signal);
    return contentOf(descriptor, await (0,_verified_js__WEBPACK_IMPORTED_MODULE_2__/* .readAll */ .yw)(content, `The manifest ${name}`, _oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .maxManifestBytes */ .rq, descriptor.size));
}
/**
 * Reads a manifest or an index that is only passed on: it may say that it is Docker's where it was announced as OCI's,
 * or the other way round. Its own type is given then.
 */
function parsePassedOn({ descriptor: { mediaType, digest }, bytes, parsed }) {
    try {
        return parsed();
    }
    catch (error) {
        const twin = (0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_1__/* .twinOf */ .wA)(mediaType);
        if (twin === undefined || (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .ownTypeOf */ .GD)(bytes) !== twin)
            throw error;
        return (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_0__/* .parseManifest */ .Ng)(bytes, twin, digest);
    }
}


/***/ }),

/***/ 6300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ listed)
/* harmony export */ });
/**
 * Reads the tags of a source to the end, or so many of them. Where there is no such repository, this fails with
 * NOT_FOUND as the source does: `orAbsent(listed(…))` is for callers to whom a missing repository is one without tags.
 */
async function listed(tags, most = Number.POSITIVE_INFINITY) {
    const all = [];
    for await (const tag of tags)
        if (all.push(tag) >= most)
            break;
    return all;
}


/***/ }),

/***/ 1902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ settleList)
/* harmony export */ });
/* unused harmony export settlingTime */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _time_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(6146);


/** How often a list is written and looked at again, before we give up. */
const maxRounds = 10;
/**
 * Changes a list so that jobs that do the same at the same time lose nothing. No registry promises a conditional PUT,
 * so whoever read the list before our PUT may put back a list without our change. We therefore wait for longer than a
 * read and a write take, look, and are done when nothing was written meanwhile; else we look once more, and write once
 * more when our change is gone, or what another job had on the list.
 */
async function settleList({ what, read, change }, signal, time = _time_js__WEBPACK_IMPORTED_MODULE_1__/* .realTime */ .M9) {
    /** The digest of the list when we saw it last. */
    let last;
    for (let round = 0;; round += 1) {
        const start = time.now();
        const list = await read();
        const write = change(list);
        if (!write && (round === 0 || list.digest === last || round === maxRounds))
            return list;
        if (round === maxRounds)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('REGISTRY', `${what} does not keep what is written to it`);
        const written = write ? await write() : list.digest;
        if (write && written === undefined)
            continue;
        last = written;
        await time.pause(settlingTime(time.now() - start), signal);
    }
}
/**
 * The milliseconds to wait before we look whether a list that others write too is still as we wrote it: longer than
 * others may take from reading to writing. Our own time tells that of a slow line; a job on a busy machine may stand
 * still for a moment all the same, and one of fifty times ten jobs on two busy cores lost an entry when this was 100 ms.
 * With jitter, so that jobs do not keep step.
 */
function settlingTime(measured) {
    return Math.min(Math.max(2 * measured, 700), 2_000) * (1 + Math.random());
}


/***/ }),

/***/ 7813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   od: () => (/* binding */ openBytes),
/* harmony export */   yw: () => (/* binding */ readAll),
/* harmony export */   zr: () => (/* binding */ verified)
/* harmony export */ });
/* harmony import */ var _chunks_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9749);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(452);
/* harmony import */ var _format_bytes_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3474);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9501);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(4360);





/**
 * Passes chunks on and fails with INTEGRITY as soon as there is one byte more than the descriptor says, and at the end
 * when bytes are missing or the digest differs. Whoever reads to the end has verified content.
 */
function verified(chunks, { digest, size }) {
    const hash = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .startHash */ .LC)(digest);
    let received = 0;
    return (0,_chunks_js__WEBPACK_IMPORTED_MODULE_0__/* .tapped */ .DS)(chunks, (chunk) => {
        received += chunk.byteLength;
        if (received > size)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INTEGRITY', `${digest} is longer than the ${size} bytes it should have`);
        hash.update(chunk);
    }, () => {
        if (received < size)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INTEGRITY', `${digest} ended after ${received} of ${size} bytes`);
        const actual = hash.finish();
        if (actual !== digest)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('INTEGRITY', `Content named ${digest} has the digest ${actual}`);
    });
}
/** The bytes of content that is in memory already, so that `readAll` can return them without a copy. */
const wholes = new WeakMap();
/**
 * Reads content of at most `limit` bytes (4 MiB) into memory; fails with TOO_LARGE and names `what` it was.
 *
 * @param size how many bytes are announced
 */
async function readAll(content, what, limit = _oci_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .maxManifestBytes */ .rq, size = 0) {
    const check = (bytes) => {
        if (bytes > limit)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .OciError */ .Mf('TOO_LARGE', `${what} is larger than ${(0,_format_bytes_js__WEBPACK_IMPORTED_MODULE_4__/* .formatBytes */ .z)(limit)}`);
    };
    const whole = wholes.get(content);
    if (whole) {
        check(whole.byteLength);
        return whole;
    }
    const gathered = (0,_chunks_js__WEBPACK_IMPORTED_MODULE_0__/* .gather */ .kg)(size, limit);
    for await (const chunk of content) {
        check(gathered.size + chunk.byteLength);
        gathered.put(chunk);
    }
    return gathered.bytes();
}
/** Returns an opener of bytes in memory, which must not change afterwards. */
function openBytes(bytes) {
    async function* once() {
        yield bytes;
    }
    return async () => {
        const chunks = once();
        wholes.set(chunks, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
        return chunks;
    };
}


/***/ }),

/***/ 1551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ walkManifests),
/* harmony export */   R: () => (/* binding */ referrersAmong)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1260);
/* harmony import */ var _oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4360);
/* harmony import */ var _oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(261);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3000);





/** Reads manifests and those that they list, each once; what is missing or broken is left out. */
async function* walkManifests(source, roots, signal) {
    const seen = new Set();
    const waiting = [...roots];
    for (let descriptor = waiting.pop(); descriptor; descriptor = waiting.pop()) {
        signal?.throwIfAborted();
        if (seen.has(descriptor.digest) || !(0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(descriptor.mediaType))
            continue;
        seen.add(descriptor.digest);
        // Layouts with one platform of several are common, and one broken manifest does not hide the others.
        const read = (0,_content_js__WEBPACK_IMPORTED_MODULE_4__/* .fetchContent */ .Ix)(source, descriptor, signal).then(({ parsed }) => parsed());
        const manifest = await (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orAbsent */ .Re)(read, ..._errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadable */ .O$);
        if (!manifest)
            continue;
        yield { descriptor, manifest };
        for (const child of (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .childrenOf */ .LU)(manifest)) {
            if ((0,_oci_media_types_js__WEBPACK_IMPORTED_MODULE_3__/* .isManifestType */ .Q3)(child.mediaType) && !seen.has(child.digest))
                waiting.push((0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .bare */ .$B)(child));
        }
    }
}
/** Lists those of the manifests, and of what they list, whose subject this is. */
async function* referrersAmong(source, roots, subject, signal) {
    for await (const { descriptor, manifest } of walkManifests(source, roots, signal)) {
        if (manifest.subject?.digest === subject.digest)
            yield (0,_oci_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .describeReferrer */ .Xi)(descriptor, manifest);
    }
}


/***/ }),

/***/ 6146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   M9: () => (/* binding */ realTime),
/* harmony export */   pm: () => (/* binding */ clock),
/* harmony export */   v7: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8500);

/** Milliseconds of a clock that nobody sets. */
function clock() {
    return process.uptime() * 1_000;
}
/** Waits, or fails with the reason of the abort. */
async function pause(milliseconds, signal) {
    try {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(milliseconds, undefined, signal ? { signal } : {});
    }
    catch (error) {
        signal?.throwIfAborted();
        throw error;
    }
}
const realTime = { now: clock, pause };


/***/ }),

/***/ 9096:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   By: () => (/* binding */ parseStatement),
/* harmony export */   _i: () => (/* binding */ encodeStatement),
/* harmony export */   oo: () => (/* binding */ signaturePredicate),
/* harmony export */   qB: () => (/* binding */ statementType)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(452);
/* harmony import */ var _oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1260);
/* harmony import */ var _oci_digest_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(9501);
/* harmony import */ var _oci_json_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(3931);




/** The type of an in-toto statement in a DSSE envelope. */
const statementType = 'application/vnd.in-toto+json';
/** The predicate by which cosign, from 2.6 on, says that a statement is a plain signature. */
const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';
/** Cosign 2.5 writes the first version. */
const statementVersions = ['https://in-toto.io/Statement/v1', 'https://in-toto.io/Statement/v0.1'];
/** Writes a statement about a manifest; nobody verifies the `name` by which it calls it: `host/repository`. */
function encodeStatement(digest, { predicateType, predicate }, name) {
    const { algorithm, hex } = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .partsOf */ .CI)(digest);
    const subject = [{ ...(name === undefined ? {} : { name }), digest: { [algorithm]: hex } }];
    return Buffer.from(JSON.stringify({ _type: statementVersions[0], subject, predicateType, predicate }));
}
/** Reads a statement; fails with ARTIFACT. */
function parseStatement(payload) {
    const body = (0,_oci_json_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJson */ .qF)(payload, 'the statement');
    const { _type: version, subject, predicateType } = (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(body) ? body : {};
    if (!statementVersions.includes(version) || typeof predicateType !== 'string' || !Array.isArray(subject)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .OciError */ .Mf('ARTIFACT', 'the payload is not an in-toto statement');
    }
    return {
        predicateType,
        isAbout: (digest) => {
            const { algorithm, hex } = (0,_oci_digest_js__WEBPACK_IMPORTED_MODULE_2__/* .partsOf */ .CI)(digest);
            return subject.some((entry) => (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(entry) && (0,_oci_descriptor_js__WEBPACK_IMPORTED_MODULE_1__/* .isRecord */ .u4)(entry['digest']) && entry['digest'][algorithm] === hex);
        },
    };
}


/***/ }),

/***/ 2257:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  E: () => (/* binding */ setV8Flags),
  Y: () => (/* binding */ stopYoungGrowth)
});

;// CONCATENATED MODULE: external "node:v8"
const external_node_v8_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:v8");
;// CONCATENATED MODULE: ./lib/v8-flags.js

/**
 * Sets the flags of V8. To be called when all that a step begins with is loaded: Node's own modules come from a cache
 * that V8 no longer takes after a change of flags, which costs 10 ms.
 */
function setV8Flags() {
    // The parser of HTTP is WebAssembly. V8 compiles it again for speed after two requests, and a process ends only when
    // that is done: 30 ms. Enough for a thousand small files before that, and large ones hardly use the parser
    // (docs/performance.md).
    (0,external_node_v8_namespaceObject.setFlagsFromString)('--wasm-tiering-budget=1000000000');
}
/**
 * Stops the growth of V8's young generation, which otherwise reaches 48 MiB, with as much again reserved for the next
 * collection; large hostile manifests fill it, and the memory is returned late. Honest steps need it for their speed.
 */
function stopYoungGrowth() {
    (0,external_node_v8_namespaceObject.setFlagsFromString)('--semi-space-growth-factor=1');
}


/***/ }),

/***/ 4842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ countFiles),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   X2: () => (/* binding */ briefList)
/* harmony export */ });
/** Lists texts, of many only the first ones and how many there are beside them: `a, b and 3 more`. */
function briefList(texts, most = 10) {
    const more = texts.length > most ? ` and ${texts.length - most} more` : '';
    return `${texts.slice(0, most).join(', ')}${more}`;
}
/** Counts things by their name: `1 file`, `3 files`; `several` is for a plural that has more than an s. */
function count(number, name, several = `${name}s`) {
    return `${number} ${number === 1 ? name : several}`;
}
/** Counts what files and directories there are: `2 files and 1 directory`. */
function countFiles(files, directories) {
    const parts = [
        ...(files > 0 ? [count(files, 'file')] : []),
        ...(directories > 0 ? [count(directories, 'directory', 'directories')] : []),
    ];
    return parts.join(' and ');
}


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		id: moduleId,
/******/ 		loaded: false,
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Flag the module as loaded
/******/ 	module.loaded = true;
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/node module decorator */
/******/ (() => {
/******/ 	__nccwpck_require__.nmd = (module) => {
/******/ 		module.paths = [];
/******/ 		if (!module.children) module.children = [];
/******/ 		return module;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// The files of each chunk: scripts/name-chunks.js
/******/ 	const files = {
/******/ 		211: ["archives","shared"],
/******/ 		759: ["look-up","shared"],
/******/ 		807: ["sign"],
/******/ 		872: ["tool-cache"],
/******/ 		1040: ["sigstore"],
/******/ 		1100: ["charts","send"],
/******/ 		1172: ["tuf"],
/******/ 		1204: ["archives","shared"],
/******/ 		1222: ["copy","send","shared"],
/******/ 		1477: ["tuf"],
/******/ 		1617: ["push","send","shared"],
/******/ 		1685: ["verify"],
/******/ 		1700: ["glob"],
/******/ 		2071: ["yaml"],
/******/ 		2385: ["archives","charts","copy","glob","send","shared"],
/******/ 		2488: ["look-up","send","shared"],
/******/ 		2856: ["regexp"],
/******/ 		3004: ["look-up","shared"],
/******/ 		3072: ["copy","delete","send","shared"],
/******/ 		3183: ["send","shared"],
/******/ 		3382: ["glob"],
/******/ 		3778: ["push"],
/******/ 		3917: ["sigstore"],
/******/ 		4006: ["glob"],
/******/ 		4071: ["pull","shared"],
/******/ 		4102: ["tuf"],
/******/ 		4187: ["sigstore"],
/******/ 		4293: ["archives","push"],
/******/ 		4736: ["archives","charts","shared"],
/******/ 		5175: ["verify"],
/******/ 		5264: ["keyless","send","sign","verify"],
/******/ 		5314: ["tuf"],
/******/ 		5550: ["verify"],
/******/ 		5621: ["look-up","shared"],
/******/ 		5747: ["push","shared"],
/******/ 		5842: ["regexp"],
/******/ 		5907: ["copy","send","shared"],
/******/ 		5982: ["archives","shared"],
/******/ 		6374: ["shared","verify"],
/******/ 		6382: ["sign"],
/******/ 		6923: ["sign","verify"],
/******/ 		7084: ["keyless","verify"],
/******/ 		7095: ["github"],
/******/ 		7712: ["shared"],
/******/ 		7733: ["shared","sign","verify"],
/******/ 		7741: ["proxy"],
/******/ 		7881: ["send","shared"],
/******/ 		8041: ["shared","yaml"],
/******/ 		8310: ["shared"],
/******/ 		8382: ["push"],
/******/ 		8628: ["tuf"],
/******/ 		8815: ["yaml"],
/******/ 		8913: ["verify"],
/******/ 		8922: ["regexp","send","shared","sync","yaml"],
/******/ 		9448: ["tool-cache"],
/******/ 		9474: ["verify","yaml"],
/******/ 		9495: ["verify"],
/******/ 		9654: ["sigstore"],
/******/ 	};
/******/ 	const loading = new Map();
/******/ 	const load = (file) => {
/******/ 		if (!loading.has(file))
/******/ 			loading.set(file, import("./" + file + ".js").then(({ modules }) => Object.assign(__nccwpck_require__.m, modules)));
/******/ 		return loading.get(file);
/******/ 	};
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => promises.push(...files[chunkId].map(load));
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(342);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
