import { always, type FaultCase, once } from '../../support/faults/fault-cases.ts';
import { type Fault, loseRequest, places, refuse } from '../../support/faults/faults.ts';

const mebibyte = 1024 * 1024;

/** A second chunk that never arrives, an answer that takes up the session, and what the next chunk in it meets. */
function takenUp(next: Fault): FaultCase['rules'] {
  const broken = new Set<string>();
  const sessionOf = (url = '') => url.replace(/\?.*/, '');
  return [
    { on: ({ method, url }) => method === 'PATCH' && broken.has(sessionOf(url)), fault: next, times: 9 },
    once(
      places.chunk,
      async (exchange) => {
        broken.add(sessionOf(exchange.incoming.url));
        await loseRequest(exchange);
      },
      2,
    ),
    always(
      ({ method, url }) => method === 'GET' && broken.has(sessionOf(url)),
      refuse(204, { range: `0-${mebibyte - 1}` }),
    ),
  ];
}
const forwardChanged =
  (edit: (body: Buffer) => Buffer): Fault =>
  async ({ forward, readBody, answer }) =>
    answer(await forward(edit(await readBody())));

/** What registries were seen to do with a session that was taken up after a broken chunk. */
export const takenUpCases: FaultCase[] = [
  {
    name: 'a session that was taken up answers 500 for ever (Gitea 1.27.3): a new one is begun',
    rules: takenUp(refuse(500)),
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
  {
    name: 'a session that was taken up has more than was sent (distribution 3.1.2 in memory): a new one is begun',
    rules: takenUp(forwardChanged((body) => Buffer.concat([body, Buffer.alloc(1000)]))),
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
  {
    name: 'a session that was taken up has other content, which its end tells: a new one is begun',
    rules: takenUp(forwardChanged((body) => Buffer.alloc(body.byteLength))),
    expected: 'ok',
    inputs: { 'chunk-size': '1MiB' },
  },
];
