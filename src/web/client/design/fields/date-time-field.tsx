import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";
import { described, FieldFrame, type FieldProps } from "./field.tsx";

/** A moment in unix seconds, typed in the time of this device; undefined while incomplete. */
export function DateTimeField({
  value,
  onChange,
  onBlur,
  isDisabled,
  ...frame
}: FieldProps<number | undefined>): ReactNode {
  const say = useTexts("design");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const help = (
    <>
      {frame.help !== undefined && <p>{frame.help}</p>}
      <p>{say("localTime", { zone })}</p>
    </>
  );
  return (
    <FieldFrame {...frame} help={help}>
      <input
        {...described({ ...frame, help })}
        type="datetime-local"
        className="control control-time"
        value={value === undefined ? "" : localText(value)}
        disabled={isDisabled}
        onChange={(event) => onChange(secondsOf(event.target.value))}
        onBlur={onBlur}
      />
    </FieldFrame>
  );
}

/** As the control writes it: 2026-11-05T09:00. */
export function localText(at: number): string {
  const moment = new Date(at * 1000);
  const two = (part: number): string => String(part).padStart(2, "0");
  const day = `${String(moment.getFullYear()).padStart(4, "0")}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

export function secondsOf(text: string): number | undefined {
  const ms = new Date(text).getTime();
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
