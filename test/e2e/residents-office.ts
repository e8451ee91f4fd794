import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { certify, type Certified } from "../protocol/credential/certificates.ts";
import type { Person, Village } from "./people.ts";

/** A department that issues resident identities, from its certificate to the registered key, by commands alone. */

export const RESIDENTS = "did:web:residents.example";
const HOST = "residents.example";

export interface Certificates {
  /** PEM files. */
  readonly root: string;
  readonly chain: string;
  readonly privateKey: string;
}

/** A national root and the department's certificate under it, as its administrators would have them. */
export async function certificatesFor({ folder }: Pick<Village, "folder">, host = HOST): Promise<Certificates> {
  const root = await certify({ name: "National Root", ca: true });
  const department = await certify({ name: host, by: root, dns: [host] });
  const file = (name: string): string => join(folder, `${host}-${name}.pem`);
  const files = { root: file("root"), chain: file("chain"), privateKey: file("key") };
  await writeFile(files.root, pem("CERTIFICATE", root.der));
  await writeFile(files.chain, pem("CERTIFICATE", department.der));
  await writeFile(files.privateKey, await privateKeyPem(department));
  return files;
}

async function privateKeyPem({ keys }: Certified): Promise<string> {
  return pem("PRIVATE KEY", new Uint8Array(await crypto.subtle.exportKey("pkcs8", keys.privateKey)));
}

function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
}

/** The department's key, made, certified and registered; `office` has an account, `authority` governs. */
export async function openResidentsOffice(input: {
  village: Village;
  authority: Person;
  office: Person;
  /** Options of every command that needs the chain: the deployment record. */
  chainOptions: readonly string[];
}): Promise<{ keyIndex: number; certificates: Certificates }> {
  const { village, authority, office, chainOptions } = input;
  const certificates = await certificatesFor(village);
  const { address } = await office.does("account", "show", office.name);
  await authority.does("department", "register", RESIDENTS, "--address", address, ...chainOptions);
  const key = ["--schema", "resident-identity", "--epoch", "2026", "--ends", "365d"];
  await office.does("issuer-key", "new", "--issuer", RESIDENTS, ...key);
  const application = join(village.folder, "application");
  const papers = ["--certificate", certificates.chain, "--private-key", certificates.privateKey];
  await office.does("issuer-key", "certify", ...papers, "--to", application);
  const trust = ["--root", certificates.root, ...chainOptions];
  const { keyIndex } = await authority.does("issuer-key", "register", application, ...trust);
  return { keyIndex, certificates };
}

/** Whom the office knows by `reference`; the rest is invented around the name. */
export interface Resident {
  readonly reference: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly district?: string;
}

export function subjectOf({ givenName, birthDate, district = "D-07" }: Resident): Record<string, string | boolean> {
  return {
    ...{ familyName: "Montague", givenName, birthDate, sex: "other", nationality: "156", district },
    ...{ personNumber: `PN-${givenName}`, address: `3 Rue ${givenName}`, residentSince: "2019-02-03" },
    permanentResident: true,
  };
}

/** A person asks, the office issues, the person takes the credential in. Gives its id. */
export async function issueTo(
  person: Person,
  { office, resident }: { office: Person; resident: Resident },
): Promise<string> {
  const { reference } = resident;
  const folder = join(person.folder, "papers");
  await mkdir(folder, { recursive: true });
  const [request, subject, credential] = ["request", "subject", "credential"].map((name) =>
    join(folder, `${reference}-${name}.json`),
  ) as [string, string, string];
  await person.does(...requestArgs(reference), "--to", request);
  await writeFile(subject, JSON.stringify(subjectOf(resident)));
  const known = ["--subject", subject, "--reference", reference];
  await office.does("credential", "issue", request, ...known, "--to", credential);
  return (await person.does("credential", "import", credential)).credentialId;
}

export function requestArgs(reference: string): string[] {
  const kind = ["--schema", "resident-identity", "--issuer", RESIDENTS];
  return ["credential", "request", ...kind, "--reference", reference];
}
