import type { ReactNode } from "react";
import type { Standing } from "../../../../worker/holder/policies.ts";
import type { ToldPolicy } from "../../../../worker/holder/told.ts";
import { CopyText } from "../../../design/copy-text.tsx";
import { Panel } from "../../../design/panel.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { office } from "../../../state/office.ts";
import { useTexts } from "../../../state/texts.ts";
import { RelayState, useRelayNews } from "../parts/relay-state.tsx";
import { officeName, useMoment } from "../parts/words.ts";

/** What happened, what it shows, and what next: from handing over to the public record. */
export function Confirmation({
  policyId,
  policy,
  standing,
  onOver,
}: {
  readonly policyId: bigint;
  readonly policy: ToldPolicy;
  readonly standing: Standing;
  readonly onOver: () => void;
}): ReactNode {
  const say = useTexts("request");
  const moment = useMoment();
  const name = `confirmation-${policyId}`;
  const { isOnItsWay, pseudonym, status } = standing;
  const followed = useRelayNews({
    name,
    target: { kind: "attestation", target: policyId },
    isFollowed: isOnItsWay,
    follow: (tell) => office().holder.policies.follow(policyId, name, tell),
    onOver,
  });
  const isRecorded = status.state === "valid" && (!isOnItsWay || followed.news?.isRecorded === true);
  const isRefused = isOnItsWay && followed.isRefused;
  const until = moment(status.record?.expiresAt ?? 0);
  return (
    <section aria-live="polite">
      {!isRefused && (
        <Panel title={say(isRecorded ? "recordedTitle" : "sentTitle")}>
          <p>{isRecorded ? say("recordedText", { office: officeName(policy.verifier) }) : say("sentText")}</p>
          {isRecorded && <p>{say("alreadyText", { until })}</p>}
        </Panel>
      )}
      {isOnItsWay && <RelayState {...followed} />}
      {(!isRefused || status.state === "valid") && <Next pseudonym={pseudonym} />}
    </section>
  );
}

/** The number by which the office knows her, and what can be done with it. */
function Next({ pseudonym }: { readonly pseudonym: bigint }): ReactNode {
  const say = useTexts("request");
  const sayWallet = useTexts("wallet");
  return (
    <>
      <CopyText text={String(pseudonym)} label={sayWallet("yourNumber")} />
      <p>{sayWallet("yourNumberHelp")}</p>
      <h2>{say("whatNext")}</h2>
      <ul>
        <li>{say("nextNumber")}</li>
        <li>
          {say("nextGiven")} <TextLink to="/wallet/given">{say("toGiven")}</TextLink>
        </li>
      </ul>
    </>
  );
}
