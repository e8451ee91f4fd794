import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readFileText } from "../read-file.ts";
import type { RequestText } from "./issue-many.ts";

/** Requests from a file with one a line, or from all `.json` files of a folder, one each. What they hold is not looked at here. */
export async function readRequests(place: string): Promise<RequestText[]> {
  const isFolder = await stat(place).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  if (!isFolder) return linesOf(await readFileText(place), place);
  const names = (await readdir(place)).filter((name) => name.endsWith(".json") && !name.startsWith(".")).sort();
  return Promise.all(names.map(async (name) => ({ source: name, text: await readFileText(join(place, name)) })));
}

function linesOf(text: string, file: string): RequestText[] {
  return text.split("\n").flatMap((line, index) => {
    return line.trim() === "" ? [] : [{ source: `${file}:${index + 1}`, text: line }];
  });
}
