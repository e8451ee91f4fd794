import type { Point } from "../../crypto/babyjubjub.ts";
import { parsePolicy, POLICY_FORMAT, type Policy } from "../../protocol/credential/policy.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import { parseBilingual } from "../bilingual.ts";
import { findSchema } from "../find-schema.ts";
import { parseDuration } from "../moments.ts";
import { parseAsk } from "./parse-ask.ts";

/** What an official answers; texts are "English | 中文", spans of time as `moments.ts` reads them. */
export interface PolicyPlan extends Pick<
  Policy,
  "verifier" | "scope" | "version" | "retentionDays" | "onRevocation" | "revocable"
> {
  readonly title: string;
  readonly purpose: string;
  /** A term of the Data Privacy Vocabulary. */
  readonly purposeId: string;
  readonly legalBasis: string;
  /** Name or id. */
  readonly schema: string;
  /** Each as `parse-ask.ts` reads it. */
  readonly asks: readonly string[];
  readonly validity: string;
  readonly maxStatusAge: string;
  readonly maxClockSkew: string;
  /** Where a value is sealed, the key that opens it. */
  readonly verifierKey?: Point | undefined;
}

/** A whole policy from an official's answers. */
export function draftPolicy(plan: PolicyPlan): Policy {
  const schema = findSchema(plan.schema);
  const { verifier, scope, version, retentionDays, onRevocation, revocable, verifierKey } = plan;
  return parsePolicy(
    {
      ...{ format: POLICY_FORMAT, verifier, scope, version },
      title: parseBilingual(plan.title),
      purpose: {
        id: plan.purposeId,
        text: parseBilingual(plan.purpose),
        legalBasis: parseBilingual(plan.legalBasis),
      },
      schema: schema.id,
      requests: plan.asks.map((ask) => parseAsk(ask, schema)),
      ...(verifierKey === undefined ? {} : { verifierKey: verifierKey.map(String) }),
      ...{ retentionDays, onRevocation, revocable },
      validitySeconds: parseDuration({ text: plan.validity, name: "--valid" }),
      maxStatusAgeSeconds: parseDuration({ text: plan.maxStatusAge, name: "--max-status-age" }),
      maxClockSkewSeconds: parseDuration({ text: plan.maxClockSkew, name: "--max-clock-skew" }),
    },
    SCHEMAS,
  );
}
