/** This machine's clock, whole unix seconds. Whatever the chain decides goes by the chain's own. */
export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

const DAY_SECONDS = 86_400;

/** Midnight (UTC) before a moment: does not tell the second at which somebody stood at a desk. */
export function startOfDay(at: number): number {
  return at - (at % DAY_SECONDS);
}
