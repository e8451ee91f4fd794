import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";

const WHO = ["whoEverybody", "whoServer", "whoKeepers", "whoOffice", "whoDevice"] as const;

export function WhoLearns(): ReactNode {
  const say = useTexts("how");
  return (
    <div className="table-scroll" role="region" aria-label={say("whoCaption")} tabIndex={0}>
      <table className="table">
        <caption className="out-of-sight">{say("whoCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("who")}</th>
            <th scope="col">{say("learns")}</th>
            <th scope="col">{say("learnsNot")}</th>
          </tr>
        </thead>
        <tbody>
          {WHO.map((who) => (
            <tr key={who}>
              <th scope="row">{say(who)}</th>
              <td>{say(`${who}Learns`)}</td>
              <td>{say(`${who}Not`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
