import { readFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { Plugin } from "esbuild";
import { ROOT } from "../circuits/list.ts";

export const WEB = resolve(ROOT, "src/web");

/** What stands in a browser for what Node brings. */
const PLATFORM: Readonly<Record<string, string>> = {
  "node:crypto": "crypto.ts",
  "node:fs/promises": "fs-promises.ts",
  "node:os": "os.ts",
  "node:path": "path.ts",
  "node:timers/promises": "timers-promises.ts",
  "node:util": "util.ts",
  "node:worker_threads": "worker-threads.ts",
};

const SEEN = Symbol("resolved once");

export const platform: Plugin = {
  name: "platform",
  setup(portal) {
    portal.onResolve({ filter: /^node:/ }, ({ path, importer }) => {
      const file = PLATFORM[path];
      if (file !== undefined) return { path: join(WEB, "platform", file) };
      return { errors: [{ text: `${path} has no stand-in in src/web/platform (wanted by ${importer})` }] };
    });
    portal.onResolve({ filter: /\/file-lock\.ts$/ }, () => ({ path: join(WEB, "platform/file-lock.ts") }));
    portal.onResolve({ filter: /^buffer\/?$/ }, () => ({ path: resolve(ROOT, "node_modules/buffer/index.js") }));
  },
};

/** Leaves out of libraries what is not used of them. */
export const shaken: Plugin = {
  name: "shaken",
  setup(portal) {
    // Of circomlibjs only Poseidon is used: what the rest of it imports stays out of the bundle.
    portal.onResolve({ filter: /./ }, async ({ path, ...rest }) => {
      const isUnused =
        rest.pluginData !== SEEN && (path === "circomlibjs" || /node_modules.circomlibjs/.test(rest.importer));
      if (!isUnused || rest.kind === "entry-point") return undefined;
      if (path === "assert") return { path: join(WEB, "platform/assert.ts") };
      if (path === "blake-hash" || path === "blake2b") return { path, namespace: "unused", sideEffects: false };
      const { path: file, errors } = await portal.resolve(path, { ...rest, pluginData: SEEN });
      return { path: file, errors, sideEffects: false };
    });
    // Of zod's own sentences in forty languages none is shown.
    portal.onResolve({ filter: /\/locales\/index\.js$/ }, ({ path, importer }) =>
      /node_modules.zod/.test(importer) ? { path, namespace: "unused", sideEffects: false } : undefined,
    );
    portal.onLoad({ filter: /./, namespace: "unused" }, () => ({ contents: "export default undefined;" }));
    // By its own name zod comes whole; as a namespace, what is used of it.
    portal.onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace('import { z } from "zod";', 'import * as z from "zod";'),
      loader: path.endsWith("x") ? "tsx" : "ts",
    }));
  },
};

/** What every page has in the end: what is loaded first, and what asks the server. */
const SHARED_PARTS = ["client/start.tsx", "client/state/services.ts"];

/**
 * Whatever component is loaded later names the shared parts as well. So all of such a part is used wherever any of it is, and becomes one
 * file: otherwise it would fall into as many as there are sets of pages that share something with it, and each is a way to the server and
 * back.
 */
export const sharedPartsWhole: Plugin = {
  name: "shared-parts-whole",
  setup(portal) {
    portal.onResolve({ filter: /\.tsx$/ }, ({ path, kind, resolveDir, namespace }) => {
      const source = relative(WEB, resolve(resolveDir, path)).split(sep).join("/");
      const isLater = kind === "dynamic-import" && namespace === "file" && !SHARED_PARTS.includes(source);
      return isLater ? { path: source, namespace: "later" } : undefined;
    });
    portal.onLoad({ filter: /./, namespace: "later" }, ({ path }) => ({
      contents: [
        ...SHARED_PARTS.map((part, at) => `export * as part${at} from "./${part}";`),
        `export * from "./${path}";`,
      ].join(""),
      resolveDir: WEB,
    }));
  },
};
