import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mock } from "node:test";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { PsephosError } from "../../../src/errors.ts";
import type { Chain } from "../../../src/roles/chain-session.ts";
import type { Wallet } from "../../../src/roles/holder/wallet.ts";
import { attended, IDLE_MS, touch } from "../../../src/web/worker/attendance.ts";
import { Opened } from "../../../src/web/worker/opened.ts";

const POLL_MS = 5_000;
const NOW = Date.UTC(2026, 5, 1);
const WORKER = "src/web/worker";

describe("a device that its person left", () => {
  // One clock for all: the module under test keeps the timer that it set last.
  before(() => mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW }));
  after(() => mock.timers.reset());

  describe("what she opened there", () => {
    const opened = new Opened<string>();

    beforeEach(() => opened.open("secret"));
    afterEach(() => {
      opened.lock();
      mock.restoreAll();
    });

    it("locks itself when she was away for the whole time without use, and not before", () => {
      mock.timers.tick(IDLE_MS - 1);
      assert.equal(opened.get(), "secret");
      let told = 0;
      opened.watch(() => (told += 1));
      mock.timers.tick(1);
      assert.equal(told, 1);
      assert.equal(opened.get(), undefined);
    });

    it("is put off by what she does, and by nothing that asks for it or changes it", () => {
      mock.timers.tick(IDLE_MS - POLL_MS);
      touch();
      for (let passedMs = POLL_MS; passedMs < IDLE_MS; passedMs += POLL_MS) {
        mock.timers.tick(POLL_MS);
        assert.equal(opened.get(), "secret");
        opened.change((held) => held);
      }
      mock.timers.tick(POLL_MS);
      assert.equal(opened.get(), undefined);
    });

    it("is locked for whoever wakes a device that slept, also if what it hears first is that somebody is there", () => {
      const slept = (): void => {
        opened.open("secret");
        // The clock has moved, no timer has run.
        mock.timers.setTime(Date.now() + IDLE_MS);
      };
      slept();
      assert.equal(opened.get(), undefined);
      slept();
      touch();
      assert.equal(opened.get(), undefined);
      slept();
      new Opened<string>().open("another secret");
      assert.equal(opened.get(), undefined);
    });

    it("locks itself also where the clock was set back meanwhile", () => {
      mock.method(Date, "now", () => NOW);
      mock.timers.tick(IDLE_MS);
      assert.equal(opened.get(), undefined);
    });

    it("stays open while something runs that she started, and for the time without use after it", async () => {
      const act = Promise.withResolvers<string>();
      const running = attended(() => act.promise);
      mock.timers.tick(3 * IDLE_MS);
      assert.equal(opened.get(), "secret");
      act.resolve("done");
      assert.equal(await running, "done");
      mock.timers.tick(IDLE_MS - 1);
      assert.equal(opened.get(), "secret");
      mock.timers.tick(1);
      assert.equal(opened.get(), undefined);
    });

    it("is not kept open by something that she started and that failed", async () => {
      await assert.rejects(attended(() => Promise.reject(new PsephosError("INTERRUPTED", "Stopped."))));
      mock.timers.tick(IDLE_MS);
      assert.equal(opened.get(), undefined);
    });

    it("is not opened again by what was made of it and comes after it was locked", () => {
      opened.lock();
      opened.change(() => "changed");
      assert.equal(opened.get(), undefined);
    });
  });

  describe("an account and a wallet that a page asks for again and again", () => {
    it("lock themselves all the same", async () => {
      // Where the worker's script would lie: modules of the worker read it when they are loaded.
      Object.assign(globalThis, { self: { location: { href: "http://127.0.0.1/worker/office.js" } } });
      const { heldAccount, holdAccount } = await import("../../../src/web/worker/held-account.ts");
      const { heldWallet, holdWallet } = await import("../../../src/web/worker/held-wallet.ts");
      const account = developmentAccount(0);
      holdAccount({ isLocal: true, provider: null } as unknown as Chain, { name: undefined, account });
      holdWallet({ wallet: {} as Wallet, passphrase: "a long passphrase" });
      for (let passedMs = POLL_MS; passedMs < IDLE_MS; passedMs += POLL_MS) {
        mock.timers.tick(POLL_MS);
        assert.equal(heldAccount().address, account.address);
        assert.equal(heldWallet().name, "me");
      }
      mock.timers.tick(POLL_MS);
      assert.throws(heldAccount, { code: "ACCOUNT_LOCKED" });
      assert.throws(heldWallet, { code: "WALLET_LOCKED" });
      Reflect.deleteProperty(globalThis, "self");
    });
  });
});

describe("the worker", () => {
  it("takes for a sign of the person what the page says of her, and what she opens, and nothing else", () => {
    const files = readdirSync(WORKER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const touching = files.filter((name) =>
      /import \{[^}]*\btouch\b[^}]*\} from "[./]*\/attendance\.ts"/.test(readFileSync(join(WORKER, name), "utf8")),
    );
    assert.deepEqual(touching.sort(), ["opened.ts", "session.ts"]);
    const timing = files.filter((name) => /IDLE_MS/.test(readFileSync(join(WORKER, name), "utf8")));
    assert.deepEqual(timing, ["attendance.ts"]);
  });
});
