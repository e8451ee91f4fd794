import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Download } from "playwright-core";
import { openDepartmentAddress } from "../../../src/roles/department-address.ts";
import { boxAddressText } from "../../../src/roles/letters/box-address.ts";
import { createBox } from "../../../src/roles/letters/letter-box.ts";
import { sealLetter } from "../../../src/roles/letters/seal-letter.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { postLetter, readLetters } from "../../../src/server/client/letters.ts";
import { parseDepartmentAddress } from "../../../src/protocol/letters/department-address.ts";
import { letterText } from "../../../src/protocol/letters/letter.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { makeWallet } from "../citizen/support/steps.ts";
import { requestOf, subjectOf, tableText, type TablePerson } from "./support/people.ts";
import { confirm, PATIENCE, picture, takeAccount } from "./support/steps.ts";
import { ACCOUNTS, DESK_PASSPHRASE, settleDepartments, type DepartmentsTown } from "./support/town.ts";

const ADA: TablePerson = { reference: "A-1001", familyName: "Lovelace", birthDate: "1990-12-10" };
const PAYLOAD = `<img src=x onerror="globalThis.wasRun=1">`;

describe("an officer at the desk", () => {
  let portal: Portal<DepartmentsTown>;
  let browser: TestBrowser;
  let officer: Visitor;
  /** What follows `#` in the desk's link. */
  let claim: string;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleDepartments }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("brings in the desk of the command line, and signs the link to it", async () => {
    officer = await browser.newVisitor({ url: portal.url, language: "en" });
    const { page } = officer;
    await officer.go("#/department");
    await takeAccount(officer, ACCOUNTS.registry);
    await page.getByText("did:web:registry.example").first().waitFor(PATIENCE);
    await officer.go("#/department/desk");
    await page.locator("details:has(#bring-desk-file) > summary").click(PATIENCE);
    await page.locator("#bring-desk-file").setInputFiles([...portal.seeded.deskFiles]);
    await page.locator("#bring-desk-passphrase").fill(DESK_PASSPHRASE);
    await page.locator("form:has(#bring-desk-file) button[type=submit]").click();
    await page.getByRole("tab", { name: "Link for people" }).click(PATIENCE);
    await page.getByText("The public lists are up to date").waitFor(PATIENCE);
    await page.getByRole("button", { name: "Sign the link" }).click(PATIENCE);
    const link = await page.locator(".copy-words").innerText(PATIENCE);
    claim = link.slice(link.indexOf("#"));
    const text = claim.slice("#/wallet/claim/".length);
    assert.equal((await openDepartmentAddress({ chain: portal.chain, text })).department, "did:web:registry.example");
    await picture(officer, "desk-1-link");
    await officer.axe();
    await officer.go("#/department/desk/poster");
    await page.locator(".poster .qr-code").waitFor(PATIENCE);
    await page.emulateMedia({ media: "print" });
    await picture(officer, "desk-2-poster");
    await page.emulateMedia({ media: "screen" });
  });

  it("issues by letter into a wallet that is in another browser, and cancels it there", async () => {
    const citizen = await browser.newVisitor({ url: portal.url, language: "zh", size: "phone" });
    await citizen.go(claim);
    await makeWallet(citizen);
    await citizen.page.locator("#reference").fill(ADA.reference, PATIENCE);
    await citizen.page.locator("form:has(#reference) button[type=submit]").click();
    await citizen.page.locator(".panel").waitFor(PATIENCE);

    const { page } = officer;
    await officer.go("#/department/desk");
    await page.getByRole("tab", { name: "Requests" }).click(PATIENCE);
    await page.getByRole("heading", { name: `Request with the reference ${ADA.reference}` }).waitFor(PATIENCE);
    await page.getByRole("button", { name: "Handle this request" }).click();
    await page.locator("[id$=-familyName]").waitFor(PATIENCE);
    await picture(officer, "desk-3-request");
    await officer.axe();
    const form = page.locator("form:has([id$=-familyName])");
    const field = (name: string) => form.locator(`[id$="-${name}"]`);
    await field("reference").fill("A-9999");
    for (const [name, value] of Object.entries(subjectOf(ADA))) {
      if (["sex", "permanentResident"].includes(name)) await field(name).selectOption(value);
      else await field(name).fill(value);
    }
    await form.locator("button[type=submit]").click();
    await page.locator(".failure").waitFor(PATIENCE);
    await field("reference").fill(ADA.reference);
    await form.locator("button[type=submit]").click();
    await page.getByText("No requests are waiting").waitFor(PATIENCE);

    await citizen.page.locator('a[href^="#/wallet/credentials/"]').click(PATIENCE);
    await citizen.page.locator(".tag-success").waitFor(PATIENCE);

    await page.getByRole("tab", { name: "Issued" }).click();
    await page.getByRole("button", { name: `Cancel it ${ADA.reference}` }).click(PATIENCE);
    await page.locator("#act-reason").fill(`The card was stolen. ${PAYLOAD}`);
    await confirm(page);
    await page.getByText("Changes are not published yet").waitFor(PATIENCE);
    await page.locator(".table").getByText(PAYLOAD).waitFor();
    await picture(officer, "desk-4-cancelled");
    await officer.axe();
    await page.getByRole("button", { name: "Publish the lists" }).click();
    await page.getByText("The public lists are up to date").waitFor(PATIENCE);

    await citizen.page.getByRole("button", { name: "再查一次" }).click();
    await citizen.page.getByText("已吊销").first().waitFor(PATIENCE);
    await picture(citizen, "desk-5-citizen-cancelled");
    await citizen.leave();
  });

  it("points to the records where a letter is about somebody's data", async () => {
    const { box } = parseDepartmentAddress(claim.slice("#/wallet/claim/".length));
    const content = { kind: "consent", given: { format: "for the records alone" } } as const;
    const sealed = await sealLetter({ address: box, kind: content.kind, content: letterText(content) });
    await postLetter(createClient({ url: portal.url }), sealed);
    const { page } = officer;
    await officer.go("#/department/desk");
    await page.getByRole("tab", { name: "Requests" }).click(PATIENCE);
    await page.getByText("1 letter about somebody's data came as well.").waitFor(PATIENCE);
    await page.getByText("No requests are waiting").waitFor();
    await picture(officer, "desk-6-about-data");
    await officer.axe();
    await page.getByRole("link", { name: "Go to permissions and records" }).click();
    await page.waitForURL(/department\/records$/);
    await officer.go("#/department/desk");
  });

  it("issues from a table line by line, tells which lines were not issued and why, and issues nothing twice", async () => {
    const client = createClient({ url: portal.url });
    const { box } = await openDepartmentAddress({ chain: portal.chain, text: claim.slice("#/wallet/claim/".length) });
    const reply = await createBox();
    const ask = async (request: string, replyTo: string): Promise<void> => {
      const content = letterText({ kind: "credential-request", request, replyTo });
      await postLetter(client, await sealLetter({ address: box, kind: "credential-request", content }));
    };
    // No point of the curve: a box that nothing can be sealed to, which keeps no other answer back.
    const publicKey = Uint8Array.from({ length: 65 }, (_, place) => (place === 0 ? 4 : 1));
    const nowhere = boxAddressText({ boxId: "ab".repeat(32), publicKey });
    await ask(requestOf({ reference: "B-0", replyTo: nowhere }), nowhere);
    const asked = requestOf({ reference: "B-1", replyTo: reply.address });
    await ask(asked, reply.address);
    const stranger = await createBox();
    await ask(JSON.stringify({ reference: "B-1" }), stranger.address);
    await ask(asked, stranger.address);
    const table = tableText([
      { reference: "B-0", familyName: "Nowhere", birthDate: "1988-01-22" },
      { reference: "B-1", familyName: "Byron", birthDate: "1988-01-22" },
      { reference: "B-2", familyName: PAYLOAD, birthDate: "1991-05-06" },
      { reference: "B-3", familyName: "Typo", birthDate: "1991-02-30" },
      { reference: "B-4", familyName: "Twice", birthDate: "1991-02-03" },
      { reference: "B-4", familyName: "Twice", birthDate: "1991-02-04" },
      { reference: "B-5", familyName: "Nobody", birthDate: "1991-02-03" },
    ]);
    const requests = ["B-2", "B-3", "B-4"].map((reference) => requestOf({ reference })).join("\n");
    const { page } = officer;
    await page.getByRole("tab", { name: "From a table" }).click(PATIENCE);
    await page.locator("details:has(#requests-file) > summary").click();
    await page.locator("#requests-file").setInputFiles(fileOf("requests.jsonl", requests));
    const issue = async (): Promise<string[]> => {
      await page.locator("#subjects-file").setInputFiles(fileOf("residents.csv", table));
      await page.getByRole("button", { name: "Issue all in the table" }).click();
      await confirm(page);
      await page.locator(".panel").waitFor(PATIENCE);
      return page.locator("[role=tabpanel] tbody .tag").allInnerTexts();
    };
    const no = "not issued";
    assert.deepEqual(await issue(), ["issued", "issued", "issued", no, no, no, no]);
    await page.getByText("must be a date").first().waitFor();
    await picture(officer, "desk-7-table");
    await officer.axe();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the credentials" }).click();
    const handed = JSON.parse(await textOf(await download)) as { credentialSubject: { familyName: string } };
    assert.equal(handed.credentialSubject.familyName, PAYLOAD);
    assert.equal((await readLetters(client, reply)).length, 1);
    assert.equal((await readLetters(client, stranger)).length, 0);

    assert.deepEqual(await issue(), [no, no, no, no, no, no, no]);
    await page.getByRole("tab", { name: "Requests" }).click();
    await page.getByText("1 issued credential could not be posted").waitFor(PATIENCE);
    await page.getByRole("button", { name: "They were handed over" }).click();
    await page.getByText("1 issued credential could not be posted").waitFor({ ...PATIENCE, state: "detached" });
    await page.getByRole("tab", { name: "Issued" }).click();
    await page.getByRole("cell", { name: "B-1", exact: true }).waitFor(PATIENCE);
    assert.equal(await page.locator("[role=tabpanel] tbody tr").count(), 4);
    assert.equal(await page.evaluate("globalThis.wasRun"), undefined);
    await officer.leave();
  });
});

function fileOf(name: string, text: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text, "utf8") };
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), "utf8");
}
