import { randomInt } from "node:crypto";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { epochNumber } from "../../protocol/credential/issuer-key.ts";
import { STATUS_LIST_SIZE } from "../../protocol/credential/status-list.ts";
import { fieldElement, firstIssue, unixSeconds, withDecimals } from "../../protocol/json.ts";
import { lookAlikeKey } from "../../protocol/text.ts";

/** What a department must remember of a credential: whose it is, where its status stands. Not what it says. */
export type IssuedCredential = Readonly<z.infer<typeof entrySchema>>;

const entrySchema = z.strictObject({
  /** `urn:uuid:` and a UUID. */
  credentialId: z.string(),
  /** What the department knows the person by. */
  reference: z.string(),
  epoch: epochNumber,
  statusIndex: z
    .int()
    .min(0)
    .max(STATUS_LIST_SIZE - 1),
  holder: fieldElement,
  requestNonce: z.string(),
  issuedAt: unixSeconds,
  validUntil: unixSeconds,
  /** 0 for a person's first credential of this schema, then one more each time. */
  reissueCounter: z.int().min(0),
  /** 0 for a person's first holder of this schema, then one more each time she got another, and with it another pseudonym. */
  holderCounter: z.int().min(0),
  /** For good. */
  revoked: z.boolean(),
  /** Revoked because another took its place; otherwise for cause. */
  replaced: z.boolean(),
  suspended: z.boolean(),
});

export const LEDGER_FORMAT = "psephos.issuer-ledger/1";

const ledgerSchema = z.strictObject({
  format: z.literal(LEDGER_FORMAT),
  did: z.string(),
  schema: z.string(),
  issued: z.array(entrySchema),
});

/** Signed status entries are never used again, so a full list stays full. */
export class IssuerLedger {
  readonly did: string;
  /** Id of the schema: one ledger for all keys of it, so that a person has one live credential across epochs. */
  readonly schema: string;
  readonly #byId = new Map<string, IssuedCredential>();
  /** Ids by person, oldest first. References that look alike are one person. */
  readonly #byPerson = new Map<string, string[]>();
  readonly #byHolder = new Map<bigint, string[]>();
  readonly #nonces = new Set<string>();
  readonly #indices = new Map<number, Set<number>>();

  constructor({ did, schema }: { did: string; schema: string }) {
    this.did = did;
    this.schema = schema;
  }

  static parse(content: unknown): IssuerLedger {
    const parsed = ledgerSchema.safeParse(content);
    if (!parsed.success) throw malformed(firstIssue(parsed.error));
    const ledger = new IssuerLedger(parsed.data);
    parsed.data.issued.forEach((entry) => ledger.record(entry));
    return ledger;
  }

  /** What is sealed; the inverse of `parse`. */
  content(): unknown {
    const { did, schema } = this;
    return JSON.parse(JSON.stringify({ format: LEDGER_FORMAT, did, schema, issued: this.issued }, withDecimals));
  }

  get issued(): readonly IssuedCredential[] {
    return [...this.#byId.values()];
  }

  record(entry: IssuedCredential): void {
    const indices = this.#indices.get(entry.epoch) ?? new Set();
    const isNew =
      !this.#byId.has(entry.credentialId) && !indices.has(entry.statusIndex) && !this.#nonces.has(entry.requestNonce);
    if (!isNew) throw malformed(`${entry.credentialId}, its status index or its request stands there twice`);
    this.#byId.set(entry.credentialId, entry);
    this.#indices.set(entry.epoch, indices.add(entry.statusIndex));
    this.#nonces.add(entry.requestNonce);
    append(this.#byPerson, lookAlikeKey(entry.reference), entry.credentialId);
    append(this.#byHolder, entry.holder, entry.credentialId);
  }

  /** Replaces what was recorded under the same credential id. */
  change(credentialId: string, bits: Partial<Pick<IssuedCredential, "revoked" | "replaced" | "suspended">>): void {
    this.#byId.set(credentialId, { ...this.#byId.get(credentialId)!, ...bits });
  }

  wasUsed(requestNonce: string): boolean {
    return this.#nonces.has(requestNonce);
  }

  /** All that the person was ever issued, oldest first. */
  ofPerson(reference: string): IssuedCredential[] {
    return this.#entries(this.#byPerson.get(lookAlikeKey(reference)));
  }

  ofHolder(holder: bigint): IssuedCredential[] {
    return this.#entries(this.#byHolder.get(holder));
  }

  find(credentialId: string): IssuedCredential | undefined {
    return this.#byId.get(credentialId);
  }

  /** At random among the free ones: indices in order would tell who came when. */
  drawStatusIndex(epoch: number): number {
    const taken = this.#indices.get(epoch);
    if (taken === undefined) return randomInt(STATUS_LIST_SIZE);
    if (taken.size >= STATUS_LIST_SIZE) {
      throw new PsephosError(
        "STATUS_LIST_FULL",
        `The status lists of epoch ${epoch} hold ${STATUS_LIST_SIZE} credentials, all in use. Begin another epoch.`,
      );
    }
    for (;;) {
      const index = randomInt(STATUS_LIST_SIZE);
      if (!taken.has(index)) return index;
    }
  }

  #entries(ids: readonly string[] = []): IssuedCredential[] {
    return ids.map((id) => this.#byId.get(id)!);
  }
}

/** Neither revoked nor past its end; a suspended one lives. */
export function isLive({ revoked, validUntil }: IssuedCredential, at: number): boolean {
  return !revoked && at < validUntil;
}

function append<Key>(map: Map<Key, string[]>, key: Key, id: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [id]);
  else list.push(id);
}

function malformed(reason: string): PsephosError {
  return new PsephosError(
    "ISSUER_LEDGER_MALFORMED",
    `The issuer's ledger is not valid: ${reason}. Use your backup; nothing was changed.`,
  );
}
