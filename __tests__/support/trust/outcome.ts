import { EvidenceError } from '../../../src/trust/read-evidence.ts';

export const accepted = 'accepted';

/** What comes of judging evidence: that it is accepted, or the words of the refusal. Any other failure is one. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return accepted;
  } catch (error) {
    if (error instanceof EvidenceError) return error.message;
    throw error;
  }
}
