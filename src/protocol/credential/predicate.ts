import { PsephosError } from "../../errors.ts";
import { encodeValue, isOrdered, type AttributeType, type AttributeValue } from "./encoding.ts";
import {
  NUMBER_BITS,
  OPERAND_COUNT,
  OPERATOR_BETWEEN,
  OPERATOR_EXISTS,
  OPERATOR_IN,
  OPERATOR_NOOP,
  OPERATOR_NOT_BETWEEN,
  OPERATOR_NOT_IN,
} from "./params.ts";

/** The policy language's operators; the numbers are iden3's. */
export const OPERATORS = {
  equals: 1,
  lessThan: 2,
  greaterThan: 3,
  in: 4,
  notIn: 5,
  notEquals: 6,
  lessOrEqual: 7,
  greaterOrEqual: 8,
  between: 9,
  notBetween: 10,
  exists: 11,
} as const;

export type Operator = keyof typeof OPERATORS;

/** One statement over an attribute. Bounds are inclusive. */
export type Predicate =
  | { readonly operator: "exists" }
  | { readonly operator: "equals" | "notEquals"; readonly value: AttributeValue }
  | { readonly operator: "lessThan" | "lessOrEqual" | "greaterThan" | "greaterOrEqual"; readonly value: AttributeValue }
  | { readonly operator: "between" | "notBetween"; readonly low: AttributeValue; readonly high: AttributeValue }
  | { readonly operator: "in" | "notIn"; readonly values: readonly AttributeValue[] };

/** What the circuit knows of a predicate: five operators and 16 operands, in one form for one statement. */
export interface CircuitPredicate {
  readonly operator: bigint;
  readonly operands: readonly bigint[];
}

const HIGHEST = (1n << BigInt(NUMBER_BITS)) - 1n;

/** The slot of a policy that asks nothing. */
export const NO_PREDICATE: CircuitPredicate = { operator: BigInt(OPERATOR_NOOP), operands: padded([0n, 0n], 0n) };

/**
 * The circuit's form. Equality is membership in a set of one; an order is a range of 64-bit numbers. A set ascends and its last
 * value fills the rest; a range is [low, high, 0 …]. What nothing or everything would meet is refused: it is a mistake.
 */
export function toCircuit(type: AttributeType, predicate: Predicate): CircuitPredicate {
  switch (predicate.operator) {
    case "exists":
      return { operator: BigInt(OPERATOR_EXISTS), operands: padded([0n, 0n], 0n) };
    case "equals":
    case "notEquals":
      return inSet({ wanted: predicate.operator === "equals", elements: [encodeValue(type, predicate.value)] });
    case "in":
    case "notIn": {
      const elements = predicate.values.map((value) => encodeValue(type, value));
      return inSet({ wanted: predicate.operator === "in", elements });
    }
    case "lessThan":
      return inRange({ type, wanted: true, low: 0n, high: encodeValue(type, predicate.value) - 1n });
    case "lessOrEqual":
      return inRange({ type, wanted: true, low: 0n, high: encodeValue(type, predicate.value) });
    case "greaterThan":
      return inRange({ type, wanted: true, low: encodeValue(type, predicate.value) + 1n, high: HIGHEST });
    case "greaterOrEqual":
      return inRange({ type, wanted: true, low: encodeValue(type, predicate.value), high: HIGHEST });
    case "between":
    case "notBetween": {
      const [low, high] = [encodeValue(type, predicate.low), encodeValue(type, predicate.high)];
      return inRange({ type, wanted: predicate.operator === "between", low, high });
    }
  }
}

/** Whether a value, as a field element, meets the predicate: what the circuit proves. */
export function meets({ operator, operands }: CircuitPredicate, value: bigint): boolean {
  const [low, high] = [operands[0]!, operands[1]!];
  switch (Number(operator)) {
    case OPERATOR_IN:
      return operands.includes(value);
    case OPERATOR_NOT_IN:
      return !operands.includes(value);
    case OPERATOR_BETWEEN:
      return low <= value && value <= high && high <= HIGHEST;
    case OPERATOR_NOT_BETWEEN:
      return value <= HIGHEST && low <= HIGHEST && high <= HIGHEST && (value < low || high < value);
    case OPERATOR_EXISTS:
      return true;
    case OPERATOR_NOOP:
      return value === 0n;
    default:
      return false;
  }
}

function inSet({ wanted, elements }: { wanted: boolean; elements: readonly bigint[] }): CircuitPredicate {
  if (elements.length === 0 || elements.length > OPERAND_COUNT) {
    throw malformed(`a set has 1 to ${OPERAND_COUNT} values; larger ones are not supported`);
  }
  if (new Set(elements).size !== elements.length) throw malformed("a set names a value twice");
  const sorted = [...elements].sort((left, right) => (left < right ? -1 : 1));
  return { operator: BigInt(wanted ? OPERATOR_IN : OPERATOR_NOT_IN), operands: padded(sorted, sorted.at(-1)!) };
}

interface Bounds {
  readonly type: AttributeType;
  readonly wanted: boolean;
  readonly low: bigint;
  readonly high: bigint;
}

function inRange({ type, wanted, low, high }: Bounds): CircuitPredicate {
  if (!isOrdered(type)) throw malformed(`values of encoding ${type.encoding} have no order`);
  if (low > high || low > HIGHEST || high < 0n) throw malformed("no value lies between these bounds");
  if (low === 0n && high === HIGHEST) throw malformed("every value lies between these bounds; ask with exists");
  return { operator: BigInt(wanted ? OPERATOR_BETWEEN : OPERATOR_NOT_BETWEEN), operands: padded([low, high], 0n) };
}

function padded(operands: readonly bigint[], filling: bigint): bigint[] {
  return Array.from({ length: OPERAND_COUNT }, (_, index) => operands[index] ?? filling);
}

function malformed(reason: string): PsephosError {
  return new PsephosError("POLICY_MALFORMED", `The predicate cannot be used: ${reason}.`);
}
