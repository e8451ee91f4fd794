import type { ReactNode } from "react";
import { useLanguage } from "../state/language.ts";
import type { Language } from "../texts/typed.ts";

/** A number with its thousands apart. */
export function Num({ value }: { readonly value: number | bigint }): ReactNode {
  return <span className="num">{numText(value, useLanguage())}</span>;
}

export function numText(value: number | bigint, language: Language): string {
  return new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB").format(value);
}
