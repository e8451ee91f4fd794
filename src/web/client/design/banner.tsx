import type { ReactNode } from "react";
import { useTexts } from "../state/texts.ts";

export interface BannerProps {
  readonly kind: "note" | "success" | "warning" | "important";
  readonly title?: string;
  readonly children?: ReactNode;
}

/** One thing to know before reading on. Its kind is said in words, not by colour alone. */
export function Banner({ kind, title, children }: BannerProps): ReactNode {
  const say = useTexts("design");
  return (
    <section className={`banner banner-${kind}`} aria-label={title ?? say(kind)}>
      <p className="banner-title">
        <strong>{title ?? say(kind)}</strong>
      </p>
      {children !== undefined && <div className="banner-content">{children}</div>}
    </section>
  );
}
