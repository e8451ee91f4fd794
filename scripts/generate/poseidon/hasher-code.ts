import { FIELD } from "../../../src/crypto/field.ts";
import type { Layer, PartialRound, PoseidonProgram } from "./program.ts";
import { accumulate, fifthPower, product } from "./sums.ts";
import { StackCode } from "./stack-code.ts";

/**
 * EVM code of Poseidon: call data is the inputs, 32 bytes each, the answer 32 bytes; it reverts unless all inputs are below r. The
 * whole state stays on the stack, for which the compiler's code has no room: that moves words to memory, and works out some twice.
 */
export function hasherCode(program: PoseidonProgram, { uniform }: { readonly uniform: boolean }): Uint8Array {
  const words = program.input.map((_, i) => `x${i}`);
  const code = new StackCode();
  const table = uniform ? code.data(program.partial.map(({ constant }) => constant)) : 0;
  code.push(FIELD).set("r");
  loadInputs(code, program, words);
  for (const layer of [...program.before, program.entry]) fullRound(code, layer, words);

  const register = words.slice(1).map((_, i) => `h${i + 1}`);
  code.rename(words, ["z", ...register]);
  const last = uniform ? partialLoop(code, { program, table, register }) : partialRounds(code, program, register);
  code.rename(["z", ...last], words);
  mix(code, program.exit, words.slice(1));
  for (const layer of program.after) fullRound(code, layer, words);

  raise(code, words);
  const products = words.map((word, i) => product(program.output[i]!, word));
  products[0]!(code);
  accumulate(code, { addends: products.slice(1), reduced: true });
  code.push(0n).op("MSTORE").push(32n).push(0n).op("RETURN");
  return Uint8Array.from(code.bytes);
}

function loadInputs(code: StackCode, { input }: PoseidonProgram, words: readonly string[]): void {
  const load = (i: number): StackCode => code.push(BigInt(32 * (i - 1))).op("CALLDATALOAD");
  words.slice(1).forEach((_, i) => {
    code.get("r");
    load(i + 1).op("LT");
    if (i > 0) code.op("AND");
  });
  // Past this push, the jump and three bytes that revert.
  const isWide = code.bytes.length > 0xff - 6;
  code
    .push(BigInt(code.bytes.length + (isWide ? 7 : 6)))
    .op("JUMPI")
    .push(0n)
    .push(0n)
    .op("REVERT", "JUMPDEST");
  code.push(input[0]!).set(words[0]!);
  for (let i = 1; i < words.length; i++) load(i).push(input[i]!).op("ADD").set(words[i]!);
}

function fullRound(code: StackCode, layer: Layer, words: readonly string[]): void {
  raise(code, words);
  mix(code, layer, words);
}

function raise(code: StackCode, words: readonly string[]): void {
  for (const word of words) {
    fifthPower(code, word);
    code.set(word);
  }
}

/** The words become the layer's sums of them. */
function mix(code: StackCode, { factors, constants }: Layer, words: readonly string[]): void {
  factors.forEach((row, i) => {
    code.push(constants[i]!);
    accumulate(code, { addends: words.flatMap((word, j) => (row[j] === 0n ? [] : [product(row[j]!, word)])) });
    code.set(`new ${words[i]!}`);
  });
  for (const word of [...words].reverse()) code.set(word);
}

/** The register as it stands at the end, youngest word first. It does not move: the youngest takes the place of the oldest. */
function partialRounds(code: StackCode, { partial }: PoseidonProgram, register: readonly string[]): readonly string[] {
  return partial.reduce((places, round) => {
    partialRound(code, { round, register: places, constant: () => code.push(round.constant) });
    return shifted(places);
  }, register);
}

interface Loop {
  readonly program: PoseidonProgram;
  /** Where the rounds' constants stand in the code. */
  readonly table: number;
  readonly register: readonly string[];
}

/** As many rounds in one turn as it takes for the register to stand as before. */
function partialLoop(code: StackCode, { program: { partial }, table, register }: Loop): readonly string[] {
  if (partial.length % register.length !== 0) throw new Error("the rounds make no whole number of turns");
  const tableBytes = BigInt(32 * partial.length);
  code.push(tableBytes).push(BigInt(table)).push(0n).op("CODECOPY");
  code.push(0n).set("at");
  const start = BigInt(code.bytes.length);
  code.op("JUMPDEST");
  let places = register;
  for (let i = 0; i < register.length; i++) {
    const constant = (): StackCode =>
      code
        .get("at")
        .push(BigInt(32 * i))
        .op("ADD", "MLOAD");
    partialRound(code, { round: partial[0]!, register: places, constant });
    places = shifted(places);
  }
  code
    .push(BigInt(32 * register.length))
    .op("ADD")
    .set("at");
  code.push(tableBytes).get("at").op("LT").push(start).op("JUMPI");
  return places;
}

interface Step {
  readonly round: PartialRound;
  /** Youngest first. */
  readonly register: readonly string[];
  /** Puts the round's constant on top. */
  readonly constant: () => StackCode;
}

function partialRound(code: StackCode, { round, register, constant }: Step): void {
  fifthPower(code, "z");
  code.set("power");
  constant();
  const taps = register.map((word, j) => product(round.taps[j]!, word));
  accumulate(code, { addends: [product(round.factor, "power"), ...taps] });
  code.set("z");
  // On top of the power itself, which nobody needs any more.
  accumulate(code, { addends: register.map((word, j) => product(round.feedback[j]!, word)) });
  code.set(register.at(-1)!);
}

function shifted(register: readonly string[]): readonly string[] {
  return [...register.slice(-1), ...register.slice(0, -1)];
}
