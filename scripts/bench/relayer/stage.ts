import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { startAnvil } from "../../../src/chain/anvil.ts";
import { attach, type Chain } from "../../../src/chain/contracts.ts";
import { deployContracts } from "../../../src/chain/deployments.ts";
import { connect } from "../../../src/chain/provider.ts";
import { rulesFor } from "../../../src/protocol/rule-presets.ts";
import { PROOF_WORDS } from "../../../src/protocol/words.ts";
import { simulatedBallots } from "../simulated-ballots.ts";
import { simulatedKeys, simulatedProver } from "../simulated.ts";
import { holdCeremony, openElection, type OpenElection } from "../stage.ts";

/** A chain of its own with an election of four options that takes ballots whose proofs are simulated. */
export interface RelayStage {
  readonly chain: Chain;
  readonly election: OpenElection;
  /** For files; goes with the stage. */
  readonly folder: string;
  /** Path of the operation that takes ballots. */
  readonly path: string;
  close(): Promise<void>;
}

/** The body of a request that hands in a ballot. */
export interface BallotBody {
  readonly proof: readonly string[];
  readonly nullifier: string;
  readonly ciphertexts: readonly string[];
}

export async function openRelayStage(): Promise<RelayStage> {
  const folder = mkdtempSync(join(tmpdir(), "psephos-bench-"));
  const local = await startAnvil({ folder: join(folder, "chain") });
  const connection = await connect({ url: local.url });
  const organizer = developmentAccount(0);
  const keys = simulatedKeys();
  const deployment = await deployContracts({ connection, account: organizer, keys, phase: "development" });
  const chain = await attach(connection, deployment);
  const setting = { chain, prover: simulatedProver(), organizer };
  const ceremony = await holdCeremony(setting, { trusteeCount: 2, threshold: 2 });
  const rules = rulesFor("single", { optionCount: 4 });
  const election = await openElection(setting, { ceremony, rules, voterCount: 2 });
  const close = async (): Promise<void> => {
    connection.close();
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { chain, election, folder, path: `/v1/elections/${election.electionId}/ballots`, close };
}

export function* ballotBodies({ election: { terms } }: RelayStage, count: number): Generator<BallotBody> {
  for (const { words } of simulatedBallots({ terms, count })) yield bodyOf(words);
}

export function bodyOf(words: readonly bigint[]): BallotBody {
  const [nullifier, ...ciphertexts] = words.slice(PROOF_WORDS).map(String) as [string, ...string[]];
  return { proof: words.slice(0, PROOF_WORDS).map(String), nullifier, ciphertexts };
}

/** A file with one body a line, for the process that sends them. */
export async function writeBodies(file: string, bodies: Iterable<unknown>): Promise<string> {
  const lines = function* (): Generator<string> {
    for (const body of bodies) yield `${typeof body === "string" ? body : JSON.stringify(body)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return file;
}
