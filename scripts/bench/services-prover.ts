/** A warm prover through HTTP beside the bare prover, both with all threads warm, in turn. Runs alone too: `services-prover.ts [ROUNDS]`. */
import { createClient } from "../../src/server/client/client.ts";
import { proveRemotely } from "../../src/server/client/prove-remotely.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { openProver } from "../../src/proofs/prove.ts";
import { verifyProof } from "../../src/proofs/verify.ts";
import type { CircuitName } from "../../src/generated/signals.ts";
import { buildApp } from "../../src/server/http/build-app.ts";
import { DEFAULT_HTTP_CONFIG } from "../../src/server/http/config.ts";
import { proverPart } from "../../src/server/prover/prover-part.ts";
import { DEFAULT_PROVER_SETTINGS } from "../../src/server/prover/settings.ts";
import { createTelemetry } from "../../src/server/telemetry.ts";
import { runScript } from "../system/run-script.ts";
import { median, round, timed } from "./measure.ts";
import { sampleInputs } from "./samples.ts";

export interface ServedProverFigures {
  readonly circuit: CircuitName;
  /** Median times of a proof that is made and verified by whoever asked for it. */
  readonly bareMs: number;
  readonly servedMs: number;
  /** Of the medians, and the median over the rounds' own differences: machines whose speed changes disturb it less. */
  readonly overheadPercent: number;
  readonly pairedOverheadPercent: number;
}

const CIRCUIT = "ballot-4";

export async function servedProverFigures(rounds: number): Promise<ServedProverFigures> {
  const { verifyingKey: key } = await loadVerifyingKey({ circuit: CIRCUIT });
  const inputs = await sampleInputs(CIRCUIT);
  const task = { circuit: CIRCUIT, inputs } as const;
  const bare = openProver({ warm: [CIRCUIT] });
  const telemetry = createTelemetry({ level: "silent" });
  const part = proverPart({ config: { ...DEFAULT_PROVER_SETTINGS, warm: [CIRCUIT] }, telemetry });
  await Promise.all([bare.warmUp(), part.start()]);
  const app = await buildApp({
    parts: [part],
    config: { ...DEFAULT_HTTP_CONFIG, rates: { readPerMinute: 0, writePerMinute: 0 } },
    telemetry,
  });
  try {
    const client = createClient({ url: await app.listen({ host: "127.0.0.1", port: 0 }) });
    const proveBare = async (): Promise<void> => {
      // As whoever asks the service does, in `proveRemotely`.
      if (!(await verifyProof({ key, proof: await bare.prove(task) }))) throw new Error("a bare proof is wrong");
    };
    const proveServed = (): Promise<unknown> => proveRemotely({ client, task, key });
    return { circuit: CIRCUIT, ...(await comparePairs({ bare: proveBare, served: proveServed, rounds })) };
  } finally {
    await part.stop();
    await app.close();
    await bare.close();
  }
}

type Pairs = Omit<ServedProverFigures, "circuit">;

/** In turn, the first of each round changing; the first two rounds warm up and are dropped. */
async function comparePairs(work: {
  bare: () => Promise<unknown>;
  served: () => Promise<unknown>;
  rounds: number;
}): Promise<Pairs> {
  const times = { bare: [] as number[], served: [] as number[] };
  const WARM_UP_ROUNDS = 2;
  for (let index = 0; index < work.rounds + WARM_UP_ROUNDS; index++) {
    const order = index % 2 === 0 ? (["bare", "served"] as const) : (["served", "bare"] as const);
    for (const name of order) {
      const ms = await timed(work[name]);
      if (index >= WARM_UP_ROUNDS) times[name].push(ms);
    }
  }
  const [bareMs, servedMs] = [median(times.bare), median(times.served)];
  const percent = (served: number, bare: number): number => (served / bare - 1) * 100;
  return {
    bareMs: round(bareMs),
    servedMs: round(servedMs),
    overheadPercent: round(percent(servedMs, bareMs)),
    pairedOverheadPercent: round(median(times.served.map((ms, index) => percent(ms, times.bare[index]!)))),
  };
}

if (import.meta.main) {
  await runScript(async () => {
    console.log(JSON.stringify(await servedProverFigures(Number(process.argv[2] ?? 11)), undefined, 2));
  });
}
