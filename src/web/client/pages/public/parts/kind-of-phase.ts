import type { TagProps } from "../../../design/tag.tsx";

const KINDS: Readonly<Record<string, TagProps["kind"]>> = {
  voting: "note",
  open: "note",
  opening: "warning",
  opened: "success",
  finished: "success",
  trusted: "success",
  failed: "danger",
  compromised: "danger",
  cancelled: "danger",
  removed: "warning",
};

/** Colour of a state: its word says it anyway. */
export function kindOfPhase(phase: string): NonNullable<TagProps["kind"]> {
  return KINDS[phase] ?? "neutral";
}
