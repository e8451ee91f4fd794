import type { Moment, PolicyEntry } from "../ledger.ts";
import { ageOfRoot, isAfter, type TrustHistory } from "./trust-history.ts";

export interface Shown {
  readonly trustRoot: bigint;
  /** Unix seconds; a word of the chain. */
  readonly now: bigint;
}

/** Why a presentation should not have been taken at that moment, or how old its trust root was then. */
export function freshness(
  { trustRoot, now }: Shown,
  { policy, at, history }: { policy: PolicyEntry | undefined; at: Moment; history: TrustHistory },
): { readonly age: number } | { readonly fault: "policy" | "time" | "root" } {
  const isOpen =
    policy !== undefined && isAfter(at, policy) && (policy.retiredAt === undefined || isAfter(policy.retiredAt, at));
  if (!isOpen) return { fault: "policy" };
  const { maxClockSkew, maxStatusAge } = policy.kept.terms;
  const behind = BigInt(at.time) - now;
  if (behind < 0n || behind > BigInt(maxClockSkew)) return { fault: "time" };
  const age = ageOfRoot(history, trustRoot, at);
  return age === undefined || age > maxStatusAge ? { fault: "root" } : { age };
}

export const FRESHNESS_FAULTS = {
  policy: { en: "its policy was not open", zh: "核验要求当时未开放" },
  time: { en: "it was proven at another time", zh: "出具证明的时间不符" },
  root: { en: "its trust root was unknown, cut off or too old", zh: "信任根未知、已被切断或过旧" },
} as const;
