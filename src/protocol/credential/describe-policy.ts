import type { Locale } from "../describe-rules.ts";
import type { AttributeValue } from "./encoding.ts";
import type { AttributeRequest, Policy } from "./policy.ts";
import { describePredicate } from "./describe-predicate.ts";
import { attributeNamed, type Attribute, type CredentialSchema } from "./schema.ts";

/**
 * What a holder consents to, in plain sentences made from the policy's own fields: who asks, for what, on what ground, how long
 * it is kept, for each attribute what the verifier will learn and what not, how long a recorded proof holds, and what a later
 * revocation means.
 */
export function describePolicy(input: { policy: Policy; schema: CredentialSchema; locale: Locale }): string[] {
  const { policy, schema, locale } = input;
  const texts = TEXTS[locale];
  return [
    texts.asks(policy.verifier, policy.title[locale], schema.label[locale]),
    texts.purpose(inOneLine(policy.purpose.text[locale]), inOneLine(policy.purpose.legalBasis[locale])),
    ...policy.requests.map((request) => describeRequest(request, { schema, locale })),
    texts.nothingElse,
    texts.retention(policy.retentionDays),
    texts.pseudonym(policy.scope),
    texts.validity(describeDuration(validityOf(policy), locale)),
    texts.onRevocation[policy.onRevocation],
    texts.revocable(policy.revocable),
  ];
}

/** A verifier's words must not look like sentences of this program's. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** What lapses is never older than the status lists may be. */
function validityOf({ onRevocation, validitySeconds, maxStatusAgeSeconds }: Policy): number {
  return onRevocation === "lapses" ? Math.min(validitySeconds, maxStatusAgeSeconds) : validitySeconds;
}

const UNITS = [
  { seconds: 86_400, en: "day", zh: "天" },
  { seconds: 3_600, en: "hour", zh: "小时" },
  { seconds: 60, en: "minute", zh: "分钟" },
  { seconds: 1, en: "second", zh: "秒" },
] as const;

/** In the largest unit in which it is a whole number. */
function describeDuration(seconds: number, locale: Locale): string {
  const unit = UNITS.find((each) => seconds % each.seconds === 0)!;
  const count = seconds / unit.seconds;
  return locale === "zh" ? `${count} ${unit.zh}` : `${count} ${unit.en}${count === 1 ? "" : "s"}`;
}

function describeRequest(
  { attribute: name, predicate, show }: AttributeRequest,
  { schema, locale }: { schema: CredentialSchema; locale: Locale },
): string {
  const attribute = attributeNamed(schema, name);
  const texts = TEXTS[locale];
  const display = (given: AttributeValue): string => displayValue({ attribute, value: given, locale });
  const { encoding } = attribute;
  const statement = texts.statement(
    attribute.label[locale],
    describePredicate({ predicate, encoding, display, locale }),
  );
  return `${statement}${texts.shown[show](attribute.label[locale])}`;
}

/** An enumeration's value by its label, a truth value as yes or no, everything else as it is written. */
export function displayValue(input: { attribute: Attribute; value: AttributeValue; locale: Locale }): string {
  const { attribute, value, locale } = input;
  if (typeof value === "boolean") return TEXTS[locale].truth(value);
  const index = attribute.values?.indexOf(value) ?? -1;
  return attribute.valueLabels?.[index]?.[locale] ?? value;
}

interface Texts {
  readonly asks: (verifier: string, title: string, credential: string) => string;
  readonly purpose: (purpose: string, basis: string) => string;
  readonly nothingElse: string;
  readonly retention: (days: number) => string;
  readonly pseudonym: (scope: string) => string;
  readonly validity: (duration: string) => string;
  readonly onRevocation: Readonly<Record<Policy["onRevocation"], string>>;
  readonly revocable: (revocable: boolean) => string;
  readonly statement: (label: string, predicate: string) => string;
  readonly shown: Readonly<Record<AttributeRequest["show"], (label: string) => string>>;
  readonly truth: (value: boolean) => string;
}

const TEXTS: Readonly<Record<Locale, Texts>> = {
  en: {
    asks: (verifier, title, credential) => `${verifier} asks for a proof from your "${credential}": ${title}.`,
    purpose: (purpose, basis) => `Purpose: ${purpose} Legal basis: ${basis}`,
    nothingElse: "Nothing else of your credential is learned, nor which of the trusted issuers signed it.",
    retention: (days) =>
      days === 0
        ? "Nothing is kept after the check."
        : `The record of this check is kept for ${describeDuration(days * 86_400, "en")}.`,
    pseudonym: (scope) =>
      `You appear under a pseudonym that is the same each time within "${scope}" and cannot be linked to you elsewhere.`,
    validity: (duration) =>
      `If the proof is recorded on chain, it holds for at most ${duration}; pseudonym and times stay there for good, no value does.`,
    onRevocation: {
      stands: "If your credential is revoked later, what was recorded stands until it expires.",
      lapses:
        "If your credential is revoked later, what was recorded ends by then at the latest; to keep it, prove anew.",
    },
    revocable: (revocable) =>
      revocable
        ? "You can withdraw what was recorded; the verifier can also revoke it by a decision."
        : "You can withdraw what was recorded; the verifier cannot revoke it.",
    statement: (label, predicate) => `You prove about "${label}": ${predicate}.`,
    shown: {
      nothing: () => " Nothing more of it is shown.",
      clear: (label) => ` The value of "${label}" is shown.`,
      sealed: (label) => ` The value of "${label}" is sealed: only the verifier can read it.`,
    },
    truth: (value) => (value ? "yes" : "no"),
  },
  zh: {
    asks: (verifier, title, credential) => `${verifier} 请您用“${credential}”凭证出具证明：${title}。`,
    purpose: (purpose, basis) => `用途：${purpose}法律依据：${basis}`,
    nothingElse: "除此之外，对方不会得知凭证中的任何内容，也不会得知由哪一家受信任的机构签发。",
    retention: (days) => (days === 0 ? "核验后不保留任何记录。" : `本次核验的记录保留 ${days} 天。`),
    pseudonym: (scope) => `您以化名出现：在“${scope}”范围内每次相同，在其他地方无法与您关联。`,
    validity: (duration) => `证明若登记上链，最长有效 ${duration}；链上永久留存化名和时间，不留存任何属性值。`,
    onRevocation: {
      stands: "您的凭证日后如被撤销，已登记的证明在到期前仍然有效。",
      lapses: "您的凭证日后如被撤销，已登记的证明最迟届时失效；如需延续，请重新出具证明。",
    },
    revocable: (revocable) =>
      revocable
        ? "您可以撤回已登记的证明；核验方也可以依决定将其撤销。"
        : "您可以撤回已登记的证明；核验方无权将其撤销。",
    statement: (label, predicate) => `关于“${label}”，您将证明：${predicate}。`,
    shown: {
      nothing: () => "除此之外不透露任何内容。",
      clear: (label) => `“${label}”的值将被公开给对方。`,
      sealed: (label) => `“${label}”的值将加密，只有核验方能够读取。`,
    },
    truth: (value) => (value ? "是" : "否"),
  },
};
