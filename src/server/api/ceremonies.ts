import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { asOf, count, recorded, recordPage } from "./recorded.ts";
import { address, hash32, point, uint64, unixSeconds } from "./words.ts";

/** In the order of the contract's enum. */
const PHASES = ["registering", "committing", "dealing", "finished", "failed"] as const;

const summary = {
  ceremonyId: uint64,
  phase: z.enum(PHASES).meta({ description: "The contract's phase at the time of the newest block." }),
  creator: address,
  /** Trustees needed to open. */
  threshold: z.int().min(2).max(16),
  /** Each deadline is exclusive. */
  registerBy: unixSeconds,
  commitBy: unixSeconds,
  dealBy: unixSeconds,
  trusteeCount: z.int().min(2).max(16),
  registered: count,
  committed: count,
  dealt: count,
  recorded,
};

/** `late`: did not take this step, and its time is over. */
const step = z.strictObject({ recorded: recorded.nullable(), late: z.boolean() });

export const listCeremonies = defineEndpoint({
  name: "listCeremonies",
  method: "GET",
  path: "/v1/ceremonies",
  tag: "Key ceremonies",
  summary: "Key ceremonies, the newest first",
  cost: "read",
  query: pageQuery.extend({ phase: z.enum(PHASES).optional() }),
  success: { status: 200, body: recordPage(z.strictObject(summary)) },
  problems: ["REQUEST_MALFORMED"],
});

export const readCeremony = defineEndpoint({
  name: "readCeremony",
  method: "GET",
  path: "/v1/ceremonies/:ceremonyId",
  tag: "Key ceremonies",
  summary: "One key ceremony: every step of every trustee",
  cost: "read",
  params: z.strictObject({ ceremonyId: uint64 }),
  success: {
    status: 200,
    body: z.strictObject({
      ...summary,
      trustees: z
        .array(
          z.strictObject({
            /** From 1. */
            index: z.int().min(1).max(16),
            account: address,
            registered: step.extend({ recipientKey: point.nullable() }),
            committed: step.extend({ dealingHash: hash32.nullable() }),
            dealt: step,
          }),
        )
        .max(16),
      /** Elections under this ceremony's key. */
      elections: z.array(uint64),
      asOf,
    }),
  },
  problems: ["NOT_FOUND"],
});
