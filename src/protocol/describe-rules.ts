import type { Rules } from "./rules.ts";

/** Languages of texts for voters. */
export const LOCALES = ["zh", "en"] as const;
export type Locale = (typeof LOCALES)[number];

/** What a voter may do, in plain sentences, from the rules themselves: they bind, whatever the election is called. */
export function describeRules(rules: Rules, locale: Locale): string {
  const { sentence, blank, weighted, separator } = TEXTS[locale];
  const parts = [sentence(rules)];
  if (rules.blank) parts.push(blank);
  if (rules.weighted) parts.push(weighted);
  return parts.join(separator);
}

interface Texts {
  readonly sentence: (rules: Rules) => string;
  readonly blank: string;
  readonly weighted: string;
  readonly separator: string;
}

const TEXTS: Readonly<Record<Locale, Texts>> = {
  en: {
    sentence: english,
    blank: "You may also hand in a blank ballot.",
    weighted: "Your ballot counts with your weight.",
    separator: " ",
  },
  zh: { sentence: chinese, blank: "您也可以投空白票。", weighted: "您的选票按您的权重计算。", separator: "" },
};

/** Values 1 … k must all be given, one each: a ranking of the first k places. */
export function isRanking({ distinct, quadratic, maxValue, minTotal, maxTotal }: Rules): boolean {
  return distinct && !quadratic && minTotal === maxTotal && minTotal === (maxValue * (maxValue + 1)) / 2;
}

/** Limits on the total that exclude nothing beyond the ballot of zeros. */
function isOpen({ optionCount, maxValue, minTotal, maxTotal, quadratic }: Rules): boolean {
  return minTotal <= 1 && maxTotal >= optionCount * (quadratic ? maxValue * maxValue : maxValue);
}

function english(rules: Rules): string {
  const { optionCount, maxValue, minTotal, maxTotal } = rules;
  const range = minTotal === maxTotal ? `exactly ${minTotal}` : `${minTotal} to ${maxTotal}`;
  if (maxValue === 1) return `Choose ${range} of ${optionCount} options.`;
  if (isRanking(rules)) {
    return `Rank your first ${maxValue} of ${optionCount} options: ${maxValue} points for the first place, one fewer for each next, 1 for the last.`;
  }
  const first = `Give each of ${optionCount} options 0 to ${maxValue} points.`;
  const total = rules.quadratic
    ? `An option with v points costs v × v credits; spend ${range} credits.`
    : isOpen(rules)
      ? minTotal === 0
        ? ""
        : "Give at least one point."
      : `Give ${range} points in all.`;
  const distinct = rules.distinct ? "No two options may have the same points, except 0." : "";
  return [first, total, distinct].filter((part) => part !== "").join(" ");
}

function chinese(rules: Rules): string {
  const { optionCount, maxValue, minTotal, maxTotal } = rules;
  const exact = minTotal === maxTotal;
  if (maxValue === 1)
    return `请在 ${optionCount} 个选项中选择${exact ? `恰好 ${minTotal}` : ` ${minTotal} 至 ${maxTotal}`} 个。`;
  if (isRanking(rules)) {
    return `请在 ${optionCount} 个选项中排出前 ${maxValue} 名：第一名 ${maxValue} 分，依次递减 1 分，最后一名 1 分。`;
  }
  const range = exact ? `恰好 ${minTotal}` : ` ${minTotal} 至 ${maxTotal}`;
  const first = `请给 ${optionCount} 个选项各打 0 至 ${maxValue} 分。`;
  const total = rules.quadratic
    ? `某选项得 v 分需花费 v × v 点；请花费${range} 点。`
    : isOpen(rules)
      ? minTotal === 0
        ? ""
        : "至少打 1 分。"
      : `总分须为${range} 分。`;
  const distinct = rules.distinct ? "除 0 分外，任意两个选项的分数不得相同。" : "";
  return [first, total, distinct].join("");
}
