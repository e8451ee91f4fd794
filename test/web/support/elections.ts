import { latestTime } from "../../../src/chain/time.ts";
import type { Identity } from "../../../src/protocol/identity.ts";
import type { ManifestOption } from "../../../src/protocol/manifest.ts";
import { rulesFor, type RuleChoices, type RuleName } from "../../../src/protocol/rule-presets.ts";
import { cancelElection } from "../../../src/roles/organizer/cancel-election.ts";
import {
  callTownElection,
  decryptTownElection,
  publishTownResult,
  sealTownBallots,
  sendTownBallots,
  type TownElection,
} from "../../../src/roles/demo/portal/town/election.ts";
import { makeTownKey, type TownKey } from "../../../src/roles/demo/portal/town/key.ts";
import { newVoters, publishTownRoll } from "../../../src/roles/demo/portal/town/roll.ts";
import { TOWN_CLERK, type Town } from "../../../src/roles/demo/portal/town/town.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** "closed": no keeper has opened anything yet; "opening": some have, not enough. */
export type StagedPhase = "announced" | "voting" | "closed" | "opening" | "opened" | "cancelled";

export interface ElectionOfTest {
  readonly phase: StagedPhase;
  /** On the list of voters, besides one nobody; three unknown people unless told. */
  readonly voters?: readonly Identity[];
  /** How many of the voters have voted, in order; by turns for each option. 2 in phases after voting, else none. */
  readonly cast?: number;
  readonly rule?: RuleName;
  readonly choices?: Omit<RuleChoices, "optionCount">;
  readonly title?: string;
  /** Three unless told. */
  readonly options?: readonly string[];
  readonly key?: TownKey;
}

export interface StagedElection extends TownElection {
  readonly voters: readonly Identity[];
}

const keys = new WeakMap<Town, Promise<TownKey>>();

/** Two of two keepers; made once for a town. */
export function keyOf(town: Town): Promise<TownKey> {
  const made = keys.get(town) ?? makeTownKey(town);
  keys.set(town, made);
  return made;
}

/** An election brought to a phase, with real proofs: about two seconds, and one more for each ballot. Voting ends a week from now. */
export async function stageElection(town: Town, wish: ElectionOfTest): Promise<StagedElection> {
  const { phase, voters = newVoters(3), rule = "single", choices = {}, key = await keyOf(town) } = wish;
  const isOver = phase === "closed" || phase === "opening" || phase === "opened";
  const { title = "What should the old station become?", options = ["Library", "Market hall", "Youth centre"] } = wish;
  const roll = await publishTownRoll(town, { name: "Test", voters: [...voters, ...newVoters(1)] });
  const wait = Math.max(0, Math.floor(Date.now() / 1000) - (await latestTime(town.chain)));
  const election = await callTownElection(town, {
    key,
    roll,
    title: bilingual(title),
    description: bilingual("The council asks everybody who lives here."),
    organizer: bilingual("Town council"),
    options: options.map(toOption),
    rules: rulesFor(rule, { optionCount: options.length, ...choices }),
    opensIn: phase === "announced" ? wait + DAY : HOUR,
    closesIn: isOver ? 2 * HOUR : wait + 7 * DAY,
    resultIn: wait + 14 * DAY,
  });
  if (phase === "cancelled") {
    await cancelElection({ chain: town.chain, account: await town.account(TOWN_CLERK), ...election });
  }
  if (isOver || phase === "voting") await vote(town, election, wish.cast ?? (isOver ? 2 : 0));
  if (isOver) await town.advanceTo(election.manifest.closesAt);
  if (phase === "opening") await decryptTownElection(town, election, key.threshold - 1);
  if (phase === "opened") {
    await decryptTownElection(town, election);
    await publishTownResult(town, election);
  }
  return { ...election, voters };
}

/** Only rules by which one option alone may be chosen with one point. */
async function vote(town: Town, election: TownElection, count: number): Promise<void> {
  const { optionCount } = election.manifest.rules;
  await town.advanceTo(election.manifest.opensAt);
  if (count === 0) return;
  const ballots = election.roll.voters.slice(0, count).map((voter, at) => ({
    voter,
    values: Array.from({ length: optionCount }, (_, option) => (option === at % optionCount ? 1 : 0)),
  }));
  await sendTownBallots(town, { election, ballots: await sealTownBallots(town, { election, ballots }) });
}

function toOption(label: string, at: number): ManifestOption {
  return { id: `option-${at + 1}`, label: bilingual(label) };
}

function bilingual(text: string): { en: string; zh: string } {
  return { en: text, zh: text };
}
