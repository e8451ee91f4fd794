import type { Point } from "../../../src/crypto/babyjubjub.ts";
import { FIELD } from "../../../src/crypto/field.ts";
import type { CheckId } from "../../../src/roles/auditor/check.ts";
import { hex32, keccakOfText } from "../../../src/roles/auditor/recompute/encoding.ts";
import type { Archive } from "./auditor-of-numbers.ts";
import { moved } from "./synthetic-election.ts";

export type Mutable<T> = T extends bigint | string | number | null
  ? T
  : T extends Point
    ? [bigint, bigint]
    : { -readonly [K in keyof T]: Mutable<T[K]> };

/** One way to falsify an archive. */
export interface Tampering {
  readonly what: string;
  /** Exactly the checks that must fail. The first is the one that is meant; others judge the same value. */
  readonly fails: readonly CheckId[];
  readonly tamper: (archive: Mutable<Archive>) => void;
}

/** A point of order 8: on the curve, outside the subgroup. */
export const SMALL_ORDER = [
  4342719913949491028786768530115087822524712248835451589697801404893164183326n,
  4826523245007015323400664741523384119579596407052839571721035538011798951543n,
] as const;

function swap(list: unknown[], left: number, right: number): void {
  [list[left], list[right]] = [list[right], list[left]];
}

/**
 * For an archive of 4 ballots over 3 options under weighted budget rules with a limit of 5, one of the voters having weight 3; at least
 * 3 trustees of whom 2 open, and at least 3 dealings.
 */
export const TAMPERINGS: readonly Tampering[] = [
  {
    what: "a voter's weight changed in the file",
    fails: [1],
    tamper: ({ roll }) => (roll.file = roll.file.replace(",3]", ",4]")),
  },
  {
    what: "a voter's weight changed with the hash of the file",
    fails: [1, 2],
    tamper: ({ roll }) => {
      roll.file = roll.file.replace(",3]", ",4]");
      roll.fileHash = hex32(keccakOfText(roll.file));
    },
  },
  {
    what: "T047: a voter added without a registration",
    fails: [1, 2],
    tamper: ({ roll }) => {
      roll.file = roll.file.replace('\n["', '\n["12345",1],\n["');
      roll.fileHash = hex32(keccakOfText(roll.file));
      roll.size += 1;
      roll.totalWeight += 1n;
    },
  },
  { what: "another roll's root", fails: [1], tamper: ({ roll }) => (roll.root += 1n) },
  { what: "another roll's id", fails: [1, 2], tamper: ({ election }) => (election.rollId += 1n) },
  { what: "the size of the roll", fails: [1], tamper: ({ roll }) => (roll.size += 1) },
  { what: "a roll file of another form", fails: [1], tamper: ({ roll }) => (roll.file = "[]") },
  { what: "one word of the manifest", fails: [2], tamper: (archive) => (archive.manifest += " ") },
  {
    what: "T050: one word of a verifying key",
    fails: [3],
    tamper: ({ verifyingKeys }) => (verifyingKeys[1]!.ic[0]! += 1n),
  },
  { what: "a key left out", fails: [3], tamper: ({ verifyingKeys }) => void verifyingKeys.pop() },
  {
    what: "a key of another circuit hash",
    fails: [3],
    tamper: ({ verifyingKeys }) => (verifyingKeys[0]!.circuitHash = `0x${"00".repeat(32)}`),
  },
  {
    what: "a key of a circuit that the election does not use",
    fails: [3],
    tamper: ({ verifyingKeys }) => void verifyingKeys.push({ ...verifyingKeys[1]!, circuit: "ballot-8" }),
  },
  { what: "T055: an encrypted share", fails: [4], tamper: ({ ceremony }) => (ceremony.dealings[0]!.shares[10]! += 1n) },
  { what: "a dealing's proof", fails: [4], tamper: ({ ceremony }) => (ceremony.dealings[0]!.shares[0]! += 1n) },
  {
    what: "a dealer's promise",
    fails: [4],
    tamper: ({ ceremony }) => (ceremony.commitments[0]!.dealingHash = `0x${"12".repeat(32)}`),
  },
  { what: "a dealing cut short", fails: [4], tamper: ({ ceremony }) => void ceremony.dealings[1]!.shares.pop() },
  {
    what: "T009: a commitment off the curve",
    fails: [4, 5],
    tamper: ({ ceremony }) => (ceremony.dealings[0]!.commitments[1] = [1n, 1n]),
  },
  {
    what: "a commitment moved",
    fails: [4, 5],
    tamper: ({ ceremony }) => (ceremony.dealings[0]!.commitments[1] = moved(ceremony.dealings[0]!.commitments[1]!)),
  },
  {
    what: "T067: a first commitment of small order",
    fails: [4, 5],
    tamper: ({ ceremony }) => (ceremony.dealings[0]!.commitments[0] = [...SMALL_ORDER]),
  },
  {
    what: "T053: the possession proof of another key keeper",
    fails: [4],
    tamper: ({ ceremony: { registrations } }) => {
      const [first, second] = [registrations[0]!, registrations[1]!];
      [first.nonce, second.nonce] = [second.nonce, first.nonce];
      [first.response, second.response] = [second.response, first.response];
    },
  },
  {
    what: "T053: a key that nobody proved to hold",
    fails: [4],
    tamper: ({ ceremony }) =>
      (ceremony.registrations[0]!.recipientKey = moved(ceremony.registrations[0]!.recipientKey)),
  },
  {
    what: "T056: a registration of nobody",
    fails: [4],
    tamper: ({ ceremony: { registrations } }) => void registrations.push({ ...registrations[0]!, index: 9 }),
  },
  {
    what: "a dealing of one dealer twice",
    fails: [4, 5],
    tamper: ({ ceremony: { dealings } }) => void dealings.push(dealings[0]!),
  },
  { what: "T056: a dealing under index 0", fails: [4], tamper: ({ ceremony }) => (ceremony.dealings[0]!.index = 0) },
  { what: "a threshold of one", fails: [4, 10], tamper: ({ ceremony }) => (ceremony.threshold = 1) },
  { what: "a dealing dropped", fails: [5], tamper: ({ ceremony }) => void ceremony.dealings.shift() },
  {
    what: "a key keeper's public part",
    fails: [5, 9],
    tamper: ({ ceremony }) => (ceremony.publicShares[2] = moved(ceremony.publicShares[2]!)),
  },
  { what: "two public parts swapped", fails: [5, 9], tamper: ({ ceremony }) => swap(ceremony.publicShares, 1, 2) },
  {
    what: "the ceremony's key",
    fails: [5],
    tamper: ({ ceremony }) => (ceremony.electionKey = moved(ceremony.electionKey)),
  },
  {
    what: "T021: the election's key",
    fails: [5, 6, 8, 9],
    tamper: ({ election }) => (election.electionKey = moved(election.electionKey)),
  },
  { what: "a ballot's proof", fails: [6], tamper: ({ election }) => (election.ballots[1]!.words[0]! += 1n) },
  {
    what: "T026: a ciphertext with its proof kept",
    fails: [6, 8],
    tamper: ({ election }) => {
      const { words } = election.ballots[1]!;
      [words[11], words[12]] = moved([words[11]!, words[12]!]);
    },
  },
  {
    what: "a nullifier, everywhere it stands",
    fails: [6],
    tamper: ({ election }) => (election.ballots[1]!.nullifier = election.ballots[1]!.words[8]! += 1n),
  },
  {
    what: "T025: a ballot of another election",
    fails: [6, 9],
    tamper: ({ election }) => (election.electionId += 1n),
  },
  {
    what: "T008: other rules than the ballots were proved for",
    fails: [6, 2],
    tamper: ({ election }) => (election.rules ^= 1n << 98n),
  },
  {
    what: "a ballot with words left out",
    fails: [6, 8],
    tamper: ({ election }) => void election.ballots[0]!.words.pop(),
  },
  {
    what: "a ballot removed from the middle",
    fails: [7, 8],
    tamper: ({ election }) => void election.ballots.splice(1, 1),
  },
  {
    what: "T023: a ballot counted twice",
    fails: [7, 8],
    tamper: ({ election: { ballots } }) => void ballots.push({ ...ballots[0]!, index: 4, at: ballots[3]!.at }),
  },
  {
    what: "T006: a nullifier with the field's order added",
    fails: [7, 6],
    tamper: ({ election }) => (election.ballots[1]!.nullifier = election.ballots[1]!.words[8]! += FIELD),
  },
  {
    what: "a nullifier of the record alone",
    fails: [7],
    tamper: ({ election }) => (election.ballots[1]!.nullifier += 1n),
  },
  {
    what: "two ballots swapped",
    fails: [7],
    tamper: ({ election: { ballots } }) => {
      swap(ballots, 0, 1);
      [ballots[0]!.at, ballots[1]!.at] = [ballots[1]!.at, ballots[0]!.at];
    },
  },
  { what: "T062: the last ballot left out", fails: [8], tamper: ({ election }) => void election.ballots.pop() },
  {
    what: "T060: the locked total",
    fails: [8, 10],
    tamper: ({ election }) => (election.aggregate[0]!.c2 = moved(election.aggregate[0]!.c2)),
  },
  { what: "an option's total left out", fails: [8, 9, 10], tamper: ({ election }) => void election.aggregate.pop() },
  {
    what: "T058: a partial decryption",
    fails: [9, 10],
    tamper: ({ election }) =>
      (election.partialDecryptions[0]!.partials[0] = moved(election.partialDecryptions[0]!.partials[0]!)),
  },
  {
    what: "T051: a partial decryption of small order",
    fails: [9, 10],
    tamper: ({ election }) => (election.partialDecryptions[0]!.partials[0] = [...SMALL_ORDER]),
  },
  {
    what: "a partial decryption under another key keeper's name",
    fails: [9, 10],
    tamper: ({ election: { partialDecryptions } }) => {
      const [first, second] = [partialDecryptions[0]!, partialDecryptions[1]!];
      [first.trusteeIndex, second.trusteeIndex] = [second.trusteeIndex, first.trusteeIndex];
    },
  },
  { what: "a key test's proof", fails: [9], tamper: ({ election }) => (election.keyTests[0]!.proof[3]! += 1n) },
  { what: "a key test of nobody", fails: [9], tamper: ({ election }) => (election.keyTests[0]!.trusteeIndex = 9) },
  { what: "T070: a count", fails: [10], tamper: ({ election }) => (election.result!.counts[1]! -= 1n) },
  { what: "T070: two counts swapped", fails: [10], tamper: ({ election }) => swap(election.result!.counts, 0, 1) },
  {
    what: "T056: one key keeper named twice",
    fails: [10],
    tamper: ({ election }) => (election.result!.trusteeIndices = [2, 2]),
  },
  {
    what: "a result without enough key keepers",
    fails: [10],
    tamper: ({ election }) => void election.result!.trusteeIndices.pop(),
  },
  {
    what: "a result of key keepers who gave nothing",
    fails: [10],
    tamper: ({ election }) => void election.partialDecryptions.shift(),
  },
  {
    what: "T035: a ballot at the second of closing",
    fails: [11],
    tamper: ({ election }) => (election.ballots[3]!.at = election.closesAt),
  },
  {
    what: "T035: a ballot before opening",
    fails: [11],
    tamper: ({ election }) => (election.ballots[0]!.at = election.opensAt - 1),
  },
  {
    what: "ballots that go back in time",
    fails: [11],
    tamper: ({ election }) => (election.ballots[3]!.at = election.ballots[0]!.at),
  },
  {
    what: "T070: an opening before the close",
    fails: [11],
    tamper: ({ election }) => (election.partialDecryptions[0]!.at = election.closesAt - 1),
  },
  {
    what: "a result before its openings",
    fails: [11],
    tamper: ({ election }) => (election.result!.at = election.partialDecryptions[0]!.at - 1),
  },
  { what: "a result too late", fails: [11], tamper: ({ election }) => (election.result!.at = election.resultBy) },
  { what: "closing before opening", fails: [11, 2], tamper: ({ election }) => (election.closesAt = election.opensAt) },
  {
    what: "T054: a dealing before all had promised",
    fails: [11],
    tamper: ({ ceremony }) => (ceremony.dealings[0]!.at = ceremony.commitments[0]!.at - 1),
  },
  {
    what: "a promise too late",
    fails: [11],
    tamper: ({ ceremony }) => (ceremony.commitBy = ceremony.commitments[0]!.at),
  },
  { what: "too few tested keys", fails: [11], tamper: ({ election }) => void election.keyTests.splice(1) },
  { what: "too few ballots for opening", fails: [11, 2], tamper: ({ election }) => (election.minimumTurnout = 5) },
  {
    what: "a cancelled election that took ballots",
    fails: [11],
    tamper: ({ election }) => (election.cancelledAt = election.createdAt),
  },
  {
    what: "T070: a count that these ballots cannot give",
    fails: [12, 10],
    tamper: ({ election }) => (election.result!.counts[0] = 70_011n * 5n + 1n),
  },
  {
    what: "a count of an option that is not there",
    fails: [12, 10],
    tamper: ({ election }) => (election.result!.counts[3] = 1n),
  },
  {
    what: "T059: rules with counts too large to find",
    fails: [12, 1],
    tamper: ({ roll }) => (roll.totalWeight = 1n << 40n),
  },
];
