import { Component, type ReactNode } from "react";
import { Failure } from "./failure.tsx";
import { Page } from "./page.tsx";
import { useTexts } from "../state/texts.ts";

interface CrashGuardState {
  readonly crash?: { readonly error: unknown };
}

/** Shows what a page threw while it was drawn, in its place. */
export class CrashGuard extends Component<{ readonly children: ReactNode }, CrashGuardState> {
  override readonly state: CrashGuardState = {};

  static getDerivedStateFromError(error: unknown): CrashGuardState {
    return { crash: { error } };
  }

  override render(): ReactNode {
    const { crash } = this.state;
    return crash === undefined ? this.props.children : <CrashPage error={crash.error} />;
  }
}

function CrashPage({ error }: { readonly error: unknown }): ReactNode {
  const say = useTexts("shell");
  return (
    <Page title={say("crashTitle")}>
      <Failure error={error} onAgain={() => location.reload()} />
    </Page>
  );
}
