import { setTimeout as sleep } from "node:timers/promises";
import { toQuantity, type Contract } from "ethers";
import { holdCeremony, openElection, type Ceremony, type OpenElection } from "../../../../scripts/bench/stage.ts";
import { simulatedBallots } from "../../../../scripts/bench/simulated-ballots.ts";
import { simulatedKeys, simulatedProver } from "../../../../scripts/bench/simulated.ts";
import type { Chain } from "../../../../src/chain/contracts.ts";
import { startTestChain, type TestChain } from "../../../chain/setup.ts";

const RULES = {
  optionCount: 2,
  maxValue: 1,
  minTotal: 1,
  maxTotal: 1,
  quadratic: false,
  distinct: false,
  blank: false,
  weighted: false,
};

/** A chain with an election in its voting phase, and ballots for it. */
export interface VotingChain {
  readonly test: TestChain;
  readonly chain: Chain;
  readonly ceremony: Ceremony;
  readonly election: OpenElection;
  /** Words of valid ballots, none of them cast. */
  readonly ballots: readonly (readonly bigint[])[];
}

export async function startVotingChain({ ballotCount }: { ballotCount: number }): Promise<VotingChain> {
  const test = await startTestChain({ keys: simulatedKeys() });
  const { chain, organizer } = test;
  const setting = { chain, organizer, prover: simulatedProver() };
  const ceremony = await holdCeremony(setting, { trusteeCount: 2, threshold: 2 });
  const election = await openElection(setting, { ceremony, rules: RULES, voterCount: 2 });
  const ballots = [...simulatedBallots({ terms: election.terms, count: ballotCount })].map(({ words }) => words);
  return { test, chain, ceremony, election, ballots };
}

/** As a node's own account sends it. */
export interface Call {
  readonly from: string;
  readonly to: string;
  readonly data: string;
  readonly gas: string;
}

/** Enough for some ballots; estimating each would take longer than the rest. */
const GAS = toQuantity(6_000_000);

export function call(
  { test }: VotingChain,
  { contract, name, args }: { contract: Contract; name: string; args: unknown[] },
): Call {
  const data = contract.interface.encodeFunctionData(name, args);
  return { from: test.organizer.address, to: contract.target as string, data, gas: GAS };
}

export function castCall(voting: VotingChain, ballots: readonly (readonly bigint[])[]): Call {
  const { chain, election } = voting;
  return call(voting, {
    contract: chain.contracts.elections,
    name: "cast",
    args: [election.electionId, ballots.flat()],
  });
}

export function rollCall(voting: VotingChain, root: bigint): Call {
  const fileHash = `0x${"11".repeat(32)}`;
  return call(voting, { contract: voting.chain.contracts.rolls, name: "publishRoll", args: [root, 1n, 1n, fileHash] });
}

export function openLogCall(voting: VotingChain, name: string): Call {
  return call(voting, { contract: voting.chain.contracts.logs, name: "openLog", args: [name] });
}

/** Returns when it is mined: a chain that reorganises while it mines mixes up its state. */
export async function sendNow({ chain }: VotingChain, sent: Call): Promise<void> {
  const hash = (await chain.provider.send("eth_sendTransaction", [sent])) as string;
  while ((await chain.provider.send("eth_getTransactionReceipt", [hash])) === null) await sleep(2);
}

export async function mine({ chain }: VotingChain, blocks: number): Promise<void> {
  await chain.provider.send("anvil_mine", [toQuantity(blocks)]);
}

/** Replaces the newest `depth` blocks by as many others, with these calls in the ones of these places. */
export async function reorganise(
  { chain }: VotingChain,
  { depth, calls = [] }: { depth: number; calls?: readonly (readonly [Call, number])[] },
): Promise<void> {
  await chain.provider.send("anvil_reorg", [depth, calls]);
}
