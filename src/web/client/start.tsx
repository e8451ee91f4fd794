import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { keepForOffline } from "./offline.ts";
import { loadAllWords, startLanguage } from "./state/language.ts";
import { startTheme } from "./state/theme.ts";
import type { Words } from "./state/words.ts";
import type { Language } from "./texts/typed.ts";

/** What is not for the page that is open waits so long, on a slow line more: the page's own files and answers come first. */
const AFTERWARDS_MS = 2_000;

/** Shows the page of the address, in `language`, of which `words` are the first. */
export async function startPortal({ language, words }: { language: Language; words: Words }): Promise<void> {
  const root = document.getElementById("portal");
  if (root === null) throw new Error("index.html has no place for the portal");
  // Each page asks the server for something: what that takes comes while this one is drawn.
  import("./shell/demonstration-banner.tsx").catch(() => undefined);
  startTheme();
  await startLanguage(language, words);
  createRoot(root).render(<App />);
  // At home the first words are all; other pages wait for theirs together with their code.
  if (isAtHome()) setTimeout(loadAllWords, AFTERWARDS_MS);
  else loadAllWords();
  setTimeout(keepForOffline, AFTERWARDS_MS);
}

function isAtHome(): boolean {
  return /^#?\/?$/.test(location.hash);
}
