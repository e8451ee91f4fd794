import type { ReactNode } from "react";
import { TextField } from "../../design/fields/text-field.tsx";
import { useTexts } from "../../state/texts.ts";

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;

/** Names become file names: the worker refuses all others. */
export function isAccountName(name: string): boolean {
  return NAME.test(name);
}

interface AccountNameProps {
  readonly id: string;
  readonly isRefused: boolean;
  readonly value: string;
  readonly onChange: (name: string) => void;
}

export function AccountName({ id, isRefused, value, onChange }: AccountNameProps): ReactNode {
  const say = useTexts("accounts");
  return (
    <TextField
      id={id}
      label={say("name")}
      help={say("nameHelp")}
      error={isRefused && !isAccountName(value) ? say("nameWrong") : undefined}
      value={value}
      onChange={onChange}
    />
  );
}
