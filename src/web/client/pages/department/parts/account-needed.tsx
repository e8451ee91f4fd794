import type { ReactNode } from "react";
import { TextLink } from "../../../design/text-link.tsx";
import { useTexts } from "../../../state/texts.ts";
import { useAccounts } from "../../accounts/use-accounts.ts";

/** Shows `children` while an account is open; otherwise the way to one. For parts of a page, where a choice of accounts has no room. */
export function AccountNeeded({ children }: { readonly children: ReactNode }): ReactNode {
  const say = useTexts("department");
  const { data: status } = useAccounts();
  if (status === undefined) return null;
  if (status.acting !== undefined) return children;
  return (
    <p>
      {say("accountNeeded")} <TextLink to="/department">{say("openAccount")}</TextLink>
    </p>
  );
}
