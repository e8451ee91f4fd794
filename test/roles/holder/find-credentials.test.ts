import assert from "node:assert/strict";
import type { Trust } from "../../../src/chain/trust.ts";
import { PsephosError } from "../../../src/errors.ts";
import { parseAskedPolicy } from "../../../src/protocol/credential/asked-policy.ts";
import { signClaims } from "../../../src/protocol/credential/credential.ts";
import { listsHash } from "../../../src/protocol/credential/lists-hash.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { findCredentials } from "../../../src/roles/holder/find-credentials.ts";
import { readStatusLists, type StatusListSource } from "../../../src/roles/status-lists.ts";
import { CLAIMS, CREDENTIAL, ISSUER, POLICY, RESIDENT } from "../../protocol/credential/fixtures.ts";
import { listFiles } from "../credential-stage.ts";

const DEAD = "https://closed.example/status/revocation";
const older = CREDENTIAL;
const newer = {
  ...CREDENTIAL,
  ...signClaims({ ...CLAIMS, validFrom: CLAIMS.validFrom + 1n, nonce: 5n }, ISSUER),
  statusLists: { ...CREDENTIAL.statusLists, revocation: DEAD },
};

async function find(answerOfDead: () => Promise<Uint8Array>, credentials = [older, newer]) {
  const files = await listFiles({});
  const { root: statusRoot } = await readStatusLists(files);
  const key = { issuerKey: ISSUER.publicKey, schemaHash: RESIDENT.hash, did: CREDENTIAL.issuer };
  const trust = { keys: [{ ...key, statusRoot, listsHash: listsHash(files) }] } as unknown as Trust;
  const source: StatusListSource = {
    async fetch(url) {
      if (url === DEAD) return answerOfDead();
      return url.endsWith("revocation") ? files.revocation : files.suspension;
    },
  };
  const asked = parseAskedPolicy(POLICY, SCHEMAS);
  return findCredentials({ asked, credentials, trust, source, prepare: (chosen) => chosen.length });
}

describe("finding a credential for a policy", () => {
  const down = () => Promise.reject(new PsephosError("PUBLIC_FILE_MISSING", "The list cannot be fetched."));

  it("takes an older one where the newest one's issuer shows no status list, or another", async () => {
    for (const answer of [down, async () => new TextEncoder().encode("{}")]) {
      const { chosen, prepared } = await find(answer);
      assert.deepEqual([chosen.map(({ credential }) => credential), prepared], [[older], 1]);
    }
  });

  it("says what is wrong with the newest where none does, and passes faults of the program on", async () => {
    await assert.rejects(find(down, [newer]), { code: "PUBLIC_FILE_MISSING" });
    await assert.rejects(
      find(() => Promise.reject(new TypeError("a bug"))),
      /a bug/,
    );
  });
});
