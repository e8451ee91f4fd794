import assert from "node:assert/strict";
import fc from "fast-check";
import { latestBirthDate } from "../../../src/protocol/credential/age.ts";
import { decodeValue, encodeValue } from "../../../src/protocol/credential/encoding.ts";
import { meets, toCircuit } from "../../../src/protocol/credential/predicate.ts";
import { isPsephosError } from "../../../src/errors.ts";

const DATE = { encoding: "date" } as const;

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** By hand, from nothing but the Gregorian rule: days of whole years, of whole months, then of this one. */
function daysSince1900({ year, month, day }: Day): number {
  const leapYears = (before: number): number => {
    const last = before - 1;
    return Math.floor(last / 4) - Math.floor(last / 100) + Math.floor(last / 400);
  };
  const monthDays = monthsOf(year).slice(0, month - 1);
  const whole = (year - 1900) * 365 + leapYears(year) - leapYears(1900);
  return monthDays.reduce((sum, days) => sum + days, whole + day - 1);
}

function monthsOf(year: number): number[] {
  const leap = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
}

/** As people count: the years between, less one before the birthday. */
function ageOn(birth: Day, on: Day): number {
  const hadBirthday = on.month > birth.month || (on.month === birth.month && on.day >= birth.day);
  return on.year - birth.year - (hadBirthday ? 0 : 1);
}

const text = ({ year, month, day }: Day): string =>
  [year.toString().padStart(4, "0"), ...[month, day].map((part) => part.toString().padStart(2, "0"))].join("-");

const is18 = (birth: Day, on: Day): boolean => {
  const predicate = toCircuit(DATE, { operator: "lessOrEqual", value: latestBirthDate({ age: 18, on: text(on) }) });
  return meets(predicate, encodeValue(DATE, text(birth)));
};

const dayOf = (years: { min: number; max: number }): fc.Arbitrary<Day> =>
  fc
    .tuple(fc.integer(years), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .map(([year, month, day]) => validDay({ year, month, day }));

/** A day around the eighteenth birthday as often as any day. */
const pairs = fc
  .tuple(
    dayOf({ min: 1900, max: 2080 }),
    dayOf({ min: 1919, max: 2120 }),
    fc.integer({ min: -1, max: 1 }),
    fc.boolean(),
  )
  .map(([birth, any, offset, near]) => {
    const on = { year: birth.year + 18 + offset, month: any.month, day: Math.min(any.day, birth.day) };
    return { birth, on: near && on.year > 1918 ? validDay(on) : any };
  });

function validDay({ year, month, day }: Day): Day {
  return { year, month, day: Math.min(day, monthsOf(year)[month - 1]!) };
}

describe("age", () => {
  it("T044: a date is the number of days since 1900 that a calendar counts, at 100,000 dates", () => {
    fc.assert(
      fc.property(dayOf({ min: 1900, max: 9999 }), (day) => {
        const element = encodeValue(DATE, text(day));
        assert.equal(element, BigInt(daysSince1900(day)));
        assert.equal(decodeValue(DATE, element), text(day));
      }),
      { numRuns: 100_000 },
    );
  });

  it("T044: whoever is 18 meets the predicate and nobody else, at 100,000 pairs of dates", () => {
    let adults = 0;
    fc.assert(
      fc.property(pairs, ({ birth, on }) => {
        const adult = ageOn(birth, on) >= 18;
        adults += adult ? 1 : 0;
        assert.equal(is18(birth, on), adult, `born ${text(birth)}, on ${text(on)}`);
      }),
      { numRuns: 100_000 },
    );
    assert.ok(adults > 20_000 && adults < 80_000, `${adults} adults`);
  });

  const corners: [string, string, string, boolean][] = [
    ["the day before the birthday", "2008-06-15", "2026-06-14", false],
    ["the birthday", "2008-06-15", "2026-06-15", true],
    ["the day after", "2008-06-15", "2026-06-16", true],
    ["a greater month and a smaller day", "2008-06-15", "2026-07-01", true],
    ["a smaller month and a greater day", "2008-06-15", "2026-05-31", false],
    ["birth on 29 February, on 28 February", "2008-02-29", "2026-02-28", false],
    ["birth on 29 February, on 1 March", "2008-02-29", "2026-03-01", true],
    ["a check on 29 February, birth on 28 February", "2006-02-28", "2024-02-29", true],
    ["a check on 29 February, birth on 1 March", "2006-03-01", "2024-02-29", false],
    ["a century without leap day, birth on 28 February", "2082-02-28", "2100-02-28", true],
    ["a century without leap day, birth on 1 March", "2082-03-01", "2100-02-28", false],
    ["the turn of the year", "2008-01-01", "2025-12-31", false],
    ["the turn of the year, a day later", "2008-01-01", "2026-01-01", true],
  ];
  for (const [name, birth, on, adult] of corners) {
    it(`T044: ${adult ? "takes" : "refuses"} ${name}`, () => {
      const [one, other] = [birth, on].map((date) => {
        const [year, month, day] = date.split("-").map(Number) as [number, number, number];
        return { year, month, day };
      });
      assert.equal(is18(one!, other!), adult);
      assert.equal(ageOn(one!, other!) >= 18, adult);
    });
  }

  it("refuses days that are none, ages out of range, and dates of birth before 1900", () => {
    const invalid = (error: unknown): boolean => isPsephosError(error, "VALUE_INVALID");
    for (const on of ["2026-02-29", "2026-13-01", "1917-12-31", "2026-1-1"]) {
      assert.throws(() => latestBirthDate({ age: 18, on }), invalid);
    }
    for (const age of [-1, 151, 17.5]) {
      assert.throws(
        () => latestBirthDate({ age, on: "2080-01-01" }),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });
});
