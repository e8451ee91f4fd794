import type { Language } from "./text.ts";

/** Wei as coins with four decimals, rounded down: a balance never looks larger than it is. */
export function formatCoins(wei: bigint): string {
  const tenThousandths = wei / 10n ** 14n;
  return `${tenThousandths / 10_000n}.${(tenThousandths % 10_000n).toString().padStart(4, "0")}`;
}

/** Unix seconds as "2026-03-01 18:00 UTC": the same for every reader, wherever the machine stands. */
export function formatTime(at: number): string {
  return `${new Date(at * 1000).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** The day (UTC) of a moment: "2026-03-01". */
export function formatDay(at: number): string {
  return formatTime(at).slice(0, "2026-03-01".length);
}

const UNITS = [
  { seconds: 86_400, en: "d", zh: "天" },
  { seconds: 3_600, en: "h", zh: "小时" },
  { seconds: 60, en: "min", zh: "分钟" },
] as const;

/** A distance in time in its two largest units: "2 d 4 h". */
export function formatDuration(seconds: number, language: Language): string {
  let rest = Math.max(0, Math.floor(seconds));
  const parts: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0 && parts.length < 2) parts.push(language === "zh" ? `${count}${unit.zh}` : `${count} ${unit.en}`);
  }
  if (parts.length === 0) return language === "zh" ? `${rest}秒` : `${rest} s`;
  return parts.join(language === "zh" ? "" : " ");
}

/** The first and last digits of a long number or hash, for people; programs read the whole in `--json`. */
export function shorten(text: string): string {
  return text.length <= 20 ? text : `${text.slice(0, 10)}…${text.slice(-6)}`;
}

/** Two columns with the first one padded; wide (CJK) characters count double. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(0, ...rows.map(([label]) => displayWidth(label)));
  return rows.map(([label, value]) => `  ${label}${" ".repeat(width - displayWidth(label))}  ${value}`);
}

function displayWidth(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u1100-\u115f\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}
