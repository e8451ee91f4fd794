import type { ReactNode } from "react";
import { Page } from "../../../design/page.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { useTexts } from "../../../state/texts.ts";

export interface PublicPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** The list that this record is of; the list of all records unless told. Null on the first page. */
  readonly back?: { readonly to: string; readonly label: string } | null;
  readonly children?: ReactNode;
}

/** A page for observers: the way back, and the glossary at hand. */
export function PublicPage({ title, lead, back, children }: PublicPageProps): ReactNode {
  const say = useTexts("public");
  return (
    <Page
      title={title}
      {...(lead === undefined ? {} : { lead })}
      {...(back === null ? {} : { back: back ?? { to: "/public", label: say("title") } })}
    >
      {children}
      <p className="glossary-hint">
        <TextLink to="/glossary">{say("terms")}</TextLink>
      </p>
    </Page>
  );
}
