import { PsephosError } from "../../errors.ts";
import type { AttributeValue } from "../../protocol/credential/encoding.ts";
import type { AttributeRequest } from "../../protocol/credential/policy.ts";
import type { Operator, Predicate } from "../../protocol/credential/predicate.ts";
import type { Attribute, CredentialSchema } from "../../protocol/credential/schema.ts";

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ["=", "equals"],
  ["!=", "notEquals"],
  ["<", "lessThan"],
  ["<=", "lessOrEqual"],
  [">", "greaterThan"],
  [">=", "greaterOrEqual"],
  ["in", "in"],
  ["not-in", "notIn"],
  ["between", "between"],
  ["not-between", "notBetween"],
]);
const SHOW: ReadonlyMap<string, AttributeRequest["show"]> = new Map([
  ["show", "clear"],
  ["seal", "sealed"],
]);

/**
 * One question as an official types it: `birthDate <= 2008-01-01`, `district in D-07,D-09`, `taxableIncome between 0..1200.00`, `nationality
 * show`. Without an operator the attribute must exist; `show` or `seal` at the end ask for its value too.
 */
export function parseAsk(text: string, schema: CredentialSchema): AttributeRequest {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const show = words.length > 1 ? SHOW.get(words.at(-1)!) : undefined;
  const [name = "", sign, ...rest] = show === undefined ? words : words.slice(0, -1);
  const attribute = schema.attributes.find((each) => each.name === name);
  if (attribute === undefined) {
    const names = schema.attributes.map((each) => each.name).join(", ");
    throw new PsephosError("USAGE", `--ask must begin with an attribute of the credential: ${names}. Got: ${text}`);
  }
  const predicate = parsePredicate({ text, attribute, sign, value: rest.join(" ") });
  return { attribute: name, predicate, show: show ?? "nothing" };
}

function parsePredicate(input: {
  text: string;
  attribute: Attribute;
  sign: string | undefined;
  value: string;
}): Predicate {
  const { text, attribute, sign, value } = input;
  if (sign === undefined) return { operator: "exists" };
  const operator = OPERATORS.get(sign);
  if (operator === undefined || operator === "exists" || value === "") {
    const signs = [...OPERATORS.keys()].join("  ");
    throw new PsephosError("USAGE", `--ask is ATTRIBUTE, then one of  ${signs}  and a value. Got: ${text}`);
  }
  const read = (each: string): AttributeValue => readValue(attribute, each.trim());
  if (operator === "in" || operator === "notIn") return { operator, values: value.split(",").map(read) };
  if (operator === "between" || operator === "notBetween") {
    const [low = "", high, ...more] = value.split("..");
    if (high === undefined || more.length > 0) {
      throw new PsephosError("USAGE", `--ask with ${sign} takes LOW..HIGH. Got: ${text}`);
    }
    return { operator, low: read(low), high: read(high) };
  }
  return { operator, value: read(value) };
}

/** Whether the value is one of its type is for `parsePolicy` to say. */
function readValue({ encoding }: Attribute, typed: string): AttributeValue {
  if (encoding !== "boolean") return typed;
  if (typed === "yes" || typed === "true") return true;
  if (typed === "no" || typed === "false") return false;
  throw new PsephosError("USAGE", "--ask about a yes-or-no attribute takes yes or no as its value.");
}
