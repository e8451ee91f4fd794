import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { asOf, count, recorded, recordPage } from "./recorded.ts";
import { address, fieldElement, hash32, uint64 } from "./words.ts";

const roll = z.strictObject({
  rollId: uint64,
  registrar: address,
  root: fieldElement,
  /** Voters. */
  size: count,
  totalWeight: uint64,
  /** keccak256 of the roll file, which is published elsewhere. */
  fileHash: hash32,
  recorded,
});

export const listRolls = defineEndpoint({
  name: "listRolls",
  method: "GET",
  path: "/v1/rolls",
  tag: "Rolls",
  summary: "Electoral rolls, the newest first",
  cost: "read",
  query: pageQuery,
  success: { status: 200, body: recordPage(roll) },
  problems: ["REQUEST_MALFORMED"],
});

export const readRoll = defineEndpoint({
  name: "readRoll",
  method: "GET",
  path: "/v1/rolls/:rollId",
  tag: "Rolls",
  summary: "One electoral roll",
  cost: "read",
  params: z.strictObject({ rollId: uint64 }),
  success: { status: 200, body: roll.extend({ asOf }) },
  problems: ["NOT_FOUND"],
});
