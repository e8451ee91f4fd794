import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { curves, zKey, type SnarkjsLogger } from "snarkjs";
import { ROOT } from "./list.ts";

/**
 * The powers of tau are snarkjs's own test file (one contribution, 2^15), and the circuit's own contribution is a
 * beacon that everybody knows: whoever wants to can forge proofs under these keys. That is what makes them the same on
 * every machine, and why they are for development alone.
 */
const POWERS_OF_TAU_SHA256 = "8dd31d43d078430b15790344e614fed1a94d91b86078c1683d0195b991a9f603";

/** sha256 of "psephos development keys: forgeable by design". */
const BEACON = createHash("sha256").update("psephos development keys: forgeable by design").digest("hex");

/** The least that snarkjs takes: a delay protects a beacon from its author, and this one has no secret to protect. */
const BEACON_ITERATIONS_EXPONENT = 10;

/** From `folder`/circuit.r1cs to `folder`/proving-key.zkey and `folder`/verifying-key.json. */
export async function makeDevelopmentKeys(folder: string, powersOfTau = developmentPowersOfTau()): Promise<void> {
  refuseAlteredPowersOfTau(powersOfTau);
  const first = resolve(folder, "first.zkey");
  const provingKey = resolve(folder, "proving-key.zkey");
  const errors: string[] = [];
  const logger = onlyErrors(errors);
  try {
    // snarkjs reports failures to the logger and returns: only the files tell success.
    await zKey.newZKey(resolve(folder, "circuit.r1cs"), powersOfTau, first, logger);
    if (errors.length > 0) throw new Error(errors.join("; "));
    await zKey.beacon(first, provingKey, "psephos development", BEACON, BEACON_ITERATIONS_EXPONENT, logger);
    if (errors.length > 0) throw new Error(errors.join("; "));
    const verifyingKey = await zKey.exportVerificationKey(provingKey, logger);
    writeFileSync(resolve(folder, "verifying-key.json"), `${JSON.stringify(verifyingKey, null, 1)}\n`);
  } finally {
    // The curve keeps worker threads that would keep the process alive.
    await (await curves.getCurveFromName("bn128")).terminate();
  }
  rmSync(first);
}

/** From the package of an old snarkjs release, which carries a prepared file among its tests. */
export function developmentPowersOfTau(): string {
  return resolve(ROOT, "node_modules/powersoftau/test/plonk_circuit/powersOfTau15_final.ptau");
}

function refuseAlteredPowersOfTau(file: string): void {
  const found = createHash("sha256").update(readFileSync(file)).digest("hex");
  if (found !== POWERS_OF_TAU_SHA256) {
    throw new Error(`the powers of tau in ${file} are truncated or altered (sha256 ${found}): reinstall with npm ci`);
  }
}

function onlyErrors(errors: string[]): SnarkjsLogger {
  const ignore = (): void => undefined;
  return { debug: ignore, info: ignore, warn: ignore, error: (message) => errors.push(message) };
}
