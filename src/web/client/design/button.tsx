import type { ReactNode } from "react";

export type ButtonKind = "primary" | "secondary" | "danger" | "quiet";

export interface ButtonProps {
  readonly kind?: ButtonKind;
  readonly onPress?: () => void;
  readonly type?: "button" | "submit";
  /** While what it started goes on: it stays where the focus is, and does nothing. */
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function Button({
  kind = "primary",
  onPress,
  type = "button",
  isBusy = false,
  isDisabled = false,
  children,
}: ButtonProps): ReactNode {
  return (
    <button
      type={type}
      className={`button button-${kind}`}
      disabled={isDisabled}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
    </button>
  );
}
