import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { openDepartmentAddress } from "../../../src/roles/department-address.ts";
import { createBox } from "../../../src/roles/letters/letter-box.ts";
import { sealLetter } from "../../../src/roles/letters/seal-letter.ts";
import { letterText } from "../../../src/protocol/letters/letter.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { postLetter, readLetters } from "../../../src/server/client/letters.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { requestOf, tableText } from "./support/people.ts";
import { confirm, PATIENCE, takeAccount } from "./support/steps.ts";
import { ACCOUNTS, DESK_PASSPHRASE, settleDepartments, type DepartmentsTown } from "./support/town.ts";

const PEOPLE = ["C-1", "C-2"].map((reference) => ({ reference, familyName: "Byron", birthDate: "1988-01-22" }));

describe("answers that were signed and not posted", () => {
  let portal: Portal<DepartmentsTown>;
  let browser: TestBrowser;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleDepartments }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("are posted, each once, when the desk is opened after the tab was closed; the same table again issues nothing", async () => {
    const officer = await browser.newVisitor({ url: portal.url, language: "en" });
    const { page } = officer;
    await officer.go("#/department");
    await takeAccount(officer, ACCOUNTS.registry);
    await officer.go("#/department/desk");
    await page.locator("details:has(#bring-desk-file) > summary").click(PATIENCE);
    await page.locator("#bring-desk-file").setInputFiles([...portal.seeded.deskFiles]);
    await page.locator("#bring-desk-passphrase").fill(DESK_PASSPHRASE);
    await page.locator("form:has(#bring-desk-file) button[type=submit]").click();
    await page.getByRole("tab", { name: "Link for people" }).click(PATIENCE);
    await page.getByRole("button", { name: "Sign the link" }).click(PATIENCE);
    const link = await page.locator(".copy-words").innerText(PATIENCE);

    const client = createClient({ url: portal.url });
    const text = link.slice(link.indexOf("#/wallet/claim/") + "#/wallet/claim/".length);
    const { box } = await openDepartmentAddress({ chain: portal.chain, text });
    const boxes = await Promise.all(PEOPLE.map(() => createBox()));
    for (const [at, { reference }] of PEOPLE.entries()) {
      const replyTo = boxes[at]!.address;
      const request = requestOf({ reference, replyTo });
      const content = letterText({ kind: "credential-request", request, replyTo });
      await postLetter(client, await sealLetter({ address: box, kind: "credential-request", content }));
    }
    const waiting = async (): Promise<number[]> =>
      Promise.all(boxes.map(async (each) => (await readLetters(client, each)).length));

    officer.expectFaults(/Failed to fetch|ERR_FAILED/);
    let refused = 0;
    await officer.context.route("**/v1/letters/*", async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      refused += 1;
      return route.abort();
    });
    const issue = async (): Promise<void> => {
      await page.getByRole("tab", { name: "From a table" }).click(PATIENCE);
      const buffer = Buffer.from(tableText(PEOPLE));
      await page.locator("#subjects-file").setInputFiles({ name: "residents.csv", mimeType: "text/csv", buffer });
      await page.getByRole("button", { name: "Issue all in the table" }).click();
      await confirm(page);
    };
    await issue();
    await page.locator("[role=tabpanel] .failure").waitFor(PATIENCE);
    assert.ok(refused > 0);
    assert.deepEqual(await waiting(), [0, 0]);

    await officer.context.unrouteAll();
    await page.reload();
    await page.locator("#desk-passphrase").fill(DESK_PASSPHRASE, PATIENCE);
    await page.locator("form:has(#desk-passphrase) button[type=submit]").click();
    // A request is dropped once it is answered; the desk shows before that.
    await page.getByText("No requests are waiting").waitFor(PATIENCE);
    await page.getByRole("tab", { name: "Issued" }).click(PATIENCE);
    await page.getByRole("cell", { name: "C-2", exact: true }).waitFor(PATIENCE);
    while ((await waiting()).includes(0)) await pause(200);
    assert.deepEqual(await waiting(), [1, 1]);

    await issue();
    await page.locator(".panel").waitFor(PATIENCE);
    const outcomes = await page.locator("[role=tabpanel] tbody .tag").allInnerTexts();
    assert.deepEqual(
      [outcomes, await waiting()],
      [
        ["not issued", "not issued"],
        [1, 1],
      ],
    );
    await officer.leave();
  });
});
