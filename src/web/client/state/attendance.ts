/** Often enough beside minutes without use, seldom enough for the worker. */
const TELL_MS = 1_000;
/** What a person does. Keys that a program types for her, by voice or by a switch, change fields without any key. */
const SIGNS = ["pointerdown", "keydown", "wheel", "input"] as const;

/** Calls `tell` when the person does something on this page; what the page does by itself is no sign of her. */
export function watchAttendance(tell: () => void): void {
  let toldAtMs = -TELL_MS;
  const note = ({ isTrusted, timeStamp }: Event): void => {
    if (!isTrusted || timeStamp - toldAtMs < TELL_MS) return;
    toldAtMs = timeStamp;
    tell();
  };
  // First of all, since parts of the page keep some events to themselves.
  for (const sign of SIGNS) window.addEventListener(sign, note, { capture: true, passive: true });
}
