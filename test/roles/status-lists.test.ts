import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { listsHash } from "../../src/protocol/credential/lists-hash.ts";
import { openStatusTree, readStatusLists, webStatusLists } from "../../src/roles/status-lists.ts";
import { CREDENTIAL } from "../protocol/credential/fixtures.ts";
import { listFiles } from "./credential-stage.ts";

describe("published status lists", () => {
  let server: Server;
  let address: string;
  const pages = new Map<string, Uint8Array>();

  before(async () => {
    server = createServer((request, response) => {
      const page = pages.get(request.url ?? "");
      if (request.url === "/moved") response.writeHead(302, { location: "/revocation" }).end();
      else if (page === undefined) response.writeHead(404).end();
      else response.end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const files = await listFiles({ revoked: [7] });
    pages.set("/revocation", files.revocation).set("/suspension", files.suspension);
    pages.set("/large", new Uint8Array(300 * 1024));
  });
  after(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  const read = (): Promise<{ revocation: Uint8Array; suspension: Uint8Array }> => listFiles({ revoked: [7] });
  const open = (key: { listsHash: string; statusRoot: bigint }, statusLists = CREDENTIAL.statusLists) =>
    openStatusTree({
      key: key as Parameters<typeof openStatusTree>[0]["key"],
      statusLists,
      source: { fetch: (url) => webStatusLists.fetch(`${address}/${url.split("/").at(-1)}`) },
    });

  it("are fetched, and open if they are the files and have the root that the registry names", async () => {
    const files = await read();
    const { root } = await readStatusLists(files);
    const tree = await open({ listsHash: listsHash(files), statusRoot: root });
    assert.deepEqual([tree.markOf(7), tree.markOf(8)], ["revocation", undefined]);
    await assert.rejects(open({ listsHash: listsHash(files), statusRoot: root + 1n }), {
      code: "PUBLIC_FILE_ALTERED",
      message: /do not have the root/,
    });
    const swapped = listsHash({ revocation: files.suspension, suspension: files.revocation });
    await assert.rejects(open({ listsHash: swapped, statusRoot: root }), { code: "PUBLIC_FILE_ALTERED" });
  });

  it("T077: are refused at an address that is not the one for everybody", async () => {
    const files = await read();
    const key = { listsHash: listsHash(files), statusRoot: (await readStatusLists(files)).root };
    for (const purpose of ["revocation", "suspension"] as const) {
      const own = { ...CREDENTIAL.statusLists, [purpose]: `https://registry.example/for/holder-4711/${purpose}` };
      await assert.rejects(open(key, own), { code: "PUBLIC_FILE_ALTERED", message: /for you alone/ });
    }
  });

  it("are refused in each other's place, and when they are no lists", async () => {
    const files = await read();
    const wrong = [
      { revocation: files.suspension, suspension: files.revocation },
      { ...files, suspension: new Uint8Array([0xff, 0xfe]) },
      { ...files, suspension: new TextEncoder().encode("{}") },
    ];
    for (const lists of wrong) await assert.rejects(readStatusLists(lists), { code: "STATUS_LIST_MALFORMED" });
    const cut = { ...files, revocation: files.revocation.slice(0, -5) };
    await assert.rejects(readStatusLists(cut), { code: "JSON_MALFORMED" });
  });

  it("T099: are refused when they are missing, moved elsewhere or larger than a list can be", async () => {
    for (const path of ["/none", "/moved", "/large"]) {
      await assert.rejects(webStatusLists.fetch(`${address}${path}`), { code: "PUBLIC_FILE_MISSING" });
    }
  });
});
