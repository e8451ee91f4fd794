import type { Locale } from "../describe-rules.ts";
import type { Credential } from "./credential-json.ts";
import { decodeTime } from "./encoding.ts";
import { tellValue } from "./tell-value.ts";

/** In plain words: what it is and from whom, whether it is valid `at` (unix seconds), then a line for each attribute it has. */
export function describeCredential(input: { credential: Credential; at: number; locale: Locale }): string[] {
  const { credential, at, locale } = input;
  const { schema, subject, issuer, validFrom, validUntil } = credential;
  const texts = TEXTS[locale];
  const attributes = schema.attributes.flatMap((attribute) => {
    const value = subject[attribute.name];
    return value === undefined
      ? []
      : [texts.attribute(attribute.label[locale], tellValue({ attribute, value, locale }))];
  });
  const state = BigInt(at) < validFrom ? "early" : BigInt(at) >= validUntil ? "ended" : "valid";
  return [texts.title(schema.label[locale], issuer), texts[state](day(validFrom), day(validUntil)), ...attributes];
}

function day(at: bigint): string {
  return decodeTime(at).slice(0, "YYYY-MM-DD".length);
}

interface Texts {
  readonly title: (schema: string, issuer: string) => string;
  readonly valid: (from: string, until: string) => string;
  readonly early: (from: string, until: string) => string;
  readonly ended: (from: string, until: string) => string;
  readonly attribute: (label: string, value: string) => string;
}

const TEXTS: Readonly<Record<Locale, Texts>> = {
  en: {
    title: (schema, issuer) => `${schema}, issued by ${issuer}`,
    valid: (from, until) => `Valid from ${from} until ${until} (UTC).`,
    early: (from, until) => `Not valid yet: from ${from} until ${until} (UTC).`,
    ended: (from, until) => `No longer valid: it was from ${from} until ${until} (UTC).`,
    attribute: (label, value) => `${label}: ${value}`,
  },
  zh: {
    title: (schema, issuer) => `${schema}，由 ${issuer} 签发`,
    valid: (from, until) => `有效期：${from} 至 ${until}（UTC）。`,
    early: (from, until) => `尚未生效：${from} 至 ${until}（UTC）。`,
    ended: (from, until) => `已过期：有效期为 ${from} 至 ${until}（UTC）。`,
    attribute: (label, value) => `${label}：${value}`,
  },
};
