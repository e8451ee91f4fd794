import type { ReactNode } from "react";
import { useTexts } from "../state/texts.ts";

/** First thing that the keyboard reaches. A link to `#main` would be a link to a page of that name. */
export function SkipLink(): ReactNode {
  const say = useTexts("shell");
  return (
    <button
      type="button"
      className="skip button button-primary"
      onClick={() => document.getElementById("main")?.focus()}
    >
      {say("skip")}
    </button>
  );
}
