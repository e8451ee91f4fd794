const STEP = 10;

/** Rounded up: alerts are public, and exact counts would tell when somebody came. */
export function roughly(count: number): number {
  return Math.ceil(count / STEP) * STEP;
}
