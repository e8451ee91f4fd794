import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ButtonKind } from "./button.tsx";

export interface ButtonLinkProps {
  readonly to: string;
  readonly kind?: ButtonKind;
  readonly children: ReactNode;
}

/** Looks like a button because it is the way on; is a link, since it only leads somewhere. */
export function ButtonLink({ to, kind = "primary", children }: ButtonLinkProps): ReactNode {
  return (
    <Link to={to} className={`button button-${kind}`}>
      {children}
    </Link>
  );
}
