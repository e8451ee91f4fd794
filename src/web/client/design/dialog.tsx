import { useEffect, useId, useRef, type ReactNode } from "react";
import { useTexts } from "../state/texts.ts";
import { Button } from "./button.tsx";

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  /** By the close button, Escape, or a press beside it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Above everything else until closed; the browser keeps the focus inside and gives it back. */
export function Dialog({ title, isOpen, onClose, children }: DialogProps): ReactNode {
  const say = useTexts("common");
  return (
    <DialogFrame title={title} isOpen={isOpen} onClose={onClose}>
      {children}
      <p className="dialog-actions">
        <Button kind="secondary" onPress={onClose}>
          {say("close")}
        </Button>
      </p>
    </DialogFrame>
  );
}

export function DialogFrame({ title, isOpen, onClose, children }: DialogProps): ReactNode {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = box.current;
    if (!isOpen || dialog === null) return undefined;
    dialog.showModal();
    return () => dialog.close();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <dialog
      ref={box}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === box.current) onClose();
      }}
    >
      <div className="dialog-content">
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
