import type { ReactNode } from "react";
import { useParams } from "wouter";
import type { ElectionReport } from "../../../../roles/auditor/verification-report.ts";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { parseId } from "./parts/parse-id.ts";
import { PublicPage } from "./parts/public-page.tsx";
import { ArchiveDownload } from "./verify/archive-download.tsx";
import { Run } from "./verify/run.tsx";
import { useVerification } from "./verify/use-verification.ts";

export function VerifyElectionPage(): ReactNode {
  const electionId = parseId(useParams()["id"]);
  return electionId === undefined ? <NotFoundPage /> : <Verify electionId={electionId} />;
}

function Verify({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("verify");
  const language = useLanguage();
  const id = String(electionId);
  const verification = useVerification<ElectionReport>();
  const title = verification.report?.subject.title?.[language];
  return (
    <PublicPage
      title={title === undefined ? say("titleElection", { id }) : say("titleNamed", { title })}
      lead={<p>{say("leadElection")}</p>}
      back={{ to: `/public/elections/${id}`, label: say("backToElection", { id }) }}
    >
      <Run
        of="election"
        verification={verification}
        onStart={() => verification.start((onStep) => office().auditor.verifyElection(electionId, onStep))}
      />
      {verification.state !== "running" && <ArchiveDownload electionId={electionId} />}
    </PublicPage>
  );
}
