import { castBallots } from "../../../../chain/elections.ts";
import { latestTime } from "../../../../chain/time.ts";
import { randomScalar } from "../../../../crypto/random.ts";
import { ballotSignals, sealBallot, type BallotTerms } from "../../../../protocol/ballot.ts";
import { createManifest, MANIFEST_FORMAT, type Manifest } from "../../../../protocol/manifest.ts";
import { ballotWords, type Ballot } from "../../../../protocol/words.ts";
import { openElection } from "../../../open-election.ts";
import { createElection } from "../../../organizer/create-election.ts";
import { openResult } from "../../../organizer/open-result.ts";
import { proveChecked, type Statement } from "../../../prove-checked.ts";
import { checkedAggregate } from "../../../trustee/checked-aggregate.ts";
import { decrypt, testKey } from "../../../trustee/decrypt.ts";
import type { TownKey } from "./key.ts";
import type { TownRoll, TownVoter } from "./roll.ts";
import { BALLOT_CARRIER, TOWN_CLERK, type Town } from "./town.ts";

export interface TownElection {
  readonly electionId: bigint;
  readonly manifest: Manifest;
  readonly key: TownKey;
  readonly roll: TownRoll;
}

export interface ElectionWish extends Pick<Manifest, "title" | "description" | "organizer" | "options" | "rules"> {
  readonly key: TownKey;
  readonly roll: TownRoll;
  /** Seconds from now on. */
  readonly opensIn: number;
  readonly closesIn: number;
  readonly resultIn: number;
  readonly minimumTurnout?: number;
  /** How many keepers show now that their part of the key works; as many as are needed to open unless told. */
  readonly tests?: number;
}

/** An election in the phase "setup", announced; most of its keepers have tested their part of the key. */
export async function callTownElection(town: Town, wish: ElectionWish): Promise<TownElection> {
  const { chain, workspace, prover } = town;
  const { key, roll, opensIn, closesIn, resultIn, minimumTurnout = 0, tests = key.threshold, ...words } = wish;
  const now = await latestTime(chain);
  const manifest = createManifest({
    ...words,
    format: MANIFEST_FORMAT,
    kind: "test",
    roll: { id: roll.rollId, fileHash: roll.fileHash },
    ceremony: { id: key.ceremonyId },
    opensAt: now + opensIn,
    closesAt: now + closesIn,
    resultBy: now + resultIn,
    minimumTurnout,
  });
  const account = await town.account(TOWN_CLERK);
  const { electionId } = await createElection({ chain, account, workspace, manifest });
  for (const keeper of key.keepers.slice(0, tests)) {
    const election = await openElection({ chain, electionId });
    await testKey({ chain, account: keeper.account, prover, key: keeper.key, election });
  }
  return { electionId, manifest, key, roll };
}

export interface TownBallot {
  readonly voter: TownVoter;
  /** By option. */
  readonly values: readonly number[];
}

/** Seals and proves ballots on all cores; nothing is sent. */
export async function sealTownBallots(
  town: Town,
  { election, ballots }: { election: TownElection; ballots: readonly TownBallot[] },
): Promise<Ballot[]> {
  const { terms } = await openElection({ chain: town.chain, electionId: election.electionId });
  const sealed = ballots.map(({ voter, values }) => sealFor(terms, { voter, values }));
  const proofs = await proveChecked({
    prover: town.prover,
    statements: sealed.map((each) => statementOf(terms, each)),
  });
  return sealed.map(({ nullifier, ciphertexts }, at) => ({ proof: proofs[at]!.words, nullifier, ciphertexts }));
}

/** Sends sealed ballots in one transaction; voting must be open. */
export async function sendTownBallots(
  town: Town,
  { election, ballots }: { election: TownElection; ballots: readonly Ballot[] },
): Promise<void> {
  const { electionId } = election;
  const account = await town.account(BALLOT_CARRIER);
  await castBallots({ chain: town.chain, account, electionId, ballots: ballots.map(ballotWords) });
}

/** Each given keeper sends the part of the opening; voting must be over. The first `threshold` unless told. */
export async function decryptTownElection(town: Town, election: TownElection, count?: number): Promise<void> {
  const { chain, prover } = town;
  const { keepers, threshold } = election.key;
  for (const { account, key } of keepers.slice(0, count ?? threshold)) {
    const opened = await openElection({ chain, electionId: election.electionId });
    const aggregate = await checkedAggregate({ chain, election: opened });
    await decrypt({ chain, account, prover, key, election: opened, aggregate });
  }
}

/** The counts by option, once enough parts are there. */
export async function publishTownResult(town: Town, { electionId }: TownElection): Promise<readonly bigint[]> {
  const account = await town.account(TOWN_CLERK);
  return (await openResult({ chain: town.chain, account, electionId })).counts;
}

function sealFor(terms: BallotTerms, { voter, values }: TownBallot) {
  const { identity, membership } = voter;
  return sealBallot({ terms, secret: identity.secret, membership, values, random: randomScalar });
}

function statementOf(terms: BallotTerms, ballot: ReturnType<typeof sealBallot>): Statement {
  return { circuit: ballot.circuit, inputs: { ...ballot.inputs }, signals: ballotSignals(terms, ballot) };
}
