import { isPsephosError } from "../../../errors.ts";
import { parseAskedPolicy, type AskedPolicy } from "../../../protocol/credential/asked-policy.ts";
import type { PolicyHash } from "../../../protocol/credential/policy-hash.ts";
import type { PolicyTerms } from "../../../protocol/credential/policy-terms.ts";
import { SCHEMAS } from "../../../protocol/credential/schemas.ts";

/** What the chain has of a policy: the text as it was sent, and the terms that contracts go by. */
export interface TermsRow {
  readonly department_id: string;
  readonly scope_id: string;
  readonly policy_hash: string;
  readonly circuit: PolicyTerms["circuit"];
  readonly max_status_age: number;
  readonly max_clock_skew: number;
  readonly validity: number;
  readonly lapses: boolean;
  readonly revocable: boolean;
  readonly text: string;
}

export function termsOf(row: TermsRow): PolicyTerms {
  const { circuit, lapses, revocable } = row;
  return {
    departmentId: BigInt(row.department_id),
    scopeId: BigInt(row.scope_id),
    policyHash: BigInt(row.policy_hash) as PolicyHash,
    circuit,
    maxStatusAge: row.max_status_age,
    maxClockSkew: row.max_clock_skew,
    validity: row.validity,
    ...{ lapses, revocable },
  };
}

/** The policy that a row's text says, if the chain's terms are those of the text: words may not promise what contracts do not hold. */
export type PolicyReader = (row: TermsRow) => AskedPolicy | undefined;

const MOST_KEPT = 500;

/** Hashing a policy takes milliseconds, and a policy never changes: what was read is kept, the oldest forgotten first. */
export function policyReader(): PolicyReader {
  const read = new Map<string, AskedPolicy | undefined>();
  return (row) => {
    const key = `${row.policy_hash} ${row.text}`;
    if (!read.has(key)) {
      const [oldest] = read.keys();
      if (read.size >= MOST_KEPT && oldest !== undefined) read.delete(oldest);
      read.set(key, parse(row.text));
    }
    const asked = read.get(key);
    return asked !== undefined && sameTerms(asked.terms, termsOf(row)) && asked.text === row.text ? asked : undefined;
  };
}

function parse(text: string): AskedPolicy | undefined {
  try {
    return parseAskedPolicy(JSON.parse(text), SCHEMAS);
  } catch (error) {
    if (error instanceof SyntaxError || isPsephosError(error)) return undefined;
    throw error;
  }
}

function sameTerms(left: PolicyTerms, right: PolicyTerms): boolean {
  return (Object.keys(left) as (keyof PolicyTerms)[]).every((key) => left[key] === right[key]);
}
