import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { textFault } from "../../../../../protocol/text.ts";
import type { DraftVoters } from "../../../../worker/organizer/draft.ts";
import type { VoterReport } from "../../../../worker/organizer/voters.ts";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { Loading } from "../../../design/loading.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { ImportReport } from "./import-report.tsx";

const MAX_NAME = 200;

interface VotersFromFileProps {
  /** Of the list, until another one is typed. */
  readonly name: string;
  readonly onVoters: (voters: DraftVoters) => void;
}

/** Reads a file on this device and reports every line; it is taken at once if all lines are good. */
export function VotersFromFile({ name: proposed, onVoters }: VotersFromFileProps): ReactNode {
  const say = useTexts("organizer");
  const [name, setName] = useState(proposed.trim());
  const isNamed = textFault(name.trim().normalize("NFC"), { maxLength: MAX_NAME }) === undefined;
  const [isRefused, setRefused] = useState(false);
  const read = useMutation({
    mutationFn: async (file: File): Promise<VoterReport> =>
      office().organizer.importVoters({ name: name.trim().normalize("NFC"), text: await file.text() }),
    onSuccess: ({ voters, faultyCount }) => {
      if (voters !== undefined && faultyCount === 0) onVoters(voters);
    },
  });
  return (
    <>
      <TextField
        id="list-name"
        label={say("listName")}
        help={say("listNameHelp")}
        error={isRefused && !isNamed ? say(name.trim() === "" ? "faultText" : "faultStrange") : undefined}
        value={name}
        onChange={(text) => {
          read.reset();
          setName(text);
        }}
      />
      <FileField
        id="list-file"
        label={say("listFile")}
        help={say("listFileHelp")}
        accept=".csv,.tsv,.txt,.jsonl,text/csv,text/plain"
        onFile={(file) => {
          setRefused(!isNamed);
          if (isNamed) read.mutate(file);
        }}
      />
      {read.isPending && <Loading what={say("reading")} />}
      {read.isError && <Failure error={read.error} />}
      {read.data !== undefined && <ImportReport report={read.data} onVoters={onVoters} />}
    </>
  );
}
