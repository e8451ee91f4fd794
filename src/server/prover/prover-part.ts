import type { FillRandom } from "../../crypto/random.ts";
import type { ErrorCode } from "../../errors.ts";
import { openProver, type ThreadedProver } from "../../proofs/prove.ts";
import type { Part, PartHealth } from "../part.ts";
import type { StepListener, Telemetry } from "../telemetry.ts";
import { isOwnFailure } from "./failures.ts";
import { proverMetrics } from "./metrics.ts";
import { inputChecks, ProofChecker } from "./proof-checker.ts";
import { ProofDesk } from "./proof-desk.ts";
import { proofIds } from "./proof-ids.ts";
import { proofRoutes } from "./routes.ts";
import type { ProverSettings } from "./settings.ts";

export interface ProverPartOptions {
  readonly config: ProverSettings;
  readonly telemetry: Telemetry;
  readonly onStep?: StepListener;
  /** Circuits' files; the installation's own build unless told. */
  readonly folder?: string;
  /** Another back end; threads of this process unless told. It is closed with the part. */
  readonly prover?: ThreadedProver;
  /** The system's generator unless told. */
  readonly random?: FillRandom;
}

/** Failures of its own in a row after which the service calls itself degraded. */
const DEGRADED_AFTER = 3;

/**
 * Makes proofs for callers, on threads kept warm. Steps: prover.queued, prover.started, prover.witness, prover.sums, prover.finish,
 * prover.proved. Nothing it is given or makes is written anywhere: a prover that is killed forgets all, and clients ask again.
 */
export function proverPart(options: ProverPartOptions): Part {
  const { config: settings, telemetry, onStep = () => undefined, random } = options;
  const source = options.folder === undefined ? {} : { folder: options.folder };
  const { warm, threads, heapMb } = settings;
  const prover = options.prover ?? openProver({ ...source, warm, heapMb, ...(threads === 0 ? {} : { threads }) });
  const checkFor = inputChecks(source);
  const checker = new ProofChecker({ ...source, limit: settings.verifyLimit });
  let isReady = false;
  let failuresInRow = 0;

  const desk = new ProofDesk({
    settings,
    prover,
    checkFor,
    nextId: proofIds(random),
    onStep,
    onFinish: ({ circuit, outcome, code, seconds }) => {
      metrics.finished({ circuit, outcome, seconds });
      if (outcome !== "cancelled") failuresInRow = code !== undefined && isOwnFailure(code) ? failuresInRow + 1 : 0;
      const facts = { circuit, outcome, ms: Math.round(seconds * 1000), ...(code === undefined ? {} : { code }) };
      telemetry.log[isWorthALook(code) ? "warn" : "info"](facts, "proof ended");
    },
  });
  const metrics = proverMetrics(telemetry.metrics, {
    waiting: () => desk.counts.waiting,
    running: () => desk.counts.running,
    kept: () => desk.counts.kept,
  });

  return {
    name: "prover",
    routes: proofRoutes({ desk, checker, onVerified: (circuit) => metrics.verified(circuit) }),
    async start() {
      await Promise.all([prover.warmUp(), ...warm.map(checkFor)]);
      isReady = true;
    },
    async stop() {
      isReady = false;
      await desk.close();
      await Promise.all([prover.close(), checker.close()]);
    },
    health() {
      const { counts } = desk;
      const isFull = counts.waiting >= settings.queueLimit;
      const state = !isReady ? "failing" : isFull || failuresInRow >= DEGRADED_AFTER ? "degraded" : "ok";
      return Promise.resolve<PartHealth>({ state, detail: { ...counts, failuresInRow, warm: warm.join(" ") } });
    },
  };
}

function isWorthALook(code: ErrorCode | undefined): boolean {
  return code !== undefined && isOwnFailure(code);
}
