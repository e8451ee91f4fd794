import { useEffect, useState, type ReactNode } from "react";
import { useTexts } from "../state/texts.ts";

const SHOWN_AFTER_MS = 300;
const SLOW_AFTER_MS = 8000;

export interface LoadingProps {
  /** As it stands within a sentence: "the election". */
  readonly what: string;
}

/** Says what is waited for; not at once, so that nothing flickers, and says so when it takes long. */
export function Loading({ what }: LoadingProps): ReactNode {
  const say = useTexts("design");
  const [state, setState] = useState<"soon" | "shown" | "slow">("soon");
  useEffect(() => {
    const timers = [
      setTimeout(() => setState("shown"), SHOWN_AFTER_MS),
      setTimeout(() => setState("slow"), SLOW_AFTER_MS),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div className="loading" role="status">
      {state !== "soon" && <p>{say("loading", { what })}</p>}
      {state === "slow" && <p>{say("loadingSlow")}</p>}
    </div>
  );
}
