import type { ReactNode } from "react";
import { useTexts } from "../../state/texts.ts";
import { PoliciesTable } from "./parts/policies-table.tsx";
import { PublicPage } from "./parts/public-page.tsx";

export function PublicPoliciesPage(): ReactNode {
  const say = useTexts("public");
  return (
    <PublicPage title={say("policies")} lead={<p>{say("policiesHint")}</p>}>
      <PoliciesTable isWhole />
    </PublicPage>
  );
}
