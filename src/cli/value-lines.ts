import type { AskedPolicy } from "../protocol/credential/asked-policy.ts";
import { tellValue } from "../protocol/credential/tell-value.ts";
import type { OpenedValue } from "../roles/verifier/sealed-values.ts";
import type { Context } from "./context.ts";
import { presentationTexts as texts } from "./texts/presentation.ts";

/** Shown or opened values beside the labels that people know. */
export function valueRows(
  context: Context,
  { asked, values }: { asked: AskedPolicy; values: Readonly<Record<string, OpenedValue>> },
): [string, string][] {
  return Object.entries(values).map(([name, value]) => valueRow(context, { asked, name, value }));
}

function valueRow(
  context: Context,
  { asked, name, value }: { asked: AskedPolicy; name: string; value: OpenedValue },
): [string, string] {
  const { language } = context;
  // In a pair the name has "first." or "second." before it.
  const isSecond = name.startsWith("second.");
  const { schema } = asked.parts[isSecond ? 1 : 0]!;
  const attribute = schema.attributes.find((each) => each.name === name.replace(/^(first|second)\./, ""));
  if (typeof value === "object") return [attribute?.label[language] ?? name, context.say(texts.fingerprintOf, value)];
  if (attribute === undefined) return [name, String(value)];
  return [attribute.label[language], tellValue({ attribute, value, locale: language })];
}
