import { isCast } from "../../chain/elections.ts";
import { finalBlock } from "../../chain/finality.ts";
import { PsephosError } from "../../errors.ts";
import type { Receipt } from "../../protocol/receipt.ts";
import type { Chain } from "../chain-session.ts";
import { checkReceipt } from "./check-receipt.ts";

/**
 * Tells, each time it is asked, whether the final blocks of the voter's own node hold this very ballot. Refuses with ALREADY_CAST when they
 * hold another one of the same voter. The election's log is read only when the answer can have changed.
 */
export function watchBallot({ chain, receipt }: { chain: Chain; receipt: Receipt }): () => Promise<boolean> {
  const { electionId, nullifier } = receipt;
  let foundIn = 0;
  return async () => {
    if ((await finalBlock(chain)) < foundIn) return false;
    if (!(await isCast({ chain, electionId, nullifier }))) return false;
    const state = await checkReceipt({ chain, receipt });
    if (state.kind === "altered") {
      const message =
        "Another ballot of your identity is counted, not this one. If you did not send another, tell the organizer: somebody holds your identity.";
      throw new PsephosError("ALREADY_CAST", message);
    }
    if (state.kind === "absent") return false;
    foundIn = state.blockNumber;
    return state.isFinal;
  };
}
