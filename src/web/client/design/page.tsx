import { useEffect, useRef, type ReactNode } from "react";
import { currentLanguage } from "../state/language.ts";
import { useTexts } from "../state/texts.ts";
import { TextLink } from "./text-link.tsx";

export interface PageProps {
  /** The one heading of first rank, and the window's title. */
  readonly title: string;
  /** What this page is for, in a sentence or two. */
  readonly lead?: ReactNode;
  readonly back?: { readonly to: string; readonly label: string };
  /** For pages of several steps at one address: a new name moves the focus to the heading, as a new page does. */
  readonly step?: string;
  readonly children?: ReactNode;
}

/** Nobody wants the focus moved on the page that he just opened. */
let isFirst = true;

export function Page({ title, lead, back, step, children }: PageProps): ReactNode {
  const say = useTexts("common");
  const heading = useFocusedHeading(title, step);
  useEffect(() => {
    document.title = `${title} – ${say("product")}`;
  }, [title, say]);
  return (
    <article className="page">
      {back !== undefined && (
        <p className="page-back">
          <TextLink to={back.to}>{back.label}</TextLink>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {lead !== undefined && <div className="page-lead">{lead}</div>}
      {children}
    </article>
  );
}

/** Whoever cannot see that the page changed hears its heading. A new title alone takes the focus only if nothing has it. */
function useFocusedHeading(title: string, step: string | undefined): React.RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef({ title, language: currentLanguage() });
  useEffect(() => {
    if (!isFirst) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    isFirst = false;
  }, [step]);
  useEffect(() => {
    const before = shown.current;
    shown.current = { title, language: currentLanguage() };
    const isOther = before.title !== title && before.language === currentLanguage();
    if (isOther && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, [title]);
  return heading;
}
