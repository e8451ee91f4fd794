import { useInfiniteQuery, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { AsOf } from "../../../../../server/client/records.ts";
import { RECORDS, useLive } from "./live.ts";

interface RecordPage<Row> {
  readonly items: readonly Row[];
  readonly nextCursor: string | null;
  readonly asOf?: AsOf;
}

interface PageWish {
  readonly limit: number;
  readonly cursor?: string;
}

/** A list of the index, as far as it was loaded. */
export interface Records<Row> {
  readonly rows: readonly Row[];
  readonly asOf: AsOf | undefined;
  readonly isPending: boolean;
  readonly error: Error | null;
  /** Nothing is left to load. */
  readonly isWhole: boolean;
  readonly isLoadingAll: boolean;
  readonly loadAll: () => void;
  readonly stop: () => void;
  /** From the first page on. */
  readonly refresh: () => void;
}

/** Most that the service gives at once. */
const PAGE_SIZE = 200;

export function useRecords<Row>(input: {
  /** What is asked for, unique among all. */
  readonly name: readonly (string | undefined)[];
  readonly load: (query: PageWish, signal: AbortSignal) => Promise<RecordPage<Row>>;
}): Records<Row> {
  useLive();
  const [isLoadingAll, setLoadingAll] = useState(false);
  const query = useInfiniteQuery({
    queryKey: [RECORDS, ...input.name],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      input.load({ limit: PAGE_SIZE, ...(pageParam === undefined ? {} : { cursor: pageParam }) }, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = query;
  useEffect(() => {
    if (!isLoadingAll || isFetchingNextPage) return;
    if (hasNextPage && !isError) void fetchNextPage();
    else setLoadingAll(false);
  }, [isLoadingAll, isFetchingNextPage, hasNextPage, isError, fetchNextPage]);
  const pages = query.data?.pages ?? [];
  return {
    rows: pages.flatMap(({ items }) => items),
    asOf: pages[0]?.asOf,
    isPending: query.isPending,
    error: query.error,
    isWhole: !hasNextPage && !query.isPending,
    isLoadingAll,
    loadAll: () => setLoadingAll(true),
    stop: () => setLoadingAll(false),
    refresh: () => void query.refetch(),
  };
}

/** One record, kept up to date. */
export function useRecord<Answer>(input: {
  readonly name: readonly string[];
  readonly load: (signal: AbortSignal) => Promise<Answer>;
}): UseQueryResult<Answer> {
  useLive();
  return useQuery({ queryKey: [RECORDS, ...input.name], queryFn: ({ signal }) => input.load(signal) });
}
