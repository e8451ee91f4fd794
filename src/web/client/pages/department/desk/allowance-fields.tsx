import type { ReactNode } from "react";
import type { Person } from "../../../../worker/department/issuing.ts";
import { Checkbox } from "../../../design/fields/checkbox.tsx";
import { useTexts } from "../../../state/texts.ts";

export type Allowances = Person["allowances"];

export const NO_ALLOWANCES: Allowances = { reissue: false, newHolder: false, afterRevocation: false };

const NAMES = ["reissue", "newHolder", "afterRevocation"] as const;

/** What an officer allows beyond the ordinary; folded away unless the person has a credential already. */
export function AllowanceFields({
  id,
  isOpen,
  value,
  onChange,
}: {
  readonly id: string;
  readonly isOpen: boolean;
  readonly value: Allowances;
  readonly onChange: (value: Allowances) => void;
}): ReactNode {
  const say = useTexts("desk");
  return (
    <details className="details" open={isOpen}>
      <summary>{say("allowances")}</summary>
      <div className="details-content">
        {NAMES.map((name) => (
          <Checkbox
            key={name}
            id={`${id}-${name}`}
            label={say(`allow-${name}`)}
            help={say(`allow-${name}Help`)}
            value={value[name]}
            onChange={(isAllowed) => onChange({ ...value, [name]: isAllowed })}
          />
        ))}
      </div>
    </details>
  );
}
