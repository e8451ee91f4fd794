import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { saveTrusteeKey } from "../../../src/roles/trustee/key-file.ts";
import type { TownKey } from "../../../src/roles/demo/portal/town/key.ts";
import { FIRST_KEY_KEEPER } from "../../../src/roles/demo/portal/town/town.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { keyOf, stageElection } from "../support/elections.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { takeAccount } from "../organizer/support/acts.ts";
import { KEY_PASSPHRASE, keepKey, openSeat, takeStep } from "../organizer/support/keeper-acts.ts";
import { wordsIn } from "../organizer/support/words.ts";

const say = wordsIn("en");

describe("a key keeper's file in the portal", () => {
  let portal: Portal<TownKey>;
  let browser: TestBrowser;
  let keeper: Visitor;
  /** As the command line writes it. */
  let file: string;

  before(async () => {
    const seed = async (town: Parameters<typeof keyOf>[0]): Promise<TownKey> => {
      const key = await keyOf(town);
      await stageElection(town, { phase: "closed", key, cast: 1 });
      return key;
    };
    [portal, browser] = await Promise.all([openPortal({ seed }), openBrowser()]);
    const { key } = portal.seeded.keepers[0]!;
    const { workspace } = portal;
    await saveTrusteeKey({ workspace, seat: key.seat, passphrase: KEY_PASSPHRASE, key, overwrite: true });
    file = await readFile(workspace.trusteeFile(key.seat), "utf8");
    keeper = await browser.newVisitor({ url: portal.url, size: "phone" });
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  async function unfold(): Promise<void> {
    const { page } = keeper;
    if (await page.locator("#restore-key-file").isVisible()) return;
    await page.getByText(say("trustee", "restoreTitle")).click();
  }

  async function bring(text: string, passphrase: string): Promise<void> {
    const { page } = keeper;
    const input = page.locator("#restore-key-file");
    await unfold();
    await input.setInputFiles({ name: "key.json", mimeType: "application/json", buffer: Buffer.from(text) });
    await page.locator("#restore-key-passphrase").fill(passphrase);
    await page.getByRole("button", { name: say("trustee", "restore"), exact: true }).click();
  }

  it("is missed where it is not, and brought from the command line", async () => {
    const { page } = keeper;
    await openSeat(keeper, say, { ceremonyId: portal.seeded.ceremonyId, account: FIRST_KEY_KEEPER });
    await page.getByText(say("trustee", "keyFileLost")).waitFor();
    // A form that was refused says so each time it is sent, and takes nobody away who types.
    await unfold();
    const summary = page.locator("form:has(#restore-key-file) .error-summary");
    const send = page.locator("form:has(#restore-key-file) button[type=submit]");
    for (let time = 0; time < 2; time += 1) {
      await send.focus();
      await page.keyboard.press("Enter");
      await summary.and(page.locator(":focus")).waitFor();
    }
    await page.locator("#restore-key-passphrase").focus();
    await page.keyboard.type("typed as a whole");
    assert.equal(await page.locator("#restore-key-passphrase").inputValue(), "typed as a whole");
    await summary.getByText(say("trustee", "fileMissing")).waitFor();
    assert.equal(await summary.getByText(say("trustee", "passphraseMissing")).count(), 0);
    await bring(file, "not the passphrase at all");
    await page.getByRole("alert").waitFor();
    await page.getByText(say("trustee", "keyFileLost")).waitFor();
    await bring(file, KEY_PASSPHRASE);
    await page.getByText(say("trustee", "keyFileHere")).waitFor({ timeout: 60_000 });
    await keeper.axe();
  });

  it("T057: notes which sum it opened, and an older copy does not make it forget", async () => {
    const { page } = keeper;
    await keeper.go("#/trustee/elections/1");
    await takeStep(keeper, say, { step: "decrypt" });
    const download = await keepKey(keeper, say);
    const after = await readFile(await download.path(), "utf8");
    assert.notEqual(after, file);
    await bring(file, KEY_PASSPHRASE);
    await page.getByRole("alert").waitFor({ timeout: 60_000 });
    const [again] = [await keepKey(keeper, say)];
    assert.equal(await readFile(await again.path(), "utf8"), after);
  });

  it("is of no use to an account that is no key keeper", async () => {
    const { page } = keeper;
    await keeper.go("#/trustee");
    await page.getByRole("button", { name: say("accounts", "lock"), exact: true }).click();
    await takeAccount(keeper, say, 3);
    await page.getByText(say("trustee", "noSeats")).waitFor();
    await keeper.go(`#/trustee/ceremonies/${portal.seeded.ceremonyId}`);
    await page.getByRole("alert").waitFor();
    await keeper.axe();
    await keeper.leave();
  });
});
