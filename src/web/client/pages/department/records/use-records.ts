import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { proxy } from "comlink";
import { useEffect } from "react";
import { office } from "../../../state/office.ts";
import { queries } from "../../../state/queries.ts";

const RECORDS = ["department", "records"];
const STATUS = "status";

let isWatched = false;

/** Name of what the worker was asked of an office's records. */
export function recordsKey(did: string, ...what: readonly string[]): readonly string[] {
  return [...RECORDS, did, ...what];
}

/** What was known may be different now. */
export async function lookAtRecords(did: string): Promise<void> {
  await queries.invalidateQueries({ queryKey: recordsKey(did) });
}

/** Whether the records are open, also after they locked themselves. */
export function useRecordsStatus(did: string): UseQueryResult<"none" | "locked" | "open"> {
  useEffect(watchOnce, []);
  return useQuery({
    queryKey: recordsKey(did, STATUS),
    queryFn: () => office().department.keeping.status(did),
  });
}

function watchOnce(): void {
  if (isWatched) return;
  isWatched = true;
  const lookAgain = (): void =>
    void queries.invalidateQueries({ queryKey: RECORDS, predicate: ({ queryKey }) => queryKey.at(-1) === STATUS });
  void office().department.keeping.watch(proxy(lookAgain));
}
