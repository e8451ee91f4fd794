import { useState, type ReactNode } from "react";
import type { ElectionReport } from "../../../../roles/auditor/verification-report.ts";
import { Checkbox } from "../../design/fields/checkbox.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { DropPlace } from "./verify/drop-place.tsx";
import { PublicPage } from "./parts/public-page.tsx";
import { Run } from "./verify/run.tsx";
import { useVerification } from "./verify/use-verification.ts";

export function VerifyFilePage(): ReactNode {
  const say = useTexts("verify");
  const [file, setFile] = useState<File>();
  const [compare, setCompare] = useState(false);
  const verification = useVerification<ElectionReport>();
  const start = (chosen: File): void =>
    verification.start((onStep) =>
      office().auditor.verifyFile({ file: chosen, fileName: chosen.name, compare }, onStep),
    );
  const choose = (chosen: File): void => {
    setFile(chosen);
    start(chosen);
  };
  return (
    <PublicPage title={say("titleFile")} lead={<p>{say("leadFile")}</p>}>
      <div className="not-on-paper">
        <Checkbox id="compare" label={say("compare")} help={say("compareHelp")} value={compare} onChange={setCompare} />
        <DropPlace onFile={choose}>
          <FileField
            id="archive"
            label={say("fileLabel")}
            accept=".json,application/json"
            isDisabled={verification.state === "running"}
            onFile={choose}
          />
        </DropPlace>
      </div>
      <Run of="election" verification={verification} onStart={file === undefined ? undefined : () => start(file)} />
    </PublicPage>
  );
}
