import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { OpenDesk } from "../../../../worker/department/desks.ts";
import type { ToldIssued } from "../../../../worker/department/issued.ts";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { Damaged } from "../../../design/damaged.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Failure } from "../../../design/failure.tsx";
import { TextArea } from "../../../design/fields/text-area.tsx";
import { Tag, type TagProps } from "../../../design/tag.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { lookAtDepartment } from "../parts/use-department.ts";

type Act = "revoke" | "suspend" | "resume";

const KINDS: Readonly<Record<ToldIssued["state"], NonNullable<TagProps["kind"]>>> = {
  live: "success",
  paused: "warning",
  cancelled: "danger",
  replaced: "neutral",
  ended: "neutral",
};

/** The ledger: whose credential is where, and what was done with it. */
export function IssuedList({ desk }: { readonly desk: OpenDesk }): ReactNode {
  const say = useTexts("desk");
  const [chosen, setChosen] = useState<{ entry: ToldIssued; act: Act }>();
  const list = useQuery({
    queryKey: ["department", "issued", desk.name],
    queryFn: () => office().department.issued.list(),
  });
  const damaged = useQuery({
    queryKey: ["department", "damaged-journal", desk.name],
    queryFn: () => office().department.issued.damaged(),
  });
  const removeDamaged = async (): Promise<void> => {
    await office().department.issued.removeDamaged();
    await damaged.refetch();
  };
  return (
    <>
      <h2>{say("issuedList")}</h2>
      <p>{say("issuedListLead")}</p>
      <Damaged names={damaged.data ?? []} remove={removeDamaged} />
      <Answered query={list} what={say("theLedger")}>
        {(entries) =>
          entries.length === 0 ? (
            <Empty title={say("issuedNone")} />
          ) : (
            <Ledger entries={entries} onAct={(entry, act) => setChosen({ entry, act })} />
          )
        }
      </Answered>
      {chosen !== undefined && (
        <ActDialog key={chosen.entry.credentialId} {...chosen} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}

interface LedgerProps {
  readonly entries: readonly ToldIssued[];
  readonly onAct: (entry: ToldIssued, act: Act) => void;
}

function Ledger({ entries, onAct }: LedgerProps): ReactNode {
  const say = useTexts("desk");
  return (
    <DataTable
      caption={say("issuedList")}
      rows={entries}
      rowKey={({ credentialId }) => credentialId}
      search
      exportName="ledger"
      columns={[
        { key: "reference", title: say("reference") },
        {
          key: "state",
          title: say("state"),
          value: ({ state }) => say(`state-${state}`),
          render: ({ state }) => <Tag kind={KINDS[state]}>{say(`state-${state}`)}</Tag>,
        },
        { key: "issuedAt", title: say("issuedAt"), render: ({ issuedAt }) => <Time at={issuedAt} /> },
        { key: "validUntil", title: say("validUntil"), render: ({ validUntil }) => <Time at={validUntil} /> },
        { key: "reason", title: say("reason"), value: ({ reason }) => reason ?? "" },
        {
          key: "acts",
          title: say("acts"),
          value: () => "",
          render: (entry) => <Acts entry={entry} onAct={onAct} />,
        },
      ]}
    />
  );
}

function Acts({ entry, onAct }: { readonly entry: ToldIssued; readonly onAct: LedgerProps["onAct"] }): ReactNode {
  const say = useTexts("desk");
  const acts: Readonly<Record<ToldIssued["state"], readonly Act[]>> = {
    live: ["suspend", "revoke"],
    paused: ["resume", "revoke"],
    ...{ cancelled: [], replaced: [], ended: [] },
  };
  return (
    <span className="button-row">
      {acts[entry.state].map((act) => (
        <Button key={act} kind="quiet" onPress={() => onAct(entry, act)}>
          {say(`act-${act}`)}
          <span className="out-of-sight"> {entry.reference}</span>
        </Button>
      ))}
    </span>
  );
}

function ActDialog({
  entry,
  act,
  onClose,
}: {
  readonly entry: ToldIssued;
  readonly act: Act;
  readonly onClose: () => void;
}): ReactNode {
  const say = useTexts("desk");
  const [reason, setReason] = useState("");
  const [isRefused, setRefused] = useState(false);
  const { credentialId, reference } = entry;
  const change = useMutation({
    mutationFn: () => office().department.issued.change({ credentialId, act, reason }),
    onSuccess: async () => {
      await lookAtDepartment();
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={say(`title-${act}`, { reference })}
      question={
        <>
          <p>{say(`text-${act}`)}</p>
          {change.isError && <Failure error={change.error} />}
          <TextArea
            id="act-reason"
            label={say("reason")}
            help={say("reasonHelp")}
            error={isRefused && reason.trim() === "" ? say("reasonMissing") : undefined}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={setReason}
          />
        </>
      }
      confirmLabel={say(`act-${act}`)}
      kind={act === "resume" ? "primary" : "danger"}
      isOpen
      isBusy={change.isPending}
      onConfirm={() => {
        setRefused(reason.trim() === "");
        if (reason.trim() !== "") change.mutate();
      }}
      onClose={onClose}
    />
  );
}
