import assert from "node:assert/strict";
import { parseDepartmentId, parseId } from "../../../src/web/client/pages/public/parts/parse-id.ts";
import { pageOfSubject, subjectKind } from "../../../src/web/client/pages/public/parts/subjects.ts";
import { entriesOf } from "../../../src/web/client/pages/public/verify/log-entries.ts";
import { AUDIT_SUBJECTS } from "../../../src/server/api/audit-trail.ts";

describe("addresses of public records", () => {
  it("take canonical numbers alone", () => {
    assert.equal(parseId("17"), 17n);
    assert.equal(parseId("0"), 0n);
    for (const text of [undefined, "", "01", "-1", "1.0", "0x1", "1e3", " 1", "99999999999999999999", "١"]) {
      assert.equal(parseId(text), undefined, text);
    }
    assert.equal(parseDepartmentId("9".repeat(77)), BigInt("9".repeat(77)));
    assert.equal(parseDepartmentId("9".repeat(79)), undefined);
  });

  it("lead from what an event is about to its record", () => {
    assert.equal(pageOfSubject("election:3"), "/public/elections/3");
    assert.equal(pageOfSubject("issuer-key:0"), "/public/keys/0");
    for (const subject of ["election", "election:", "election:../x", "governor:1", "attestation:1", "nonsense:1"]) {
      assert.equal(pageOfSubject(subject), undefined, subject);
    }
  });

  it("know a word for every kind that the index names", () => {
    for (const kind of AUDIT_SUBJECTS) assert.notEqual(subjectKind(kind), undefined, kind);
    assert.equal(subjectKind("toString"), undefined);
  });
});

describe("entries of a sharing log", () => {
  it("are its lines as they are, without a last empty one", () => {
    const texts = (text: string) => entriesOf(text).map((entry) => new TextDecoder().decode(entry));
    assert.deepEqual(texts("a\nb\n"), ["a", "b"]);
    assert.deepEqual(texts("a\r\n\nb"), ["a\r", "", "b"]);
    assert.deepEqual(texts(""), []);
  });
});
