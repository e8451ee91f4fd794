import assert from "node:assert/strict";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { credentialJson } from "../../../src/protocol/credential/credential-json.ts";
import { departmentAddressText } from "../../../src/protocol/letters/department-address.ts";
import { HOUSING_ACCOUNT } from "../../../src/roles/demo/attestation/world.ts";
import { HOUSING } from "../../../src/roles/demo/attestation/policies.ts";
import { townPolicies } from "../../../src/roles/demo/portal/town/policies.ts";
import type { Town } from "../../../src/roles/demo/portal/town/town.ts";
import { signDepartmentAddress } from "../../../src/roles/department-address.ts";
import { heldCredentials } from "../../../src/roles/holder/held-credentials.ts";
import { emptyWallet } from "../../../src/roles/holder/wallet.ts";
import { createBox } from "../../../src/roles/letters/letter-box.ts";
import { retirePolicy } from "../../../src/roles/verifier/retire-policy.ts";
import { bringWallet, makeWallet, PATIENCE } from "./support/steps.ts";
import { publishAs, settleCitizens, type CitizensTown } from "./support/town.ts";

const HOSTILE = [
  "<script>document.title = 'broken in'</script>",
  "<img src=x onerror=\"document.title = 'broken in'\">",
  "javascript:document.title='broken in'",
  "\"><svg onload=document.title='broken in'>",
  "{{constructor.constructor(\"document.title='broken in'\")()}}",
  "${document.title='broken in'} $t(common:back) %3Cscript%3E",
];

interface Troubled extends CitizensTown {
  readonly hostile: bigint;
  readonly retired: bigint;
  readonly falseDesk: string;
}

async function settleTroubles(town: Town): Promise<Troubled> {
  const citizens = await settleCitizens(town);
  const { libraryCard } = townPolicies({ adult: "2000-01-01", senior: "1900-01-01" });
  const both = (text: string) => ({ en: text, zh: text });
  const purpose = { id: "dpv:ServiceProvision", text: both(HOSTILE.slice(2).join(" ")), legalBasis: both(HOSTILE[1]!) };
  const hostile = { ...libraryCard, verifier: HOUSING, scope: "hostile", title: both(HOSTILE[0]!), purpose };
  const retired = await publishAs(town, HOUSING_ACCOUNT, { ...libraryCard, verifier: HOUSING, scope: "retired" });
  await retirePolicy({ chain: town.chain, account: await town.account(HOUSING_ACCOUNT), policyId: retired });
  const { address: box } = await createBox();
  const statement = { department: HOUSING, box, schema: "urn:psephos:schema:resident-identity:1" };
  const stranger = developmentAccount(18);
  return {
    ...citizens,
    hostile: await publishAs(town, HOUSING_ACCOUNT, hostile),
    retired,
    falseDesk: departmentAddressText(await signDepartmentAddress({ chain: town.chain, account: stranger, statement })),
  };
}

describe("the wallet's pages when things are not as they should be", () => {
  let portal: Portal<Troubled>;
  let browser: TestBrowser;
  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleTroubles }), openBrowser()]);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("T096: show what an office wrote as text, whatever it wrote", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go(`#/request/policy/${portal.seeded.hostile}`);
    await page.locator(".their-words").first().waitFor(PATIENCE);
    const told = (await page.locator("main").textContent()) ?? "";
    for (const text of HOSTILE) assert.ok(told.includes(text), text);
    assert.equal(await page.locator("main script, main svg, main img, main [onload], main [onerror]").count(), 0);
    assert.ok(!(await page.title()).startsWith("broken in"));
    await visitor.axe();
    await visitor.leave();
  });

  it("refuse a desk's address that the department's account did not sign, and one that is none", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    for (const [address, code] of [
      [portal.seeded.falseDesk, "DEPARTMENT_ADDRESS_REFUSED"],
      ["abcdef", "DEPARTMENT_ADDRESS_MALFORMED"],
    ] as const) {
      await visitor.go(`#/wallet/claim/${address}`);
      await page.locator(".failure", { hasText: code }).waitFor(PATIENCE);
      assert.equal(await page.locator("#reference").count(), 0);
    }
    await visitor.leave();
  });

  it("say that a request is closed, and offer no way to answer it", async () => {
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go(`#/request/policy/${portal.seeded.retired}`);
    await page.locator("main .banner-important").waitFor(PATIENCE);
    await bringWallet(visitor, portal.seeded.residents[0]!.wallet);
    await page.locator("main .banner-important").waitFor(PATIENCE);
    assert.equal(await page.locator("#agree").count(), 0);
    await visitor.leave();
  });

  it("say what is missing, from whom it is to be had, and why a credential does not do", async () => {
    const { residents, rentSupport } = portal.seeded;
    const child = residents.at(-1)!;
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go(`#/request/policy/${rentSupport}`);
    await makeWallet(visitor);
    await page.locator("main", { hasText: "registry.example" }).waitFor(PATIENCE);
    await page.locator('a[href="#/wallet/get"]').waitFor(PATIENCE);
    assert.equal(await page.locator("#agree").count(), 0);
    await visitor.leave();
    const other = await browser.newVisitor({ url: portal.url });
    await other.go(`#/request/policy/${rentSupport}`);
    await bringWallet(other, child.wallet);
    await other.page.locator("main .banner-warning", { hasText: "Date of birth" }).waitFor(PATIENCE);
    assert.equal(await other.page.locator("#agree").count(), 0);
    await other.leave();
  });

  it("refuse a credential that was issued to somebody else, and keep showing what is there without a connection", async () => {
    const [ada, ben] = portal.seeded.residents as [
      CitizensTown["residents"][number],
      CitizensTown["residents"][number],
    ];
    const visitor = await browser.newVisitor({ url: portal.url });
    const { page } = visitor;
    await visitor.go("#/wallet/get");
    await bringWallet(visitor, emptyWallet(ada.wallet.identity));
    const take = async (of: typeof ada): Promise<void> => {
      const buffer = Buffer.from(JSON.stringify(credentialJson(heldCredentials(of.wallet)[0]!)));
      const file = { name: "credential.json", mimeType: "application/json", buffer };
      await page.locator("#credential-file").setInputFiles(file);
    };
    await take(ben);
    await page.locator(".failure", { hasText: "CREDENTIAL_NOT_YOURS" }).waitFor(PATIENCE);
    await take(ada);
    await page.locator(".panel").waitFor(PATIENCE);
    await visitor.goOffline();
    await page.locator('a[href^="#/wallet/credentials/"]').click();
    await page.locator(".summary-list").first().waitFor(PATIENCE);
    const told = (await page.locator("main").textContent()) ?? "";
    assert.ok(told.includes(ada.person.entry["familyName"]!));
    await visitor.leave();
  });
});
