import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { ToldConsent } from "../../../../worker/holder/consents.ts";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { Tag } from "../../../design/tag.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../parts/answered.tsx";
import { ProvingView } from "../parts/proving-view.tsx";
import { useProving } from "../parts/use-proving.ts";
import { officeName, useMoment, useSaid, useSpan } from "../parts/words.ts";
import { HandedView } from "./handed-view.tsx";

/** Permissions to look at the person's data. */
export function Permissions(): ReactNode {
  const say = useTexts("wallet");
  const given = useQuery({ queryKey: ["my", "consents"], queryFn: () => office().holder.consents.list() });
  return (
    <section>
      <h2>{say("permissions")}</h2>
      <Answered query={given} what={say("given")}>
        {(all) =>
          all.length === 0 ? (
            <p>{say("permissionsNone")}</p>
          ) : (
            all.map((each) => <Permission key={each.id} consent={each} />)
          )
        }
      </Answered>
    </section>
  );
}

const KINDS = { given: "success", withdrawn: "neutral", ended: "neutral" } as const;

function Permission({ consent }: { readonly consent: ToldConsent }): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const span = useSpan();
  const moment = useMoment();
  const { policyId, title, controller, expiresAt, everySeconds, state } = consent;
  const until = moment(expiresAt);
  const use =
    everySeconds === undefined
      ? say("permissionOnce", { until })
      : say("permissionEvery", { every: span(everySeconds), until });
  return (
    <article className="card">
      <h3>{title === undefined ? say("permissionUnknownTitle", { id: String(policyId) }) : said(title)}</h3>
      <SummaryList
        rows={[
          { term: say("state"), value: <Tag kind={KINDS[state]}>{say(`permission_${state}`)}</Tag> },
          { term: say("office"), value: officeName(controller) },
          { term: say("permissionUse"), value: use },
        ]}
      />
      <Withdraw consent={consent} />
    </article>
  );
}

function Withdraw({ consent }: { readonly consent: ToldConsent }): ReactNode {
  const say = useTexts("wallet");
  const [isAsking, setAsking] = useState(false);
  const { id, controller, state } = consent;
  const name = officeName(controller);
  const withdrawing = useProving(
    (tell) => office().holder.consents.withdraw(id, tell),
    () => void queries.invalidateQueries({ queryKey: ["my", "consents"] }),
  );
  if (withdrawing.result !== undefined) {
    return <HandedView title={say("tookBack")} handed={withdrawing.result} office={name} fileName="withdrawal.json" />;
  }
  if (state !== "given") return null;
  return (
    <>
      <ProvingView proving={withdrawing} />
      {!withdrawing.isRunning && (
        <p>
          <Button kind="secondary" onPress={() => setAsking(true)}>
            {say("takeBack")}
          </Button>
        </p>
      )}
      <ConfirmDialog
        title={say("permissionTakeBackTitle")}
        question={say("permissionTakeBackText", { office: name })}
        confirmLabel={say("takeBack")}
        kind="danger"
        isOpen={isAsking}
        onConfirm={() => {
          setAsking(false);
          withdrawing.start();
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
