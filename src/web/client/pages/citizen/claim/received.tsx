import { useEffect, type ReactNode } from "react";
import type { ToldCredential } from "../../../../worker/holder/told.ts";
import { ButtonLink } from "../../../design/button-link.tsx";
import { Panel } from "../../../design/panel.tsx";
import { useAnnounce } from "../../../design/announce.tsx";
import { queries } from "../../../state/queries.ts";
import { useTexts } from "../../../state/texts.ts";
import { officeName, useSaid } from "../parts/words.ts";

/** A credential has just come into the wallet. */
export function Received({
  credential: { id, title, issuer },
}: {
  readonly credential: Pick<ToldCredential, "id" | "title" | "issuer">;
}): ReactNode {
  const say = useTexts("wallet");
  const said = useSaid();
  const announce = useAnnounce();
  const words = say("received");
  useEffect(() => {
    announce(words);
    void queries.invalidateQueries({ queryKey: ["my", "credentials"] });
  }, [announce, words]);
  return (
    <>
      <Panel title={words}>
        <p>
          {said(title)} · {officeName(issuer)}
        </p>
      </Panel>
      <p>{say("receivedText")}</p>
      <div className="button-row">
        <ButtonLink to={`/wallet/credentials/${encodeURIComponent(id)}`}>{say("toCredential")}</ButtonLink>
        <ButtonLink to="/identity" kind="secondary">
          {say("toBackup")}
        </ButtonLink>
      </div>
    </>
  );
}
