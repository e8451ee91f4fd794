import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newVerifierKey, openVerifierKey } from "../../../src/roles/verifier/key-file.ts";
import { openPublishedPolicy } from "../../../src/roles/published-policy.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { readFile } from "../../../src/server/client/endpoints.ts";
import { readPolicy } from "../../../src/chain/policies.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { confirm, fillWords, PATIENCE, picture, takeAccount } from "./support/steps.ts";
import { ACCOUNTS, DESK_PASSPHRASE, settleDepartments, type DepartmentsTown } from "./support/town.ts";

const RESIDENT = "urn:psephos:schema:resident-identity:1";
const PAYLOAD = `<img src=x onerror="globalThis.wasRun=1"><script>globalThis.wasRun=1</script>`;

describe("an official who asks", () => {
  let portal: Portal<DepartmentsTown>;
  let browser: TestBrowser;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleDepartments }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  async function beginRequest(visitor: Visitor): Promise<void> {
    const { page } = visitor;
    await visitor.go("#/department/policies/new");
    await takeAccount(visitor, ACCOUNTS.housing);
    await page.locator("#schema").waitFor(PATIENCE);
    await page.locator("#schema").selectOption(RESIDENT);
  }

  it("writes a request in Chinese, sees whom it lets pass, publishes what people then read, and closes it", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, language: "zh", size: "phone" });
    const { page } = visitor;
    await visitor.go("#/department");
    await takeAccount(visitor, ACCOUNTS.housing);
    await page.getByText("did:web:housing.example").first().waitFor(PATIENCE);
    await picture(visitor, "zh-1-home");
    await visitor.axe();

    await visitor.go("#/department/policies/new");
    await page.locator("#schema").waitFor(PATIENCE);
    await page.locator("main form button[type=submit]").click();
    await page.locator(".error-summary").waitFor(PATIENCE);
    await picture(visitor, "zh-2-problems");
    await visitor.axe();

    await page.locator("#schema").selectOption(RESIDENT);
    await page.locator("#condition-0-attribute").selectOption("birthDate");
    await page.locator("#condition-0-comparison").selectOption("atLeastYearsAgo");
    await page.locator("#condition-0-years").fill("18");
    await page.getByRole("button", { name: "增加一项" }).click();
    await page.locator("#condition-1-attribute").selectOption("district");
    await page.locator("#condition-1-set").fill("D-07\nD-09");
    await page.getByRole("button", { name: "增加一项" }).click();
    await page.locator("#condition-2-attribute").selectOption("nationality");
    await page.locator("#condition-2-comparison").selectOption("exists");
    await page.locator("#condition-2-show-1").check();
    await fillWords(page, {
      title: "住房补贴",
      purpose: "审核申请。",
      basis: "《住房法》第四条。",
      scope: "subsidy-2026",
    });
    await picture(visitor, "zh-3-form");
    await visitor.axe();
    await page.locator("main form button[type=submit]").click();

    await page.locator(".preview").waitFor(PATIENCE);
    await page.getByRole("button", { name: "用虚构的人试算" }).click();
    await page.getByText(/24 人中有 \d+ 人会通过/).waitFor(PATIENCE);
    const outcomes = await page.locator("tbody .tag").allInnerTexts();
    assert.equal(outcomes.length, 24);
    assert.deepEqual(new Set(outcomes), new Set(["通过", "不通过"]));
    await picture(visitor, "zh-4-review");
    await visitor.axe();
    await page.getByRole("button", { name: "公布核验要求" }).click();
    await confirm(page);
    await page.locator(".panel").waitFor(PATIENCE);
    await picture(visitor, "zh-5-published");
    await visitor.axe();

    const { asked, hash } = await publishedPolicy(1n);
    assert.equal(asked.parts[0].policy.title.zh, "住房补贴 Zh");
    assert.deepEqual(
      asked.parts[0].policy.requests.map(({ attribute, show }) => [attribute, show]),
      [
        ["birthDate", "nothing"],
        ["district", "nothing"],
        ["nationality", "clear"],
      ],
    );
    const kept = await createClient({ url: portal.url }).call(readFile, { params: { hash } });
    assert.equal(new TextDecoder().decode(kept), asked.text);

    await visitor.go("#/request/policy/1");
    await page.getByRole("heading", { level: 1, name: "住房补贴 Zh" }).waitFor(PATIENCE);

    await visitor.go("#/department/policies/1");
    await page.getByRole("button", { name: "停用核验要求" }).click(PATIENCE);
    await confirm(page);
    await page.getByText("此核验要求已停用").waitFor(PATIENCE);
    await picture(visitor, "zh-6-retired");
    assert.equal((await openPublishedPolicy({ chain: portal.chain, policyId: 1n })).retired, true);
    await visitor.leave();
  });

  it("T096: shows whatever an official writes as text, refuses what cannot be proved, and works by keyboard", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, language: "en" });
    const { page } = visitor;
    await beginRequest(visitor);
    await page.locator("#condition-0-attribute").selectOption("birthDate");
    await page.locator("#condition-0-comparison").selectOption("lessOrEqual");
    await page.locator("#condition-0-value").fill("2026-02-30");
    await fillWords(page, { title: PAYLOAD, purpose: PAYLOAD, basis: PAYLOAD, scope: "payload-1" });
    await page.locator("#validityDays").focus();
    await page.keyboard.press("Enter");
    await page.locator(".error-summary button").waitFor(PATIENCE);
    await page.locator(".error-summary button").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "condition-0-value");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("2008-01-01");
    await page.keyboard.press("Enter");
    await page.locator(".preview").waitFor(PATIENCE);
    await page.locator(".preview").getByText(PAYLOAD).first().waitFor();
    assert.equal(await page.evaluate("globalThis.wasRun"), undefined);
    await picture(visitor, "en-payload");
    await visitor.axe();
    await visitor.leave();
  });

  it("seals what it sees to a key of the command line, which a copy of the portal's opens again", async () => {
    const folder = await mkdtemp(join(tmpdir(), "psephos-verifier-key-"));
    const file = join(folder, "key.json");
    const { publicKey } = await newVerifierKey({ file, passphrase: DESK_PASSPHRASE });
    const visitor = await browser.newVisitor({ url: portal.url, language: "en" });
    const { page } = visitor;
    await beginRequest(visitor);
    await page.locator("#condition-0-attribute").selectOption("nationality");
    await page.locator("#condition-0-comparison").selectOption("exists");
    await page.locator("#condition-0-show-2").check();
    await fillWords(page, { title: "Sealed", purpose: "To know.", basis: "The law.", scope: "sealed-1" });
    await page.locator("main form button[type=submit]").click();

    await page.locator("#verifierKey").waitFor(PATIENCE);
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByText("Choose a key, or make one").first().waitFor(PATIENCE);
    await page.locator("details:has(#bring-key-file) > summary").click();
    const bring = page.getByRole("button", { name: "Open the key" });
    await bring.click();
    await page.locator(".error-summary").getByText("Choose the file of the key").waitFor(PATIENCE);
    await visitor.axe();
    await page.locator("#bring-key-file").setInputFiles(file);
    await page.locator("#bring-key-passphrase").fill("not its passphrase");
    await bring.click();
    await page.getByText("SEALED_FILE_REFUSED").waitFor(PATIENCE);
    await page.locator("#bring-key-passphrase").fill(DESK_PASSPHRASE);
    await bring.click();
    await page.getByRole("button", { name: "Save a copy of the key" }).waitFor(PATIENCE);
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save a copy of the key" }).click();
    const copy = join(folder, "copy.json");
    await (await saving).saveAs(copy);
    assert.deepEqual((await openVerifierKey({ file: copy, passphrase: DESK_PASSPHRASE })).publicKey, publicKey);

    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByRole("button", { name: "Publish the request" }).click(PATIENCE);
    await confirm(page);
    await page.locator(".panel").waitFor(PATIENCE);
    const { asked } = await publishedPolicy(2n);
    assert.deepEqual(asked.parts[0].policy.verifierKey, publicKey);
    await rm(folder, { recursive: true });
    await visitor.leave();
  });

  it("tells an account that acts for nobody what to do first", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, language: "en" });
    const { page } = visitor;
    await visitor.go("#/department");
    await takeAccount(visitor, "12");
    await page.locator("#new-did").waitFor(PATIENCE);
    await page.locator("#new-did").fill("https://Clinic.example/");
    await page.getByText("psephos department register did:web:clinic.example --address 0x").waitFor();
    await picture(visitor, "en-first-steps");
    await visitor.axe();
    await visitor.leave();
  });

  async function publishedPolicy(policyId: bigint) {
    const asked = await openPublishedPolicy({ chain: portal.chain, policyId });
    return { asked, hash: (await readPolicy(portal.chain, policyId)).textHash };
  }
});
