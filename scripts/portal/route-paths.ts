import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../circuits/list.ts";

/** The path of every page, as routes/ has it: `/elections/:id`. Read from the sources, since Node runs no JSX. */
export function routePaths(): readonly string[] {
  const files = globSync("src/web/client/{routes,routes/*}.tsx", { cwd: ROOT });
  const text = files.map((file) => readFileSync(join(ROOT, file), "utf8")).join("\n");
  const paths = [...text.matchAll(/path: "([^"]+)"/g)].map(([, path]) => path!);
  const pageCount = [...text.matchAll(/\bpage: (?:lazy\(|\w+Page\b)/g)].length;
  if (paths.length !== pageCount) throw new Error(`${pageCount} pages, but ${paths.length} paths were understood.`);
  return paths.toSorted();
}
