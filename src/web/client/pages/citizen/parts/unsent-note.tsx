import { Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ErrorCode } from "../../../../../errors.ts";
import { Banner } from "../../../design/banner.tsx";
import { useTexts } from "../../../state/texts.ts";

/** It was to go to the office as a letter, and did not: why, and that she has to hand it over. */
export function UnsentNote({ code, office }: { readonly code: ErrorCode; readonly office: string }): ReactNode {
  const say = useTexts("wallet");
  return (
    <div role="alert">
      <Banner kind="important" title={say("unsentTitle")}>
        <p>{say("unsentText", { office })}</p>
        <p>
          <Suspense>
            <Reason code={code} />{" "}
          </Suspense>
          <code>{code}</code>
        </p>
      </Banner>
    </div>
  );
}

function Reason({ code }: { readonly code: ErrorCode }): ReactNode {
  const { t: sayError } = useTranslation("errors");
  return sayError(code);
}
