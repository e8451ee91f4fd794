import type { ReactNode } from "react";
import { CopyText } from "../../design/copy-text.tsx";
import { useTexts } from "../../state/texts.ts";
import { useWallet } from "./use-wallet.ts";

/** What the office that keeps the list of voters has to know, and nothing more. */
export function VoterNumber(): ReactNode {
  const say = useTexts("identity");
  const { data } = useWallet();
  if (data === undefined || data.kind === "none" || data.commitment === undefined) return null;
  return (
    <section>
      <h2>{say("numberTitle")}</h2>
      <p>{say("numberLead")}</p>
      <CopyText label={say("number")} text={data.commitment.toString()} />
    </section>
  );
}
