import { formatDuration } from '../../format-duration.ts';
import { openBytes } from '../../store/verified.ts';
import { clock } from '../../time.ts';
import { type HttpResponse, readShort, type Send } from '../http/http.ts';
import { isPassingStatus, type RateLimit, rateLimitOf, waitOf } from '../http/rate-limit.ts';
import { Pace } from './pace.ts';
import { answerOf, leastTold, type WaitObserver } from './waits.ts';

/**
 * For so long a host may let nothing through: enough for the 15, 30 and 60 s that GitHub's secondary limit may take.
 */
const maxSilence = 120_000;

/** More than this of a refusal is not read for what it says of the limit. */
const maxBodyBytes = 8 * 1024;

/** What requests to one host share: its pace, and those that wait for their turn. */
interface HostLimit {
  pace: Pace;
  waiting: ((round: number) => void)[];
  timer: NodeJS.Timeout | undefined;
  /** Until when the log says that requests wait, by `clock`. */
  toldUntil: number;
}

/** The gates of hosts, by name; whoever sends to the same hosts shares them. */
export type HostLimits = Map<string, HostLimit>;

/**
 * Lets requests to a host follow each other as fast as its rate limit lets them through. One that is refused for the
 * rate has done nothing, so the same request is sent again when the host is open. It counts as an attempt, of which
 * there are `retries` more than one, only while nothing of that host gets through. A refusal is the answer when they
 * are used up, or when the host asks for too long a wait. Only a chunk of an upload that a failing server refused is
 * left to its sender. Waits are told once for all who share them.
 */
export function rateLimited(send: Send, gates: HostLimits, retries: number, onWait?: WaitObserver): Send {
  return async (request) => {
    const gate = gateOf(gates, new URL(request.url).host);
    const { pace } = gate;
    let attempts = 0;
    let passedBefore: number | undefined;
    for (let number = request.attempt ?? 1; ; number += 1) {
      const isAgain = passedBefore !== undefined;
      const isOpen = gate.waiting.length === 0 && pace.waitAt(clock()) === 0;
      const round = isOpen ? pace.noteSent(clock()) : await turn(gate, request.signal);
      try {
        const { response, limit } = await readLimit(await send(isAgain ? { ...request, attempt: number } : request));
        if (!limit && response.status < 500) pace.notePassed(clock());
        const wait = limit && waitOf(limit, pace.waitsInVain(round));
        // Where it is too long a wait, the others may be asked for less.
        if (wait === undefined) return response;
        attempts = passedBefore === pace.passed ? attempts + 1 : 1;
        passedBefore = pace.passed;
        pace.noteRefused(clock(), round, wait);
        // A server that fails may have stored the chunk, and would append it twice: its sender asks how far the session
        // is.
        const isLeft = request.method === 'PATCH' && isPassingStatus(response.status);
        const isSilent = pace.silenceAt(clock()) + wait > maxSilence;
        if (!isLeft && (attempts > retries || request.isBestEffort || isSilent)) return response;
        tellPause(gate, answerOf(response.url, response.status), wait, onWait);
        if (isLeft) return waitedFor(response);
      } finally {
        pace.noteEnded(round);
        admit(gate);
      }
    }
  };
}

/** An answer without the wait it asks for, since the gate sees to that. */
function waitedFor(response: HttpResponse): HttpResponse {
  const { 'retry-after': _, ...headers } = response.headers;
  return { ...response, headers };
}

/** Says for how long a host lets nothing through and at what pace requests follow, unless that was just said. */
function tellPause(gate: HostLimit, answer: string, wait: number, onWait: WaitObserver | undefined): void {
  const { rate } = gate.pace;
  const inLine = rate === undefined ? 0 : (gate.waiting.length * 1_000) / rate;
  const until = clock() + wait + inLine;
  if (wait + inLine < leastTold || until - gate.toldUntil < leastTold) return;
  gate.toldUntil = until;
  const then = rate === undefined ? '' : `, then ${Math.round(rate)} a second`;
  onWait?.(`${answer}: next request in ${formatDuration(wait)}${then}`);
}

function gateOf(gates: HostLimits, host: string): HostLimit {
  const gate = gates.get(host) ?? { pace: new Pace(), waiting: [], timer: undefined, toldUntil: 0 };
  gates.set(host, gate);
  return gate;
}

/** Waits for leave to send, behind all who wait already, and gives the round. Fails with the reason of an abort. */
async function turn(gate: HostLimit, signal: AbortSignal | undefined): Promise<number> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const onAbort = () => {
    const place = gate.waiting.indexOf(resolve);
    if (place === -1) return;
    gate.waiting.splice(place, 1);
    admit(gate);
    reject(signal?.reason);
  };
  signal?.addEventListener('abort', onAbort);
  gate.waiting.push(resolve);
  admit(gate);
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Lets go who may go now, and comes back when the next one may. */
function admit(gate: HostLimit): void {
  clearTimeout(gate.timer);
  gate.timer = undefined;
  while (gate.waiting.length > 0) {
    const wait = gate.pace.waitAt(clock());
    if (wait > 0) {
      // An answer comes back by itself.
      if (Number.isFinite(wait)) gate.timer = setTimeout(() => admit(gate), Math.ceil(wait));
      return;
    }
    gate.waiting.shift()?.(gate.pace.noteSent(clock()));
  }
}

/** Reads what an answer says of a rate limit; a refusal that was read for it can be read once more. */
async function readLimit(response: HttpResponse): Promise<{ response: HttpResponse; limit?: RateLimit | undefined }> {
  // A 403 may say it in its words.
  if (response.status !== 403 && rateLimitOf(response, '') === undefined) return { response };
  const bytes = await readShort(response, maxBodyBytes, 2_000).catch(() => Buffer.alloc(0));
  return {
    response: { ...response, body: await openBytes(bytes)() },
    limit: rateLimitOf(response, bytes.toString()),
  };
}
