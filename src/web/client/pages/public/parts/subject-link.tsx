import type { ReactNode } from "react";
import { TextLink } from "../../../design/text-link.tsx";
import { useTexts } from "../../../state/texts.ts";
import { pageOfSubject, subjectKind } from "./subjects.ts";

/** What an event or an alert is about, as a link to its record where there is one. */
export function SubjectLink({ subject }: { readonly subject: string }): ReactNode {
  const words = useSubjectWords();
  const to = pageOfSubject(subject);
  return to === undefined ? words(subject) : <TextLink to={to}>{words(subject)}</TextLink>;
}

/** `election:3` in the reader's words. Long ids are hashes: their beginning tells them apart. */
export function useSubjectWords(): (subject: string) => string {
  const say = useTexts("public");
  return (subject) => {
    const [name = "", id = ""] = subject.split(":");
    const kind = subjectKind(name);
    const word = kind === undefined ? name : say(`subject_${kind}`);
    const shownId = id.length > 20 ? `${id.slice(0, 8)}…` : id;
    return `${word} ${shownId}`.trim();
  };
}
