import { shownText } from "../../protocol/text.ts";

/** A record with all its texts as `shownText` has them: for a file of somebody else's, where any of them may be shown. */
export function shownAll<T>(value: T): T {
  return shown(value) as T;
}

function shown(value: unknown): unknown {
  if (typeof value === "string") return shownText(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [shownText(key), shown(inner)]));
}
