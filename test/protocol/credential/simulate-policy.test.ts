import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import { parsePolicy, type Policy } from "../../../src/protocol/credential/policy.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { requireAnonymity, simulatePolicy, type Person } from "../../../src/protocol/credential/simulate-policy.ts";
import { POLICY, VERIFIER } from "./fixtures.ts";

/** A town of 10,000: ten districts of very different size, ages spread evenly, three foreigners and one centenarian. */
const POPULATION: readonly Person[] = Array.from({ length: 10_000 }, (_, index) => ({
  familyName: `Family ${index % 700}`,
  givenName: `Given ${index % 90}`,
  birthDate:
    index === 4_711 ? "1921-03-04" : `${1940 + (index % 86)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`,
  sex: index % 2 === 0 ? "female" : "male",
  nationality: index < 3 ? "756" : "156",
  personNumber: `${100_000_000 + index}`,
  district: `D-${two(1 + Math.min(9, Math.floor(Math.log2(1 + index / 20))))}`,
  address: `${1 + (index % 300)} Harbour Street`,
  residentSince: "2015-09-01",
  permanentResident: true,
}));

const K = 25;
const schemas = SCHEMAS;

function two(number: number): string {
  return number.toString().padStart(2, "0");
}

function policy(requests: unknown[], changes: object = {}): Policy {
  return parsePolicy({ ...POLICY, requests, ...changes }, SCHEMAS);
}

const ADULT = { attribute: "birthDate", predicate: { operator: "lessOrEqual", value: "2008-01-01" }, show: "nothing" };
const DISTRICT = { attribute: "district", predicate: { operator: "exists" }, show: "clear" };

function isolating(requests: unknown[], changes: object = {}) {
  return simulatePolicy({
    policies: [policy(requests, changes)],
    schemas,
    population: POPULATION,
    minGroupSize: K,
  });
}

describe("playing a policy on a population of 10,000", () => {
  it("T086: counts who would pass as plain code does, and lets a coarse policy be", () => {
    const simulation = isolating([
      ADULT,
      { attribute: "district", predicate: { operator: "in", values: ["D-07", "D-09"] }, show: "nothing" },
    ]);
    const expected = POPULATION.filter(
      ({ birthDate, district }) => birthDate! <= "2008-01-01" && ["D-07", "D-09"].includes(district as string),
    ).length;
    assert.ok(expected > 1_000);
    assert.deepEqual(simulation, {
      people: 10_000,
      passing: [expected],
      passingAll: expected,
      isolated: [],
      absentees: 10_000 - expected,
      isolates: false,
    });
  });

  const refused: { what: string; requests: unknown[]; smallest: number; changes?: object }[] = [
    {
      what: "a predicate that hardly anybody meets",
      requests: [{ attribute: "nationality", predicate: { operator: "equals", value: "756" }, show: "nothing" }],
      smallest: 3,
    },
    {
      what: "a bound behind which one person stands",
      requests: [{ attribute: "birthDate", predicate: { operator: "lessThan", value: "1930-01-01" }, show: "nothing" }],
      smallest: 1,
    },
    { what: "an attribute shown that is unique", requests: [{ ...DISTRICT, attribute: "personNumber" }], smallest: 1 },
    { what: "a value shown that few share", requests: [DISTRICT, ADULT], smallest: 20 },
    {
      what: "two values that are common alone and rare together",
      requests: [DISTRICT, { attribute: "birthDate", predicate: { operator: "exists" }, show: "clear" }],
      smallest: 1,
    },
    {
      what: "a rare value shown to the verifier's key alone",
      requests: [{ attribute: "nationality", predicate: { operator: "exists" }, show: "sealed" }],
      smallest: 3,
      changes: { verifierKey: VERIFIER.publicKey.map(String) },
    },
  ];

  for (const { what, requests, smallest, changes } of refused) {
    it(`T086: refuses ${what}, without naming anybody`, () => {
      const simulation = isolating(requests, changes);
      assert.ok(simulation.isolates);
      assert.equal(simulation.isolated[0]?.size, smallest);
      const request = { policies: [policy(requests, changes)], schemas, population: POPULATION, minGroupSize: K };
      assert.throws(
        () => requireAnonymity(request),
        (error) => {
          assert.ok(isPsephosError(error, "POLICY_ISOLATES"));
          assert.equal(error.detail["smallest"], smallest);
          const shown = Object.values(simulation.isolated[0]!.answers[0]!).map(String);
          const said = JSON.stringify(error);
          assert.ok(shown.every((value) => value.length < 3 || !said.includes(`"${value}"`)));
          return true;
        },
      );
    });
  }

  it("T086: refuses a policy that nearly everybody meets: who does not come is known by it", () => {
    const simulation = isolating([
      { attribute: "nationality", predicate: { operator: "notEquals", value: "756" }, show: "nothing" },
    ]);
    assert.deepEqual([simulation.isolated, simulation.absentees, simulation.isolates], [[], 3, true]);
  });

  it("T086: joins policies of one scope, which are coarse alone and isolate together", () => {
    const born = (operator: string, value: string) =>
      policy([{ attribute: "birthDate", predicate: { operator, value }, show: "nothing" }]);
    const old = born("lessOrEqual", "1980-06-15");
    const young = born("greaterOrEqual", "1980-06-15");
    const alone = (one: Policy) =>
      simulatePolicy({ policies: [one], schemas, population: POPULATION, minGroupSize: K }).isolates;
    assert.deepEqual([alone(old), alone(young)], [false, false]);
    const bornThatDay = POPULATION.filter(({ birthDate }) => birthDate === "1980-06-15").length;
    const joined = simulatePolicy({
      policies: [old, young],
      schemas,
      population: [...POPULATION, { ...POPULATION[0]!, birthDate: "1980-06-15" }],
      minGroupSize: K,
    });
    assert.equal(joined.passingAll, bornThatDay + 1);
    assert.ok(joined.isolates);
    assert.deepEqual(joined.isolated[0]?.answers, [{}, {}]);
  });

  it("does not join what a verifier cannot: policies of two scopes are refused as one question", () => {
    const one = policy([ADULT]);
    const other = policy([ADULT], { scope: "subsidy-2027" });
    for (const policies of [[], [one, other]]) {
      assert.throws(
        () => simulatePolicy({ policies, schemas, population: POPULATION, minGroupSize: K }),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });

  it("counts whoever lacks an optional attribute as not passing", () => {
    const simulation = isolating([{ attribute: "portraitHash", predicate: { operator: "exists" }, show: "nothing" }]);
    assert.deepEqual([simulation.passing, simulation.isolates], [[0], false]);
  });
});
