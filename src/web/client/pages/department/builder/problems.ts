import type { AskableAttribute, AskableSchema } from "../../../../worker/department/policies.ts";
import type { Say } from "../../../texts/typed.ts";
import type { policyDraft } from "../../../texts/en/policy-draft.ts";
import { attributeOf, MAX_SET, valuesOf, type BuilderState, type Condition } from "./draft.ts";

type SayDraft = Say<typeof policyDraft>;

/** What is wrong, by the id of the field. */
export type Problems = Readonly<Record<string, string>>;

const SCOPE = /^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/;
const MAX_YEARS = 150;
const MAX_RETENTION_DAYS = 36_525;
const MAX_VALIDITY_DAYS = 3_660;
const TEXTS = [
  ["titleEn", "titleMissing"],
  ["titleZh", "titleMissing"],
  ["purposeEn", "purposeMissing"],
  ["purposeZh", "purposeMissing"],
  ["basisEn", "basisMissing"],
  ["basisZh", "basisMissing"],
] as const;

/** What can be seen without asking anybody. `wrong`: places of conditions that the worker refused. */
export function problemsIn(
  state: BuilderState,
  { schema, wrong, say }: { schema: AskableSchema | undefined; wrong: readonly number[]; say: SayDraft },
): Problems {
  const found: Record<string, string> = {};
  if (state.verifier === "") found["verifier"] = say("verifierMissing");
  if (schema === undefined) found["schema"] = say("schemaMissing");
  state.conditions.forEach((condition, place) => {
    const fault = conditionFault(condition, { schema, state, say, isWrong: wrong.includes(place) });
    if (fault !== undefined) found[fault.field] = fault.text;
  });
  for (const [field, missing] of TEXTS) if (state[field].trim() === "") found[field] = say(missing);
  if (!SCOPE.test(state.scope.trim())) found["scope"] = say("scopeWrong");
  if (!isWithin(state.retentionDays, 0, MAX_RETENTION_DAYS)) found["retentionDays"] = say("daysWrong");
  if (!isWithin(state.validityDays, 1, MAX_VALIDITY_DAYS)) found["validityDays"] = say("daysWrong");
  return found;
}

interface Fault {
  readonly field: string;
  readonly text: string;
}

function conditionFault(
  condition: Condition,
  given: { schema: AskableSchema | undefined; state: BuilderState; say: SayDraft; isWrong: boolean },
): Fault | undefined {
  const { schema, state, say, isWrong } = given;
  const field = (part: string): string => `condition-${condition.id}-${part}`;
  const attribute = attributeOf(schema, condition.attribute);
  if (attribute === undefined) return { field: field("attribute"), text: say("attributeMissing") };
  const isTwice = state.conditions.some(({ id, attribute: name }) => id < condition.id && name === attribute.name);
  if (isTwice) return { field: field("attribute"), text: say("attributeTwice") };
  const { comparison, value, low, high, years } = condition;
  switch (comparison) {
    case "exists":
      return undefined;
    case "atLeastYearsAgo":
    case "lessThanYearsAgo":
      return isWithin(years, 0, MAX_YEARS) && !isWrong ? undefined : { field: field("years"), text: say("yearsWrong") };
    case "in":
    case "notIn": {
      const count = valuesOf(condition).length;
      if (count < 1 || count > MAX_SET) return { field: field("set"), text: say("setWrong", { count: MAX_SET }) };
      return isWrong ? { field: field("set"), text: valueText(attribute, say) } : undefined;
    }
    case "between":
    case "notBetween":
      if (low.trim() === "") return { field: field("low"), text: say("valueMissing") };
      if (high.trim() === "") return { field: field("high"), text: say("valueMissing") };
      return isWrong ? { field: field("low"), text: `${valueText(attribute, say)} ${say("rangeWrong")}` } : undefined;
    case "equals":
    case "notEquals":
    case "lessThan":
    case "lessOrEqual":
    case "greaterThan":
    case "greaterOrEqual":
      if (value.trim() === "") return { field: field("value"), text: say("valueMissing") };
      return isWrong ? { field: field("value"), text: valueText(attribute, say) } : undefined;
  }
}

/** How a value of its kind is written. */
export function valueText({ encoding, fractionDigits }: AskableAttribute, say: SayDraft): string {
  return encoding === "money" ? say("write-money", { count: fractionDigits }) : say(`write-${encoding}`);
}

function isWithin(value: number | undefined, min: number, max: number): boolean {
  return value !== undefined && value >= min && value <= max;
}
