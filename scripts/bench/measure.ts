/** Median times of two ways to do the same, in milliseconds. `ratio` is how many times the peer's time ours is faster. */
export interface Comparison {
  readonly oursMs: number;
  readonly peerMs: number;
  readonly ratio: number;
}

export type Work = () => unknown;

/** Does both in turn, round after round: a machine that slows down slows both. The first round warms up and is dropped. */
export async function alternate({
  ours,
  peer,
  rounds,
}: {
  ours: Work;
  peer: Work;
  rounds: number;
}): Promise<Comparison> {
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    const [oursMs, peerMs] = [await timed(ours), await timed(peer)];
    if (round === 0) continue;
    times.ours.push(oursMs);
    times.peer.push(peerMs);
  }
  return compare({ oursMs: median(times.ours), peerMs: median(times.peer) });
}

export function compare({ oursMs, peerMs }: { oursMs: number; peerMs: number }): Comparison {
  return { oursMs: round(oursMs), peerMs: round(peerMs), ratio: round(peerMs / oursMs) };
}

export async function timed(work: Work): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** To four significant digits: more would be noise. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}
