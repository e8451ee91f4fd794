import {
  STORIES,
  type Chapter,
  type CountedOption,
  type Narrator,
  type StoryValue,
  type Told,
} from "../../roles/demo/narrator.ts";
import type { Context } from "../context.ts";
import type { Text, TextValues } from "../text.ts";
import { chapterTitles, cheatTexts, demoTexts, storyTexts, workLabels } from "../texts/demo.ts";
import { remainingTime } from "./pace.ts";
import { withPlurals } from "./plural.ts";
import { columnsOf, wrap } from "./wrap.ts";

/** Of a terminal as it opens. */
export const COLUMNS = 80;
const INDENT = "   ";
const QUOTE = `${INDENT}│ · `;
const QUOTE_ON = `${INDENT}│   `;
const BAR_COLUMNS = 32;

type Stage = Pick<Context, "language" | "say" | "narrate" | "style" | "progressCount">;

/** Tells the demonstrations as stories in numbered chapters, in the reader's language. */
export function createTeller(context: Stage): Narrator {
  const { language, style, narrate } = context;
  const pace = remainingTime();
  const inLanguage = (values: Readonly<Record<string, StoryValue>>): TextValues =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isTold(value) ? value[language] : value]));
  const fill = (text: Text, values: Readonly<Record<string, StoryValue>> = {}): string => {
    const spoken = inLanguage(values);
    const chosen = withPlurals(text[language], spoken);
    return context.say({ en: chosen, zh: chosen }, spoken);
  };
  const paragraph = (text: string, first = INDENT): void => {
    for (const line of wrap({ text, first, rest: " ".repeat(columnsOf(first)), columns: COLUMNS })) narrate(line);
  };
  return {
    chapter: (chapter) => {
      narrate("");
      narrate(style.bold(`${numberOf(chapter)}. ${fill(chapterTitles[chapter])}`));
    },
    say: (line, values) => paragraph(fill(storyTexts[line], values)),
    quote: (sentences) => {
      for (const sentence of sentences)
        wrap({ text: sentence[language], first: QUOTE, rest: QUOTE_ON, columns: COLUMNS }).forEach(narrate);
    },
    refused: ({ cheat, attempt }) => {
      const text = cheatTexts[`${cheat}/${attempt}`] ?? { en: cheat, zh: cheat };
      const mark = `${INDENT}✗ ${fill(demoTexts.refused)}  `;
      const [first, ...rest] = wrap({
        text: fill(text),
        first: mark,
        rest: " ".repeat(columnsOf(mark)),
        columns: COLUMNS,
      });
      narrate(first!.replace(mark, style.bad(mark)));
      rest.forEach(narrate);
    },
    working: (work, { done, total }) => {
      const estimate = pace(work, { done, total });
      const note = estimate && fill(demoTexts.rate, { ...estimate });
      context.progressCount({ label: `${INDENT}${fill(workLabels[work])}`, done, total, note });
    },
    result: (options) => bars(options, language).forEach((line) => narrate(`${INDENT}${line}`)),
    check: ({ id, ok, claim }) => {
      const mark = ok ? style.good(fill(demoTexts.passed)) : style.bad(fill(demoTexts.failed));
      paragraph(claim[language], `${INDENT}${String(id).padStart(2)} ${mark}  `);
    },
  };
}

/** In its own story, from 1. */
function numberOf(chapter: Chapter): number {
  const story = Object.values(STORIES).find(({ chapters }) => (chapters as readonly Chapter[]).includes(chapter))!;
  return (story.chapters as readonly Chapter[]).indexOf(chapter) + 1;
}

function isTold(value: StoryValue): value is Told {
  return typeof value === "object";
}

/** One line an option: its name, the count, a bar against the highest count. Long names stand above their bars. */
function bars(options: readonly CountedOption[], language: keyof Told): string[] {
  const names = options.map(({ option }) => option[language]);
  const width = Math.max(...names.map(columnsOf));
  const highest = options.reduce((most, { count }) => (count > most ? count : most), 1n);
  const digits = String(highest).length;
  const isLong = width + digits + BAR_COLUMNS > COLUMNS - INDENT.length - 6;
  return options.flatMap(({ count }, at) => {
    const name = names[at]!;
    const bar = "█".repeat(Number((count * BigInt(BAR_COLUMNS) + highest / 2n) / highest));
    const counted = `${String(count).padStart(digits)}  ${bar}`;
    if (isLong)
      return [
        ...wrap({ text: name, first: "  ", rest: "  ", columns: COLUMNS - INDENT.length }),
        `    ${counted}`.trimEnd(),
      ];
    return [`  ${name}${" ".repeat(width - columnsOf(name))}  ${counted}`.trimEnd()];
  });
}
