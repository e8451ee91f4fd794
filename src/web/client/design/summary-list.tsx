import type { ReactNode } from "react";

export interface SummaryRow {
  readonly term: ReactNode;
  readonly value: ReactNode;
  /** A link or button that changes this value. */
  readonly action?: ReactNode;
}

export function SummaryList({ rows }: { readonly rows: readonly SummaryRow[] }): ReactNode {
  return (
    <dl className="summary-list">
      {rows.map(({ term, value, action }, index) => (
        <div key={index} className="summary-row">
          <dt>{term}</dt>
          <dd>{value}</dd>
          {action !== undefined && <dd className="summary-action">{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
