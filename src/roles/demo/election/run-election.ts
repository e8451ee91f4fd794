import { plainCount } from "../../../protocol/ballot-values.ts";
import type { Verdict } from "../../auditor/verify-archive.ts";
import { check } from "./chapters/checking.ts";
import { callElection } from "./chapters/election.ts";
import { makeKey } from "./chapters/key.ts";
import { close, open, requireSameCounts } from "./chapters/opening.ts";
import { gatherElectorate } from "./chapters/roll.ts";
import { vote } from "./chapters/voting.ts";
import type { Narrator } from "../narrator.ts";
import { planElection, type ElectionPlan, type ElectionRequest } from "./plan.ts";
import { onStage, tellChapter, type Stage } from "../stage.ts";
import { ELECTION } from "./story.ts";

export interface ElectionOutcome {
  readonly plan: ElectionPlan;
  readonly cast: number;
  /** By option. */
  readonly result: readonly bigint[];
  readonly expected: readonly bigint[];
  readonly refused: Record<(typeof ELECTION)["cheats"][number], number>;
  readonly verdict: Verdict;
  /** Gas of one unit of each kind, and of the whole opening. */
  readonly gas: Record<string, number>;
  readonly seconds: Record<string, number>;
  /** The archive's file. */
  readonly archive: string;
}

/** A whole election on a chain of its own, nothing of it acted: real accounts, proofs, contracts, cheaters and checks. */
export async function runElection(
  request: ElectionRequest & { readonly folder: string; readonly narrator: Narrator },
): Promise<ElectionOutcome> {
  const plan = planElection(request);
  const { folder, narrator } = request;
  narrator.chapter("record");
  return onStage({ folder, narrator }, (stage) => play(stage, plan));
}

async function play(stage: Stage, plan: ElectionPlan): Promise<Omit<ElectionOutcome, "seconds">> {
  const { narrator, chain } = stage;
  narrator.say("recordStarted", { chainId: chain.chainId });
  if (chain.deployment.phase === "development") narrator.say("developmentKeys");
  const electorate = await tellChapter(stage, "roll", () => gatherElectorate(stage, plan));
  const ceremony = await tellChapter(stage, "key", () => makeKey(stage, plan));
  const election = await tellChapter(stage, "question", () => callElection(stage, { plan, electorate, ceremony }));
  const { cast, late } = await tellChapter(stage, "voting", () => vote(stage, { plan, electorate, election }));
  await tellChapter(stage, "closing", () => close(stage, { election, late }));
  const expected = plainCount(plan.rules, plan.ballots);
  const result = await tellChapter(stage, "opening", async () => {
    const opened = await open(stage, { plan, election, ceremony });
    narrator.say("resultIs", { cast });
    narrator.result(opened.map((count, at) => ({ option: plan.options[at]!, count })));
    requireSameCounts({ result: opened, expected });
    narrator.say("countAgrees");
    return opened;
  });
  const { verdict, archive } = await tellChapter(stage, "checking", () => check(stage, election));
  if (verdict.verified) narrator.say("verified", { file: archive });
  const gas = { ...stage.gas.perUnit(), opening: Number(stage.gas.total("partialDecryption", "publishResult")) };
  return { plan, cast, result, expected, refused: stage.refusals.counts(ELECTION.cheats), verdict, gas, archive };
}
