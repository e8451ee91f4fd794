import { useState, type ReactNode } from "react";
import type { PublishedFiles } from "../../../../roles/auditor/attestations/ledger.ts";
import type { CredentialsReport } from "../../../../roles/auditor/verification-report.ts";
import { Details } from "../../design/details.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { NumberField } from "../../design/fields/number-field.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { entriesOf } from "./verify/log-entries.ts";
import { Run } from "./verify/run.tsx";
import { useVerification } from "./verify/use-verification.ts";

interface Given {
  readonly revocation?: File;
  readonly suspension?: File;
  readonly logId: number | undefined;
  readonly log?: File;
}

export function VerifyCredentialsPage(): ReactNode {
  const say = useTexts("verify");
  const [given, setGiven] = useState<Given>({ logId: 1 });
  const verification = useVerification<CredentialsReport>();
  return (
    <PublicPage title={say("titleCredentials")} lead={<p>{say("leadCredentials")}</p>}>
      <div className="not-on-paper">
        <Details summary={say("moreFiles")}>
          <p>{say("moreFilesHelp")}</p>
          <FileField
            id="revocation"
            label={say("revocationFile")}
            accept=".json,application/json"
            onFile={(revocation) => setGiven({ ...given, revocation })}
          />
          <FileField
            id="suspension"
            label={say("suspensionFile")}
            accept=".json,application/json"
            onFile={(suspension) => setGiven({ ...given, suspension })}
          />
          <NumberField
            id="log-number"
            label={say("logNumber")}
            value={given.logId}
            onChange={(logId) => setGiven({ ...given, logId })}
          />
          <FileField id="log" label={say("logFile")} onFile={(log) => setGiven({ ...given, log })} />
        </Details>
      </div>
      <Run
        of="credentials"
        verification={verification}
        onStart={() =>
          verification.start(async (onStep) => office().auditor.verifyCredentials(await filesOf(given), onStep))
        }
      />
    </PublicPage>
  );
}

async function filesOf({ revocation, suspension, logId, log }: Given): Promise<PublishedFiles> {
  const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
  return {
    ...(revocation === undefined || suspension === undefined
      ? {}
      : { statusLists: [{ revocation: await bytesOf(revocation), suspension: await bytesOf(suspension) }] }),
    ...(log === undefined || logId === undefined
      ? {}
      : { logs: new Map([[BigInt(logId), entriesOf(await log.text())]]) }),
  };
}
