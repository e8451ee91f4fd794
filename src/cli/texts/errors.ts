import type { ErrorCode } from "../../errors.ts";
import { errorTextsZh } from "../../protocol/error-texts/zh.ts";
import type { Language } from "../text.ts";

/**
 * What kind of failure it was, in Chinese, put before the message itself, which comes in English from the layer that failed.
 * English needs none: there the message alone is enough. New codes have their texts in src/protocol/error-texts.
 */
export function errorSummary(code: ErrorCode, language: Language): string | undefined {
  return language === "zh" ? errorTextsZh[code] : undefined;
}
