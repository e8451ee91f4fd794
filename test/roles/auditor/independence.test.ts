import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";

const SOURCE = resolve(import.meta.dirname, "../../../src");

/** What the auditor may take from code that voters and trustees run: arithmetic, proofs' verification, and forms; no step of an election. */
const SHARED =
  /^(crypto\/(babyjubjub|field|poseidon-bulk|schnorr)\.ts$|generated\/|errors\.ts$|protocol\/(archive|json|params)\.ts$|proofs\/(artifacts|proof|prover|verify|verify-many)\.ts$)/;

/**
 * What a policy and a status list say is read by the code that wallets read them with: it is fixed by published vectors, and
 * a wallet that read them otherwise could prove nothing that the contracts take.
 */
const FORMS = /^protocol\/credential\/(asked-policy|params|schemas|status-list|status-tree)\.ts$/;

/** These read the chain and judge nothing; the last one is for who keeps a log, and check A9 judges it by code of its own. */
const READERS = [
  "roles/auditor/export-archive.ts",
  "roles/auditor/election-keys.ts",
  "roles/auditor/attestations/gather-ledger.ts",
  "roles/auditor/attestations/audit-attestations.ts",
  "roles/auditor/check-log.ts",
];

describe("auditor", () => {
  it("shares no code with those who cast, deal and decrypt, so that no fault of theirs is judged by itself", () => {
    const files = globSync("roles/auditor/**/*.ts", { cwd: SOURCE }).filter((file) => !READERS.includes(file));
    assert.ok(files.includes("roles/auditor/checks/08-aggregate.ts"));
    const foreign = files.flatMap((file) =>
      [...readFileSync(resolve(SOURCE, file), "utf8").matchAll(/from "(\.[^"]+)"/g)]
        .map(([, target = ""]) => relative(SOURCE, resolve(SOURCE, dirname(file), target)))
        .filter((target) => !target.startsWith("roles/auditor/") && !SHARED.test(target))
        .filter((target) => !(file.startsWith("roles/auditor/attestations/") && FORMS.test(target)))
        .map((target) => `${file} imports ${target}`),
    );
    assert.deepEqual(foreign, []);
  });
});
