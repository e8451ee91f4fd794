import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { listLogs } from "../../../../server/client/records.ts";
import { Button } from "../../design/button.tsx";
import { Details } from "../../design/details.tsx";
import { ErrorSummary } from "../../design/error-summary.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { SelectField } from "../../design/fields/select-field.tsx";
import { Empty } from "../../design/empty.tsx";
import { Page } from "../../design/page.tsx";
import { office } from "../../state/office.ts";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { IdentityGate } from "../identity/identity-gate.tsx";
import { Answered } from "./parts/answered.tsx";
import { FoundRecords } from "./records/found-records.tsx";
import { PublishedRecords } from "./records/published-records.tsx";

/** Who looked at the person's data, and why: found in an office's published log, on this device. */
export function RecordsPage(): ReactNode {
  const say = useTexts("wallet");
  return (
    <Page title={say("recordsTitle")} lead={say("recordsLead")} back={{ to: "/wallet", label: say("toWallet") }}>
      <IdentityGate>
        <PublishedRecords />
        <Details summary={say("byLogFile")}>
          <Logs />
        </Details>
      </IdentityGate>
    </Page>
  );
}

interface Log {
  readonly logId: bigint;
  readonly name: string;
}

function Logs(): ReactNode {
  const say = useTexts("wallet");
  const logs = useQuery({
    queryKey: ["logs"],
    queryFn: ({ signal }) => services.call(listLogs, { query: { limit: 100 }, signal }),
  });
  return (
    <Answered query={logs} what={say("logs")}>
      {({ items }) => (items.length === 0 ? <Empty title={say("logsNone")} /> : <Search logs={items} />)}
    </Answered>
  );
}

function Search({ logs }: { readonly logs: readonly Log[] }): ReactNode {
  const say = useTexts("wallet");
  const [chosen, setChosen] = useState(logs.length === 1 ? String(logs[0]?.logId) : "");
  const [file, setFile] = useState<File>();
  const [isRefused, setRefused] = useState(false);
  const search = useMutation({
    mutationFn: async (given: File) =>
      office().holder.records.find({ logId: BigInt(chosen), text: await given.text() }),
  });
  if (search.isSuccess) {
    return (
      <>
        <FoundRecords found={search.data} />
        <p>
          <Button kind="secondary" onPress={() => search.reset()}>
            {say("searchAgain")}
          </Button>
        </p>
      </>
    );
  }
  const problems = [
    ...(chosen === "" ? [{ fieldId: "log", text: say("logMissing") }] : []),
    ...(file === undefined ? [{ fieldId: "log-file", text: say("logFileMissing") }] : []),
  ];
  const wrong = (fieldId: string): string | undefined =>
    isRefused ? problems.find((each) => each.fieldId === fieldId)?.text : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setRefused(true);
        if (problems.length === 0 && file !== undefined && !search.isPending) search.mutate(file);
      }}
    >
      <ErrorSummary problems={isRefused ? problems : []} />
      {search.isError && <Failure error={search.error} />}
      <SelectField
        id="log"
        label={say("log")}
        error={wrong("log")}
        value={chosen}
        options={[
          { value: "", label: say("choose") },
          ...logs.map(({ logId, name }) => ({ value: String(logId), label: name })),
        ]}
        onChange={setChosen}
      />
      <FileField
        id="log-file"
        label={say("logFile")}
        help={say("logFileHelp")}
        error={wrong("log-file")}
        accept=".jsonl,.txt,application/jsonl,text/plain"
        onFile={setFile}
      />
      <Button type="submit" isBusy={search.isPending}>
        {search.isPending ? say("searching") : say("search")}
      </Button>
    </form>
  );
}
