import type { Ciphertext } from "../../crypto/elgamal.ts";
import { randomScalar } from "../../crypto/random.ts";
import { ballotSignals, sealBallot, type BallotOpening } from "../../protocol/ballot.ts";
import { createReceipt, type Receipt } from "../../protocol/receipt.ts";
import { ballotWords, ciphertextsFrom, PROOF_WORDS } from "../../protocol/words.ts";
import type { Prover } from "../../proofs/prover.ts";
import type { Chain } from "../chain-session.ts";
import { proveChecked } from "../prove-checked.ts";
import type { Booth } from "./booth.ts";

/** A ballot that is encrypted and proved, and that only its voter has seen. */
export interface FilledBallot {
  /** What the contract takes. */
  readonly words: readonly bigint[];
  readonly receipt: Receipt;
  /** Secret: what shows the choice. Dropped when the ballot is cast, shown when it is tested instead. */
  readonly opening: BallotOpening;
}

export async function fillBallot(input: {
  chain: Chain;
  booth: Booth;
  /** By option, in the manifest's order. */
  values: readonly number[];
  prover: Prover;
}): Promise<FilledBallot> {
  const { chain, booth, values, prover } = input;
  const { election, manifest, membership, identity } = booth;
  const { terms, record } = election;
  const optionNames = manifest.options.map(({ id }) => id);
  const sealed = sealBallot({ terms, secret: identity.secret, membership, values, optionNames, random: randomScalar });
  const signals = ballotSignals(terms, sealed);
  const statement = { circuit: sealed.circuit, inputs: { ...sealed.inputs }, signals };
  const [proof] = await proveChecked({ prover, statements: [statement] });
  const { nullifier, ciphertexts, opening } = sealed;
  const place = {
    chainId: BigInt(chain.chainId),
    contract: chain.deployment.addresses.elections,
    electionId: record.electionId,
  };
  return {
    words: ballotWords({ proof: proof?.words ?? [], nullifier, ciphertexts }),
    receipt: createReceipt({ place, ballot: { nullifier, ciphertexts } }),
    opening,
  };
}

export function ciphertextsOf({ words }: Pick<FilledBallot, "words">): Ciphertext[] {
  return ciphertextsFrom(words.slice(PROOF_WORDS + 1), "ballot");
}
