import { castBallots } from "../../../../chain/elections.ts";
import { randomScalar } from "../../../../crypto/random.ts";
import { PsephosError } from "../../../../errors.ts";
import { ballotSignals, sealBallot, type BallotTerms } from "../../../../protocol/ballot.ts";
import { ballotWords, type Ballot } from "../../../../protocol/words.ts";
import { proveChecked, type Statement } from "../../../prove-checked.ts";
import type { Account } from "../../../chain-session.ts";
import { cheatWithBallots } from "../cheats/ballots.ts";
import type { ElectionPlan } from "../plan.ts";
import { FIRST_VOTER, HELPER, type Stage } from "../../stage.ts";
import { reopen, type DemoElection } from "./election.ts";
import type { Electorate, Voter } from "./roll.ts";

/** Ballots of one call by the helper. */
const BATCH_SIZE = 64;
const MAX_DIRECT = 3;

export interface Choice {
  readonly voter: Voter;
  readonly values: readonly number[];
}

export interface VotingResult {
  readonly cast: number;
  /** A valid ballot that is sent only after the close. */
  readonly late: Ballot;
}

/** Everyone votes, some directly, most through a helper in batches; cheaters try in between. */
export async function vote(
  stage: Stage,
  input: { plan: ElectionPlan; electorate: Electorate; election: DemoElection },
): Promise<VotingResult> {
  const { plan, electorate, election } = input;
  await stage.advanceTo(election.manifest.opensAt);
  stage.narrator.say("votingOpen");
  const { terms } = await reopen(stage, election);
  const choices = electorate.voters.map((voter, at) => ({ voter, values: plan.ballots[at]!.values }));
  const late = { voter: electorate.latecomer, values: plan.ballots[0]!.values };
  const ballots = await stage.stopwatch.time("proving", () => lockAll(stage, { terms, choices: [...choices, late] }));
  stage.narrator.say("ballotsLocked", { count: ballots.length });
  const lateBallot = ballots.pop()!;

  const direct = Math.min(MAX_DIRECT, Math.floor(ballots.length / 2));
  await castDirectly(stage, { election, ballots: ballots.slice(0, direct) });
  const cheaterChoice = { voter: choices[0]!.voter, values: choices.at(-1)!.values };
  const second = (await lockAll(stage, { terms, choices: [cheaterChoice], quiet: true }))[0]!;
  await castInBatches(stage, { election, ballots: ballots.slice(direct), uninvited: second });
  await cheatWithBallots(stage, { election, terms, plan, electorate, second, unsent: lateBallot, cast: ballots });
  return { cast: ballots.length, late: lateBallot };
}

/** Encrypts and proves on all cores; every proof is verified before it leaves the voter. */
export async function lockAll(
  stage: Stage,
  { terms, choices, quiet = false }: { terms: BallotTerms; choices: readonly Choice[]; quiet?: boolean },
): Promise<Ballot[]> {
  const sealed = choices.map(({ voter, values }) =>
    sealBallot({ terms, secret: voter.identity.secret, membership: voter.membership, values, random: randomScalar }),
  );
  const statements = sealed.map((ballot): Statement => ({
    circuit: ballot.circuit,
    inputs: { ...ballot.inputs },
    signals: ballotSignals(terms, ballot),
  }));
  const proofs = await proveChecked({
    prover: stage.prover,
    statements,
    onProgress: (progress) => {
      if (!quiet) stage.narrator.working("ballots", progress);
    },
  });
  return sealed.map(({ nullifier, ciphertexts }, at) => ({ proof: proofs[at]!.words, nullifier, ciphertexts }));
}

export async function send(
  stage: Stage,
  { election, ballots, account }: { election: DemoElection; ballots: readonly Ballot[]; account: Account },
) {
  const { electionId } = election;
  return castBallots({ chain: stage.chain, account, electionId, ballots: ballots.map(ballotWords) });
}

async function castDirectly(
  stage: Stage,
  { election, ballots }: { election: DemoElection; ballots: readonly Ballot[] },
): Promise<void> {
  for (const [at, ballot] of ballots.entries()) {
    const sent = await send(stage, { election, ballots: [ballot], account: await stage.account(FIRST_VOTER + at) });
    await stage.gas.add("castDirect", sent.transactionHash);
  }
  stage.narrator.say("castDirectly", { count: ballots.length });
  const [first] = ballots;
  if (first !== undefined) stage.narrator.say("receipt", { number: hexStart(first.nullifier) });
}

/** The helper's batches. Into the last one somebody slips a second ballot of theirs: it is skipped, the others count. */
async function castInBatches(
  stage: Stage,
  { election, ballots, uninvited }: { election: DemoElection; ballots: readonly Ballot[]; uninvited: Ballot },
): Promise<void> {
  const account = await stage.account(HELPER);
  const starts = Array.from({ length: Math.ceil(ballots.length / BATCH_SIZE) }, (_, batch) => batch * BATCH_SIZE);
  for (const start of starts) {
    const batch = ballots.slice(start, start + BATCH_SIZE);
    const isLast = start === starts.at(-1);
    const sent = await send(stage, { election, ballots: isLast ? [uninvited, ...batch] : batch, account });
    requireAccepted({ accepted: sent.accepted, expected: batch.length });
    await stage.gas.add("castInBatch", sent.transactionHash, batch.length);
    stage.narrator.working("sending", { done: start + batch.length, total: ballots.length });
  }
  stage.narrator.say("castInBatches", { count: ballots.length, batches: starts.length });
  stage.refusals.note({ cheat: "double-vote", attempt: "secondInBatch" });
}

function requireAccepted({ accepted, expected }: { accepted: number; expected: number }): void {
  if (accepted === expected) return;
  throw new PsephosError("DEMONSTRATION_FAILED", `A batch of ${expected} honest ballots had ${accepted} accepted.`);
}

/** Enough of a nullifier to find it again in a list. */
function hexStart(nullifier: bigint): string {
  return nullifier.toString(16).padStart(64, "0").slice(0, 12);
}
