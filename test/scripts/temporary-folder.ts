import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface TemporaryFolder {
  readonly path: string;
  write(file: string, content: string | Uint8Array): string;
  remove(): void;
}

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "psephos-"));
  return {
    path,
    write(file, content) {
      const whole = join(path, file);
      mkdirSync(dirname(whole), { recursive: true });
      writeFileSync(whole, content);
      return whole;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
