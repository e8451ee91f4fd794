import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { letterText } from "../../../src/protocol/letters/letter.ts";
import { sealLetter } from "../../../src/roles/letters/seal-letter.ts";
import { openDepartmentAddress } from "../../../src/roles/department-address.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { postLetter } from "../../../src/server/client/letters.ts";
import { createBox } from "../../../src/roles/letters/letter-box.ts";
import { requestOf, tableText } from "../department/support/people.ts";
import { confirm, PATIENCE, takeAccount } from "../department/support/steps.ts";
import { ACCOUNTS, DESK_PASSPHRASE, settleDepartments, type DepartmentsTown } from "../department/support/town.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { assertHarmless, watchForScripts } from "../support/harmless.ts";
import { FORMULAS, PAYLOADS, UNSEEN } from "../support/payloads.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { formulasIn } from "./support/formulas.ts";

/** By letter and in the ledger: what spreadsheets compute, and some of all else. */
const SOME = [...FORMULAS, ...PAYLOADS.filter((payload, at) => at % 12 === 0 && !FORMULAS.includes(payload))];

describe("texts that are made to run, at an office's desk", () => {
  let portal: Portal<DepartmentsTown>;
  let browser: TestBrowser;
  let officer: Visitor;
  let dialogs: readonly string[];

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleDepartments }), openBrowser()]);
    officer = await browser.newVisitor({ url: portal.url, language: "en" });
    dialogs = watchForScripts(officer);
    await bringDesk();
  });
  after(async () => {
    await officer.leave();
    await browser.close();
    await portal.stop();
  });

  async function bringDesk(): Promise<void> {
    const { page } = officer;
    await officer.go("#/department");
    await takeAccount(officer, ACCOUNTS.registry);
    await officer.go("#/department/desk");
    await page.locator("details:has(#bring-desk-file) > summary").click(PATIENCE);
    await page.locator("#bring-desk-file").setInputFiles([...portal.seeded.deskFiles]);
    await page.locator("#bring-desk-passphrase").fill(DESK_PASSPHRASE);
    await page.locator("form:has(#bring-desk-file) button[type=submit]").click();
    await page.getByRole("tab").first().waitFor(PATIENCE);
  }

  const openTab = (name: string) => officer.page.getByRole("tab", { name }).click(PATIENCE);

  async function exported(): Promise<string> {
    const [download] = await Promise.all([
      officer.page.waitForEvent("download"),
      officer.page.locator("[role=tabpanel] .table-exports button").first().click(PATIENCE),
    ]);
    return readFile(await download.path(), "utf8");
  }

  it("T096: are text in letters, whoever sent them", async () => {
    const { page } = officer;
    await openTab("Link for people");
    await page.getByRole("button", { name: "Sign the link" }).click(PATIENCE);
    const link = await page.locator(".copy-words").innerText(PATIENCE);
    const text = link.slice(link.indexOf("#/wallet/claim/") + "#/wallet/claim/".length);
    const { box } = await openDepartmentAddress({ chain: portal.chain, text });
    const [client, reply] = [createClient({ url: portal.url }), await createBox()];
    for (const reference of SOME) {
      const content = letterText({
        kind: "credential-request",
        request: requestOf({ reference, replyTo: reply.address }),
        replyTo: reply.address,
      });
      await postLetter(client, await sealLetter({ address: box, kind: "credential-request", content }));
    }
    await openTab("Requests");
    for (const reference of SOME) await page.locator("main").getByText(reference).first().waitFor(PATIENCE);
    await assertHarmless(officer, dialogs);
    await officer.axe();
  });

  it("T096: are text in the report on a table, and no formulas in the copy of it", async () => {
    const { page } = officer;
    await openTab("From a table");
    const people = [...PAYLOADS, ...UNSEEN].map((payload) => ({
      reference: payload,
      familyName: payload,
      birthDate: SOME.includes(payload) ? "1990-12-10" : payload,
    }));
    const file = { name: `${PAYLOADS[0]!.replaceAll("/", "∕")}.csv`, mimeType: "text/csv" };
    await page.locator("#subjects-file").setInputFiles({ ...file, buffer: Buffer.from(tableText(people)) });
    await page.getByRole("button", { name: "Issue all in the table" }).click();
    await page.locator("dialog[open]").getByText(file.name).waitFor();
    await confirm(page);
    await page.locator(".panel").waitFor(PATIENCE);
    let told = "";
    for (let more = true; more;) {
      await assertHarmless(officer, dialogs);
      told += await page.locator("[role=tabpanel] tbody").innerText();
      const next = page.locator("[role=tabpanel] .table-pages button").last();
      more = await next.isEnabled();
      if (more) await next.click();
    }
    const words = told.replaceAll(/\s+/g, " ");
    assert.deepEqual(
      PAYLOADS.filter((payload) => !words.includes(payload.replaceAll(/\s+/g, " "))),
      [],
    );
    assert.doesNotMatch(told, /[\u202A-\u202E\u2066\u2067\u200B\u3164]/u);
    assert.deepEqual(formulasIn(await exported()), []);
  });

  it("T096: are text in the ledger with the reasons of what was done, and no formulas in the copy of it", async () => {
    const { page } = officer;
    await openTab("Issued");
    await page.locator("[role=tabpanel] tbody tr").first().waitFor(PATIENCE);
    await page.locator("[role=tabpanel] tbody .button-row button").last().click();
    await page.locator("#act-reason").fill(`=cmd|' /C calc'!A0 ${PAYLOADS[0]!}`);
    await assertHarmless(officer, dialogs);
    await confirm(page);
    await page.locator("[role=tabpanel] tbody").getByText(PAYLOADS[0]!).first().waitFor(PATIENCE);
    await assertHarmless(officer, dialogs);
    const table = await exported();
    assert.ok(table.includes("calc"));
    assert.deepEqual(formulasIn(table), []);
  });
});
