import { proxy } from "comlink";
import { useState, type ReactNode } from "react";
import { Button } from "../../../design/button.tsx";
import { saveFile } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

/** The archive as this browser read it from the chain: anybody can verify it anywhere, with any program. */
export function ArchiveDownload({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("verify");
  const [work, setWork] = useState<{ isBusy: boolean; error?: unknown }>({ isBusy: false });
  const download = async (): Promise<void> => {
    setWork({ isBusy: true });
    try {
      const content = await office().auditor.archive(
        electionId,
        proxy(() => undefined),
      );
      saveFile({ fileName: `election-${electionId}.json`, content, mediaType: "application/json" });
      setWork({ isBusy: false });
    } catch (error) {
      setWork({ isBusy: false, error });
    }
  };
  return (
    <div className="archive-download not-on-paper">
      {work.error !== undefined && <Failure error={work.error} />}
      <Button kind="secondary" isBusy={work.isBusy} onPress={() => void download()}>
        {say("downloadArchive")}
      </Button>
    </div>
  );
}
