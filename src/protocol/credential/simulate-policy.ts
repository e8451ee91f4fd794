import { PsephosError, requireArgument, requireInteger } from "../../errors.ts";
import { encodeValue, type AttributeValue } from "./encoding.ts";
import { OPERATOR_EXISTS } from "./params.ts";
import { policySlots, type Slot } from "./policy-hash.ts";
import { schemaOf, type Policy } from "./policy.ts";
import { meets } from "./predicate.ts";
import type { CredentialSchema } from "./schema.ts";

/** One person's attributes by name, as a credential of the policy's schema would hold them. */
export type Person = Readonly<Record<string, AttributeValue>>;

export interface SimulationRequest {
  /** All of one scope, for the verifier sees the answers to them under one pseudonym; of one verifier and one schema. */
  readonly policies: readonly Policy[];
  readonly schemas: ReadonlyMap<string, CredentialSchema>;
  /** A register, or a table with the same distribution: whoever is not in it is not counted. */
  readonly population: readonly Person[];
  /** Fewer people than this who look alike are few enough to be searched for one by one; at least 2. */
  readonly minGroupSize: number;
}

/** People whom the verifier cannot tell from one another. */
export interface Group {
  /** What it learned: for each policy whether it was met, and if so the values shown, by attribute. */
  readonly answers: readonly ({ readonly [attribute: string]: AttributeValue | undefined } | "not met")[];
  readonly size: number;
}

export interface Simulation {
  readonly people: number;
  /** How many would pass, by policy. */
  readonly passing: readonly number[];
  /** People who pass every policy. */
  readonly passingAll: number;
  /** Groups smaller than `minGroupSize` of people who prove something, the smallest first. */
  readonly isolated: readonly Group[];
  /** Fewer than `minGroupSize`, but not none, cannot prove anything: to be missing singles them out. */
  readonly absentees: number;
  /** Somebody is isolated, or missed: the policies should not be used on such a population as they are. */
  readonly isolates: boolean;
}

/**
 * Plays policies on a population and looks for groups that are too small. Sealed values count like clear ones, since the
 * verifier opens both. It knows nothing of times, network addresses, or what a verifier has from elsewhere.
 */
export function simulatePolicy({ policies, schemas, population, minGroupSize }: SimulationRequest): Simulation {
  requireInteger(minGroupSize, { name: "minGroupSize", min: 2, max: 1_000_000 });
  requireArgument(isOneScope(policies), "policies", "one or more, of one verifier, scope and schema");
  const asked = policies.map((policy) => policySlots(policy, schemaOf(policy, schemas)).map(questionOf));
  const groups = groupsOf(population.map((person) => asked.map((questions) => answerOf(questions, person))));
  const proving = groups.filter(({ answers }) => answers.some((answer) => answer !== "not met"));
  const isolated = proving.filter(({ size }) => size < minGroupSize).sort((left, right) => left.size - right.size);
  const passing = policies.map((_, index) => total(groups.filter(({ answers }) => answers[index] !== "not met")));
  return {
    people: population.length,
    passing,
    passingAll: total(groups.filter(({ answers }) => !answers.includes("not met"))),
    isolated,
    absentees: population.length - total(proving),
    isolates: isolated.length > 0 || isFew(population.length - total(proving), minGroupSize),
  };
}

/** Refuses policies that isolate somebody, with the figures and none of the values: they are somebody's. */
export function requireAnonymity(request: SimulationRequest): Simulation {
  const simulation = simulatePolicy(request);
  if (!simulation.isolates) return simulation;
  const { isolated, absentees } = simulation;
  const { minGroupSize } = request;
  const reason =
    isolated.length > 0
      ? `${isolated.length} of the answers would each come from fewer than ${minGroupSize} people, one of them from ${isolated[0]!.size}`
      : `only ${absentees} could not prove anything, fewer than ${minGroupSize}`;
  throw new PsephosError(
    "POLICY_ISOLATES",
    `This policy singles people out: ${reason}. Ask in coarser terms or show fewer values.`,
    { detail: { groups: isolated.length, smallest: isolated[0]?.size ?? absentees, absentees, minGroupSize } },
  );
}

function isFew(count: number, minGroupSize: number): boolean {
  return count > 0 && count < minGroupSize;
}

function isOneScope([first, ...others]: readonly Policy[]): boolean {
  return (
    first !== undefined &&
    others.every(
      ({ verifier, scope, schema }) => verifier === first.verifier && scope === first.scope && schema === first.schema,
    )
  );
}

interface Question {
  readonly name: string | undefined;
  readonly isShown: boolean;
  readonly isMet: (value: AttributeValue) => boolean;
}

/** Texts are hashed to be compared, which takes a while: only where it matters, and each value once. */
function questionOf({ attribute, predicate, show }: Slot): Question {
  const known = new Map<AttributeValue, boolean>();
  const meetsAll = attribute === undefined || predicate.operator === BigInt(OPERATOR_EXISTS);
  return {
    name: attribute?.name,
    isShown: show !== "nothing",
    isMet: (value) => {
      const met = meetsAll || (known.get(value) ?? meets(predicate, encodeValue(attribute, value)));
      known.set(value, met);
      return met;
    },
  };
}

function answerOf(questions: readonly Question[], person: Person): Group["answers"][number] {
  const shown: Record<string, AttributeValue> = {};
  for (const { name, isShown, isMet } of questions) {
    if (name === undefined) continue;
    const value = person[name];
    if (value === undefined || !isMet(value)) return "not met";
    if (isShown) shown[name] = value;
  }
  return shown;
}

function groupsOf(everyone: readonly Group["answers"][]): Group[] {
  const groups = new Map<string, { answers: Group["answers"]; size: number }>();
  for (const answers of everyone) {
    const key = JSON.stringify(answers);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { answers, size: 1 });
    else group.size++;
  }
  return [...groups.values()];
}

function total(groups: readonly Group[]): number {
  return groups.reduce((sum, { size }) => sum + size, 0);
}
