import type { ReactNode } from "react";
import type { Acting, ToldDepartment } from "../../../worker/department/acting.ts";
import { ButtonLink } from "../../design/button-link.tsx";
import { Page } from "../../design/page.tsx";
import { useTexts } from "../../state/texts.ts";
import { AccountPicker } from "../accounts/account-picker.tsx";
import { useAccounts } from "../accounts/use-accounts.ts";
import { Answered } from "../citizen/parts/answered.tsx";
import { TaskLinks } from "../citizen/parts/task-links.tsx";
import { officeName } from "../citizen/parts/words.ts";
import { FirstSteps } from "./parts/first-steps.tsx";
import { KeysTable } from "./parts/keys-table.tsx";
import { OwnPolicies } from "./parts/own-policies.tsx";
import { useActing } from "./parts/use-department.ts";

/** Which department the open account acts for, and what there is to do. */
export function DepartmentPage(): ReactNode {
  const say = useTexts("department");
  const isOpen = useAccounts().data?.acting !== undefined;
  return (
    <Page title={say("title")} lead={say("lead")}>
      {isOpen && <ActingFor />}
      <AccountPicker />
    </Page>
  );
}

function ActingFor(): ReactNode {
  const say = useTexts("department");
  return (
    <Answered query={useActing()} what={say("theDepartment")}>
      {(acting) => (acting.departments.length === 0 ? <FirstSteps acting={acting} /> : <Known acting={acting} />)}
    </Answered>
  );
}

function Known({ acting }: { readonly acting: Acting }): ReactNode {
  const say = useTexts("department");
  return (
    <>
      {acting.departments.map((department) => (
        <One key={department.did} department={department} acting={acting} />
      ))}
      <h2>{say("policies")}</h2>
      <OwnPolicies />
      <p>
        <ButtonLink to="/department/policies/new">{say("newPolicy")}</ButtonLink>
      </p>
    </>
  );
}

function One({ department, acting }: { readonly department: ToldDepartment; readonly acting: Acting }): ReactNode {
  const say = useTexts("department");
  const { did, keys } = department;
  return (
    <section>
      <h2>{officeName(did)}</h2>
      <p>
        {say("actsFor")} <code>{did}</code>
      </p>
      <TaskLinks
        links={[
          { to: "/department/desk", title: say("desk"), hint: say("deskHint") },
          { to: "/department/records", title: say("records"), hint: say("recordsHint") },
          { to: "/department/policies/new", title: say("newPolicy"), hint: say("newPolicyHint") },
        ]}
      />
      <h3>{say("keys")}</h3>
      {keys.length === 0 ? <p>{say("noKeys")}</p> : <KeysTable keys={keys} />}
      {keys.length === 0 && acting.departments.length === 1 && <p>{say("noKeysNext")}</p>}
    </section>
  );
}
