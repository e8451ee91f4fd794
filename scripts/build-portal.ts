/**
 * Bundles the portal into build/portal: prover's thread, worker, page, service worker, in this order, since each names those before it by
 * their content.
 * Everything that the page loads has its hash in files.json, which is published with it, and compressed copies beside it.
 */
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { globSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { CIRCUIT_NAMES } from "../src/generated/signals.ts";
import { ROOT } from "./circuits/list.ts";
import { compressFiles, place } from "./portal/compress.ts";
import { filesAtOnce, LOADS_FILE, pageLoads } from "./portal/first-load.ts";
import { sharedPartsWhole, platform, shaken, WEB } from "./portal/plugins.ts";
import { runScript } from "./system/run-script.ts";

const PORTAL = resolve(ROOT, "build/portal");
const NEXT = `${PORTAL}.next`;
const COMPRESSED = resolve(ROOT, "build/compressed");

/** Files of circuits that a browser loads, and of contracts that it compares with those on the chain. */
function publishedFiles(): readonly string[] {
  const circuits = CIRCUIT_NAMES.flatMap((name) =>
    ["circuit.wasm", "proving-key.zkey", "verifying-key.json"].map((file) => `circuits/${name}/${file}`),
  );
  const contracts = globSync("artifacts/contracts/*.sol/*.json", { cwd: resolve(ROOT, "build") });
  return [...circuits, ...contracts.sort()];
}

/** A script with its parts, as esbuild tells of them. */
interface Bundle {
  /** Where it begins, relative to the portal's folder. */
  readonly script: string;
  readonly metafile: Metafile;
}

async function bundle(entry: string, options: BuildOptions = {}): Promise<Bundle> {
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
    charset: "utf8",
    legalComments: "linked",
    logLevel: "silent",
    loader: { ".svg": "file" },
    inject: [join(WEB, "platform/globals.ts"), join(WEB, "platform/buffer.ts")],
    plugins: [platform, shaken],
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
  return { script: filesAtOnce(metafile, entry)[0]!, metafile };
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
    define: { ...publishedHashes, PROVER_THREAD: JSON.stringify(`../${thread.script}`) },
  });
  const page = await bundle("client/main.tsx", {
    inject: [],
    plugins: [platform, shaken, sharedPartsWhole],
    define: { PORTAL_WORKER: JSON.stringify(worker.script) },
  });
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
  await writeFile(join(NEXT, LOADS_FILE), `${JSON.stringify(pageLoads(page.metafile, worker.metafile), null, 2)}\n`);
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
async function writePage({ script, metafile }: Bundle): Promise<void> {
  const [styleFile, ...others] = globSync("assets/*.css", { cwd: NEXT });
  // Styles of pages that are loaded later would reach no document: they belong into client/design/main.css.
  if (styleFile === undefined || others.length > 0)
    throw new Error(`Styles besides the page's own: ${others.join(", ")}`);
  const first = filesAtOnce(metafile, "client/start.tsx");
  const template = await readFile(join(WEB, "client/index.html"), "utf8");
  const filled = template
    .replace("%SCRIPT%", `./${script}`)
    .replace("%SCRIPT_INTEGRITY%", await integrityOf(join(NEXT, script)))
    .replace("%STYLE%", `./${styleFile}`)
    .replace("%STYLE_INTEGRITY%", await integrityOf(join(NEXT, styleFile)))
    .replace("%PARTS%", (await Promise.all(first.map(preloadOf))).join("\n    "));
  await writeFile(join(NEXT, "index.html"), filled);
}

/** Asked for together with the script that will want it. */
async function preloadOf(file: string): Promise<string> {
  return `<link rel="modulepreload" href="./${file}" integrity="${await integrityOf(join(NEXT, file))}" />`;
}

await runScript(buildPortal);
