import { DISTRICTS, HOUSING, REGISTRY, RESIDENT_SCHEMA } from "../../attestation/policies.ts";
import type { Told } from "../../narrator.ts";

/** Beside the departments of the story. */
export const LIBRARY = "did:web:library.example";

const MAX_STATUS_AGE_SECONDS = 3_600;
const MAX_CLOCK_SKEW_SECONDS = 900;
const YEAR_SECONDS = 365 * 86_400;

interface Wish {
  readonly verifier: string;
  readonly scope: string;
  readonly title: Told;
  readonly purpose: Told;
  readonly legalBasis: Told;
  readonly requests: readonly object[];
}

/** Latest dates of birth of those who are of that age today, YYYY-MM-DD. */
export interface BirthDates {
  readonly adult: string;
  readonly senior: string;
}

const bornBy = (date: string) => ({
  attribute: "birthDate",
  predicate: { operator: "lessOrEqual", value: date },
  show: "nothing",
});
const livesHere = { attribute: "district", predicate: { operator: "in", values: DISTRICTS }, show: "nothing" };
const nationality = { attribute: "nationality", predicate: { operator: "exists" }, show: "clear" };

/** What the departments ask, by name. */
export function townPolicies({ adult, senior }: BirthDates) {
  return {
    rentSupport: policy({
      verifier: HOUSING,
      scope: "rent-support-2026",
      title: { en: "Right to rent support", zh: "租金补贴资格" },
      purpose: { en: "To decide on an application for rent support.", zh: "审核租金补贴申请。" },
      legalBasis: { en: "Housing Act, section 4.", zh: "《住房法》第四条。" },
      requests: [bornBy(adult), livesHere, nationality],
    }),
    libraryCard: policy({
      verifier: LIBRARY,
      scope: "library-card-2026",
      title: { en: "Library card without a fee", zh: "免费借书证" },
      purpose: { en: "To give residents of the town a library card.", zh: "为本市居民办理借书证。" },
      legalBasis: { en: "Library Statute, section 2.", zh: "《图书馆条例》第二条。" },
      requests: [livesHere],
    }),
    seniorPass: policy({
      verifier: HOUSING,
      scope: "senior-pass-2026",
      title: { en: "Pass for people of 65 and older", zh: "六十五岁以上长者卡" },
      purpose: { en: "To give a discount on buses and in baths.", zh: "提供公交和浴场优惠。" },
      legalBasis: { en: "Social Services Act, section 9.", zh: "《社会服务法》第九条。" },
      requests: [bornBy(senior), livesHere],
    }),
    electorate: policy({
      verifier: REGISTRY,
      scope: "district-vote-2026",
      title: { en: "Right to vote in districts D-07 and D-09", zh: "D-07、D-09 区投票资格" },
      purpose: { en: "To make the list of voters.", zh: "编制选民名册。" },
      legalBasis: { en: "Electoral Act, section 11.", zh: "《选举法》第十一条。" },
      requests: [bornBy(adult), livesHere],
    }),
  };
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
    validitySeconds: YEAR_SECONDS,
    onRevocation: "stands",
    revocable: true,
  };
}
