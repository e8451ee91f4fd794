import { loadProvingArtifacts, type ArtifactSource } from "../artifacts.ts";
import { Engine } from "../groth16/engine.ts";
import { finishProof, sumWitness, type Share, type WitnessSums } from "../groth16/sums.ts";
import type { Job, JobResults } from "./jobs.ts";
import type { Proof } from "../proof.ts";
import { loadProvingKey, type LoadedProvingKey } from "../groth16/proving-key.ts";
import { randomBlinding } from "../groth16/randomness.ts";
import { createVerifier, type BatchVerifier } from "../verify.ts";
import { WitnessGenerator } from "../groth16/witness.ts";

/** A circuit made ready: its key lies in an engine of its own. */
interface LoadedCircuit {
  readonly engine: Engine;
  readonly key: LoadedProvingKey;
  readonly generator: WitnessGenerator;
}

/** Does jobs on the thread that it lives on, and keeps what it loaded for them. */
export class Workbench {
  readonly #module: WebAssembly.Module;
  readonly #circuits = new Map<string, Promise<LoadedCircuit>>();
  #verifier: { readonly key: string; readonly verify: Promise<BatchVerifier> } | undefined;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  async do(job: Job): Promise<JobResults[Job["kind"]]> {
    switch (job.kind) {
      case "prove":
        return this.#finish(job.source, [await this.#sum(job, WHOLE)]);
      case "sum":
        return this.#sum(job, job.share);
      case "finish":
        return this.#finish(job.source, job.sums);
      case "verify":
        return (await this.#verifierOf(job))(job.proofs);
    }
  }

  async #sum({ source, inputs }: Extract<Job, { kind: "prove" | "sum" }>, share: Share): Promise<WitnessSums> {
    const { engine, key, generator } = await this.#circuit(source);
    const witness = await generator.generate(inputs);
    try {
      return sumWitness({ engine, key, witness, share });
    } finally {
      witness.fill(0);
    }
  }

  async #finish(source: ArtifactSource, sums: readonly WitnessSums[]): Promise<Proof> {
    return finishProof({ ...(await this.#circuit(source)), sums, blinding: randomBlinding() });
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
    if (this.#verifier?.key !== name) this.#verifier = { key: name, verify: createVerifier(key, this.#module) };
    return this.#verifier.verify;
  }
}

const WHOLE: Share = { part: 0, parts: 1 };

async function loadCircuit(source: ArtifactSource, module: WebAssembly.Module): Promise<LoadedCircuit> {
  const { wasm, provingKey } = await loadProvingArtifacts(source);
  const engine = await Engine.create(module);
  return {
    engine,
    key: loadProvingKey(engine, provingKey),
    generator: await WitnessGenerator.load({ circuit: source.circuit, wasm }),
  };
}
