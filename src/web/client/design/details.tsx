import type { ReactNode } from "react";

export interface DetailsProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
}

export function Details({ summary, children }: DetailsProps): ReactNode {
  return (
    <details className="details">
      <summary>{summary}</summary>
      <div className="details-content">{children}</div>
    </details>
  );
}
