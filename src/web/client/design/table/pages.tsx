import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";
import { Button } from "../button.tsx";

interface PagesProps {
  /** From zero. */
  readonly page: number;
  readonly pageCount: number;
  readonly onPage: (page: number) => void;
}

export function Pages({ page, pageCount, onPage }: PagesProps): ReactNode {
  const say = useTexts("design");
  return (
    <nav className="table-pages" aria-label={say("pages")}>
      <Button kind="secondary" isDisabled={page === 0} onPress={() => onPage(page - 1)}>
        {say("previousPage")}
      </Button>
      <p role="status">{say("pageOf", { page: page + 1, pageCount })}</p>
      <Button kind="secondary" isDisabled={page >= pageCount - 1} onPress={() => onPage(page + 1)}>
        {say("nextPage")}
      </Button>
    </nav>
  );
}
