import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import { credentialJson, parseCredential } from "../../../src/protocol/credential/credential-json.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { emptyList, parseStatusList } from "../../../src/protocol/credential/status-list.ts";
import { CREDENTIAL } from "./fixtures.ts";

/** After the examples in the W3C's Verifiable Credentials Data Model v2.0 and Bitstring Status List v1.0. */
const EMPLOYEE = {
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"],
  id: "https://example.com/credentials/23894672394",
  type: ["VerifiableCredential", "EmployeeIdCredential"],
  issuer: "did:example:12345",
  validFrom: "2024-04-05T14:27:42Z",
  credentialStatus: [
    {
      id: "https://example.com/credentials/status/3#94567",
      type: "BitstringStatusListEntry",
      statusPurpose: "revocation",
      statusListIndex: "94567",
      statusListCredential: "https://example.com/credentials/status/3",
    },
    {
      id: "https://example.com/credentials/status/4#23452",
      type: "BitstringStatusListEntry",
      statusPurpose: "suspension",
      statusListIndex: "23452",
      statusListCredential: "https://example.com/credentials/status/4",
    },
  ],
  credentialSubject: { id: "did:example:6789", type: "Person", employeeId: "A-123456" },
};

const LIST = {
  "@context": ["https://www.w3.org/ns/credentials/v2"],
  id: "https://example.com/credentials/status/3",
  type: ["VerifiableCredential", "BitstringStatusListCredential"],
  issuer: "did:example:12345",
  validFrom: "2021-04-05T14:27:40Z",
  credentialSubject: {
    id: "https://example.com/status/3#list",
    type: "BitstringStatusList",
    statusPurpose: "revocation",
    encodedList: "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA",
  },
};

describe("the W3C's examples", () => {
  const ours = credentialJson(CREDENTIAL) as typeof EMPLOYEE & { proof: object };

  it("of a status list is read, with a time to live, with a context of one's own, and with a proof of another kind", async () => {
    for (const changes of [
      {},
      { "@context": [...LIST["@context"], "https://www.w3.org/ns/credentials/examples/v2"] },
      { credentialSubject: { ...LIST.credentialSubject, ttl: 300_000 } },
      { proof: { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022" } },
    ]) {
      const read = await parseStatusList({ ...LIST, ...changes });
      assert.deepEqual(read, { url: LIST.id, purpose: "revocation", list: emptyList() });
    }
  });

  it("of a status list with messages, of another purpose or several, or of the older drafts is refused", async () => {
    const subject = LIST.credentialSubject;
    const message = { statusPurpose: "message", statusSize: 2, statusMessage: [{ status: "0x0", message: "pending" }] };
    for (const changes of [
      { credentialSubject: { ...subject, ...message } },
      { credentialSubject: { ...subject, statusPurpose: "refresh" } },
      { credentialSubject: { ...subject, statusPurpose: ["revocation", "suspension"] } },
      { credentialSubject: { ...subject, encodedList: subject.encodedList.slice(1) } },
      { type: ["VerifiableCredential", "StatusList2021Credential"] },
      { "@context": ["https://www.w3.org/ns/credentials/examples/v2", LIST["@context"][0]] },
    ]) {
      await assert.rejects(parseStatusList({ ...LIST, ...changes }), (error) =>
        isPsephosError(error, "STATUS_LIST_MALFORMED"),
      );
    }
  });

  it("of status entries have the fields that ours have, under an id that is not the list's", () => {
    for (const [position, theirs] of EMPLOYEE.credentialStatus.entries()) {
      const entry = ours.credentialStatus[position]!;
      assert.deepEqual(Object.keys(entry).sort(), Object.keys(theirs).sort());
      assert.deepEqual([entry.type, entry.statusPurpose], [theirs.type, theirs.statusPurpose]);
      for (const { id, statusListCredential, statusListIndex } of [entry, theirs]) {
        assert.equal(id, `${statusListCredential}#${statusListIndex}`);
      }
    }
  });

  it("of credentials are refused where they bring no proof that circuits can check, also when dressed up with ours", () => {
    const refuses = (json: object) =>
      assert.throws(
        () => parseCredential(json, SCHEMAS),
        (error) => isPsephosError(error, "CREDENTIAL_MALFORMED"),
      );
    refuses(EMPLOYEE);
    refuses({ ...EMPLOYEE, proof: ours.proof });
    refuses({ ...ours, type: EMPLOYEE.type });
    refuses({ ...ours, credentialStatus: EMPLOYEE.credentialStatus });
    refuses({ ...ours, credentialSubject: EMPLOYEE.credentialSubject });
    refuses({ ...ours, "@context": EMPLOYEE["@context"] });
  });

  it("show rules of the data model that ours follow: contexts and issuer are there, times are in order", () => {
    assert.equal(ours["@context"][0], EMPLOYEE["@context"][0]);
    const { issuer, ...anonymous } = ours;
    assert.match(issuer, /^did:web:/);
    for (const broken of [
      anonymous,
      { ...ours, "@context": ["https://www.w3.org/2018/credentials/v1", ours["@context"][1]] },
      { ...ours, type: [] },
      { ...ours, validUntil: ours.validFrom },
      { ...ours, validFrom: "2026-01-01" },
    ]) {
      assert.throws(() => parseCredential(broken, SCHEMAS));
    }
  });
});
