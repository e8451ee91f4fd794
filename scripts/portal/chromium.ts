import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { chromium, type Browser } from "playwright-core";

const ROOT = resolve(import.meta.dirname, "../..");
const PACKAGE = resolve(ROOT, "node_modules/@sparticuz/chromium");
const CHINESE_FONTS = resolve(ROOT, "node_modules/@embedpdf/fonts-sc/fonts");

/** How a Chromium of this machine is started. */
interface ChromiumProgram {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Safety on the web as usual: same-origin rules, content security policy, site isolation. The process sandbox needs rights that tests lack. */
const ARGUMENTS = ["--disable-gpu", "--font-render-hinting=none", "--force-color-profile=srgb", "--no-pings"];

/** A browser for tests, pictures and measurements. Close it. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath, environment } = await chromiumProgram();
  return chromium.launch({
    executablePath,
    env: environment,
    headless: true,
    chromiumSandbox: false,
    args: ARGUMENTS,
  });
}

/**
 * The browser that comes with the dependencies, unpacked once into build/ with its libraries and letters for both languages. The package's
 * own unpacking would leave it in the system's temporary folder, where another version may lie. `PSEPHOS_CHROMIUM` names another program.
 */
async function chromiumProgram(): Promise<ChromiumProgram> {
  const named = process.env["PSEPHOS_CHROMIUM"];
  if (named !== undefined) return { executablePath: named, environment: environmentWith({}) };
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("The browser of the tests is for Linux on x64. Name a Chromium of yours in PSEPHOS_CHROMIUM.");
  }
  const { version } = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8")) as { version: string };
  const folder = resolve(ROOT, `build/browser/chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  const fonts = join(folder, "fonts.conf");
  return {
    executablePath: join(folder, "chromium"),
    // The machine's own libraries first: those of the package are for machines without.
    environment: environmentWith({ FONTCONFIG_FILE: fonts, LD_LIBRARY_PATH: await librariesOf(folder) }),
  };
}

/** Two processes may do so at once: whoever is last finds the folder there and drops his own. */
async function unpack(folder: string): Promise<void> {
  const next = `${folder}.${process.pid}`;
  await rm(next, { recursive: true, force: true });
  await mkdir(join(next, "fonts"), { recursive: true });
  await mkdir(join(next, "libraries"));
  await pipeline(
    createReadStream(join(PACKAGE, "bin/chromium.br")),
    createBrotliDecompress(),
    createWriteStream(join(next, "chromium"), { mode: 0o755 }),
  );
  await untar(join(PACKAGE, "bin/fonts.tar.br"), join(next, "fonts"));
  await untar(join(PACKAGE, "bin/al2023.tar.br"), join(next, "libraries"));
  await writeFile(join(next, "fonts.conf"), fontsConfig(folder));
  try {
    await rename(next, folder);
  } catch (error) {
    await rm(next, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

async function untar(packed: string, folder: string): Promise<void> {
  const archive = `${folder}.tar`;
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(archive));
  const [code] = (await once(spawn("tar", ["-xf", archive, "-C", folder], { stdio: "inherit" }), "exit")) as [
    number | null,
  ];
  if (code !== 0) throw new Error(`${packed} could not be unpacked.`);
  await rm(archive);
}

/** The same letters on every machine, so that pictures and line breaks are the same. */
function fontsConfig(folder: string): string {
  const families = ["sans-serif", "system-ui", "serif", "monospace"].map(
    (family) =>
      `<alias binding="strong"><family>${family}</family><prefer><family>Open Sans</family><family>Noto Sans Hans</family></prefer></alias>`,
  );
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    "<fontconfig>",
    `<dir>${join(folder, "fonts")}</dir>`,
    `<dir>${CHINESE_FONTS}</dir>`,
    `<cachedir>${join(folder, "font-cache")}</cachedir>`,
    ...families,
    "</fontconfig>",
    "",
  ].join("\n");
}

let needsLibraries: Promise<boolean> | undefined;

async function librariesOf(folder: string): Promise<string> {
  needsLibraries ??= lacksLibraries(join(folder, "chromium"));
  const own = process.env["LD_LIBRARY_PATH"] ?? "";
  return (await needsLibraries) ? [join(folder, "libraries/lib"), own].filter((each) => each !== "").join(":") : own;
}

async function lacksLibraries(program: string): Promise<boolean> {
  const child = spawn(program, ["--version"], { stdio: "ignore" });
  const [code] = (await once(child, "exit")) as [number | null];
  return code !== 0;
}

function environmentWith(added: Readonly<Record<string, string>>): Record<string, string> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(own), ...added };
}
