import { z } from "zod";
import { PsephosError } from "../errors.ts";
import { CIRCUIT_NAMES } from "../generated/signals.ts";
import { address, bytes32, decimal, firstIssue, pointSchema, unixSeconds, withDecimals } from "./json.ts";
import { MAX_TRUSTEES, OPTION_CAPACITIES, ROLL_DEPTH } from "./params.ts";

/**
 * The election archive, version 1: everything public about one election, in one file that needs no network to be verified.
 *
 * JSON, UTF-8. Numbers that may exceed 2^53 are decimal strings, points are pairs of them, hashes and addresses lower-case `0x`
 * hexadecimal, times (`at`, `…At`, `…By`) unix seconds of the chain's clock. Unknown fields are refused.
 *
 * The schema judges form alone: widths, lengths that no honest archive exceeds. Whether the content is true is for the twelve
 * checks to say, each by its own number; the parser must not take one of them away.
 */
export const ARCHIVE_FORMAT = "psephos.archive/1";

/** JavaScript strings end at 512 MB; an archive of some 150,000 ballots with 4 options is that long. */
export const MAX_ARCHIVE_CHARACTERS = 500_000_000;

const MAX_BALLOTS = 2 ** ROLL_DEPTH;
const word = decimal;
const point = pointSchema;
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const trusteeIndex = z.int().min(1).max(MAX_TRUSTEES);
const proof = z.array(word).length(8);
const at = unixSeconds;

/** Words as registered: G2 coordinates as EIP-197 has them (x.c1, x.c0, y.c1, y.c0). */
const verifyingKey = z.strictObject({
  circuit: z.enum(CIRCUIT_NAMES),
  circuitHash: bytes32,
  alpha: z.array(word).length(2),
  beta: z.array(word).length(4),
  gamma: z.array(word).length(4),
  delta: z.array(word).length(4),
  ic: z.array(word).max(1024),
});

const roll = z.strictObject({
  rollId: decimal,
  root: decimal,
  size: count,
  totalWeight: decimal,
  fileHash: bytes32,
  registrar: address,
  publishedAt: at,
  /** Exact text of the roll file. */
  file: z.string(),
});

const ceremony = z.strictObject({
  ceremonyId: decimal,
  creator: address,
  /** Trustee j is trustees[j − 1]. */
  trustees: z.array(address).min(2).max(MAX_TRUSTEES),
  threshold: trusteeIndex,
  createdAt: at,
  registerBy: at,
  commitBy: at,
  dealBy: at,
  registrations: z
    .array(
      z.strictObject({ index: trusteeIndex, trustee: address, recipientKey: point, nonce: point, response: word, at }),
    )
    .max(MAX_TRUSTEES),
  commitments: z.array(z.strictObject({ index: trusteeIndex, dealingHash: bytes32, at })).max(MAX_TRUSTEES),
  /** As sent: points D_m; by recipient 8 proof words, R.x, R.y, c. */
  dealings: z
    .array(
      z.strictObject({
        index: trusteeIndex,
        commitments: z.array(point).max(MAX_TRUSTEES),
        shares: z.array(word).max(MAX_TRUSTEES * 11),
        at,
      }),
    )
    .max(MAX_TRUSTEES),
  electionKey: point,
  /** Y_j is publicShares[j − 1]. */
  publicShares: z.array(point).max(MAX_TRUSTEES),
});

const contribution = z.strictObject({ trusteeIndex, partials: z.array(point).max(8), proof, at });

/** `words` as logged: 8 proof words, nullifier, by option C1.x, C1.y, C2.x, C2.y. */
const ballot = z.strictObject({ index: count, nullifier: decimal, words: z.array(word).max(8 + 1 + 4 * 8), at });

const election = z.strictObject({
  electionId: decimal,
  creator: address,
  manifestHash: bytes32,
  rollId: decimal,
  ceremonyId: decimal,
  /** Packed. */
  rules: decimal,
  opensAt: at,
  closesAt: at,
  resultBy: at,
  minimumTurnout: count,
  optionCapacity: z.literal(OPTION_CAPACITIES),
  rollRoot: decimal,
  electionKey: point,
  createdAt: at,
  keyTests: z.array(contribution).max(MAX_TRUSTEES),
  /** In order of acceptance. */
  ballots: z.array(ballot).max(MAX_BALLOTS),
  aggregate: z.array(z.strictObject({ c1: point, c2: point })).max(8),
  partialDecryptions: z.array(contribution).max(MAX_TRUSTEES),
  result: z
    .strictObject({ counts: z.array(decimal).max(8), trusteeIndices: z.array(trusteeIndex).max(MAX_TRUSTEES), at })
    .nullable(),
  cancelledAt: at.nullable(),
});

const archiveSchema = z.strictObject({
  format: z.literal(ARCHIVE_FORMAT),
  chain: z.strictObject({ chainId: count, verifier: address, rolls: address, ceremonies: address, elections: address }),
  /** Those of this election's circuits: dealing, ballot-K, decryption-K. */
  verifyingKeys: z.array(verifyingKey).max(CIRCUIT_NAMES.length),
  roll,
  /** Exact text of the manifest file. */
  manifest: z.string(),
  ceremony,
  election,
});

export type ElectionArchive = z.infer<typeof archiveSchema>;

export function parseArchive(text: string): ElectionArchive {
  if (text.length > MAX_ARCHIVE_CHARACTERS) {
    throw new PsephosError(
      "ARCHIVE_TOO_LARGE",
      `The archive is longer than ${MAX_ARCHIVE_CHARACTERS} characters. Verify from the chain instead.`,
    );
  }
  const json = readJson(text);
  const version = typeof json === "object" && json !== null && "format" in json ? json.format : undefined;
  if (version !== ARCHIVE_FORMAT) {
    const named = typeof version === "string" ? `it says "${version.slice(0, 40)}"` : "it names no format";
    throw new PsephosError("ARCHIVE_VERSION", `This program reads archives of format ${ARCHIVE_FORMAT}; ${named}.`);
  }
  const parsed = archiveSchema.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  return parsed.data;
}

export function archiveText(archive: ElectionArchive): string {
  return `${JSON.stringify(archive, withDecimals)}\n`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed("it is not JSON, or it was cut off", cause);
  }
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError(
    "ARCHIVE_MALFORMED",
    `The archive cannot be read: ${reason}. Get it from its publisher again.`,
    { cause },
  );
}
