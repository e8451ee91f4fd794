import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseCredentialRequest } from "../../src/protocol/credential/credential-request.ts";
import { encodeValue } from "../../src/protocol/credential/encoding.ts";
import { sessionContext } from "../../src/protocol/credential/context.ts";
import { parseAskedPolicy } from "../../src/protocol/credential/asked-policy.ts";
import { checkShown } from "../../src/protocol/credential/shown-values.ts";
import { parsePolicy } from "../../src/protocol/credential/policy.ts";
import { parseResponseBody } from "../../src/protocol/credential/openid4vp/response.ts";
import { preparePresentation } from "../../src/protocol/credential/presentation.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { parseConsent } from "../../src/protocol/sharing/consent.ts";
import { signClaims } from "../../src/protocol/credential/credential.ts";
import { importCredential } from "../../src/roles/holder/held-credentials.ts";
import { openWalletFile, newWallet } from "../../src/roles/holder/wallet-file.ts";
import { emptyWallet } from "../../src/roles/holder/wallet.ts";
import { parseSubjects } from "../../src/roles/issuer/subjects.ts";
import { readFileJson } from "../../src/roles/read-file.ts";
import { openWorkspace } from "../../src/roles/workspace.ts";
import { credentialJson } from "../../src/protocol/credential/credential-json.ts";
import { temporaryFolder } from "../chain/setup.ts";
import {
  CLAIMS,
  CREDENTIAL,
  HOLDER,
  ISSUER,
  POLICY,
  RESIDENT,
  SUBJECT,
  registry,
  statusTree,
} from "../protocol/credential/fixtures.ts";
import { person } from "../roles/issuer/desk-fixtures.ts";

/** What is planted: texts and numbers that occur nowhere else, in the forms in which secrets come. */
export const TEXT = "Canaria Kanarienvogel";
export const WORD = "canary-77d5f3";
export const NUMBER = "31415926535897932384626433832795028841971693993751";
export const SMALL = 271_828_182_845;
export const PASSPHRASE = "seven yellow canaries sing";
export const CANARIES = ["Canaria", "Kanarienvogel", WORD, NUMBER, String(SMALL)];

export interface Accident {
  readonly what: string;
  readonly run: () => unknown;
}

export const HEADER = ["reference", ...RESIDENT.attributes.filter(({ required }) => required).map(({ name }) => name)];
export const CELLS = ["A-1001", ...HEADER.slice(1).map((name) => String(SUBJECT[name as keyof typeof SUBJECT]))];
export const table = (...rows: readonly (readonly string[])[]): string => rows.map((row) => row.join(",")).join("\n");
export const replaced = (values: readonly string[], at: number, value: string): string[] => values.with(at, value);

/** Accidents that happen to people: a file cut off, the wrong one, no header, a wrong passphrase. */
export const ACCIDENTS: readonly Accident[] = [
  { what: "a request cut off", run: () => parseCredentialRequest(`{"reference":"${TEXT}","nonce":"${WORD}`) },
  { what: "a request that is prose", run: () => parseCredentialRequest(`${TEXT}, ${WORD}`) },
  {
    what: "an answer that is prose",
    run: () => parseResponseBody(`vp_token=${WORD}`, { state: undefined, query: { id: "credential" } }),
  },
  { what: "a consent cut off", run: () => parseConsent(`{"purpose":"${TEXT}`) },
  { what: "a consent that is prose", run: () => parseConsent(TEXT) },
  { what: "a table without its header", run: () => parseSubjects(table(CELLS.with(1, TEXT)), RESIDENT) },
  { what: "a table of one word", run: () => parseSubjects(SUBJECT.personNumber.replace(/^/, `${TEXT} `), RESIDENT) },
  {
    what: "a table with a quote not closed",
    run: () => parseSubjects(`${table(HEADER)}\n"${TEXT},${WORD}`, RESIDENT),
  },
  {
    what: "a table with a quote within",
    run: () => parseSubjects(`${table(HEADER)}\n"${TEXT}"${WORD},x`, RESIDENT),
  },
  ...RESIDENT.attributes.map(({ name, encoding }): Accident => ({
    what: `a wrong ${name} to be signed`,
    run: () => {
      const value = encoding === "string" ? ` ${TEXT} ` : TEXT;
      return signClaims({ ...CLAIMS, subject: { ...SUBJECT, [name]: value } }, ISSUER);
    },
  })),
  ...(["uint64", "int64", "money", "date", "date-time", "boolean", "country", "bytes32"] as const).flatMap((encoding) =>
    [TEXT, WORD, NUMBER, SMALL].map((value): Accident => ({
      what: `${String(value)} as a value of encoding ${encoding}`,
      run: () => encodeValue({ encoding }, typeof value === "string" ? `${value} ` : value),
    })),
  ),
  {
    what: "a credential of somebody else",
    run: () => importCredential(emptyWallet(person()), credentialJson(CREDENTIAL)),
  },
  {
    what: "a shown value that was not proven",
    run: () => {
      const shown = { nationality: "156", familyName: TEXT };
      return checkShown({ salt: 1n, clear: [0n, 0n, 156n, 0n], shown }, parseAskedPolicy(POLICY, SCHEMAS));
    },
  },
  {
    what: "a shown text that was not proven",
    run: () => {
      const requests = [{ attribute: "familyName", predicate: { operator: "exists" }, show: "clear" }];
      const shown = { familyName: TEXT };
      const asked = parseAskedPolicy({ ...POLICY, requests }, SCHEMAS);
      return checkShown({ salt: 1n, clear: [5n, 0n, 0n, 0n], shown }, asked);
    },
  },
  ...RESIDENT.attributes
    .filter(({ name }) => name in SUBJECT && name !== "permanentResident")
    .map(({ name }): Accident => ({
      what: `a policy that the holder's ${name} does not meet`,
      run: async () => {
        const value = SUBJECT[name as keyof typeof SUBJECT];
        return prepare({ requests: [{ attribute: name, predicate: { operator: "notEquals", value }, show: "clear" }] });
      },
    })),
  { what: "a secret of somebody else", run: () => prepare({}, { secret: person().secret }) },
  { what: "a credential that has ended", run: () => prepare({}, { now: CLAIMS.validUntil }) },
  { what: "a credential that has not begun", run: () => prepare({}, { now: CLAIMS.validFrom - 1n }) },
  {
    what: "a credential that was revoked",
    run: async () => prepare({}, { status: await statusTree({ revoked: [CLAIMS.statusIndex] }) }),
  },
  {
    what: "a status list that the registry does not know",
    run: async () => prepare({}, { status: await statusTree({ revoked: [5] }) }),
  },
  {
    what: "a claim altered after it was signed",
    run: () => prepare({}, { credential: { ...CREDENTIAL, subject: { ...SUBJECT, familyName: TEXT } } }),
  },
  { what: "a wallet's passphrase that is wrong", run: () => openWallet((text) => text, `${WORD} wrong`) },
  { what: "a wallet cut off", run: () => openWallet((text) => text.slice(0, -300)) },
  { what: "a wallet of prose", run: () => openWallet(() => `${TEXT} ${WORD}`) },
  {
    what: "a passphrase too short",
    run: () =>
      newWallet({
        workspace: openWorkspace(temporaryFolder()),
        name: "anna",
        passphrase: () => Promise.resolve("Kanarien"),
      }),
  },
  {
    what: "a credential file of prose",
    run: () => {
      const file = join(temporaryFolder(), "credential.json");
      writeFileSync(file, `${TEXT} ${WORD}`);
      return readFileJson(file);
    },
  },
];

type Preparation = Parameters<typeof preparePresentation>[0];

async function prepare(policyChanges: object, changes: Partial<Preparation> = {}): Promise<unknown> {
  const status = await statusTree();
  return preparePresentation({
    policy: parsePolicy({ ...POLICY, ...policyChanges }, SCHEMAS),
    credential: CREDENTIAL,
    secret: HOLDER.secret,
    now: CLAIMS.validFrom + 1n,
    contextHash: sessionContext({ origin: "https://housing.example", nonce: WORD }),
    status,
    trust: await registry(status),
    disclosureSalt: 2n ** 200n + 3n,
    ...changes,
  });
}

/** A new wallet's file, altered, then opened. */
async function openWallet(alter: (text: string) => string, passphrase = PASSPHRASE): Promise<unknown> {
  const { file } = await newWallet({
    workspace: openWorkspace(temporaryFolder()),
    name: "anna",
    passphrase: () => Promise.resolve(PASSPHRASE),
  });
  writeFileSync(file, alter(readFileSync(file, "utf8")));
  return openWalletFile({ file, passphrase });
}
