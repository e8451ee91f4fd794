import { AbiCoder, keccak256 } from "ethers";
import {
  divideByCofactor,
  equals,
  multiplyBase,
  multiply,
  requirePublicKey,
  signedDigits,
  type Point,
} from "../crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, mod } from "../crypto/field.ts";
import { poseidon } from "../crypto/poseidon.ts";
import type { RandomScalar } from "../crypto/random.ts";
import { evaluatePolynomial, requireShareIndices } from "../crypto/shamir.ts";
import { PsephosError, requireArgument, requireInteger } from "../errors.ts";
import { MAX_TRUSTEES, SCALAR_BITS } from "./params.ts";
import { dealingContext, type CeremonyPlace } from "./scope.ts";
import { TAG } from "./tags.ts";

/**
 * What a dealer drew: a polynomial of degree threshold − 1 over Z_l, and one ephemeral scalar for each recipient. Kept sealed
 * from the commitment to the dealing, for the hash that was committed admits no other dealing.
 */
export interface DealingSecret {
  /** Lowest power first. */
  readonly coefficients: readonly bigint[];
  /** By recipient. */
  readonly ephemerals: readonly bigint[];
}

export function drawDealing(input: { threshold: number; trusteeCount: number; random: RandomScalar }): DealingSecret {
  const { threshold, trusteeCount, random } = input;
  requireInteger(trusteeCount, { name: "trusteeCount", min: 2, max: MAX_TRUSTEES });
  requireInteger(threshold, { name: "threshold", min: 2, max: trusteeCount });
  return {
    coefficients: Array.from({ length: threshold }, random),
    ephemerals: Array.from({ length: trusteeCount }, random),
  };
}

/** A share s on its way: R = e·B8 and c = s + Poseidon4(TAG_DEALING, P.x, P.y, context) with P = e·E. */
export interface EncryptedShare {
  readonly ephemeralKey: Point;
  readonly encryptedShare: bigint;
}

export interface Dealing {
  /** D_m with 8·D_m = a_m·B8, as sent. */
  readonly commitments: readonly Point[];
  /** By recipient. */
  readonly shares: readonly EncryptedShare[];
}

/** Inputs of the `dealing` circuit for one recipient. */
export interface DealingInputs {
  readonly context: bigint;
  readonly shareKey: Point;
  readonly recipientKey: Point;
  readonly ephemeralKey: Point;
  readonly encryptedShare: bigint;
  readonly share: bigint;
  /** In digit form. */
  readonly ephemeral: bigint;
}

export interface DealerSeat extends CeremonyPlace {
  /** 1 to n, by the ceremony's order of trustees. */
  readonly dealerIndex: number;
}

export interface DealingInput {
  readonly seat: DealerSeat;
  readonly secret: DealingSecret;
  /** E_j by recipient: of order l, not the identity. */
  readonly recipientKeys: readonly Point[];
}

export interface BuiltDealing {
  readonly dealing: Dealing;
  /** What the dealer commits to before dealing. */
  readonly hash: string;
  /** By recipient; secret. */
  readonly inputs: readonly DealingInputs[];
}

/** The dealing that a secret gives in one ceremony: the same again after an interruption. */
export function buildDealing({ seat, secret, recipientKeys }: DealingInput): BuiltDealing {
  const { coefficients, ephemerals } = secret;
  requireShareIndices([seat.dealerIndex], recipientKeys.length);
  requireArgument(ephemerals.length === recipientKeys.length, "recipientKeys", "one key for each ephemeral scalar");
  const inputs = recipientKeys.map((recipientKey, index) => {
    const recipientIndex = index + 1;
    return dealingInputs({
      context: dealingContext({ ...seat, recipientIndex }),
      recipientKey: requirePublicKey(recipientKey, `The key of trustee ${recipientIndex}`),
      share: evaluatePolynomial({ coefficients, at: recipientIndex }),
      ephemeral: ephemerals[index]!,
    });
  });
  const dealing: Dealing = {
    commitments: coefficients.map((coefficient) => multiplyBase(divideByCofactor(coefficient))),
    shares: inputs.map(({ ephemeralKey, encryptedShare }) => ({ ephemeralKey, encryptedShare })),
  };
  return { dealing, hash: dealingHash({ seat, dealing }), inputs };
}

export function dealingInputs(input: {
  context: bigint;
  recipientKey: Point;
  share: bigint;
  ephemeral: bigint;
}): DealingInputs {
  const { context, recipientKey, share, ephemeral } = input;
  return {
    context,
    shareKey: multiplyBase(share),
    recipientKey,
    ephemeralKey: multiplyBase(ephemeral),
    encryptedShare: mod(share + shareMask(multiply(recipientKey, ephemeral), context)),
    share,
    ephemeral: signedDigits(ephemeral),
  };
}

function shareMask([x, y]: Point, context: bigint): bigint {
  return poseidon([TAG.DEALING, x, y, context]);
}

/**
 * `keccak256(abi.encode(chainid, KeyCeremony, ceremonyId, dealerIndex, commitments, content))`, content = [R.x, R.y, c] by
 * recipient. Proofs are left out: they can be re-randomised.
 */
export function dealingHash({ seat, dealing }: { seat: DealerSeat; dealing: Dealing }): string {
  const types = ["uint256", "address", "uint256", "uint256", "uint256[2][]", "uint256[]"];
  const content = dealing.shares.flatMap(({ ephemeralKey, encryptedShare }) => [...ephemeralKey, encryptedShare]);
  const { chainId, contract, ceremonyId, dealerIndex } = seat;
  const values = [chainId, contract, ceremonyId, dealerIndex, dealing.commitments, content];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, values));
}

export interface ShareInput {
  readonly share: EncryptedShare;
  readonly context: bigint;
  /** e_j of the recipient's key E_j = e_j·B8. */
  readonly recipientSecret: bigint;
  /** S_ij, which the dealing's commitments give. */
  readonly shareKey: Point;
}

/** Decrypts a share and holds it against the public commitments. */
export function openShare({ share, context, recipientSecret, shareKey }: ShareInput): bigint {
  const mask = shareMask(multiply(share.ephemeralKey, recipientSecret), context);
  const opened = mod(share.encryptedShare - mask);
  // The proof allows the alias share + l below 2^251; it is the same share.
  const reduced = mod(opened, SUBGROUP_ORDER);
  if (opened >> BigInt(SCALAR_BITS) !== 0n || !equals(multiplyBase(reduced), shareKey)) {
    throw new PsephosError(
      "SHARE_INVALID",
      "A share does not open to what its dealer committed to. Check that this is the key you registered with.",
    );
  }
  return reduced;
}
