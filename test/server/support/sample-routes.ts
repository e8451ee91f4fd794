import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { PsephosError } from "../../../src/errors.ts";
import { defineEndpoint } from "../../../src/server/api/endpoint.ts";
import { decodeCursor, encodeCursor, pageOf, pageQuery } from "../../../src/server/api/page.ts";
import {
  address,
  decimal,
  fieldElement,
  hash32,
  integerText,
  plainText,
  point,
  proofWords,
  uint64,
  unixSeconds,
} from "../../../src/server/api/words.ts";
import { route } from "../../../src/server/http/route.ts";

/** One operation of each kind: parameters, a body, a list, a stream, nothing to say. */

export const addNumbers = defineEndpoint({
  name: "addNumbers",
  method: "POST",
  path: "/v1/sums/:start",
  tag: "Samples",
  summary: "Adds two numbers",
  cost: "write",
  params: z.strictObject({ start: uint64 }),
  body: z.strictObject({ number: decimal }),
  success: { status: 200, body: z.strictObject({ sum: decimal }) },
  problems: ["ALREADY_DONE"],
  idempotent: true,
});

export const submitWords = defineEndpoint({
  name: "submitWords",
  method: "POST",
  path: "/v1/words",
  tag: "Samples",
  summary: "Takes one word of every kind",
  cost: "write",
  body: z.strictObject({
    title: plainText(100),
    from: address,
    root: hash32,
    nullifier: fieldElement,
    points: z.array(point).min(1).max(8),
    proof: proofWords,
    at: unixSeconds.nullable(),
    kind: z.discriminatedUnion("name", [
      z.strictObject({ name: z.literal("ballot"), choice: z.int().min(0).max(7) }),
      z.strictObject({ name: z.literal("consent"), given: z.boolean() }),
    ]),
    notes: z.record(z.string().max(20), z.string().max(50)).optional(),
  }),
  success: { status: 202, body: z.strictObject({ ticket: z.uuid() }) },
  problems: ["PROOF_INVALID"],
});

const row = z.strictObject({ id: uint64, name: z.string() }).meta({ id: "SampleRow" });

export const listRows = defineEndpoint({
  name: "listRows",
  method: "GET",
  path: "/v1/rows",
  tag: "Samples",
  summary: "Counts upwards",
  cost: "read",
  query: pageQuery.extend({ from: uint64.optional() }),
  success: { status: 200, body: pageOf(row) },
  problems: [],
});

export const forgetRow = defineEndpoint({
  name: "forgetRow",
  method: "DELETE",
  path: "/v1/rows/:id",
  tag: "Samples",
  summary: "Forgets a row",
  cost: "write",
  params: z.strictObject({ id: uint64 }),
  success: { status: 204 },
  problems: [],
});

export const countUp = defineEndpoint({
  name: "countUp",
  method: "GET",
  path: "/v1/counts",
  tag: "Samples",
  summary: "Counts upwards, one event a number",
  cost: "read",
  query: z.strictObject({
    to: integerText({ min: 0, max: 100_000 }),
    everyMs: integerText({ min: 0, max: 1000 }).prefault("0"),
  }),
  success: { status: 200, stream: true, body: z.strictObject({ count: uint64, padding: z.string() }) },
  problems: ["PHASE_WRONG"],
});

export const SAMPLE_ROUTES = [
  route(addNumbers, ({ params, body }) => ({ sum: params.start + body.number })),
  route(submitWords, () => ({ ticket: crypto.randomUUID() })),
  route(listRows, ({ query }) => {
    const start = query.cursor === undefined ? (query.from ?? 0n) : BigInt(decodeCursor(query.cursor, 1)[0]!) + 1n;
    const items = Array.from({ length: query.limit }, (_, place) => start + BigInt(place)).filter((id) => id < 300n);
    const last = items.at(-1);
    const nextCursor = last === undefined || last >= 299n ? null : encodeCursor([last.toString()]);
    return { items: items.map((id) => ({ id, name: `row ${id}` })), nextCursor };
  }),
  route(forgetRow, async ({ params }) => {
    if (params.id >= 300n) throw new PsephosError("NOT_FOUND", "There is no such row.");
  }),
  route(countUp, async function* ({ query, lastEventId, signal }) {
    for (let count = Number(lastEventId ?? -1) + 1; count < query.to && !signal.aborted; count += 1) {
      yield { id: String(count), data: { count: BigInt(count), padding: "" } };
      if (query.everyMs > 0) await pause(query.everyMs);
    }
  }),
];
