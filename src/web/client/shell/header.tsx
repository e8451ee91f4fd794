import { useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { setLanguage, useLanguage } from "../state/language.ts";
import { useTexts } from "../state/texts.ts";
import { setTheme, useIsDark } from "../state/theme.ts";
import { useAnnounce } from "../design/announce.tsx";
import { Navigation } from "./navigation.tsx";

export function Header(): ReactNode {
  const say = useTexts("common");
  const sayShell = useTexts("shell");
  const [location] = useLocation();
  // Remembers where the menu was opened: on another page it is folded again.
  const [openAt, setOpenAt] = useState<string>();
  const isOpen = openAt === location;
  return (
    <header className="header">
      <div className="header-top">
        <Link to="/" className="header-name">
          <img src="./favicon.svg" alt="" width="32" height="32" />
          {say("product")}
        </Link>
        <div className="header-tools">
          <LanguageSwitch />
          <ThemeSwitch />
          <button
            type="button"
            className="header-tool header-menu"
            aria-expanded={isOpen}
            aria-controls="navigation"
            onClick={() => setOpenAt(isOpen ? undefined : location)}
          >
            {sayShell("menu")}
          </button>
        </div>
      </div>
      <Navigation isOpen={isOpen} />
    </header>
  );
}

/** Named in the language that it leads to, for whoever reads only that one. */
function LanguageSwitch(): ReactNode {
  const language = useLanguage();
  const say = useTexts("shell");
  const announce = useAnnounce();
  const other = language === "en" ? "zh" : "en";
  return (
    <button
      type="button"
      className="header-tool"
      lang={other === "zh" ? "zh-Hans" : "en"}
      onClick={() => {
        void setLanguage(other).then(() => announce(say("languageIs")));
      }}
    >
      {say("otherLanguage")}
    </button>
  );
}

function ThemeSwitch(): ReactNode {
  const say = useTexts("shell");
  const isDark = useIsDark();
  return (
    <button type="button" className="header-tool header-theme" onClick={() => setTheme(isDark ? "light" : "dark")}>
      {isDark ? say("toLight") : say("toDark")}
    </button>
  );
}
