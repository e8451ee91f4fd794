interface Interval {
  /** Unix seconds. */
  readonly startsAt: number;
  readonly ballots: number;
}

const HOUR_SECONDS = 3_600;

/** How many ballots there were by the end of each hour; starts at zero. The last point is no later than what was read. */
export function turnoutPoints(turnout: {
  readonly items: readonly Interval[];
  readonly asOf: { readonly time: number };
}): { at: number; value: number }[] {
  const [first] = turnout.items;
  if (first === undefined) return [];
  const points = withTotals(turnout.items).map(({ startsAt, total }) => ({
    at: Math.max(startsAt + 1, Math.min(startsAt + HOUR_SECONDS, turnout.asOf.time)),
    value: total,
  }));
  return [{ at: first.startsAt, value: 0 }, ...points];
}

/** Each with the sum of it and all before it. */
export function withTotals<Item extends Interval>(items: readonly Item[]): (Item & { total: number })[] {
  let total = 0;
  return items.map((item) => ({ ...item, total: (total += item.ballots) }));
}
