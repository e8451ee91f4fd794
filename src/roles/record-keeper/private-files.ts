import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { keccak256, toUtf8Bytes } from "ethers";
import { PsephosError } from "../../errors.ts";
import { writeFileWhole } from "../write-file.ts";
import { openPrivate, sealPrivate } from "./private-box.ts";

/** A folder of JSON values under the department's key, one file each. Names are hashes: they tell nothing of whose they are. */
export class PrivateFiles {
  readonly #folder: string;
  readonly #key: Uint8Array;

  constructor({ folder, key }: { folder: string; key: Uint8Array }) {
    this.#folder = folder;
    this.#key = key;
  }

  async write(id: string, value: unknown): Promise<void> {
    const name = nameOf(id);
    const content = Buffer.from(JSON.stringify(value), "utf8");
    const data = sealPrivate({ key: this.#key, content, place: name });
    await writeFileWhole({ file: join(this.#folder, name), data, secrecy: "secret", overwrite: true });
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.#folder, nameOf(id)), { force: true });
  }

  async readAll(): Promise<unknown[]> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.#folder)).filter((name) => NAME.test(name));
    const values: unknown[] = [];
    // One after the other: a system has fewer handles than a department has consents.
    for (const name of names) values.push(await this.#read(name));
    return values;
  }

  async #read(name: string): Promise<unknown> {
    const file = join(this.#folder, name);
    const content = openPrivate({ key: this.#key, box: await readFile(file), place: name });
    if (content === undefined) {
      const message = `${file} does not open: the key is another one, or it was altered. Bring back your copy.`;
      throw new PsephosError("SEALED_FILE_REFUSED", message);
    }
    return JSON.parse(content.toString("utf8"));
  }
}

const NAME = /^[0-9a-f]{40}\.sealed$/;

function nameOf(id: string): string {
  return `${keccak256(toUtf8Bytes(id)).slice(2, 42)}.sealed`;
}
