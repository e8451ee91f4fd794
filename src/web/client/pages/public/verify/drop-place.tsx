import { useState, type ReactNode } from "react";

export interface DropPlaceProps {
  readonly onFile: (file: File) => void;
  /** The field that does the same without a mouse. */
  readonly children: ReactNode;
}

/** A file dropped here counts as chosen. */
export function DropPlace({ onFile, children }: DropPlaceProps): ReactNode {
  const [isOver, setOver] = useState(false);
  return (
    <div
      className={isOver ? "drop-place drop-over" : "drop-place"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined) onFile(file);
      }}
    >
      {children}
    </div>
  );
}
