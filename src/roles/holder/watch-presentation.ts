import { readAttestation } from "../../chain/attestations.ts";
import { readEnrolled } from "../../chain/enrolment-events.ts";
import { isEnrolled } from "../../chain/enrolments.ts";
import { finalBlock } from "../../chain/finality.ts";
import { PsephosError } from "../../errors.ts";
import type { Presentation } from "../../protocol/credential/presentation-file.ts";
import type { Chain } from "../chain-session.ts";

/** What of a presentation is enough to find it again on chain. */
export interface SentPresentation extends Pick<Presentation, "context"> {
  readonly signals: { readonly pseudonym: bigint; readonly now: bigint };
}

/** Tells, each time it is asked, whether the final blocks of the holder's own node hold what this presentation was made for. */
export function watchPresentation({
  chain,
  presentation,
}: {
  chain: Chain;
  presentation: SentPresentation;
}): () => Promise<boolean> {
  const { context, signals } = presentation;
  const { pseudonym } = signals;
  if (context.kind === "attestation") {
    const { policyId } = context;
    return async () => {
      const record = await readAttestation({ chain, policyId, pseudonym, block: await finalBlock(chain) });
      return record !== undefined && BigInt(record.provenAt) >= signals.now;
    };
  }
  if (context.kind !== "enrolment") {
    const message = "This presentation was not made for the chain: it cannot be found there.";
    throw new PsephosError("PRESENTATION_OTHER_CONTEXT", message);
  }
  const { enrolmentId, commitment } = context;
  return async () => {
    if (!(await isEnrolled({ chain, enrolmentId, pseudonym }))) return false;
    const entries = await readEnrolled(chain, enrolmentId, { toBlock: await finalBlock(chain) });
    return entries.some((entry) => entry.pseudonym === pseudonym && entry.commitment === commitment);
  };
}
