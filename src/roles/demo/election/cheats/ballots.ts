import { randomBytes } from "node:crypto";
import { randomScalar } from "../../../../crypto/random.ts";
import { BASE, add } from "../../../../crypto/babyjubjub.ts";
import { encrypt } from "../../../../crypto/elgamal.ts";
import {
  ballotInputs,
  encryptOpening,
  sealBallot,
  type BallotOpening,
  type BallotTerms,
} from "../../../../protocol/ballot.ts";
import { createIdentity, nullifierOf, PRIVATE_KEY_BYTES } from "../../../../protocol/identity.ts";
import { buildRollTree, makeRoll, membershipOf, type RollRoot } from "../../../../protocol/roll.ts";
import { capacityFor } from "../../../../protocol/rules.ts";
import type { Ballot } from "../../../../protocol/words.ts";
import { send } from "../chapters/voting.ts";
import type { DemoElection } from "../chapters/election.ts";
import type { Electorate, Voter } from "../chapters/roll.ts";
import type { ElectionPlan } from "../plan.ts";
import { HELPER, type Stage } from "../../stage.ts";
import { forgedProofs } from "./forged-proofs.ts";

export interface BallotCheats {
  readonly election: DemoElection;
  readonly terms: BallotTerms;
  readonly plan: ElectionPlan;
  readonly electorate: Electorate;
  /** A second ballot of someone who has voted, with proofs that hold. */
  readonly second: Ballot;
  /** A valid ballot that nobody has sent yet: what is made of it is refused for what was done to it, not as a repetition. */
  readonly unsent: Ballot;
  /** Ballots that were cast. */
  readonly cast: readonly Ballot[];
}

/** Everything that people try with ballots while voting is open. */
export async function cheatWithBallots(stage: Stage, cheats: BallotCheats): Promise<void> {
  const sendAs = (ballot: Ballot) => async () =>
    send(stage, { election: cheats.election, ballots: [ballot], account: await stage.account(HELPER) });
  const { refusals } = stage;
  await refusals.expect({
    cheat: "double-vote",
    attempt: "secondAlone",
    because: "NothingAccepted",
    act: sendAs(cheats.second),
  });
  await strangerVotes(stage, cheats, sendAs);
  const refused = (cheat: "altered-ballot" | "invalid-choice" | "forged-proof", attempt: string, ballot: Ballot) =>
    refusals.expect({ cheat, attempt, because: "InvalidProof", act: sendAs(ballot) });
  for (const [attempt, ballot] of alteredBallots(cheats)) await refused("altered-ballot", attempt, ballot);
  await overdrawnChoice(stage, cheats);
  await refused("invalid-choice", "swappedIn", withTooMuch(cheats));
  for (const [attempt, ballot] of await forgedProofs(cheats)) await refused("forged-proof", attempt, ballot);
}

/** Someone who is not on the list: first with another's place on it, then with a list of their own making. */
async function strangerVotes(
  stage: Stage,
  { terms, plan, electorate }: BallotCheats,
  sendAs: (ballot: Ballot) => () => Promise<unknown>,
): Promise<void> {
  const stranger = createIdentity(randomBytes(PRIVATE_KEY_BYTES));
  const values = plan.ballots[0]!.values;
  const borrowed = { secret: stranger.secret, membership: electorate.latecomer.membership };
  const { circuit, inputs } = sealBallot({ terms, ...borrowed, values, random: randomScalar });
  await stage.refusals.expect({
    cheat: "not-on-roll",
    attempt: "borrowedPlace",
    because: "CIRCUIT_REFUSED",
    act: () => stage.prover.prove({ circuit, inputs: { ...inputs } }),
  });
  const entries = [...electorate.roll.entries, { commitment: stranger.commitment, weight: 1n }];
  const ownRoll = makeRoll({ name: "My own list", entries });
  const tree = await buildRollTree(ownRoll);
  const ownTerms = { ...terms, rollRoot: tree.root as RollRoot };
  const membership = membershipOf({ roll: ownRoll, tree, commitment: stranger.commitment });
  const sealed = sealBallot({ terms: ownTerms, secret: stranger.secret, membership, values, random: randomScalar });
  const { words } = await stage.prover.prove({ circuit: sealed.circuit, inputs: { ...sealed.inputs } });
  await stage.refusals.expect({
    cheat: "not-on-roll",
    attempt: "ownList",
    because: "InvalidProof",
    act: sendAs({ proof: words, nullifier: sealed.nullifier, ciphertexts: sealed.ciphertexts }),
  });
}

/** What a dishonest helper could do to a ballot on its way. */
function alteredBallots({ unsent }: BallotCheats): (readonly [string, Ballot])[] {
  const [first, second, ...others] = unsent.ciphertexts;
  const raised = { c1: first!.c1, c2: add(first!.c2, BASE) };
  return [
    ["raised", { ...unsent, ciphertexts: [raised, second!, ...others] }],
    ["swapped", { ...unsent, ciphertexts: [second!, first!, ...others] }],
  ];
}

/** More for one option than the rules allow: the circuit makes no proof of it. */
async function overdrawnChoice(stage: Stage, { terms, electorate }: BallotCheats): Promise<void> {
  const { rules } = terms;
  const capacity = capacityFor(rules.optionCount);
  const voter: Voter = electorate.latecomer;
  const opening: BallotOpening = {
    values: Array.from({ length: capacity }, (_, option) => (option === 0 ? rules.maxValue + 1 : 0)),
    weight: voter.membership.weight,
    randomness: Array.from({ length: capacity }, randomScalar),
  };
  const secret = voter.identity.secret;
  const nullifier = nullifierOf({ secret, scope: terms.scope });
  const ciphertexts = encryptOpening(terms, opening);
  const inputs = ballotInputs({ terms, secret, membership: voter.membership, opening, nullifier, ciphertexts });
  await stage.refusals.expect({
    cheat: "invalid-choice",
    attempt: "tooMuch",
    because: "CIRCUIT_REFUSED",
    act: () => stage.prover.prove({ circuit: `ballot-${capacity}`, inputs: { ...inputs } }),
  });
}

/** The proof of a valid choice, sent with an encryption of too much. */
function withTooMuch({ unsent, terms }: BallotCheats): Ballot {
  const [, ...others] = unsent.ciphertexts;
  const tooMuch = encrypt({
    message: BigInt(terms.rules.maxValue) + 1n,
    randomness: randomScalar(),
    publicKey: terms.electionKey,
  });
  return { ...unsent, ciphertexts: [tooMuch, ...others] };
}
