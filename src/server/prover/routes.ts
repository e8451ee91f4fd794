import { cancelProof, followProof, readProof, submitProof, verifyProof, type ProofJobAnswer } from "../api/proofs.ts";
import { route, type Route, type StreamEvent } from "../http/route.ts";
import { unlessAborted } from "../unless-aborted.ts";
import { failureMessage } from "./failures.ts";
import type { ProofChecker } from "./proof-checker.ts";
import type { ProofDesk } from "./proof-desk.ts";
import type { ProofJob } from "./proof-job.ts";

export interface Counter {
  readonly desk: ProofDesk;
  readonly checker: ProofChecker;
  readonly onVerified: (circuit: ProofJob["circuit"]) => void;
}

export function proofRoutes({ desk, checker, onVerified }: Counter): Route[] {
  return [
    route(submitProof, async ({ caller, body }) => answerOf(await desk.submit({ caller, ...body }), desk)),
    route(readProof, ({ caller, params }) => answerOf(desk.find({ caller, id: params.proofId }), desk)),
    route(followProof, ({ caller, params, signal }) => {
      const job = desk.find({ caller, id: params.proofId });
      return follow({ job, desk, signal });
    }),
    route(cancelProof, ({ caller, params }) => {
      desk.cancel({ caller, id: params.proofId });
      return undefined;
    }),
    route(verifyProof, async ({ body: { circuit, signals, proof } }) => {
      const valid = await checker.isValid({ circuit, proof: { words: proof, signals } });
      onVerified(circuit);
      return { valid };
    }),
  ];
}

function answerOf(job: ProofJob, desk: ProofDesk): ProofJobAnswer {
  const { id, circuit, current } = job;
  switch (current.state) {
    case "queued":
      return { id, circuit, state: "queued", position: Math.max(1, desk.positionOf(job)) };
    case "running":
      return { id, circuit, state: "running", stage: current.stage };
    case "done":
      return { id, circuit, state: "done", signals: current.proof.signals, proof: current.proof.words };
    case "failed":
      return { id, circuit, state: "failed", code: current.code, message: failureMessage(current.code) };
    case "cancelled":
      return { id, circuit, state: "cancelled" };
  }
}

/** A slow reader misses steps in between, never the last. */
async function* follow(reading: {
  job: ProofJob;
  desk: ProofDesk;
  signal: AbortSignal;
}): AsyncGenerator<StreamEvent<ProofJobAnswer>> {
  const { job, desk, signal } = reading;
  while (!signal.aborted) {
    // Taken before the answer: what changes while it is being sent is not missed.
    const { change, isFinished } = job;
    yield { data: answerOf(job, desk) };
    if (isFinished) return;
    await unlessAborted(change, [signal]);
  }
}
