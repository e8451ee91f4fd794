import { useState, type ReactNode } from "react";
import type { LetterOutcome } from "../../../../worker/department/keeping/post.ts";
import type { ToldLetter } from "../../../../worker/department/keeping/told-letter.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { Time } from "../../../design/time.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useJoined, useSaid } from "../../citizen/parts/words.ts";

/** Refusals that a clerk meets; others are damage. */
const REASONS = ["SUBJECT_NOT_PROVEN", "PROOF_INVALID", "PRESENTATION_STALE", "CONSENT_REFUSED"] as const;

interface OneLetterProps {
  readonly letter: ToldLetter;
  /** Of an attempt on this page that was refused. */
  readonly outcome: LetterOutcome | undefined;
  readonly isBusy: boolean;
  readonly onAct: () => void;
  readonly onDrop: () => void;
}

/** A letter in plain words, with what to do next. */
export function OneLetter({ letter, outcome, isBusy, onAct, onDrop }: OneLetterProps): ReactNode {
  const say = useTexts("records");
  const [isAsking, setAsking] = useState(false);
  const { kind, fault } = letter;
  const isRefused = outcome?.kind === "refused";
  return (
    <article>
      <h3>{say(`letter-${kind}`)}</h3>
      <LetterFacts letter={letter} />
      {fault === undefined && <p>{say(`next-${kind}`)}</p>}
      <LetterFault letter={letter} />
      {outcome?.kind === "refused" && <Refused code={outcome.code} />}
      <div className="button-row">
        {fault === undefined && (
          <Button
            kind={kind === "erasure-request" ? "danger" : "primary"}
            isBusy={isBusy}
            onPress={kind === "erasure-request" ? () => setAsking(true) : onAct}
          >
            {isRefused ? say("again") : say(`act-${kind}`)}
          </Button>
        )}
        {(fault !== undefined || isRefused) && (
          <Button kind="secondary" isBusy={isBusy} onPress={onDrop}>
            {say("drop")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        title={say("eraseTitle")}
        question={
          <>
            <p>{say("eraseGoes")}</p>
            <p>{say("eraseStays")}</p>
          </>
        }
        confirmLabel={say("act-erasure-request")}
        kind="danger"
        isOpen={isAsking}
        onConfirm={() => {
          setAsking(false);
          onAct();
        }}
        onClose={() => setAsking(false)}
      />
    </article>
  );
}

function LetterFacts({ letter }: { readonly letter: ToldLetter }): ReactNode {
  const say = useTexts("records");
  const said = useSaid();
  const joined = useJoined();
  const { arrivedAt, policyId, title, expiresAt, scope, targets } = letter;
  const name = title === undefined ? say("requestNumber", { id: String(policyId) }) : said(title);
  return (
    <SummaryList
      rows={[
        { term: say("arrived"), value: <Time at={arrivedAt} /> },
        ...(policyId === undefined ? [] : [{ term: say("request"), value: name }]),
        ...(expiresAt === undefined ? [] : [{ term: say("until"), value: <Time at={expiresAt} /> }]),
        ...(targets.length === 0 || scope === undefined
          ? []
          : [
              { term: say("scope"), value: scope },
              { term: say("targets"), value: joined(targets.map((target) => say(`target-${target}`))) },
            ]),
      ]}
    />
  );
}

function LetterFault({ letter: { fault } }: { readonly letter: ToldLetter }): ReactNode {
  const say = useTexts("records");
  if (fault === undefined) return null;
  if (fault === "known" || fault === "other-office" || fault === "unknown-consent")
    return <p>{say(`fault-${fault}`)}</p>;
  return <p>{say("fault-malformed")}</p>;
}

function Refused({ code }: { readonly code: string }): ReactNode {
  const say = useTexts("records");
  const known = REASONS.find((each) => each === code);
  return (
    <Banner kind="important" title={say("refusedTitle")}>
      <p>{known === undefined ? say("why-other", { code }) : say(`why-${known}`)}</p>
      <p>{say("refusedNext")}</p>
    </Banner>
  );
}
