import type { Locale } from "../describe-rules.ts";
import type { AttributeValue, Encoding } from "./encoding.ts";
import type { Predicate } from "./predicate.ts";

export interface PredicateTold {
  readonly predicate: Predicate;
  readonly encoding: Encoding;
  /** A value as people write it. */
  readonly display: (value: AttributeValue) => string;
  readonly locale: Locale;
}

/** What is said of an attribute, without its name: "it is on or before 2008-01-01". */
export function describePredicate({ predicate, encoding, display, locale }: PredicateTold): string {
  const words = locale === "zh" ? CHINESE : ENGLISH;
  const order = encoding === "date" || encoding === "date-time" ? words.times : words.numbers;
  switch (predicate.operator) {
    case "exists":
      return words.exists;
    case "equals":
    case "notEquals":
      return words[predicate.operator](display(predicate.value));
    case "lessThan":
    case "lessOrEqual":
    case "greaterThan":
    case "greaterOrEqual":
      return order[predicate.operator](display(predicate.value));
    case "between":
    case "notBetween":
      return order[predicate.operator](display(predicate.low), display(predicate.high));
    case "in":
    case "notIn":
      return words[predicate.operator](predicate.values.map(display).join(words.comma));
  }
}

type Say = (value: string) => string;
type SayRange = (low: string, high: string) => string;

/** Numbers are below and above, times before and after. */
interface OrderWords {
  readonly lessThan: Say;
  readonly lessOrEqual: Say;
  readonly greaterThan: Say;
  readonly greaterOrEqual: Say;
  readonly between: SayRange;
  readonly notBetween: SayRange;
}

interface Words {
  readonly exists: string;
  readonly equals: Say;
  readonly notEquals: Say;
  readonly in: Say;
  readonly notIn: Say;
  readonly comma: string;
  readonly numbers: OrderWords;
  readonly times: OrderWords;
}

const ENGLISH: Words = {
  exists: "you have it",
  equals: (value) => `it is ${value}`,
  notEquals: (value) => `it is not ${value}`,
  in: (values) => `it is one of ${values}`,
  notIn: (values) => `it is none of ${values}`,
  comma: ", ",
  numbers: {
    lessThan: (value) => `it is below ${value}`,
    lessOrEqual: (value) => `it is at most ${value}`,
    greaterThan: (value) => `it is above ${value}`,
    greaterOrEqual: (value) => `it is at least ${value}`,
    between: (low, high) => `it is from ${low} to ${high}`,
    notBetween: (low, high) => `it is below ${low} or above ${high}`,
  },
  times: {
    lessThan: (value) => `it is before ${value}`,
    lessOrEqual: (value) => `it is on or before ${value}`,
    greaterThan: (value) => `it is after ${value}`,
    greaterOrEqual: (value) => `it is on or after ${value}`,
    between: (low, high) => `it is from ${low} to ${high}`,
    notBetween: (low, high) => `it is before ${low} or after ${high}`,
  },
};

const CHINESE: Words = {
  exists: "您拥有此项",
  equals: (value) => `等于 ${value}`,
  notEquals: (value) => `不等于 ${value}`,
  in: (values) => `是以下之一：${values}`,
  notIn: (values) => `不是以下任何一个：${values}`,
  comma: "、",
  numbers: {
    lessThan: (value) => `小于 ${value}`,
    lessOrEqual: (value) => `不超过 ${value}`,
    greaterThan: (value) => `大于 ${value}`,
    greaterOrEqual: (value) => `不低于 ${value}`,
    between: (low, high) => `在 ${low} 至 ${high} 之间`,
    notBetween: (low, high) => `低于 ${low} 或高于 ${high}`,
  },
  times: {
    lessThan: (value) => `早于 ${value}`,
    lessOrEqual: (value) => `不晚于 ${value}`,
    greaterThan: (value) => `晚于 ${value}`,
    greaterOrEqual: (value) => `不早于 ${value}`,
    between: (low, high) => `在 ${low} 至 ${high} 之间`,
    notBetween: (low, high) => `早于 ${low} 或晚于 ${high}`,
  },
};
