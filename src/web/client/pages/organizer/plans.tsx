import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import type { ElectionDraft } from "../../../worker/organizer/draft.ts";
import { inBoth } from "../../../shared/both-languages.ts";
import { Button } from "../../design/button.tsx";
import { ConfirmDialog } from "../../design/confirm-dialog.tsx";
import { Damaged } from "../../design/damaged.tsx";
import { Details } from "../../design/details.tsx";
import { Failure } from "../../design/failure.tsx";
import { FileField } from "../../design/fields/file-field.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { useLanguage } from "../../state/language.ts";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";
import { useTexts } from "../../state/texts.ts";

const PLANS = ["drafts"];

/** Plans that are not announced yet, and the way to bring one in. */
export function Plans(): ReactNode {
  const say = useTexts("organizer");
  const [, go] = useLocation();
  const plans = useQuery({ queryKey: PLANS, queryFn: () => office().organizer.drafts(), staleTime: 0 });
  const load = useMutation({
    mutationFn: async (file: File) => office().organizer.importDraft(await file.text()),
    onSuccess: ({ id }) => go(`/organizer/elections/new/${id}/review`),
  });
  const damaged = plans.data?.damaged ?? [];
  const removeDamaged = async (): Promise<void> => {
    await Promise.all(damaged.map((id) => office().organizer.removeDraft(id)));
    await plans.refetch();
  };
  const open = plans.data?.whole.filter(({ done }) => done.electionId === undefined) ?? [];
  return (
    <>
      {plans.isError && <Failure error={plans.error} onAgain={() => void plans.refetch()} />}
      <Damaged names={damaged} remove={removeDamaged} />
      {open.length > 0 && (
        <section>
          <h2>{say("drafts")}</h2>
          <ul className="election-list">
            {open.map((draft) => (
              <li key={draft.id}>
                <Plan draft={draft} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Details summary={say("loadPlan")}>
        {load.isError && <Failure error={load.error} />}
        <FileField
          id="load-plan"
          label={say("loadPlan")}
          help={say("loadPlanHelp")}
          accept=".json,application/json"
          onFile={(file) => load.mutate(file)}
        />
      </Details>
    </>
  );
}

function Plan({ draft }: { readonly draft: ElectionDraft }): ReactNode {
  const say = useTexts("organizer");
  const language = useLanguage();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => office().organizer.removeDraft(draft.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: PLANS }),
  });
  const title = inBoth(draft.title)[language];
  const isBegun = draft.done.rollId !== undefined && draft.done.ceremonyId !== undefined;
  return (
    <>
      <h3>
        <TextLink to={`/organizer/elections/new/${draft.id}/${isBegun ? "publish" : "question"}`}>
          {title === "" ? say("draftUntitled") : title}
        </TextLink>
      </h3>
      {remove.isError && <Failure error={remove.error} />}
      <Button kind="quiet" onPress={() => setAsking(true)}>
        {say("removePlan")}
      </Button>
      <ConfirmDialog
        title={say("removePlan")}
        question={<p>{say("removePlanQuestion")}</p>}
        confirmLabel={say("removePlan")}
        kind="danger"
        isOpen={isAsking}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
