import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { VerificationReport } from "../../../../../roles/auditor/verification-report.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { Details } from "../../../design/details.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { PassphraseField } from "../../../design/fields/passphrase-field.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

/** What to do with a report: take it along, print it, put one's name to it. */
export function ReportActions({ report }: { readonly report: VerificationReport }): ReactNode {
  const say = useTexts("verify");
  return (
    <div className="not-on-paper">
      <div className="button-row">
        <DownloadButton
          fileName={`${fileNameOf(report)}.json`}
          mediaType="application/json"
          content={() => `${JSON.stringify(report, null, 2)}\n`}
        >
          {say("download")}
        </DownloadButton>
        <Button kind="secondary" onPress={() => window.print()}>
          {say("print")}
        </Button>
      </div>
      <Details summary={say("sign")}>
        <Signing report={report} />
      </Details>
    </div>
  );
}

function fileNameOf({ subject, checkedAt }: VerificationReport): string {
  const day = new Date(checkedAt * 1000).toISOString().slice(0, 10);
  return subject.kind === "election"
    ? `verification-election-${subject.electionId}-${day}`
    : `verification-credentials-${day}`;
}

function Signing({ report }: { readonly report: VerificationReport }): ReactNode {
  const say = useTexts("verify");
  const [passphrase, setPassphrase] = useState("");
  const [work, setWork] = useState<{ isBusy: boolean; signed?: string; error?: unknown }>({ isBusy: false });
  const signer = useQuery({
    queryKey: ["auditor-signer"],
    queryFn: async () => (await office().auditor.signer()) ?? null,
  });
  const sign = async (): Promise<void> => {
    setWork({ isBusy: true });
    try {
      const signed = await office().auditor.sign({ report, passphrase });
      setPassphrase("");
      setWork({ isBusy: false, signed });
      await signer.refetch();
    } catch (error) {
      setWork({ isBusy: false, error });
    }
  };
  const address = signer.data ?? undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
    >
      <p>{address === undefined ? say("signNew") : say("signOld", { address })}</p>
      {work.error !== undefined && <Failure error={work.error} />}
      <PassphraseField
        id="auditor-passphrase"
        label={say("passphrase")}
        help={say("passphraseHelp")}
        value={passphrase}
        onChange={setPassphrase}
        isNew={address === undefined}
      />
      <Button type="submit" isBusy={work.isBusy}>
        {say("sign")}
      </Button>
      {work.signed !== undefined && (
        <Banner kind="success" title={say("signed", { address: address ?? "" })}>
          <DownloadButton
            fileName={`${fileNameOf(report)}-signed.json`}
            mediaType="application/json"
            content={work.signed}
          >
            {say("downloadSigned")}
          </DownloadButton>
        </Banner>
      )}
    </form>
  );
}
