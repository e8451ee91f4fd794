import { useState, type ReactNode } from "react";
import type { Manifest } from "../../../../../protocol/manifest.ts";
import type { ElectionDraft } from "../../../../worker/organizer/draft.ts";
import { useTexts } from "../../../state/texts.ts";
import { BallotForm } from "../../voter/ballot/ballot-form.tsx";
import { EMPTY_DRAFT } from "../../voter/ballot/draft.ts";
import { ballotOf } from "./ballot-of.ts";

/** The ballot of a plan as voters will see it, to be tried. */
export function ExampleBallot({ draft }: { readonly draft: ElectionDraft }): ReactNode {
  const say = useTexts("organizer");
  const ballot = ballotOf(draft);
  return (
    <section aria-labelledby="example-heading" className="example-ballot">
      <h2 id="example-heading">{say("example")}</h2>
      {ballot === undefined ? (
        <p>{say("exampleNone")}</p>
      ) : (
        <>
          <p>{say("exampleLead")}</p>
          <Trial key={JSON.stringify(ballot.rules)} ballot={ballot} />
        </>
      )}
    </section>
  );
}

type Ballot = Pick<Manifest, "options" | "rules">;

function Trial({ ballot }: { readonly ballot: Ballot }): ReactNode {
  const say = useTexts("organizer");
  const [filled, setFilled] = useState(EMPTY_DRAFT);
  const [isGood, setGood] = useState(false);
  return (
    <>
      <BallotForm
        // The form reads options and rules alone.
        manifest={ballot as Manifest}
        draft={filled}
        onChange={(next) => {
          setGood(false);
          setFilled(next);
        }}
        onDone={() => setGood(true)}
      />
      <p role="status">{isGood && say("exampleGood")}</p>
    </>
  );
}
