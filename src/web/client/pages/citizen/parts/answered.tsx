import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failure } from "../../../design/failure.tsx";
import { Loading } from "../../../design/loading.tsx";
import { isLockedMeanwhile } from "../../../state/locked-meanwhile.ts";

/** What was asked for, once it is there; what was there before stays while it is asked again, with a word where that failed. */
export function Answered<Data>({
  query,
  what,
  children,
}: {
  readonly query: UseQueryResult<Data>;
  /** As it stands within a sentence. */
  readonly what: string;
  readonly children: (data: Data) => ReactNode;
}): ReactNode {
  const isLocked = isLockedMeanwhile(query.error);
  if (query.isPending || (isLocked && query.data === undefined)) return <Loading what={what} />;
  return (
    <>
      {query.isError && !isLocked && <Failure error={query.error} onAgain={() => void query.refetch()} />}
      {query.data !== undefined && children(query.data)}
    </>
  );
}
