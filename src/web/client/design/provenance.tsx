import type { ReactNode } from "react";
import { TextLink } from "./text-link.tsx";

export interface ProvenanceStep {
  readonly id: string;
  readonly title: string;
  readonly detail?: ReactNode;
  readonly to?: string;
  readonly href?: string;
}

/** Where something comes from: few boxes, each made from the one before it, each a link to its evidence. */
export function Provenance({ steps }: { readonly steps: readonly ProvenanceStep[] }): ReactNode {
  return (
    <ol className="provenance">
      {steps.map(({ id, title, detail, to, href }) => (
        <li key={id} className="provenance-step">
          <p className="provenance-title">
            {to === undefined && href === undefined ? (
              title
            ) : (
              <TextLink {...(to === undefined ? {} : { to })} {...(href === undefined ? {} : { href })}>
                {title}
              </TextLink>
            )}
          </p>
          {detail !== undefined && <div className="provenance-detail">{detail}</div>}
        </li>
      ))}
    </ol>
  );
}
