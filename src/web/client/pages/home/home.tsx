import type { ReactNode } from "react";
import { Page } from "../../design/page.tsx";
import { useTexts } from "../../state/texts.ts";

export function HomePage(): ReactNode {
  const say = useTexts("home");
  return <Page title={say("title")}>{null}</Page>;
}
