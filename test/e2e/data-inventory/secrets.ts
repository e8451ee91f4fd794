import { toBeHex } from "ethers";
import { attributeLeaves, credentialHash } from "../../../src/protocol/credential/credential.ts";
import { encodeValue, isHashed } from "../../../src/protocol/credential/encoding.ts";
import { RESIDENT } from "../../protocol/credential/fixtures.ts";
import type { Resident } from "../attestation-people.ts";
import type { RecordedTransaction } from "../chain-record.ts";

/** What must be nowhere on the chain, in the hexadecimal forms in which it could be there, by what it is. */
export function canariesOf(residents: readonly Resident[]): Map<string, string> {
  return new Map(residents.flatMap((resident) => [...textsOf(resident), ...wordsOf(resident)]));
}

function textsOf({ name, reference, credential }: Resident): [hex: string, what: string][] {
  const { subject } = credential;
  const birthDate = String(subject["birthDate"]);
  const personal = ["familyName", "givenName", "personNumber", "address"].map((key) => String(subject[key]));
  const texts = [name, reference, birthDate, birthDate.replaceAll("-", ""), ...personal, credential.id];
  return texts.flatMap((text) =>
    [text, text.toLowerCase()].map((form): [string, string] => [Buffer.from(form).toString("hex"), `the text ${text}`]),
  );
}

function wordsOf({ name, identity, credential, request }: Resident): [hex: string, what: string][] {
  const { subject, salts, nonce, signature } = credential;
  const attributes = RESIDENT.attributes.filter(
    (type) => isHashed(type) && type.name !== "district" && subject[type.name] !== undefined,
  );
  const words = [
    ...[identity.secret, ...identity.publicKey, identity.commitment],
    ...[credentialHash(credential), nonce, signature.s, ...signature.r8, request.s, ...request.r8],
    ...salts,
    ...attributeLeaves(credential),
    ...attributes.map((type) => encodeValue(type, subject[type.name])),
  ];
  const key: [string, string] = [Buffer.from(identity.privateKey).toString("hex"), `the private key of ${name}`];
  return [key, ...words.map((word): [string, string] => [toBeHex(word, 32).slice(2), `a number of ${name}`])];
}

/** Canaries found anywhere in calldata, topics or event data, at any byte. */
export function canariesIn(record: readonly RecordedTransaction[], canaries: ReadonlyMap<string, string>): string[] {
  const texts = record.flatMap(({ transaction, receipt }) => [
    transaction.data,
    ...receipt.logs.flatMap(({ topics, data }) => [...topics, data]),
  ]);
  const all = texts.map((text) => text.slice(2).toLowerCase()).join("|");
  return [...canaries].flatMap(([hex, what]) => (all.includes(hex) ? [what] : []));
}
