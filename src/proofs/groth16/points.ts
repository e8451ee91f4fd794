import { SIZE, type Engine, type Pointer } from "./engine.ts";

/** Stores G1 points (x, y) given as words; (0, 0) is infinity. */
export function storeG1(engine: Engine, words: readonly bigint[]): Pointer {
  return engine.storeCoordinates(words);
}

/** Stores one G2 point given as contract words (x.c1, x.c0, y.c1, y.c0); memory holds the low coefficient first. */
export function storeG2(engine: Engine, words: readonly bigint[]): Pointer {
  const [x1 = 0n, x0 = 0n, y1 = 0n, y0 = 0n] = words;
  return engine.storeCoordinates([x0, x1, y0, y1]);
}

/** Words (x, y) of a Jacobian G1 point. */
export function readG1(engine: Engine, point: Pointer): bigint[] {
  return engine.scratch(() => {
    const affine = engine.allocate(SIZE.g1Affine);
    engine.call("g1m_toAffine", point, affine);
    engine.call("g1m_fromMontgomeryAffine", affine, affine);
    return [0, 1].map((index) => engine.readInteger(affine + index * SIZE.field));
  });
}

/** Contract words of a Jacobian G2 point. */
export function readG2(engine: Engine, point: Pointer): bigint[] {
  return engine.scratch(() => {
    const affine = engine.allocate(SIZE.g2Affine);
    engine.call("g2m_toAffine", point, affine);
    engine.call("g2m_fromMontgomeryAffine", affine, affine);
    return [1, 0, 3, 2].map((index) => engine.readInteger(affine + index * SIZE.field));
  });
}

/** Whether an affine G1 point is infinity or on the curve, which has prime order. */
export function isG1(engine: Engine, affine: Pointer): boolean {
  return engine.call("g1m_isZeroAffine", affine) === 1 || engine.call("g1m_inCurveAffine", affine) === 1;
}

/** The curve's parameter: q and r are polynomials in it. */
const BN_PARAMETER = 4_965_661_367_192_848_881n;

/** ξ^((q−1)/3) and ξ^((q−1)/2) for ξ = 9 + u: with them Frobenius goes through the twist. A test derives them again. */
const TWIST_X = [
  21575463638280843010398324269430826099269044274347216827212613867836435027261n,
  10307601595873709700152284273816112264069230130616436755625194854815875713954n,
];
const TWIST_Y = [
  2821565182194536844548159561693502659359617185244120367078079554186484126554n,
  3505843767911556378687030309984248845540243509899259641013678093033130930403n,
];

/**
 * Whether an affine G2 point is infinity or on the twist *and* in the subgroup of order r, which is what the pairing
 * precompile asks. The twist has a large cofactor, so being on the curve is not enough. With ψ the untwisted
 * Frobenius and x the curve's parameter, a point Q of the twist has order r exactly if
 * [x+1]Q + ψ([x]Q) + ψ²([x]Q) = ψ³([2x]Q) (eprint 2022/348, sections 3 and 5.1): one multiplication by 63 bits
 * in place of one by r.
 */
export function isG2(engine: Engine, affine: Pointer): boolean {
  if (engine.call("g2m_isZeroAffine", affine) === 1) return true;
  if (engine.call("g2m_inCurveAffine", affine) !== 1) return false;
  return engine.scratch(() => {
    const scalar = engine.allocate(8);
    engine.writeIntegers(scalar, [BN_PARAMETER], 8);
    const twist = engine.storeCoordinates([...TWIST_X, ...TWIST_Y]);
    const [left, image, right] = [engine.allocate(SIZE.g2), engine.allocate(SIZE.g2), engine.allocate(SIZE.g2)];

    engine.call("g2m_timesScalarAffine", affine, scalar, 8, image);
    engine.call("g2m_addMixed", image, affine, left);
    engine.call("g2m_double", image, right);
    for (let power = 0; power < 2; power++) {
      untwistedFrobenius(engine, image, twist);
      engine.call("g2m_add", left, image, left);
    }
    for (let power = 0; power < 3; power++) untwistedFrobenius(engine, right, twist);
    return engine.call("g2m_eq", left, right) === 1;
  });
}

/** ψ in place, on a Jacobian point: conjugates all coordinates, multiplies x and y by the twist's constants. */
function untwistedFrobenius(engine: Engine, point: Pointer, twist: Pointer): void {
  const fp2 = 2 * SIZE.field;
  for (const coordinate of [0, 1, 2]) {
    engine.call("f2m_conjugate", point + coordinate * fp2, point + coordinate * fp2);
  }
  engine.call("f2m_mul", point, twist, point);
  engine.call("f2m_mul", point + fp2, twist + fp2, point + fp2);
}
