import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { digestOf } from '../../../src/oci/digest.ts';
import { isNightly } from '../nightly.ts';
import { versionOf } from './version-of.ts';

/** What a peer is asked: the answer follows from the question and from the version of the peer, and from nothing else. */
export interface PeerQuestion<A> {
  peer: string;
  /** All that the answer depends on, as JSON: inputs, digests of bytes that the peer reads, and what is done with them. */
  question: unknown;
  /** Asks the real peer, and gives its answer as JSON. */
  ask: () => Promise<A>;
}

/** The version of a peer, a digest of the question, and the answer: a line of the file. */
type Line = [version: string, key: string, answer: unknown];

/** Whether `npm run golden` runs, which writes down what the peers answer. */
const isRecording = process.env['GOLDEN'] === 'record';

const textIn = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/**
 * Gives a peer's answer. Where this version of the peer was asked the same before, that is what it said then
 * (`golden/PEER.jsonl`); else it is asked. `npm run test:nightly` asks always, and fails where the peer says something
 * else, or where its answer is missing; `npm run golden` writes down what it says.
 */
export async function askPeer<A>({ peer, question, ask }: PeerQuestion<A>): Promise<A> {
  const version = versionOf(peer);
  const key = digestOf(Buffer.from(JSON.stringify(question))).slice(7, 39);
  const file = join(import.meta.dirname, 'golden', `${peer}.jsonl`);
  const lines = textIn(file)
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  const answers = new Map(lines.filter(([of]) => of === version).map(([, of, answer]) => [of, answer]));
  if (answers.has(key) && !isNightly && !isRecording) return answers.get(key) as A;
  const answer = await ask();
  if (isRecording) {
    if (!answers.has(key)) appendFileSync(file, `${JSON.stringify([version, key, answer])}\n`);
  } else if (isNightly && answers.size > 0) {
    // A peer may well answer `null`: it is the line that is missing, not its answer.
    expect(answers.has(key) ? answers.get(key) : 'not in the golden file: run "npm run golden"').toEqual(answer);
  }
  return answer;
}
