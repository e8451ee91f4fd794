import type { ReactNode } from "react";
import { CopyText } from "../../design/copy-text.tsx";
import { QrCode } from "../../design/qr-code.tsx";
import { useTexts } from "../../state/texts.ts";

/** An address of this portal that anybody may have: nothing secret is in it. */
export function linkTo(place: string): string {
  return new URL(`#${place}`, document.baseURI).href;
}

/** Links for letters, posters and web sites. */
export function ShareLinks({ electionId }: { readonly electionId: bigint }): ReactNode {
  const say = useTexts("organizer");
  const forVoters = linkTo(`/elections/${electionId}`);
  return (
    <section>
      <h2>{say("share")}</h2>
      <CopyText label={say("shareVoters")} text={forVoters} />
      <QrCode text={forVoters} label={say("qrLabel")} />
      <CopyText label={say("shareRecord")} text={linkTo(`/public/elections/${electionId}`)} />
    </section>
  );
}
