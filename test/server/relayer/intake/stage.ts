import { developmentAccount, type Account } from "../../../../src/chain/accounts.ts";
import { createTelemetry, type Telemetry } from "../../../../src/server/telemetry.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import type { VerifyingKeys } from "../../../../src/server/relayer/intake/verifying-keys.ts";
import { Intake, type IntakeOptions } from "../../../../src/server/relayer/intake/intake.ts";
import type { SubmittedBallot } from "../../../../src/server/relayer/intake/ballots.ts";
import { DEFAULT_RELAYER_SETTINGS, type RelayerSettings } from "../../../../src/server/relayer/settings.ts";
import { PROOF_WORDS } from "../../../../src/protocol/words.ts";
import { simulatedBallots } from "../../../../scripts/bench/simulated-ballots.ts";
import { simulatedKeys, simulatedProver } from "../../../../scripts/bench/simulated.ts";
import { holdCeremony, openElection, type OpenElection } from "../../../../scripts/bench/stage.ts";
import { startTestChain, type TestChain } from "../../../chain/setup.ts";

/** A chain whose keys are simulated, with an election that takes ballots. */
export interface IntakeStage extends TestChain {
  readonly keys: VerifyingKeys;
  readonly relayer: Account;
  readonly election: OpenElection;
}

export async function openIntakeStage(): Promise<IntakeStage> {
  const keys = simulatedKeys();
  const test = await startTestChain({ keys });
  const setting = { chain: test.chain, prover: simulatedProver(), organizer: test.organizer };
  const ceremony = await holdCeremony(setting, { trusteeCount: 2, threshold: 2 });
  const rules = { optionCount: 2, maxValue: 1, minTotal: 1, maxTotal: 1, quadratic: false, distinct: false, blank: false, weighted: false }; // prettier-ignore
  const election = await openElection(setting, { ceremony, rules, voterCount: 2 });
  return { ...test, keys, relayer: developmentAccount(9), election };
}

export function telemetry(): Telemetry {
  return createTelemetry({ level: "silent" });
}

export function openIntake(
  stage: IntakeStage,
  store: Store,
  { settings = {}, ...changes }: Partial<IntakeOptions> & { settings?: Partial<RelayerSettings> } = {},
): Promise<Intake> {
  const config = { ...DEFAULT_RELAYER_SETTINGS, ...settings };
  const { chain, relayer: account, keys } = stage;
  return Intake.open({ store, chain, account, keys, config, telemetry: telemetry(), ...changes });
}

/** Ballots of the stage's election with simulated proofs, each of a voter of its own. */
export function makeBallots({ election: { electionId, terms } }: IntakeStage, count: number): SubmittedBallot[] {
  return [...simulatedBallots({ terms, count })].map(({ words }) => ballotOf(electionId, words));
}

export function ballotOf(electionId: bigint, words: readonly bigint[]): SubmittedBallot {
  return {
    electionId,
    proof: words.slice(0, PROOF_WORDS),
    nullifier: words[PROOF_WORDS]!,
    ciphertexts: words.slice(PROOF_WORDS + 1),
  };
}

/** How often proofs were verified. */
export async function proofBatches({ metrics }: Telemetry): Promise<number> {
  const text = await metrics.getSingleMetricAsString("psephos_relayer_verify_batch_size");
  return Number(/_count (\d+)/.exec(text)?.[1]);
}
