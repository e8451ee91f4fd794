import { MAX_TRUSTEES, OPTION_CAPACITIES } from "../../../../../protocol/params.ts";
import { rulesFor } from "../../../../../protocol/rule-presets.ts";
import type { Rules } from "../../../../../protocol/rules.ts";
import { lookAlikeKey, textFault } from "../../../../../protocol/text.ts";
import type { ElectionDraft } from "../../../../worker/organizer/draft.ts";
import { inBoth, type BothLanguages } from "../../../../shared/both-languages.ts";

/** Pages of a plan that ask something, in order. */
export const PLAN_PAGES = ["question", "office", "options", "rule", "voters", "key", "times"] as const;
export type PlanPage = (typeof PLAN_PAGES)[number];

/** What is wrong at a field: a key of the texts `organizer`. */
export type PlanFault =
  | { readonly fieldId: string; readonly key: "faultLong"; readonly max: number }
  | {
      readonly fieldId: string;
      readonly key:
        | "faultText"
        | "faultStrange"
        | "faultOptions"
        | "faultAlike"
        | "faultRule"
        | "faultVoters"
        | "faultTurnout"
        | "faultKey"
        | "faultKeepers"
        | "faultAddress"
        | "faultSameKeeper"
        | "faultThreshold"
        | "faultTime"
        | "faultPast"
        | "faultOrder"
        | "faultBeforeKey";
    };

/** What has to be mended on a page before the next one. `now`: unix seconds. */
export function faultsOn(page: PlanPage, draft: ElectionDraft, now: number): PlanFault[] {
  return CHECKS[page](draft, now);
}

const CHECKS: Readonly<Record<PlanPage, (draft: ElectionDraft, now: number) => PlanFault[]>> = {
  question: ({ title, description }) => [
    ...textFaults("title", title, { max: 200 }),
    ...textFaults("description", description, { max: 5000, lines: true }),
  ],
  office: ({ organizer }) => textFaults("organizer", organizer, { max: 200 }),
  options: optionFaults,
  rule: (draft) => (rulesOf(draft) === undefined ? [{ fieldId: "rule", key: "faultRule" }] : []),
  voters: ({ voters, minimumTurnout }) => {
    if (voters === undefined) return [{ fieldId: "voters-by", key: "faultVoters" }];
    const isTooMany = voters.kind === "file" && minimumTurnout > voters.size;
    return isTooMany ? [{ fieldId: "minimum-turnout", key: "faultTurnout" }] : [];
  },
  key: keyFaults,
  times: timeFaults,
};

/** The rules that a plan means; undefined where they fit no election. */
export function rulesOf({ rule, options }: Pick<ElectionDraft, "rule" | "options">): Rules | undefined {
  const { name, ...choices } = rule;
  try {
    return rulesFor(name, { optionCount: options.length, ...choices });
  } catch {
    // Why does not matter here: the page says that they do not fit.
    return undefined;
  }
}

function textFaults(id: string, text: BothLanguages, limits: { max: number; lines?: boolean }): PlanFault[] {
  const { max, lines = false } = limits;
  const { en, zh } = inBoth(text);
  if (en === "") return [{ fieldId: `${id}-en`, key: "faultText" }];
  const faults: PlanFault[] = [];
  for (const [locale, words] of [
    ["en", en],
    ["zh", zh],
  ] as const) {
    const fieldId = `${id}-${locale}`;
    // A text that stands for both is told of once, where it was typed.
    if (text[locale].trim() === "") continue;
    if ([...words].length > max) faults.push({ fieldId, key: "faultLong", max });
    else if (textFault(words, { maxLength: max, lines }) !== undefined) faults.push({ fieldId, key: "faultStrange" });
  }
  return faults;
}

function optionFaults({ options }: ElectionDraft): PlanFault[] {
  if (options.length < 2 || options.length > OPTION_CAPACITIES.at(-1)!) {
    return [{ fieldId: "options", key: "faultOptions" }];
  }
  const faults = options.flatMap(({ id, label, description }) => {
    const isDescribed = inBoth(description).en !== "";
    const about = isDescribed ? textFaults(`${id}-about`, description, { max: 1000, lines: true }) : [];
    return [...textFaults(id, label, { max: 100 }), ...about];
  });
  if (faults.length > 0) return faults;
  const alike = (["en", "zh"] as const).flatMap((locale) => {
    const keys = options.map(({ label }) => lookAlikeKey(inBoth(label)[locale]));
    const at = keys.findIndex((key, index) => keys.indexOf(key) !== index);
    return at < 0 ? [] : [{ fieldId: `${options[at]!.id}-${locale}`, key: "faultAlike" as const }];
  });
  return alike.slice(0, 1);
}

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

function keyFaults({ key }: ElectionDraft, now: number): PlanFault[] {
  if (key === undefined) return [{ fieldId: "key-by", key: "faultKey" }];
  if (key.kind === "existing") return [];
  const { trustees, threshold } = key;
  if (trustees.length < 2 || trustees.length > MAX_TRUSTEES) return [{ fieldId: "keepers", key: "faultKeepers" }];
  const faults = trustees.flatMap((address, index): PlanFault[] => {
    const fieldId = `keeper-${index}`;
    if (!ADDRESS.test(address)) return [{ fieldId, key: "faultAddress" }];
    const first = trustees.findIndex((each) => each.toLowerCase() === address.toLowerCase());
    return first < index ? [{ fieldId, key: "faultSameKeeper" }] : [];
  });
  if (threshold < 2 || threshold > trustees.length) faults.push({ fieldId: "threshold", key: "faultThreshold" });
  const { registerBy, commitBy, dealBy } = key;
  return [...faults, ...orderFaults({ "register-by": registerBy, "commit-by": commitBy, "deal-by": dealBy }, now)];
}

function timeFaults({ opensAt, closesAt, resultBy, key }: ElectionDraft, now: number): PlanFault[] {
  const faults = orderFaults({ "opens-at": opensAt, "closes-at": closesAt, "result-by": resultBy }, now);
  const isBeforeKey = key?.kind === "new" && opensAt !== undefined && key.dealBy !== undefined && opensAt <= key.dealBy;
  return isBeforeKey ? [{ fieldId: "opens-at", key: "faultBeforeKey" }, ...faults] : faults;
}

/** Each after the one before it, the first after now. */
function orderFaults(times: Readonly<Record<string, number | undefined>>, now: number): PlanFault[] {
  let [previous, isFirst] = [now, true];
  return Object.entries(times).flatMap(([fieldId, at]): PlanFault[] => {
    if (at === undefined) return [{ fieldId, key: "faultTime" }];
    const isWrong = at <= previous;
    const fault: PlanFault = { fieldId, key: isFirst || at <= now ? "faultPast" : "faultOrder" };
    [previous, isFirst] = [Math.max(previous, at), false];
    return isWrong ? [fault] : [];
  });
}
