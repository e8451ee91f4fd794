import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";
import { Details } from "../details.tsx";
import { Num } from "../num.tsx";

interface ExactNumbersProps {
  readonly caption: string;
  readonly headings: readonly [string, string];
  readonly rows: readonly (readonly [ReactNode, number | bigint])[];
}

/** What a chart shows, as a table: for reading aloud, for copying, for whoever prefers numbers. */
export function ExactNumbers({ caption, headings, rows }: ExactNumbersProps): ReactNode {
  const say = useTexts("design");
  return (
    <Details summary={say("exactNumbers")}>
      <table className="table">
        <caption className="out-of-sight">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{headings[0]}</th>
            <th scope="col" className="cell-end">
              {headings[1]}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, value], index) => (
            <tr key={index}>
              <th scope="row">{label}</th>
              <td className="cell-end">
                <Num value={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Details>
  );
}
