import type { FastifyInstance } from "fastify";
import type { Route } from "./http/route.ts";

/** What `psephos serve` runs; each can run alone. */
export const PART_NAMES = ["prover", "relayer", "indexer", "watcher", "web"] as const;
export type PartName = (typeof PART_NAMES)[number];

/** "degraded": works, and somebody should look; "failing": does not do its task, so readiness says no. */
export interface PartHealth {
  readonly state: "ok" | "degraded" | "failing";
  /** What an operator wants to see: numbers and plain words, never a secret. */
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** One service with its routes. Started once, stopped once. */
export interface Part {
  readonly name: PartName;
  readonly routes: readonly Route[];
  start(): Promise<void>;
  /** What it serves besides its routes: pages for people. After `start`. */
  mount?(app: FastifyInstance): Promise<void>;
  /** Takes nothing new, then finishes or hands over what it holds; within 30 s. */
  stop(): Promise<void>;
  health(): Promise<PartHealth>;
}
