import { useState, type ReactNode } from "react";
import type { ToldDepartment } from "../../../worker/department/acting.ts";
import { Button } from "../../design/button.tsx";
import { SelectField } from "../../design/fields/select-field.tsx";
import { Page } from "../../design/page.tsx";
import { TabSet } from "../../design/tab-set.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { AccountGate } from "../accounts/account-gate.tsx";
import { Answered } from "../citizen/parts/answered.tsx";
import { officeName } from "../citizen/parts/words.ts";
import { ActingGate } from "./parts/acting-gate.tsx";
import { LookLog } from "./records/look-log.tsx";
import { OpenRecords } from "./records/open-records.tsx";
import { PermissionLink } from "./records/permission-link.tsx";
import { PermissionList } from "./records/permission-list.tsx";
import { Post, type HandledLetter } from "./records/post.tsx";
import { RecordsBackup } from "./records/records-backup.tsx";
import { lookAtRecords, useRecordsStatus } from "./records/use-records.ts";

/** What people permitted an office, what they took back, what it must erase, and the log of its looks. */
export function RecordsPage(): ReactNode {
  const say = useTexts("records");
  return (
    <Page title={say("title")} lead={say("lead")} back={{ to: "/department", label: say("toDepartment") }}>
      <AccountGate>
        <ActingGate>{(departments) => <ChooseOffice departments={departments} />}</ActingGate>
      </AccountGate>
    </Page>
  );
}

function ChooseOffice({ departments }: { readonly departments: readonly ToldDepartment[] }): ReactNode {
  const say = useTexts("records");
  const [chosen, setChosen] = useState(departments[0]?.did ?? "");
  return (
    <>
      {departments.length > 1 && (
        <SelectField
          id="records-office"
          label={say("office")}
          options={departments.map(({ did }) => ({ value: did, label: officeName(did) }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <OfOffice key={chosen} did={chosen} />
    </>
  );
}

function OfOffice({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  return (
    <Answered query={useRecordsStatus(did)} what={say("theRecords")}>
      {(state) => (state === "open" ? <AtRecords did={did} /> : <OpenRecords did={did} isNew={state === "none"} />)}
    </Answered>
  );
}

function AtRecords({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  const [handled, setHandled] = useState<readonly HandledLetter[]>([]);
  const note = (next: HandledLetter): void =>
    setHandled((before) => [...before.filter(({ letter }) => letter.letterId !== next.letter.letterId), next]);
  const lock = async (): Promise<void> => {
    await office().department.keeping.lock();
    await lookAtRecords(did);
  };
  return (
    <>
      <p>
        <strong>{officeName(did)}</strong>{" "}
        <Button kind="quiet" onPress={() => void lock()}>
          {say("lock")}
        </Button>
      </p>
      <TabSet
        label={say("title")}
        tabs={[
          { id: "post", label: say("tabPost"), children: <Post did={did} handled={handled} onHandled={note} /> },
          { id: "permissions", label: say("tabPermissions"), children: <PermissionList did={did} /> },
          { id: "log", label: say("tabLog"), children: <LookLog did={did} /> },
          { id: "link", label: say("tabLink"), children: <PermissionLink did={did} /> },
          { id: "backup", label: say("tabBackup"), children: <RecordsBackup did={did} /> },
        ]}
      />
    </>
  );
}
