import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { unixSeconds } from "../../protocol/json.ts";
import { consentText, parseConsent, type Consent } from "../../protocol/sharing/consent.ts";
import { denialOf, type Denial, type HeldConsent } from "../../protocol/sharing/consent-status.ts";
import type { PrivateFiles } from "./private-files.ts";

const heldForm = z.strictObject({
  consent: z.string().transform(parseConsent),
  withdrawnAt: unixSeconds.optional(),
  lastUsedAt: unixSeconds.optional(),
});

/** The consents that a department holds. A change counts when it is on the disk; changes come one after the other. */
export class ConsentStore {
  readonly #files: PrivateFiles;
  readonly #held: Map<string, HeldConsent>;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(files: PrivateFiles, held: readonly HeldConsent[]) {
    this.#files = files;
    this.#held = new Map(held.map((each) => [each.consent.id, each]));
  }

  static async open(files: PrivateFiles): Promise<ConsentStore> {
    return new ConsentStore(files, z.array(heldForm).parse(await files.readAll()));
  }

  find(id: string): HeldConsent | undefined {
    return this.#held.get(id);
  }

  all(): HeldConsent[] {
    return [...this.#held.values()];
  }

  ofPseudonym(pseudonym: bigint): HeldConsent[] {
    return this.all().filter(({ consent }) => consent.pseudonym === pseudonym);
  }

  add(consent: Consent): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#held.has(consent.id)) {
        throw new PsephosError("ALREADY_DONE", `The consent ${consent.id} was given before. A new one needs a new id.`);
      }
      await this.#put({ consent });
    });
  }

  /** Takes one use of a consent, or says why there is none to take. What was taken and not needed, `giveBack` returns. */
  takeUse(id: string, access: { policyId: bigint; now: number }): Promise<Denial | TakenUse> {
    return this.#inTurn(async () => {
      const before = this.#held.get(id);
      const denial = denialOf(before, access);
      if (denial !== undefined || before === undefined) return denial ?? "consent-unknown";
      await this.#put({ ...before, lastUsedAt: access.now });
      return { giveBack: () => this.#giveBack(before, access.now) };
    });
  }

  withdraw(id: string, withdrawnAt: number): Promise<void> {
    return this.#inTurn(async () => {
      const held = this.#held.get(id);
      if (held !== undefined && held.withdrawnAt === undefined) await this.#put({ ...held, withdrawnAt });
    });
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#files.remove(id);
      this.#held.delete(id);
    });
  }

  #giveBack(before: HeldConsent, usedAt: number): Promise<void> {
    return this.#inTurn(async () => {
      const held = this.#held.get(before.consent.id);
      if (held?.lastUsedAt === usedAt) await this.#put({ ...held, lastUsedAt: before.lastUsedAt });
    });
  }

  async #put(held: HeldConsent): Promise<void> {
    await this.#files.write(held.consent.id, { ...held, consent: consentText(held.consent) });
    this.#held.set(held.consent.id, held);
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

export interface TakenUse {
  giveBack(): Promise<void>;
}
