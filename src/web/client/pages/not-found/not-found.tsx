import type { ReactNode } from "react";
import { ButtonLink } from "../../design/button-link.tsx";
import { Page } from "../../design/page.tsx";
import { useTexts } from "../../state/texts.ts";

export function NotFoundPage(): ReactNode {
  const say = useTexts("shell");
  return (
    <Page title={say("notFoundTitle")} lead={say("notFoundLead")}>
      <ButtonLink to="/">{say("toHome")}</ButtonLink>
    </Page>
  );
}
