import { useEffect, useState, type ReactNode } from "react";
import type { ElectionForVoter } from "../../../worker/voting/elections.ts";
import type { PreparedBallot } from "../../../worker/voting/prepare.ts";
import { Banner } from "../../design/banner.tsx";
import { Page } from "../../design/page.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { BallotForm } from "./ballot/ballot-form.tsx";
import { draftOf, EMPTY_DRAFT, valuesOf } from "./ballot/draft.ts";
import { Review } from "./review.tsx";
import { Tested } from "./tested.tsx";

interface BoothProps {
  readonly election: ElectionForVoter;
  /** A ballot that was encrypted here before, and not sent. */
  readonly found: PreparedBallot | undefined;
  readonly back: { readonly to: string; readonly label: string };
}

/** After a test: what was opened for everybody. */
export type OpenedBallot = PreparedBallot & { readonly fileName: string; readonly text: string };

/** From the empty ballot to the encrypted one. Choices live in this page's memory, and go to the worker alone. */
export function Booth({ election, found, back }: BoothProps): ReactNode {
  const say = useTexts("vote");
  const language = useLanguage();
  const { electionId, manifest } = election;
  const { rules } = manifest;
  const ids = manifest.options.map(({ id }) => id);
  const [draft, setDraft] = useState(() =>
    found === undefined ? EMPTY_DRAFT : draftOf({ rules, ids, values: found.values }),
  );
  const [sealed, setSealed] = useState(found);
  const [opened, setOpened] = useState<OpenedBallot>();
  const [screen, setScreen] = useState<"choose" | "review">(found === undefined ? "choose" : "review");
  // Without a connection the ballot can be made from here on. What fails now is told when it is needed.
  useEffect(
    () =>
      void office()
        .voter.getReady(electionId)
        .catch(() => undefined),
    [electionId],
  );

  if (opened !== undefined) {
    const again = (): void => {
      setOpened(undefined);
      setSealed(undefined);
      setScreen("choose");
    };
    return (
      <Page title={say("testedTitle")} step="tested" back={back}>
        <Tested manifest={manifest} opened={opened} onAgain={again} />
      </Page>
    );
  }
  if (screen === "choose") {
    return (
      <Page title={manifest.title[language]} lead={say("ballotLead")} step="choose" back={back}>
        {manifest.kind === "test" && <Banner kind="warning">{say("trialText")}</Banner>}
        <BallotForm manifest={manifest} draft={draft} onChange={setDraft} onDone={() => setScreen("review")} />
      </Page>
    );
  }
  return (
    <Page title={say("reviewTitle")} step="review" back={back}>
      <Review
        election={election}
        values={sealed?.values ?? valuesOf({ rules, ids, draft })}
        sealed={sealed}
        onSealed={setSealed}
        onOpened={setOpened}
        onChange={() => {
          setSealed(undefined);
          setScreen("choose");
        }}
      />
    </Page>
  );
}
