import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { HeldPermission } from "../../../../worker/department/keeping/permissions.ts";
import { Button } from "../../../design/button.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { Empty } from "../../../design/empty.tsx";
import { Hash } from "../../../design/hash.tsx";
import { Tag, type TagProps } from "../../../design/tag.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { useSaid, useSpan } from "../../citizen/parts/words.ts";
import { LookDialog } from "./look-dialog.tsx";
import { recordsKey } from "./use-records.ts";

const KINDS: Readonly<Record<HeldPermission["state"], NonNullable<TagProps["kind"]>>> = {
  active: "success",
  waiting: "note",
  used: "neutral",
  withdrawn: "warning",
  expired: "neutral",
};

/** Permissions with their end; each look under one is written down here before it is made. */
export function PermissionList({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  const list = useQuery({
    queryKey: recordsKey(did, "permissions"),
    queryFn: () => office().department.keeping.permissions.list(did),
  });
  return (
    <>
      <h2>{say("permissions")}</h2>
      <p>{say("permissionsLead")}</p>
      <Answered query={list} what={say("thePermissions")}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={say("permissionsNone")}>
              <p>{say("permissionsNoneText")}</p>
            </Empty>
          ) : (
            <Held did={did} rows={rows} />
          )
        }
      </Answered>
    </>
  );
}

function Held({ did, rows }: { readonly did: string; readonly rows: readonly HeldPermission[] }): ReactNode {
  const say = useTexts("records");
  const said = useSaid();
  const span = useSpan();
  const [chosen, setChosen] = useState<HeldPermission>();
  const titleOf = ({ title, policyId }: HeldPermission): string =>
    title === undefined ? say("requestNumber", { id: String(policyId) }) : said(title);
  return (
    <>
      <DataTable
        caption={say("permissions")}
        rows={rows}
        rowKey={({ id }) => id}
        search
        columns={[
          { key: "title", title: say("request"), value: titleOf },
          {
            key: "state",
            title: say("state"),
            value: ({ state }) => say(`state-${state}`),
            render: ({ state }) => <Tag kind={KINDS[state]}>{say(`state-${state}`)}</Tag>,
          },
          { key: "pseudonym", title: say("personNumber"), render: ({ pseudonym }) => <Hash value={pseudonym} /> },
          {
            key: "use",
            title: say("use"),
            value: ({ everySeconds }) =>
              everySeconds === undefined ? say("useOnce") : say("useEvery", { every: span(everySeconds) }),
          },
          { key: "expiresAt", title: say("until"), render: ({ expiresAt }) => <Time at={expiresAt} /> },
          {
            key: "acts",
            title: say("look"),
            value: () => "",
            render: (row) =>
              row.state === "active" ? (
                <Button kind="quiet" onPress={() => setChosen(row)}>
                  {say("look")}
                  <span className="out-of-sight">{say("lookOf", { number: String(row.pseudonym).slice(0, 8) })}</span>
                </Button>
              ) : (
                ""
              ),
          },
        ]}
      />
      {chosen !== undefined && (
        <LookDialog did={did} permission={chosen} title={titleOf(chosen)} onClose={() => setChosen(undefined)} />
      )}
    </>
  );
}
