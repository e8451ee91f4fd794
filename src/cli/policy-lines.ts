import { describeAskedPolicy, type AskedPolicy } from "../protocol/credential/asked-policy.ts";
import type { Context } from "./context.ts";
import { wrap } from "./demo/wrap.ts";

const COLUMNS = 80;

/** What a person agrees to, sentence by sentence, made from the policy's own fields. */
export function policyLines(context: Context, asked: AskedPolicy): string[] {
  const sentences = describeAskedPolicy(asked, context.language);
  return sentences.flatMap((text) => wrap({ text, first: "  · ", rest: "    ", columns: COLUMNS }));
}

export function policyTitle({ language }: Pick<Context, "language">, { parts }: AskedPolicy): string {
  return parts[0].policy.title[language];
}
