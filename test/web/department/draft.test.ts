import assert from "node:assert/strict";
import { parsePolicy } from "../../../src/protocol/credential/policy.ts";
import { simulatePolicy } from "../../../src/protocol/credential/simulate-policy.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { rentSupport, RESIDENT_SCHEMA } from "../../../src/roles/demo/attestation/policies.ts";
import { parseSubjects } from "../../../src/roles/issuer/subjects.ts";
import { byDay } from "../../../src/web/client/pages/department/answers/by-day.ts";
import { draftOf, EMPTY, NO_CONDITION, seals } from "../../../src/web/client/pages/department/builder/draft.ts";
import { inventSubjects } from "../../../src/web/worker/department/invented.ts";
import type { AskableSchema } from "../../../src/web/worker/department/policies.ts";

const DAY = 86_400;

describe("what an official fills in", () => {
  const schema: AskableSchema = {
    id: RESIDENT_SCHEMA,
    title: { en: "Resident", zh: "居民" },
    attributes: [
      { ...attribute("permanentResident"), encoding: "boolean" },
      { ...attribute("district"), encoding: "string" },
      { ...attribute("birthDate"), encoding: "date", isOrdered: true },
    ],
  };

  it("becomes statements with values of their kind", () => {
    const { requests, validitySeconds, verifierKey } = draftOf(
      {
        ...EMPTY,
        conditions: [
          { ...NO_CONDITION, id: 0, attribute: "permanentResident", comparison: "equals", value: "false" },
          {
            ...NO_CONDITION,
            id: 1,
            attribute: "district",
            comparison: "in",
            list: " D-07 \n\nD-09\nD-07",
            show: "clear",
          },
          { ...NO_CONDITION, id: 2, attribute: "birthDate", comparison: "atLeastYearsAgo", years: 18 },
        ],
      },
      schema,
    );
    assert.deepEqual(
      requests.map(({ statement, show }) => [statement, show]),
      [
        [{ operator: "equals", value: false }, "nothing"],
        [{ operator: "in", values: ["D-07", "D-09"] }, "clear"],
        [{ operator: "atLeastYearsAgo", years: 18 }, "nothing"],
      ],
    );
    assert.equal(validitySeconds, 90 * DAY);
    assert.equal(verifierKey, undefined);
    assert.equal(seals({ requests }), false);
    assert.equal(seals({ requests: requests.map((request) => ({ ...request, show: "sealed" as const })) }), true);
  });

  it("is tried on made-up people on either side of every bound, the same ones each time", () => {
    const policy = parsePolicy(rentSupport("2008-01-01"), SCHEMAS);
    const resident = SCHEMAS.get(RESIDENT_SCHEMA)!;
    const table = inventSubjects({ policy, schema: resident });
    assert.equal(inventSubjects({ policy, schema: resident }), table);
    const people = parseSubjects(table, resident);
    assert.deepEqual(
      people.filter(({ fault }) => fault !== undefined),
      [],
    );
    const born = new Set(people.map(({ subject }) => subject["birthDate"]));
    for (const day of ["2007-12-31", "2008-01-01", "2008-01-02"]) assert.ok(born.has(day), day);
    const population = people.map(({ subject }) => subject);
    const { passingAll } = simulatePolicy({ policies: [policy], schemas: SCHEMAS, population, minGroupSize: 2 });
    assert.ok(passingAll > 0 && passingAll < people.length, `${passingAll} of ${people.length} pass`);
  });
});

describe("confirmations by day", () => {
  it("counts days of UTC, days without one too", () => {
    assert.deepEqual(byDay([3 * DAY, DAY + 5, 3 * DAY + 1]), [
      { startsAt: DAY, count: 1 },
      { startsAt: 2 * DAY, count: 0 },
      { startsAt: 3 * DAY, count: 2 },
    ]);
    assert.deepEqual(byDay([]), []);
  });
});

function attribute(name: string) {
  return { name, label: { en: name, zh: name }, isOrdered: false, isRequired: true, values: [], fractionDigits: 0 };
}
