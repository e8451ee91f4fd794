/** Imports point one way: fails on an import that goes up or across the layers. `check-layers.ts [DIR]` */
import { globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { runScript } from "./system/run-script.ts";
import { ROOT } from "./circuits/list.ts";

/** What the command line needs to start the services and to call them; all else of them is their own. */
const SERVER_DOORS = [
  "server/client",
  "server/config",
  "server/open-services",
  "server/serve",
  "server/stop-on-signals",
];

/** What each folder or file of src/ may import, besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  errors: [],
  generated: [],
  crypto: ["errors"],
  protocol: ["crypto", "errors", "generated"],
  proofs: ["protocol", "crypto", "errors", "generated"],
  chain: ["protocol", "crypto", "errors", "generated"],
  roles: ["proofs", "chain", "protocol", "crypto", "errors", "generated"],
  server: ["proofs", "chain", "protocol", "crypto", "errors", "generated"],
  cli: ["roles", ...SERVER_DOORS, "proofs", "chain", "protocol", "crypto", "errors", "generated"],
  web: ["roles", "server/client", "proofs", "chain", "protocol", "crypto", "errors", "generated"],
};

const IMPORT =
  /(?:^|[\s;])(?:import|export)\b(?:[^"';]*?\bfrom)?\s*["'](\.[^"']+)["']|\bimport\(\s*["'](\.[^"']+)["']/g;

export function upwardImports(source: string): string[] {
  return globSync("**/*.{ts,tsx}", { cwd: source, exclude: ["**/*.d.ts"] }).flatMap((file) => {
    const from = file.split("/")[0]?.replace(/\.ts$/, "") ?? "";
    const allowed = MAY_IMPORT[from];
    if (allowed === undefined) return [`${file} is in no layer: add "${from}" to scripts/check-layers.ts`];
    const text = readFileSync(resolve(source, file), "utf8");
    const targets = [...text.matchAll(IMPORT)].map(([, still, dynamic]) =>
      relative(source, resolve(source, dirname(file), still ?? dynamic ?? "")).replace(/\.tsx?$/, ""),
    );
    const refused = targets.filter((target) => ![from, ...allowed].some((layer) => isIn(target, layer)));
    return refused.map((target) => `${file} imports ${target}: ${from} may import ${allowed.join(", ") || "nothing"}`);
  });
}

function isIn(target: string, layer: string): boolean {
  return target === layer || target.startsWith(`${layer}/`);
}

if (import.meta.main) {
  await runScript(() => {
    const refused = upwardImports(resolve(process.argv[2] ?? resolve(ROOT, "src")));
    if (refused.length > 0) throw new Error(refused.join("\n"));
  });
}
