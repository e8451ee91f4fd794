import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";

/** As docs/protocol.md, section 11, has them. What threatens most people comes first. */
const LIMITS = [
  "limitDevice",
  "limitCoercion",
  "limitKeepers",
  "limitResult",
  "limitTime",
  "limitRoll",
  "limitOffice",
  "limitKeys",
  "limitFuture",
  "limitAudit",
] as const;

export function Limits(): ReactNode {
  const say = useTexts("how");
  return (
    <>
      <p>{say("limitsLead")}</p>
      <ul>
        {LIMITS.map((limit) => (
          <li key={limit}>
            <strong>{say(limit)}</strong> {say(`${limit}Text`)}
          </li>
        ))}
      </ul>
    </>
  );
}
