import { Faults, plural } from "../../findings.ts";
import type { AttestationCheck } from "../check.ts";
import type { LogEntry } from "../ledger.ts";
import { logRoot } from "../recompute/log-root.ts";

export const logAnchors: AttestationCheck = {
  id: "A9",
  name: "log-anchors",
  claim: {
    en: "The logs of access to data only ever grew, and nothing in them was changed after it was anchored.",
    zh: "数据访问日志只增不减，锚定之后未被改动。",
  },
  run({ ledger, files }) {
    const faults = new Faults();
    let compared = 0;
    for (const log of ledger.logs) {
      judgeGrowth(log, faults);
      const entries = files.logs?.get(log.logId);
      if (entries === undefined) continue;
      compared++;
      judgeEntries({ log, entries, faults });
    }
    return faults.finding(
      {
        en: `${plural(ledger.logs.length, "log")}; the entries of ${compared} were given and computed again`,
        zh: `${ledger.logs.length} 份日志；其中 ${compared} 份提供了条目并重新计算`,
      },
      { logs: ledger.logs.length, compared },
    );
  },
};

function judgeGrowth({ logId, anchors, latest }: LogEntry, faults: Faults): void {
  const shrinks = anchors.some(({ size }, at) => size <= (anchors[at - 1]?.size ?? 0));
  faults.unless(!shrinks, `log ${logId} did not grow from anchor to anchor`, `日志 ${logId} 在锚定之间没有增长`);
  const last = anchors.at(-1);
  const isLast = last === undefined ? latest.size === 0 : last.size === latest.size && last.root === latest.root;
  faults.unless(
    isLast,
    `log ${logId}: the contract's latest anchor is not the last of the events`,
    `日志 ${logId}：合约中的最新锚点与事件不符`,
  );
}

function judgeEntries(input: { log: LogEntry; entries: readonly Uint8Array[]; faults: Faults }): void {
  const { log, entries, faults } = input;
  const differing = log.anchors.filter(({ size, root }) => size > entries.length || logRoot(entries, size) !== root);
  faults.unless(
    differing.length === 0,
    `log ${log.logId}: ${plural(differing.length, "anchor")} do not follow from the entries`,
    `日志 ${log.logId}：${differing.length} 个锚点与条目不符`,
  );
}
