import { FIELD } from "../../crypto/field.ts";
import { PsephosError } from "../../errors.ts";
import { makeDomain, type Domain } from "./domain.ts";
import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { storeLimbed, type LimbedPoints } from "./limbed-points.ts";

/** A Groth16 proving key in an engine's memory; single points are affine. */
export interface LoadedProvingKey {
  readonly wireCount: number;
  readonly signalCount: number;
  readonly domain: Domain;
  /** One entry for each non-zero coefficient of the constraints' first two factors. */
  readonly coefficients: Pointer;
  readonly coefficientCount: number;
  readonly alpha1: Pointer;
  readonly beta1: Pointer;
  readonly beta2: Pointer;
  readonly delta1: Pointer;
  readonly delta2: Pointer;
  readonly a: LimbedPoints;
  readonly b1: LimbedPoints;
  readonly b2: LimbedPoints;
  /** For private wires only. */
  readonly c: LimbedPoints;
  readonly h: LimbedPoints;
}

const GROTH16 = 1;
/** Matrix, constraint and wire as 32-bit numbers, then the value. */
const COEFFICIENT_BYTES = 12 + SIZE.field;

/**
 * Takes a key file of snarkjs (iden3's binary format: magic "zkey", version, sections of type, length and content)
 * apart into the engine's memory, where it stays.
 */
export function loadProvingKey(engine: Engine, file: Uint8Array): LoadedProvingKey {
  const sections = readSections(file);
  const section = (type: number): Uint8Array => {
    const content = sections.get(type);
    if (content === undefined) throw malformed(`section ${type} is missing`);
    return content;
  };
  if (view(section(1)).getUint32(0, true) !== GROTH16) throw malformed("it is not one of Groth16");
  const header = readHeader(section(2));
  const points = engine.store(section(2).subarray(header.pointsOffset));
  const coefficients = section(4);
  return {
    wireCount: header.wireCount,
    signalCount: header.signalCount,
    domain: makeDomain(engine, header.domainSize),
    coefficientCount: (coefficients.byteLength - 4) / COEFFICIENT_BYTES,
    coefficients: engine.store(coefficients.subarray(4)),
    alpha1: points,
    beta1: points + 64,
    beta2: points + 128,
    // The verifier's γ lies between.
    delta1: points + 384,
    delta2: points + 448,
    a: storeLimbed(engine, "g1", section(5)),
    b1: storeLimbed(engine, "g1", section(6)),
    b2: storeLimbed(engine, "g2", section(7)),
    c: storeLimbed(engine, "g1", section(8)),
    h: storeLimbed(engine, "g1", section(9)),
  };
}

function readHeader(content: Uint8Array): {
  wireCount: number;
  signalCount: number;
  domainSize: number;
  pointsOffset: number;
} {
  const numbers = view(content);
  const scalarField = [24, 16, 8, 0].reduce(
    (value, offset) => (value << 64n) | numbers.getBigUint64(40 + offset, true),
    0n,
  );
  const sizes = [numbers.getUint32(0, true), numbers.getUint32(36, true)];
  if (sizes.join() !== "32,32" || scalarField !== FIELD) throw malformed("it is not over BN254");
  return {
    wireCount: numbers.getUint32(72, true),
    signalCount: numbers.getUint32(76, true),
    domainSize: numbers.getUint32(80, true),
    pointsOffset: 84,
  };
}

function readSections(file: Uint8Array): Map<number, Uint8Array> {
  const numbers = view(file);
  if (file.byteLength < 12 || new TextDecoder().decode(file.subarray(0, 4)) !== "zkey") throw malformed("wrong magic");
  const sections = new Map<number, Uint8Array>();
  let offset = 12;
  for (let remaining = numbers.getUint32(8, true); remaining > 0; remaining--) {
    const length = Number(numbers.getBigUint64(offset + 4, true));
    sections.set(numbers.getUint32(offset, true), file.subarray(offset + 12, offset + 12 + length));
    offset += 12 + length;
  }
  return sections;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function malformed(what: string): PsephosError {
  return new PsephosError("PROVING_FAILED", `The proving key cannot be used: ${what}. Build the circuits again.`);
}
