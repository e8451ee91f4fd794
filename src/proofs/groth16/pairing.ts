import { SIZE, type Engine, type Pointer } from "./engine.ts";

/** A point of the first group, affine, and the lines of one of the second, both as the engine prepares them. */
export interface PreparedPair {
  readonly point: Pointer;
  readonly prepared: Pointer;
}

/** 6x + 2 for the curve's parameter x: the optimal ate pairing's loop count. Binary, highest bit first. */
const LOOP_BITS = (6n * 4_965_661_367_192_848_881n + 2n).toString(2);
/** Extension field of degree 2, in which the lines' coefficients lie. */
const FP2_BYTES = 2 * SIZE.field;
const LINE_BYTES = 3 * FP2_BYTES;

/**
 * Product of the Miller loops of all pairs, in a new block. The engine has a loop for one pair; going through all pairs
 * in step squares the running product once for all. The lines lie in the order in which that loop uses them: one at
 * each doubling, one more at each further bit that is set, two at the end, by the Frobenius images.
 */
export function multiplyMillerLoops(engine: Engine, pairs: readonly PreparedPair[]): Pointer {
  const product = engine.allocate(SIZE.gt);
  engine.call("ftm_one", product);
  engine.scratch(() => {
    const scaled = engine.allocate(2 * FP2_BYTES);
    const [scale, multiply, square] = ["f2m_mul1", "bn128__mulBy024", "ftm_square"].map((name) =>
      engine.function(name),
    );
    let line = LINE_BYTES;
    const multiplyByLines = (): void => {
      for (const { point, prepared } of pairs) {
        const constant = prepared + line;
        scale!(constant + FP2_BYTES, point + SIZE.field, scaled);
        scale!(constant + 2 * FP2_BYTES, point, scaled + FP2_BYTES);
        multiply!(constant, scaled, scaled + FP2_BYTES, product);
      }
      line += LINE_BYTES;
    };
    for (const bit of LOOP_BITS.slice(1)) {
      square!(product, product);
      multiplyByLines();
      if (bit === "1") multiplyByLines();
    }
    multiplyByLines();
    multiplyByLines();
  });
  return product;
}
