import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

describe("Settings", () => {
  it("are those of docs/services.md, with their variables, defaults and meaning", async () => {
    const script = join(import.meta.dirname, "../../../scripts/document-settings.ts");
    await promisify(execFile)(process.execPath, [script, "--check"]);
  });
});
