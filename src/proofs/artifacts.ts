import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Groth16VerifyingKey } from "snarkjs";
import { PsephosError } from "../errors.ts";
import { ARTIFACTS } from "../generated/artifacts.ts";
import type { CircuitName } from "../generated/signals.ts";
import { verifyingKeyFromSnarkjs } from "./encode.ts";
import type { VerifyingKey } from "./proof.ts";

/** "development": forgeable by whoever repeats the public set-up; "ceremony": made by people who kept theirs secret. */
export type KeyPhase = "development" | "ceremony";

/** What the loader expects of a circuit's files: sha256 in hexadecimal. */
export interface ArtifactPin {
  readonly phase: KeyPhase;
  readonly constraintCount: number;
  readonly circuitHash: string;
  readonly wasmHash: string;
  readonly provingKeyHash: string;
  readonly verifyingKeyHash: string;
}

export interface ArtifactSource {
  readonly circuit: CircuitName;
  /** Holds one folder a circuit; the checkout's own build unless told. */
  readonly folder?: string;
  /** The generated manifest unless told. */
  readonly pins?: Readonly<Partial<Record<CircuitName, ArtifactPin>>>;
}

/** What proving takes: the witness generator and the proving key. */
export interface ProvingArtifacts {
  readonly wasm: Uint8Array;
  readonly provingKey: Uint8Array;
}

const BUILD_FOLDER = resolve(import.meta.dirname, "../../build/circuits");
const REBUILD = 'Run "npm start" or "npm test": both build what is missing.';

export async function loadProvingArtifacts(source: ArtifactSource): Promise<ProvingArtifacts> {
  const pin = pinOf(source);
  const [wasm, provingKey] = await Promise.all([
    loadWitnessGenerator(source),
    readPinned({ source, file: "proving-key.zkey", hash: pin.provingKeyHash }),
  ]);
  return { wasm, provingKey };
}

/** Its generator alone, for checks of inputs. */
export async function loadWitnessGenerator(source: ArtifactSource): Promise<Uint8Array> {
  return readPinned({ source, file: "circuit.wasm", hash: pinOf(source).wasmHash });
}

export async function loadVerifyingKey(
  source: ArtifactSource,
): Promise<{ verifyingKey: VerifyingKey; phase: KeyPhase }> {
  const pin = pinOf(source);
  const bytes = await readPinned({ source, file: "verifying-key.json", hash: pin.verifyingKeyHash });
  const key = JSON.parse(new TextDecoder().decode(bytes)) as Groth16VerifyingKey;
  return { verifyingKey: verifyingKeyFromSnarkjs({ key, circuitHash: `0x${pin.circuitHash}` }), phase: pin.phase };
}

function pinOf({ circuit, pins = ARTIFACTS }: ArtifactSource): ArtifactPin {
  const pin = pins[circuit];
  if (pin !== undefined) return pin;
  throw new PsephosError("ARTIFACT_MISSING", `No build of the circuit ${circuit} is pinned. ${REBUILD}`);
}

/** Nothing reads these files but through here: what is used is what was pinned, whoever could write to the disk. */
async function readPinned(wanted: { source: ArtifactSource; file: string; hash: string }): Promise<Uint8Array> {
  const { source, file, hash } = wanted;
  const path = resolve(source.folder ?? BUILD_FOLDER, source.circuit, file);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new PsephosError("ARTIFACT_MISSING", `${path} cannot be read. ${REBUILD}`, { detail: { path }, cause });
  });
  if (createHash("sha256").update(bytes).digest("hex") !== hash) {
    const message = `${path} is truncated or altered: its sha256 is not the pinned one. Delete it, then: ${REBUILD}`;
    throw new PsephosError("ARTIFACT_ALTERED", message, { detail: { path, expected: hash } });
  }
  return bytes;
}
