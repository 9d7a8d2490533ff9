import { cutText } from '../../cut-text.ts';
import { hasCode, messageOf, OciError, type Topic } from '../../errors.ts';
import { isRecord } from '../../oci/descriptor.ts';
import { parseJson } from '../../oci/json.ts';

/** An answer of a service, read whole. */
export interface Answer {
  status: number;
  body: Buffer;
  location?: string | undefined;
}

/**
 * Sends one request to a service, POST where it has a `document`, to that very address: no redirect is followed. Fails
 * with NETWORK when no answer comes, and with INVALID_INPUT for an address that is neither https nor this machine.
 */
export type Ask = (
  url: string,
  options: Pick<Service, 'what' | 'accept' | 'leastSilence'> & { headers?: Record<string, string>; document?: object },
) => Promise<Answer>;

/** A service, and how messages speak of it. */
export interface Service {
  /** What it is: `the authority`. */
  what: string;
  /** What it is asked for: `a certificate`. */
  thing: string;
  topic: Topic;
  /** The media type of its answers; timestamp-authority ends the connection when asked for another one. */
  accept: string;
  /** Milliseconds for which it may stay silent, even where the input `timeout` allows less. */
  leastSilence?: number;
}

interface Request {
  headers?: Record<string, string>;
  document?: object;
  accepted?: readonly number[];
  /** What a refusal may be about, told with it: whose token it was, or which version of a log. */
  facts?: string;
  /** Another topic of a failure with this status; without one, no answer came. */
  topicOf?: (status?: number) => Topic | undefined;
}

/** Sends a document to a service, and gives its answer. Fails with SIGNING, with what the service said. */
export async function askService(
  ask: Ask,
  url: string,
  { thing, topic, ...service }: Service,
  { accepted = [200, 201], facts, topicOf, ...sent }: Request = {},
): Promise<Answer> {
  const host = URL.canParse(url) ? new URL(url).host : url;
  const answer = await ask(url, { ...service, ...sent }).catch((error: unknown) => {
    // Of a registry, the same codes have other remedies.
    if (!(error instanceof OciError) || hasCode(error, 'CANCELLED', 'INVALID_INPUT')) throw error;
    throw new OciError('SIGNING', `${host} gave no ${thing}: ${messageOf(error)}`, {
      cause: error,
      topic: topicOf?.() ?? 'signing-service',
    });
  });
  if (accepted.includes(answer.status)) return answer;
  const words = wordsOf(answer.body);
  const article = /^[aeiou]/.test(thing) ? 'an' : 'a';
  const verb = answer.status >= 500 ? 'gave no' : `refused ${article}`;
  const isPassing = answer.status >= 500 || answer.status === 429;
  const about = isPassing || facts === undefined ? '' : ` (${facts})`;
  throw new OciError('SIGNING', `${host} ${verb} ${thing}: ${answer.status}${words && `, ${words}`}${about}`, {
    topic: topicOf?.(answer.status) ?? (isPassing ? 'signing-service' : topic),
  });
}

/** Reads an answer in JSON; fails with SIGNING. */
export function documentOf({ body }: Answer, url: string, service: Service): Record<string, unknown> {
  try {
    const document = parseJson(body, 'it');
    if (isRecord(document)) return document;
  } catch {
    // Told below.
  }
  throw unusable(url, service, 'it is not the JSON that it should be');
}

export function unusable(url: string, { thing }: Service, why: string, cause?: unknown): OciError {
  const host = new URL(url).host;
  return new OciError('SIGNING', `The ${thing} from ${host} cannot be used: ${why}`, {
    cause,
    topic: 'signing-service',
  });
}

/** A text or a number of an answer, as a text; `''` for all else. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What a service says of a refusal: the `message` in its JSON, or the beginning of a text. */
function wordsOf(body: Buffer): string {
  const text = body.toString().trim();
  try {
    const document: unknown = JSON.parse(text);
    if (isRecord(document) && typeof document['message'] === 'string') return cutText(document['message'], 300, '…');
  } catch {
    // A text.
  }
  return text.startsWith('<') ? '' : cutText(text.replace(/\s+/g, ' '), 300, '…');
}
