import { randomBytes } from "node:crypto";
import {
  createCredentialRequest,
  serialiseCredentialRequest,
} from "../../src/protocol/credential/credential-request.ts";
import type { Signature } from "../../src/crypto/eddsa.ts";
import type { Credential } from "../../src/protocol/credential/credential-json.ts";
import { createIdentity, type Identity } from "../../src/protocol/identity.ts";
import { issueMany } from "../../src/roles/issuer/issue-many.ts";
import { drawIssuerKey, parseIssuerKey, type IssuerKey } from "../../src/roles/issuer/issuer-key.ts";
import { IssuerLedger } from "../../src/roles/issuer/ledger.ts";
import { RESIDENT } from "../protocol/credential/fixtures.ts";

/** Seven residents, and the residents' office that issues to them. All texts of theirs are canaries: they must stay off the chain. */

export const ISSUER_DID = "did:web:residents.example";
export const STATUS_LISTS = {
  revocation: "https://residents.example/status/revocation",
  suspension: "https://residents.example/status/suspension",
};

export interface Resident {
  readonly name: string;
  readonly reference: string;
  readonly identity: Identity;
  readonly credential: Credential;
  /** Signature of the request. */
  readonly request: Signature;
  /** May enter the electorate: over 18, of one of the two districts. */
  readonly eligible: boolean;
}

export interface Office {
  readonly key: IssuerKey;
  readonly ledger: IssuerLedger;
  readonly residents: readonly Resident[];
  /** The requests as they came. */
  readonly requests: readonly string[];
}

const PEOPLE = [
  { name: "Abigail", birthDate: "1971-03-09", district: "D-07", eligible: true },
  { name: "Bartholomew", birthDate: "1988-11-21", district: "D-09", eligible: true },
  { name: "Clementine", birthDate: "2001-06-30", district: "D-07", eligible: true },
  { name: "Desmond", birthDate: "1955-01-02", district: "D-09", eligible: true },
  { name: "Euphemia", birthDate: "1994-08-14", district: "D-07", eligible: true },
  { name: "Ferdinand", birthDate: "2011-12-05", district: "D-07", eligible: false },
  { name: "Guinevere", birthDate: "1979-04-27", district: "D-03", eligible: false },
] as const;

export function openOffice({ at }: { at: number }): Office {
  const year = 31_536_000;
  const key = parseIssuerKey(
    drawIssuerKey({
      did: ISSUER_DID,
      schema: RESIDENT.id,
      epoch: 2026,
      endsAt: at + 2 * year,
      keyName: "residents-2026",
      statusLists: STATUS_LISTS,
    }),
  );
  const ledger = new IssuerLedger({ did: ISSUER_DID, schema: RESIDENT.id });
  const people = PEOPLE.map((person, index) => ({
    ...person,
    reference: `LETTER-77${index}`,
    identity: createIdentity(randomBytes(32)),
  }));
  const asked = people.map(({ identity, reference }) => {
    const nonce = randomBytes(18).toString("base64url");
    return createCredentialRequest(identity, { schema: RESIDENT.id, issuer: ISSUER_DID, reference, nonce });
  });
  const requests = asked.map(serialiseCredentialRequest);
  const header = RESIDENT.attributes.filter(({ required }) => required).map(({ name }) => name);
  const rows = people.map((person, index) =>
    [person.reference, ...header.map((name) => cellOf(name, { ...person, index }))].join(","),
  );
  const { credentials, report } = issueMany(
    {
      key,
      ledger,
      validFrom: at - 60,
      validUntil: at + year,
      at,
      reissue: false,
      newHolder: false,
      afterRevocation: false,
    },
    {
      table: [["reference", ...header].join(","), ...rows].join("\n"),
      requests: requests.map((text, index) => ({ source: `request ${index}`, text })),
    },
  );
  const failed = report.find(({ outcome }) => outcome !== "ok");
  if (failed !== undefined) throw new Error(`line ${failed.line}: ${failed.reason}`);
  const residents = people.map((person, index): Resident => ({
    ...person,
    credential: credentials[index]!,
    request: asked[index]!.signature,
  }));
  return { key, ledger, residents, requests };
}

function cellOf(
  attribute: string,
  { name, birthDate, district, index }: { name: string; birthDate: string; district: string; index: number },
): string {
  const cells: Readonly<Record<string, string>> = {
    familyName: `Montague-${name}`,
    givenName: name,
    birthDate,
    sex: index % 2 === 0 ? "female" : "male",
    nationality: "156",
    personNumber: `PN-44017${index}-${birthDate.replaceAll("-", "")}`,
    district,
    address: `${index + 3} Rue de la ${name}`,
    residentSince: "2019-02-03",
    permanentResident: "true",
  };
  return cells[attribute]!;
}
