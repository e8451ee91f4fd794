import type { ReactNode } from "react";

export interface PanelProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Confirms that it is done: what happened, in large letters, and the number to keep. */
export function Panel({ title, children }: PanelProps): ReactNode {
  return (
    <section className="panel">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
