import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { ToldConfirmation } from "../../../../worker/holder/given.ts";
import type { TakenBack } from "../../../../worker/holder/taking-back.ts";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Hash } from "../../../design/hash.tsx";
import { Panel } from "../../../design/panel.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { Tag, type TagProps } from "../../../design/tag.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../parts/answered.tsx";
import { ProvingView } from "../parts/proving-view.tsx";
import { useProving } from "../parts/use-proving.ts";
import { RelayState, useRelayNews } from "../parts/relay-state.tsx";
import { officeName, useSaid } from "../parts/words.ts";

const LOOK_MS = 5_000;

/** Confirmations on record, as the chain has them now. */
export function Confirmations(): ReactNode {
  const say = useTexts("wallet");
  const given = useQuery({
    queryKey: ["my", "given"],
    queryFn: () => office().holder.given.list(),
    // Also where the sending service, or the connection, breaks off telling what becomes of it.
    refetchInterval: ({ state }) => (state.data?.some(({ isEnding }) => isEnding) === true ? LOOK_MS : false),
  });
  return (
    <section>
      <h2>{say("confirmations")}</h2>
      <Answered query={given} what={say("given")}>
        {(all) =>
          all.length === 0 ? (
            <p>{say("confirmationsNone")}</p>
          ) : (
            all.map((each) => <Confirmation key={String(each.policyId)} confirmation={each} />)
          )
        }
      </Answered>
    </section>
  );
}

function Confirmation({ confirmation }: { readonly confirmation: ToldConfirmation }): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const { policyId, pseudonym, policy, status, isEnding } = confirmation;
  const id = String(policyId);
  return (
    <article className="card">
      <h3>{policy === undefined ? say("permissionUnknownTitle", { id }) : said(policy.title)}</h3>
      <SummaryList
        rows={[
          { term: say("state"), value: <RecordTag confirmation={confirmation} /> },
          ...(policy === undefined ? [] : [{ term: say("askedBy"), value: officeName(policy.verifier) }]),
          ...(status?.record === undefined
            ? []
            : [
                { term: say("recordedOn"), value: <Time at={status.record.attestedAt} /> },
                { term: say("holdsUntil"), value: <Time at={status.record.expiresAt} /> },
              ]),
          { term: say("yourNumber"), value: <Hash value={pseudonym} /> },
        ]}
      />
      <p>
        <TextLink to={`/request/policy/${id}`}>{say("seeRequest")}</TextLink>
      </p>
      {isEnding && <Ending policyId={policyId} />}
      {status?.state === "valid" && !isEnding && (
        <TakeBack policyId={policyId} office={officeName(policy?.verifier ?? "")} />
      )}
    </article>
  );
}

const KINDS: Readonly<Record<string, TagProps["kind"]>> = {
  valid: "success",
  expired: "warning",
  withdrawn: "neutral",
  revoked: "danger",
  none: "neutral",
};

function RecordTag({ confirmation }: { readonly confirmation: ToldConfirmation }): ReactNode {
  const say = useTexts("wallet");
  const { status, isOnItsWay, isEnding, trouble } = confirmation;
  if (trouble !== undefined || status === undefined) return <>{say("unreadable")}</>;
  if (isEnding && status.state === "valid") return <Tag kind="note">{say("ending")}</Tag>;
  if (isOnItsWay && status.state !== "valid") return <Tag kind="note">{say("onItsWay")}</Tag>;
  return <Tag kind={KINDS[status.state] ?? "neutral"}>{say(`record_${status.state}`)}</Tag>;
}

/** From the sending service to the public record. */
function Ending({ policyId }: { readonly policyId: bigint }): ReactNode {
  const say = useTexts("wallet");
  const name = `taking-back-${policyId}`;
  const followed = useRelayNews({
    name,
    target: { kind: "withdrawal", target: policyId },
    isFollowed: true,
    follow: (tell) => office().holder.followTakingBack(policyId, name, tell),
    onOver: lookAgain,
  });
  return (
    <section aria-live="polite">
      {!followed.isRefused && <p>{say("tookBackRelayed")}</p>}
      <RelayState {...followed} />
    </section>
  );
}

function TakeBack({ policyId, office: name }: { readonly policyId: bigint; readonly office: string }): ReactNode {
  const say = useTexts("wallet");
  const [isAsking, setAsking] = useState(false);
  const taking = useProving((tell) => office().holder.takeBack(policyId, tell), lookAgain);
  if (taking.result !== undefined) return <TookBack taken={taking.result} />;
  return (
    <>
      <ProvingView proving={taking} />
      {!taking.isRunning && (
        <p>
          <Button kind="secondary" onPress={() => setAsking(true)}>
            {say("takeBack")}
          </Button>
        </p>
      )}
      <ConfirmDialog
        title={say("takeBackTitle")}
        question={
          <>
            <p>{say("takeBackText", { office: name })}</p>
            <p>{say("takeBackNever")}</p>
          </>
        }
        confirmLabel={say("takeBack")}
        kind="danger"
        isOpen={isAsking}
        onConfirm={() => {
          setAsking(false);
          taking.start();
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

function lookAgain(): void {
  void queries.invalidateQueries({ queryKey: ["my", "given"] });
  void queries.invalidateQueries({ queryKey: ["my", "standing"] });
}

const WORDS = {
  relayed: "tookBackRelayed",
  recorded: "tookBackText",
  letter: "tookBackLetter",
  file: "tookBackFile",
} as const satisfies Record<TakenBack["way"], string>;

function TookBack({ taken: { way, text } }: { readonly taken: TakenBack }): ReactNode {
  const say = useTexts("wallet");
  const words = WORDS[way];
  return (
    <>
      <Panel title={say("tookBack")}>
        <p>{say(words)}</p>
      </Panel>
      {way === "file" && (
        <DownloadButton kind="primary" fileName="take-back.json" content={text} mediaType="application/json">
          {say("saveFile")}
        </DownloadButton>
      )}
    </>
  );
}
