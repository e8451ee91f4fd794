import type { ReactNode } from "react";
import type { OpenDesk } from "../../../worker/department/desks.ts";
import { Button } from "../../design/button.tsx";
import { Page } from "../../design/page.tsx";
import { TabSet } from "../../design/tab-set.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { officeName, useSaid } from "../citizen/parts/words.ts";
import { ByFile } from "./desk/by-file.tsx";
import { ByTable } from "./desk/by-table.tsx";
import { DeskKey } from "./desk/desk-key.tsx";
import { DeskLink } from "./desk/desk-link.tsx";
import { Inbox } from "./desk/inbox.tsx";
import { IssuedList } from "./desk/issued-list.tsx";
import { StatusBanner } from "./desk/status-banner.tsx";
import { DeskGate } from "./parts/desk-gate.tsx";

/** Where an officer issues one kind of credential. */
export function DeskPage(): ReactNode {
  const say = useTexts("desk");
  // Words of forms that open later: to wait for them then would take the page away for a moment.
  useTexts("policyDraft");
  return (
    <Page title={say("title")} lead={say("lead")} back={{ to: "/department", label: say("toDepartment") }}>
      <DeskGate>{(desk) => <AtDesk desk={desk} />}</DeskGate>
    </Page>
  );
}

function AtDesk({ desk }: { readonly desk: OpenDesk }): ReactNode {
  const say = useTexts("desk");
  const said = useSaid();
  return (
    <>
      <p>
        <strong>{said(desk.schema.title)}</strong> · {officeName(desk.did)}{" "}
        <Button kind="quiet" onPress={() => void office().department.desks.lock()}>
          {say("lock")}
        </Button>
      </p>
      <StatusBanner desk={desk} />
      <TabSet
        label={say("title")}
        tabs={[
          { id: "inbox", label: say("tabInbox"), children: <Inbox desk={desk} /> },
          { id: "table", label: say("tabTable"), children: <ByTable desk={desk} /> },
          { id: "file", label: say("tabFile"), children: <ByFile desk={desk} /> },
          { id: "issued", label: say("tabIssued"), children: <IssuedList desk={desk} /> },
          { id: "link", label: say("tabLink"), children: <DeskLink /> },
          { id: "key", label: say("tabKey"), children: <DeskKey desk={desk} /> },
        ]}
      />
    </>
  );
}
