import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Redirect } from "wouter";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { office } from "../../state/office.ts";
import { useTexts } from "../../state/texts.ts";

/** Begins a plan and goes to its first page. */
export function NewPlanPage(): ReactNode {
  const say = useTexts("organizer");
  const made = useQuery({
    queryKey: ["new-draft"],
    queryFn: () => office().organizer.newDraft(),
    gcTime: 0,
    staleTime: Infinity,
  });
  if (made.data !== undefined) return <Redirect to={`/organizer/elections/new/${made.data.id}/question`} replace />;
  return (
    <Page title={say("plan")} back={{ to: "/organizer", label: say("backToStart") }}>
      {made.isError ? <Failure error={made.error} /> : <Loading what={say("thePlan")} />}
    </Page>
  );
}
