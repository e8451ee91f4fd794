import assert from "node:assert/strict";
import type { z } from "zod";
import { readWithdrawn } from "../../../src/chain/attestation-events.ts";
import { anchorLog, openLog, readLatestAnchor } from "../../../src/chain/log-anchors.ts";
import { attestationWithdrawalText } from "../../../src/protocol/credential/withdrawal-file.ts";
import { parseDepartmentAddress } from "../../../src/protocol/letters/department-address.ts";
import { letterText, type LetterContent } from "../../../src/protocol/letters/letter.ts";
import { CONSENT_WITHDRAWAL_FORMAT, withdrawalText } from "../../../src/protocol/sharing/withdrawal.ts";
import { attestResidents, deviceOf } from "../../../src/roles/demo/portal/town/attestations.ts";
import { givenConsentText } from "../../../src/roles/consent-file.ts";
import { HOUSING_ACCOUNT } from "../../../src/roles/demo/attestation/world.ts";
import { giveConsent } from "../../../src/roles/holder/consent.ts";
import { prepareWithdrawal } from "../../../src/roles/holder/withdraw.ts";
import { sealLetter } from "../../../src/roles/letters/seal-letter.ts";
import { openPublishedPolicy } from "../../../src/roles/published-policy.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { postLetter } from "../../../src/server/client/letters.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { agreeAndProve, bringWallet } from "../citizen/support/steps.ts";
import { settleCitizens, type CitizensTown } from "../citizen/support/town.ts";
import { confirm, PATIENCE, picture, takeAccount } from "./support/steps.ts";
import { ACCOUNTS } from "./support/town.ts";

const PASSPHRASE = "a passphrase for records";
const DAY = 86_400;
const NO_PROOF = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];

describe("an office that keeps permissions and the log of its looks", () => {
  let portal: Portal<CitizensTown>;
  let browser: TestBrowser;
  let officer: Visitor;
  let citizen: Visitor;
  /** As the office gives it to people. */
  let link: string;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleCitizens }), openBrowser()]);
    officer = await browser.newVisitor({ url: portal.url, language: "en" });
    citizen = await browser.newVisitor({ url: portal.url, language: "en", size: "phone" });
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  const tab = (name: string) => officer.page.getByRole("tab", { name, exact: true });
  const atOffice = (text: string) => officer.page.getByText(text).first().waitFor(PATIENCE);
  const act = (name: string) => officer.page.getByRole("button", { name, exact: true }).click(PATIENCE);
  const givenBy = (heading: string) =>
    citizen.page.locator("section", { has: citizen.page.locator("h2", { hasText: heading }) }).locator(".card");

  it("makes its records, begins a log, and gives people a link", async () => {
    const { page } = officer;
    await officer.go("#/department");
    await takeAccount(officer, ACCOUNTS.housing);
    await page.getByRole("link", { name: "Permissions and records" }).click(PATIENCE);
    const form = page.locator("form:has(#records-passphrase)");
    await page.locator("#records-passphrase").fill(PASSPHRASE, PATIENCE);
    await page.locator("#records-repeated").fill(PASSPHRASE);
    await form.locator("button[type=submit]").click();
    await atOffice("No letter waits");
    await officer.axe();
    await tab("Log of looks").click();
    await page.locator("form:has(#log-name) button[type=submit]").click(PATIENCE);
    await atOffice("The public record names all entries.");
    await tab("Link for people").click();
    await page.locator("#permission-request").selectOption(String(portal.seeded.rentSupport), PATIENCE);
    link = await page.locator(".copy-words").innerText(PATIENCE);
    await picture(officer, "records-1-link");
  });

  it("keeps a person's permission that came by letter, writes a look down, and anchors it", async () => {
    const { residents } = portal.seeded;
    await citizen.go(link.slice(link.indexOf("#")));
    await citizen.page.locator("details:has(#restore-file) > summary").waitFor(PATIENCE);
    await bringWallet(citizen, residents[0]!.wallet);
    await agreeAndProve(citizen);
    await citizen.page.getByText("as a sealed letter").first().waitFor(PATIENCE);

    await tab("Letters").click();
    await atOffice("Somebody permits your office to look at her data");
    await picture(officer, "records-2-letter");
    await act("Check it and keep it");
    await atOffice("A permission was checked and is kept");
    await tab("Permissions").click();
    await atOffice("permits a look now");
    await officer.axe();
    await officer.page.locator("tbody .button-quiet").first().click();
    await officer.page.locator("dialog input[type=checkbox]").first().check();
    await act("Write it down");
    await atOffice("You may look now");
    await picture(officer, "records-3-look");
    await officer.page.locator("dialog .dialog-actions button").last().click();
    await officer.page.locator("tbody .tag", { hasText: "used" }).waitFor(PATIENCE);
    await tab("Log of looks").click();
    await act("Put it on record and publish it");
    await atOffice("The public record names all entries.");
    assert.equal((await readLatestAnchor(portal.chain, 1n)).size, 2);
  });

  it("is saved as a sealed file, which another device brings in whole, with its passphrase alone", async () => {
    await tab("Backup").click();
    const download = officer.page.waitForEvent("download", PATIENCE);
    await act("Save a backup");
    const file = await (await download).path();
    const other = await browser.newVisitor({ url: portal.url, language: "en" });
    const { page } = other;
    await other.go("#/department");
    await takeAccount(other, ACCOUNTS.housing);
    await other.go("#/department/records");
    await page.locator("details:has(#records-backup-file) > summary").click(PATIENCE);
    const bring = page.locator("form:has(#records-backup-file) button[type=submit]");
    await bring.click();
    await page.locator(".error-summary", { hasText: "Choose the backup of the records." }).waitFor(PATIENCE);
    await page.locator("#records-backup-file").setInputFiles(file);
    await page.locator("#records-backup-passphrase").fill("another passphrase");
    await bring.click();
    await page.locator(".failure", { hasText: "SEALED_FILE_REFUSED" }).waitFor(PATIENCE);
    await page.locator("#records-backup-passphrase").fill(PASSPHRASE);
    await bring.click();
    await page.getByRole("tab", { name: "Permissions", exact: true }).click(PATIENCE);
    await page.locator("tbody .tag", { hasText: "used" }).waitFor(PATIENCE);
    await page.getByRole("tab", { name: "Log of looks", exact: true }).click();
    await page.getByText("The public record names all entries.").waitFor(PATIENCE);
    await other.leave();
  });

  it("shows the person each look, whole by the public record, and tells her of a log that an office keeps to itself", async () => {
    const { page } = citizen;
    const { chain, town } = portal;
    await citizen.go("#/wallet/records");
    await page.getByText("Nothing is missing").waitFor(PATIENCE);
    await page.getByText("1 record about you").waitFor(PATIENCE);
    await page.getByText("Your data was given out").waitFor(PATIENCE);
    await citizen.axe();
    const account = await town.account(HOUSING_ACCOUNT);
    const { logId } = await openLog({ chain, account, name: "A second log" });
    await anchorLog({ chain, account, logId, size: 5, root: `0x${"7".repeat(64)}` });
    await page.getByRole("button", { name: "Look for records again" }).click(PATIENCE);
    await page.getByText("This office keeps its log to itself").waitFor(PATIENCE);
    await page.getByText("Nothing is missing").waitFor(PATIENCE);
    await citizen.axe();
  });

  it("ends the permission when the person takes it back, and erases when she asks, which she sees certified", async () => {
    const { page } = citizen;
    await citizen.go("#/wallet/given");
    await givenBy("Permissions").locator(".button-secondary").first().click(PATIENCE);
    await page.locator("dialog .button-danger").click();
    await givenBy("Permissions").locator(".panel").waitFor(PATIENCE);
    await tab("Letters").click();
    await act("Check it and end the permission");
    await atOffice("A permission was ended.");
    await tab("Permissions").click();
    await officer.page.locator("tbody .tag", { hasText: "taken back" }).waitFor(PATIENCE);

    await givenBy("Ask for erasure").locator(".button-secondary").first().click(PATIENCE);
    await page.locator("dialog .button-danger").click();
    await givenBy("Ask for erasure").locator(".panel").waitFor(PATIENCE);
    await tab("Letters").click();
    await act("Check it and erase");
    await officer.page.locator("dialog").waitFor(PATIENCE);
    await officer.axe();
    await picture(officer, "records-4-erase");
    // What was erased stays erased, and the certificate waits, where the letter with it does not go out.
    officer.expectFaults(/Failed to fetch|ERR_FAILED/);
    await officer.context.route("**/v1/letters/*", (route) =>
      route.request().method() === "POST" ? route.abort() : route.fallback(),
    );
    await confirm(officer.page);
    await atOffice("1 certificate could not be sent");
    await officer.axe();
    await picture(officer, "records-4-unsent");
    await officer.context.unrouteAll();
    await officer.page.getByRole("button", { name: "Send again" }).click();
    await officer.page.getByText("1 certificate could not be sent").waitFor({ ...PATIENCE, state: "detached" });
    await atOffice("Erased. Records: 2; permissions: 1.");
    await tab("Permissions").click();
    await atOffice("You hold no permission");

    await page.getByRole("button", { name: "Look for certificates" }).click(PATIENCE);
    await page.getByText(/Erased on .*\. Records: 2; permissions: 1/).waitFor(PATIENCE);
    await citizen.axe();
  });

  it("refuses what is forged, malformed, too late or of another office, each alone, and does no letter twice", async () => {
    const { chain, seeded, town, url } = portal;
    const { box } = parseDepartmentAddress(link.slice(link.lastIndexOf("/") + 1));
    const client = createClient({ url });
    const send = async (content: LetterContent): Promise<void> => {
      const sealed = await sealLetter({ address: box, kind: content.kind, content: letterText(content) });
      await postLetter(client, sealed);
    };
    const asked = await openPublishedPolicy({ chain, policyId: seeded.rentSupport });
    const now = Math.floor(Date.now() / 1000);
    const use = { kind: "once" } as const;
    const device = deviceOf(town, seeded.residents[1]!);
    const give = async (choice: { startsAt: number; expiresAt: number; use: typeof use }) =>
      JSON.parse(givenConsentText(await giveConsent({ ...device, asked, choice }))) as Record<
        string,
        z.core.util.JSONType
      >;
    const good = await give({ startsAt: now - DAY, expiresAt: now + DAY, use });
    const late = await give({ startsAt: now - 2 * DAY, expiresAt: now - DAY, use });
    const forged = JSON.parse(JSON.stringify(good)) as typeof good & { presentation: { proof: string[] } };
    forged.presentation.proof.reverse();
    const consentId = (good as { consent: { id: string } }).consent.id;
    const falseEnd = { format: CONSENT_WITHDRAWAL_FORMAT, consentId, proof: NO_PROOF } as const;

    await send({ kind: "consent", given: { format: "nothing" } });
    await send({ kind: "consent", given: forged });
    await send({ kind: "consent", given: late });
    await send({ kind: "consent", given: good });
    await send({ kind: "consent", given: good });
    await tab("Letters").click();
    await atOffice("It says nothing that is understood.");
    await officer.page.getByRole("button", { name: "Check and do 4 letters" }).click(PATIENCE);
    await atOffice("The proof in it does not hold");
    await atOffice("The permission is not valid: it has ended");
    await atOffice("This was done on an earlier letter; nothing was done again.");
    await picture(officer, "records-5-refused");
    await officer.axe();
    await tab("Permissions").click();
    await atOffice("permits a look now");
    assert.equal(await officer.page.locator("tbody tr").count(), 1);

    await tab("Letters").click();
    for (const left of [2, 1, 0]) {
      await officer.page.getByRole("button", { name: "Delete the letter", exact: true }).first().click(PATIENCE);
      await officer.page
        .locator(".inbox > li")
        .nth(left)
        .waitFor({ ...PATIENCE, state: "detached" });
    }
    await send({ kind: "consent-withdrawal", withdrawal: withdrawalText(falseEnd) });
    await atOffice("Somebody takes a permission back");
    await act("Check it and end the permission");
    await atOffice("It was not proved that this comes from the person");
    await tab("Permissions").click();
    await atOffice("permits a look now");
  });

  it("puts on record for a person, once, that she took a confirmation back", async () => {
    const { chain, seeded, town, url } = portal;
    const { rentSupport: policyId, residents } = seeded;
    const resident = residents[1]!;
    await attestResidents(town, { policyId, residents: [resident] });
    const { box } = parseDepartmentAddress(link.slice(link.lastIndexOf("/") + 1));
    const { identity } = resident.wallet;
    const made = await prepareWithdrawal({ chain, prover: town.prover, identity, policyId });
    const withdrawal = attestationWithdrawalText({ ...made, proof: [...made.proof] });
    const content = { kind: "attestation-withdrawal", withdrawal } as const;
    for (let copies = 0; copies < 2; copies += 1) {
      const sealed = await sealLetter({ address: box, kind: content.kind, content: letterText(content) });
      await postLetter(createClient({ url }), sealed);
    }
    await tab("Letters").click();
    const waiting = officer.page.locator(".inbox > li", { hasText: "Somebody takes back a confirmation on record" });
    const button = waiting.getByRole("button", { name: "Check it and put it on record", exact: true });
    await waiting.nth(1).waitFor(PATIENCE);
    await button.first().click(PATIENCE);
    await waiting.nth(1).waitFor({ ...PATIENCE, state: "detached" });
    await atOffice("A taking back was put on record.");
    await button.click(PATIENCE);
    await waiting.waitFor({ ...PATIENCE, state: "detached" });
    assert.equal((await readWithdrawn(chain, { policyId, pseudonym: made.pseudonym })).length, 1);
    await officer.leave();
    await citizen.leave();
  });
});
