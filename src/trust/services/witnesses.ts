import type { EnvelopeJson } from '../formats/bundle.ts';
import type { LegacyEvidence } from '../formats/evidence.ts';
import { type LogService, type LogSigner, logEnvelope, logPayload } from './rekor.ts';
import type { Services } from './signing-config.ts';
import { type Ask, asText } from './sigstore-client.ts';
import { timestamp } from './timestamp.ts';

/** A signature of an envelope, or of a payload as cosign's older form has it. */
export type SignedBytes = { signature: Buffer } & ({ envelope: EnvelopeJson } | { payload: Buffer });

/** What a witness gives: what a bundle has of it, and what cosign's older form keeps beside a signature. */
interface Testimony {
  bundle?: object;
  legacy?: Pick<LegacyEvidence, 'log' | 'timestamp'>;
  logIndex?: string;
}

/** A service that sees a signature and proves it: a log, or a clock. */
export interface Witness {
  url: string;
  /** Fails with SIGNING. Gives nothing where a log has this signature already and says no more of it. */
  testify: (signed: SignedBytes, signer: LogSigner) => Promise<Testimony | undefined>;
}

export function witnessesOf({ log, clock }: Services, ask: Ask): Witness[] {
  return [log && logWitness(log, ask), clock && clockWitness(clock, ask)].filter((each) => typeof each === 'object');
}

function logWitness(log: LogService, ask: Ask): Witness {
  return {
    url: log.url,
    async testify(signed, signer) {
      if ('envelope' in signed) {
        const entry = await logEnvelope(ask, log, signed.envelope, signer);
        return entry && { bundle: { tlogEntries: [entry] }, logIndex: asText(entry['logIndex']) };
      }
      const { payload, signature } = signed;
      const sent = { payload, signature: signature.toString('base64') };
      const { signedEntryTimestamp, ...rest } = await logPayload(ask, log, sent, signer);
      // As cosign keeps it beside the signature (cosign, `pkg/cosign/bundle`).
      const entry = { SignedEntryTimestamp: signedEntryTimestamp, Payload: rest };
      return { legacy: { log: JSON.stringify(entry) }, logIndex: asText(rest.logIndex) };
    },
  };
}

function clockWitness(url: string, ask: Ask): Witness {
  return {
    url,
    async testify({ signature }) {
      const signedTimestamp = (await timestamp(ask, url, signature)).toString('base64');
      return {
        bundle: { timestampVerificationData: { rfc3161Timestamps: [{ signedTimestamp }] } },
        legacy: { timestamp: JSON.stringify({ SignedRFC3161Timestamp: signedTimestamp }) },
      };
    },
  };
}
