import { useLanguage } from "../../../state/language.ts";

/** A part of a whole in per cent, as the reader's language writes it; a dash where there is no whole. */
export function useShare(): (part: number | bigint, whole: number | bigint) => string {
  const language = useLanguage();
  const format = new Intl.NumberFormat(language === "zh" ? "zh-CN" : "en-GB", {
    style: "percent",
    maximumFractionDigits: 1,
  });
  return (part, whole) => (Number(whole) === 0 ? "–" : format.format(Number(part) / Number(whole)));
}
