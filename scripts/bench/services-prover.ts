/** A warm prover through HTTP beside the bare prover, both with all threads warm, in turn. Runs alone too: `services-prover.ts [ROUNDS]`. */
import type { CircuitName } from "../../src/generated/signals.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { openProver } from "../../src/proofs/prove.ts";
import type { ProofTask } from "../../src/proofs/prover.ts";
import { publicSignalsOf } from "../../src/proofs/public-signals.ts";
import { verifyProof } from "../../src/proofs/verify.ts";
import { followProof, submitProof } from "../../src/server/api/proofs.ts";
import { createClient, type Client } from "../../src/server/client/client.ts";
import { proveRemotely } from "../../src/server/client/prove-remotely.ts";
import { buildApp } from "../../src/server/http/build-app.ts";
import { DEFAULT_HTTP_CONFIG, NO_RATES } from "../../src/server/http/config.ts";
import { proverPart, type ProverPartOptions } from "../../src/server/prover/prover-part.ts";
import { DEFAULT_PROVER_SETTINGS } from "../../src/server/prover/settings.ts";
import { createTelemetry } from "../../src/server/telemetry.ts";
import { runScript } from "../system/run-script.ts";
import { median, round, timed } from "./measure.ts";
import { sampleInputs } from "./samples.ts";
import { simulatedKeyOf, simulatedProver, simulateProof } from "./simulated.ts";

export interface ServedProverFigures {
  readonly circuit: CircuitName;
  /** Median times of a proof that is made and verified by whoever asked for it. */
  readonly bareMs: number;
  readonly servedMs: number;
  /** Of the medians, and the median over the rounds' own differences: machines whose speed changes disturb it less. */
  readonly overheadPercent: number;
  readonly pairedOverheadPercent: number;
  /** What the service does besides proving: hardly disturbed by how the machine's speed changes from proof to proof. */
  readonly addedMs: number;
}

const CIRCUIT = "ballot-4";
const INSTANT_ROUNDS = 50;

export async function servedProverFigures(rounds: number): Promise<ServedProverFigures> {
  const { verifyingKey: key } = await loadVerifyingKey({ circuit: CIRCUIT });
  const task = { circuit: CIRCUIT, inputs: await sampleInputs(CIRCUIT) } as const;
  const bare = openProver({ warm: [CIRCUIT] });
  await bare.warmUp();
  const pairs = await withService({}, (client) =>
    comparePairs({
      // As whoever asks the service does, in `proveRemotely`.
      bare: async () => verifyProof({ key, proof: await bare.prove(task) }),
      served: () => proveRemotely({ client, task, key }),
      rounds,
    }),
  ).finally(() => bare.close());
  const proof = simulateProof(simulatedKeyOf(CIRCUIT), publicSignalsOf(task));
  const instant = { ...simulatedProver(), prove: () => Promise.resolve(proof), warmUp: () => Promise.resolve() };
  const alone = await withService({ prover: instant }, (client) => timeAlone({ client, task, rounds: INSTANT_ROUNDS }));
  return { circuit: CIRCUIT, ...pairs, addedMs: round(alone) };
}

async function withService<Result>(
  options: Pick<ProverPartOptions, "prover">,
  measure: (client: Client) => Promise<Result>,
): Promise<Result> {
  const telemetry = createTelemetry({ level: "silent" });
  const part = proverPart({ config: { ...DEFAULT_PROVER_SETTINGS, warm: [CIRCUIT] }, telemetry, ...options });
  await part.start();
  const config = { ...DEFAULT_HTTP_CONFIG, rates: NO_RATES };
  const app = await buildApp({ parts: [part], config, telemetry });
  try {
    return await measure(createClient({ url: await app.listen({ host: "127.0.0.1", port: 0 }) }));
  } finally {
    await part.stop();
    await app.close();
  }
}

/** What asking, waiting for and fetching a proof costs that takes no time to make. */
async function timeAlone(work: { client: Client; task: ProofTask; rounds: number }): Promise<number> {
  const { client, task, rounds } = work;
  const times: number[] = [];
  for (let index = 0; index < rounds; index++) {
    times.push(
      await timed(async () => {
        const { id } = await client.call(submitProof, { body: task });
        for await (const { data } of client.events(followProof, { params: { proofId: id } })) {
          if (data.state === "done") break;
        }
      }),
    );
  }
  return median(times);
}

type Pairs = Omit<ServedProverFigures, "circuit" | "addedMs">;

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
