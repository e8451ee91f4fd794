import { PsephosError } from "../../errors.ts";
import type { AttributeValue } from "./encoding.ts";
import type { AttributeRequest } from "./policy.ts";
import type { Operator, Predicate } from "./predicate.ts";

/** iden3's query operators; each is one of ours. */
const OPERATOR_OF: Readonly<Record<string, Operator>> = {
  $eq: "equals",
  $ne: "notEquals",
  $lt: "lessThan",
  $lte: "lessOrEqual",
  $gt: "greaterThan",
  $gte: "greaterOrEqual",
  $in: "in",
  $nin: "notIn",
  $between: "between",
  $nonbetween: "notBetween",
  $exists: "exists",
};

/**
 * The `credentialSubject` of an iden3 query as requests of a policy: `{ birthDate: { $lte: "2008-01-01" } }`. An attribute
 * with `{}` is shown. Dates are our texts, not iden3's numbers; what `parsePolicy` would refuse, it refuses there.
 */
export function requestsFromIden3(subject: unknown): AttributeRequest[] {
  if (!isObject(subject)) throw malformed("credentialSubject must be an object");
  return Object.entries(subject).map(([attribute, query]) => {
    if (!isObject(query)) throw malformed(`${attribute} must be an object with one operator`);
    if (Object.keys(query).length === 0) return { attribute, predicate: { operator: "exists" }, show: "clear" };
    return { attribute, predicate: predicateFromIden3(query), show: "nothing" };
  });
}

/** One operator and its operand. Whole numbers become decimal text, as numeric attributes have it. */
export function predicateFromIden3(query: Readonly<Record<string, unknown>>): Predicate {
  const [entry, second] = Object.entries(query);
  if (entry === undefined || second !== undefined) throw malformed("an attribute has one operator");
  const [name, operand] = entry;
  const operator = Object.hasOwn(OPERATOR_OF, name) ? OPERATOR_OF[name] : undefined;
  switch (operator) {
    case undefined:
      throw malformed(`the operator ${name} is not supported`);
    case "exists":
      if (operand !== true) throw malformed("only $exists: true can be proved, not that an attribute is missing");
      return { operator };
    case "in":
    case "notIn":
      return { operator, values: list(name, operand) };
    case "between":
    case "notBetween": {
      const [low, high, ...rest] = list(name, operand);
      if (low === undefined || high === undefined || rest.length > 0) throw malformed(`${name} has two bounds`);
      return { operator, low, high };
    }
    case "equals":
    case "notEquals":
    case "lessThan":
    case "lessOrEqual":
    case "greaterThan":
    case "greaterOrEqual":
      return { operator, value: valueOf(name, operand) };
  }
}

function list(name: string, operand: unknown): AttributeValue[] {
  if (!Array.isArray(operand)) throw malformed(`${name} takes an array`);
  return operand.map((value) => valueOf(name, value));
}

function valueOf(name: string, value: unknown): AttributeValue {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Number.isSafeInteger(value)) return String(value);
  throw malformed(`${name} takes texts, truth values and whole numbers below 2^53`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(reason: string): PsephosError {
  return new PsephosError("POLICY_MALFORMED", `The query cannot be used: ${reason}.`);
}
