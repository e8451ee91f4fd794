import { Contract, solidityPackedKeccak256 } from "ethers";
import { PsephosError } from "../errors.ts";
import { ABI } from "../generated/abi.ts";
import type { Attested } from "./attestations.ts";
import { read, type Chain } from "./contracts.ts";
import { deployContract } from "./sending/contract-creation.ts";
import { eventOf, send, sentOf, type Sender, type Sent } from "./sending/transactions.ts";

/** The contract that writes attestations as records of the Ethereum Attestation Service (EAS), and the service itself. */
export interface EasMirror {
  readonly address: string;
  readonly contract: Contract;
  readonly eas: Contract;
  /** Of the records' schema, whose resolver is the mirror, 0x… */
  readonly schemaUid: string;
}

/** A record as EAS keeps it. Times are unix seconds, addresses lower case. */
export interface EasRecord {
  /** Zero in every byte where there is no such record. */
  readonly uid: string;
  readonly schema: string;
  /** 0: never. */
  readonly expirationTime: number;
  /** 0: not revoked. */
  readonly revocationTime: number;
  readonly refUid: string;
  readonly recipient: string;
  readonly attester: string;
  /** ABI-encoded policy id, pseudonym and `provenAt`, if the schema is the mirror's. */
  readonly data: string;
}

const SCHEMA = "uint256 policyId,uint256 pseudonym,uint64 provenAt";

/** The one view that is read of EAS itself. */
const EAS_ABI = [
  "function getAttestation(bytes32 uid) view returns (tuple(bytes32 uid, bytes32 schema, uint64 time, uint64 expirationTime, uint64 revocationTime, bytes32 refUID, address recipient, address attester, bool revocable, bytes data))",
];

/** Puts a mirror between these contracts and the EAS at `eas`; nobody has any rights over it. */
export async function deployEasMirror({ chain, account, eas }: Sender & { eas: string }): Promise<EasMirror> {
  const args = [eas, chain.deployment.addresses.attestations];
  const { target } = await deployContract({ connection: chain, account, name: "EasMirror", args });
  return openEasMirror(chain, target as string);
}

/** Refuses a mirror of other attestations than those of this deployment. */
export async function openEasMirror(chain: Chain, address: string): Promise<EasMirror> {
  const contract = new Contract(address, ABI.EasMirror, chain.provider);
  const registry = await read<string>({ contract, name: "attestationRegistry" });
  if (registry.toLowerCase() !== chain.deployment.addresses.attestations.toLowerCase()) {
    const message = `The EAS mirror at ${address} is of other contracts than those of this deployment. Use this deployment's mirror.`;
    throw new PsephosError("DEPLOYMENT_UNTRUSTED", message, { detail: { address, registry } });
  }
  const eas = new Contract(await read<string>({ contract, name: "eas" }), EAS_ABI, chain.provider);
  const schemaUid = solidityPackedKeccak256(["string", "address", "bool"], [SCHEMA, address, true]);
  return { address: address.toLowerCase(), contract, eas, schemaUid };
}

/** Makes the record of a valid attestation; anyone may. */
export async function mirrorAttestation({
  chain,
  account,
  mirror,
  policyId,
  pseudonym,
}: Sender & Attested & { mirror: EasMirror }): Promise<Sent & { uid: string }> {
  const { contract } = mirror;
  const sent = await send({ connection: chain, account, contract, name: "mirror", args: [policyId, pseudonym] });
  return { ...sentOf(sent), uid: eventOf(sent, contract, "Mirrored")["uid"] as string };
}

/** Revokes a record that is no longer true; anyone may. */
export async function retractEasRecord({
  chain,
  account,
  mirror,
  uid,
}: Sender & { mirror: EasMirror; uid: string }): Promise<Sent> {
  const { contract } = mirror;
  return sentOf(await send({ connection: chain, account, contract, name: "retract", args: [uid] }));
}

interface RawRecord {
  readonly uid: string;
  readonly schema: string;
  readonly expirationTime: bigint;
  readonly revocationTime: bigint;
  readonly refUID: string;
  readonly recipient: string;
  readonly attester: string;
  readonly data: string;
}

/** Asks EAS itself, and not the mirror. */
export async function readEasRecord(question: { mirror: EasMirror; uid: string; block?: number }): Promise<EasRecord> {
  const { mirror, uid, ...options } = question;
  const raw = await read<RawRecord>({ contract: mirror.eas, name: "getAttestation", args: [uid], ...options });
  return {
    uid: raw.uid,
    schema: raw.schema,
    expirationTime: Number(raw.expirationTime),
    revocationTime: Number(raw.revocationTime),
    refUid: raw.refUID,
    recipient: raw.recipient.toLowerCase(),
    attester: raw.attester.toLowerCase(),
    data: raw.data,
  };
}
