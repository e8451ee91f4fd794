import { sql } from "kysely";
import type { Finding } from "../finding.ts";
import type { Rule } from "../rule.ts";
import type { WatcherSettings } from "../settings.ts";

/** What honest clients do not send, however many they are. */
const PROOF_CODES = ["PROOF_INVALID", "PROOF_MALFORMED", "POINT_INVALID"];

export function judgeRefusals(
  counts: ReadonlyMap<string, number>,
  { refusalBurst, refusalMinutes }: WatcherSettings,
): Finding[] {
  return [...counts]
    .filter(([code, count]) => PROOF_CODES.includes(code) && count >= refusalBurst)
    .map(([code, count]) => ({
      kind: "proofs-refused",
      severity: "warning",
      subject: code,
      detail: { code, count, minutes: refusalMinutes },
    }));
}

/** Someone tries proofs out, or a client was built with other keys. */
export const proofsRule: Rule = {
  name: "proofs",
  kinds: ["proofs-refused"],
  async look({ store, settings, metrics }) {
    const rows = await store.database
      .selectFrom("relay_refusals")
      .select(["code", ({ fn }) => fn.sum<number>("count").as("count")])
      .where("minute", ">", sql<Date>`now() - ${settings.refusalMinutes} * interval '1 minute'`)
      .groupBy("code")
      .execute();
    metrics.refusals.reset();
    for (const { code, count } of rows) metrics.refusals.set({ code }, count);
    return judgeRefusals(new Map(rows.map(({ code, count }) => [code, count])), settings);
  },
};
