import type { ReactNode } from "react";
import { useTexts } from "../state/texts.ts";
import { Button } from "./button.tsx";
import { DialogFrame } from "./dialog.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  readonly question: ReactNode;
  /** The act itself, as a verb: "Cast the ballot". */
  readonly confirmLabel: string;
  readonly kind?: "primary" | "danger";
  readonly isOpen: boolean;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be taken back. */
export function ConfirmDialog({
  title,
  question,
  confirmLabel,
  kind = "primary",
  isOpen,
  isBusy = false,
  onConfirm,
  onClose,
}: ConfirmDialogProps): ReactNode {
  const say = useTexts("common");
  return (
    <DialogFrame title={title} isOpen={isOpen} onClose={onClose}>
      <div>{question}</div>
      <div className="dialog-actions">
        <Button kind="secondary" onPress={onClose}>
          {say("cancel")}
        </Button>
        <Button kind={kind} isBusy={isBusy} onPress={onConfirm}>
          {confirmLabel}
        </Button>
      </div>
    </DialogFrame>
  );
}
