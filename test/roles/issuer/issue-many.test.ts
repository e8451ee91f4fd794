import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import { serialiseCredentialRequest } from "../../../src/protocol/credential/credential-request.ts";
import { issueMany } from "../../../src/roles/issuer/issue-many.ts";
import type { Identity } from "../../../src/protocol/identity.ts";
import { HOLDER } from "../../protocol/credential/fixtures.ts";
import { office, person, requestOf } from "./desk-fixtures.ts";

const HEADER =
  "reference,familyName,givenName,birthDate,sex,nationality,personNumber,district,address,residentSince,permanentResident";
const row = (reference: string, { birthDate = "1990-05-17", truth = "true", address = '"12, Harbour Street"' } = {}) =>
  `${reference},陈,Анна,${birthDate},female,156,110101199005170028,D-07,${address},2015-09-01,${truth}`;
const table = (...rows: string[]) => [HEADER, ...rows].join("\r\n");
const text = (reference: string, identity: Identity = person(), source = `${reference}.json`) => ({
  source,
  text: serialiseCredentialRequest(requestOf(identity, { reference })),
});

describe("issuing many credentials from a table", () => {
  it("issues what can be issued, and names each line that cannot with its reason", () => {
    const terms = office();
    const [ada, ben] = [person(), person()];
    const forged = { source: "f.json", text: text("R-6").text.replace("R-6", "R-7") };
    const { credentials, report, okCount } = issueMany(terms, {
      table: table(
        row("R-1"),
        row("R-2", { birthDate: "17.05.1990" }),
        "R-3,too,few",
        row("R-4"),
        row("R-5", { truth: "TRUE" }),
        row("R-7"),
        row("R-8"),
        row("r 8"),
        row("R-9"),
        row("R-10", { address: " 12 Harbour Street" }),
        row("", {}),
        row("R-11"),
      ),
      requests: [
        ...[text("R-1", ada), text("R-2"), text("R-3"), text("R-5"), forged, text("R-8")],
        ...[text("R-9"), { ...text("R-9"), source: "second.json" }, text("R-10"), text("R-11", ben), text("R-99")],
        { source: "broken.json", text: "{" },
      ],
    });
    const outcomes = report.map(({ line, reference, outcome }) => [line, reference, outcome]);
    assert.deepEqual(outcomes, [
      [2, "R-1", "ok"],
      [3, "R-2", "CREDENTIAL_MALFORMED"],
      [4, "R-3", "SUBJECTS_MALFORMED"],
      [5, "R-4", "CREDENTIAL_NOT_ISSUED"],
      [6, "R-5", "CREDENTIAL_MALFORMED"],
      [7, "R-7", "CREDENTIAL_NOT_ISSUED"],
      [8, "R-8", "SUBJECTS_MALFORMED"],
      [9, "r 8", "SUBJECTS_MALFORMED"],
      [10, "R-9", "CREDENTIAL_NOT_ISSUED"],
      [11, "R-10", "CREDENTIAL_MALFORMED"],
      [12, "", "SUBJECTS_MALFORMED"],
      [13, "R-11", "ok"],
      ["f.json", undefined, "CREDENTIAL_REQUEST_REFUSED"],
      ["broken.json", undefined, "CREDENTIAL_REQUEST_MALFORMED"],
      ["R-99.json", "R-99", "CREDENTIAL_NOT_ISSUED"],
    ]);
    assert.equal(okCount, 2);
    assert.deepEqual(
      credentials.map(({ holder }) => holder),
      [ada.commitment, ben.commitment],
    );
    assert.equal(credentials[0]?.subject["address"], "12, Harbour Street");
    assert.equal(credentials[0].subject["permanentResident"], true);
    assert.deepEqual(
      terms.ledger.issued.map(({ credentialId }) => credentialId),
      credentials.map(({ id }) => id),
    );
    assert.ok(report.every(({ outcome, reason }) => (outcome === "ok") === (reason === undefined)));
  });

  it("T087: says nothing in its reasons of what the table says of people", () => {
    const rows = ["1990-02-30", "CANARY-1"].map((birthDate, index) => row(`R-${index}`, { birthDate }));
    const cells = ["CANARY-2", "陈", "Анна", "1990-05-17", "CANARY-3"].join(",");
    const { report, okCount } = issueMany(office(), {
      table: table(...rows, cells, row("R-5", { truth: "CANARY-4" }), row("R-6", { address: "CANARY-5 " })),
      requests: ["R-0", "R-1", "R-5", "R-6"].map((reference) => text(reference)),
    });
    assert.equal(okCount, 0);
    const reasons = JSON.stringify(report.map(({ reason }) => reason));
    assert.ok(!reasons.includes("CANARY") && !reasons.includes("1990") && !reasons.includes("陈"), reasons);
  });

  it("refuses the second line of one holder, and a second round with the same requests", () => {
    const terms = office();
    const requests = [text("R-1", HOLDER), text("R-2", HOLDER)];
    const input = { table: table(row("R-1"), row("R-2")), requests };
    const outcomes = () => issueMany({ ...terms, reissue: true }, input).report.map(({ outcome }) => outcome);
    assert.deepEqual(outcomes(), ["ok", "CREDENTIAL_NOT_ISSUED"]);
    assert.deepEqual(outcomes(), ["CREDENTIAL_REQUEST_REFUSED", "CREDENTIAL_NOT_ISSUED"]);
    assert.equal(terms.ledger.issued.length, 1);
  });

  it("leaves out a person whose credential was revoked for cause, unless told, and not one whose was replaced", () => {
    const terms = office({ reissue: true });
    const [ada, ben] = [person(), person()];
    const round = (changes = {}) =>
      issueMany(
        { ...terms, ...changes },
        {
          table: table(row("R-1"), row("R-2")),
          requests: [text("R-1", ada), text("R-2", ben)],
        },
      ).report.map(({ outcome }) => outcome);
    assert.deepEqual(round(), ["ok", "ok"]);
    terms.ledger.change(terms.ledger.ofPerson("R-2")[0]!.credentialId, { revoked: true });
    assert.deepEqual(round(), ["ok", "CREDENTIAL_NOT_ISSUED"]);
    assert.deepEqual(round({ afterRevocation: true }), ["ok", "ok"]);
    assert.deepEqual(round(), ["ok", "ok"]);
  });

  it("refuses the whole table where its header or its quotes do not fit, with nothing issued", () => {
    const terms = office();
    const requests = [text("R-1")];
    for (const wrong of [
      "",
      `${HEADER},shoeSize\n${row("R-1")},42`,
      `${HEADER},sex\n${row("R-1")},female`,
      `${HEADER.replace(",birthDate", "")}\n${row("R-1")}`,
      `${HEADER.replace("reference", "Reference")}\n${row("R-1")}`,
      `${HEADER}\n${row("R-1")}\n"R-2,open quote`,
    ]) {
      assert.throws(
        () => issueMany(terms, { table: wrong, requests }),
        (error) => isPsephosError(error, "SUBJECTS_MALFORMED"),
        wrong.slice(-30),
      );
    }
    assert.deepEqual(terms.ledger.issued, []);
  });

  it("does not begin where the terms allow nothing to anybody", () => {
    const terms = office();
    const input = { table: table(row("R-1")), requests: [text("R-1")] };
    assert.throws(
      () => issueMany({ ...terms, at: terms.key.endsAt }, input),
      (error) => isPsephosError(error, "ISSUER_KEY_ENDED"),
    );
  });
});
