import { latestTime } from "../../../../chain/time.ts";
import { describeRules } from "../../../../protocol/describe-rules.ts";
import { createManifest, MANIFEST_FORMAT, type Manifest } from "../../../../protocol/manifest.ts";
import { createElection } from "../../../organizer/create-election.ts";
import { openElection, type OpenElection } from "../../../open-election.ts";
import { testKey } from "../../../trustee/decrypt.ts";
import type { Told } from "../../narrator.ts";
import type { ElectionPlan } from "../plan.ts";
import { ORGANIZER, type Stage } from "../../stage.ts";
import type { DemoCeremony } from "./key.ts";
import type { Electorate } from "./roll.ts";

const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

export interface DemoElection {
  readonly electionId: bigint;
  readonly manifest: Manifest;
}

/** The organizer fixes question, options, rules and times; the trustees show that their parts of the key work. */
export async function callElection(
  stage: Stage,
  input: { plan: ElectionPlan; electorate: Electorate; ceremony: DemoCeremony },
): Promise<DemoElection> {
  const { plan, ceremony } = input;
  const { chain, workspace, narrator } = stage;
  const manifest = createManifest(await draft(stage, input));
  const account = await stage.account(ORGANIZER);
  const { electionId, transactionHash } = await createElection({ chain, account, workspace, manifest });
  await stage.gas.add("createElection", transactionHash);
  narrator.say("question", { title: plan.title });
  narrator.say("optionsAre", { options: listOf(plan.options) });
  narrator.say("rulesAre", { rules: { en: describeRules(plan.rules, "en"), zh: describeRules(plan.rules, "zh") } });
  narrator.say("fixed");
  for (const { account: trustee, key } of ceremony.trustees) {
    const election = await openElection({ chain, electionId });
    const sent = await testKey({ chain, account: trustee, prover: stage.prover, key, election });
    await stage.gas.add("keyTest", sent.transactionHash);
  }
  narrator.say("keysTested", { count: ceremony.trustees.length });
  return { electionId, manifest };
}

export async function reopen(stage: Stage, { electionId }: DemoElection): Promise<OpenElection> {
  return openElection({ chain: stage.chain, electionId });
}

async function draft(
  stage: Stage,
  { plan, electorate, ceremony }: { plan: ElectionPlan; electorate: Electorate; ceremony: DemoCeremony },
): Promise<unknown> {
  const opensAt = (await latestTime(stage.chain)) + HOUR_SECONDS;
  return {
    format: MANIFEST_FORMAT,
    kind: "test",
    title: plan.title,
    description: { en: "A demonstration; nothing is decided by it.", zh: "这是演示，不产生任何决定。" },
    organizer: { en: "Psephos demonstration", zh: "Psephos 演示" },
    options: plan.options.map((label, at) => ({ id: `option-${at + 1}`, label })),
    rules: plan.rules,
    roll: { id: electorate.rollId, fileHash: electorate.fileHash },
    ceremony: { id: ceremony.ceremonyId },
    opensAt,
    closesAt: opensAt + 7 * DAY_SECONDS,
    resultBy: opensAt + 14 * DAY_SECONDS,
    minimumTurnout: 2,
  };
}

function listOf(options: readonly Told[]): Told {
  return { en: options.map(({ en }) => en).join(" · "), zh: options.map(({ zh }) => zh).join(" · ") };
}
