import type { TextValues } from "../text.ts";

/** Chooses the word by the number: `{count|ballot|ballots}`. Only English needs it. */
export function withPlurals(text: string, values: TextValues): string {
  return text.replaceAll(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_place, name: string, one: string, many: string) =>
    String(values[name]) === "1" ? one : many,
  );
}
