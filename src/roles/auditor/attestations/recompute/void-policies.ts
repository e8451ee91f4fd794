import { PsephosError } from "../../../../errors.ts";
import { parseAskedPolicy } from "../../../../protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../../../protocol/credential/schemas.ts";
import type { Sentence } from "../../check.ts";
import type { AttestationLedger, PolicyEntry, Terms } from "../ledger.ts";

/** A policy that nobody can rely on, with all that stands under it. */
export interface VoidPolicy {
  readonly policyId: bigint;
  readonly reason: Sentence;
}

/**
 * Policies whose terms do not follow from their texts. The contract takes what a department sends, so that this is that department's
 * fault alone: it must not cast doubt on what others published.
 */
export function voidPolicies({ policies }: Pick<AttestationLedger, "policies">): VoidPolicy[] {
  return policies.flatMap((policy) => {
    const reason = faultOf(policy);
    return reason === undefined ? [] : [{ policyId: policy.policyId, reason }];
  });
}

function faultOf({ text, kept }: PolicyEntry): Sentence | undefined {
  const expected = termsOf(text);
  if (expected === undefined) return { en: "its text is no policy in its one form", zh: "文本格式有误" };
  const differing = namesOfTerms(expected).filter((name) => expected[name] !== kept.terms[name]);
  if (differing.length === 0) return undefined;
  return {
    en: `its ${differing.join(", ")} do not follow from its text`,
    zh: `链上的 ${differing.join("、")} 与文本不符`,
  };
}

export function namesOfTerms(terms: Terms): (keyof Terms)[] {
  return Object.keys(terms) as (keyof Terms)[];
}

/** What contracts should know of a text; undefined where it is no policy. */
function termsOf(text: string): Terms | undefined {
  try {
    const asked = parseAskedPolicy(JSON.parse(text), SCHEMAS);
    return asked.text === text ? asked.terms : undefined;
  } catch (error) {
    if (error instanceof PsephosError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
