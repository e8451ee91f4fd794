import { readDealingCommitment, readHasDealt, submitDealing } from "../../chain/ceremonies.ts";
import { PsephosError } from "../../errors.ts";
import { dealingSignals } from "../../protocol/ceremony.ts";
import type { DealingSecret } from "../../protocol/dealing.ts";
import { shareWords } from "../../protocol/words.ts";
import type { ProgressListener, Prover } from "../../proofs/prover.ts";
import type { Account, Chain } from "../chain-session.ts";
import { proveChecked } from "../prove-checked.ts";
import { rebuildDealing, recipientKeysFor } from "./dealing-state.ts";
import type { TrusteeKey } from "./key-file.ts";
import { placeOf } from "./seat.ts";

/** Proves and sends the dealing that was committed to: a part of the key for each trustee, readable by that trustee alone. */
export async function deal(input: {
  chain: Chain;
  account: Account;
  prover: Prover;
  key: TrusteeKey & { dealing: DealingSecret };
  onProgress?: ProgressListener;
}): Promise<{ transactionHash: string; gasUsed: bigint }> {
  const { chain, account, prover, key, onProgress } = input;
  const { ceremonyId, index } = key.seat;
  if (await readHasDealt({ chain, ceremonyId, index })) {
    throw new PsephosError("ALREADY_DONE", `Trustee ${index} has dealt already. Next: wait for the others.`);
  }
  const recipientKeys = await recipientKeysFor({ chain, key });
  const { dealing, hash, inputs } = rebuildDealing({ seat: key.seat, secret: key.dealing, recipientKeys });
  if ((await readDealingCommitment({ chain, ceremonyId, index })) !== hash) {
    throw new PsephosError(
      "TRUSTEE_KEY_STALE",
      "The chain has no commitment to the polynomial in this key file. Commit first, or bring the newer key file.",
    );
  }
  const seat = { ...placeOf(key.seat), dealerIndex: index };
  const signals = dealingSignals({ seat, dealing, recipientKeys });
  const proofs = await proveChecked({
    prover,
    statements: inputs.map((each, position) => ({
      circuit: "dealing",
      inputs: { ...each },
      signals: signals[position] ?? [],
    })),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const shares = shareWords(
    dealing.shares.map((share, position) => ({ ...share, proof: proofs[position]?.words ?? [] })),
  );
  return submitDealing({ chain, account, ceremonyId, commitments: dealing.commitments, shares });
}
