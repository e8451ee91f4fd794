import type { ReactNode } from "react";
import { CopyText } from "../../../design/copy-text.tsx";
import { QrCode } from "../../../design/qr-code.tsx";

/** A page of this portal for people outside: as a link and as a code. */
export function LinkCard({ place, label }: { readonly place: string; readonly label: string }): ReactNode {
  const text = portalLink(place);
  return (
    <div className="link-card">
      <QrCode text={text} label={label} />
      <CopyText text={text} label={label} />
    </div>
  );
}

/** The whole address of one of the portal's pages, as `/request/policy/1`. */
export function portalLink(place: string): string {
  return `${new URL(".", document.baseURI).href}#${place}`;
}
