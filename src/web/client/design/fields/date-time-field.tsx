import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";
import { localText, secondsOf } from "./local-time.ts";
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
