import { PsephosError } from "../../errors.ts";

/** Numbers of WASI, by which the embedded database tells what the system refused it. */
const SYSTEM_CODES: ReadonlyMap<number, string> = new Map([
  [2, "EACCES"],
  [19, "EDQUOT"],
  [22, "EFBIG"],
  [29, "EIO"],
  [41, "EMFILE"],
  [51, "ENOSPC"],
  [63, "EPERM"],
  [69, "EROFS"],
]);

const ADVICE: readonly (readonly [codes: RegExp, advice: string])[] = [
  [/^(ENOSPC|EDQUOT|EFBIG)$/, "There is no room: make some, then start again; nothing of what was kept is lost"],
  [/^(EACCES|EPERM|EROFS)$/, "It cannot be written: check whose folder it is, and how its disk is mounted"],
  [/^(ENOENT|ENOTDIR|EEXIST)$/, "It is no folder and cannot become one: look at its path, and how its disk is mounted"],
  [/^(EMFILE|ENFILE)$/, "Too many files are open: raise the limit (ulimit -n)"],
  [
    /^ABORTED$/,
    "It does not start: look at the free space and the limits of this process, and if they are well restore a backup",
  ],
  [/^EIO$/, "The disk has errors: look at the system's log, and have a backup at hand"],
];

/** What the system refused in the embedded database's folder becomes STORE_UNAVAILABLE; anything else stays as it is. */
export function folderTrouble(error: unknown, folder: string): unknown {
  const reason = systemCodeOf(error);
  const [, advice] = ADVICE.find(([codes]) => codes.test(reason)) ?? [];
  if (advice === undefined) return error;
  return new PsephosError("STORE_UNAVAILABLE", `The database cannot be kept in ${folder} (${reason}). ${advice}.`, {
    detail: { reason },
    cause: error,
  });
}

function systemCodeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { name, code, errno } = error as { name?: unknown; code?: unknown; errno?: unknown };
  if (name === "ErrnoError" && typeof errno === "number") return SYSTEM_CODES.get(errno) ?? "";
  // PostgreSQL gives up in this way when its files cannot be read or written in the middle of its start.
  if (name === "RuntimeError") return "ABORTED";
  return typeof code === "string" ? code : "";
}
