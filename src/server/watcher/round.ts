import { isPsephosError } from "../../errors.ts";
import type { AlertKind } from "../api/alerts.ts";
import { describeFailure } from "../http/describe-failure.ts";
import type { Telemetry } from "../telemetry.ts";
import type { Finding } from "./finding.ts";
import type { Lease } from "./lease.ts";
import { settleAlerts } from "./ledger.ts";
import type { Rule, Sight } from "./rule.ts";

export interface Rounds {
  /** Makes every check once and settles what each found; true if all could be made. */
  run(): Promise<boolean>;
}

export interface RoundsInput {
  readonly sight: Sight;
  readonly rules: readonly Rule[];
  readonly lease: Lease;
  readonly log: Telemetry["log"];
}

export function roundsOf({ sight, rules, lease, log }: RoundsInput): Rounds {
  /** In a row, by rule, with the last reason. */
  const failures = new Map<string, { count: number; code: string }>();
  const { store, settings, metrics } = sight;

  const settle = async (kinds: readonly AlertKind[], findings: readonly Finding[]): Promise<void> => {
    await store.transaction(async (tx) => {
      // Another watcher took over while this one looked: what it saw since then is newer.
      if (!(await lease.hold(tx))) return;
      const state = await tx.selectFrom("index_state").select("cursor_time").executeTakeFirst();
      const shownFrom = (state?.cursor_time ?? 0) - settings.shownSeconds;
      await settleAlerts({ tx, kinds, findings, shownFrom });
    });
  };

  const make = async (rule: Rule): Promise<void> => {
    try {
      await settle(rule.kinds, await rule.look(sight));
      failures.delete(rule.name);
    } catch (error) {
      const code = isPsephosError(error) ? error.code : "UNEXPECTED";
      failures.set(rule.name, { count: (failures.get(rule.name)?.count ?? 0) + 1, code });
      metrics.failures.inc({ check: rule.name });
      log.warn({ check: rule.name, failure: describeFailure(error) }, "A check could not be made");
    }
  };

  return {
    async run() {
      // One after the other: the watcher is in no hurry, and shares node and database with those that are.
      for (const rule of rules) await make(rule);
      const failing = [...failures].filter(([, { count }]) => count >= settings.failuresBeforeAlert);
      const findings = failing.map(([check, { code }]): Finding => {
        return { kind: "check-failed", severity: "warning", subject: check, detail: { check, code } };
      });
      await settle(["check-failed"], findings);
      return failures.size === 0;
    },
  };
}
