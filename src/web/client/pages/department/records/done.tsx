import type { ReactNode } from "react";
import { Banner } from "../../../design/banner.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useMoment } from "../../citizen/parts/words.ts";
import type { LetterDeed } from "../../../../worker/department/keeping/act-on-letter.ts";
import type { HandledLetter } from "./post.tsx";

/** What was done on letters since this page was opened, the last first. */
export function Done({ handled }: { readonly handled: readonly HandledLetter[] }): ReactNode {
  const say = useTexts("records");
  const moment = useMoment();
  const wordsOf = (deed: LetterDeed): string => {
    switch (deed.kind) {
      case "consent":
        return say("done-consent", { until: moment(deed.expiresAt) });
      case "consent-withdrawal":
        return say("done-consent-withdrawal", { sequence: deed.sequence });
      case "attestation-withdrawal":
        return say("done-attestation-withdrawal");
      case "erasure-request":
        return say("done-erasure-request", {
          records: deed.records,
          consents: deed.consents,
          sequence: deed.sequence,
        });
      case "known":
        return say("done-known");
    }
  };
  const done = handled.flatMap(({ letter, outcome }) =>
    outcome.kind === "done" ? [{ id: letter.letterId, words: wordsOf(outcome.deed) }] : [],
  );
  return (
    <div role="status">
      {done.length > 0 && (
        <Banner kind="success" title={say("doneTitle")}>
          <ul>
            {done.toReversed().map(({ id, words }) => (
              <li key={id}>{words}</li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  );
}
