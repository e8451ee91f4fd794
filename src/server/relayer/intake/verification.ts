import { PsephosError } from "../../../errors.ts";
import type { VerifyingKey } from "../../../proofs/proof.ts";
import type { WorkerPool } from "../../../proofs/workers/pool.ts";
import type { CircuitName } from "../../../generated/signals.ts";
import type { Store } from "../../store/store.ts";
import type { StepListener } from "../../telemetry.ts";
import type { Callers } from "./callers.ts";
import type { Candidate } from "./candidate.ts";
import { findKept, keepEach, storeFailure, type Kept } from "./entries.ts";
import type { IntakeMeters } from "./meters.ts";
import { refusalsByRecord } from "./recorded.ts";
import type { Targets } from "./targets.ts";
import { refusedByTrust } from "./trust-roots.ts";

/** A candidate whose caller waits for the answer. */
export interface Waiting {
  readonly caller: string;
  readonly candidate: Candidate;
  readonly resolve: (kept: Kept) => void;
  readonly reject: (error: unknown) => void;
}

export interface Verifying {
  readonly store: Store;
  readonly targets: Targets;
  readonly pool: WorkerPool;
  readonly keyOf: (circuit: CircuitName) => Promise<VerifyingKey>;
  readonly callers: Callers;
  readonly meters: IntakeMeters;
  readonly onStep: StepListener;
  /** After every batch that was kept. */
  readonly onKept: () => void;
  /** Of a caller whose proof was wrong. */
  readonly onWrong: (caller: string) => void;
}

/** Settles every candidate of a batch, all of one circuit: what is known already, then what is proved, then what is kept. */
export async function verifyBatch(batch: readonly Waiting[], verifying: Verifying): Promise<void> {
  try {
    const unknown = await settleKnown(batch, verifying);
    const news = await filterRefused(unknown, (candidates) => refusalsByRecord(verifying.targets.chain, candidates));
    const proved = await filterProved(news, verifying);
    await verifying.onStep("relayer.verified");
    const trusted = await filterRefused(proved, (candidates) =>
      Promise.all(candidates.map((candidate) => refusedByTrust(verifying.targets, candidate))),
    );
    await keepAll(trusted, verifying);
  } catch (error) {
    // Whoever has an answer already does not hear this one.
    for (const { reject } of batch) reject(error);
  }
}

async function settleKnown(batch: readonly Waiting[], { store }: Verifying): Promise<Waiting[]> {
  const candidates = batch.map(({ candidate }) => candidate);
  const kept = await findKept(store.database, candidates).catch((error: unknown) => {
    throw storeFailure(error);
  });
  return batch.filter((waiting, place) => {
    const there = kept[place];
    if (there !== undefined) settleWith(waiting, there);
    return there === undefined;
  });
}

/** The same content is the same entry; in the place of another one it is refused. */
function settleWith({ candidate, resolve, reject }: Waiting, kept: Kept | undefined): void {
  if (kept !== undefined && kept.contentHash === candidate.contentHash) resolve(kept);
  else reject(alreadyReceived(candidate));
}

function alreadyReceived({ kind }: Candidate): PsephosError {
  const what =
    kind === "ballot" ? "another ballot of this voter" : "another presentation for this person or commitment";
  return new PsephosError("ALREADY_RECEIVED", `The relayer has ${what} already, and sends that one. The first counts.`);
}

async function filterRefused(
  batch: readonly Waiting[],
  refusalsOf: (candidates: readonly Candidate[]) => Promise<(PsephosError | undefined)[]>,
): Promise<Waiting[]> {
  const refusals = await refusalsOf(batch.map(({ candidate }) => candidate));
  return batch.filter(({ reject }, place) => {
    const refusal = refusals[place];
    if (refusal !== undefined) reject(refusal);
    return refusal === undefined;
  });
}

async function filterProved(batch: readonly Waiting[], verifying: Verifying): Promise<Waiting[]> {
  const [first] = batch;
  if (first === undefined) return [];
  const { pool, keyOf, callers, meters, onWrong } = verifying;
  const key = await keyOf(first.candidate.circuit);
  const proofs = batch.map(({ candidate }) => candidate.proof);
  meters.batchSize.observe(batch.length);
  const stopTimer = meters.batchSeconds.startTimer();
  const { bad } = await pool.do({ kind: "verify", key, proofs });
  stopTimer();
  const wrong = new Set(bad);
  return batch.filter(({ caller, reject }, place) => {
    if (!wrong.has(place)) {
      callers.noteGood(caller);
      return true;
    }
    callers.noteWrong(caller);
    onWrong(caller);
    reject(new PsephosError("PROOF_INVALID", "The proof does not hold. Prove again, with the present artifacts."));
    return false;
  });
}

async function keepAll(batch: readonly Waiting[], { store, meters, onStep, onKept }: Verifying): Promise<void> {
  if (batch.length === 0) return;
  const candidates = batch.map(({ candidate }) => candidate);
  const outcomes = await keepEach(store, candidates);
  onKept();
  await onStep("relayer.stored");
  for (const [place, waiting] of batch.entries()) {
    const outcome = outcomes[place]!;
    if (outcome.status === "rejected") {
      waiting.reject(outcome.reason);
      continue;
    }
    meters.accepted.inc({ kind: waiting.candidate.kind });
    settleWith(waiting, outcome.value);
  }
}
