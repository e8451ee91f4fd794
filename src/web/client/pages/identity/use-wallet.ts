import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { proxy } from "comlink";
import { useEffect } from "react";
import type { WalletStatus } from "../../../worker/wallet.ts";
import { office } from "../../state/office.ts";
import { queries } from "../../state/queries.ts";

const WALLET = ["wallet"];

let isWatched = false;

/** What is known of the wallet: as it is now, also after it locked itself or another tab changed it. */
export function useWallet(): UseQueryResult<WalletStatus> {
  useEffect(watchOnce, []);
  return useQuery({ queryKey: WALLET, queryFn: () => office().wallet.status() });
}

/** Everything that was learnt with the wallet open, or without it, may be different now. */
async function lookAgain(): Promise<void> {
  await queries.invalidateQueries({ queryKey: WALLET });
  await queries.invalidateQueries({ queryKey: ["my"] });
}

function watchOnce(): void {
  if (isWatched) return;
  isWatched = true;
  void office().wallet.watch(proxy(() => void lookAgain()));
}
