import { FIELD, inverse, mod } from "../../src/crypto/field.ts";
import { encodeValue } from "../../src/protocol/credential/encoding.ts";
import { CREDENTIAL_TAG } from "../../src/protocol/credential/tags.ts";
import { RESIDENT } from "../protocol/credential/fixtures.ts";
import type { Constants, Dossier } from "./dossiers.ts";
import { bytesOf, digestsOf, hash } from "./hashes.ts";
import { PERSON_NUMBERS, personNumber, type Act } from "./world.ts";

/** Something was found: what connects whom with whom. Right or wrong, it must not be there. */
export interface Hit {
  readonly how: string;
  /** Whom the attacker names: the person of the dossier, or the person of the act with which another act is joined. */
  readonly named: number | undefined;
  /** Whose act it really is. */
  readonly person: number;
}

const { PSEUDONYM, DISCLOSURE } = CREDENTIAL_TAG;
const HASH_TAGS = Object.values(CREDENTIAL_TAG);

/** Words of transactions, with those who sent them; words that two people or more have in common tell nobody apart. */
export function telltaleWords(acts: readonly Act[]): Map<bigint, number> {
  const senders = new Map<bigint, Set<number>>();
  for (const { person, words } of acts) {
    for (const word of words) senders.set(word, (senders.get(word) ?? new Set()).add(person));
  }
  return new Map([...senders].flatMap(([word, people]) => (people.size === 1 ? [[word, [...people][0]!]] : [])));
}

/**
 * Hashes and sums everything that is known of a person with everything that is public, in every form that a derivation could
 * have, and looks for the results among the words on chain.
 */
export function guessHashes(input: {
  dossiers: readonly Dossier[];
  constants: Constants;
  acts: readonly Act[];
}): Hit[] {
  const words = telltaleWords(input.acts);
  const hits: Hit[] = [];
  for (const dossier of input.dossiers) {
    for (const [how, guess] of guesses(dossier, input.constants)) {
      const person = words.get(guess);
      if (person !== undefined) hits.push({ how, named: dossier.person, person });
    }
  }
  return hits;
}

function* guesses(dossier: Dossier, constants: Constants): Generator<[string, bigint]> {
  for (const [name, number] of dossier.numbers) {
    yield [name, number];
    yield [`hash of ${name}`, hash(number)];
    for (const { verifierId, scopeId } of constants.scopes) {
      yield [`${name} as the secret`, hash(PSEUDONYM, number, verifierId, scopeId)];
    }
    for (const values of dossier.shown)
      yield [`shown values with ${name} for salt`, hash(DISCLOSURE, number, ...values)];
  }
  for (const values of dossier.shown) yield ["shown values without salt", hash(DISCLOSURE, 0n, ...values)];
  for (const name of dossier.identifying) yield* thoroughly(name, { dossier, constants });
}

/** The numbers that are one person's alone, in all the forms that one might think of. */
function* thoroughly(
  name: string,
  { dossier, constants }: { dossier: Dossier; constants: Constants },
): Generator<[string, bigint]> {
  const number = dossier.numbers.get(name)!;
  for (const digest of digestsOf(bytesOf(number))) yield [`digest of ${name}`, digest];
  for (const tag of HASH_TAGS) yield [`tagged hash of ${name}`, hash(tag, number)];
  for (const other of dossier.identifying) yield [`${name} and ${other}`, hash(number, dossier.numbers.get(other)!)];
  for (const other of constants.all) {
    yield [`${name} before a public number`, hash(number, other)];
    yield [`${name} after a public number`, hash(other, number)];
    yield [`${name} and a public number, tagged`, hash(PSEUDONYM, number, other)];
    yield [`${name} plus a public number`, mod(number + other, FIELD)];
    yield [`${name} minus a public number`, mod(number - other, FIELD)];
    yield [`${name} times a public number`, mod(number * other, FIELD)];
  }
  for (const { verifierId, scopeId } of constants.scopes) {
    yield [`${name} as the secret, untagged`, hash(number, verifierId, scopeId)];
    for (const digest of digestsOf(bytesOf(number, scopeId))) yield [`digest of ${name} and a scope`, digest];
  }
}

/**
 * Tries all dates of a century and 10,000 person numbers behind every word, in each form that hides nothing. Pairs of a date and a number are
 * not tried all, they are 4·10^8 and would take half a day: `guessHashes` tries the true pairs, and a
 * search for all could find no other.
 */
export function searchDictionary({ acts, from, to }: { acts: readonly Act[]; from: string; to: string }): Hit[] {
  const words = telltaleWords(acts);
  const hits: Hit[] = [];
  for (const [how, guess] of dictionary({ from, to })) {
    const person = words.get(guess);
    if (person !== undefined) hits.push({ how, named: undefined, person });
  }
  return hits;
}

function* dictionary({ from, to }: { from: string; to: string }): Generator<[string, bigint]> {
  const day = 86_400_000;
  for (let ms = Date.parse(from); ms <= Date.parse(to); ms += day) {
    yield* hiddenForms("birthDate", new Date(ms).toISOString().slice(0, 10));
  }
  for (let number = 0; number < PERSON_NUMBERS; number++) yield* hiddenForms("personNumber", personNumber(number));
}

function* hiddenForms(name: string, text: string): Generator<[string, bigint]> {
  const attribute = RESIDENT.attributes.find((each) => each.name === name)!;
  const value = encodeValue({ ...attribute, encoding: name === "birthDate" ? "date" : "string" }, text);
  yield [`${name} itself`, value];
  yield [`${name} shown without salt`, hash(DISCLOSURE, 0n, value, 0n, 0n, 0n)];
  for (const digest of digestsOf(Buffer.from(text))) yield [`digest of ${name}`, digest];
}

/** Joins transactions that share a word, where all who have the word are one person. */
export function joinByWords(acts: readonly Act[]): Hit[] {
  const holders = new Map<bigint, Act[]>();
  for (const act of acts) {
    for (const word of new Set(act.words)) holders.set(word, [...(holders.get(word) ?? []), act]);
  }
  return [...holders].flatMap(([word, [first, ...others]]) => {
    const isTelling = others.length > 0 && others.every(({ person }) => person === first!.person);
    return isTelling ? [{ how: `equal word ${word}`, named: first!.person, person: first!.person }] : [];
  });
}

type Relation = (one: bigint, other: Invertible) => bigint;

interface Invertible {
  readonly value: bigint;
  readonly inverse: bigint;
}

const RELATIONS: Readonly<Record<string, Relation>> = {
  difference: (one, { value }) => mod(one - value, FIELD),
  sum: (one, { value }) => mod(one + value, FIELD),
  quotient: (one, other) => mod(one * other.inverse, FIELD),
  "exclusive or": (one, { value }) => one ^ value,
};

/** Compares all pseudonyms of one service with all of another: a relation that holds twice is none by chance. */
export function joinByRelation(acts: readonly Act[]): Hit[] {
  const services = [...Map.groupBy(acts, ({ service }) => service).values()];
  return services.flatMap((ones, at) => {
    const others = services.slice(at + 1).flat();
    const numbers = others.map(({ pseudonym }) => ({ value: pseudonym, inverse: inverse(pseudonym, FIELD) }));
    return Object.entries(RELATIONS).flatMap(([how, relation]) => repeated({ ones, others, numbers, how, relation }));
  });
}

function repeated(input: {
  ones: readonly Act[];
  others: readonly Act[];
  numbers: readonly Invertible[];
  how: string;
  relation: Relation;
}): Hit[] {
  const { ones, others, numbers, how, relation } = input;
  const seen = new Map<bigint, Hit>();
  const hits: Hit[] = [];
  for (const one of ones) {
    for (const [at, { person, pseudonym }] of others.entries()) {
      if (one.pseudonym === pseudonym) continue;
      const key = relation(one.pseudonym, numbers[at]!);
      const hit = { how, named: one.person, person };
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, hit);
      else hits.push(earlier, hit);
    }
  }
  return hits;
}
