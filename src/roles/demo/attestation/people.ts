import { randomBytes, randomInt } from "node:crypto";
import { createIdentity, PRIVATE_KEY_BYTES, type Identity } from "../../../protocol/identity.ts";
import { DISTRICTS } from "./policies.ts";

/** Someone whom the civil registry knows. */
export interface Person {
  /** The code in the letter by which the registry knows her. */
  readonly reference: string;
  readonly identity: Identity;
  /** What the registry has in its books, by attribute. */
  readonly entry: Readonly<Record<string, string>>;
}

/** Date of birth that a clerk typed and no calendar has. */
export const IMPOSSIBLE_DATE = "1987-02-30";
const MINOR_AGE = 12;

const FAMILY_NAMES = ["陈", "Ivanova", "Okafor", "Silva", "王", "Dubois", "Haddad", "Kowalska"];
const GIVEN_NAMES = ["梅", "Nina", "Ada", "João", "芳", "Claire", "Layla", "Zofia"];
/** By ISO 3166-1's numbers, as credentials have them. */
const NATIONALITIES = ["156", "643", "566", "076", "156", "250", "422", "616"];

/** Invented adults of the two districts, and at the end of them a child. `today`: YYYY-MM-DD. */
export function inventPeople({ count, today }: { count: number; today: string }): Person[] {
  const thisYear = Number(today.slice(0, 4));
  return Array.from({ length: count }, (_, index) => {
    const year = index === count - 1 ? thisYear - MINOR_AGE : randomInt(thisYear - 85, thisYear - 19);
    return personBorn(`${year}-${twoDigits(randomInt(1, 13))}-${twoDigits(randomInt(1, 29))}`, index);
  });
}

/** Her line has a fault. */
export function mistypedPerson(index: number): Person {
  return personBorn(IMPOSSIBLE_DATE, index);
}

function personBorn(birthDate: string, index: number): Person {
  const at = index % FAMILY_NAMES.length;
  return {
    reference: `letter-${index + 1}`,
    identity: createIdentity(randomBytes(PRIVATE_KEY_BYTES)),
    entry: {
      familyName: FAMILY_NAMES[at]!,
      givenName: GIVEN_NAMES[at]!,
      birthDate,
      sex: index % 2 === 0 ? "female" : "male",
      nationality: NATIONALITIES[at]!,
      personNumber: `PN-${100_000 + index}`,
      district: DISTRICTS[index % DISTRICTS.length]!,
      address: `${index + 1} Harbour Street`,
      residentSince: "2019-02-03",
      permanentResident: "true",
    },
  };
}

/** The registry's table as its clerks export it: CSV, a line a person. */
export function tableOf(people: readonly Person[]): string {
  const columns = Object.keys(people[0]!.entry);
  const lines = people.map(({ reference, entry }) => [reference, ...columns.map((name) => entry[name])].join(","));
  return [["reference", ...columns].join(","), ...lines].join("\n");
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
