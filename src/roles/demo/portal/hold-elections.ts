import { latestTime } from "../../../chain/time.ts";
import { rulesFor } from "../../../protocol/rule-presets.ts";
import type { Ballot } from "../../../protocol/words.ts";
import { cancelElection } from "../../organizer/cancel-election.ts";
import { randomChoice, randomLeanings } from "../election/random-choice.ts";
import type { Agenda } from "./agenda.ts";
import type { BallotPaper } from "./ballot-papers.ts";
import {
  callTownElection,
  decryptTownElection,
  publishTownResult,
  sealTownBallots,
  sendTownBallots,
  type TownElection,
} from "./town/election.ts";
import type { TownKey } from "./town/key.ts";
import type { TownRoll } from "./town/roll.ts";
import { TOWN_CLERK, type Town } from "./town/town.ts";

/** How long after the close keepers open, and how long before it a cancelled election is called off; in days. */
const OPENED_AFTER = 0.3;
const CANCELLED_BEFORE = 1;

/** Notes on the agenda all that happens to one election. `prepared` gives key and list once they are there. */
export function holdElection(
  town: Town,
  input: { agenda: Agenda; paper: BallotPaper; prepared: () => { key: TownKey; roll: TownRoll } },
): void {
  const { agenda, paper, prepared } = input;
  const { calledOn, opensOn, closesOn, ending } = paper;
  let election: TownElection | undefined;
  const called = (): TownElection => election!;
  agenda.on(calledOn, async () => {
    election = await call(town, { agenda, paper, ...prepared() });
  });
  if (ending === "cancelled") {
    agenda.on(opensOn - CANCELLED_BEFORE, async () => {
      const account = await town.account(TOWN_CLERK);
      await cancelElection({ chain: town.chain, account, electionId: called().electionId });
    });
  }
  noteTurnout(town, { agenda, paper, called });
  if (ending === "opening") {
    // One part of those that are needed: the keepers are at it.
    agenda.on(closesOn + OPENED_AFTER, () => decryptTownElection(town, called(), called().key.threshold - 1));
  }
  if (ending === "opened") {
    agenda.on(closesOn + OPENED_AFTER, () => decryptTownElection(town, called()));
    agenda.on(closesOn + OPENED_AFTER, async () => {
      await publishTownResult(town, called());
    });
  }
}

async function call(
  town: Town,
  { agenda, paper, key, roll }: { agenda: Agenda; paper: BallotPaper; key: TownKey; roll: TownRoll },
): Promise<TownElection> {
  const { title, description, organizer, options, rule, choices = {}, opensOn, closesOn, resultOn } = paper;
  const now = await latestTime(town.chain);
  return callTownElection(town, {
    ...{ key, roll, title, description, organizer },
    options: options.map((label, at) => ({ id: `option-${at + 1}`, label })),
    rules: rulesFor(rule, { optionCount: options.length, ...choices }),
    opensIn: agenda.at(opensOn) - now,
    closesIn: agenda.at(closesOn) - now,
    resultIn: agenda.at(resultOn) - now,
  });
}

/** All ballots of an election are proven together, on all cores, and sent on their days. */
function noteTurnout(
  town: Town,
  { agenda, paper, called }: { agenda: Agenda; paper: BallotPaper; called: () => TownElection },
): void {
  const { opensOn, turnout } = paper;
  const sealed: Ballot[] = [];
  const total = turnout.reduce((sum, { voters }) => sum + voters, 0);
  if (total === 0) return;
  agenda.on(opensOn, async () => {
    const election = called();
    const { rules } = election.manifest;
    const leanings = randomLeanings(rules.optionCount);
    // The last ones on the list vote: the first ones are the visitors' places.
    const voters = election.roll.voters.slice(-total);
    const ballots = voters.map((voter) => ({ voter, values: randomChoice(rules, leanings) }));
    sealed.push(...(await sealTownBallots(town, { election, ballots })));
  });
  for (const { after, voters } of turnout) {
    agenda.on(opensOn + after, () => sendTownBallots(town, { election: called(), ballots: sealed.splice(0, voters) }));
  }
}
