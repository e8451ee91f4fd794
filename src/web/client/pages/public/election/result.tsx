import type { ReactNode } from "react";
import type { AnswerOf, readResult } from "../../../../../server/client/records.ts";
import { BarChart } from "../../../design/charts/bar-chart.tsx";
import { DataTable } from "../../../design/data-table.tsx";
import { Loading } from "../../../design/loading.tsx";
import { Num } from "../../../design/num.tsx";
import { useLanguage } from "../../../state/language.ts";
import { useTexts } from "../../../state/texts.ts";
import { useShare } from "../parts/share.ts";

/** Of a manifest: what it calls its options, in its order. */
export interface NamedOptions {
  readonly options: readonly { readonly label: { readonly en: string; readonly zh: string } }[];
}

export interface ResultProps {
  readonly electionId: bigint;
  readonly result: AnswerOf<typeof readResult> | undefined;
  /** Undefined where it cannot be had: then options go by number. */
  readonly manifest: NamedOptions | undefined;
}

export function Result({ electionId, result, manifest }: ResultProps): ReactNode {
  const say = useTexts("public");
  return (
    <section>
      <h2>{say("result")}</h2>
      {result === undefined ? (
        <Loading what={say("result")} />
      ) : result.counts === null ? (
        <p>{result.state === "published" ? say("resultNotFinal") : say("resultUnpublished")}</p>
      ) : (
        <Counts electionId={electionId} counts={result.counts} manifest={manifest} />
      )}
      {result !== undefined && result.counts !== null && (
        <p>{say("openedBy", { indices: result.trusteeIndices.join(", ") })}</p>
      )}
    </section>
  );
}

interface CountsProps extends Pick<ResultProps, "electionId" | "manifest"> {
  readonly counts: readonly bigint[];
}

function Counts({ electionId, counts, manifest }: CountsProps): ReactNode {
  const say = useTexts("public");
  const language = useLanguage();
  const shareOf = useShare();
  const rows = counts.slice(0, manifest?.options.length).map((count, at) => ({
    place: at + 1,
    label: manifest?.options[at]?.label[language] ?? say("option", { number: at + 1 }),
    count,
  }));
  const sum = rows.reduce((total, { count }) => total + count, 0n);
  return (
    <>
      <BarChart caption={say("resultCaption")} bars={rows.map(({ label, count }) => ({ label, value: count }))} />
      <DataTable
        caption={say("result")}
        rows={rows}
        rowKey={({ place }) => place}
        exportName={`election-${electionId}-result`}
        columns={[
          { key: "place", title: say("number") },
          { key: "label", title: say("name") },
          { key: "count", title: say("counted"), align: "end", render: ({ count }) => <Num value={count} /> },
          {
            key: "share",
            title: say("shareOfAll"),
            align: "end",
            value: ({ count }) => shareOf(count, sum),
          },
        ]}
      />
    </>
  );
}
