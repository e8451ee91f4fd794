import type { ReactNode } from "react";
import { TextLink } from "../design/text-link.tsx";
import { useTexts } from "../state/texts.ts";

export function Footer(): ReactNode {
  const say = useTexts("shell");
  return (
    <footer className="footer">
      <nav aria-label={say("footer")}>
        <ul>
          <li>
            <TextLink to="/how">{say("how")}</TextLink>
          </li>
          <li>
            <TextLink to="/glossary">{say("glossary")}</TextLink>
          </li>
          <li>
            <TextLink to="/settings">{say("settings")}</TextLink>
          </li>
          <li>
            <TextLink to="/how/software">{say("software")}</TextLink>
          </li>
        </ul>
      </nav>
      <p>{say("footerText")}</p>
    </footer>
  );
}
