import type { ReactNode } from "react";
import { RadioGroup } from "../../design/fields/radio-group.tsx";
import { Page } from "../../design/page.tsx";
import { setLanguage, useLanguage } from "../../state/language.ts";
import { useTexts } from "../../state/texts.ts";
import { setTheme, THEMES, useTheme } from "../../state/theme.ts";
import { LANGUAGES, type Language } from "../../texts/typed.ts";
import { StoredData } from "./stored-data.tsx";

export function SettingsPage(): ReactNode {
  const say = useTexts("settings");
  const language = useLanguage();
  const theme = useTheme();
  const names: Readonly<Record<Language, string>> = { en: say("english"), zh: say("chinese") };
  return (
    <Page title={say("title")}>
      <RadioGroup
        id="language"
        legend={say("language")}
        options={LANGUAGES.map((value) => ({ value, label: names[value] }))}
        value={language}
        onChange={(next) => void setLanguage(next)}
      />
      <RadioGroup
        id="theme"
        legend={say("theme")}
        options={THEMES.map((value) => ({ value, label: say(`theme-${value}`) }))}
        value={theme}
        onChange={setTheme}
      />
      <StoredData />
    </Page>
  );
}
