import { configLeaves, type Leaf } from "./leaves.ts";

/** Every setting as a table in Markdown, for docs/services.md; `scripts/document-settings.ts` writes it there. */
export function settingsTable(): string {
  const rows = configLeaves().map((leaf) => [
    code(leaf.path.join(".")),
    code(leaf.variable),
    defaultOf(leaf),
    leaf.description.replaceAll("|", "\\|"),
  ]);
  return [["setting", "variable", "unless told", ""], ["---", "---", "---", "---"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`.replace(/ {2,}\|$/, " |"))
    .join("\n");
}

function defaultOf({ initial }: Leaf): string {
  if (initial === undefined || initial === "") return "";
  if (Array.isArray(initial)) return initial.length === 0 ? "none" : code(initial.join(","));
  return code(JSON.stringify(initial).replaceAll('"', ""));
}

function code(text: string): string {
  return `\`${text}\``;
}
