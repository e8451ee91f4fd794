/** What refuses as a file system does: use cases look at the code. */
export class FileError extends Error {
  readonly code: string;
  constructor(code: string, path: string, options?: ErrorOptions) {
    super(`${code}: ${path}`, options);
    this.name = "FileError";
    this.code = code;
  }
}

/** By the names that IndexedDB gives; private windows of some browsers refuse to store anything. */
const CODES: Readonly<Record<string, string>> = {
  QuotaExceededError: "ENOSPC",
  SecurityError: "EACCES",
  NotAllowedError: "EACCES",
  InvalidStateError: "EACCES",
};

/** What a database refused, as a file system would say it; anything else is a fault of the program and stays what it is. */
export function fileErrorOf(error: unknown, path: string): unknown {
  if (!(error instanceof DOMException)) return error;
  return new FileError(CODES[error.name] ?? "EIO", path, { cause: error });
}
