import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { parseJson } from "../client/answer.ts";

/** Holds `portal/`, which has the list of everything in `files.json`, and what the portal publishes besides: `circuits/`, `artifacts/`. */
export const BUILD_FOLDER = resolve(import.meta.dirname, "../../../build");

/** One file that a browser may load. */
export interface PortalFile {
  /** Relative to the portal's address. */
  readonly path: string;
  /** Where `name` is looked for, in this order: beside a file may be compressed copies, in the first folder those of the second. */
  readonly folders: readonly [string, ...string[]];
  readonly name: string;
  /** Named by its content: it never changes. */
  readonly isImmutable: boolean;
}

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
const PUBLISHED =
  /^published\/((?:circuits\/[a-z0-9-]+\/(?:circuit\.wasm|proving-key\.zkey|verifying-key\.json))|artifacts\/contracts\/([A-Za-z0-9]+)\.sol\/\2\.json)$/;
const NAMED_BY_CONTENT = /^assets\/.+-[A-Z0-9]{8}\.[a-z0-9.]+$/i;
const REBUILD = 'Run "npm start" or "npm test", which build what is missing; or "node scripts/build-portal.ts" alone.';

const listSchema = z.record(
  z
    .string()
    .max(300)
    .refine((path) => path.split("/").every((segment) => SEGMENT.test(segment))),
  z.string().regex(/^sha256-[A-Za-z0-9+/]{43}=$/),
);

/**
 * Everything that the portal's build lists, and nothing else that lies there. Throws ARTIFACT_MISSING if there is no build or a file is
 * not there, ARTIFACT_ALTERED if a file of the portal's own is not the one that was built; the others are checked by the browsers.
 */
export async function readPortal(build: string = BUILD_FOLDER): Promise<readonly PortalFile[]> {
  const list = resolve(build, "portal/files.json");
  const text = await readFile(list, "utf8").catch((cause: unknown) => {
    throw new PsephosError("ARTIFACT_MISSING", `There is no build of the portal (${list}). ${REBUILD}`, { cause });
  });
  const parsed = listSchema.safeParse(parseJson(text));
  if (!parsed.success) throw altered(list);
  const listed = Object.entries(parsed.data);
  const files = listed.map(([path]) => placeOf(path, build));
  await Promise.all(files.map((file, index) => requireWhole(file, listed[index]![1])));
  return [...files, placeOf("files.json", build)];
}

function placeOf(path: string, build: string): PortalFile {
  const portal = resolve(build, "portal");
  if (!path.startsWith("published/")) {
    return { path, folders: [portal], name: path, isImmutable: NAMED_BY_CONTENT.test(path) };
  }
  const name = PUBLISHED.exec(path)?.[1];
  if (name === undefined) throw altered(resolve(portal, "files.json"));
  return { path, folders: [resolve(portal, "published"), build], name, isImmutable: false };
}

async function requireWhole({ path, folders, name }: PortalFile, integrity: string): Promise<void> {
  const file = resolve(folders.at(-1)!, name);
  const missing = (cause: unknown): never => {
    throw new PsephosError("ARTIFACT_MISSING", `${file} cannot be read. ${REBUILD}`, { cause });
  };
  if (path.startsWith("published/")) {
    await stat(file).catch(missing);
    return;
  }
  const bytes = await readFile(file).catch(missing);
  if (`sha256-${createHash("sha256").update(bytes).digest("base64")}` !== integrity) throw altered(file);
}

function altered(file: string): PsephosError {
  return new PsephosError("ARTIFACT_ALTERED", `${file} is not as the portal's build left it. ${REBUILD}`);
}
