import assert from "node:assert/strict";
import { createPrivateKey, KeyObject } from "node:crypto";
import { isPsephosError } from "../../../src/errors.ts";
import { checkIssuerCertificate } from "../../../src/protocol/credential/issuer-key-certificate.ts";
import { certifyKey } from "../../../src/roles/issuer/certify-key.ts";
import { certify, ecdsaKeys, type Certified } from "../../protocol/credential/certificates.ts";
import { AT, newKey } from "./desk-fixtures.ts";

const HOST = "residents.example";
const P384 = "P-384";

const noPassphrase = (): Promise<string> => Promise.reject(new Error("not asked for"));

function pemOf({ keys }: Certified, passphrase?: string): string {
  const key = KeyObject.from(keys.privateKey);
  const sealed = passphrase === undefined ? {} : { cipher: "aes-256-cbc", passphrase };
  return key.export({ type: "pkcs8", format: "pem", ...sealed }).toString();
}

const isRefused = (error: unknown): boolean => isPsephosError(error, "ISSUER_CERTIFICATE_REFUSED");

describe("certifying an issuer key", () => {
  let root: Certified;
  const key = newKey();

  before(async () => {
    root = await certify({ name: "National Root", ca: true });
  });

  async function departmentWith(keys?: Certified["keys"]): Promise<Certified> {
    return certify({ name: HOST, by: root, dns: [HOST], ...(keys === undefined ? {} : { keys }) });
  }

  it("gives what the authority accepts, with the kinds of keys that departments have", async () => {
    const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048 };
    const rsaKeys = await crypto.subtle.generateKey({ ...rsa, publicExponent: new Uint8Array([1, 0, 1]) }, true, [
      "sign",
      "verify",
    ]);
    for (const keys of [await ecdsaKeys(), await ecdsaKeys(P384), rsaKeys]) {
      const department = await departmentWith(keys);
      const certificateKey = { pem: pemOf(department), passphrase: noPassphrase };
      const certificate = await certifyKey({ key, chain: [department.der], certificateKey });
      await checkIssuerCertificate({ certificate, roots: [root.der], at: AT });
    }
  });

  it("asks for the passphrase of an encrypted private key, and quotes neither when it is wrong", async () => {
    const department = await departmentWith();
    const pem = pemOf(department, "a secret passphrase");
    const chain = [department.der];
    const right = { pem, passphrase: () => Promise.resolve("a secret passphrase") };
    const certificate = await certifyKey({ key, chain, certificateKey: right });
    await checkIssuerCertificate({ certificate, roots: [root.der], at: AT });
    const wrong = { pem, passphrase: () => Promise.resolve("another passphrase") };
    await assert.rejects(certifyKey({ key, chain, certificateKey: wrong }), (error: Error) => {
      return isRefused(error) && !`${error.message}${error.stack}`.includes("another passphrase");
    });
  });

  it("refuses the private key of another certificate, one of another kind, and what is none", async () => {
    const chain = [(await departmentWith()).der];
    const other = pemOf(await departmentWith());
    const foreign = await departmentWith(await ecdsaKeys("P-521"));
    const certifying = (pem: string, der = chain) =>
      certifyKey({ key, chain: der, certificateKey: { pem, passphrase: noPassphrase } });
    await assert.rejects(certifying(other), isRefused);
    await assert.rejects(certifying("no key"), isRefused);
    assert.equal(createPrivateKey(pemOf(foreign)).asymmetricKeyDetails?.namedCurve, "secp521r1");
    await assert.rejects(certifying(pemOf(foreign), [foreign.der]), isRefused);
  });
});
