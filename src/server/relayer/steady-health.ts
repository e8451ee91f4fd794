import type { PartHealth } from "../part.ts";

/** A node that lags by some blocks contradicts for a moment; one that tells of another chain does not stop. */
const LASTING_MS = 60_000;
/** Doubts come and go with the moment at which nodes are asked: without one for so long it is over. */
const OVER_AFTER_MS = 60_000;

/** Of second opinions; the same one while it comes again in time. */
interface Doubt {
  readonly said: string | number | boolean;
  readonly lastAt: number;
  /** When a node first contradicted, if one did. */
  readonly contradictedAt: number | undefined;
}

/**
 * The sender's health without the jumping that doubts bring: one is "degraded" at once and for a minute after it was last seen, and
 * "failing" only once nodes have contradicted each other for a minute. Whatever else fails is told at once. `now` is a clock in ms.
 */
export function steadyHealth(now: () => number = () => performance.now()): (seen: PartHealth) => PartHealth {
  let doubt: Doubt | undefined;
  return (seen) => {
    const at = now();
    if (doubt !== undefined && at - doubt.lastAt > OVER_AFTER_MS) doubt = undefined;
    doubt = doubtAfter(doubt, { at, said: seen.detail["secondOpinions"] });
    if (doubt === undefined) return seen;
    const { contradictedAt, said } = doubt;
    const detail = { ...seen.detail, secondOpinions: said };
    if (contradictedAt !== undefined && at - contradictedAt >= LASTING_MS) return { state: "failing", detail };
    // Nothing else holds the sender, so it is the doubt alone that it calls failing.
    const isDoubtAlone = seen.detail["secondOpinions"] !== undefined && seen.detail["holdsBecause"] === undefined;
    return { state: seen.state === "ok" || isDoubtAlone ? "degraded" : seen.state, detail };
  };
}

function doubtAfter(
  doubt: Doubt | undefined,
  { at, said }: { at: number; said: Doubt["said"] | undefined },
): Doubt | undefined {
  if (said === undefined) return doubt;
  const contradictedAt = doubt?.contradictedAt ?? (said === "contradicted" ? at : undefined);
  return { said, lastAt: at, contradictedAt };
}
