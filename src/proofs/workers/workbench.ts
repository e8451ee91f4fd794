import { loadProvingArtifacts, type ArtifactSource } from "../artifacts.ts";
import { Engine } from "../groth16/engine.ts";
import { finishProof, SUM_NAMES, sumWitness, type SumName } from "../groth16/sums.ts";
import type { Job, JobResults } from "./jobs.ts";
import type { Proof } from "../proof.ts";
import { loadProvingKey, type LoadedProvingKey } from "../groth16/proving-key.ts";
import { randomBlinding } from "../groth16/randomness.ts";
import { Recent } from "./recent.ts";
import { createVerifier, type BatchVerifier } from "../verify.ts";
import { WitnessGenerator, type Witness } from "../groth16/witness.ts";

/** A circuit made ready: its key lies in an engine of its own. */
interface LoadedCircuit {
  readonly engine: Engine;
  readonly key: LoadedProvingKey;
  readonly generator: WitnessGenerator;
}

/** Prepared verifying keys at a time, 2 to 4 MB each: a relayer's ballots and presentations, and one more. */
const VERIFIER_LIMIT = 8;

/** Does jobs on the thread that it lives on, and keeps what it loaded for them. */
export class Workbench {
  readonly #module: WebAssembly.Module;
  readonly #circuits = new Map<string, Promise<LoadedCircuit>>();
  readonly #verifiers = new Recent<Promise<BatchVerifier>>(VERIFIER_LIMIT);

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  async do(job: Job): Promise<JobResults[Job["kind"]]> {
    switch (job.kind) {
      case "load":
        await Promise.all(job.sources.map((source) => this.#circuit(source)));
        return true;
      case "prove":
        return this.#prove(job);
      case "witness":
        return (await this.#circuit(job.source)).generator.generate(job.inputs);
      case "sum":
        return wiping(job.witness, async () => sumWitness(job.name, { ...(await this.#circuit(job.source)), ...job }));
      case "finish":
        return wiping(job.witness, () => this.#finish(job));
      case "verify":
        return (await this.#verifierOf(job))(job.proofs);
    }
  }

  async #prove({ source, inputs }: Extract<Job, { kind: "prove" }>): Promise<Proof> {
    const circuit = await this.#circuit(source);
    const witness = await circuit.generator.generate(inputs);
    return wiping(witness, () => {
      const sums = SUM_NAMES.map((name) => [name, sumWitness(name, { ...circuit, witness })] as const);
      return this.#finish({ source, witness, sums: Object.fromEntries(sums) as Record<SumName, Uint8Array> });
    });
  }

  async #finish({ source, ...task }: Omit<Extract<Job, { kind: "finish" }>, "kind">): Promise<Proof> {
    return finishProof({ ...(await this.#circuit(source)), ...task, blinding: randomBlinding() });
  }

  #circuit(source: ArtifactSource): Promise<LoadedCircuit> {
    const name = `${source.folder ?? ""}\0${source.circuit}`;
    let loaded = this.#circuits.get(name);
    if (loaded === undefined) {
      loaded = loadCircuit(source, this.#module);
      this.#circuits.set(name, loaded);
      // A file that was missing may be there next time.
      loaded.catch(() => this.#circuits.delete(name));
    }
    return loaded;
  }

  #verifierOf({ key }: Extract<Job, { kind: "verify" }>): Promise<BatchVerifier> {
    const name = [key.circuitHash, key.alpha, key.beta, key.gamma, key.delta, key.ic].join();
    return this.#verifiers.take(name, () => {
      const verifier = createVerifier(key, this.#module);
      verifier.catch(() => this.#verifiers.delete(name));
      return verifier;
    });
  }
}

/** Overwrites the witness when the work is done or has failed. */
async function wiping<Result>(witness: Witness, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    witness.fill(0);
  }
}

async function loadCircuit(source: ArtifactSource, module: WebAssembly.Module): Promise<LoadedCircuit> {
  const { wasm, provingKey } = await loadProvingArtifacts(source);
  const engine = await Engine.create(module);
  return {
    engine,
    key: loadProvingKey(engine, provingKey),
    generator: await WitnessGenerator.load({ circuit: source.circuit, wasm }),
  };
}
