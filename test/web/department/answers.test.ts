import assert from "node:assert/strict";
import { readRevoked } from "../../../src/chain/attestation-events.ts";
import { attestResidents } from "../../../src/roles/demo/portal/town/attestations.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { bringWallet } from "../citizen/support/steps.ts";
import { settleCitizens, type CitizensTown } from "../citizen/support/town.ts";
import { confirm, PATIENCE, picture, takeAccount } from "./support/steps.ts";
import { ACCOUNTS } from "./support/town.ts";

const PASSPHRASE = "a passphrase for answers";

describe("an office that reads what people answered", () => {
  let portal: Portal<CitizensTown>;
  let browser: TestBrowser;
  let officer: Visitor;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleCitizens }), openBrowser()]);
    officer = await browser.newVisitor({ url: portal.url, language: "en" });
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("sees confirmations come in by number alone, and cancels one", async () => {
    const { page } = officer;
    const { rentSupport: policyId, residents } = portal.seeded;
    await officer.go("#/department");
    await takeAccount(officer, ACCOUNTS.housing);
    await page.getByText("did:web:housing.example").first().waitFor(PATIENCE);
    await officer.go(`#/department/answers/${policyId}`);
    await page.getByText("Nobody has answered yet").waitFor(PATIENCE);
    await attestResidents(portal.town, { policyId, residents: residents.slice(0, 1) });
    await page.getByText("1 confirmation holds now.").waitFor(PATIENCE);
    await page.locator(".tag-success").first().waitFor();
    await picture(officer, "answers-1-on-record");
    await officer.axe();
    const personal = Object.values(residents[0]!.person.entry).filter((value) => value.length > 3);
    const shown = await page.locator("main").innerText();
    assert.deepEqual(
      personal.filter((value) => shown.includes(value) && !["true", "female"].includes(value)),
      [],
    );

    await page.locator("tbody .button-quiet").first().click();
    await page.locator("#revoke-reason").fill("Not a code!");
    await page.locator("dialog .button-danger").click();
    await page.locator("dialog .field-error").waitFor();
    await page.locator("#revoke-reason").fill("false-statement");
    await confirm(page);
    await page.locator(".tag-danger").first().waitFor(PATIENCE);
    assert.equal((await readRevoked(portal.chain, { policyId })).length, 1);
  });

  it("asks one person, gets a sealed answer, checks it once, and reads what the request shows", async () => {
    const { page } = officer;
    const { residents } = portal.seeded;
    const form = page.locator("form:has(#box-passphrase)");
    for (const field of await form.locator("input[autocomplete=new-password]").all()) await field.fill(PASSPHRASE);
    await form.locator("button[type=submit]").click();
    await page.getByRole("button", { name: "Make a request for one person" }).click(PATIENCE);
    const link = await page.locator(".copy-words").innerText(PATIENCE);

    const citizen = await browser.newVisitor({ url: portal.url, language: "zh", size: "phone" });
    await citizen.go(link.slice(link.indexOf("#")));
    await citizen.page.locator("details:has(#restore-file) > summary").waitFor(PATIENCE);
    await bringWallet(citizen, residents[1]!.wallet);
    await citizen.page.locator("#agree").check(PATIENCE);
    await citizen.page.locator("form:has(#agree) button[type=submit]").click();
    await citizen.page.locator(".panel").waitFor(PATIENCE);
    await citizen.leave();

    await page.getByRole("button", { name: "Check it" }).click(PATIENCE);
    await page.getByText("The answer holds").waitFor(PATIENCE);
    const { nationality = "" } = residents[1]!.person.entry;
    await page.locator(".summary-row", { hasText: "Nationality" }).getByText(nationality).waitFor();
    await picture(officer, "answers-2-checked");
    await officer.axe();
    await page.getByText("No answer has come yet.").waitFor(PATIENCE);
    await officer.leave();
  });
});
