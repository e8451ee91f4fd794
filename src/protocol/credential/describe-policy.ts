import type { Locale } from "../describe-rules.ts";
import type { AttributeValue } from "./encoding.ts";
import type { AttributeRequest, Policy } from "./policy.ts";
import type { Predicate } from "./predicate.ts";
import { attributeNamed, type Attribute, type CredentialSchema } from "./schema.ts";

/**
 * What a holder consents to, in plain sentences made from the policy's own fields: who asks, for what, on what ground, how long
 * it is kept, and for each attribute what the verifier will learn and what not.
 */
export function describePolicy(input: { policy: Policy; schema: CredentialSchema; locale: Locale }): string[] {
  const { policy, schema, locale } = input;
  const texts = TEXTS[locale];
  return [
    texts.asks(policy.verifier, policy.title[locale], schema.label[locale]),
    texts.purpose(policy.purpose.text[locale], policy.purpose.legalBasis[locale]),
    ...policy.requests.map((request) => describeRequest(request, { schema, locale })),
    texts.retention(policy.retentionDays),
    texts.pseudonym(policy.scope),
  ];
}

function describeRequest(
  { attribute: name, predicate, show }: AttributeRequest,
  { schema, locale }: { schema: CredentialSchema; locale: Locale },
): string {
  const attribute = attributeNamed(schema, name);
  const texts = TEXTS[locale];
  const value = (given: AttributeValue): string => displayValue({ attribute, value: given, locale });
  const statement = texts.statement(attribute.label[locale], texts.predicate(predicate, value));
  return `${statement}${texts.shown[show](attribute.label[locale])}`;
}

/** An enumeration's value by its label, a truth value as yes or no, everything else as it is written. */
export function displayValue(input: { attribute: Attribute; value: AttributeValue; locale: Locale }): string {
  const { attribute, value, locale } = input;
  if (typeof value === "boolean") return TEXTS[locale].truth(value);
  const index = attribute.values?.indexOf(value) ?? -1;
  return attribute.valueLabels?.[index]?.[locale] ?? value;
}

type Display = (value: AttributeValue) => string;

interface Texts {
  readonly asks: (verifier: string, title: string, credential: string) => string;
  readonly purpose: (purpose: string, basis: string) => string;
  readonly retention: (days: number) => string;
  readonly pseudonym: (scope: string) => string;
  readonly statement: (label: string, predicate: string) => string;
  readonly predicate: (predicate: Predicate, display: Display) => string;
  readonly shown: Readonly<Record<AttributeRequest["show"], (label: string) => string>>;
  readonly truth: (value: boolean) => string;
}

const TEXTS: Readonly<Record<Locale, Texts>> = {
  en: {
    asks: (verifier, title, credential) => `${verifier} asks for a proof from your "${credential}": ${title}.`,
    purpose: (purpose, basis) => `Purpose: ${purpose} Legal basis: ${basis}`,
    retention: (days) =>
      days === 0 ? "Nothing is kept after the check." : `The record of this check is kept for ${days} days.`,
    pseudonym: (scope) =>
      `You appear under a pseudonym that is the same each time within "${scope}" and cannot be linked to you elsewhere.`,
    statement: (label, predicate) => `You prove about "${label}": ${predicate}.`,
    predicate: english,
    shown: {
      nothing: () => " Nothing more of it is shown.",
      clear: (label) => ` The value of "${label}" is shown.`,
      sealed: (label) => ` The value of "${label}" is sealed: only the verifier can read it.`,
    },
    truth: (value) => (value ? "yes" : "no"),
  },
  zh: {
    asks: (verifier, title, credential) => `${verifier} 请您用“${credential}”凭证出具证明：${title}。`,
    purpose: (purpose, basis) => `用途：${purpose} 法律依据：${basis}`,
    retention: (days) => (days === 0 ? "核验后不保留任何记录。" : `本次核验的记录保留 ${days} 天。`),
    pseudonym: (scope) => `您以化名出现：在“${scope}”范围内每次相同，在其他地方无法与您关联。`,
    statement: (label, predicate) => `关于“${label}”，您将证明：${predicate}。`,
    predicate: chinese,
    shown: {
      nothing: () => "除此之外不透露任何内容。",
      clear: (label) => `“${label}”的值将被公开给对方。`,
      sealed: (label) => `“${label}”的值将加密，只有核验方能够读取。`,
    },
    truth: (value) => (value ? "是" : "否"),
  },
};

function english(predicate: Predicate, display: Display): string {
  switch (predicate.operator) {
    case "exists":
      return "you have it";
    case "equals":
      return `it is ${display(predicate.value)}`;
    case "notEquals":
      return `it is not ${display(predicate.value)}`;
    case "lessThan":
      return `it is below ${display(predicate.value)}`;
    case "lessOrEqual":
      return `it is at most ${display(predicate.value)}`;
    case "greaterThan":
      return `it is above ${display(predicate.value)}`;
    case "greaterOrEqual":
      return `it is at least ${display(predicate.value)}`;
    case "between":
      return `it is from ${display(predicate.low)} to ${display(predicate.high)}`;
    case "notBetween":
      return `it is below ${display(predicate.low)} or above ${display(predicate.high)}`;
    case "in":
      return `it is one of ${predicate.values.map(display).join(", ")}`;
    case "notIn":
      return `it is none of ${predicate.values.map(display).join(", ")}`;
  }
}

function chinese(predicate: Predicate, display: Display): string {
  switch (predicate.operator) {
    case "exists":
      return "您拥有此项";
    case "equals":
      return `等于 ${display(predicate.value)}`;
    case "notEquals":
      return `不等于 ${display(predicate.value)}`;
    case "lessThan":
      return `小于 ${display(predicate.value)}`;
    case "lessOrEqual":
      return `不超过 ${display(predicate.value)}`;
    case "greaterThan":
      return `大于 ${display(predicate.value)}`;
    case "greaterOrEqual":
      return `不低于 ${display(predicate.value)}`;
    case "between":
      return `在 ${display(predicate.low)} 至 ${display(predicate.high)} 之间`;
    case "notBetween":
      return `低于 ${display(predicate.low)} 或高于 ${display(predicate.high)}`;
    case "in":
      return `是以下之一：${predicate.values.map(display).join("、")}`;
    case "notIn":
      return `不是以下任何一个：${predicate.values.map(display).join("、")}`;
  }
}
