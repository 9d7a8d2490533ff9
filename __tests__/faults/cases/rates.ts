import { always, type FaultCase } from '../../support/faults/fault-cases.ts';
import { type Fault, limitRate, refuse } from '../../support/faults/faults.ts';

const secondary =
  '{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}';

/** How hosts refuse what comes too fast. */
const refusals: [name: string, refusal: Fault][] = [
  ['429 with Retry-After', refuse(429, { 'retry-after': '1' })],
  ['429 that does not say how long', refuse(429)],
  ['503 with Retry-After', refuse(503, { 'retry-after': '1' })],
  ['the 403 of GitHub', refuse(403, { 'retry-after': '1' }, secondary)],
];

/** 4 requests in a second, until the pace fits. No attempt more than usual is needed for that. */
export const rateCases: FaultCase[] = refusals.map(([name, refusal]) => ({
  name: `${name} until the pace fits`,
  rules: [always(() => true, limitRate(4, refusal))],
  expected: 'ok',
}));
