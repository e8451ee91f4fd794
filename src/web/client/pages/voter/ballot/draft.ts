import { isRanking } from "../../../../../protocol/describe-rules.ts";
import { costOf, type Rules } from "../../../../../protocol/rules.ts";

/** Which control fits the rules. */
export type BallotKind = "single" | "several" | "points" | "ranking";

/** What a voter has marked so far. Options are known by their ids, never by their place on the page. */
export interface Draft {
  /** Marks and points; options without any are left out. */
  readonly points: Readonly<Record<string, number>>;
  /** Of a ranking: the best first. */
  readonly places: readonly string[];
  readonly isBlank: boolean;
}

export const EMPTY_DRAFT: Draft = { points: {}, places: [], isBlank: false };

export function ballotKind(rules: Rules): BallotKind {
  if (rules.maxValue === 1) return rules.maxTotal === 1 ? "single" : "several";
  return isRanking(rules) ? "ranking" : "points";
}

/** A value for each option, in the manifest's order. */
export function valuesOf({ rules, ids, draft }: { rules: Rules; ids: readonly string[]; draft: Draft }): number[] {
  if (draft.isBlank) return ids.map(() => 0);
  if (ballotKind(rules) !== "ranking") return ids.map((id) => draft.points[id] ?? 0);
  return ids.map((id) => (draft.places.includes(id) ? rules.maxValue - draft.places.indexOf(id) : 0));
}

/** What a sealed ballot holds, to be shown and changed again. */
export function draftOf({
  rules,
  ids,
  values,
}: {
  rules: Rules;
  ids: readonly string[];
  values: readonly number[];
}): Draft {
  const marked = ids.flatMap((id, index): [string, number][] => {
    const value = values[index] ?? 0;
    return value > 0 ? [[id, value]] : [];
  });
  const places = [...marked].sort(([, one], [, other]) => other - one).map(([id]) => id);
  return {
    points: Object.fromEntries(marked),
    places: ballotKind(rules) === "ranking" ? places : [],
    isBlank: marked.length === 0,
  };
}

/** Marks, points or credits used. */
export function spent(rules: Rules, values: readonly number[]): number {
  return values.reduce((sum, value) => sum + costOf(rules, value), 0);
}

/** What keeps a draft from being a ballot; keys of the texts `vote`, with their numbers. */
export type Fault =
  | { readonly key: "faultNothing" }
  | { readonly key: "faultTooHigh"; readonly max: number }
  | { readonly key: "faultTooMany" | "faultTooFew"; readonly count: number; readonly limit: number }
  | { readonly key: "faultTooMuch" | "faultTooLittle"; readonly count: number; readonly limit: number }
  | { readonly key: "faultPlaces"; readonly count: number; readonly limit: number }
  | { readonly key: "faultSame" };

export function faultIn({
  rules,
  ids,
  draft,
}: {
  rules: Rules;
  ids: readonly string[];
  draft: Draft;
}): Fault | undefined {
  const values = valuesOf({ rules, ids, draft });
  const { maxValue, minTotal, maxTotal } = rules;
  const kind = ballotKind(rules);
  const count = spent(rules, values);
  if (draft.isBlank) return rules.blank || minTotal === 0 ? undefined : { key: "faultNothing" };
  if (kind === "ranking") {
    const placed = draft.places.length;
    if (placed === maxValue) return undefined;
    return placed === 0 ? { key: "faultNothing" } : { key: "faultPlaces", count: placed, limit: maxValue };
  }
  if (count === 0) return { key: "faultNothing" };
  if (values.some((value) => value > maxValue)) return { key: "faultTooHigh", max: maxValue };
  const marks = kind !== "points";
  if (count > maxTotal) return { key: marks ? "faultTooMany" : "faultTooMuch", count, limit: maxTotal };
  if (count < minTotal) return { key: marks ? "faultTooFew" : "faultTooLittle", count, limit: minTotal };
  if (rules.distinct && hasEqual(values)) return { key: "faultSame" };
  return undefined;
}

function hasEqual(values: readonly number[]): boolean {
  const given = values.filter((value) => value > 0);
  return new Set(given).size !== given.length;
}

/** Highest points that may still be given to one option; less than it has already where too much is spent. */
export function highestFor({
  rules,
  values,
  index,
}: {
  rules: Rules;
  values: readonly number[];
  index: number;
}): number {
  const others = spent(rules, values) - costOf(rules, values[index] ?? 0);
  const left = Math.max(0, rules.maxTotal - others);
  return Math.min(rules.maxValue, rules.quadratic ? Math.floor(Math.sqrt(left)) : left);
}
