import type { Manifest } from "../protocol/manifest.ts";
import { BLANK_CHOICE, parseChoices } from "../roles/voter/choices.ts";
import type { Context } from "./context.ts";
import { questionLines } from "./election-lines.ts";
import { columns } from "./format.ts";
import type { Input } from "./input.ts";
import { ballotTexts as texts } from "./texts/ballot.ts";

/** A value for each option, from the file that was named or from the person at the terminal. */
export async function askChoices(
  context: Context,
  { input, manifest }: { input: Input; manifest: Manifest },
): Promise<number[]> {
  const file = input.optional("choices-file");
  if (file !== undefined) return parseChoices({ text: await context.readText(file), manifest });
  for (const line of questionLines(context, manifest)) context.progress(line);
  const text = manifest.rules.maxValue === 1 ? await askMarks(context, manifest) : await askPoints(context, manifest);
  return parseChoices({ text, manifest });
}

async function askMarks(context: Context, { options, rules }: Manifest): Promise<string> {
  const rows = options.map(({ id, label }, position) => [`${position + 1}  ${label[context.language]}`, id] as const);
  for (const line of columns(rows)) context.progress(line);
  const blank = rules.blank ? context.say(texts.blankHint) : "";
  const question = rules.maxTotal === 1 ? texts.chooseOne : texts.chooseMarks;
  const answer = await context.ask(context.say(question, { blank }));
  const words = answer.split(/[,，\s]+/).filter((word) => word !== "");
  return words.map((word) => (/^[1-9]$/.test(word) ? (options[Number(word) - 1]?.id ?? word) : word)).join("\n");
}

async function askPoints(context: Context, { options, rules }: Manifest): Promise<string> {
  const lines: string[] = [];
  for (const { id, label } of options) {
    const answer = await context.ask(
      context.say(texts.choosePoints, { label: label[context.language], max: rules.maxValue }),
    );
    if (answer !== "" && answer !== "0") lines.push(`${id}=${answer}`);
  }
  return lines.length === 0 ? BLANK_CHOICE : lines.join("\n");
}

/** The choice in the manifest's own words, to be checked before it is sealed. */
export function choiceLines(context: Context, ballot: { manifest: Manifest; values: readonly number[] }): string[] {
  const { manifest, values } = ballot;
  const chosen = manifest.options.flatMap(({ label }, position): [string, string][] => {
    const points = values[position] ?? 0;
    if (points === 0) return [];
    const text = manifest.rules.maxValue === 1 ? texts.chosen : texts.points;
    return [[label[context.language], context.say(text, { points })]];
  });
  return chosen.length === 0 ? [`  ${context.say(texts.blank)}`] : columns(chosen);
}
