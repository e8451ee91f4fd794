import { cpus } from "node:os";
import { curves } from "snarkjs";
import { openProver } from "../../src/proofs/prove.ts";
import type { Proof } from "../../src/proofs/proof.ts";
import { verificationTimes, type VerificationTimes } from "./proofs.ts";
import { sampleInputs } from "./samples.ts";
import { indexerFigures } from "./services-indexer.ts";
import { junkFigures } from "./services-junk.ts";
import { servedProverFigures } from "./services-prover.ts";
import { relayerFigures } from "./services-relayer.ts";
import { startFigures } from "./services-start.ts";

const REAL_PROOFS = 4;

export type ServiceFigures = Awaited<ReturnType<typeof serviceFigures>>;

/** The services beside the chain, one after the other, each with the machine to itself. */
export async function serviceFigures({ quick, tell }: { quick: boolean; tell: (what: string) => void }) {
  tell("services: a relayer under load, on either database");
  const relayer = await relayerFigures(
    quick ? { embedded: 2_000, server: 2_000 } : { embedded: 50_000, server: 10_000 },
  );
  tell("services: a relayer that is sent junk");
  const junk = await junkFigures(quick ? 1_200 : 10_000);
  tell("services: a batch of proofs, and one by one");
  const verification = await batchFigures(quick ? 2 : 7);
  tell("services: an indexer from an empty database");
  const indexer = await indexerFigures({ ballots: quick ? 1_000 : 10_000 });
  tell("services: a warm prover over HTTP and without");
  const prover = await servedProverFigures(quick ? 3 : 21);
  tell("services: the start");
  const start = await startFigures();
  return { cores: cpus().length, relayer, junk, verification, indexer, prover, start };
}

/** Real proofs; the verifier has them over and over. */
async function batchFigures(rounds: number): Promise<VerificationTimes> {
  const prover = openProver();
  const proofs: Proof[] = [];
  try {
    for (let count = 0; count < REAL_PROOFS; count++) {
      proofs.push(await prover.prove({ circuit: "ballot-4", inputs: await sampleInputs("ballot-4") }));
    }
    return await verificationTimes(proofs, rounds);
  } finally {
    await prover.close();
    await (await curves.getCurveFromName("bn128")).terminate();
  }
}
