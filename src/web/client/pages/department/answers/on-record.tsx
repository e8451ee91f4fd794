import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { ToldAnswer } from "../../../../worker/department/answers.ts";
import type { ToldPolicy } from "../../../../worker/holder/told.ts";
import { Button } from "../../../design/button.tsx";
import { BarChart } from "../../../design/charts/bar-chart.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Failure } from "../../../design/failure.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { Hash } from "../../../design/hash.tsx";
import { Tag, type TagProps } from "../../../design/tag.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { useDay } from "../../citizen/parts/words.ts";
import { AccountNeeded } from "../parts/account-needed.tsx";
import { byDay } from "./by-day.ts";

const LOOK_MS = 5_000;
const CHARTED_DAYS = 14;
const REASON = /^[a-z0-9]([a-z0-9-]{0,29}[a-z0-9])?$/;
const KINDS: Readonly<Record<ToldAnswer["state"], NonNullable<TagProps["kind"]>>> = {
  valid: "success",
  expired: "neutral",
  withdrawn: "warning",
  revoked: "danger",
};

interface OnRecordProps {
  readonly policyId: bigint;
  readonly policy: ToldPolicy;
}

/** Confirmations on record, as they come in. */
export function OnRecord({ policyId, policy }: OnRecordProps): ReactNode {
  const say = useTexts("department");
  const answers = useQuery({
    queryKey: keyOf(policyId),
    queryFn: () => office().department.answers.list(policyId),
    refetchInterval: LOOK_MS,
  });
  return (
    <section>
      <h2>{say("answersTable")}</h2>
      <p>{say("answersLive")}</p>
      <Answered query={answers} what={say("theAnswers")}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={say("answersNone")}>
              <p>{say("answersNoneText")}</p>
            </Empty>
          ) : (
            <Recorded rows={rows} policyId={policyId} policy={policy} />
          )
        }
      </Answered>
    </section>
  );
}

function Recorded({ rows, policyId, policy }: OnRecordProps & { readonly rows: readonly ToldAnswer[] }): ReactNode {
  const say = useTexts("department");
  const day = useDay();
  const [chosen, setChosen] = useState<ToldAnswer>();
  const days = byDay(rows.map(({ attestedAt }) => attestedAt)).slice(-CHARTED_DAYS);
  return (
    <>
      <p role="status">{say("holding", { count: rows.filter(({ state }) => state === "valid").length })}</p>
      <BarChart
        caption={say("byDay")}
        bars={days.map(({ startsAt, count }) => ({ label: day(startsAt), value: count }))}
      />
      <DataTable
        caption={say("answersTable")}
        rows={rows}
        rowKey={({ pseudonym }) => String(pseudonym)}
        search
        exportName={`answers-${policyId}`}
        columns={[
          { key: "attestedAt", title: say("at"), render: ({ attestedAt }) => <Time at={attestedAt} /> },
          {
            key: "state",
            title: say("state"),
            value: ({ state }) => say(`answer-${state}`),
            render: ({ state }) => <Tag kind={KINDS[state]}>{say(`answer-${state}`)}</Tag>,
          },
          { key: "pseudonym", title: say("personNumber"), render: ({ pseudonym }) => <Hash value={pseudonym} /> },
          { key: "expiresAt", title: say("until"), render: ({ expiresAt }) => <Time at={expiresAt} /> },
          {
            key: "acts",
            title: say("cancel"),
            value: () => "",
            render: (row) =>
              policy.revocable && row.state !== "revoked" ? (
                <Button kind="quiet" onPress={() => setChosen(row)}>
                  {say("cancel")}
                  <span className="out-of-sight">{say("cancelOf", { number: String(row.pseudonym).slice(0, 8) })}</span>
                </Button>
              ) : (
                ""
              ),
          },
        ]}
      />
      {!policy.revocable && <p>{say("notRevocable")}</p>}
      {chosen !== undefined && (
        <RevokeDialog policyId={policyId} pseudonym={chosen.pseudonym} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}

function RevokeDialog({
  policyId,
  pseudonym,
  onClose,
}: {
  readonly policyId: bigint;
  readonly pseudonym: bigint;
  readonly onClose: () => void;
}): ReactNode {
  const say = useTexts("department");
  const [reason, setReason] = useState("");
  const [isRefused, setRefused] = useState(false);
  const isMounted = useRef(true);
  useEffect(() => () => void (isMounted.current = false), []);
  const revoke = useMutation({
    mutationFn: () => office().department.answers.revoke({ policyId, pseudonym, reason: reason.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keyOf(policyId) });
      if (isMounted.current) onClose();
    },
  });
  return (
    <ConfirmDialog
      title={say("cancelTitle")}
      question={
        <AccountNeeded>
          <p>{say("cancelText")}</p>
          {revoke.isError && <Failure error={revoke.error} />}
          <TextField
            id="revoke-reason"
            label={say("reasonCode")}
            help={say("reasonCodeHelp")}
            error={isRefused && !REASON.test(reason.trim()) ? say("reasonCodeWrong") : undefined}
            isCode
            value={reason}
            onChange={setReason}
          />
        </AccountNeeded>
      }
      confirmLabel={say("cancel")}
      kind="danger"
      isOpen
      isBusy={revoke.isPending}
      onConfirm={() => {
        setRefused(!REASON.test(reason.trim()));
        if (REASON.test(reason.trim())) revoke.mutate();
      }}
      onClose={onClose}
    />
  );
}

function keyOf(policyId: bigint): string[] {
  return ["department", "answers", String(policyId)];
}
