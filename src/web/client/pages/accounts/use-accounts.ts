import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { proxy } from "comlink";
import { useEffect } from "react";
import type { AccountMeans, AccountsStatus } from "../../../worker/accounts.ts";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";

const ACCOUNTS = ["accounts"];

let isWatched = false;

/** Which accounts there are and which one acts, as it is now: also after it locked itself. */
export function useAccounts(): UseQueryResult<AccountsStatus> {
  useEffect(watchOnce, []);
  return useQuery({ queryKey: ACCOUNTS, queryFn: () => office().accounts.status() });
}

/** Of the account that acts; asked anew after each entry by whoever calls `lookAtAccounts`. */
export function useMeans(address: string | undefined): UseQueryResult<AccountMeans> {
  return useQuery({
    queryKey: [...ACCOUNTS, "means", address],
    queryFn: () => office().accounts.means(),
    enabled: address !== undefined,
  });
}

/** What was known of accounts may be different now. */
export async function lookAtAccounts(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ACCOUNTS });
}

function watchOnce(): void {
  if (isWatched) return;
  isWatched = true;
  void office().accounts.watch(proxy(() => void lookAtAccounts()));
}
