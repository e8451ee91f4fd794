import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { DraftVoters } from "../../../../worker/organizer/draft.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { saveFile } from "../../../design/download-button.tsx";
import { Failure } from "../../../design/failure.tsx";
import { Hash } from "../../../design/hash.tsx";
import { Num } from "../../../design/num.tsx";
import { SummaryList } from "../../../design/summary-list.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";

interface ListReadyProps {
  readonly voters: Extract<DraftVoters, { kind: "file" }>;
  readonly onAgain: () => void;
}

/** A list that is kept here until it is published. */
export function ListReady({ voters, onAgain }: ListReadyProps): ReactNode {
  const say = useTexts("organizer");
  const { name, size, totalWeight, fileHash } = voters;
  const save = useMutation({
    mutationFn: async () => {
      const content = await office().organizer.listFile(fileHash);
      saveFile({ fileName: `${fileHash}.json`, content, mediaType: "application/json" });
    },
  });
  return (
    <>
      <Banner kind="success" title={say("listReady")}>
        <p className="as-written">{name}</p>
      </Banner>
      <SummaryList
        rows={[
          { term: say("lists"), value: say("votersCount", { count: size }) },
          { term: say("totalWeight"), value: <Num value={totalWeight} /> },
          { term: "keccak256", value: <Hash value={fileHash} /> },
        ]}
      />
      {save.isError && <Failure error={save.error} />}
      <p className="button-row">
        <Button kind="secondary" onPress={onAgain}>
          {say("otherFile")}
        </Button>
        <Button kind="quiet" isBusy={save.isPending} onPress={() => save.mutate()}>
          {say("saveList")}
        </Button>
      </p>
    </>
  );
}
