import { useMutation } from "@tanstack/react-query";
import { Suspense, useState, type ReactNode } from "react";
import type { OpenDesk } from "../../../../worker/department/desks.ts";
import type { IssuedTable } from "../../../../worker/department/issuing.ts";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { Details } from "../../../design/details.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { ErrorSummary, problemsOf } from "../../../design/error-summary.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { lookAtDepartment, useSchemas } from "../parts/use-department.ts";
import { AllowanceFields, NO_ALLOWANCES } from "./allowance-fields.tsx";
import { TableReport } from "./table-report.tsx";

/** Issues to all whom a table lists and who asked; each line is issued or refused by itself. */
export function ByTable({ desk }: { readonly desk: OpenDesk }): ReactNode {
  const say = useTexts("desk");
  const [table, setTable] = useState<File>();
  const [requests, setRequests] = useState<File>();
  const [allowances, setAllowances] = useState(NO_ALLOWANCES);
  const [isRefused, setRefused] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const issue = useMutation({
    mutationFn: async (chosen: File): Promise<IssuedTable> =>
      office().department.issuing.byTable({
        table: await chosen.text(),
        requests: (await requests?.text()) ?? "",
        allowances,
      }),
    onSuccess: lookAtDepartment,
    onSettled: () => setAsked(false),
  });
  const error = isRefused && table === undefined ? say("tableMissing") : undefined;
  return (
    <>
      <h2>{say("byTable")}</h2>
      <p>{say("byTableLead")}</p>
      <EmptyTable desk={desk} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setRefused(table === undefined);
          setAsked(table !== undefined);
        }}
      >
        <ErrorSummary problems={problemsOf({ "subjects-file": error })} />
        <FileField
          id="subjects-file"
          label={say("table")}
          help={say("tableHelp")}
          error={error}
          accept=".csv,text/csv"
          onFile={(file) => {
            issue.reset();
            setTable(file);
          }}
        />
        <Details summary={say("requestsFromFile")}>
          <FileField
            id="requests-file"
            label={say("requestsFile")}
            help={say("requestsFileHelp")}
            accept=".json,.jsonl,.txt"
            onFile={setRequests}
          />
        </Details>
        <AllowanceFields id="table" isOpen={false} value={allowances} onChange={setAllowances} />
        <p>
          <Button type="submit" isBusy={issue.isPending}>
            {say("issueTable")}
          </Button>
        </p>
      </form>
      <ConfirmDialog
        title={say("issueTable")}
        question={say("issueTableQuestion", { name: table?.name ?? "" })}
        confirmLabel={say("issueTable")}
        isOpen={isAsked}
        isBusy={issue.isPending}
        onConfirm={() => {
          if (table !== undefined) issue.mutate(table);
        }}
        onClose={() => setAsked(false)}
      />
      {issue.isError && <Failure error={issue.error} />}
      {issue.data !== undefined && (
        <Suspense>
          <TableReport issued={issue.data} />
        </Suspense>
      )}
    </>
  );
}

/** The columns, so that nobody has to look them up. */
function EmptyTable({ desk }: { readonly desk: OpenDesk }): ReactNode {
  const say = useTexts("desk");
  const schema = useSchemas().data?.find(({ id }) => id === desk.schema.id);
  if (schema === undefined) return null;
  const header = ["reference", ...schema.attributes.map(({ name }) => name)].join(",");
  return (
    <p>
      <DownloadButton fileName={`${desk.name}.csv`} mediaType="text/csv" content={`\uFEFF${header}\r\n`}>
        {say("emptyTable")}
      </DownloadButton>
    </p>
  );
}
