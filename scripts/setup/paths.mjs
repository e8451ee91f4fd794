import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Node 24, which runs TypeScript as it is; it comes with the dependencies. */
export const NODE_24 = resolve(ROOT, "node_modules/.bin/node");
