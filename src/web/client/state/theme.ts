import { useSyncExternalStore } from "react";
import { keep, kept } from "./preferences.ts";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "theme";
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

let current: Theme = THEMES.find((theme) => theme === kept(KEY)) ?? "system";

/** Before anything is drawn. */
export function startTheme(): void {
  show();
  systemIsDark.addEventListener("change", show);
}

export function setTheme(theme: Theme): void {
  current = theme;
  keep(KEY, theme);
  show();
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => current);
}

export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, () => (current === "system" ? systemIsDark.matches : current === "dark"));
}

/** The styles follow the system by themselves unless the document names a theme. */
function show(): void {
  if (current === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = current;
  for (const changed of listeners) changed();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
}
