import type { ReactNode } from "react";
import { described, FieldFrame } from "./field.tsx";

export interface FileFieldProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  /** As HTML's attribute: ".csv,text/csv". */
  readonly accept?: string;
  readonly onFile: (file: File) => void;
  readonly isDisabled?: boolean;
}

/** One file from this device. Choosing the same one again counts as choosing. */
export function FileField({ accept, onFile, isDisabled, ...frame }: FileFieldProps): ReactNode {
  return (
    <FieldFrame {...frame}>
      <input
        {...described(frame)}
        type="file"
        className="control control-file"
        accept={accept}
        disabled={isDisabled}
        onClick={(event) => {
          event.currentTarget.value = "";
        }}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onFile(file);
        }}
      />
    </FieldFrame>
  );
}
