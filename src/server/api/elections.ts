import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { asOf, bilingual, count, electionParams, recorded, recordPage } from "./recorded.ts";
import { address, fieldElement, hash32, point, uint64, unixSeconds } from "./words.ts";

/** In the order of the contract's enum. */
const PHASES = ["setup", "voting", "opening", "opened", "failed", "cancelled"] as const;

const phase = z.enum(PHASES).meta({ description: "The contract's phase at the time of the newest block." });
const trusteeIndex = z.int().min(1).max(16);

/** Accepted ballots; only those in final blocks are sure to stay. */
const ballotCounts = z.strictObject({ newest: count, final: count });

const summary = {
  electionId: uint64,
  phase,
  /** When the phase ends by time alone; null for the last ones. */
  phaseEndsAt: unixSeconds.nullable(),
  opensAt: unixSeconds,
  closesAt: unixSeconds,
  resultBy: unixSeconds,
  manifestHash: hash32,
  creator: address,
  rollId: uint64,
  ceremonyId: uint64,
  ballots: ballotCounts,
  recorded,
};

const electionRules = z.strictObject({
  optionCount: z.int().min(2).max(8),
  maxValue: count,
  minTotal: count,
  maxTotal: count,
  quadratic: z.boolean(),
  distinct: z.boolean(),
  blank: z.boolean(),
  weighted: z.boolean(),
});

const trusteeAct = z.strictObject({ trusteeIndex, recorded });

export const listElections = defineEndpoint({
  name: "listElections",
  method: "GET",
  path: "/v1/elections",
  tag: "Elections",
  summary: "Elections, the newest first",
  description: "What an election is called stands in its manifest, of which the chain has the hash alone.",
  cost: "read",
  query: pageQuery.extend({ phase: z.enum(PHASES).optional() }),
  success: { status: 200, body: recordPage(z.strictObject(summary)) },
  problems: ["REQUEST_MALFORMED"],
});

export const readElection = defineEndpoint({
  name: "readElection",
  method: "GET",
  path: "/v1/elections/:electionId",
  tag: "Elections",
  summary: "One election: phases, rules, roll, ceremony, what trustees did",
  cost: "read",
  params: electionParams,
  success: {
    status: 200,
    body: z.strictObject({
      ...summary,
      /** What nullifiers are bound to. */
      scope: fieldElement,
      optionCapacity: z.union([z.literal(2), z.literal(4), z.literal(8)]),
      minimumTurnout: count,
      rollRoot: fieldElement,
      electionKey: point,
      /** Null if a later program's rules cannot be read by this one. */
      rules: electionRules.nullable(),
      /** The rules as a voter reads them. */
      rulesInWords: bilingual.nullable(),
      /** In order; each includes its first second and excludes its end. */
      phases: z.array(z.strictObject({ phase, startsAt: unixSeconds, endsAt: unixSeconds })),
      roll: z.strictObject({ rollId: uint64, size: count, totalWeight: uint64, fileHash: hash32 }),
      ceremony: z.strictObject({ ceremonyId: uint64, threshold: count, trustees: z.array(address).max(16) }),
      keyTests: z.array(trusteeAct),
      partialDecryptions: z.array(trusteeAct),
      cancelled: recorded.nullable(),
      resultPublished: recorded.nullable(),
      asOf,
    }),
  },
  problems: ["NOT_FOUND"],
});

export const readResult = defineEndpoint({
  name: "readResult",
  method: "GET",
  path: "/v1/elections/:electionId/result",
  tag: "Elections",
  summary: "The counts, once they are published in a final block",
  description:
    '`counts` is null unless `state` is "final": a count that the chain could still take back is not a result. The contract has checked the counts against the encrypted sum; `psephos verify` checks it again without this service.',
  cost: "read",
  params: electionParams,
  success: {
    status: 200,
    body: z.strictObject({
      electionId: uint64,
      phase,
      state: z.enum(["unpublished", "published", "final"]),
      /** One count an option, in the manifest's order. */
      counts: z.array(uint64).max(8).nullable(),
      /** Whose partial decryptions opened the sum. */
      trusteeIndices: z.array(trusteeIndex),
      partialDecryptions: z.array(z.strictObject({ trusteeIndex, partials: z.array(point), recorded })),
      ballots: ballotCounts,
      recorded: recorded.nullable(),
      asOf,
    }),
  },
  problems: ["NOT_FOUND"],
});

export const readTurnout = defineEndpoint({
  name: "readTurnout",
  method: "GET",
  path: "/v1/elections/:electionId/turnout",
  tag: "Elections",
  summary: "How many ballots were accepted in each hour or day",
  description: "By the chain's time; hours and days of UTC. Hours without a ballot are left out.",
  cost: "read",
  params: electionParams,
  query: z.strictObject({ by: z.enum(["hour", "day"]).prefault("hour") }),
  success: {
    status: 200,
    body: z.strictObject({
      electionId: uint64,
      rollSize: count,
      ballots: ballotCounts,
      by: z.enum(["hour", "day"]),
      /** `final` is false while a ballot of this time could still be taken back. */
      items: z.array(z.strictObject({ startsAt: unixSeconds, ballots: count, final: z.boolean() })),
      asOf,
    }),
  },
  problems: ["NOT_FOUND"],
});
