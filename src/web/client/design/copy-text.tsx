import { useState, type ReactNode } from "react";
import { useTexts } from "../state/texts.ts";
import { useAnnounce } from "./announce.tsx";
import { Button } from "./button.tsx";

export interface CopyTextProps {
  readonly text: string;
  readonly label: string;
}

/** A text to take elsewhere, shown whole, with a button that copies it. */
export function CopyText({ text, label }: CopyTextProps): ReactNode {
  const { copy, state } = useCopying(text);
  const say = useTexts("design");
  return (
    <div className="copy-text">
      <p className="copy-label">{label}</p>
      <code className="copy-words">{text}</code>
      <Button kind="secondary" onPress={copy}>
        {state === "copied" ? say("copied") : state === "refused" ? say("copyRefused") : say("copy")}
        <span className="out-of-sight"> {label}</span>
      </Button>
    </div>
  );
}

const SHOWN_MS = 3000;

/** Browsers may refuse: the text can be marked and copied by hand then. */
export function useCopying(text: string): { copy: () => void; state: "ready" | "copied" | "refused" } {
  const say = useTexts("design");
  const announce = useAnnounce();
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  const ended = (next: "copied" | "refused"): void => {
    setState(next);
    announce(next === "copied" ? say("copied") : say("copyRefused"));
    setTimeout(() => setState("ready"), SHOWN_MS);
  };
  const copy = (): void => {
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text))
      .then(
        () => ended("copied"),
        () => ended("refused"),
      );
  };
  return { copy, state };
}
