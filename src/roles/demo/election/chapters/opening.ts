import { castBallots } from "../../../../chain/elections.ts";
import { PsephosError } from "../../../../errors.ts";
import { ballotWords, type Ballot } from "../../../../protocol/words.ts";
import { openResult } from "../../../organizer/open-result.ts";
import { checkedAggregate } from "../../../trustee/checked-aggregate.ts";
import { decrypt } from "../../../trustee/decrypt.ts";
import { decryptFalsely } from "../cheats/false-decryption.ts";
import type { ElectionPlan } from "../plan.ts";
import { HELPER, ORGANIZER, type Stage } from "../../stage.ts";
import { reopen, type DemoElection } from "./election.ts";
import type { DemoCeremony } from "./key.ts";

/** Voting ends; a ballot that comes a moment later is refused. */
export async function close(stage: Stage, input: { election: DemoElection; late: Ballot }): Promise<void> {
  const { election, late } = input;
  await stage.advanceTo(election.manifest.closesAt);
  stage.narrator.say("closed");
  const account = await stage.account(HELPER);
  await stage.refusals.expect({
    cheat: "after-close",
    attempt: "late",
    because: "WrongPhase",
    act: () =>
      castBallots({ chain: stage.chain, account, electionId: election.electionId, ballots: [ballotWords(late)] }),
  });
}

/** Some trustees are gone; of the others the first tries a false part, then as many as are needed open the sum. */
export async function open(
  stage: Stage,
  input: { plan: ElectionPlan; election: DemoElection; ceremony: DemoCeremony },
): Promise<readonly bigint[]> {
  const { plan, election, ceremony } = input;
  const { chain, narrator, prover } = stage;
  const left = ceremony.trustees.slice(plan.lost);
  const lostNames = ceremony.trustees.slice(0, plan.lost).map(({ index }) => index);
  if (plan.lost > 0) {
    narrator.say("keepersLost", {
      count: plan.lost,
      names: lostNames.join(", "),
      left: left.length,
      threshold: plan.threshold,
    });
  }
  const opened = await reopen(stage, election);
  const aggregate = await checkedAggregate({ chain, election: opened });
  await decryptFalsely(stage, { election: opened, aggregate, trustee: left[0]! });
  const openers = left.slice(0, plan.threshold);
  for (const { account, key } of openers) {
    const { transactionHash } = await decrypt({ chain, account, prover, key, election: opened, aggregate });
    await stage.gas.add("partialDecryption", transactionHash);
  }
  narrator.say("openedBy", { names: openers.map(({ index }) => index).join(", ") });
  const { electionId } = election;
  const result = await openResult({ chain, account: await stage.account(ORGANIZER), electionId });
  await stage.gas.add("publishResult", result.transactionHash);
  return result.counts;
}

/** The point of it all: what was opened is what was chosen. */
export function requireSameCounts(input: { result: readonly bigint[]; expected: readonly bigint[] }): void {
  if (input.result.join() === input.expected.join()) return;
  throw new PsephosError(
    "DEMONSTRATION_FAILED",
    `The opened result (${input.result.join(", ")}) is not the plain count (${input.expected.join(", ")}).`,
  );
}
