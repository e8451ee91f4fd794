import { randomBytes } from "node:crypto";
import {
  createCredentialRequest,
  serialiseCredentialRequest,
} from "../../../../src/protocol/credential/credential-request.ts";
import { createIdentity } from "../../../../src/protocol/identity.ts";
import { nonceForReply } from "../../../../src/protocol/letters/reply-to.ts";
import { REGISTRY, RESIDENT_SCHEMA } from "../../../../src/roles/demo/attestation/policies.ts";

/** What tells the people of a test apart; the rest is the same of all. */
export interface TablePerson {
  readonly reference: string;
  readonly familyName: string;
  /** As typed, right or wrong. */
  readonly birthDate: string;
}

/** A request with a secret that nobody keeps; with `replyTo` one for a letter, which is answered to that box. */
export function requestOf({ reference, replyTo }: Pick<TablePerson, "reference"> & { replyTo?: string }): string {
  const identity = createIdentity(randomBytes(32));
  const nonce = replyTo === undefined ? randomBytes(18).toString("base64url") : nonceForReply(replyTo);
  const wish = { schema: RESIDENT_SCHEMA, issuer: REGISTRY, reference, nonce };
  return serialiseCredentialRequest(createCredentialRequest(identity, wish)).trimEnd();
}

/** What the registry's books say of a person, by attribute. */
export function subjectOf({ familyName, birthDate }: Omit<TablePerson, "reference">): Readonly<Record<string, string>> {
  return {
    ...{ familyName, birthDate, givenName: "Ada", sex: "female", nationality: "826", personNumber: "P-1815" },
    ...{ district: "D-07", address: "St James Square 12", residentSince: "2019-02-03", permanentResident: "true" },
  };
}

/** As clerks export it. */
export function tableText(people: readonly TablePerson[]): string {
  const rows = people.map((person) => [person.reference, ...Object.values(subjectOf(person))]);
  const columns = Object.keys(subjectOf({ familyName: "", birthDate: "" }));
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return [["reference", ...columns], ...rows].map((row) => row.map(quoted).join(",")).join("\n");
}
