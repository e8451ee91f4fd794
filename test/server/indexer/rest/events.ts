import { packRules, type Rules } from "../../../../src/protocol/rules.ts";
import { accountOf, hashOf, type TestEvent } from "./fixture.ts";

/** Logs of the contracts, with what tests do not care for filled in. */

export const RULES: Rules = {
  ...{ optionCount: 3, maxValue: 1, minTotal: 1, maxTotal: 1 },
  ...{ quadratic: false, distinct: false, blank: true, weighted: false },
};

export const TRUSTEES = [accountOf(1), accountOf(2), accountOf(3)];

export function rollPublished(rollId = 1, size = 1000): TestEvent {
  return {
    ...{ contract: "rolls", name: "RollPublished", subject: ["roll", `${rollId}`], role: "registrar" },
    account: accountOf(9),
    args: { rollId: `${rollId}`, size: `${size}` },
    table: "rolls",
    values: {
      ...{ roll_id: `${rollId}`, registrar: accountOf(9), root: "77", size, total_weight: `${size}` },
      file_hash: hashOf("roll"),
    },
  };
}

export interface CeremonyTimes {
  readonly registerBy: number;
  readonly commitBy: number;
  readonly dealBy: number;
}

export function ceremonyCreated({ registerBy, commitBy, dealBy }: CeremonyTimes, ceremonyId = 1): TestEvent {
  return {
    ...{ contract: "ceremonies", name: "CeremonyCreated", subject: ["ceremony", `${ceremonyId}`], role: "organizer" },
    table: "ceremonies",
    values: {
      ...{ ceremony_id: `${ceremonyId}`, creator: accountOf(8), threshold: 2, trustees: JSON.stringify(TRUSTEES) },
      ...{ register_by: registerBy, commit_by: commitBy, deal_by: dealBy },
    },
  };
}

const STEPS = {
  registered: { name: "TrusteeRegistered", args: { recipientKey: ["5", "6"] } },
  committed: { name: "DealingCommitted", args: { dealingHash: hashOf("dealing") } },
  dealt: { name: "DealingAccepted", args: {} },
} as const;

export function trusteeStep(step: keyof typeof STEPS, trusteeIndex: number): TestEvent {
  return {
    ...{ contract: "ceremonies", ...STEPS[step], subject: ["ceremony", "1"], role: "trustee" },
    account: TRUSTEES[trusteeIndex - 1]!,
    table: "trustee_steps",
    values: { ceremony_id: "1", trustee_index: trusteeIndex, step },
  };
}

export interface ElectionTimes {
  readonly opensAt: number;
  readonly closesAt: number;
  readonly resultBy: number;
}

export function electionCreated(
  { opensAt, closesAt, resultBy }: ElectionTimes,
  { electionId = 1, minimumTurnout = 0, rules = packRules(RULES) } = {},
): TestEvent {
  return {
    ...{ contract: "elections", name: "ElectionCreated", subject: ["election", `${electionId}`], role: "organizer" },
    account: accountOf(8),
    args: { electionId: `${electionId}`, config: { opensAt: `${opensAt}`, closesAt: `${closesAt}` } },
    table: "elections",
    values: {
      ...{ election_id: `${electionId}`, creator: accountOf(8), manifest_hash: hashOf("manifest"), roll_id: "1" },
      ...{ ceremony_id: "1", rules: rules.toString(), opens_at: opensAt, closes_at: closesAt, result_by: resultBy },
      ...{ minimum_turnout: minimumTurnout, roll_root: "77", election_key_x: "11", election_key_y: "12" },
      option_capacity: 4,
    },
  };
}

export function electionCancelled(electionId = 1): TestEvent {
  return {
    ...{ contract: "elections", name: "ElectionCancelled", subject: ["election", `${electionId}`], role: "organizer" },
    table: "election_cancellations",
    values: { election_id: `${electionId}` },
  };
}

export function keyTestPassed(trusteeIndex: number, electionId = 1): TestEvent {
  return trusteePartials("KeyTestPassed", { trusteeIndex, electionId });
}

export function partialAccepted(trusteeIndex: number, electionId = 1): TestEvent {
  return trusteePartials("PartialDecryptionAccepted", { trusteeIndex, electionId });
}

function trusteePartials(
  name: string,
  { trusteeIndex, electionId }: { trusteeIndex: number; electionId: number },
): TestEvent {
  return {
    ...{ contract: "elections", name, subject: ["election", `${electionId}`], role: "trustee" },
    args: {
      trusteeIndex: `${trusteeIndex}`,
      partials: ["1", "2", "3", "4", "5", "6", "7", "8"],
      proof: Array(8).fill("9"),
    },
    table: name === "KeyTestPassed" ? "key_tests" : "partial_decryptions",
    values: { election_id: `${electionId}`, trustee_index: trusteeIndex },
  };
}

export function ballotCast({
  index,
  nullifier,
  electionId = 1,
}: {
  index: number;
  nullifier: bigint;
  electionId?: number;
}): TestEvent {
  return {
    ...{ contract: "elections", name: "BallotCast", subject: ["election", `${electionId}`], role: "voter or relayer" },
    args: { electionId: `${electionId}`, nullifier: nullifier.toString(), index: `${index}` },
    table: "ballots",
    values: {
      ...{ election_id: `${electionId}`, ballot_index: index, nullifier: nullifier.toString() },
      ...{
        bucket: Number(nullifier & 0xffffn),
        ballot_hash: hashOf(`ballot ${nullifier}`),
        words: JSON.stringify(["1", "2"]),
      },
    },
  };
}

export function resultPublished(counts: readonly number[], electionId = 1): TestEvent {
  return {
    ...{ contract: "elections", name: "ResultPublished", subject: ["election", `${electionId}`] },
    args: { counts: counts.map(String), trusteeIndices: ["1", "3"] },
    table: "results",
    values: { election_id: `${electionId}`, counts: JSON.stringify(counts.map(String)), trustee_indices: "[1,3]" },
  };
}
