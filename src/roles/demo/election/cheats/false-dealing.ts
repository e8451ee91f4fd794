import { commitDealing, submitDealing } from "../../../../chain/ceremonies.ts";
import { mod } from "../../../../crypto/field.ts";
import { dealingHash, type Dealing } from "../../../../protocol/dealing.ts";
import { shareWords } from "../../../../protocol/words.ts";
import { rebuildDealing, recipientKeysFor } from "../../../trustee/dealing-state.ts";
import { placeOf } from "../../../trustee/seat.ts";
import type { DemoTrustee } from "../chapters/key.ts";
import type { Stage } from "../../stage.ts";

interface Cheater {
  readonly stage: Stage;
  readonly trustee: DemoTrustee;
}

/** Promises a dealing in which trustee 1 gets a part that does not fit the others. */
export async function commitFalsely({ stage, trustee }: Cheater): Promise<{ transactionHash: string }> {
  const { account, key } = trustee;
  const { falseDealing } = await prepare({ stage, trustee });
  const seat = { ...placeOf(key.seat), dealerIndex: key.seat.index };
  return commitDealing({
    chain: stage.chain,
    account,
    ceremonyId: key.seat.ceremonyId,
    dealingHash: dealingHash({ seat, dealing: falseDealing }),
  });
}

/** Sends it, with the proofs of the true parts: no proof of the false one can be made. */
export async function dealFalsely({ stage, trustee, because }: Cheater & { because: string }): Promise<void> {
  const { falseDealing, inputs } = await prepare({ stage, trustee });
  const proofs = await stage.prover.proveMany(inputs.map((each) => ({ circuit: "dealing", inputs: { ...each } })));
  const shares = shareWords(falseDealing.shares.map((share, at) => ({ ...share, proof: proofs[at]!.words })));
  await stage.refusals.expect({
    cheat: "false-dealing",
    attempt: "falseShare",
    because,
    act: () =>
      submitDealing({
        chain: stage.chain,
        account: trustee.account,
        ceremonyId: trustee.key.seat.ceremonyId,
        commitments: falseDealing.commitments,
        shares,
      }),
  });
}

async function prepare({ stage, trustee: { key } }: Cheater) {
  const recipientKeys = await recipientKeysFor({ chain: stage.chain, key });
  const { dealing, inputs } = rebuildDealing({ seat: key.seat, secret: key.dealing, recipientKeys });
  const [first, ...others] = dealing.shares;
  const falseShare = { ...first!, encryptedShare: mod(first!.encryptedShare + 1n) };
  const falseDealing: Dealing = { ...dealing, shares: [falseShare, ...others] };
  return { falseDealing, inputs };
}
