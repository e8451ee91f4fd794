import { PsephosError } from "../errors.ts";
import type { Outcome } from "./command.ts";
import { printable, printableJson } from "./printable.ts";
import { errorSummary } from "./texts/errors.ts";
import type { Language } from "./text.ts";
import type { Style } from "./style.ts";

/** One line of JSON; bigints as decimal strings, since JSON numbers lose digits. */
export function jsonLine(value: unknown): string {
  const json = JSON.stringify(value, (_key, entry: unknown) => (typeof entry === "bigint" ? entry.toString() : entry));
  return printableJson(json);
}

export interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
}

export function printOutcome(input: { outcome: Outcome; json: boolean; streams: Streams }): void {
  const { outcome, json, streams } = input;
  const prose = json ? streams.stderr : streams.stdout;
  for (const line of outcome.lines) prose.write(`${printable(line)}\n`);
  if (json) streams.stdout.write(`${jsonLine(outcome.json)}\n`);
}

/** Tells a failure once: what happened and what to do; with `--json` also as an object on standard output. */
export function printError(input: {
  error: unknown;
  json: boolean;
  language: Language;
  style: Style;
  streams: Streams;
}): void {
  const { json, language, style, streams } = input;
  const error = asPsephosError(input.error);
  const summary = errorSummary(error.code, language);
  const head = summary === undefined ? "" : `${summary} `;
  const label = { en: "error", zh: "错误" }[language];
  streams.stderr.write(`${style.bad(`${label} ${error.code}`)}: ${head}${printable(error.message)}\n`);
  if (json) streams.stdout.write(`${jsonLine({ error: error.toJSON() })}\n`);
}

function asPsephosError(error: unknown): PsephosError {
  if (error instanceof PsephosError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // Places that write without a refusal of their own, such as a library's cache.
  if (["ENOSPC", "EDQUOT", "EROFS", "EACCES"].includes(code)) {
    const reason = ["ENOSPC", "EDQUOT"].includes(code) ? "the disk is full" : "a file or folder is write-protected";
    return new PsephosError("FILE_UNWRITABLE", `Stopped, because ${reason}: ${(error as Error).message}.`);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new PsephosError("UNEXPECTED", `${reason}. This is a fault in psephos: please report it with the command.`);
}
