import type { ReactNode } from "react";
import type { Manifest } from "../../../../protocol/manifest.ts";
import { Banner } from "../../design/banner.tsx";
import { Button } from "../../design/button.tsx";
import { CopyText } from "../../design/copy-text.tsx";
import { Details } from "../../design/details.tsx";
import { DownloadButton } from "../../design/download-button.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { useTexts } from "../../state/texts.ts";
import type { OpenedBallot } from "./booth.tsx";
import { ChoicesTold } from "./choices-told.tsx";

interface TestedProps {
  readonly manifest: Manifest;
  readonly opened: OpenedBallot;
  readonly onAgain: () => void;
}

/** A ballot that was opened instead of cast: what it says, and how another device finds out whether that is true. */
export function Tested({ manifest, opened, onAgain }: TestedProps): ReactNode {
  const say = useTexts("vote");
  return (
    <>
      <Banner kind="important">{say("testedText")}</Banner>
      <h2>{say("testedSays")}</h2>
      <ChoicesTold manifest={manifest} values={opened.values} />
      <h2>{say("testedCheck")}</h2>
      <p>{say("testedHow")}</p>
      <CopyText label={say("receiptNumber")} text={opened.ballotHash} />
      <p>
        <DownloadButton fileName={opened.fileName} content={opened.text} mediaType="application/json" kind="secondary">
          {say("saveTest")}
        </DownloadButton>
      </p>
      <p>
        <TextLink to="/check-test">{say("toCheckTest")}</TextLink>
      </p>
      <Details summary={say("showTest")}>
        <pre className="file-text">{opened.text}</pre>
      </Details>
      <p>
        <Button onPress={onAgain}>{say("newBallot")}</Button>
      </p>
    </>
  );
}
