/** Why evidence proves nothing. Its message goes on after the name of that evidence: `has no signature`. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}
