import type { ReactNode } from "react";
import { useParams } from "wouter";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { Ballots } from "./election/ballots.tsx";
import { parseId } from "./parts/parse-id.ts";
import { PublicPage } from "./parts/public-page.tsx";

/** The ballots alone, so that they can be linked to. */
export function PublicBallotsPage(): ReactNode {
  const say = useTexts("public");
  const electionId = parseId(useParams()["id"]);
  if (electionId === undefined) return <NotFoundPage />;
  const label = say("unnamedElection", { id: String(electionId) });
  return (
    <PublicPage title={`${say("ballots")} · ${label}`} back={{ to: `/public/elections/${electionId}`, label }}>
      <Ballots electionId={electionId} isWhole />
    </PublicPage>
  );
}
