import { readRoll } from "../../chain/rolls.ts";
import { readResult } from "../../chain/elections.ts";
import { latestTime } from "../../chain/time.ts";
import type { Chain } from "../chain-session.ts";
import { openElection, type OpenElection } from "../open-election.ts";

export interface ElectionProgress extends OpenElection {
  readonly rollSize: number;
  /** Counts by option, once they are published. */
  readonly result: readonly bigint[] | undefined;
  readonly next: NextStep;
  /** Chain time of this look, unix seconds. */
  readonly now: number;
}

/** What happens next: a time to wait for, or somebody's turn. */
export type NextStep =
  | {
      readonly kind: "test-keys";
      readonly missing: number;
      readonly trustees: readonly number[];
      readonly until: number;
    }
  | { readonly kind: "wait-opening"; readonly until: number }
  | { readonly kind: "vote"; readonly until: number }
  | { readonly kind: "decrypt"; readonly missing: number; readonly trustees: readonly number[]; readonly until: number }
  | { readonly kind: "publish"; readonly until: number }
  | { readonly kind: "archive" }
  | { readonly kind: "failed"; readonly reason: "key-tests" | "turnout" | "no-result" }
  | { readonly kind: "cancelled" };

export async function followElection(input: { chain: Chain; electionId: bigint }): Promise<ElectionProgress> {
  const { chain, electionId } = input;
  const election = await openElection({ chain, electionId });
  const [roll, now] = await Promise.all([readRoll(chain, election.record.config.rollId), latestTime(chain)]);
  const result = election.record.phase === "opened" ? await readResult(chain, electionId) : undefined;
  return {
    ...election,
    rollSize: roll.size,
    result: result?.slice(0, election.terms.rules.optionCount),
    next: nextStep(election),
    now,
  };
}

function nextStep({ record, ceremony }: OpenElection): NextStep {
  const { config, keyTests, partials, accepted } = record;
  const { threshold, trustees } = ceremony;
  const without = (done: readonly number[]): number[] =>
    trustees.map((_, position) => position + 1).filter((index) => !done.includes(index));
  switch (record.phase) {
    case "setup": {
      const missing = threshold - keyTests.length;
      if (missing <= 0) return { kind: "wait-opening", until: config.opensAt };
      return { kind: "test-keys", missing, trustees: without(keyTests), until: config.opensAt };
    }
    case "voting":
      return { kind: "vote", until: config.closesAt };
    case "opening": {
      const missing = threshold - partials.length;
      if (missing <= 0) return { kind: "publish", until: config.resultBy };
      return { kind: "decrypt", missing, trustees: without(partials), until: config.resultBy };
    }
    case "opened":
      return { kind: "archive" };
    case "cancelled":
      return { kind: "cancelled" };
    case "failed": {
      if (keyTests.length < threshold) return { kind: "failed", reason: "key-tests" };
      return { kind: "failed", reason: accepted < config.minimumTurnout ? "turnout" : "no-result" };
    }
  }
}
