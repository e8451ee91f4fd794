import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";

const WHO = ["whoEverybody", "whoServer", "whoKeepers", "whoOffice", "whoDevice"] as const;

export function WhoLearns(): ReactNode {
  const say = useTexts("how");
  return (
    <div className="table-scroll" role="region" aria-label={say("whoCaption")} tabIndex={0}>
      <table className="table table-boxes" role="table">
        <caption className="out-of-sight">{say("whoCaption")}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {say("who")}
            </th>
            <th scope="col" role="columnheader">
              {say("learns")}
            </th>
            <th scope="col" role="columnheader">
              {say("learnsNot")}
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {WHO.map((who) => (
            <tr key={who} role="row">
              <th scope="row" role="rowheader">
                {say(who)}
              </th>
              <td role="cell" data-title={say("learns")}>
                {say(`${who}Learns`)}
              </td>
              <td role="cell" data-title={say("learnsNot")}>
                {say(`${who}Not`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
