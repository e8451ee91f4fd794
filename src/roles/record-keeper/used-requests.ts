import { z } from "zod";
import type { DataRequest } from "../../protocol/sharing/data-request.ts";
import { unixSeconds } from "../../protocol/json.ts";
import type { TakenUse } from "./consent-store.ts";
import type { PrivateFiles } from "./private-files.ts";

const usedForm = z.strictObject({ key: z.string(), expiresAt: unixSeconds });
type UsedRequest = z.output<typeof usedForm>;

/** Clocks may be set back a little: so long a request is remembered after its end. */
const REMEMBERED_SECONDS = 86_400;

/** The data requests that were answered: each gives data once, of one person. A change counts when it is on the disk. */
export class UsedRequests {
  readonly #files: PrivateFiles;
  readonly #used: Map<string, UsedRequest>;

  private constructor(files: PrivateFiles, used: readonly UsedRequest[]) {
    this.#files = files;
    this.#used = new Map(used.map((each) => [each.key, each]));
  }

  static async open(files: PrivateFiles): Promise<UsedRequests> {
    return new UsedRequests(files, z.array(usedForm).parse(await files.readAll()));
  }

  /** Takes the request's one use; undefined if it was taken. `account` signed it: departments may draw the same ids. */
  async take(
    { id, expiresAt }: DataRequest,
    { account, now }: { account: string; now: number },
  ): Promise<TakenUse | undefined> {
    const key = `${account.toLowerCase()} ${id}`;
    if (this.#used.has(key)) return undefined;
    // Before anything is awaited: of two that ask at once, one gets it.
    const used = { key, expiresAt };
    this.#used.set(key, used);
    await this.#forget(now);
    await this.#files.write(key, used).catch((error: unknown) => {
      this.#used.delete(key);
      throw error;
    });
    return { giveBack: () => this.#remove(key) };
  }

  async #forget(now: number): Promise<void> {
    for (const { key, expiresAt } of this.#used.values()) {
      if (expiresAt + REMEMBERED_SECONDS <= now) await this.#remove(key);
    }
  }

  async #remove(key: string): Promise<void> {
    await this.#files.remove(key);
    this.#used.delete(key);
  }
}
