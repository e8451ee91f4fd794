import type { ReactNode } from "react";
import { AccountPicker } from "../accounts/account-picker.tsx";
import { useAccounts } from "../accounts/use-accounts.ts";

/** Shows what depends on the account that acts, and below it which one that is; without one, the choice alone. */
export function WithAccount({ children }: { readonly children: (address: string) => ReactNode }): ReactNode {
  const { data } = useAccounts();
  return (
    <>
      {data?.acting !== undefined && children(data.acting.address)}
      <AccountPicker />
    </>
  );
}
