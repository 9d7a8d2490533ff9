import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';
import { formatBytes } from '../../../src/format-bytes.ts';
import type { Log } from '../../../src/modes/contract/mode.ts';
import { startProgress } from '../../../src/modes/tell/progress.ts';
import { runAction } from '../../support/action/run-action.ts';
import { makeWorkspace } from '../../support/action/workspace.ts';
import { startFakeRegistry } from '../../support/servers/fake-registry.ts';

const MiB = 1024 ** 2;

it.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KiB'],
  [1025, '1 KiB'],
  [10 * 1024, '10 KiB'],
  [1024 ** 3 * 1.5, '1.5 GiB'],
])('formatBytes writes %d as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

describe('the progress of a transfer', () => {
  /** Moves so much in each second, and gives the lines that were said, with the second. */
  const linesOf = (total: number | undefined, rates: readonly number[], skipped = 0, names = ['a.bin']) => {
    const lines: string[] = [];
    let now = 0;
    const log = { info: (text: string) => lines.push(`${now / 1000}: ${text}`) } as unknown as Log;
    const progress = startProgress(log, 'Sending', total, () => now);
    if (skipped > 0) progress.skipped(skipped);
    for (const rate of rates) {
      now += 1000;
      progress.moved(rate, names[(now / 1000) % names.length]);
    }
    return lines;
  };
  const steadily = (rate: number, seconds: number) => Array.from({ length: seconds }, () => rate);

  it('says nothing of quick work', () => {
    expect(linesOf(100 * MiB, steadily(20 * MiB, 4))).toEqual([]);
  });

  it('says every five seconds how far it is, how fast, and how long it will take', () => {
    expect(linesOf(100 * MiB, steadily(5 * MiB, 19))).toEqual([
      '5: Sending a.bin: 25 % of 100 MiB, 5 MiB/s, 15 s left',
      '10: Sending a.bin: 50 % of 100 MiB, 5 MiB/s, 10 s left',
      '15: Sending a.bin: 75 % of 100 MiB, 5 MiB/s, 5 s left',
    ]);
  });

  it('waits for another tenth of a long transfer, but not for more than half a minute', () => {
    expect(linesOf(1000 * MiB, steadily(10 * MiB, 40)).map((line) => line.split(' of ')[0])).toEqual([
      '5: Sending a.bin: 5 %',
      '15: Sending a.bin: 15 %',
      '25: Sending a.bin: 25 %',
      '35: Sending a.bin: 35 %',
    ]);
    expect(linesOf(100_000 * MiB, steadily(MiB, 100)).map((line) => line.split(' of ')[0])).toEqual([
      '5: Sending a.bin: 0 %',
      '35: Sending a.bin: 0 %',
      '65: Sending a.bin: 0 %',
      '95: Sending a.bin: 0 %',
    ]);
  });

  it('goes by the speed of late', () => {
    const lines = linesOf(100 * MiB, [...steadily(10 * MiB, 5), ...steadily(MiB, 20)]);
    expect(lines).toEqual([
      '5: Sending a.bin: 50 % of 100 MiB, 10 MiB/s, 5 s left',
      '15: Sending a.bin: 60 % of 100 MiB, 1 MiB/s, 40 s left',
      '25: Sending a.bin: 70 % of 100 MiB, 1 MiB/s, 30 s left',
    ]);
  });

  it('leaves out what is there already, and says no share where the whole is not known, or was less', () => {
    expect(linesOf(100 * MiB, steadily(5 * MiB, 6), 50 * MiB)).toEqual([
      '5: Sending a.bin: 50 % of 50 MiB, 5 MiB/s, 5 s left',
    ]);
    expect(linesOf(undefined, steadily(5 * MiB, 12))).toEqual([
      '5: Sending a.bin: 25 MiB, 5 MiB/s',
      '10: Sending a.bin: 50 MiB, 5 MiB/s',
    ]);
    expect(linesOf(10 * MiB, steadily(5 * MiB, 6))).toEqual(['5: Sending a.bin: 25 MiB, 5 MiB/s']);
    expect(linesOf(10 * MiB, steadily(5 * MiB, 6), 10 * MiB)).toEqual(['5: Sending a.bin: 25 MiB, 5 MiB/s']);
  });

  it('names what it is about, and counts what else there was since the last line', () => {
    const names = ['a.bin', 'b.bin', 'c.bin'];
    expect(linesOf(100 * MiB, steadily(5 * MiB, 10), 0, names)).toEqual([
      '5: Sending c.bin and 2 more: 25 % of 100 MiB, 5 MiB/s, 15 s left',
      '10: Sending b.bin and 2 more: 50 % of 100 MiB, 5 MiB/s, 10 s left',
    ]);
    const then = ['c.bin', 'a.bin', 'b.bin', 'a.bin', 'b.bin', 'a.bin', 'c.bin', 'c.bin', 'c.bin', 'c.bin'];
    expect(linesOf(undefined, steadily(5 * MiB, 10), 0, then)).toEqual([
      '5: Sending a.bin and 1 more: 25 MiB, 5 MiB/s',
      '10: Sending c.bin: 50 MiB, 5 MiB/s',
    ]);
    expect(linesOf(undefined, steadily(5 * MiB, 5), 0, [])).toEqual(['5: Sending: 25 MiB, 5 MiB/s']);
  });

  it('does not go by the time of day, which can be set', () => {
    const said: string[] = [];
    const timeOfDay = jest.spyOn(Date, 'now').mockReturnValue(0);
    const progress = startProgress({ info: (text) => said.push(text) }, 'Sending', 100);
    timeOfDay.mockReturnValue(3_600_000);
    progress.moved(50);
    timeOfDay.mockRestore();
    expect(said).toEqual([]);
  });

  it('is in the log of a step that lasts, with a line for each blob', async () => {
    await using registry = await startFakeRegistry();
    const workspace = await makeWorkspace({ 'big.bin': Buffer.alloc(700_000, 1), 'small.txt': 'small' });
    const inputs = { mode: 'push', reference: `${registry.host}/app:v1`, files: '*' };
    const pushed = await runAction(inputs, { workspace });
    expect(pushed.stdout).toMatch(/\nSent: big\.bin {2}684 KiB\n/);
    expect(pushed.stdout).not.toContain(' % of ');
    // Passes answers on, large ones in pieces over seven seconds.
    const slow = createServer(async (incoming, outgoing) => {
      const headers = { accept: incoming.headers.accept ?? '' };
      const answer = await fetch(`${registry.url}${incoming.url}`, { headers });
      const body = Buffer.from(await answer.arrayBuffer());
      outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
      const size = body.byteLength > 100_000 ? 50_000 : body.byteLength;
      for (let at = 0; at < body.byteLength; at += size) {
        outgoing.write(body.subarray(at, at + size));
        if (size < body.byteLength) await delay(500);
      }
      outgoing.end();
    });
    await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening));
    try {
      const reference = `127.0.0.1:${(slow.address() as AddressInfo).port}/app:v1`;
      const pulled = await runAction({ mode: 'pull', reference, path: 'got' }, { workspace });
      expect(pulled).toMatchObject({ code: 0, stderr: '' });
      expect(pulled.stdout).toMatch(/\nReceiving big\.bin and 1 more: \d\d % of 684 KiB, \d+ KiB\/s, \d+ s left\n/);
      expect(pulled.stdout).toMatch(/\nReceived: big\.bin {2}684 KiB\n/);
    } finally {
      slow.close();
    }
  });
});

it('the debug log has each request with status, time, bytes and attempt, and nothing that is secret', async () => {
  const user = { username: 'me', password: 'hunter2hunter2' };
  await using registry = await startFakeRegistry({ auth: { scheme: 'bearer', user } });
  let failures = 1;
  registry.onRequest = ({ method, path }) =>
    method === 'HEAD' && path.endsWith('/manifests/v1') && failures-- > 0 ? { status: 503 } : undefined;
  const workspace = await makeWorkspace({ 'a.txt': 'content' });
  const { code, stdout } = await runAction(
    { mode: 'push', reference: `${registry.host}/app:v1`, files: 'a.txt', ...user },
    { workspace, env: { RUNNER_DEBUG: '1' } },
  );
  expect(code).toBe(0);
  const lines = stdout.split('\n').filter((line) => /^::debug::[A-Z]+ http/.test(line));
  expect(lines).toHaveLength(registry.requests.length);
  for (const line of lines) {
    expect(line).toMatch(
      /^::debug::[A-Z]+ http:\/\/127\.0\.0\.1:\d+\/[^?#\s]+ \d{3} \d+ ms(?:, \d+ bytes)?(?:, attempt \d)?$/,
    );
  }
  // It is asked again, and then refused until there is a token.
  expect(lines.filter((line) => line.endsWith(', attempt 2'))).toHaveLength(2);
  expect(lines.find((line) => line.includes('::PUT') && line.includes('/blobs/'))).toMatch(/ 201 \d+ ms, \d+ bytes$/);
});
