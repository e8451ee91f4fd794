import { withDecimals } from "../../protocol/json.ts";
import type { ElectionArchive } from "../../protocol/archive.ts";

/** Paths at which two archives of one election differ, such as `election.ballots.3.words.0`; none if they say the same. */
export function differences(left: ElectionArchive, right: ElectionArchive): string[] {
  return pathsOfDifference(plain(left), plain(right), []);
}

function plain(archive: ElectionArchive): unknown {
  return JSON.parse(JSON.stringify(archive, withDecimals));
}

function pathsOfDifference(left: unknown, right: unknown, path: readonly string[]): string[] {
  if (!isTree(left) || !isTree(right)) return left === right ? [] : [path.join(".")];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) => pathsOfDifference(left[key], right[key], [...path, key]));
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
