import { PsephosError } from "../errors.ts";

/** What the person typed, read by name; every refusal names the option. */
export interface Input {
  /** The value, or a refusal that names what is missing. Arguments are read by their name, without brackets. */
  text(name: string): string;
  optional(name: string): string | undefined;
  /** Whether a switch was typed; `no-…` is the one that takes another back. */
  flag(name: string): boolean;
  list(name: string): readonly string[];
  integer(name: string, range: { min: number; max: number }): number;
  optionalInteger(name: string, range: { min: number; max: number }): number | undefined;
  /** An id counted by a contract: 1, 2, 3 … */
  id(name: string): bigint;
}

export type InputValues = Readonly<Record<string, unknown>>;

const WHOLE_NUMBER = /^(0|[1-9][0-9]{0,15})$/;

/** Reads commander's values. Keys are option names as typed (`roll-file`) and argument names; `options` tells the first from the second. */
export function readInput(values: InputValues, options: ReadonlySet<string> = new Set()): Input {
  const called = (name: string): string => (options.has(name) ? `--${name}` : name);
  const optional = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const text = (name: string): string => {
    const value = optional(name);
    if (value === undefined || value === "") {
      throw new PsephosError("USAGE", `${called(name)} is missing. See --help for what to give.`);
    }
    return value;
  };
  const wholeNumber = (name: string, typed: string, range: { min: number; max: number }): number => {
    const number = WHOLE_NUMBER.test(typed) ? Number(typed) : NaN;
    if (!Number.isSafeInteger(number) || number < range.min || number > range.max) {
      throw new PsephosError("USAGE", `${called(name)} must be a whole number from ${range.min} to ${range.max}.`);
    }
    return number;
  };
  return {
    text,
    optional,
    flag: (name) => values[name] === !name.startsWith("no-"),
    list: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
    },
    integer: (name, range) => wholeNumber(name, text(name), range),
    optionalInteger: (name, range) => {
      const typed = optional(name);
      return typed === undefined ? undefined : wholeNumber(name, typed, range);
    },
    id: (name) => BigInt(wholeNumber(name, text(name), { min: 1, max: Number.MAX_SAFE_INTEGER })),
  };
}
