import type { ReactNode } from "react";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { useTexts } from "../../state/texts.ts";
import { ChooseAccount } from "./choose-account.tsx";
import { useAccounts } from "./use-accounts.ts";

/** Shows `children` while an account is open that can act; lets one be chosen first, on the same page. */
export function AccountGate({ children }: { readonly children: ReactNode }): ReactNode {
  const say = useTexts("accounts");
  const status = useAccounts();
  if (status.isPending) return <Loading what={say("theAccount")} />;
  if (status.isError) return <Failure error={status.error} onAgain={() => void status.refetch()} />;
  return status.data.acting === undefined ? <ChooseAccount status={status.data} /> : children;
}
