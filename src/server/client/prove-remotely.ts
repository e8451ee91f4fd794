import { isPsephosError, PsephosError, type ErrorCode } from "../../errors.ts";
import type { Proof, VerifyingKey } from "../../proofs/proof.ts";
import type { ProofTask } from "../../proofs/prover.ts";
import { publicSignalsOf } from "../../proofs/public-signals.ts";
import { verifyProof } from "../../proofs/verify.ts";
import { cancelProof, followProof, submitProof, type ProofJobAnswer } from "../api/proofs.ts";
import type { Client } from "./client.ts";
import { pause, pauseMs } from "./retry.ts";

export interface RemoteTask {
  /** Of a prover. Whoever runs that sees the inputs. */
  readonly client: Client;
  readonly task: ProofTask;
  /** The pinned one, or the chain's: never one that the prover sent. */
  readonly key: VerifyingKey;
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (answer: ProofJobAnswer) => void;
}

const DEFAULT_TIMEOUT_SECONDS = 120;
/** A prover that was restarted has forgotten everything; one that forgets twice is not to be waited for. */
const MAX_SUBMISSIONS = 2;
/** To hand the inputs in, while the prover starts or is busy. */
const MAX_TRIES = 8;

/**
 * A proof from a prover service, believed in nothing: the public signals must be those of these inputs, and the proof must hold for
 * them (PROOF_INVALID). Asks again once when the prover has forgotten it; what hangs ends with the time (PROVING_FAILED).
 */
export async function proveRemotely(remote: RemoteTask): Promise<Proof> {
  const { task, key, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = remote;
  const expected = publicSignalsOf(task);
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  const signal = remote.signal === undefined ? timeout : AbortSignal.any([remote.signal, timeout]);
  const answer = await askFor(remote, signal).catch((error: unknown) => {
    if (remote.signal?.aborted === true) throw stopped();
    if (timeout.aborted) throw failed(`did not give a proof within ${timeoutSeconds} s`, error);
    throw error;
  });
  const isOurs =
    answer.signals.length === expected.length && expected.every((value, index) => value === answer.signals[index]);
  if (!isOurs) throw cheated("speaks for other signals than yours");
  const proof: Proof = { words: answer.proof, signals: expected };
  if (!(await verifyProof({ key, proof }))) throw cheated("does not hold");
  return proof;
}

type Done = Extract<ProofJobAnswer, { state: "done" }>;

async function askFor(remote: RemoteTask, signal: AbortSignal): Promise<Done> {
  for (let submission = 1; ; submission++) {
    const proofId = await submit(remote, signal);
    try {
      return await follow(remote, { proofId, signal });
    } catch (error) {
      if (!isPsephosError(error, "NOT_FOUND") || submission === MAX_SUBMISSIONS) throw error;
    } finally {
      forget(remote.client, proofId);
    }
  }
}

/** The id. A submission that was lost on its way may be made twice: that costs the prover some work, and nothing else. */
async function submit({ client, task }: RemoteTask, signal: AbortSignal): Promise<string> {
  for (let failures = 0; ; failures++) {
    try {
      return (await client.call(submitProof, { body: { circuit: task.circuit, inputs: task.inputs }, signal })).id;
    } catch (error) {
      const waitMs = failures + 1 < MAX_TRIES ? pauseMs(error, failures) : undefined;
      if (waitMs === undefined) throw error;
      await pause(waitMs, signal);
    }
  }
}

async function follow(
  { client, onProgress }: RemoteTask,
  { proofId, signal }: { proofId: string; signal: AbortSignal },
): Promise<Done> {
  for await (const { data } of client.events(followProof, { params: { proofId }, signal })) {
    onProgress?.(data);
    if (data.state === "done") return data;
    if (data.state === "failed") throw refused(data);
    if (data.state === "cancelled") break;
  }
  throw failed("broke off the work");
}

/** Not waited for: neither a proof nor an unfinished one is of use there any more, and in ten minutes it is gone by itself. */
function forget(client: Client, proofId: string): void {
  client.call(cancelProof, { params: { proofId } }).then(
    () => undefined,
    () => undefined,
  );
}

/** The prover's own words stay out of ours: it may say anything. */
function refused({ circuit, code }: Extract<ProofJobAnswer, { state: "failed" }>): PsephosError {
  if (!REFUSALS.has(code)) return failed("could not make the proof");
  const message = `The circuit ${circuit} refuses these inputs: they break one of its rules.`;
  return new PsephosError("CIRCUIT_REFUSED", message, { detail: { circuit } });
}

const REFUSALS: ReadonlySet<string> = new Set<ErrorCode>(["CIRCUIT_REFUSED"]);

function failed(what: string, cause?: unknown): PsephosError {
  return new PsephosError("PROVING_FAILED", `The prover ${what}. Try again, or prove on your own device.`, { cause });
}

function stopped(): PsephosError {
  return new PsephosError("INTERRUPTED", "The work was stopped before it was done.");
}

function cheated(how: string): PsephosError {
  const message = `The prover gave a proof that ${how}: it is broken or cheats. Nothing was sent. Prove on your own device.`;
  return new PsephosError("PROOF_INVALID", message);
}
