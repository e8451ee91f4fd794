import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ReceiptPlace } from "../../../../worker/voting/receipts.ts";
import type { ShownReceipt } from "../../../../worker/voter.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { CopyText } from "../../../design/copy-text.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { FileField } from "../../../design/fields/file-field.tsx";
import { QrCode } from "../../../design/qr-code.tsx";
import { Time } from "../../../design/time.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

interface ReceiptPapersProps {
  readonly place: ReceiptPlace;
  /** Undefined on a device that has the number alone. */
  readonly kept: ShownReceipt | undefined;
  /** Its title. */
  readonly election: string;
}

/** The receipt to take along: as a number, a picture for a camera, a file, and on paper. */
export function ReceiptPapers({ place, kept, election }: ReceiptPapersProps): ReactNode {
  const say = useTexts("vote");
  const { electionId, ballotHash } = place;
  const link = `${location.href.split("#")[0] ?? ""}#/elections/${electionId}/receipt/${ballotHash}`;
  return (
    <section>
      <h2>{say("yourReceipt")}</h2>
      <p className="on-paper">{election}</p>
      <CopyText label={say("receiptNumber")} text={ballotHash} />
      {kept !== undefined && (
        <p>
          {say("receiptMade")} <Time at={kept.keptAt} />
        </p>
      )}
      <div className="receipt-qr">
        <QrCode text={link} label={say("receiptQr")} />
        <p>{say("receiptQrHelp")}</p>
      </div>
      {kept === undefined ? (
        <OtherDevice place={place} />
      ) : (
        <p className="not-on-paper receipt-actions">
          <DownloadButton
            fileName={`psephos-receipt-${electionId}-${ballotHash.slice(2, 10)}.json`}
            content={kept.text}
            mediaType="application/json"
            kind="secondary"
          >
            {say("saveReceipt")}
          </DownloadButton>
          <Button kind="secondary" onPress={() => window.print()}>
            {say("print")}
          </Button>
        </p>
      )}
    </section>
  );
}

/** With the number alone, an exchanged ballot looks like one that never came: the file tells them apart. */
function OtherDevice({ place }: { readonly place: ReceiptPlace }): ReactNode {
  const say = useTexts("vote");
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: async (file: File) => office().voter.keepReceipt(await file.text()),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["receipt", place.ballotHash] }),
  });
  return (
    <div className="not-on-paper">
      <Banner kind="note">{say("numberAlone")}</Banner>
      {keep.isError && <Failure error={keep.error} />}
      {keep.isSuccess && keep.data.ballotHash !== place.ballotHash && (
        <Banner kind="warning">{say("otherReceipt")}</Banner>
      )}
      <FileField
        id="receipt-file"
        label={say("receiptFile")}
        accept=".json,application/json"
        onFile={(file) => keep.mutate(file)}
      />
    </div>
  );
}
