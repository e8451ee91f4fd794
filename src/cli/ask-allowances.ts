import type { Allowances } from "../roles/issuer/issuing-terms.ts";
import type { OptionSpec } from "./command.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import { credentialTexts as texts } from "./texts/credential.ts";

export const ALLOWANCE_OPTIONS: readonly OptionSpec[] = [
  { flags: "--replace", description: texts.replace },
  { flags: "--new-holder", description: texts.newHolder },
  { flags: "--after-revocation", description: texts.afterRevocation },
  { flags: "--yes", description: texts.yes },
];

/** What the officer allows beyond the ordinary. Asks before a person may get another identity, which can be a second vote. */
export async function askAllowances(context: Context, input: Input): Promise<Allowances> {
  const newHolder = input.flag("new-holder");
  if (newHolder) await context.confirm({ yes: input.flag("yes"), question: context.say(texts.newHolderQuestion) });
  return { reissue: input.flag("replace"), newHolder, afterRevocation: input.flag("after-revocation") };
}
