import type { BallotNews } from "../../../../worker/voting/follow.ts";

/** Where a ballot is, in the order of its way; the last four are ends. */
export type BallotStage =
  "looking" | "kept" | "received" | "submitted" | "included" | "final" | "altered" | "not-counted" | "absent";

/** By the chain's word first; the sending service is believed only in what comes before. */
export function stageOf({ chain, promise, told, isKept, isClosed }: BallotNews): BallotStage {
  if (chain?.kind === "counted") return chain.isFinal ? "final" : "included";
  if (chain?.kind === "altered") return "altered";
  if (chain?.kind === "absent" && isClosed) return isKept ? "not-counted" : "absent";
  if (chain?.kind === "absent" && !isKept) return "absent";
  if (promise === undefined) return isKept ? "kept" : "looking";
  return told === "submitted" || told === "included" || told === "final" ? "submitted" : "received";
}

/** The way of a ballot that arrives. */
export const WAY = ["kept", "received", "submitted", "included", "final"] as const;
export type WayStage = (typeof WAY)[number];

/** How far along the way; −1 for what is not on it. */
export function wayIndex(stage: BallotStage): number {
  return WAY.indexOf(stage as WayStage);
}
