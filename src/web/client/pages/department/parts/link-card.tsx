import type { ReactNode } from "react";
import { CopyText } from "../../../design/copy-text.tsx";
import { QrCode } from "../../../design/qr-code.tsx";

/** From here on a code has so many dots that it must be large to be read from a screen. */
const DENSE_CHARACTERS = 800;

/** A page of this portal for people outside: as a link and as a code. */
export function LinkCard({ place, label }: { readonly place: string; readonly label: string }): ReactNode {
  const text = portalLink(place);
  return (
    <div className={text.length < DENSE_CHARACTERS ? "link-card" : "link-card link-card-dense"}>
      <QrCode text={text} label={label} />
      <CopyText text={text} label={label} />
    </div>
  );
}

/** The whole address of one of the portal's pages, as `/request/policy/1`. */
export function portalLink(place: string): string {
  return `${new URL(".", document.baseURI).href}#${place}`;
}
