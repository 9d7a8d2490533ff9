import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { peersFolder } from '../../../scripts/peers-folder.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { isNightly } from '../nightly.ts';

/** What a peer is asked: the answer follows from the question and from the version of the peer, and from nothing else. */
export interface PeerQuestion<A> {
  peer: string;
  /** All that the answer depends on, as JSON: inputs, digests of bytes that the peer reads, and what is done with them. */
  question: unknown;
  /** Asks the real peer, and gives its answer as JSON. */
  ask: () => Promise<A>;
}

/** The answers of a peer by its version, and by a digest of the question. */
type Golden = Record<string, Record<string, unknown>>;

/** Whether `npm run golden` runs, which writes down what the peers answer. */
const isRecording = process.env['GOLDEN'] === 'record';

const readJson = <T extends object>(file: string): T =>
  (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}) as T;

/** A line for each answer, in the order of their keys. */
function textOf(golden: Golden): string {
  const versions = Object.entries(golden).map(([version, answers]) => {
    const lines = Object.keys(answers)
      .sort()
      .map((key) => `  "${key}": ${JSON.stringify(answers[key])}`);
    return ` ${JSON.stringify(version)}: {\n${lines.join(',\n')}\n }`;
  });
  return `{\n${versions.join(',\n')}\n}\n`;
}

/**
 * Gives a peer's answer. Where this version of the peer was asked the same before, that is what it said then
 * (`golden/PEER.json`); else it is asked. `npm run test:nightly` asks always, and fails where the peer says something
 * else, or where its answer is missing; `npm run golden` writes down what it says.
 */
export async function askPeer<A>({ peer, question, ask }: PeerQuestion<A>): Promise<A> {
  const stamp = readJson<Record<string, { version?: string }>>(join(peersFolder(), 'stamp.json'));
  const version = stamp[peer]?.version ?? 'unknown';
  const key = digestOf(Buffer.from(JSON.stringify(question))).slice(7, 39);
  const file = join(import.meta.dirname, 'golden', `${peer}.json`);
  const golden = readJson<Golden>(file);
  const answers = golden[version] ?? {};
  if (key in answers && !isNightly && !isRecording) return answers[key] as A;
  const answer = await ask();
  if (isRecording) {
    writeFileSync(file, textOf({ ...golden, [version]: { ...answers, [key]: answer } }));
  } else if (isNightly && version in golden) {
    expect(answers[key] ?? 'not in the golden file: run "npm run golden"').toEqual(answer);
  }
  return answer;
}
