import type { PartHealth } from "../part.ts";
import type { FaultKind } from "../store/tables/index/progress.ts";
import type { Look } from "./follow/follower.ts";

/** What an indexer knows of itself; times by the process's own steady clock. */
export interface Pulse {
  readonly look: Look | undefined;
  readonly sinceLookSeconds: number;
  /** Since the node's newest block became another one. */
  readonly sinceHeadSeconds: number;
  /** Of the last look, if it failed. */
  readonly failure: string | undefined;
  /** Undefined if the database does not tell. */
  readonly faults: readonly { readonly kind: FaultKind; readonly subject: string }[] | undefined;
}

export interface Limits {
  readonly staleSeconds: number;
  readonly stalledSeconds: number | null;
}

/** One exact instruction for each. */
const INSTRUCTIONS: Readonly<Record<FaultKind, string>> = {
  "past-final":
    'The chain took back what was final. Ask whoever runs it which history holds, then run "psephos serve --rebuild-index" once.',
  "contract-disagrees":
    'The node keeps logs back, or the index is damaged. Use another node; if that does not help, run "psephos serve --rebuild-index" once.',
  "nodes-disagree":
    'Two nodes give different logs of final blocks. Find out which one is right, use it as the first, then run "psephos serve --rebuild-index" once.',
  "wrong-chain": "The node's URL leads to another chain now. Give the URL of the right one, and start again.",
};

export function healthOf(pulse: Pulse, { staleSeconds, stalledSeconds }: Limits): PartHealth {
  const { look, sinceLookSeconds, sinceHeadSeconds, failure, faults } = pulse;
  const stale = sinceLookSeconds > staleSeconds;
  const stalled = stalledSeconds !== null && sinceHeadSeconds > stalledSeconds;
  const unsure = look === undefined || look.nodeBehind || look.again || look.finality === "waiting";
  const fault = faults?.[0];
  const detail = {
    block: look?.cursor ?? 0,
    headBlock: look?.head ?? 0,
    behindBlocks: look === undefined ? 0 : Math.max(0, look.head - look.cursor),
    sinceLookSeconds: Math.round(sinceLookSeconds),
    openFaults: faults?.length ?? 0,
    ...(stalled ? { chainStandsStillSeconds: Math.round(sinceHeadSeconds) } : {}),
    ...(look?.nodeBehind === true ? { nodeBehind: true } : {}),
    ...(look?.finality === "waiting" ? { waitsForSecondNode: true } : {}),
    ...(failure === undefined ? {} : { failure }),
    ...(fault === undefined ? {} : { fault: `${fault.kind}: ${fault.subject}`, instruction: INSTRUCTIONS[fault.kind] }),
  };
  if (faults === undefined || fault !== undefined || stale || stalled) return { state: "failing", detail };
  return { state: unsure || failure !== undefined ? "degraded" : "ok", detail };
}
