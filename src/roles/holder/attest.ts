import { attest as sendAttestation, readAttestation, type AttestationRecord } from "../../chain/attestations.ts";
import { PsephosError } from "../../errors.ts";
import type { PresentationContext } from "../../protocol/credential/context.ts";
import {
  attestItem,
  presentationText,
  withoutDisclosure,
  type Presentation,
} from "../../protocol/credential/presentation-file.ts";
import type { Account, Chain } from "../chain-session.ts";
import { writeFileWhole } from "../write-file.ts";

/** What a presentation is bound to that this chain's registry is to record under that policy. */
export function attestationPlace({ chainId, deployment }: Chain, policyId: bigint): PresentationContext {
  return { kind: "attestation", chainId: BigInt(chainId), contract: deployment.addresses.attestations, policyId };
}

export interface Attestation extends AttestationRecord {
  readonly transactionHash: string;
  readonly gasUsed: bigint;
}

/**
 * Has a presentation recorded. The account that sends it is public and paid from somewhere: a holder whom it would betray gives the
 * presentation to a relayer instead.
 */
export async function attest(input: {
  chain: Chain;
  account: Account;
  presentation: Presentation;
}): Promise<Attestation> {
  const { chain, account, presentation } = input;
  const { context, signals } = presentation;
  if (context.kind !== "attestation") {
    throw new PsephosError(
      "PRESENTATION_OTHER_CONTEXT",
      "This presentation was not made to be recorded. Prove anew for the attestation registry.",
    );
  }
  const { policyId } = context;
  const sent = await sendAttestation({ chain, account, policyId, items: [attestItem(presentation)] });
  const block = sent.blockNumber;
  const record = await readAttestation({ chain, policyId, pseudonym: signals.pseudonym, block });
  return { ...record!, transactionHash: sent.transactionHash, gasUsed: sent.gasUsed };
}

/** The file for a relayer: the presentation without anything that it discloses. */
export async function writeForRelayer(input: { presentation: Presentation; to: string }): Promise<void> {
  const data = presentationText(withoutDisclosure(input.presentation));
  await writeFileWhole({ file: input.to, data, secrecy: "public" });
}
