import { FIELD } from "../../crypto/field.ts";
import { shiftValues } from "./domain.ts";
import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { GROUPS } from "./limbed-points.ts";
import { multiply } from "./multiply.ts";
import { readG1, readG2 } from "./points.ts";
import type { Proof } from "../proof.ts";
import type { LoadedProvingKey } from "./proving-key.ts";
import { LIMBED_BYTES } from "./wasm-field.ts";
import type { Witness } from "./witness.ts";

/**
 * The long sums of a proof over its wires w and its quotient h: Σ w_i·A_i, Σ w_i·B_i in both groups, Σ w_i·C_i over
 * private wires, Σ h_i·H_i. In this order threads that take one after the other are done at about the same time.
 */
export const SUM_NAMES = ["h", "b2", "c", "a", "b1"] as const;
export type SumName = (typeof SUM_NAMES)[number];

/**
 * Jacobian points in the engine's own form. They depend on the witness: never shown to anybody, and worth nothing once
 * the proof is blinded.
 */
export type WitnessSums = Readonly<Record<SumName, Uint8Array>>;

interface ProvingTask {
  readonly engine: Engine;
  readonly key: LoadedProvingKey;
}

export function sumWitness(name: SumName, { engine, key, witness }: ProvingTask & { witness: Witness }): Uint8Array {
  return engine.scratch(() => {
    const wires = engine.store(witness);
    const publicCount = key.signalCount + 1;
    const scalars =
      name === "h" ? computeQuotient(engine, key, wires) : name === "c" ? wires + publicCount * SIZE.field : wires;
    const sum = multiply(engine, { points: key[name], scalars });
    // The next task's blocks may not reach this far: the witness must not outlive its own.
    engine.write(wires, new Uint8Array(witness.byteLength));
    return engine.read(sum, GROUPS[key[name].group].jacobian);
  });
}

/**
 * The proof from the sums, blinded by r and s:
 *
 *     A = α + Σ w_i·A_i + r·δ      B = β + Σ w_i·B_i + s·δ
 *     C = Σ w_i·C_i + Σ h_i·H_i + s·A + r·B − r·s·δ
 */
export function finishProof({
  engine,
  key,
  witness,
  sums,
  blinding,
}: ProvingTask & { witness: Witness; sums: WitnessSums; blinding: readonly [bigint, bigint] }): Proof {
  return engine.scratch(() => {
    const scalars = storeBlinding(engine, blinding);
    const [a, b1, b2] = [engine.store(sums.a), engine.store(sums.b1), engine.store(sums.b2)];
    const [c, h] = [engine.store(sums.c), engine.store(sums.h)];
    engine.call("g1m_add", c, h, c);

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
    return { words, signals: readSignals(witness, key.signalCount) };
  });
}

/**
 * The quotient's values (a·b − c)/z, up to the constant 1/z that the key's points hold, at the odd powers of the root of
 * unity of twice the domain. Plain integers.
 */
function computeQuotient(engine: Engine, key: LoadedProvingKey, witness: Pointer): Pointer {
  const { size } = key.domain;
  const plain = [0, 1, 2].map(() => engine.allocate(size * SIZE.field)) as [Pointer, Pointer, Pointer];
  engine.call("qap_buildABC", key.coefficients, key.coefficientCount, witness, ...plain, 0, size, 0, key.wireCount);
  const [a, b, c] = plain.map((values) => {
    const limbed = engine.allocate(size * LIMBED_BYTES);
    engine.call("r29_raise", values, size, limbed);
    shiftValues(engine, key.domain, limbed);
    return limbed;
  }) as [Pointer, Pointer, Pointer];
  engine.call("r29_mulSub", a, b, c, size);
  engine.call("r29_lower", a, size, plain[0]);
  engine.call("frm_batchFromMontgomery", plain[0], size, plain[0]);
  return plain[0];
}

/** The wires after the constant 1. */
function readSignals(witness: Witness, count: number): bigint[] {
  const wires = new DataView(witness.buffer, witness.byteOffset);
  return Array.from({ length: count }, (_, index) =>
    [24, 16, 8, 0].reduce(
      (value, offset) => (value << 64n) | wires.getBigUint64((index + 1) * SIZE.field + offset, true),
      0n,
    ),
  );
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
