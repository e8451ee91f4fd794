import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { parseJson } from "../client/answer.ts";

/** Holds everything that a browser may load, with compressed copies beside, and the list of it, `files.json`. */
export const PORTAL_FOLDER = resolve(import.meta.dirname, "../../../build/portal");

/** One file that a browser may load. */
export interface PortalFile {
  /** Relative to the portal's address, and to its folder. */
  readonly path: string;
  /** Named by its content: it never changes. */
  readonly isImmutable: boolean;
}

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
const PUBLISHED =
  /^published\/(circuits\/[a-z0-9-]+\/(circuit\.wasm|proving-key\.zkey|verifying-key\.json)|artifacts\/contracts\/\w+\.sol\/\w+\.json)$/;
const NAMED_BY_CONTENT = /^assets\/.+-[A-Z0-9]{8}\.[a-z0-9.]+$/i;
const REBUILD = 'Run "npm start" or "npm test", which build what is missing; or "node scripts/build-portal.ts" alone.';

const listSchema = z.record(
  z
    .string()
    .max(300)
    .refine((path) => path.split("/").every((segment) => SEGMENT.test(segment)))
    .refine((path) => !path.startsWith("published/") || PUBLISHED.test(path)),
  z.string().regex(/^sha256-[A-Za-z0-9+/]{43}=$/),
);

/**
 * Everything that the portal's build lists, and nothing else that lies there. Throws ARTIFACT_MISSING if there is no build or a file is
 * not there, ARTIFACT_ALTERED if a file of the portal's own is not the one that was built; the others are checked by the browsers.
 */
export async function readPortal(folder: string = PORTAL_FOLDER): Promise<readonly PortalFile[]> {
  const list = resolve(folder, "files.json");
  const text = await readFile(list, "utf8").catch((cause: unknown) => {
    throw new PsephosError("ARTIFACT_MISSING", `There is no build of the portal (${list}). ${REBUILD}`, { cause });
  });
  const parsed = listSchema.safeParse(parseJson(text));
  if (!parsed.success) throw altered(list);
  const listed = Object.entries(parsed.data);
  await Promise.all(listed.map(([path, integrity]) => requireWhole(resolve(folder, path), path, integrity)));
  return [...listed.map(([path]) => path), "files.json"].map((path) => ({
    path,
    isImmutable: NAMED_BY_CONTENT.test(path),
  }));
}

/** Circuits and their keys are large: those are only looked for. */
async function requireWhole(file: string, path: string, integrity: string): Promise<void> {
  const missing = (cause: unknown): never => {
    throw new PsephosError("ARTIFACT_MISSING", `${file} cannot be read. ${REBUILD}`, { cause });
  };
  if (PUBLISHED.test(path)) {
    await stat(file).catch(missing);
    return;
  }
  const bytes = await readFile(file).catch(missing);
  if (`sha256-${createHash("sha256").update(bytes).digest("base64")}` !== integrity) throw altered(file);
}

function altered(file: string): PsephosError {
  return new PsephosError("ARTIFACT_ALTERED", `${file} is not as the portal's build left it. ${REBUILD}`);
}
