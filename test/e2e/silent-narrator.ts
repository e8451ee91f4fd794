import type { Narrator } from "../../src/roles/demo/narrator.ts";

export interface Heard {
  readonly narrator: Narrator;
  readonly chapters: string[];
  readonly cheats: string[];
}

/** Listens to the demonstration without telling it on. */
export function silentNarrator(): Heard {
  const chapters: string[] = [];
  const cheats: string[] = [];
  const narrator: Narrator = {
    chapter: (chapter) => void chapters.push(chapter),
    say: () => undefined,
    quote: () => undefined,
    refused: ({ cheat, attempt }) => void cheats.push(`${cheat}/${attempt}`),
    working: () => undefined,
    result: () => undefined,
    check: () => undefined,
  };
  return { narrator, chapters, cheats };
}
