import type { ReactNode } from "react";
import { DataTable } from "../../design/data-table.tsx";
import { Page } from "../../design/page.tsx";
import { useLanguage } from "../../state/language.ts";
import { useTexts, useTextsIn } from "../../state/texts.ts";
import { TERMS } from "./terms.ts";

export function GlossaryPage(): ReactNode {
  const say = useTexts("glossary");
  const language = useLanguage();
  const other = language === "en" ? "zh" : "en";
  const sayOther = useTextsIn(other, "glossary");
  const rows = TERMS.map((term) => ({
    term,
    word: say(`word-${term}`),
    meaning: say(`is-${term}`),
    other: sayOther(`word-${term}`),
  }));
  return (
    <Page title={say("title")} lead={<p>{say("lead")}</p>}>
      <DataTable
        caption={say("caption")}
        rows={rows}
        rowKey={({ term }) => term}
        rowsPerPage={rows.length}
        search
        columns={[
          { key: "word", title: say("word"), render: ({ word }) => <strong>{word}</strong> },
          { key: "meaning", title: say("meaning") },
          {
            key: "other",
            title: say("other"),
            render: (row) => <span lang={other === "zh" ? "zh-Hans" : "en"}>{row.other}</span>,
          },
        ]}
      />
    </Page>
  );
}
