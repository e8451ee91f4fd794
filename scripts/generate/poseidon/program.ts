import { Field } from "@noble/curves/abstract/modular.js";
import { grainGenConstants } from "@noble/curves/abstract/poseidon.js";
import { FIELD, inverse, mod } from "../../../src/crypto/field.ts";
import { dot, multiply, multiplyVector, type Matrix, type Vector } from "./linear.ts";
import { shiftRegister, type ShiftRegister } from "./shift-register.ts";

const FULL_ROUNDS = 8;

export interface PoseidonSize {
  /** Words of the state: one more than inputs. */
  readonly t: number;
  readonly partialRounds: number;
  /** Whether partial rounds differ in their constants alone. Otherwise each has factors of its own, of which two are 1. */
  readonly uniform: boolean;
}

/** Sums of products: word i becomes Σ_j factors[i][j]·word j + constants[i]. */
export interface Layer {
  readonly factors: Matrix;
  readonly constants: Vector;
}

/** z' = factor·s + taps·h + constant, then s + feedback·h is shifted in. */
export interface PartialRound {
  readonly factor: bigint;
  readonly taps: Vector;
  readonly feedback: Vector;
  readonly constant: bigint;
}

/** The permutation as far as the hash needs it, between fifth powers. Constants of a round are added before it, by whoever comes first. */
export interface PoseidonProgram {
  /** Added to the words of the state at first, which are 0 and the inputs. */
  readonly input: Vector;
  /** After full rounds 1 to 3. */
  readonly before: readonly Layer[];
  /** After full round 4: z, then the register from its youngest word on. */
  readonly entry: Layer;
  readonly partial: readonly PartialRound[];
  /** From the register to words 1 and on; word 0 is z. */
  readonly exit: Layer;
  /** After full rounds 5 to 7. */
  readonly after: readonly Layer[];
  /** The hash is the sum of these multiples. */
  readonly output: Vector;
}

/**
 * Words are kept as multiples: X = k·x for a word x, so X^5 = k^5·x^5, and the next layer's factors make up for it. That leaves
 * one factor of each sum free to be 1. The constants are those of circomlib, from Poseidon's own generator.
 */
export function poseidonProgram({ t, partialRounds, uniform }: PoseidonSize): PoseidonProgram {
  const options = { Fp: Field(FIELD), t, roundsFull: FULL_ROUNDS, roundsPartial: partialRounds, sboxPower: 5 };
  const { mds, roundConstants } = grainGenConstants(options);
  const register = shiftRegister(mds);
  const half = FULL_ROUNDS / 2;
  const first = roundConstants[0]!;
  const rounds = roundConstants.slice(1);
  const rest = rounds.slice(half - 1);

  const before = layers(rounds.slice(0, half - 1), { mds, scales: first.map(() => 1n) });
  const toRegister = multiply(register.inverseBasis, mds.slice(1));
  const intoRegister = { factors: [mds[0]!, ...toRegister], constants: [rest[0]![0]!, ...toRegister.map(() => 0n)] };
  const entry = rescale(intoRegister, { scales: before.scales, scaled: !uniform });

  const offsets = registerOffsets(mds, rest.slice(0, partialRounds + 1));
  const partial = partialProgram(register, { scales: entry.scales, constants: offsets.constants, uniform });
  const outOfRegister = { factors: register.basis, constants: offsets.words };
  const exit = rescale(outOfRegister, { scales: partial.registerScales, linear: true });
  const after = layers(rest.slice(-(half - 1)), { mds, scales: [partial.scale, ...exit.scales] });
  const output = rescale({ factors: [mds[0]!], constants: [0n] }, { scales: after.scales, scaled: false });
  return {
    input: first,
    before: before.layers,
    entry: entry.layer,
    partial: partial.rounds,
    exit: exit.layer,
    after: after.layers,
    output: output.layer.factors[0]!,
  };
}

interface Rescaled {
  readonly layer: Layer;
  /** k of each word that comes out. */
  readonly scales: Vector;
}

interface Rescaling {
  /** k of each word that goes in. */
  readonly scales: Vector;
  /** Whether the first factor of each row that is not 0 becomes 1, instead of the words coming out as they are. */
  readonly scaled?: boolean;
  /** Words go in as they are, not as fifth powers. */
  readonly linear?: boolean;
}

function rescale({ factors, constants }: Layer, { scales, scaled = true, linear = false }: Rescaling): Rescaled {
  const divisors = scales.map((scale) => inverse(linear ? scale : fifth(scale)));
  const plain = factors.map((row) => row.map((factor, j) => mod(factor * divisors[j]!)));
  const out = plain.map((row) => (scaled ? inverse(row.find((factor) => factor !== 0n)!) : 1n));
  const layer = {
    factors: plain.map((row, i) => row.map((factor) => mod(factor * out[i]!))),
    constants: constants.map((constant, i) => mod(constant * out[i]!)),
  };
  return { layer, scales: out };
}

interface FullRounds {
  readonly mds: Matrix;
  readonly scales: Vector;
}

/** The layers after full rounds, each with the constants of the round to come. */
function layers(
  constants: readonly Vector[],
  { mds, scales }: FullRounds,
): { readonly layers: Layer[]; readonly scales: Vector } {
  const done: Layer[] = [];
  for (const added of constants) {
    const next = rescale({ factors: mds, constants: added }, { scales });
    done.push(next.layer);
    scales = next.scales;
  }
  return { layers: done, scales };
}

/** What round constants do to the linear words, taken out of them: it reaches z, and the words once the rounds are over. */
function registerOffsets(mds: Matrix, roundConstants: readonly Vector[]): { constants: bigint[]; words: bigint[] } {
  const constants: bigint[] = [];
  let words = roundConstants[0]!.slice(1);
  for (const next of roundConstants.slice(1)) {
    constants.push(mod(dot(mds[0]!.slice(1), words) + next[0]!));
    const moved = multiplyVector(
      mds.slice(1).map((row) => row.slice(1)),
      words,
    );
    words = moved.map((word, i) => mod(word + next[i + 1]!));
  }
  return { constants, words };
}

interface PartialPlan {
  /** k of z and of the register's words. */
  readonly scales: Vector;
  readonly constants: Vector;
  readonly uniform: boolean;
}

function partialProgram(register: ShiftRegister, { scales, constants, uniform }: PartialPlan) {
  let [scale, ...registerScales] = scales as [bigint, ...bigint[]];
  const rounds: PartialRound[] = [];
  for (const constant of constants) {
    const power = fifth(scale);
    const youngest = uniform ? 1n : power;
    const next = uniform ? 1n : mod(power * inverse(register.m));
    const relative = (factors: Vector, to: bigint): bigint[] =>
      factors.map((factor, j) => mod(factor * to * inverse(registerScales[j]!)));
    rounds.push({
      factor: mod(register.m * next * inverse(power)),
      taps: relative(register.taps, next),
      feedback: relative(register.feedback, youngest),
      constant: mod(constant * next),
    });
    registerScales = [youngest, ...registerScales.slice(0, -1)];
    scale = next;
  }
  return { rounds, scale, registerScales };
}

function fifth(value: bigint): bigint {
  return mod(mod(value * value) ** 2n * value);
}
