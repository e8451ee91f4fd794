import { useState, type ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";
import { described, FieldFrame, type FieldProps } from "./field.tsx";

export interface PassphraseFieldProps extends FieldProps<string> {
  /** A new one is being set: browsers offer to make and keep one. */
  readonly isNew?: boolean;
}

/** Hidden while typed, unless its owner wants to see it. */
export function PassphraseField({
  value,
  onChange,
  onBlur,
  isDisabled,
  isNew = false,
  ...frame
}: PassphraseFieldProps): ReactNode {
  const say = useTexts("design");
  const [isShown, setShown] = useState(false);
  return (
    <FieldFrame {...frame}>
      <div className="control-row">
        <input
          {...described(frame)}
          type={isShown ? "text" : "password"}
          className="control"
          value={value}
          autoComplete={isNew ? "new-password" : "current-password"}
          autoCapitalize="none"
          spellCheck={false}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
        <button
          type="button"
          className="button button-secondary"
          aria-controls={frame.id}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? say("hidePassphrase") : say("showPassphrase")}
        </button>
      </div>
    </FieldFrame>
  );
}
