import type { Locale } from "../describe-rules.ts";
import { displayValue } from "./describe-policy.ts";
import type { AttributeValue } from "./encoding.ts";
import type { Attribute } from "./schema.ts";

const NO_COUNTRY = "ZZ";

/**
 * A value for people's eyes alone: as `displayValue` has it, a country by its name too. Platforms differ in their names of countries, so
 * nothing that is signed, hashed or compared may hold them.
 */
export function tellValue(input: { attribute: Attribute; value: AttributeValue; locale: Locale }): string {
  const text = displayValue(input);
  const name = input.attribute.encoding === "country" ? countryName(text, input.locale) : undefined;
  return name === undefined ? text : input.locale === "zh" ? `${name}（${text}）` : `${name} (${text})`;
}

/** The country of a number of ISO 3166-1, such as "076"; undefined where no country has it. */
export function countryName(number: string, locale: Locale): string | undefined {
  // The platform names countries by their letters, and knows the letters of a number.
  const letters = /^\d{3}$/.test(number) ? new Intl.Locale(`und-${number}`).region : undefined;
  if (letters === undefined || letters === number || letters === NO_COUNTRY) return undefined;
  return new Intl.DisplayNames(locale === "zh" ? "zh-CN" : "en", { type: "region" }).of(letters);
}
