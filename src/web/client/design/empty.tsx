import type { ReactNode } from "react";

export interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** There is nothing here, why, and what one can do about it. */
export function Empty({ title, children }: EmptyProps): ReactNode {
  return (
    <section className="empty">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
