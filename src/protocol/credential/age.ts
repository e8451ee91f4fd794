import { requireInteger } from "../../errors.ts";
import { encodeValue } from "./encoding.ts";

const DATE = { encoding: "date" } as const;
const MAX_AGE = 150;

/**
 * The latest date of birth, YYYY-MM-DD, of whoever is `age` years old on that day: what a policy compares with, as
 * `lessOrEqual`. A person born on 29 February reaches an age on 1 March of years without that day. The date may not lie
 * before 1900.
 */
export function latestBirthDate({ age, on }: { age: number; on: string }): string {
  requireInteger(age, { name: "age", min: 0, max: MAX_AGE });
  encodeValue(DATE, on);
  const year = Number(on.slice(0, 4)) - age;
  const day = on.endsWith("-02-29") && !isLeapYear(year) ? "-02-28" : on.slice(4);
  const date = `${year.toString().padStart(4, "0")}${day}`;
  encodeValue(DATE, date);
  return date;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
