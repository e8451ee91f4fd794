import assert from "node:assert/strict";
import { roughly } from "../../../src/server/watcher/roughly.ts";
import { judgeEntries } from "../../../src/server/watcher/rules/entries.ts";
import { judgeWallets } from "../../../src/server/watcher/rules/wallets.ts";
import { configSchema } from "../../../src/server/config/schema.ts";
import { watcherSettings } from "../../../src/server/config/settings.ts";

const SETTINGS = watcherSettings(configSchema.parse({ data: "/nowhere" }));

/** What alerts show while so many entries wait. */
function shown(waiting: number): readonly unknown[] {
  const target = { kind: "ballot", target: "3", waiting, closesAt: 1_100, overdueSeconds: 0 };
  const accounts = [{ address: "0x1", balance: 0n }];
  const baseFee = SETTINGS.maxFeePerGas + 1n;
  return [
    ...judgeEntries({ now: 1_000, targets: [target], deadLetters: 0 }, SETTINGS),
    ...judgeWallets({ accounts, baseFee, waiting }, SETTINGS),
  ].map(({ detail }) => detail);
}

describe("counts in alerts, which anybody may read", () => {
  it("are rounded up to tens, so that one more entry does not show", () => {
    assert.deepEqual([0, 1, 9, 10, 11, 1_234].map(roughly), [0, 10, 10, 10, 20, 1_240]);
    assert.equal(shown(1).length, 3);
    for (const waiting of [2, 9, 10]) assert.deepEqual(shown(waiting), shown(1));
    assert.notDeepEqual(shown(11), shown(1));
  });
});
