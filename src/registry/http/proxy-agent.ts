import type { Dispatcher, EnvHttpProxyAgent } from 'undici';
import connectApi from 'undici/lib/api/api-connect.js';
import DispatcherBase from 'undici/lib/dispatcher/dispatcher.js';
import ProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';

/** Makes an agent that goes by the proxy variables of the environment. */
export function createProxyAgent(options: EnvHttpProxyAgent.Options): Dispatcher {
  // undici's index gives this method to all dispatchers; its proxy agent calls it.
  Object.assign(DispatcherBase.prototype, { connect: connectApi });
  return new ProxyAgent(options);
}
