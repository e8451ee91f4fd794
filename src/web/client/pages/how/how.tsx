import { lazy, Suspense, type ReactNode } from "react";
import { Loading } from "../../design/loading.tsx";
import { Page } from "../../design/page.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { useTexts } from "../../state/texts.ts";
import { Limits } from "./limits.tsx";
import { WhoLearns } from "./who-learns.tsx";

const LockedSum = lazy(async () => ({ default: (await import("./locked-sum/locked-sum.tsx")).LockedSum }));

export function HowPage(): ReactNode {
  const say = useTexts("how");
  const sayPicture = useTexts("lockedSum");
  return (
    <Page title={say("title")} lead={<p>{say("lead")}</p>}>
      <h2>{say("voteTitle")}</h2>
      <ol>
        {(["vote1", "vote2", "vote3", "vote4", "vote5"] as const).map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ol>
      <h2>{say("tryTitle")}</h2>
      <Suspense fallback={<Loading what={sayPicture("loading")} />}>
        <LockedSum />
      </Suspense>
      <h2>{say("proofTitle")}</h2>
      <ol>
        {(["proof1", "proof2", "proof3", "proof4"] as const).map((key) => (
          <li key={key}>{say(key)}</li>
        ))}
      </ol>
      <h2>{say("whoTitle")}</h2>
      <WhoLearns />
      <h2>{say("limitsTitle")}</h2>
      <Limits />
      <h2>{say("checkTitle")}</h2>
      <p>{say("checkText")}</p>
      <p>
        <TextLink to="/public">{say("checkLink")}</TextLink>
      </p>
      <p>
        <TextLink to="/glossary">{say("glossaryLink")}</TextLink>
      </p>
    </Page>
  );
}
