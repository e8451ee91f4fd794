import type { Told } from "../narrator.ts";

/** The departments of the story. */
export const REGISTRY = "did:web:registry.example";
export const HOUSING = "did:web:housing.example";
export const CLINIC = "did:web:clinic.example";

export const RESIDENT_SCHEMA = "urn:psephos:schema:resident-identity:1";
export const DISTRICTS = ["D-07", "D-09"] as const;

/** How long a proof may rest on status lists that were replaced: what is revoked is refused from then on. */
export const MAX_STATUS_AGE_SECONDS = 600;
const MAX_CLOCK_SKEW_SECONDS = 900;
const MONTH_SECONDS = 30 * 86_400;

interface Wish {
  readonly verifier: string;
  readonly scope: string;
  readonly title: Told;
  readonly purpose: Told;
  readonly legalBasis: Told;
  readonly requests: readonly object[];
}

const isAdult = (bornBy: string) => ({
  attribute: "birthDate",
  predicate: { operator: "lessOrEqual", value: bornBy },
  show: "nothing",
});
const livesHere = { attribute: "district", predicate: { operator: "in", values: DISTRICTS }, show: "nothing" };
const nationality = { attribute: "nationality", predicate: { operator: "exists" }, show: "clear" };

/** Adults of two districts may ask for rent support; `bornBy`: latest date of birth, YYYY-MM-DD. */
export function rentSupport(bornBy: string): object {
  return policy({
    verifier: HOUSING,
    scope: "rent-support-2026",
    title: { en: "Right to rent support", zh: "租金补贴资格" },
    purpose: { en: "To decide on an application for rent support.", zh: "审核租金补贴申请。" },
    legalBasis: { en: "Housing Act, section 4.", zh: "《住房法》第四条。" },
    requests: [isAdult(bornBy), livesHere, nationality],
  });
}

/** The same without the age: what a child can prove. */
export function rentSupportForAll(): object {
  return { ...rentSupport("2000-01-01"), requests: [livesHere, nationality] };
}

/** To log in at a service of this department. */
export function logInAt(verifier: string): object {
  return policy({
    verifier,
    scope: "portal",
    title: { en: "Log in", zh: "登录" },
    purpose: { en: "To recognise a returning visitor.", zh: "识别再次到访者。" },
    legalBasis: { en: "Digital Services Act, section 2.", zh: "《数字服务法》第二条。" },
    requests: [livesHere],
  });
}

export function electorate(bornBy: string): object {
  return policy({
    verifier: REGISTRY,
    scope: "district-vote-2026",
    title: { en: "Right to vote in districts D-07 and D-09", zh: "D-07、D-09 区投票资格" },
    purpose: { en: "To make the list of voters.", zh: "编制选民名册。" },
    legalBasis: { en: "Electoral Act, section 11.", zh: "《选举法》第十一条。" },
    requests: [isAdult(bornBy), livesHere],
  });
}

function policy({ purpose, legalBasis, ...wish }: Wish): object {
  return {
    ...wish,
    format: "psephos.policy/1",
    version: 1,
    purpose: { id: "dpv:ServiceProvision", text: purpose, legalBasis },
    schema: RESIDENT_SCHEMA,
    retentionDays: 30,
    maxStatusAgeSeconds: MAX_STATUS_AGE_SECONDS,
    maxClockSkewSeconds: MAX_CLOCK_SKEW_SECONDS,
    validitySeconds: MONTH_SECONDS,
    onRevocation: "stands",
    revocable: true,
  };
}
