import type { ReactNode } from "react";
import { TextLink } from "../../../design/text-link.tsx";

/** Ways on, each with a word about what is there. */
export function TaskLinks({
  links,
}: {
  readonly links: readonly { readonly to: string; readonly title: string; readonly hint: string }[];
}): ReactNode {
  return (
    <ul className="places">
      {links.map(({ to, title, hint }) => (
        <li key={to} className="place">
          <h3>
            <TextLink to={to}>{title}</TextLink>
          </h3>
          <p>{hint}</p>
        </li>
      ))}
    </ul>
  );
}
