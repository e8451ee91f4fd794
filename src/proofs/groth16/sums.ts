import { FIELD } from "../../crypto/field.ts";
import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { readG1, readG2 } from "./points.ts";
import type { Proof } from "../proof.ts";
import type { LoadedProvingKey } from "./proving-key.ts";
import type { Witness } from "./witness.ts";

/** Buckets of the largest multiplications. */
const MULTIPLY_SCRATCH_BYTES = 1 << 22;
/** The least non-residue of the scalar field: roots of unity are powers of it, in the engine and in snarkjs's keys. */
const NON_RESIDUE = 5n;

/** Which share of every sum to compute: piece `part` of `parts`, counted from 0. */
export interface Share {
  readonly part: number;
  readonly parts: number;
}

/**
 * Sums over the wires of one share, Jacobian, in the engine's own form. They depend on the witness: never shown to
 * anybody, and worth nothing once the proof is blinded.
 */
export interface WitnessSums {
  readonly a: Uint8Array;
  readonly b1: Uint8Array;
  readonly b2: Uint8Array;
  /** Private wires and quotient together. */
  readonly c: Uint8Array;
  readonly signals: readonly bigint[];
}

interface ProvingTask {
  readonly engine: Engine;
  readonly key: LoadedProvingKey;
}

/** The long part of a proof: Σ w_i·A_i, Σ w_i·B_i in both groups, Σ w_i·C_i + Σ h_i·H_i over the share's indices. */
export function sumWitness({
  engine,
  key,
  witness,
  share,
}: ProvingTask & { witness: Witness; share: Share }): WitnessSums {
  return engine.scratch(() => {
    const wires = engine.store(witness);
    const all = { scalars: wires, count: key.wireCount, share };
    const publicCount = key.signalCount + 1;
    const privateWires = { scalars: wires + publicCount * SIZE.field, count: key.wireCount - publicCount, share };

    const c = multiply(engine, { group: "g1m", points: key.c, ...privateWires });
    const quotient = { scalars: computeQuotient(engine, key, wires), count: key.domainSize, share };
    engine.call("g1m_add", c, multiply(engine, { group: "g1m", points: key.h, ...quotient }), c);
    const sums = {
      a: engine.read(multiply(engine, { group: "g1m", points: key.a, ...all }), SIZE.g1),
      b1: engine.read(multiply(engine, { group: "g1m", points: key.b1, ...all }), SIZE.g1),
      b2: engine.read(multiply(engine, { group: "g2m", points: key.b2, ...all }), SIZE.g2),
      c: engine.read(c, SIZE.g1),
      signals: Array.from({ length: key.signalCount }, (_, index) =>
        engine.readInteger(wires + (index + 1) * SIZE.field),
      ),
    };
    // The next task's blocks may not reach this far: the witness must not outlive its own.
    engine.write(wires, new Uint8Array(witness.byteLength));
    return sums;
  });
}

/**
 * The proof from the sums of all shares, blinded by r and s:
 *
 *     A = α + Σ w_i·A_i + r·δ      B = β + Σ w_i·B_i + s·δ
 *     C = Σ w_i·C_i + Σ h_i·H_i + s·A + r·B − r·s·δ
 */
export function finishProof({
  engine,
  key,
  sums,
  blinding,
}: ProvingTask & { sums: readonly WitnessSums[]; blinding: readonly [bigint, bigint] }): Proof {
  return engine.scratch(() => {
    const scalars = storeBlinding(engine, blinding);
    const a = addAll(engine, { group: "g1m", points: sums.map((sum) => sum.a) });
    const b1 = addAll(engine, { group: "g1m", points: sums.map((sum) => sum.b1) });
    const b2 = addAll(engine, { group: "g2m", points: sums.map((sum) => sum.b2) });
    const c = addAll(engine, { group: "g1m", points: sums.map((sum) => sum.c) });

    engine.call("g1m_addMixed", a, key.alpha1, a);
    addMultiple(engine, { sum: a, base: key.delta1, scalar: scalars.r });
    engine.call("g1m_addMixed", b1, key.beta1, b1);
    addMultiple(engine, { sum: b1, base: key.delta1, scalar: scalars.s });
    engine.call("g2m_addMixed", b2, key.beta2, b2);
    const blind = engine.allocate(SIZE.g2);
    engine.call("g2m_timesScalarAffine", key.delta2, scalars.s, SIZE.field, blind);
    engine.call("g2m_add", b2, blind, b2);

    addMultiple(engine, { sum: c, base: a, scalar: scalars.s, jacobian: true });
    addMultiple(engine, { sum: c, base: b1, scalar: scalars.r, jacobian: true });
    addMultiple(engine, { sum: c, base: key.delta1, scalar: scalars.minusRs });
    const words = [...readG1(engine, a), ...readG2(engine, b2), ...readG1(engine, c)];
    return { words, signals: sums[0]?.signals ?? [] };
  });
}

/**
 * The quotient's values (a·b − c)/z, up to the constant 1/z that the key's points hold, at the odd powers of the root of
 * unity of twice the domain. Plain integers.
 */
function computeQuotient(engine: Engine, key: LoadedProvingKey, witness: Pointer): Pointer {
  const { domainSize } = key;
  const [a, b, c] = [0, 1, 2].map(() => engine.allocate(domainSize * SIZE.field)) as [Pointer, Pointer, Pointer];
  const wires = [0, key.wireCount] as const;
  engine.call("qap_buildABC", key.coefficients, key.coefficientCount, witness, a, b, c, 0, domainSize, ...wires);

  const constants = engine.allocate(2 * SIZE.field);
  engine.writeIntegers(constants, [1n, power(NON_RESIDUE, (FIELD - 1n) / BigInt(2 * domainSize))]);
  engine.call("frm_batchToMontgomery", constants, 2, constants);
  for (const values of [a, b, c]) {
    engine.call("frm_ifft", values, domainSize);
    engine.call("frm_batchApplyKey", values, domainSize, constants, constants + SIZE.field, values);
    engine.call("frm_fft", values, domainSize);
  }
  engine.call("qap_joinABC", a, b, c, domainSize, a);
  engine.call("frm_batchFromMontgomery", a, domainSize, a);
  return a;
}

type Group = "g1m" | "g2m";

interface Sum {
  readonly group: Group;
  /** Affine. */
  readonly points: Pointer;
  readonly scalars: Pointer;
  readonly count: number;
  readonly share: Share;
}

function multiply(engine: Engine, { group, points, scalars, count, share }: Sum): Pointer {
  const { jacobian, affine } = group === "g1m" ? G1_SIZES : G2_SIZES;
  const from = Math.floor((count * share.part) / share.parts);
  const to = Math.floor((count * (share.part + 1)) / share.parts);
  const result = engine.allocate(jacobian);
  engine.reserve(MULTIPLY_SCRATCH_BYTES);
  const scalar = scalars + from * SIZE.field;
  engine.call(`${group}_multiexpAffine`, points + from * affine, scalar, SIZE.field, to - from, result);
  return result;
}

const G1_SIZES = { jacobian: SIZE.g1, affine: SIZE.g1Affine };
const G2_SIZES = { jacobian: SIZE.g2, affine: SIZE.g2Affine };

function addAll(engine: Engine, { group, points }: { group: Group; points: readonly Uint8Array[] }): Pointer {
  const sum = engine.allocate(group === "g1m" ? SIZE.g1 : SIZE.g2);
  engine.call(`${group}_zero`, sum);
  for (const point of points) engine.scratch(() => engine.call(`${group}_add`, sum, engine.store(point), sum));
  return sum;
}

/** sum += scalar·base, the base affine unless told. */
function addMultiple(
  engine: Engine,
  { sum, base, scalar, jacobian = false }: { sum: Pointer; base: Pointer; scalar: Pointer; jacobian?: boolean },
): void {
  engine.scratch(() => {
    const product = engine.allocate(SIZE.g1);
    engine.call(jacobian ? "g1m_timesScalar" : "g1m_timesScalarAffine", base, scalar, SIZE.field, product);
    engine.call("g1m_add", sum, product, sum);
  });
}

function storeBlinding(
  engine: Engine,
  [r, s]: readonly [bigint, bigint],
): { r: Pointer; s: Pointer; minusRs: Pointer } {
  const scalars = engine.allocate(3 * SIZE.field);
  engine.writeIntegers(scalars, [r, s, FIELD - ((r * s) % FIELD)]);
  return { r: scalars, s: scalars + SIZE.field, minusRs: scalars + 2 * SIZE.field };
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % FIELD;
    square = (square * square) % FIELD;
  }
  return result;
}
