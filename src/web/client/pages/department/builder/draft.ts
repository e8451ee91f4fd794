import type { DraftRequest, DraftStatement, PolicyDraft } from "../../../../worker/department/drafts.ts";
import type { AskableAttribute, AskableSchema } from "../../../../worker/department/policies.ts";

/** What a form holds while it is filled in; `draftOf` makes a draft of it. */
export interface BuilderState {
  readonly verifier: string;
  readonly schema: string;
  readonly titleEn: string;
  readonly titleZh: string;
  readonly purposeId: string;
  readonly purposeEn: string;
  readonly purposeZh: string;
  readonly basisEn: string;
  readonly basisZh: string;
  readonly scope: string;
  readonly conditions: readonly Condition[];
  readonly retentionDays: number | undefined;
  readonly validityDays: number | undefined;
  readonly statusAge: keyof typeof STATUS_AGES;
  readonly onRevocation: "stands" | "lapses";
  readonly revocable: "yes" | "no";
}

export interface Condition {
  /** Of this form alone. */
  readonly id: number;
  /** Empty until one is chosen. */
  readonly attribute: string;
  readonly comparison: Comparison;
  /** Of comparisons with one value; truth as "true" or "false". */
  readonly value: string;
  readonly low: string;
  readonly high: string;
  /** One a line. */
  readonly list: string;
  /** Of an enumeration. */
  readonly chosen: readonly string[];
  readonly years: number | undefined;
  readonly show: "nothing" | "clear" | "sealed";
}

export type Comparison = DraftStatement["operator"];

export const MAX_CONDITIONS = 4;
export const MAX_SET = 16;
const DAY = 86_400;
/** How old a state of cancelled credentials may be. */
export const STATUS_AGES = { hour: 3600, day: DAY, week: 7 * DAY } as const;
/** Of the W3C Data Privacy Vocabulary. */
export const PURPOSES = [
  "dpv:ServiceProvision",
  "dpv:IdentityVerification",
  "dpv:AgeVerification",
  "dpv:LegalCompliance",
  "dpv:PublicBenefit",
  "dpv:ResearchAndDevelopment",
] as const;

export const NO_CONDITION: Omit<Condition, "id"> = {
  ...{ attribute: "", comparison: "exists", value: "", low: "", high: "", list: "", chosen: [], years: undefined },
  show: "nothing",
};

export const EMPTY: BuilderState = {
  ...{ verifier: "", schema: "", titleEn: "", titleZh: "", purposeId: PURPOSES[0], purposeEn: "", purposeZh: "" },
  ...{ basisEn: "", basisZh: "", scope: "", retentionDays: 30, validityDays: 90 },
  ...{ statusAge: "day", onRevocation: "stands", revocable: "yes" },
  conditions: [{ id: 0, ...NO_CONDITION }],
};

/** Comparisons that make sense for an attribute, the usual one first. */
export function comparisonsFor({ encoding, isOrdered }: AskableAttribute): readonly Comparison[] {
  if (encoding === "boolean") return ["equals", "exists"];
  const ages = encoding === "date" ? (["atLeastYearsAgo", "lessThanYearsAgo"] as const) : [];
  const orders = isOrdered ? (["lessOrEqual", "greaterOrEqual", "between", "notBetween"] as const) : [];
  if (encoding === "enumeration" || encoding === "string" || encoding === "country") {
    return ["in", "notIn", "exists"];
  }
  return [...ages, ...orders, "equals", "notEquals", "exists"];
}

export function attributeOf(schema: AskableSchema | undefined, name: string): AskableAttribute | undefined {
  return schema?.attributes.find((attribute) => attribute.name === name);
}

/** Whether a key is needed that opens what is sealed. */
export function seals({ requests }: Pick<PolicyDraft, "requests">): boolean {
  return requests.some(({ show }) => show === "sealed");
}

export function requestsOf(state: BuilderState, schema: AskableSchema): DraftRequest[] {
  return state.conditions.map((condition) => {
    const attribute = attributeOf(schema, condition.attribute);
    return {
      attribute: condition.attribute,
      statement: statementOf(condition, attribute?.encoding === "boolean"),
      show: condition.show,
    };
  });
}

export function draftOf(state: BuilderState, schema: AskableSchema): PolicyDraft {
  const { verifier, scope, purposeId, retentionDays = 0, validityDays = 0, onRevocation } = state;
  return {
    ...{ verifier, scope: scope.trim(), purposeId, retentionDays, onRevocation },
    schema: schema.id,
    title: { en: state.titleEn.trim(), zh: state.titleZh.trim() },
    purpose: { en: state.purposeEn.trim(), zh: state.purposeZh.trim() },
    legalBasis: { en: state.basisEn.trim(), zh: state.basisZh.trim() },
    requests: requestsOf(state, schema),
    verifierKey: undefined,
    validitySeconds: validityDays * DAY,
    maxStatusAgeSeconds: STATUS_AGES[state.statusAge],
    revocable: state.revocable === "yes",
  };
}

function statementOf(condition: Condition, isTruth: boolean): DraftStatement {
  const { comparison, value, low, high, years = 0 } = condition;
  switch (comparison) {
    case "exists":
      return { operator: comparison };
    case "atLeastYearsAgo":
    case "lessThanYearsAgo":
      return { operator: comparison, years };
    case "in":
    case "notIn":
      return { operator: comparison, values: valuesOf(condition) };
    case "between":
    case "notBetween":
      return { operator: comparison, low: low.trim(), high: high.trim() };
    case "equals":
    case "notEquals":
    case "lessThan":
    case "lessOrEqual":
    case "greaterThan":
    case "greaterOrEqual":
      return { operator: comparison, value: isTruth ? value === "true" : value.trim() };
  }
}

/** The members of a set: what was ticked, or one a line. */
export function valuesOf({ chosen, list }: Pick<Condition, "chosen" | "list">): string[] {
  const written = list.split("\n").flatMap((line) => (line.trim() === "" ? [] : [line.trim()]));
  return [...new Set([...chosen, ...written])];
}
