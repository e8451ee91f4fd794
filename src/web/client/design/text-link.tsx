import type { ReactNode } from "react";
import { Link } from "wouter";

export interface TextLinkProps {
  /** A page of the portal. */
  readonly to?: string;
  /** Anything else: a file of this server, or another site, which learns nothing of where its reader came from. */
  readonly href?: string;
  readonly children: ReactNode;
}

export function TextLink({ to, href, children }: TextLinkProps): ReactNode {
  if (to !== undefined) return <Link to={to}>{children}</Link>;
  return (
    <a href={href} rel="noreferrer">
      {children}
    </a>
  );
}
