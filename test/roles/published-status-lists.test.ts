import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { keccak256 } from "ethers";
import { listsHash, type StatusListFiles } from "../../src/protocol/credential/lists-hash.ts";
import { publishedStatusLists, statusListPublicFiles } from "../../src/roles/published-status-lists.ts";
import { keepPublicFile } from "../../src/roles/public-files.ts";
import { openStatusTree, readStatusLists } from "../../src/roles/status-lists.ts";
import { openWorkspace, type Workspace } from "../../src/roles/workspace.ts";
import { temporaryFolder } from "../chain/setup.ts";
import { CREDENTIAL } from "../protocol/credential/fixtures.ts";
import { listFiles } from "./credential-stage.ts";

describe("status lists among the public files", () => {
  let workspace: Workspace;
  let files: StatusListFiles;
  beforeEach(async () => {
    workspace = openWorkspace(temporaryFolder());
    files = await listFiles({ revoked: [7] });
  });

  const publish = async (published: readonly Uint8Array[]): Promise<void> => {
    for (const bytes of published) await keepPublicFile({ workspace, bytes });
  };
  const open = async () =>
    openStatusTree({
      key: { listsHash: listsHash(files), statusRoot: (await readStatusLists(files)).root },
      statusLists: CREDENTIAL.statusLists,
      source: publishedStatusLists(workspace),
    });

  it("are found by the hash that the registry has, whatever else is published", async () => {
    await publish(statusListPublicFiles(await listFiles({ suspended: [3] })));
    await publish(statusListPublicFiles(files));
    const tree = await open();
    assert.deepEqual([tree.markOf(7), tree.markOf(3)], ["revocation", undefined]);
  });

  it("are told to be missing while one of the three files is", async () => {
    const [revocation, suspension, index] = statusListPublicFiles(files) as [Uint8Array, Uint8Array, Uint8Array];
    assert.equal(keccak256(index), listsHash(files));
    await assert.rejects(open(), { code: "PUBLIC_FILE_ALTERED" });
    await publish([index, revocation]);
    await assert.rejects(open(), { code: "PUBLIC_FILE_ALTERED" });
    await publish([suspension]);
    await open();
  });

  it("are refused once altered", async () => {
    await publish(statusListPublicFiles(files));
    await writeFile(workspace.publicFile(keccak256(files.revocation)), "{}");
    await assert.rejects(open(), { code: "PUBLIC_FILE_ALTERED" });
  });
});
