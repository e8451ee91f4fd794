import assert from "node:assert/strict";
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../src/errors.ts";
import { openSealedFile, sealFile } from "../../src/roles/sealed-file.ts";
import { inFolder } from "./folder.ts";

const PASSPHRASE = "correct horse battery staple";
const CONTENT = { secret: "123456789", list: [1, 2, 3] };

interface Sealed {
  readonly content: string;
  readonly cipher: { readonly tag: string; readonly nonce: string };
  readonly kdf: { readonly salt: string };
}
const parse = (text: string): Sealed => JSON.parse(text) as Sealed;

const refusal = (code: string) => (error: unknown) => error instanceof PsephosError && error.code === code;

describe("sealed files", () => {
  it("gives back what was sealed, to the right passphrase", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.json");
      await sealFile({ file, kind: "identity", content: CONTENT, passphrase: PASSPHRASE });
      assert.deepEqual(await openSealedFile({ file, kind: "identity", passphrase: PASSPHRASE }), CONTENT);
      assert.equal((await stat(file)).mode & 0o777, 0o600);
      assert.deepEqual(await readdir(folder), ["a.json"]);
    }));

  it("holds nothing of the secret in clear, and differs each time", () =>
    inFolder(async (folder) => {
      const files = [join(folder, "a.json"), join(folder, "b.json")];
      for (const file of files) await sealFile({ file, kind: "identity", content: CONTENT, passphrase: PASSPHRASE });
      const [first, second] = await Promise.all(files.map((file) => readFile(file, "utf8")));
      assert.ok(first !== undefined && !first.includes("123456789") && !first.includes("secret"));
      assert.notEqual(parse(first).content, parse(second ?? "{}").content);
    }));

  it("T087: refuses a wrong passphrase and a flipped bit in the same words, without naming either secret", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.json");
      await sealFile({ file, kind: "trustee", content: CONTENT, passphrase: PASSPHRASE });
      const messages = new Set<string>();
      const failing = async (passphrase: string): Promise<void> => {
        await assert.rejects(openSealedFile({ file, kind: "trustee", passphrase }), (error: unknown) => {
          assert.ok(error instanceof PsephosError);
          assert.equal(error.code, "SEALED_FILE_REFUSED");
          messages.add(error.message);
          return true;
        });
      };
      await failing("wrong horse battery staple");
      const sealed = parse(await readFile(file, "utf8"));
      const flip = (hex: string) => (parseInt(hex[0] ?? "0", 16) ^ 1).toString(16) + hex.slice(1);
      for (const altered of [
        { ...sealed, content: flip(sealed.content) },
        { ...sealed, cipher: { ...sealed.cipher, tag: flip(sealed.cipher.tag) } },
        { ...sealed, cipher: { ...sealed.cipher, nonce: flip(sealed.cipher.nonce) } },
        { ...sealed, kdf: { ...sealed.kdf, salt: flip(sealed.kdf.salt) } },
      ]) {
        await writeFile(file, JSON.stringify(altered));
        await failing(PASSPHRASE);
      }
      assert.equal(messages.size, 1);
    }));

  it("refuses another kind, also when the header was changed to match", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.json");
      await sealFile({ file, kind: "trustee", content: CONTENT, passphrase: PASSPHRASE });
      const asIdentity = () => openSealedFile({ file, kind: "identity", passphrase: PASSPHRASE });
      await assert.rejects(asIdentity(), refusal("SEALED_FILE_MALFORMED"));
      const sealed = parse(await readFile(file, "utf8"));
      await writeFile(file, JSON.stringify({ ...sealed, kind: "identity" }));
      await assert.rejects(asIdentity(), refusal("SEALED_FILE_REFUSED"));
    }));

  it("refuses truncated files, weaker parameters and unknown fields before asking for work", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.json");
      await sealFile({ file, kind: "trustee", content: CONTENT, passphrase: PASSPHRASE });
      const text = await readFile(file, "utf8");
      const sealed = parse(text);
      const attempt = async (altered: string, code: string): Promise<void> => {
        await writeFile(file, altered);
        await assert.rejects(openSealedFile({ file, kind: "trustee", passphrase: PASSPHRASE }), refusal(code));
      };
      await attempt(text.slice(0, text.length / 2), "SEALED_FILE_MALFORMED");
      await attempt(JSON.stringify({ ...sealed, kdf: { ...sealed.kdf, N: 2 } }), "SEALED_FILE_MALFORMED");
      await attempt(JSON.stringify({ ...sealed, kdf: { ...sealed.kdf, N: 2 ** 30 } }), "SEALED_FILE_MALFORMED");
      await attempt(JSON.stringify({ ...sealed, more: 1 }), "SEALED_FILE_MALFORMED");
      await attempt(JSON.stringify({ ...sealed, format: "psephos.sealed/2" }), "SEALED_FILE_MALFORMED");
    }));

  it("never overwrites unless told to, and leaves the old file as it was", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.json");
      const seal = (content: unknown, overwrite: boolean) =>
        sealFile({ file, kind: "identity", content, passphrase: PASSPHRASE, overwrite });
      await seal(CONTENT, false);
      await assert.rejects(seal({ secret: "other" }, false), refusal("FILE_EXISTS"));
      assert.deepEqual(await openSealedFile({ file, kind: "identity", passphrase: PASSPHRASE }), CONTENT);
      await seal({ secret: "other" }, true);
      assert.deepEqual(await openSealedFile({ file, kind: "identity", passphrase: PASSPHRASE }), { secret: "other" });
    }));

  it("refuses a short passphrase for a new file", () =>
    inFolder(async (folder) => {
      const request = {
        file: join(folder, "a.json"),
        kind: "identity",
        content: CONTENT,
        passphrase: "short",
      } as const;
      await assert.rejects(sealFile(request), refusal("PASSPHRASE_REFUSED"));
      assert.deepEqual(await readdir(folder), []);
    }));
});
