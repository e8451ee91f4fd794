import { PsephosError } from "../errors.ts";

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const DURATION = /^([1-9][0-9]{0,5})([smhdw])$/;
const ISO = /^(\d{4}-\d{2}-(\d{2}))T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A moment as people write it: from now on ("90s", "30m", "2h", "3d", "1w"), or a date with its time zone. Dates without a zone are refused:
 * organizer and trustees may sit in different ones.
 *
 * @returns unix seconds
 */
export function parseMoment(input: { text: string; name: string; now: number }): number {
  const { text, name, now } = input;
  const duration = DURATION.exec(text);
  if (duration !== null) return now + Number(duration[1]) * (UNIT_SECONDS[duration[2] ?? ""] ?? 0);
  const at = parseIso(text);
  if (Number.isNaN(at)) {
    throw new PsephosError(
      "TIMES_INVALID",
      `${name} must be a time from now, such as 90s, 30m, 2h, 3d, or a date with its zone, such as 2026-03-01T18:00Z.`,
    );
  }
  return Math.floor(at / 1000);
}

/** A span of time as people write it: "90s", "30m", "2h", "3d", "1w". @returns seconds */
export function parseDuration({ text, name }: { text: string; name: string }): number {
  const duration = DURATION.exec(text);
  if (duration === null) {
    throw new PsephosError("TIMES_INVALID", `${name} must be a span of time, such as 90s, 30m, 2h, 3d or 1w.`);
  }
  return Number(duration[1]) * (UNIT_SECONDS[duration[2] ?? ""] ?? 0);
}

function parseIso(text: string): number {
  const match = ISO.exec(text);
  if (match === null) return NaN;
  // The engine would read February 31 as March 3.
  const isDay = new Date(`${match[1] ?? ""}T00:00Z`).getUTCDate() === Number(match[2]);
  return isDay ? Date.parse(text) : NaN;
}

/** Each moment must lie after the one before it, the first one after now. */
export function checkOrder(input: { now: number; moments: readonly { name: string; at: number }[] }): void {
  let [previous, before] = ["now", input.now];
  for (const { name, at } of input.moments) {
    if (at <= before)
      throw new PsephosError("TIMES_INVALID", `${name} must be later than ${previous}. Change one of them.`);
    [previous, before] = [name, at];
  }
}
