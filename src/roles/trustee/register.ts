import { readRecipientKeys, registerTrustee } from "../../chain/ceremonies.ts";
import { equals, multiplyBase } from "../../crypto/babyjubjub.ts";
import type { RandomScalar } from "../../crypto/random.ts";
import { provePossession } from "../../crypto/schnorr.ts";
import { PsephosError } from "../../errors.ts";
import { possessionChallenge } from "../../protocol/scope.ts";
import type { Account, Chain } from "../chain-session.ts";
import type { TrusteeSeat } from "../workspace.ts";
import { placeOf } from "./seat.ts";

/** Registers the public key of a communication secret, with the proof that the trustee holds it. The secret must be on disk before. */
export async function register(input: {
  chain: Chain;
  account: Account;
  seat: TrusteeSeat;
  communicationSecret: bigint;
  random: RandomScalar;
}): Promise<{ transactionHash: string }> {
  const { chain, account, seat, communicationSecret, random } = input;
  await requireUnregistered({ chain, seat, communicationSecret });
  const trustee = await account.getAddress();
  const { point, nonce, response } = provePossession({
    secret: communicationSecret,
    randomness: random(),
    challenge: (statement) => possessionChallenge({ ...placeOf(seat), trustee, ...statement }),
  });
  return registerTrustee({ chain, account, ceremonyId: seat.ceremonyId, point, nonce, response });
}

async function requireUnregistered(input: {
  chain: Chain;
  seat: TrusteeSeat;
  communicationSecret: bigint;
}): Promise<void> {
  const { chain, seat, communicationSecret } = input;
  const registered = (await readRecipientKeys(chain, seat.ceremonyId))[seat.index - 1] ?? null;
  if (registered === null) return;
  if (equals(registered, multiplyBase(communicationSecret))) {
    throw new PsephosError(
      "ALREADY_DONE",
      `Trustee ${seat.index} has registered already. Next: psephos trustee commit.`,
    );
  }
  throw new PsephosError(
    "TRUSTEE_KEY_STALE",
    `Trustee ${seat.index} registered with another key. Bring the key file of that registration into the data folder.`,
  );
}
