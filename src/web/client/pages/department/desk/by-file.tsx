import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { OpenDesk } from "../../../../worker/department/desks.ts";
import type { Person } from "../../../../worker/department/issuing.ts";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { Panel } from "../../../design/panel.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { lookAtDepartment } from "../parts/use-department.ts";
import { PersonForm } from "./person-form.tsx";

/** For whoever stands at the desk with a request as a file. */
export function ByFile({ desk }: { readonly desk: OpenDesk }): ReactNode {
  const say = useTexts("desk");
  const [request, setRequest] = useState<string>();
  const issue = useMutation({
    mutationFn: (person: Person) => office().department.issuing.byFile({ request: request ?? "", ...person }),
    onSuccess: lookAtDepartment,
  });
  return (
    <>
      <h2>{say("byFile")}</h2>
      <p>{say("byFileLead")}</p>
      <FileField
        id="request-file"
        label={say("requestFile")}
        accept=".json,application/json"
        onFile={(file) => {
          issue.reset();
          void file.text().then(setRequest);
        }}
      />
      {request !== undefined && issue.data === undefined && (
        <>
          <p>{say("checkPerson")}</p>
          <PersonForm
            id="file"
            desk={desk}
            hasLive={false}
            submitLabel={say("issue")}
            isBusy={issue.isPending}
            onSubmit={(person) => issue.mutate(person)}
          />
        </>
      )}
      {issue.isError && <Failure error={issue.error} />}
      {issue.data !== undefined && (
        <Panel title={say("issuedTitle")}>
          <p>{say("issuedText")}</p>
          <DownloadButton
            fileName={issue.data.fileName}
            content={issue.data.text}
            mediaType="application/json"
            kind="primary"
          >
            {say("saveCredential")}
          </DownloadButton>
        </Panel>
      )}
    </>
  );
}
