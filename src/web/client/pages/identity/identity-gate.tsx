import type { ReactNode } from "react";
import { Failure } from "../../design/failure.tsx";
import { Loading } from "../../design/loading.tsx";
import { useTexts } from "../../state/texts.ts";
import { MakeIdentity } from "./make-identity.tsx";
import { OpenIdentity } from "./open-identity.tsx";
import { useWallet } from "./use-wallet.ts";

/** Shows `children` while the identity is open; makes or opens it first, on the same page. */
export function IdentityGate({ children }: { readonly children: ReactNode }): ReactNode {
  const say = useTexts("identity");
  const wallet = useWallet();
  if (wallet.isPending) return <Loading what={say("yourIdentity")} />;
  if (wallet.isError) return <Failure error={wallet.error} onAgain={() => void wallet.refetch()} />;
  if (wallet.data.kind === "none") return <MakeIdentity />;
  return wallet.data.kind === "locked" ? <OpenIdentity status={wallet.data} /> : children;
}
