import type { ReactNode } from "react";

export interface TagProps {
  readonly kind?: "neutral" | "note" | "success" | "warning" | "danger";
  readonly children: ReactNode;
}

/** A state in a word or two; the word says it, the colour repeats it. */
export function Tag({ kind = "neutral", children }: TagProps): ReactNode {
  return <span className={`tag tag-${kind}`}>{children}</span>;
}
