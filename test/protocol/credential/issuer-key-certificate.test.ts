import assert from "node:assert/strict";
import { createHash, verify, X509Certificate } from "node:crypto";
import { isPsephosError } from "../../../src/errors.ts";
import {
  certificateFingerprint,
  checkIssuerCertificate,
  issuerKeyCertificateJson,
  parseIssuerKeyCertificate,
  type IssuerKeyCertificate,
} from "../../../src/protocol/credential/issuer-key-certificate.ts";
import type { CertificateFault } from "../../../src/protocol/credential/issuer-key-chain.ts";
import {
  departmentIdOf,
  issuerKeyStatement,
  issuerKeyStatementBytes,
  type RegisteredIssuerKey,
} from "../../../src/protocol/credential/issuer-key.ts";
import {
  certify,
  digitalSignature,
  keyCertSign,
  keyEncipherment,
  signWith,
  unknownCriticalExtension,
  type Certified,
  type CertificateWish,
} from "./certificates.ts";
import { ISSUER, RESIDENT, VERIFIER } from "./fixtures.ts";

const AT = Date.UTC(2026, 5, 1) / 1000;
const DID = "did:web:residents.example";
const STATEMENT = issuerKeyStatement({
  did: DID,
  schemaHash: RESIDENT.hash,
  epoch: 2026,
  publicKey: ISSUER.publicKey,
  endsAt: Date.UTC(2027, 5, 1) / 1000,
});

describe("the certificate of an issuer key", () => {
  let root: Certified;
  let authority: Certified;
  let department: Certified;
  let good: IssuerKeyCertificate;

  const certified = async (by: Certified, chain: readonly Certified[], statement = STATEMENT) => ({
    statement,
    chain: chain.map(({ der }) => der),
    signature: await signWith(by, issuerKeyStatementBytes(statement)),
  });
  /** A department's certificate that differs from the good one in what is given. */
  const departmentWith = (changes: Partial<CertificateWish>) =>
    certify({ name: "Residents", by: authority, dns: ["residents.example"], ...changes });
  const accepts = (certificate: IssuerKeyCertificate, registered?: RegisteredIssuerKey, at = AT) =>
    checkIssuerCertificate({ certificate, roots: [root.der], at, registered });
  const refuses = (checking: Promise<void>, reason: CertificateFault) =>
    assert.rejects(
      checking,
      (error) => isPsephosError(error, "ISSUER_CERTIFICATE_REFUSED") && error.detail.reason === reason,
      `should be refused for ${reason}`,
    );

  before(async () => {
    root = await certify({ name: "Root", ca: true, pathLength: 1 });
    authority = await certify({ name: "State Authority", by: root, ca: true, pathLength: 0 });
    department = await departmentWith({});
    good = await certified(department, [department, authority]);
  });

  it("is accepted up to a trusted root, with the root in the chain or not, as node's own X.509 sees it", async () => {
    await accepts(good);
    await accepts({ ...good, chain: [...good.chain, root.der] });
    const [leaf, parent] = [department, authority].map(({ der }) => new X509Certificate(der));
    assert.ok(leaf!.checkIssued(parent!) && leaf!.verify(parent!.publicKey));
    assert.equal(leaf!.checkHost("residents.example"), "residents.example");
    assert.equal(`0x${leaf!.fingerprint256.replaceAll(":", "").toLowerCase()}`, certificateFingerprint(department.der));
    const key = { key: leaf!.publicKey, dsaEncoding: "ieee-p1363" } as const;
    assert.ok(verify("sha256", issuerKeyStatementBytes(STATEMENT), key, good.signature));
  });

  it("signs the RFC 8785 text of the statement", () => {
    const text = new TextDecoder().decode(issuerKeyStatementBytes(STATEMENT));
    assert.equal(
      text,
      `{"did":"${DID}","endsAt":${STATEMENT.endsAt},"epoch":2026,"format":"psephos.issuer-key/1",` +
        `"publicKey":["${ISSUER.publicKey[0]}","${ISSUER.publicKey[1]}"],"schemaHash":"${RESIDENT.hash}"}`,
    );
  });

  it("may be of P-384 or of RSA", async () => {
    const p384 = { name: "ECDSA", namedCurve: "P-384" };
    const publicExponent = new Uint8Array([1, 0, 1]);
    const rsa = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent, hash: "SHA-256" };
    for (const kind of [p384, rsa]) {
      const leaf = await departmentWith({ keys: await crypto.subtle.generateKey(kind, true, ["sign", "verify"]) });
      await accepts(await certified(leaf, [leaf, authority]));
    }
    const weak = { ...rsa, modulusLength: 1024 };
    const leaf = await departmentWith({ keys: await crypto.subtle.generateKey(weak, true, ["sign", "verify"]) });
    await refuses(accepts(await certified(leaf, [leaf, authority])), "algorithm");
  });

  it("may name the DID itself, or its host by a star for one label", async () => {
    const leaf = await departmentWith({ dns: ["*.State.example"], urls: [DID] });
    const checking = async (did: string) => accepts(await certified(leaf, [leaf, authority], { ...STATEMENT, did }));
    await checking(DID);
    await checking("did:web:residents.state.example%3A8443:passports");
    for (const did of ["did:web:state.example", "did:web:a.b.state.example", `${DID}:x`, "did:web:example%2Estate"]) {
      await refuses(checking(did), "host");
    }
  });

  it("is refused for another host than that of the DID", async () => {
    for (const changes of [
      { dns: ["tax.example"] },
      { dns: ["evil-residents.example"] },
      { dns: [] },
      { urls: [DID + ":x"], dns: [] },
    ]) {
      const leaf = await departmentWith(changes);
      await refuses(accepts(await certified(leaf, [leaf, authority])), "host");
    }
  });

  it("is refused before and after the dates of any certificate on the way, and when the issuer key has ended", async () => {
    const expired = { from: "2025-01-01T00:00:00Z", until: "2026-05-31T00:00:00Z" };
    const leaf = await departmentWith(expired);
    await refuses(accepts(await certified(leaf, [leaf, authority])), "dates");
    const old = await certify({ name: "State Authority", by: root, keys: authority.keys, ca: true, ...expired });
    await refuses(accepts({ ...good, chain: [department.der, old.der] }), "dates");
    await refuses(accepts(good, undefined, Date.UTC(2025, 11, 31) / 1000), "dates");
    await refuses(accepts(good, undefined, STATEMENT.endsAt), "ended");
  });

  it("is refused under another root, a root of the same name, or with a link missing", async () => {
    const other = await certify({ name: "Root", ca: true });
    const checking = (roots: Certified[], certificate = good) =>
      checkIssuerCertificate({ certificate, roots: roots.map(({ der }) => der), at: AT });
    await refuses(checking([other]), "chain");
    await refuses(checking([]), "chain");
    await refuses(checking([department]), "chain");
    await refuses(checking([root], { ...good, chain: [department.der] }), "chain");
    await refuses(checking([root], { ...good, chain: [department.der, root.der] }), "chain");
    await checking([other, root]);
  });

  it("is refused where an authority lacks the flag or the right to certify, or stands too far down", async () => {
    const name = "State Authority";
    const { keys } = authority;
    for (const parent of [
      await certify({ name, by: root, keys, ca: false, usages: keyCertSign }),
      await certify({ name, by: root, keys, ca: true, usages: digitalSignature }),
    ]) {
      await refuses(accepts({ ...good, chain: [department.der, parent.der] }), "authority");
    }
    const lower = await certify({ name: "City Authority", by: authority, ca: true });
    const leaf = await departmentWith({ by: lower });
    await refuses(accepts(await certified(leaf, [leaf, lower, authority])), "authority");
    const unmarked = await certify({ name: "Shop", by: authority, dns: ["shop.example"] });
    const forged = await departmentWith({ by: unmarked });
    await refuses(accepts(await certified(forged, [forged, unmarked, authority])), "authority");
    await refuses(accepts(await certified(authority, [authority])), "authority");
  });

  it("is refused without the key usage, over a weak hash, or with a critical extension unknown here", async () => {
    const checking = async (changes: Partial<CertificateWish>) => {
      const leaf = await departmentWith(changes);
      return accepts(await certified(leaf, [leaf, authority]));
    };
    await refuses(checking({ usages: keyEncipherment }), "usage");
    await refuses(checking({ signing: { name: "ECDSA", hash: "SHA-1" } }), "algorithm");
    await refuses(checking({ more: [unknownCriticalExtension()] }), "extension");
  });

  it("is refused when another key signed, or when the statement was altered", async () => {
    await refuses(accepts(await certified(authority, [department, authority])), "signature");
    for (const changes of [
      { publicKey: VERIFIER.publicKey },
      { epoch: 2027 },
      { endsAt: STATEMENT.endsAt + 1 },
      { schemaHash: departmentIdOf("x") as typeof RESIDENT.hash },
    ]) {
      await refuses(accepts({ ...good, statement: { ...STATEMENT, ...changes } }), "signature");
    }
    await refuses(accepts({ ...good, signature: good.signature.slice(1) }), "signature");
  });

  it("is refused when the registry on chain has anything else", async () => {
    const certificateHash = `0x${createHash("sha256").update(department.der).digest("hex")}`;
    const { schemaHash, epoch, endsAt, publicKey } = STATEMENT;
    const registered = { departmentId: departmentIdOf(DID), schemaHash, epoch, endsAt, publicKey, certificateHash };
    await accepts(good, registered);
    for (const changes of [
      { departmentId: departmentIdOf("did:web:tax.example") },
      { schemaHash: 5n },
      { epoch: 2025 },
      { endsAt: endsAt - 1 },
      { publicKey: VERIFIER.publicKey },
      { certificateHash: `0x${"ab".repeat(32)}` },
    ]) {
      await refuses(accepts(good, { ...registered, ...changes }), "record");
    }
  });

  it("travels as a file, and is refused in any other form", async () => {
    const json = issuerKeyCertificateJson(good) as Record<string, unknown> & { statement: object; chain: string[] };
    assert.deepEqual(parseIssuerKeyCertificate(JSON.parse(JSON.stringify(json))), good);
    for (const altered of [
      { ...json, format: "psephos.issuer-key-certificate/2" },
      { ...json, more: 1 },
      { ...json, chain: [] },
      { ...json, chain: [`${json.chain[0]}=`] },
      { ...json, statement: { ...json.statement, epoch: -1 } },
      { ...json, statement: { ...json.statement, did: "did:key:z6" } },
    ]) {
      assert.throws(
        () => parseIssuerKeyCertificate(altered),
        (error) => isPsephosError(error, "ISSUER_CERTIFICATE_MALFORMED"),
      );
    }
    const cutOff = { ...good, chain: [department.der.slice(0, 100)] };
    const longer = { ...good, chain: [Uint8Array.from([...department.der, 0])] };
    for (const broken of [cutOff, longer, { ...good, chain: Array.from({ length: 7 }, () => department.der) }]) {
      await assert.rejects(accepts(broken), (error) => isPsephosError(error, "ISSUER_CERTIFICATE_MALFORMED"));
    }
  });
});
