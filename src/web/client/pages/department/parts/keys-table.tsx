import type { ReactNode } from "react";
import type { ToldKey } from "../../../../worker/department/acting.ts";
import { DataTable } from "../../../design/data-table.tsx";
import { Tag } from "../../../design/tag.tsx";
import { Time } from "../../../design/time.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useSaid } from "../../citizen/parts/words.ts";

/** A department's keys, as the registry has them. */
export function KeysTable({ keys }: { readonly keys: readonly ToldKey[] }): ReactNode {
  const say = useTexts("department");
  const said = useSaid();
  return (
    <DataTable
      caption={say("keys")}
      rows={keys}
      rowKey={({ keyIndex }) => keyIndex}
      columns={[
        {
          key: "schema",
          title: say("kind"),
          value: ({ schema }) => (schema === undefined ? say("unknownKind") : said(schema.title)),
        },
        { key: "epoch", title: say("epoch"), align: "end" },
        {
          key: "state",
          title: say("state"),
          value: ({ state }) => say(`key-${state}`),
          render: ({ state }) => <Tag kind={state === "trusted" ? "success" : "warning"}>{say(`key-${state}`)}</Tag>,
        },
        { key: "endsAt", title: say("ends"), render: ({ endsAt }) => <Time at={endsAt} /> },
        {
          key: "publishedAt",
          title: say("listsOf"),
          value: ({ publishedAt }) => publishedAt ?? 0,
          render: ({ publishedAt }) => (publishedAt === undefined ? "–" : <Time at={publishedAt} />),
        },
      ]}
    />
  );
}
