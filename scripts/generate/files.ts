import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { writeAtomically } from "../system/write-atomically.mjs";

/** Text by path, without its first line, unformatted. */
export type GeneratedFiles = Record<string, string>;

const FIRST_LINE = "// Written by scripts/generate.ts: do not edit.";

/** Writes what differs and returns those paths. */
export async function writeFiles(root: string, files: GeneratedFiles): Promise<string[]> {
  const stale = await staleFiles(root, files);
  for (const path of stale) writeAtomically(resolve(root, path), await finish(root, path, files[path] ?? ""));
  return stale;
}

/** Paths whose file is missing or differs from what would be written. */
export async function staleFiles(root: string, files: GeneratedFiles): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const file = resolve(root, path);
    if (!existsSync(file) || readFileSync(file, "utf8") !== (await finish(root, path, text))) stale.push(path);
  }
  return stale;
}

/** Prettier knows no Circom: that text stays as it is. */
async function finish(root: string, path: string, text: string): Promise<string> {
  const whole = `${FIRST_LINE}\n${text}`;
  if (path.endsWith(".circom")) return whole;
  const file = resolve(root, path);
  return format(whole, { ...(await resolveConfig(file)), filepath: file });
}
