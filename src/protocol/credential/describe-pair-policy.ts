import type { Locale } from "../describe-rules.ts";
import { describePolicy } from "./describe-policy.ts";
import type { PairPolicy } from "./pair-policy.ts";
import { schemaOf, type Policy } from "./policy.ts";
import { attributeNamed, type CredentialSchema } from "./schema.ts";

/** As `describePolicy`: what a holder consents to, with what is said of each credential, and what must be the same in both. */
export function describePairPolicy(input: {
  pair: PairPolicy;
  schemas: ReadonlyMap<string, CredentialSchema>;
  locale: Locale;
}): string[] {
  const { pair, schemas, locale } = input;
  const texts = TEXTS[locale];
  const schemaFor = (policy: Policy): CredentialSchema => schemaOf(policy, schemas);
  const labelOf = (policy: Policy): string => schemaFor(policy).label[locale];
  const [first, second] = [pair.first, pair.second].map((policy) =>
    sentencesOf({ policy, schema: schemaFor(policy), locale }),
  );
  const { verifier, title } = pair.first;
  return [
    texts.asks(verifier, title[locale], [labelOf(pair.first), labelOf(pair.second)]),
    first!.purpose,
    ...first!.requests.map((sentence) => texts.of.first(labelOf(pair.first), sentence)),
    ...second!.requests.map((sentence) => texts.of.second(labelOf(pair.second), sentence)),
    ...pair.equal.map((equality) => {
      const one = attributeNamed(schemaFor(pair.first), equality.first).label[locale];
      const other = attributeNamed(schemaFor(pair.second), equality.second).label[locale];
      return texts.equal(one, other);
    }),
    ...first!.terms,
  ];
}

interface Sentences {
  readonly purpose: string;
  readonly requests: readonly string[];
  /** The same of both policies, as is the purpose. */
  readonly terms: readonly string[];
}

function sentencesOf(input: { policy: Policy; schema: CredentialSchema; locale: Locale }): Sentences {
  const [, purpose, ...others] = describePolicy(input);
  const count = input.policy.requests.length;
  return { purpose: purpose!, requests: others.slice(0, count), terms: others.slice(count) };
}

interface Texts {
  readonly asks: (verifier: string, title: string, credentials: readonly [string, string]) => string;
  readonly of: Readonly<Record<"first" | "second", (credential: string, sentence: string) => string>>;
  readonly equal: (first: string, second: string) => string;
}

const TEXTS: Readonly<Record<Locale, Texts>> = {
  en: {
    asks: (verifier, title, [first, second]) =>
      `${verifier} asks for a proof from two of your credentials at once, "${first}" and "${second}": ${title}.`,
    of: {
      first: (credential, sentence) => `First credential, "${credential}": ${sentence}`,
      second: (credential, sentence) => `Second credential, "${credential}": ${sentence}`,
    },
    equal: (first, second) => `You prove that "${first}" of the first and "${second}" of the second are the same.`,
  },
  zh: {
    asks: (verifier, title, [first, second]) =>
      `${verifier} 请您同时用“${first}”和“${second}”两份凭证出具证明：${title}。`,
    of: {
      first: (credential, sentence) => `第一份凭证“${credential}”：${sentence}`,
      second: (credential, sentence) => `第二份凭证“${credential}”：${sentence}`,
    },
    equal: (first, second) => `您将证明第一份凭证的“${first}”与第二份凭证的“${second}”相同。`,
  },
};
