import assert from "node:assert/strict";
import { credentialJson, parseCredential } from "../../../src/protocol/credential/credential-json.ts";
import {
  attributeLeaves,
  checkSignature,
  credentialHash,
  signClaims,
} from "../../../src/protocol/credential/credential.ts";
import { parseSchema, schemaHash } from "../../../src/protocol/credential/schema.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { encodeValue } from "../../../src/protocol/credential/encoding.ts";
import { SUBGROUP_ORDER } from "../../../src/crypto/field.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { keccak256, toUtf8Bytes } from "ethers";
import residentIdentity from "../../../src/protocol/credential/schemas/resident-identity.json" with { type: "json" };
import { poseidon } from "../../circuits/reference.ts";
import { tag } from "../../circuits/credential/reference.ts";
import { loadEdDSAPoseidon } from "../../vectors/semaphore.ts";
import { CLAIMS, CREDENTIAL, HOLDER, ISSUER, RESIDENT, SUBJECT } from "./fixtures.ts";

const malformed = (error: unknown) => isPsephosError(error, "CREDENTIAL_MALFORMED");

describe("credential", () => {
  it("hashes its leaves and fields as the format says, computed by circomlibjs", () => {
    const id = BigInt(keccak256(toUtf8Bytes(`${RESIDENT.id}#/credentialSubject/birthDate`))) >> 8n;
    const days = BigInt((Date.UTC(1990, 4, 17) - Date.UTC(1900, 0, 1)) / 86_400_000);
    const leaves = attributeLeaves(CLAIMS);
    assert.equal(leaves.length, 16);
    assert.equal(leaves[2], poseidon(tag("attribute"), id, days, CLAIMS.salts[2]!));
    // portraitHash is missing; places 11 … 15 are past the schema's last attribute.
    assert.equal(leaves[10], poseidon(tag("absent-attribute"), RESIDENT.attributes[10]!.id, 0n, CLAIMS.salts[10]!));
    assert.equal(leaves[11], poseidon(tag("absent-attribute"), 0n, 0n, CLAIMS.salts[11]!));
    const { holder, validFrom, validUntil, statusIndex, nonce } = CLAIMS;
    assert.equal(
      credentialHash(CLAIMS),
      poseidon(
        tag("credential"),
        RESIDENT.hash,
        poseidon(...leaves),
        holder,
        validFrom,
        validUntil,
        BigInt(statusIndex),
        nonce,
      ),
    );
  });

  it("T075: is signed as zk-kit signs", () => {
    const theirs = loadEdDSAPoseidon().signMessage(ISSUER.privateKey, credentialHash(CLAIMS));
    assert.deepEqual([...CREDENTIAL.signature.r8], theirs.R8);
    assert.equal(CREDENTIAL.signature.s, theirs.S);
  });

  it("T018: refuses S + l and a signature of another key", () => {
    const { r8, s } = CREDENTIAL.signature;
    const refused = (error: unknown) => isPsephosError(error, "CREDENTIAL_SIGNATURE_INVALID");
    assert.throws(() => checkSignature({ ...CREDENTIAL, signature: { r8, s: s + SUBGROUP_ORDER } }), refused);
    assert.throws(() => checkSignature({ ...CREDENTIAL, issuerKey: HOLDER.publicKey }), refused);
  });

  it("refuses to sign values against the schema, or times, places and salts that make no sense", () => {
    const subjects = [
      { ...SUBJECT, birthDate: "17.05.1990" },
      { ...SUBJECT, extra: "x" },
      Object.fromEntries(Object.entries(SUBJECT).filter(([name]) => name !== "sex")),
    ];
    for (const subject of subjects) {
      assert.throws(() => signClaims({ ...CLAIMS, subject }, ISSUER), malformed);
    }
    for (const changes of [
      { validUntil: CLAIMS.validFrom },
      { validUntil: 2n ** 64n },
      { statusIndex: 131_072 },
      { statusIndex: -1 },
      { salts: CLAIMS.salts.slice(1) },
      { salts: CLAIMS.salts.map(() => 1n) },
    ]) {
      assert.throws(
        () => signClaims({ ...CLAIMS, ...changes }, ISSUER),
        (error) => isPsephosError(error, "ARGUMENT_INVALID"),
      );
    }
  });
});

describe("credential as JSON", () => {
  type Json = Record<string, unknown> & { proof: Record<string, unknown>; credentialStatus: Record<string, unknown>[] };
  const json = (): Json => credentialJson(CREDENTIAL) as Json;

  it("is what it was after a round trip", () => {
    assert.deepEqual(parseCredential(JSON.parse(JSON.stringify(json())), SCHEMAS), CREDENTIAL);
  });

  it("has the terms that the W3C data model 2.0 demands", () => {
    const credential = json();
    assert.equal((credential["@context"] as string[])[0], "https://www.w3.org/ns/credentials/v2");
    assert.ok((credential.type as string[]).includes("VerifiableCredential"));
    assert.match(credential.validFrom as string, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    for (const entry of credential.credentialStatus) {
      assert.equal(entry.type, "BitstringStatusListEntry");
      assert.equal(typeof entry.statusListIndex, "string");
    }
    assert.equal(credential.proof.type, "DataIntegrityProof");
    assert.equal(credential.proof.cryptosuite, "eddsa-poseidon-bjj-2026");
  });

  const changes: [string, (credential: Json) => void][] = [
    ["another first context", (credential) => (credential["@context"] = ["https://www.w3.org/2018/credentials/v1"])],
    ["a missing type", (credential) => (credential.type = ["Credential"])],
    ["an unknown field", (credential) => (credential.evidence = [])],
    [
      "another schema",
      (credential) => (credential.credentialSchema = { id: "urn:psephos:schema:none:1", type: "JsonSchema" }),
    ],
    ["another schema hash", ({ proof }) => (proof.schemaHash = "1")],
    ["another attributes root", ({ proof }) => (proof.attributesRoot = "1")],
    ["another order of attributes", ({ proof }) => (proof.attributes as string[]).reverse()],
    ["suspension and revocation swapped", (credential) => credential.credentialStatus.reverse()],
    ["two status indices", ({ credentialStatus }) => (credentialStatus[1]!.statusListIndex = "7")],
    [
      "a status index past the list",
      ({ credentialStatus }) => credentialStatus.forEach((entry) => (entry.statusListIndex = "131072")),
    ],
    [
      "a status list at a host that is no name",
      ({ credentialStatus: [entry] }) => {
        entry!.statusListCredential = "https://../status/revocation";
        entry!.id = `${String(entry!.statusListCredential)}#${String(entry!.statusListIndex)}`;
      },
    ],
    ["a proof of another suite", ({ proof }) => (proof.cryptosuite = "eddsa-rdfc-2022")],
    ["a key of another issuer", ({ proof }) => (proof.verificationMethod = "did:web:else.example#1")],
    ["a key's name without end", ({ proof }) => (proof.verificationMethod = `${CREDENTIAL.issuer}#${"x".repeat(65)}`)],
    [
      "a key's name that a terminal obeys",
      ({ proof }) => (proof.verificationMethod = `${CREDENTIAL.issuer}#\u001b[2J`),
    ],
    ["a shortened signature", ({ proof }) => (proof.proofValue = "uAAAA")],
    ["a number instead of a decimal text", ({ proof }) => (proof.nonce = 5)],
    ["a holder of 0", ({ proof }) => (proof.holder = "0")],
  ];
  for (const [name, change] of changes) {
    it(`refuses ${name}`, () => {
      const altered = json();
      change(altered);
      assert.throws(
        () => parseCredential(altered, SCHEMAS),
        (error) => malformed(error) || isPsephosError(error, "ARGUMENT_INVALID"),
      );
    });
  }

  it("refuses altered claims by their signature", () => {
    const altered = json();
    altered.credentialSubject = { ...SUBJECT, birthDate: "1980-05-17" };
    assert.throws(
      () => parseCredential(altered, SCHEMAS),
      (error) => isPsephosError(error, "CREDENTIAL_SIGNATURE_INVALID"),
    );
    for (const text of [null, 5, "x", [], {}]) assert.throws(() => parseCredential(text, SCHEMAS), malformed);
  });
});

describe("credential schema", () => {
  const altered = (change: (schema: typeof residentIdentity) => void): object => {
    const copy = structuredClone(residentIdentity);
    change(copy);
    return copy;
  };

  it("ships for residents, income and tax, land titles and licences, each with at most 16 attributes", () => {
    assert.equal(SCHEMAS.size, 4);
    for (const schema of SCHEMAS.values()) {
      schema.attributes.forEach(({ position }, index) => assert.equal(position, index));
      assert.ok(schema.attributes.every(({ label }) => label.zh !== "" && label.en !== ""));
    }
    const ids = [...SCHEMAS.values()].flatMap(({ attributes }) => attributes.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
  });

  it("has a hash that does not depend on the order of keys, but on every word", () => {
    const { $id, ...rest } = residentIdentity;
    assert.equal(schemaHash({ ...rest, $id }), RESIDENT.hash);
    assert.notEqual(schemaHash({ ...residentIdentity, title: "Resident Identity" }), RESIDENT.hash);
  });

  const refused: [string, object][] = [
    ["a keyword that it does not know", altered((schema) => Object.assign(schema, { $defs: {} }))],
    [
      "a gap between positions",
      altered((schema) => (schema.properties.credentialSubject.properties.portraitHash.psephos.position = 12)),
    ],
    [
      "two attributes at one position",
      altered((schema) => (schema.properties.credentialSubject.properties.sex.psephos.position = 2)),
    ],
    [
      "a keyword that contradicts the encoding",
      altered((schema) => (schema.properties.credentialSubject.properties.birthDate.format = "date-time")),
    ],
    [
      "an enumeration without labels",
      altered((schema) => (schema.properties.credentialSubject.properties.sex.psephos.valueLabels = [])),
    ],
    [
      "an enumeration that repeats a value",
      altered((schema) => (schema.properties.credentialSubject.properties.sex.enum = ["male", "male", "other"])),
    ],
    [
      "a required attribute that it does not define",
      altered((schema) => schema.properties.credentialSubject.required.push("age")),
    ],
    [
      "more properties than it names",
      altered((schema) => (schema.properties.credentialSubject.additionalProperties = true)),
    ],
  ];
  for (const [name, schema] of refused) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => parseSchema(schema),
        (error) => isPsephosError(error, "SCHEMA_MALFORMED"),
      );
    });
  }

  it("encodes a value of each attribute of the worked example", () => {
    for (const attribute of RESIDENT.attributes) {
      const value = (SUBJECT as Record<string, string | boolean>)[attribute.name];
      if (value !== undefined) assert.ok(encodeValue(attribute, value) >= 0n);
    }
  });
});
