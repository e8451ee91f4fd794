import { SIZE, type Engine, type Pointer } from "./engine.ts";
import { isG1, isG2, storeG1, storeG2 } from "./points.ts";
import { PsephosError } from "../../errors.ts";
import { signalCount, type VerifyingKey } from "../proof.ts";

/** A verifying key in an engine's memory; its points of the second group are ready for the Miller loop. */
export interface PreparedKey {
  readonly signalCount: number;
  readonly alpha: Pointer;
  readonly ic: Pointer;
  readonly beta: Pointer;
  readonly gamma: Pointer;
  readonly delta: Pointer;
}

/** Refuses keys whose points are not in their groups: the equation would mean nothing. The blocks stay taken. */
export function prepareKey(engine: Engine, key: VerifyingKey): PreparedKey {
  const lengths = [key.alpha, key.beta, key.gamma, key.delta].map((words) => words.length).join();
  if (lengths !== "2,4,4,4" || key.ic.length < 4 || key.ic.length % 2 !== 0)
    throw badKey("it has not the right length");
  const alpha = storeG1(engine, key.alpha);
  const ic = storeG1(engine, key.ic);
  const points = [alpha, ...Array.from({ length: key.ic.length / 2 }, (_, index) => ic + index * SIZE.g1Affine)];
  if (!points.every((point) => isG1(engine, point))) throw badKey("a point is not on the curve");
  return {
    signalCount: signalCount(key),
    alpha,
    ic,
    beta: prepareG2(engine, key.beta),
    gamma: prepareG2(engine, key.gamma),
    delta: prepareG2(engine, key.delta),
  };
}

function prepareG2(engine: Engine, words: readonly bigint[]): Pointer {
  const prepared = engine.allocate(SIZE.preparedG2);
  engine.scratch(() => {
    const affine = storeG2(engine, words);
    if (engine.call("g2m_isZeroAffine", affine) === 1 || !isG2(engine, affine)) {
      throw badKey("a point is not in the second group");
    }
    const point = engine.allocate(SIZE.g2);
    engine.call("g2m_toJacobian", affine, point);
    engine.call("bn128_prepareG2", point, prepared);
  });
  return prepared;
}

function badKey(what: string): PsephosError {
  return new PsephosError(
    "VERIFYING_KEY_MALFORMED",
    `This is no verifying key: ${what}. Take it from the circuits' build or from the chain.`,
  );
}
