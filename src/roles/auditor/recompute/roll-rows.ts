import { z } from "zod";
import { FIELD } from "../../../crypto/field.ts";
import { WEIGHT_BITS } from "../../../protocol/params.ts";
import { readJson } from "./read-json.ts";
import type { RollRow } from "./roll-root.ts";

const fileSchema = z.object({
  entries: z.array(
    z.tuple([
      z.string().regex(/^[1-9][0-9]{0,76}$/),
      z
        .int()
        .min(1)
        .max(2 ** WEIGHT_BITS - 1),
    ]),
  ),
});

/** Voters of a roll file in its order, or undefined if it is no list of voters. Its exact bytes are the hash's affair. */
export function readRollRows(file: string): RollRow[] | undefined {
  const parsed = fileSchema.safeParse(readJson(file));
  if (!parsed.success) return undefined;
  const rows = parsed.data.entries.map(([commitment, weight]) => ({
    commitment: BigInt(commitment),
    weight: BigInt(weight),
  }));
  return rows.every(({ commitment }) => commitment < FIELD) ? rows : undefined;
}
