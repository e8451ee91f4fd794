import { isPsephosError } from "../../../errors.ts";
import {
  decodeValue,
  encodeValue,
  isOrdered,
  type AttributeValue,
  type Encoding,
} from "../../../protocol/credential/encoding.ts";
import type { AttributeRequest, Policy } from "../../../protocol/credential/policy.ts";
import type { Predicate } from "../../../protocol/credential/predicate.ts";
import type { Attribute, CredentialSchema } from "../../../protocol/credential/schema.ts";
import { csvText } from "../../../protocol/csv.ts";

const PEOPLE = 24;

/** Of every kind some that nobody can mistake for somebody's. Enumerations have their own values. */
const USUAL: Readonly<Record<Exclude<Encoding, "enumeration">, readonly AttributeValue[]>> = {
  uint64: ["0", "1", "2", "3", "5", "12", "40", "2025"],
  int64: ["-500", "0", "120", "2500"],
  money: ["0.00", "950.00", "2400.50", "18000.00", "52000.00", "130000.00"],
  date: [
    "1941-03-04",
    "1958-11-20",
    "1967-07-01",
    "1979-02-14",
    "1986-09-30",
    "1995-05-05",
    "2003-12-24",
    "2011-06-17",
  ],
  "date-time": ["2019-01-15T08:00:00Z", "2024-06-01T12:00:00Z", "2026-02-03T09:30:00Z"],
  boolean: [true, false],
  country: ["156", "076", "250", "566", "826"],
  string: ["D-01", "D-07", "D-12"],
  bytes32: [`0x${"11".repeat(32)}`, `0x${"22".repeat(32)}`],
};

/** Made-up people as an issuer's table, the same ones each time: on either side of every bound that the policy names, and far off. */
export function inventSubjects({ policy, schema }: { policy: Policy; schema: CredentialSchema }): string {
  const pools = schema.attributes.map((attribute) =>
    poolOf(
      attribute,
      policy.requests.find((request) => request.attribute === attribute.name),
    ),
  );
  const people = Array.from({ length: PEOPLE }, (_, person) => [
    String(person + 1),
    // Each attribute goes round at its own pace, so that values meet in many ways.
    ...pools.map((pool, place) => pool[(person + Math.floor(person / pool.length) * place) % pool.length] ?? ""),
  ]);
  return csvText([["reference", ...schema.attributes.map(({ name }) => name)], ...people]);
}

function poolOf(attribute: Attribute, request: AttributeRequest | undefined): string[] {
  const { encoding, values = [] } = attribute;
  const usual = encoding === "enumeration" ? values : USUAL[encoding];
  const named = request === undefined ? [] : operandsOf(request.predicate);
  const around = named.flatMap((value) => [value, ...neighboursOf(attribute, value)]);
  return [...new Set([...around, ...usual.filter((value) => isOfType(attribute, value))].map(String))];
}

function operandsOf(predicate: Predicate): readonly AttributeValue[] {
  if ("value" in predicate) return [predicate.value];
  if ("values" in predicate) return predicate.values;
  return "low" in predicate ? [predicate.low, predicate.high] : [];
}

/** The next value on either side. */
function neighboursOf(attribute: Attribute, value: AttributeValue): AttributeValue[] {
  if (!isOrdered(attribute)) return [];
  const element = encodeValue(attribute, value);
  return [element - 1n, element + 1n].flatMap((each) => tryOr([], () => [decodeValue(attribute, each)]));
}

function isOfType(attribute: Attribute, value: AttributeValue): boolean {
  return tryOr(false, () => encodeValue(attribute, value) >= 0n);
}

function tryOr<T>(otherwise: T, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (isPsephosError(error)) return otherwise;
    throw error;
  }
}
