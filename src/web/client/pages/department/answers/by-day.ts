const DAY = 86_400;

/** How many moments, unix seconds, fall on each day of UTC, from the first day that has some to the last; days without one too. */
export function byDay(moments: readonly number[]): { startsAt: number; count: number }[] {
  if (moments.length === 0) return [];
  const days = moments.map((at) => Math.floor(at / DAY));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const counts = Map.groupBy(days, (day) => day);
  return Array.from({ length: last - first + 1 }, (_, place) => ({
    startsAt: (first + place) * DAY,
    count: counts.get(first + place)?.length ?? 0,
  }));
}
