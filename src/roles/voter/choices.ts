import { PsephosError } from "../../errors.ts";
import type { Manifest } from "../../protocol/manifest.ts";

/** How a blank ballot is written; no option id can look like it. */
export const BLANK_CHOICE = "(blank)";

const LINE = /^([a-z0-9-]+)(?:\s*=\s*([0-9]{1,5}))?$/;

/**
 * Choices as people write them, one a line: `id` for a mark, `id=3` for points. Empty lines and lines from # on are skipped. Options are named
 * by id, never by place: lists are ordered differently in different languages and pages.
 *
 * @returns a value for each option, in the manifest's order
 */
export function parseChoices({ text, manifest }: { text: string; manifest: Manifest }): number[] {
  const values = new Map<string, number>();
  let isBlank = false;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/#.*/, "").trim();
    if (line === "") continue;
    if (line === BLANK_CHOICE) {
      isBlank = true;
      continue;
    }
    const match = LINE.exec(line);
    const id = match?.[1];
    if (id === undefined) throw wrong(index + 1, "must be an option's id, or id=points");
    if (!manifest.options.some((option) => option.id === id)) {
      const known = manifest.options.map((option) => option.id).join(", ");
      throw wrong(index + 1, `names no option of this election (${known})`);
    }
    if (values.has(id)) throw wrong(index + 1, "names an option a second time");
    values.set(id, Number(match?.[2] ?? "1"));
  }
  if (isBlank === values.size > 0) {
    const message = isBlank
      ? "A blank ballot has no other choices. Remove one or the other."
      : `No choice was made. Name at least one option, or ${BLANK_CHOICE} where the rules allow it.`;
    throw new PsephosError("BALLOT_AGAINST_RULES", message);
  }
  return manifest.options.map(({ id }) => values.get(id) ?? 0);
}

/** The line is numbered, never quoted: it is a vote. */
function wrong(line: number, reason: string): PsephosError {
  return new PsephosError("BALLOT_AGAINST_RULES", `Line ${line} of the choices ${reason}.`);
}
