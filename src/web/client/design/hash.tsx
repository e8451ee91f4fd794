import type { ReactNode } from "react";
import { useTexts } from "../state/texts.ts";
import { useCopying } from "./copy-text.tsx";

const KEPT_CHARACTERS = 6;

/** A hash, number or address that only its ends fit; pressed, it is copied whole. */
export function Hash({ value }: { readonly value: string | bigint }): ReactNode {
  const say = useTexts("design");
  const text = String(value);
  const { copy, state } = useCopying(text);
  const isShort = text.length <= 2 * KEPT_CHARACTERS + 4;
  const shown = isShort ? text : `${text.slice(0, KEPT_CHARACTERS + 2)}…${text.slice(-KEPT_CHARACTERS)}`;
  return (
    <button type="button" className="hash" title={text} onClick={copy}>
      <code>{state === "copied" ? say("copied") : shown}</code>
      <span className="out-of-sight"> {say("copyWhole")}</span>
    </button>
  );
}
