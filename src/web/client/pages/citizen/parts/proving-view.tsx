import type { ReactNode } from "react";
import { Banner } from "../../../design/banner.tsx";
import { Failure } from "../../../design/failure.tsx";
import { useTexts } from "../../../state/texts.ts";
import { ProofSteps } from "./proof-steps.tsx";
import type { Proving } from "./use-proving.ts";

/** While a proof is made; and what came of it, when nothing did. */
export function ProvingView<Result>({ proving }: { readonly proving: Proving<Result> }): ReactNode {
  const say = useTexts("request");
  if (proving.isRunning) {
    return (
      <section>
        <h2>{say("provingTitle")}</h2>
        <p>{say("provingLead")}</p>
        <ProofSteps progress={proving.progress} onCancel={proving.cancel} />
      </section>
    );
  }
  if (proving.isStopped) {
    return (
      <div role="status">
        <Banner kind="note">{say("stopped")}</Banner>
      </div>
    );
  }
  return proving.error === undefined ? null : <Failure error={proving.error} />;
}
