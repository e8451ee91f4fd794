import assert from "node:assert/strict";
import { readdir, rename, utimes, writeFile } from "node:fs/promises";
import { fileNonceStore, memoryNonceStore, type NonceStore } from "../../../src/roles/verifier/nonce-store.ts";
import { createSessionGuard, type SessionGuard } from "../../../src/roles/verifier/session-guard.ts";
import { inFolder } from "../folder.ts";

const ORIGIN = "https://housing.example";

async function withStores(use: (store: NonceStore, name: string) => Promise<void>): Promise<void> {
  await use(memoryNonceStore(), "memory");
  await inFolder((folder) => use(fileNonceStore(`${folder}/nonces`), "files"));
}

describe("the guard of a service's sessions", () => {
  it("takes each nonce back once, in memory and in files", async () => {
    await withStores(async (store, name) => {
      const guard = createSessionGuard({ origin: ORIGIN, store });
      const session = await guard.open();
      assert.match(session.nonce, /^[A-Za-z0-9_-]{43}$/, name);
      await guard.redeem(session);
      await assert.rejects(guard.redeem(session), { code: "NONCE_REFUSED", message: /used already/ });
    });
  });

  it("gives a nonce to one of many that ask for it at once", async () => {
    await withStores(async (store, name) => {
      const guard = createSessionGuard({ origin: ORIGIN, store });
      const session = await guard.open();
      const results = await Promise.allSettled(Array.from({ length: 20 }, () => guard.redeem(session)));
      assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1, name);
    });
  });

  it("knows the nonces that another process of the service drew", async () => {
    await inFolder(async (folder) => {
      const [one, other] = [fileNonceStore(folder), fileNonceStore(folder)];
      const session = await createSessionGuard({ origin: ORIGIN, store: one }).open();
      await createSessionGuard({ origin: ORIGIN, store: other }).redeem(session);
      await assert.rejects(createSessionGuard({ origin: ORIGIN, store: one }).redeem(session), {
        code: "NONCE_REFUSED",
      });
    });
  });

  it("refuses a nonce that it never drew, whatever its form", async () => {
    await withStores(async (store) => {
      const guard = createSessionGuard({ origin: ORIGIN, store });
      for (const nonce of ["", "../../etc/passwd", "x".repeat(10_000)]) {
        await assert.rejects(guard.redeem({ origin: ORIGIN, nonce }), {
          code: "NONCE_REFUSED",
          message: /never drawn/,
        });
      }
    });
  });

  it("refuses another origin, and leaves the nonce to its own", async () => {
    const guard = createSessionGuard({ origin: ORIGIN, store: memoryNonceStore() });
    const { nonce } = await guard.open();
    for (const origin of [
      "https://housing.example.evil.example",
      "https://housing.example/",
      "http://housing.example",
    ]) {
      await assert.rejects(guard.redeem({ origin, nonce }), { code: "PRESENTATION_OTHER_CONTEXT" });
    }
    await guard.redeem({ origin: ORIGIN, nonce });
  });

  it("lets nonces expire, and forgets them", async () => {
    await inFolder(async (folder) => {
      for (const store of [memoryNonceStore(), fileNonceStore(folder)]) {
        let now = 1000;
        const guard: SessionGuard = createSessionGuard({
          ...{ origin: ORIGIN, store, lifetimeSeconds: 60 },
          clock: () => now,
        });
        const [first, second] = [await guard.open(), await guard.open()];
        assert.equal(first.expiresAt, 1060);
        now = 1059;
        await guard.redeem(first);
        now = 1060;
        await assert.rejects(guard.redeem(second), { code: "NONCE_REFUSED", message: /expired/ });
        const third = await guard.open();
        now = 2000;
        await guard.open();
        await assert.rejects(guard.redeem(third), { code: "NONCE_REFUSED", message: /never drawn/ });
      }
      assert.equal((await readdir(folder)).length, 1);
    });
  });

  it("opens beside damaged files and what a process left that ended, and clears both away", async () => {
    await inFolder(async (folder) => {
      const now = Math.floor(Date.now() / 1000);
      const guard = createSessionGuard({ origin: ORIGIN, store: fileNonceStore(folder), clock: () => now });
      const { nonce } = await guard.open();
      const [own] = (await readdir(folder)) as [string];
      for (const [at, content] of ["", "{", '{"expiresAt":"soon"}', Buffer.of(0xff)].entries()) {
        await writeFile(`${folder}/${`${at}`.repeat(64)}.json`, content);
      }
      await writeFile(`${folder}/${own}`, "{");
      await guard.open();
      assert.equal((await readdir(folder)).length, 6);
      await assert.rejects(guard.redeem({ origin: ORIGIN, nonce }), { code: "NONCE_REFUSED" });
      await guard.open();
      const kept = (await readdir(folder)).filter((name) => !/^(.)\1{63}/.test(name)) as [string, string];
      await rename(`${folder}/${kept[0]}`, `${folder}/${kept[0]}.0123456789ab`);
      await rename(`${folder}/${kept[1]}`, `${folder}/.${kept[1]}.0123456789ab`);
      for (const name of await readdir(folder)) await utimes(`${folder}/${name}`, now - 3602, now - 3602);
      await fileNonceStore(folder).sweep(now);
      assert.equal((await readdir(folder)).length, 2);
      await fileNonceStore(folder).sweep(now + 600);
      assert.deepEqual(await readdir(folder), []);
    });
  });

  it("is not made for an address that browsers would not tell", () => {
    const store = memoryNonceStore();
    for (const origin of [
      "housing.example",
      "https://housing.example/login",
      "http://housing.example",
      "https://A.example",
    ]) {
      assert.throws(() => createSessionGuard({ origin, store }), { code: "ARGUMENT_INVALID" });
    }
    createSessionGuard({ origin: "http://localhost:3000", store });
    assert.throws(() => createSessionGuard({ origin: ORIGIN, store, lifetimeSeconds: 5 }), {
      code: "ARGUMENT_INVALID",
    });
  });
});
