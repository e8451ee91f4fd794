import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { lookAtRecords, recordsKey } from "./use-records.ts";

/** Certificates of erasures that could not be posted: to be tried again, or handed over. */
export function UnsentCertificates({ did }: { readonly did: string }): ReactNode {
  const say = useTexts("records");
  const { keeping } = office().department;
  const unsent = useQuery({ queryKey: recordsKey(did, "unsent"), queryFn: () => keeping.unsent(did) });
  const act = useMutation({
    mutationFn: (handed: string | undefined) =>
      handed === undefined ? keeping.postAgain(did) : keeping.forget({ did, requestId: handed }),
    onSettled: () => lookAtRecords(did),
  });
  const waiting = unsent.data ?? [];
  if (waiting.length === 0) return null;
  return (
    <Banner kind="warning" title={say("unsentTitle", { count: waiting.length })}>
      <p>{say("unsentText")}</p>
      {act.isError && <Failure error={act.error} />}
      <Button kind="secondary" isBusy={act.isPending} onPress={() => act.mutate(undefined)}>
        {say("postAgain")}
      </Button>
      <ul>
        {waiting.map(({ requestId, text }) => (
          <li key={requestId}>
            <code>{requestId}</code>{" "}
            <DownloadButton fileName="erasure-certificate.json" content={text} mediaType="application/json">
              {say("saveCertificate")}
            </DownloadButton>{" "}
            <Button kind="quiet" isBusy={act.isPending} onPress={() => act.mutate(requestId)}>
              {say("handedOver")}
            </Button>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
