/** As the control writes it: 2026-11-05T09:00. */
export function localText(at: number): string {
  const moment = new Date(at * 1000);
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = `${String(moment.getFullYear()).padStart(4, "0")}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

const TYPED = /^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;

/** Undefined for what is incomplete: the language's own parsing guesses. */
export function secondsOf(text: string): number | undefined {
  const ms = TYPED.test(text) ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
