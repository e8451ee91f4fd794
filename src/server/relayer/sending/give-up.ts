import { spentEntries, tryOnceMore } from "./entries.ts";
import { refuse } from "./refuse.ts";
import { othersRefuse } from "./second-opinions.ts";
import type { Sending } from "./sending.ts";
import { SIZES_BY_ATTEMPTS } from "./settings.ts";

/** Each costs a transaction: time for somebody to see that the nodes disagree. */
const ONCE_MORE_SECONDS = 60;

/** Refuses what reverted as many transactions as it may. An entry that another node would take is tried again, alone. */
export async function giveUp(sending: Sending): Promise<void> {
  const attempts = SIZES_BY_ATTEMPTS.length;
  for (const { kind, target, ...entry } of await spentEntries(sending.store.database, attempts)) {
    const entries = [entry];
    if (await othersRefuse(sending, { kind, target, entries })) {
      await refuse(sending, { entries, kind, code: "RELAY_FAILED" });
    } else {
      await tryOnceMore(sending.store.database, { id: entry.id, attempts: attempts - 1, seconds: ONCE_MORE_SECONDS });
    }
  }
}
