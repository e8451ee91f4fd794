import type { ErrorCode } from "../errors.ts";
import { errorSummary } from "./texts/errors.ts";
import type { Language } from "./text.ts";

/** Why something was refused, in the person's language as far as it is told in it. */
export function refusalText({ code, message }: { code: ErrorCode; message: string }, language: Language): string {
  const summary = errorSummary(code, language);
  return summary === undefined ? message : `${summary} ${message}`;
}
