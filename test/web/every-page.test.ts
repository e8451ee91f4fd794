import assert from "node:assert/strict";
import { routePaths } from "../../scripts/portal/route-paths.ts";
import { departmentIdOf } from "../../src/protocol/credential/issuer-key.ts";
import { departmentAddressText } from "../../src/protocol/letters/department-address.ts";
import { HOUSING, REGISTRY } from "../../src/roles/demo/attestation/policies.ts";
import { HOUSING_ACCOUNT, REGISTRY_ACCOUNT } from "../../src/roles/demo/attestation/world.ts";
import { DEMONSTRATION_PASSPHRASE } from "../../src/roles/demo/portal/demonstration-file.ts";
import { FIRST_KEY_KEEPER, TOWN_CLERK } from "../../src/roles/demo/portal/town/town.ts";
import { signDepartmentAddress } from "../../src/roles/department-address.ts";
import { heldCredentials } from "../../src/roles/holder/held-credentials.ts";
import { createBox } from "../../src/roles/letters/letter-box.ts";
import { openPublishedPolicy } from "../../src/roles/published-policy.ts";
import { memoryNonceStore } from "../../src/roles/verifier/nonce-store.ts";
import { requestProof } from "../../src/roles/verifier/request-proof.ts";
import { createSessionGuard } from "../../src/roles/verifier/session-guard.ts";
import type { DemonstrationAnswer } from "../../src/server/client/demonstration.ts";
import { bringWallet, PATIENCE } from "./citizen/support/steps.ts";
import { takeAccount } from "./department/support/steps.ts";
import { findingsOf } from "./support/axe.ts";
import { openBrowser, type TestBrowser } from "./support/browser.ts";
import { openPortal, type Portal } from "./support/portal.ts";
import { SIZES, type Visitor } from "./support/visitor.ts";
import { settleWholeTown, type WholeTown } from "./support/whole-town.ts";

/** What the town has to show in the place of each name. */
interface Given extends WholeTown {
  /** Of a plan on this device. */
  readonly draft: string;
  /** What an office's link for one person holds. */
  readonly link: string;
}

const PLAN_PAGES = ["question", "office", "options", "rule", "voters", "key", "times", "review", "publish"];

/** Paths with names in them. A new one needs a line here. */
const PLACES: Readonly<Record<string, (given: Given) => readonly (string | bigint)[]>> = {
  "/department/answers/:id": ({ rentSupport }) => [rentSupport],
  "/department/policies/:id": ({ rentSupport }) => [rentSupport],
  "/elections/:id": ({ voting, opened }) => [voting.electionId, opened.electionId],
  "/elections/:id/receipt/:ballotHash": ({ opened, ballotHash }) => [`${opened.electionId}/receipt/${ballotHash}`],
  "/elections/:id/vote": ({ voting }) => [`${voting.electionId}/vote`],
  "/organizer/ceremonies/:id": ({ ceremonyId }) => [ceremonyId],
  "/organizer/elections/:id": ({ voting }) => [voting.electionId],
  "/organizer/elections/new/:draft/:page": ({ draft }) => PLAN_PAGES.map((page) => `${draft}/${page}`),
  "/public/ceremonies/:id": ({ ceremonyId }) => [1n, ceremonyId],
  "/public/elections/:id": ({ opened, voting }) => [opened.electionId, voting.electionId],
  "/public/elections/:id/ballots": ({ opened }) => [`${opened.electionId}/ballots`],
  "/public/elections/:id/verify": ({ opened }) => [`${opened.electionId}/verify`],
  "/public/enrolments/:id": ({ enrolmentId }) => [enrolmentId],
  "/public/issuers/:id": () => [departmentIdOf(REGISTRY)],
  "/public/keys/:id": () => [0n],
  "/public/logs/:id": () => [1n],
  "/public/policies/:id": ({ rentSupport }) => [rentSupport],
  "/public/rolls/:id": () => [1n],
  "/public/trail/:subject": ({ opened }) => [`election:${opened.electionId}`],
  "/request/electorate/:id": ({ enrolmentId }) => [enrolmentId],
  "/request/permission/:id/:address?": ({ rentSupport }) => [rentSupport],
  "/request/policy/:id": ({ libraryCard }) => [libraryCard],
  "/request/proof/:link?": ({ link }) => ["", link],
  "/trustee/ceremonies/:id": ({ ceremonyId }) => [ceremonyId],
  "/trustee/elections/:id": ({ voting }) => [voting.electionId],
  "/wallet/claim/:address": ({ desk }) => [desk],
  "/wallet/credentials/:id": ({ ada }) => [encodeURIComponent(heldCredentials(ada.wallet)[0]!.id)],
};

/** Who opens pages that begin so. */
const ACTORS: readonly (readonly [beginning: string, account: number])[] = [
  ["/organizer", TOWN_CLERK],
  ["/trustee", FIRST_KEY_KEEPER + 1],
  ["/department/desk", REGISTRY_ACCOUNT],
  ["/department", HOUSING_ACCOUNT],
];

function placesOf(path: string, given: Given): readonly string[] {
  const [beginning, ...named] = path.split(/(?<=\/):/);
  return named.length === 0 ? [path] : PLACES[path]!(given).map((rest) => `${beginning!}${rest}`.replace(/\/$/, ""));
}

describe("every page of the portal", () => {
  let portal: Portal<WholeTown>;
  let browser: TestBrowser;
  let link: string;

  before(async () => {
    [portal, browser] = await Promise.all([openPortal({ seed: settleWholeTown, offer: offerOf }), openBrowser()]);
    link = await linkForOne(portal);
  });
  after(async () => {
    await browser.close();
    await portal.stop();
  });

  it("has something to show here", () => {
    const named = routePaths().filter((path) => path.includes(":"));
    assert.deepEqual(Object.keys(PLACES).toSorted(), named.toSorted());
  });

  for (const [language, turn] of [
    ["en", 0],
    ["zh", 1],
  ] as const) {
    it(`comes with a heading, without barriers, faults or anything beyond the window's edge (${language})`, async () => {
      const visitor = await browser.newVisitor({ url: portal.url, language });
      const given = { ...portal.seeded, link, draft: await settleIn(visitor, portal.seeded) };
      const problems: string[] = [];
      let actor: number | undefined;
      for (const [at, path] of routePaths().entries()) {
        const [, account] = ACTORS.find(([beginning]) => path.startsWith(beginning)) ?? [];
        if (account !== undefined && account !== actor) await actAs(visitor, account);
        actor = account ?? actor;
        const isNarrow = at % 2 === turn;
        await visitor.page.setViewportSize(isNarrow ? SIZES.narrow : SIZES.desktop);
        // By fours, so that each size is seen in both themes.
        await visitor.page.emulateMedia({ colorScheme: (at >> 1) % 2 === turn ? "light" : "dark" });
        for (const place of placesOf(path, given)) {
          problems.push(...(await open(visitor, place)), ...(await barriers(visitor, place)));
        }
      }
      assert.deepEqual(problems, []);
      await visitor.leave();
    });
  }

  it("comes to a stranger as well, at 200 % zoom", async () => {
    const visitor = await browser.newVisitor({ url: portal.url, language: "en" });
    const { width, height } = SIZES.desktop;
    await visitor.page.setViewportSize({ width: width / 2, height: height / 2 });
    const given = { ...portal.seeded, link, draft: "0123456789abcdef" };
    const problems: string[] = [];
    for (const path of routePaths()) {
      for (const place of placesOf(path, given)) problems.push(...(await open(visitor, place)));
    }
    assert.deepEqual(problems, []);
    await visitor.leave();
  });
});

/** Brings identity, desk and plan in; gives the plan's id. */
async function settleIn(visitor: Visitor, { ada, deskFiles }: WholeTown): Promise<string> {
  const { page } = visitor;
  await visitor.go("#/identity");
  await bringWallet(visitor, ada.wallet);
  await actAs(visitor, REGISTRY_ACCOUNT);
  await visitor.go("#/department/desk");
  await page.locator("details:has(#bring-desk-file) > summary").click(PATIENCE);
  await page.locator("#bring-desk-file").setInputFiles([...deskFiles]);
  await page.locator("#bring-desk-passphrase").fill(DEMONSTRATION_PASSPHRASE);
  await page.locator("form:has(#bring-desk-file) button[type=submit]").click();
  await page.getByRole("tab").first().waitFor(PATIENCE);
  await visitor.go("#/organizer/elections/new");
  await page.waitForURL(/\/new\/[0-9a-f]{16}\//, PATIENCE);
  return /\/new\/([0-9a-f]{16})\//.exec(page.url())![1]!;
}

async function actAs(visitor: Visitor, account: number): Promise<void> {
  const { page } = visitor;
  await visitor.go("#/department");
  const open = page.locator(".account-picker .button-row button");
  await page.locator("#demonstration-number").or(open.first()).waitFor(PATIENCE);
  if ((await open.count()) > 0) await open.nth(1).click();
  await takeAccount(visitor, String(account));
  // Somewhere else: to where one is already nothing comes.
  await visitor.go("#/glossary");
}

/** What is wrong with a page as it comes. */
async function open(visitor: Visitor, place: string): Promise<string[]> {
  const { page, faults } = visitor;
  const faultsBefore = faults.length;
  await page.evaluate(() => document.querySelector("main h1")?.setAttribute("data-left", ""));
  await visitor.go(`#${place}`);
  await page.locator("main h1:not([data-left])").waitFor(PATIENCE);
  await page.waitForFunction(() => document.querySelector("main .loading") === null, undefined, PATIENCE);
  const { tooWide, headings, words } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const beyond = [...document.querySelectorAll("main *")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1 && element.closest(".table-scroll") === null,
    );
    return {
      tooWide:
        scrollWidth > clientWidth ? `${scrollWidth - clientWidth}: ${beyond.at(-1)?.outerHTML.slice(0, 200)}` : "",
      headings: document.querySelectorAll("h1").length,
      words: document.querySelector("main")?.textContent.trim().length ?? 0,
    };
  });
  return [
    ...faults.slice(faultsBefore),
    ...(headings === 1 ? [] : [`${headings} first headings`]),
    ...(words > 20 ? [] : ["hardly a word"]),
    ...(tooWide === "" ? [] : [`too wide by ${tooWide}`]),
  ].map((problem) => `${place}: ${problem}`);
}

async function barriers({ page }: Visitor, place: string): Promise<string[]> {
  const findings = await findingsOf(page);
  return findings
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ rule, help, places }) => `${place}: ${rule}: ${help}: ${places.join(" | ")}`);
}

/** As an office asks one person, with a box for the answer. */
async function linkForOne({ chain, town, seeded }: Portal<WholeTown>): Promise<string> {
  const guard = createSessionGuard({ origin: "https://housing.example", store: memoryNonceStore() });
  const asked = await openPublishedPolicy({ chain, policyId: seeded.rentSupport });
  const { json } = await requestProof({ asked, published: { ...asked, chain }, guard, reply: { mode: "dc_api" } });
  const { address: box } = await createBox();
  const account = await town.account(HOUSING_ACCOUNT);
  const address = await signDepartmentAddress({ chain, account, statement: { department: HOUSING, box } });
  const link = JSON.stringify({ request: json, answerTo: departmentAddressText(address) });
  return Buffer.from(link).toString("base64url");
}

/** Nothing of it is taken: the page alone is looked at. */
function offerOf({ desk, enrolmentId, rentSupport, voting, ceremonyId }: WholeTown): DemonstrationAnswer {
  const seededAt = Math.floor(Date.now() / 1000);
  return {
    ...{ seededAt, goodUntil: seededAt + 86_400, passphrase: DEMONSTRATION_PASSPHRASE },
    wallets: [{ name: "Ada Okafor", file: "{}" }],
    accounts: [{ role: "organizer", number: TOWN_CLERK }],
    ...{
      keeperKey: "{}",
      housingDesk: "{}",
      claimAddress: desk,
      votingElectionIds: [voting.electionId],
      policyIds: [rentSupport],
    },
    ...{ enrolmentId, keyCeremonyId: 1n, ceremonyId },
  };
}
