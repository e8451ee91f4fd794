import type { ReactNode } from "react";
import type { Handed } from "../../../../worker/holder/consents.ts";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Panel } from "../../../design/panel.tsx";
import { useTexts } from "../../../state/texts.ts";

/** How something got to an office: as a letter, or as a file to hand over. */
export function HandedView({
  title,
  handed: { way, text },
  office,
  fileName,
}: {
  readonly title: string;
  readonly handed: Handed;
  readonly office: string;
  readonly fileName: string;
}): ReactNode {
  const say = useTexts("wallet");
  return (
    <>
      <Panel title={title}>
        <p>{way === "letter" ? say("sentAsLetter") : say("sentAsFile", { office })}</p>
      </Panel>
      {way === "file" && (
        <DownloadButton kind="primary" fileName={fileName} content={text} mediaType="application/json">
          {say("saveFile")}
        </DownloadButton>
      )}
    </>
  );
}
