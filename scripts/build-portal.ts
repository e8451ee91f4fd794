/**
 * Bundles the portal into build/portal: prover's thread, worker, page, service worker, in this order, since each names those before it by
 * their content.
 * Everything that the page loads has its hash in files.json, which is published with it, and compressed copies beside it.
 */
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { globSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { CIRCUIT_NAMES } from "../src/generated/signals.ts";
import { ROOT } from "./circuits/list.ts";
import { compressFiles, place } from "./portal/compress.ts";
import { runScript } from "./system/run-script.ts";

const WEB = resolve(ROOT, "src/web");
const PORTAL = resolve(ROOT, "build/portal");
const NEXT = `${PORTAL}.next`;
const COMPRESSED = resolve(ROOT, "build/compressed");

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

const platform: Plugin = {
  name: "platform",
  setup(portal) {
    portal.onResolve({ filter: /^node:/ }, ({ path, importer }) => {
      const file = PLATFORM[path];
      if (file !== undefined) return { path: join(WEB, "platform", file) };
      return { errors: [{ text: `${path} has no stand-in in src/web/platform (wanted by ${importer})` }] };
    });
    portal.onResolve({ filter: /\/file-lock\.ts$/ }, () => ({ path: join(WEB, "platform/file-lock.ts") }));
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
    portal.onResolve({ filter: /^buffer\/?$/ }, () => ({ path: resolve(ROOT, "node_modules/buffer/index.js") }));
  },
};

/** Files of circuits that a browser loads, and of contracts that it compares with those on the chain. */
function publishedFiles(): readonly string[] {
  const circuits = CIRCUIT_NAMES.flatMap((name) =>
    ["circuit.wasm", "proving-key.zkey", "verifying-key.json"].map((file) => `circuits/${name}/${file}`),
  );
  const contracts = globSync("artifacts/contracts/*.sol/*.json", { cwd: resolve(ROOT, "build") });
  return [...circuits, ...contracts.sort()];
}

async function bundle(entry: string, options: BuildOptions = {}): Promise<string> {
  const name = entry.replace(/^.*\//, "").replace(/\.tsx?$/, "");
  const { metafile, warnings } = await build({
    entryPoints: { [name]: join(WEB, entry) },
    outdir: join(NEXT, "assets"),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    conditions: ["browser", "import", "module"],
    mainFields: ["browser", "module", "main"],
    target: ["es2022", "chrome115", "firefox115", "safari17"],
    minify: true,
    metafile: true,
    jsx: "automatic",
    legalComments: "linked",
    logLevel: "silent",
    loader: { ".svg": "file" },
    inject: [join(WEB, "platform/globals.ts"), join(WEB, "platform/buffer.ts")],
    plugins: [platform],
    ...options,
    define: {
      "import.meta.dirname": '"/src/web"',
      "process.env.NODE_ENV": '"production"',
      global: "globalThis",
      ...options.define,
    },
  });
  if (metafile === undefined) throw new Error("esbuild tells nothing about what it wrote");
  for (const { text, location } of warnings) console.warn(`${location?.file ?? ""}: ${text}`);
  const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint?.endsWith(entry) === true);
  if (found === undefined) throw new Error(`${entry} gave no output`);
  return `assets/${found[0].replace(/^.*\//, "")}`;
}

/** As the integrity attributes of a page say it. */
async function integrityOf(file: string): Promise<string> {
  return `sha256-${createHash("sha256")
    .update(await readFile(file))
    .digest("base64")}`;
}

async function buildPortal(): Promise<void> {
  await rm(NEXT, { recursive: true, force: true });
  await mkdir(NEXT, { recursive: true });
  const published = Object.fromEntries(
    await Promise.all(
      publishedFiles().map(
        async (file) => [`published/${file}`, await integrityOf(resolve(ROOT, "build", file))] as const,
      ),
    ),
  );
  const publishedHashes = { PUBLISHED_HASHES: JSON.stringify(published) };
  const thread = await bundle("platform/prover-thread.ts", { splitting: false, define: publishedHashes });
  const worker = await bundle("worker/worker.ts", {
    define: { ...publishedHashes, PROVER_THREAD: JSON.stringify(`../${thread}`) },
  });
  const page = await bundle("client/main.tsx", { define: { PORTAL_WORKER: JSON.stringify(worker) } });
  await writePage(page);
  await cp(join(WEB, "public"), NEXT, { recursive: true });
  const own = globSync("**/*", { cwd: NEXT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(NEXT.length + 1))
    .sort();
  const hashes: Record<string, string> = Object.fromEntries(
    await Promise.all(own.map(async (file) => [file, await integrityOf(join(NEXT, file))] as const)),
  );
  hashes["service-worker.js"] = await writeServiceWorker(hashes);
  await writeFile(join(NEXT, "files.json"), `${JSON.stringify({ ...hashes, ...published }, null, 2)}\n`);
  for (const file of publishedFiles()) {
    await mkdir(dirname(join(NEXT, "published", file)), { recursive: true });
    await place(resolve(ROOT, "build", file), join(NEXT, "published", file));
  }
  await compressFiles(
    ["files.json", ...Object.keys({ ...hashes, ...published })].map((file) => join(NEXT, file)),
    COMPRESSED,
  );
  await rm(PORTAL, { recursive: true, force: true });
  await rename(NEXT, PORTAL);
}

/** Last, since it holds the hash of everything else that it keeps: a portal that differs anywhere has another one. */
async function writeServiceWorker(hashes: Readonly<Record<string, string>>): Promise<string> {
  const kept = Object.fromEntries(Object.entries(hashes).filter(([file]) => !file.endsWith(".LEGAL.txt")));
  const files = JSON.stringify(kept);
  await bundle("service-worker/service-worker.ts", {
    outdir: NEXT,
    entryNames: "[name]",
    splitting: false,
    format: "iife",
    inject: [],
    define: {
      SHELL_FILES: files,
      SHELL_VERSION: JSON.stringify(createHash("sha256").update(files).digest("hex").slice(0, 16)),
    },
  });
  return integrityOf(join(NEXT, "service-worker.js"));
}

/** The one page; whatever else it loads, it loads under a hash. */
async function writePage(script: string): Promise<void> {
  const [styleFile, ...others] = globSync("assets/*.css", { cwd: NEXT });
  // Styles of pages that are loaded later would reach no document: they belong into client/design/main.css.
  if (styleFile === undefined || others.length > 0)
    throw new Error(`Styles besides the page's own: ${others.join(", ")}`);
  const template = await readFile(join(WEB, "client/index.html"), "utf8");
  const filled = template
    .replace("%SCRIPT%", `./${script}`)
    .replace("%SCRIPT_INTEGRITY%", await integrityOf(join(NEXT, script)))
    .replace("%STYLE%", `./${styleFile}`)
    .replace("%STYLE_INTEGRITY%", await integrityOf(join(NEXT, styleFile)));
  await writeFile(join(NEXT, "index.html"), filled);
}

await runScript(buildPortal);
