import type { Identity } from '../../../src/trust/services/fulcio.ts';
import type { Answer, Ask } from '../../../src/trust/services/sigstore-client.ts';
import type { Sigstore } from '../servers/sigstore.ts';

/** What a service was asked. */
export interface Asked {
  url: string;
  what: string;
  accept: string;
  headers?: Record<string, string>;
  document?: object;
}

/** An `Ask` that keeps what it is asked, and gets its answers from a function, as a text or whole. */
export function scriptedAsk(answer: (asked: Asked) => string | Buffer | Partial<Answer> | Promise<Partial<Answer>>): {
  ask: Ask;
  asked: Asked[];
} {
  const asked: Asked[] = [];
  const ask: Ask = async (url, options) => {
    asked.push({ url, ...options });
    const given = await answer({ url, ...options });
    const isWhole = typeof given === 'object' && !Buffer.isBuffer(given);
    const whole: Partial<Answer> = isWhole ? given : { body: Buffer.from(given) };
    return { status: 200, body: Buffer.alloc(0), ...whole };
  };
  return { ask, asked };
}

/** Asks over the network, as the transport of the action does. */
export async function askOver(
  url: string,
  { accept, headers = {}, document }: Omit<Asked, 'url' | 'what'>,
): Promise<Answer> {
  const sent = document && { method: 'POST', body: JSON.stringify(document) };
  const all = { accept, 'content-type': 'application/json', ...headers };
  const response = await fetch(url, { ...sent, headers: all, redirect: 'manual' });
  const location = response.headers.get('location') ?? undefined;
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()), location };
}

/** An `Ask` over the network that keeps what it is asked. */
export function networkAsk() {
  return scriptedAsk(({ url, ...options }) => askOver(url, options));
}

/** Who the job of a test Sigstore is. */
export async function identityOf(sigstore: Sigstore, claims: object = {}): Promise<Identity> {
  const token = await sigstore.token(claims);
  const said = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const [name, repository] = [said.job_workflow_ref, said.repository].map((path) => `https://github.com/${path}`);
  return { token, subject: said.sub, issuer: said.iss, name: name ?? '', repository: repository ?? '', ref: said.ref };
}
