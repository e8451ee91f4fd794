import { sha256 } from "@noble/hashes/sha2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import {
  clearCofactor,
  isOnCurve,
  multiply,
  multiplyBase,
  requirePublicKey,
  type Point,
} from "../../crypto/babyjubjub.ts";
import { requireArgument, requireInteger } from "../../errors.ts";
import { sameHash } from "../log/hash.ts";
import { SHARING_TAG } from "./tags.ts";
import { joinWords, type ViewingSecret } from "./viewing-key.ts";

/**
 * The records of one person in a log hang on a thread: a secret that the department drew for her and that she finds by an
 * opening in the log. Tags and keys of her records follow from it and from their places, so that no two have a word in common
 * and one multiplication on the curve finds a person's records among millions.
 */
export interface Thread {
  /** 32 bytes, shared by the department and the person. Without it nobody but her reads the records. */
  readonly secret: Uint8Array;
}

/** What the log says of a thread: R = e·B8 and a tag that only she can tell from random bytes. */
export interface Opening {
  readonly ephemeralKey: Point;
  readonly tag: Uint8Array;
}

export const THREAD_SECRET_BYTES = 32;

const LABEL = { opening: 1, tag: 2, key: 3 } as const;

/**
 * secret = keccak256(TAG_THREAD ‖ R ‖ e·8V). `ephemeral` is fresh, 0 < e < l, and must be forgotten at once: it would give the
 * secret back after an erasure.
 */
export function openThread(input: { viewingKey: Point; ephemeral: bigint }): { thread: Thread; opening: Opening } {
  const viewingKey = requirePublicKey(input.viewingKey, "viewingKey");
  requireArgument(input.ephemeral > 0n, "ephemeral", "fresh and above 0");
  const ephemeralKey = multiplyBase(input.ephemeral);
  const thread = threadOf(ephemeralKey, multiply(clearCofactor(viewingKey), input.ephemeral));
  return { thread, opening: { ephemeralKey, tag: expand(thread, LABEL.opening, 0) } };
}

/** The thread, if the opening is addressed to this key: secret = keccak256(TAG_THREAD ‖ R ‖ v·8R). */
export function recogniseOpening(opening: Opening, viewingSecret: ViewingSecret): Thread | undefined {
  const { ephemeralKey, tag } = opening;
  if (!isOnCurve(ephemeralKey)) return undefined;
  // Without the part of small order, no answer of hers tells anything of v.
  const thread = threadOf(ephemeralKey, multiply(clearCofactor(ephemeralKey), viewingSecret));
  return sameHash(expand(thread, LABEL.opening, 0), tag) ? thread : undefined;
}

/** Of the entry with that sequence number; random to everybody without the thread. */
export function recordTag(thread: Thread, sequence: number): Uint8Array {
  return expand(thread, LABEL.tag, sequence);
}

export function recordKey(thread: Thread, sequence: number): Uint8Array {
  return expand(thread, LABEL.key, sequence);
}

function threadOf(ephemeralKey: Point, agreed: Point): Thread {
  return { secret: keccak_256(joinWords([SHARING_TAG.THREAD, ...ephemeralKey, ...agreed])) };
}

/** SHA-256(secret ‖ label ‖ number as 8 bytes): input of one length in one block, so a hash of the secret serves as its PRF. */
function expand({ secret }: Thread, label: number, number: number): Uint8Array {
  requireInteger(number, { name: "sequence", min: 0, max: Number.MAX_SAFE_INTEGER });
  const input = new Uint8Array(THREAD_SECRET_BYTES + 9);
  input.set(secret);
  input[THREAD_SECRET_BYTES] = label;
  new DataView(input.buffer).setBigUint64(THREAD_SECRET_BYTES + 1, BigInt(number));
  return sha256(input);
}
