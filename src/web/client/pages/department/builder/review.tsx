import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { PolicyDraft } from "../../../../worker/department/drafts.ts";
import { Banner } from "../../../design/banner.tsx";
import { Button } from "../../../design/button.tsx";
import { ConfirmDialog } from "../../../design/confirm-dialog.tsx";
import { Failure } from "../../../design/failure.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { LaterNotes, RequestSummary } from "../../citizen/parts/request-summary.tsx";
import { useSaid } from "../../citizen/parts/words.ts";
import { lookAtAccounts } from "../../accounts/use-accounts.ts";
import { lookAtDepartment } from "../parts/use-department.ts";
import { SimulationView } from "./simulation-view.tsx";

interface ReviewProps {
  readonly draft: PolicyDraft;
  readonly onBack: () => void;
  readonly onPublished: (policyId: bigint) => void;
}

/** The request as people will see it, who would pass, and the last step. */
export function Review({ draft, onBack, onPublished }: ReviewProps): ReactNode {
  const say = useTexts("policyDraft");
  const said = useSaid();
  const preview = useQuery({
    queryKey: ["department", "preview", draft],
    queryFn: () => office().department.policies.preview(draft),
  });
  return (
    <Answered query={preview} what={say("preview")}>
      {(policy) => (
        <>
          <Banner kind="note" title={say("previewTitle")}>
            {say("previewText")}
          </Banner>
          <div className="preview">
            <h2>{said(policy.title)}</h2>
            <RequestSummary policy={policy} answer="record" />
            <LaterNotes policy={policy} />
          </div>
          <SimulationView draft={draft} />
          <Publishing draft={draft} onBack={onBack} onPublished={onPublished} />
        </>
      )}
    </Answered>
  );
}

function Publishing({ draft, onBack, onPublished }: ReviewProps): ReactNode {
  const say = useTexts("policyDraft");
  const [isAsked, setAsked] = useState(false);
  const publish = useMutation({
    mutationFn: () => office().department.policies.publish(draft),
    onSuccess: async (policyId) => {
      await Promise.all([lookAtDepartment(), lookAtAccounts()]);
      onPublished(policyId);
    },
    onSettled: () => setAsked(false),
  });
  return (
    <section>
      <h2>{say("publishTitle")}</h2>
      <p>{say("publishLead")}</p>
      {publish.isError && <Failure error={publish.error} />}
      <p className="button-row">
        <Button isBusy={publish.isPending} onPress={() => setAsked(true)}>
          {say("publish")}
        </Button>
        <Button kind="secondary" onPress={onBack}>
          {say("changeDraft")}
        </Button>
      </p>
      <ConfirmDialog
        title={say("publishTitle")}
        question={say("publishQuestion")}
        confirmLabel={say("publish")}
        isOpen={isAsked}
        isBusy={publish.isPending}
        onConfirm={() => publish.mutate()}
        onClose={() => setAsked(false)}
      />
    </section>
  );
}
