import { setTimeout as wait } from "node:timers/promises";
import type { Chain } from "../chain-session.ts";
import { followElection, type ElectionProgress } from "./follow-election.ts";

/** Looks again and again until the election has ended; calls back with the first look and with every change. */
export async function watchElection(input: {
  chain: Chain;
  electionId: bigint;
  intervalMs: number;
  onChange: (progress: ElectionProgress) => void;
}): Promise<ElectionProgress> {
  const { chain, electionId, intervalMs, onChange } = input;
  let seen = "";
  for (;;) {
    const progress = await followElection({ chain, electionId });
    const { phase, accepted, keyTests, partials } = progress.record;
    const look = [phase, accepted, ...keyTests, "/", ...partials].join();
    if (look !== seen) onChange(progress);
    seen = look;
    if (["opened", "failed", "cancelled"].includes(phase)) return progress;
    await wait(intervalMs);
  }
}
