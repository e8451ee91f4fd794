import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AsOf } from "../../../../../server/client/records.ts";
import { Failure } from "../../../design/failure.tsx";
import { Loading } from "../../../design/loading.tsx";
import { TextLink } from "../../../design/text-link.tsx";
import { useTexts } from "../../../state/texts.ts";
import { PublicPage, type PublicPageProps } from "./public-page.tsx";
import { ReadUpTo } from "./read-up-to.tsx";

export interface RecordPageProps<Answer> extends Omit<PublicPageProps, "children"> {
  readonly answer: UseQueryResult<Answer>;
  /** As the audit trail names it: `policy:3`. */
  readonly subject?: string;
  readonly children: (answer: Answer) => ReactNode;
}

/** One record: what the index says of it, with everything else that was recorded about it one link away. */
export function RecordPage<Answer extends { readonly asOf: AsOf }>({
  answer,
  subject,
  children,
  ...page
}: RecordPageProps<Answer>): ReactNode {
  const say = useTexts("public");
  const { data, error, refetch } = answer;
  return (
    <PublicPage {...page}>
      {error !== null && <Failure error={error} onAgain={() => void refetch()} />}
      {data === undefined && error === null && <Loading what={say("records")} />}
      {data !== undefined && (
        <>
          {children(data)}
          {subject !== undefined && (
            <p>
              <TextLink to={`/public/trail/${subject}`}>{say("trailOf")}</TextLink>
            </p>
          )}
          <ReadUpTo asOf={data.asOf} />
        </>
      )}
    </PublicPage>
  );
}
