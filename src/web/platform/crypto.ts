import { Buffer } from "buffer";
import { gcm } from "@noble/ciphers/aes.js";
import { scryptAsync } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";

/** What the use cases ask of `node:crypto`, over the browser's generator and the audited libraries that the rest stands on. */
export function randomBytes(count: number): Buffer {
  return Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(count)));
}

export function randomUUID(): string {
  return globalThis.crypto.randomUUID();
}

/** Uniform from 0, or from `min`, to below `max`: draws beyond the last whole multiple are thrown away. */
export function randomInt(min: number, max?: number): number {
  const [from, to] = max === undefined ? [0, min] : [min, max];
  const count = to - from;
  if (!Number.isSafeInteger(count) || count < 1 || count > 2 ** 32)
    throw new RangeError("randomInt: the range is wrong");
  const last = 2 ** 32 - (2 ** 32 % count);
  for (;;) {
    const [draw = 0] = globalThis.crypto.getRandomValues(new Uint32Array(1));
    if (draw < last) return from + (draw % count);
  }
}

class Hash {
  readonly #hash = sha256.create();
  update(data: string | Uint8Array): this {
    this.#hash.update(typeof data === "string" ? new TextEncoder().encode(data) : data);
    return this;
  }
  digest(): Buffer;
  digest(encoding: "hex" | "base64"): string;
  digest(encoding?: "hex" | "base64"): Buffer | string {
    const digest = Buffer.from(this.#hash.digest());
    return encoding === undefined ? digest : digest.toString(encoding);
  }
}

export function createHash(algorithm: string): Hash {
  if (algorithm !== "sha256") throw new RangeError(`createHash: ${algorithm} is not used here`);
  return new Hash();
}

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly maxmem: number;
}

export function scrypt(
  secret: string,
  salt: Uint8Array,
  bytes: number,
  { N, r, p, maxmem }: ScryptCost,
  done: (error: Error | null, key: Buffer) => void,
): void {
  const fail = (cause: unknown) => done(cause instanceof Error ? cause : new Error(String(cause)), Buffer.alloc(0));
  scryptAsync(secret, salt, { N, r, p, dkLen: bytes, maxmem }).then((key) => done(null, Buffer.from(key)), fail);
}

const TAG_BYTES = 16;

/** One message in AES-256-GCM: nothing comes out before `final`, and of a box that is not whole nothing at all. */
class Cipher {
  readonly #key: Uint8Array;
  readonly #nonce: Uint8Array;
  readonly #direction: "seal" | "open";
  readonly #parts: Uint8Array[] = [];
  #authenticated = new Uint8Array();
  #tag: Uint8Array = new Uint8Array();

  constructor(input: { key: Uint8Array; nonce: Uint8Array; direction: "seal" | "open" }) {
    this.#key = Uint8Array.from(input.key);
    this.#nonce = Uint8Array.from(input.nonce);
    this.#direction = input.direction;
  }
  setAAD(bytes: Uint8Array): this {
    this.#authenticated = Uint8Array.from(bytes);
    return this;
  }
  setAuthTag(tag: Uint8Array): this {
    this.#tag = Uint8Array.from(tag);
    return this;
  }
  getAuthTag(): Buffer {
    return Buffer.from(this.#tag);
  }
  update(data: string | Uint8Array, _encoding?: "utf8"): Buffer {
    this.#parts.push(typeof data === "string" ? new TextEncoder().encode(data) : Uint8Array.from(data));
    return Buffer.alloc(0);
  }
  final(): Buffer {
    const box = gcm(this.#key, this.#nonce, this.#authenticated);
    const content = concatBytes(...this.#parts);
    if (this.#direction === "open") return Buffer.from(box.decrypt(concatBytes(content, this.#tag)));
    const sealed = box.encrypt(content);
    this.#tag = sealed.slice(-TAG_BYTES);
    return Buffer.from(sealed.slice(0, -TAG_BYTES));
  }
}

function cipherOf(algorithm: string, input: ConstructorParameters<typeof Cipher>[0]): Cipher {
  if (algorithm !== "aes-256-gcm") throw new RangeError(`${algorithm} is not used here`);
  return new Cipher(input);
}

export function createCipheriv(algorithm: string, key: Uint8Array, nonce: Uint8Array): Cipher {
  return cipherOf(algorithm, { key, nonce, direction: "seal" });
}

export function createDecipheriv(algorithm: string, key: Uint8Array, nonce: Uint8Array, _options?: unknown): Cipher {
  return cipherOf(algorithm, { key, nonce, direction: "open" });
}
