import { useEffect, type ReactNode } from "react";
import type { VerificationReport } from "../../../../../roles/auditor/verification-report.ts";
import { useAnnounce } from "../../../design/announce.tsx";
import { Banner } from "../../../design/banner.tsx";
import { useTexts } from "../../../state/texts.ts";

/** What to make of all checks together, in words that promise no more than they found. */
export function Conclusion({ report }: { readonly report: VerificationReport }): ReactNode {
  const say = useTexts("verify");
  const announce = useAnnounce();
  const { checks, source, subject } = report;
  const failed = checks.filter(({ ok }) => !ok).map(({ id }) => id);
  const title =
    failed.length > 0
      ? say("refusedTitle", { ids: failed.join(", ") })
      : report.verified
        ? say("verifiedTitle", { count: checks.length })
        : say("differsTitle");
  useEffect(() => announce(title), [announce, title]);
  const isDevelopment = checks.some(({ evidence }) => evidence["phase"] === "development");
  return (
    <>
      <Banner kind={report.verified ? "success" : "important"} title={title}>
        <p>{failed.length > 0 ? say("refusedText") : report.verified ? <MeaningOf report={report} /> : null}</p>
        <Comparison source={source} />
        {subject.kind === "credentials" && subject.voidPolicies.length > 0 && (
          <p>
            <strong>{say("voidPolicies", { ids: subject.voidPolicies.join(", ") })}</strong>
          </p>
        )}
      </Banner>
      {isDevelopment && <Banner kind="warning">{say("developmentKeys")}</Banner>}
      <p>{say(subject.kind === "election" ? "limits" : "limitsOfCredentials")}</p>
    </>
  );
}

function MeaningOf({ report: { subject } }: { readonly report: VerificationReport }): ReactNode {
  const say = useTexts("verify");
  if (subject.kind === "credentials") return say("verifiedCredentials");
  return subject.result === null ? say("verifiedNoResult") : say("verifiedText");
}

function Comparison({ source }: { readonly source: VerificationReport["source"] }): ReactNode {
  const say = useTexts("verify");
  if (source.kind === "chain") return null;
  const { differences } = source;
  if (differences === undefined) return <p>{say("notCompared")}</p>;
  const [path] = differences;
  if (path === undefined) return <p>{say("agrees")}</p>;
  return <p>{say("differsText", { count: differences.length, path })}</p>;
}
