import { commitDealing, readDealingCommitment } from "../../chain/ceremonies.ts";
import { PsephosError } from "../../errors.ts";
import type { DealingSecret } from "../../protocol/dealing.ts";
import type { Account, Chain } from "../chain-session.ts";
import { rebuildDealing, recipientKeysFor } from "./dealing-state.ts";
import type { TrusteeKey } from "./key-file.ts";

const NO_COMMITMENT = `0x${"00".repeat(32)}`;

/** Posts the hash of the dealing that a drawn polynomial gives. The polynomial must be on disk before. */
export async function commit(input: {
  chain: Chain;
  account: Account;
  key: TrusteeKey & { dealing: DealingSecret };
}): Promise<{ dealingHash: string; transactionHash: string }> {
  const { chain, account, key } = input;
  const recipientKeys = await recipientKeysFor({ chain, key });
  const { hash: dealingHash } = rebuildDealing({ seat: key.seat, secret: key.dealing, recipientKeys });
  const { ceremonyId, index } = key.seat;
  const committed = await readDealingCommitment({ chain, ceremonyId, index });
  if (committed === dealingHash) {
    throw new PsephosError("ALREADY_DONE", `Trustee ${index} has committed already. Next: psephos trustee deal.`);
  }
  if (committed !== NO_COMMITMENT) throw otherPolynomial(index);
  const { transactionHash } = await commitDealing({ chain, account, ceremonyId, dealingHash });
  return { dealingHash, transactionHash };
}

/** A commitment on the chain without its polynomial in the file: drawing a second one could not match it. */
export async function requireNoCommitment({ chain, key }: { chain: Chain; key: TrusteeKey }): Promise<void> {
  const { ceremonyId, index } = key.seat;
  if ((await readDealingCommitment({ chain, ceremonyId, index })) !== NO_COMMITMENT) throw otherPolynomial(index);
}

function otherPolynomial(index: number): PsephosError {
  return new PsephosError(
    "TRUSTEE_KEY_STALE",
    `Trustee ${index} committed to another polynomial than the one in this key file. ` +
      `Bring the newer key file into the data folder; a second polynomial is never drawn.`,
  );
}
