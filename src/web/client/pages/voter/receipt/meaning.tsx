import type { ReactNode } from "react";
import { useTexts } from "../../../state/texts.ts";

/** What a receipt is good for, and what it is not. */
export function ReceiptMeaning(): ReactNode {
  const say = useTexts("vote");
  return (
    <section>
      <h2>{say("meaning")}</h2>
      <h3>{say("proves")}</h3>
      <ul>
        <li>{say("provesThere")}</li>
        <li>{say("provesSame")}</li>
      </ul>
      <h3>{say("provesNot")}</h3>
      <ul>
        <li>{say("notChoice")}</li>
        <li>{say("notDevice")}</li>
        <li>{say("notWho")}</li>
      </ul>
      <h3>{say("afterwards")}</h3>
      <p>{say("afterwardsText")}</p>
    </section>
  );
}
