import { toUtf8Bytes, keccak256, type BaseContract } from "ethers";
import { add, divideByCofactor, multiplyBase, type Point } from "../../../src/crypto/babyjubjub.ts";
import { secretOf } from "./ceremony.ts";
import { as, now, send, type Chain, type Receipt } from "./chain.ts";

export const DID = "did:web:registry.example";
export const LISTS_HASH = `0x${"15".repeat(32)}`;

/** As in IIssuerRegistry. */
export interface IssuerKeyWords {
  readonly departmentId: bigint;
  readonly schemaHash: bigint;
  readonly epoch: bigint;
  readonly endsAt: bigint;
  readonly certificateHash: string;
  readonly publicKey: Point;
}

export function departmentIdOf(did: string): bigint {
  return BigInt(keccak256(toUtf8Bytes(did))) >> 8n;
}

/** The `n`th of a sequence of keys, and the point eight times which is the key: cheap, each is the one before plus a fixed point. */
export class KeySequence {
  #key = multiplyBase(secretOf("issuer"));
  #eighth = multiplyBase(divideByCofactor(secretOf("issuer")));
  readonly #step = multiplyBase(secretOf("step"));
  readonly #eighthStep = multiplyBase(divideByCofactor(secretOf("step")));

  next(): { readonly publicKey: Point; readonly eighth: Point } {
    const pair = { publicKey: this.#key, eighth: this.#eighth };
    this.#key = add(this.#key, this.#step);
    this.#eighth = add(this.#eighth, this.#eighthStep);
    return pair;
  }
}

/** The registry with its governor, signer 0, and one department, whose account is signer 1. */
export interface Issuers {
  readonly chain: Chain;
  readonly registry: BaseContract;
  readonly departmentId: bigint;
  readonly keys: KeySequence;
}

export async function deployIssuers(chain: Chain, did = DID): Promise<Issuers> {
  const [governor, department] = chain.signers;
  const registry = await chain.deploy("IssuerRegistry", await governor!.getAddress());
  await send(registry, "registerDepartment", did, await department!.getAddress());
  return { chain, registry, departmentId: departmentIdOf(did), keys: new KeySequence() };
}

export interface NewKey {
  readonly key: IssuerKeyWords;
  readonly eighth: Point;
}

/** A key that nobody registered yet, good for a thousand seconds. */
export async function newKey({ chain, departmentId, keys }: Issuers, epoch: bigint): Promise<NewKey> {
  const { publicKey, eighth } = keys.next();
  const endsAt = (await now(chain)) + 1000n;
  const certificateHash = `0x${"c5".repeat(32)}`;
  return { key: { departmentId, schemaHash: 77n, epoch, endsAt, certificateHash, publicKey }, eighth };
}

export async function registerKey(
  { registry }: Issuers,
  { key, eighth }: NewKey,
  statusRoot = 1000n + key.epoch,
): Promise<Receipt> {
  return send(registry, "registerKey", key, eighth, statusRoot, LISTS_HASH);
}

export async function publishStatus(
  { chain, registry }: Issuers,
  keyIndex: number | bigint,
  statusRoot: bigint,
): Promise<Receipt> {
  return send(as(registry, chain.signers[1]!), "publishStatus", keyIndex, statusRoot, LISTS_HASH);
}
