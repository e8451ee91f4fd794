import { z } from "zod";
import { pageOf } from "./page.ts";
import { hash32, plainText, uint64, unixSeconds } from "./words.ts";

/** What every answer of the index has in common: how far it has read, and what of it the chain can no longer take back. */

export const blockNumber = z.int().min(0);
export const count = z.int().min(0);

export const asOf = z
  .strictObject({
    /** Newest block that was read. */
    block: blockNumber,
    /** Its time. Phases are those of this time. */
    time: unixSeconds,
    /** Blocks up to this one stay. */
    finalBlock: blockNumber,
  })
  .meta({ id: "AsOf", description: "How far the index has read. What is later on the chain is not in the answer." });

export const recorded = z
  .strictObject({
    block: blockNumber,
    time: unixSeconds,
    transaction: hash32,
    /** False while the chain could still take the block back. */
    final: z.boolean(),
  })
  .meta({ id: "Recorded", description: "Where and when the chain recorded it." });

export const bilingual = z.strictObject({ zh: z.string(), en: z.string() });

/** Part of a name, in any case. */
export const searchText = plainText(100).min(1);

/** A page, and how far the index had read when it was made. */
export function recordPage<Item extends z.ZodType>(item: Item) {
  return pageOf(item).extend({ asOf });
}

export const electionParams = z.strictObject({ electionId: uint64 });
export const policyParams = z.strictObject({ policyId: uint64 });

export type AsOf = z.output<typeof asOf>;
export type Recorded = z.output<typeof recorded>;
