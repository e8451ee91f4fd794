import type { ReactNode } from "react";
import { Details } from "../../design/details.tsx";
import { useTexts } from "../../state/texts.ts";

/** What would be a fraud if a page or a person asked for it. */
export function NeverAsked(): ReactNode {
  const say = useTexts("trustee");
  return (
    <Details summary={say("never")}>
      <ul>
        <li>{say("neverPassphrase")}</li>
        <li>{say("neverBallot")}</li>
        <li>{say("neverTwice")}</li>
      </ul>
    </Details>
  );
}
