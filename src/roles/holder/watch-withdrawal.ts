import { readAttestation } from "../../chain/attestations.ts";
import { finalBlock } from "../../chain/finality.ts";
import type { Chain } from "../chain-session.ts";

/** Tells, each time it is asked, whether the final blocks of the holder's own node show that what stood of her is taken back. */
export function watchWithdrawal(input: { chain: Chain; policyId: bigint; pseudonym: bigint }): () => Promise<boolean> {
  const { chain } = input;
  return async () => (await readAttestation({ ...input, block: await finalBlock(chain) }))?.withdrawn === true;
}
