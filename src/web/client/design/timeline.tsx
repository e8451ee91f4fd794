import type { ReactNode } from "react";
import { Time } from "./time.tsx";

export interface TimelineEntry {
  readonly id: string;
  /** Unix seconds; left out for what has no time yet. */
  readonly at?: number;
  readonly title: ReactNode;
  readonly children?: ReactNode;
}

/** Whatever has a history, in the order given. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }): ReactNode {
  return (
    <ol className="timeline">
      {entries.map(({ id, at, title, children }) => (
        <li key={id} className={at === undefined ? "timeline-entry timeline-ahead" : "timeline-entry"}>
          <p className="timeline-title">{title}</p>
          {at !== undefined && (
            <p className="timeline-at">
              <Time at={at} />
            </p>
          )}
          {children !== undefined && <div className="timeline-content">{children}</div>}
        </li>
      ))}
    </ol>
  );
}
