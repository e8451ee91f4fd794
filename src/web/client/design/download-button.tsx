import type { ReactNode } from "react";
import { Button, type ButtonKind } from "./button.tsx";

export interface DownloadButtonProps {
  readonly fileName: string;
  /** Made when pressed, where making it costs something. */
  readonly content: string | Uint8Array<ArrayBuffer> | (() => string | Uint8Array<ArrayBuffer>);
  readonly mediaType: string;
  readonly kind?: ButtonKind;
  readonly children: ReactNode;
}

export function DownloadButton({
  fileName,
  content,
  mediaType,
  kind = "secondary",
  children,
}: DownloadButtonProps): ReactNode {
  const save = (): void =>
    saveFile({ fileName, content: typeof content === "function" ? content() : content, mediaType });
  return (
    <Button kind={kind} onPress={save}>
      {children}
    </Button>
  );
}

/** Long enough for a browser that asks where to put it. */
const KEPT_MS = 60_000;

export function saveFile(file: {
  fileName: string;
  content: string | Uint8Array<ArrayBuffer>;
  mediaType: string;
}): void {
  const url = URL.createObjectURL(new Blob([file.content], { type: file.mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = file.fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
