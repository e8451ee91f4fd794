import type { ReactNode } from "react";
import { described, FieldFrame } from "./field.tsx";

interface FileInputProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  /** As HTML's attribute: ".csv,text/csv". */
  readonly accept?: string;
  readonly isDisabled?: boolean;
}

export interface FileFieldProps extends FileInputProps {
  readonly onFile: (file: File) => void;
}

/** One file from this device. */
export function FileField({ onFile, ...input }: FileFieldProps): ReactNode {
  return (
    <FilesField
      {...input}
      onFiles={([file]) => {
        if (file !== undefined) onFile(file);
      }}
    />
  );
}

export interface FilesFieldProps extends FileInputProps {
  /** One alone unless told. */
  readonly isMany?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Files from this device. Choosing the same ones again counts as choosing. */
export function FilesField({ accept, isDisabled, isMany, onFiles, ...frame }: FilesFieldProps): ReactNode {
  return (
    <FieldFrame {...frame}>
      <input
        {...described(frame)}
        type="file"
        className="control control-file"
        accept={accept}
        multiple={isMany}
        disabled={isDisabled}
        onClick={(event) => {
          event.currentTarget.value = "";
        }}
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
    </FieldFrame>
  );
}
