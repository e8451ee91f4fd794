import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentAccount } from "../../src/chain/accounts.ts";
import { startAnvil } from "../../src/chain/anvil.ts";
import { attach } from "../../src/chain/contracts.ts";
import { deployContracts, type Deployment } from "../../src/chain/deployments.ts";
import { castBallots } from "../../src/chain/elections.ts";
import { connect } from "../../src/chain/provider.ts";
import { CIRCUIT_NAMES } from "../../src/generated/signals.ts";
import { ballotSignals } from "../../src/protocol/ballot.ts";
import { rulesFor } from "../../src/protocol/rule-presets.ts";
import { parseBallot } from "../../src/protocol/words.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import type { Proof } from "../../src/proofs/proof.ts";
import type { Prover } from "../../src/proofs/prover.ts";
import { semaphoreGas } from "./semaphore.ts";
import { holdCeremony, makeBallots, openElection } from "./stage.ts";

/** Gas for each ballot of four options by size of the batch, and for a vote by Semaphore on the same chain. */
export interface GasFigures {
  readonly perBallot: Readonly<Record<string, number>>;
  readonly semaphore: number;
  /** Semaphore's gas over ours in the largest batch. */
  readonly ratio: number;
}

/** Casts real ballots on a chain of its own; also hands out their proofs. */
export async function gasFigures(
  prover: Prover,
  batches: readonly number[],
): Promise<{ gas: GasFigures; proofs: Proof[] }> {
  const folder = mkdtempSync(join(tmpdir(), "psephos-bench-"));
  const local = await startAnvil({ folder });
  const connection = await connect({ url: local.url });
  try {
    const organizer = developmentAccount(0);
    const chain = await attach(connection, await deploy({ connection, account: organizer }));
    const setting = { chain, prover, organizer };
    const ceremony = await holdCeremony(setting, { trusteeCount: 2, threshold: 2 });
    const rules = rulesFor("single", { optionCount: 4 });
    const voterCount = batches.reduce((sum, size) => sum + size, 0);
    const { electionId, terms, voters } = await openElection(setting, { ceremony, rules, voterCount });
    const votes = voters.map((voter, index) => ({ voter, values: [0, 0, 0, 0].with(index % 4, 1) }));
    const ballots = await makeBallots(prover, { terms, votes });

    const perBallot: Record<string, number> = {};
    let from = 0;
    for (const size of batches) {
      const batch = ballots.slice(from, (from += size));
      const { gasUsed } = await castBallots({ chain, account: organizer, electionId, ballots: batch });
      perBallot[size] = Math.round(Number(gasUsed) / size);
    }
    const semaphore = await semaphoreGas(connection, organizer);
    const ratio = Number((semaphore / perBallot[Math.max(...batches)]!).toFixed(2));
    const proofs = ballots.map((words) => ({
      words: words.slice(0, 8),
      signals: ballotSignals(terms, parseBallot(words, 4)),
    }));
    return { gas: { perBallot, semaphore, ratio }, proofs };
  } finally {
    connection.close();
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function deploy(
  options: Pick<Parameters<typeof deployContracts>[0], "connection" | "account">,
): Promise<Deployment> {
  const loaded = await Promise.all(
    CIRCUIT_NAMES.map(async (circuit) => [circuit, (await loadVerifyingKey({ circuit })).verifyingKey] as const),
  );
  const keys = Object.fromEntries(loaded) as Parameters<typeof deployContracts>[0]["keys"];
  return deployContracts({ ...options, keys, phase: "development" });
}
