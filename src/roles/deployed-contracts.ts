import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { CONTRACT_NAMES, deployedCode, read, type Chain, type Contracts, type ReadCall } from "../chain/contracts.ts";
import { PsephosError } from "../errors.ts";
import { CIRCUIT_NAMES, type CircuitName } from "../generated/signals.ts";
import { loadVerifyingKey, type KeyPhase } from "../proofs/artifacts.ts";
import type { VerifyingKey } from "../proofs/proof.ts";
import { PRESENTATION_CIRCUITS } from "../protocol/credential/policy-terms.ts";
import { OPTION_CAPACITIES } from "../protocol/params.ts";

/** Every verifying key that this installation pins. */
export async function loadPinnedKeys(): Promise<{ keys: Record<CircuitName, VerifyingKey>; phase: KeyPhase }> {
  const loaded = await Promise.all(CIRCUIT_NAMES.map((circuit) => loadVerifyingKey({ circuit })));
  const keys = Object.fromEntries(CIRCUIT_NAMES.map((circuit, index) => [circuit, loaded[index]?.verifyingKey]));
  const phase = loaded.every((each) => each.phase === "ceremony") ? "ceremony" : "development";
  return { keys: keys as Record<CircuitName, VerifyingKey>, phase };
}

/**
 * Refuses contracts that are not this installation's: other code, contracts that ask each other elsewhere, or other verifying keys. Whoever
 * made such keys may be able to forge any ballot or attestation, and a person's client must not lend them her trust.
 */
export async function checkDeployedContracts(chain: Chain): Promise<void> {
  // Code first: of other code the questions that follow may have no answer.
  await checkCode(chain);
  await Promise.all([checkWiring(chain), checkKeys(chain)]);
}

interface CompiledContract {
  readonly deployedBytecode: string;
  /** Places of values that the constructor writes into the code, in bytes. */
  readonly immutableReferences: Readonly<Record<string, readonly { start: number; length: number }[]>>;
}

async function checkCode(chain: Chain): Promise<void> {
  const entries = Object.entries(CONTRACT_NAMES) as [keyof Contracts, string][];
  await Promise.all(
    entries.map(async ([key, name]) => {
      const [deployed, compiled] = await Promise.all([deployedCode(chain, key), readCompiled(name)]);
      if (runningCode(deployed, compiled) !== runningCode(compiled.deployedBytecode, compiled)) {
        throw untrusted(`the code of ${name} is another than this installation's`);
      }
    }),
  );
}

async function readCompiled(name: string): Promise<CompiledContract> {
  const file = resolve(import.meta.dirname, `../../build/artifacts/contracts/${name}.sol/${name}.json`);
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    const message = `${file} cannot be read. Run "npm start" or "npm test": both build what is missing.`;
    throw new PsephosError("ARTIFACT_MISSING", message, { cause });
  });
  return JSON.parse(text) as CompiledContract;
}

/** What runs: without the values that the constructor wrote in, and without the compiler's note on the sources at the end. */
function runningCode(code: string, { immutableReferences }: CompiledContract): string {
  const bytes = Buffer.from(code.slice(2), "hex");
  for (const { start, length } of Object.values(immutableReferences).flat()) {
    bytes.subarray(start, start + length).fill(0);
  }
  const noteLength = bytes.length < 2 ? 0 : bytes.readUInt16BE(bytes.length - 2) + 2;
  return bytes.subarray(0, Math.max(0, bytes.length - noteLength)).toString("hex");
}

/** The contracts ask each other, and no others. */
async function checkWiring({ contracts, deployment }: Chain): Promise<void> {
  const { elections, ceremonies, policies, attestations, enrolments } = contracts;
  const { addresses } = deployment;
  const accepting = [attestations, enrolments].flatMap((contract) => [
    { contract, name: "verifier", expected: addresses.verifier },
    { contract, name: "issuerRegistry", expected: addresses.issuers },
    { contract, name: "policyRegistry", expected: addresses.policies },
  ]);
  const links = [
    { contract: elections, name: "verifier", expected: addresses.verifier },
    { contract: elections, name: "keyCeremony", expected: addresses.ceremonies },
    { contract: elections, name: "rollRegistry", expected: addresses.rolls },
    { contract: ceremonies, name: "verifier", expected: addresses.verifier },
    { contract: policies, name: "issuerRegistry", expected: addresses.issuers },
    ...accepting,
  ];
  // All at once: on a slow line each question alone takes as long as all together.
  const named = await Promise.all(links.map(({ contract, name }) => read<string>({ contract, name })));
  for (const [at, { name, expected }] of links.entries()) {
    if (named[at]?.toLowerCase() !== expected.toLowerCase())
      throw untrusted(`a contract asks another ${name} than the record names`);
  }
}

async function checkKeys(chain: Chain): Promise<void> {
  const { keys } = await loadPinnedKeys();
  const { verifier } = chain.contracts;
  await Promise.all(
    keysInUse(chain.contracts).map(async ({ circuit, ...question }) => {
      const keyId = await read<string>(question);
      const deployed = await read<VerifyingKey>({ contract: verifier, name: "verifyingKey", args: [keyId] });
      if (!isSameKey(deployed, keys[circuit])) {
        throw untrusted(`${circuit} proofs are checked against another key than this installation's`);
      }
    }),
  );
}

/** Asked of the contracts that use the keys: a deployment record could name one key and the contract use another. */
function keysInUse({ ceremonies, elections, attestations, enrolments }: Contracts): (ReadCall & {
  circuit: CircuitName;
})[] {
  const byCapacity = OPTION_CAPACITIES.flatMap((capacity) => [
    { circuit: `ballot-${capacity}`, contract: elections, name: "ballotKeyId", args: [capacity] } as const,
    { circuit: `decryption-${capacity}`, contract: elections, name: "decryptionKeyId", args: [capacity] } as const,
  ]);
  const presentations = [attestations, enrolments].flatMap((contract) =>
    PRESENTATION_CIRCUITS.map(
      (circuit, index) => ({ circuit, contract, name: "presentationKeyId", args: [index] }) as const,
    ),
  );
  return [
    { circuit: "dealing", contract: ceremonies, name: "dealingKeyId" },
    ...byCapacity,
    ...presentations,
    { circuit: "pseudonym", contract: attestations, name: "pseudonymKeyId" },
  ];
}

function isSameKey(deployed: VerifyingKey, pinned: VerifyingKey): boolean {
  const words = ({ circuitHash, alpha, beta, gamma, delta, ic }: VerifyingKey): string =>
    [circuitHash.toLowerCase(), ...[alpha, beta, gamma, delta, ic].flatMap((part) => [...part])].join();
  return words(deployed) === words(pinned);
}

function untrusted(reason: string): PsephosError {
  return new PsephosError(
    "DEPLOYMENT_UNTRUSTED",
    `These contracts cannot be trusted: ${reason}. Ask the organizer which version of psephos deployed them.`,
  );
}
