/** Unix seconds, in the year 36812: above every real time, and low enough that sums of times stay exact. */
export const LATEST_TIME = 2 ** 40;

/**
 * A time from the chain, at most LATEST_TIME. Anybody may give an election, a ceremony or an enrolment times up to 2^64 − 1, which
 * neither a `bigint` column nor a number holds: one such record must not stop an index or cost other people's entries. Nothing
 * that a clock reaches is changed by it; the exact words stay with the event's arguments.
 */
export function boundedTime(word: bigint | number | string): number {
  return Math.min(Number(word), LATEST_TIME);
}

/** Largest value of an `integer` column. */
const LARGEST_INTEGER = 2 ** 31 - 1;

/** A count that a contract of somebody else's making names, for an `integer` column. */
export function boundedCount(word: bigint | number | string): number {
  return Math.min(Number(word), LARGEST_INTEGER);
}
