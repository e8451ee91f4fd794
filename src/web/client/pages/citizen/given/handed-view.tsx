import type { ReactNode } from "react";
import type { Handed } from "../../../../worker/holder/handing.ts";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Panel } from "../../../design/panel.tsx";
import { useTexts } from "../../../state/texts.ts";
import { UnsentNote } from "../parts/unsent-note.tsx";

/** How something got to an office: as a letter, or as a file to hand over, for want of an address or because no letter could be sent. */
export function HandedView({
  title,
  handed: { way, text, unsent },
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
      {unsent === undefined ? (
        <Panel title={title}>
          <p>{way === "letter" ? say("sentAsLetter") : say("sentAsFile", { office })}</p>
        </Panel>
      ) : (
        <UnsentNote code={unsent} office={office} />
      )}
      {way === "file" && (
        <DownloadButton kind="primary" fileName={fileName} content={text} mediaType="application/json">
          {say("saveFile")}
        </DownloadButton>
      )}
    </>
  );
}
