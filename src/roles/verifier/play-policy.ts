import { PsephosError } from "../../errors.ts";
import type { AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import { simulatePolicy, type Simulation } from "../../protocol/credential/simulate-policy.ts";
import { parseSubjects } from "../issuer/subjects.ts";

/** Fewer people who look alike can be searched for one by one. */
export const DEFAULT_GROUP_SIZE = 20;

/** Who of a table of people would pass, and whether the answers would single somebody out. The table has the form of an issuer's. */
export function playPolicy(input: { asked: AskedPolicy; table: string; minGroupSize: number }): Simulation {
  const { asked, table, minGroupSize } = input;
  if (asked.pair !== undefined) {
    const message = "A policy on two credentials cannot be tried on one table. Check each of its two policies alone.";
    throw new PsephosError("USAGE", message);
  }
  const { policy, schema } = asked.parts[0];
  const people = parseSubjects(table, schema);
  const faulty = people.find(({ fault }) => fault !== undefined);
  if (faulty !== undefined) {
    throw new PsephosError("SUBJECTS_MALFORMED", `Line ${faulty.line} cannot be used: ${faulty.fault}.`, {
      detail: { line: faulty.line },
    });
  }
  const population = people.map(({ subject }) => subject);
  return simulatePolicy({ policies: [policy], schemas: SCHEMAS, population, minGroupSize });
}
