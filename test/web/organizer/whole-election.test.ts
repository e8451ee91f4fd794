import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Download } from "playwright-core";
import { castBallots } from "../../../src/chain/elections.ts";
import { createIdentity, PRIVATE_KEY_BYTES, type Identity } from "../../../src/protocol/identity.ts";
import { keepPublicFile } from "../../../src/roles/public-files.ts";
import { openTrusteeKey } from "../../../src/roles/trustee/key-file.ts";
import { enterBooth, openElectionForVoter } from "../../../src/roles/voter/booth.ts";
import { fillBallot } from "../../../src/roles/voter/fill-ballot.ts";
import { BALLOT_CARRIER } from "../../../src/roles/demo/portal/town/town.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import type { Visitor } from "../support/visitor.ts";
import { choose, giveList, goOn, planQuestion, setTime, takeAccount } from "./support/acts.ts";
import { KEY_PASSPHRASE, keepKey, openSeat, takeStep } from "./support/keeper-acts.ts";
import { wordsIn } from "./support/words.ts";

const LANGUAGES = { zh: "Chinese", en: "English" } as const;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const ORGANIZER = 5;
const KEEPERS = [10, 11, 12];
const SLOW_MS = 240_000;

for (const [language, name] of Object.entries(LANGUAGES) as [keyof typeof LANGUAGES, string][]) {
  describe(`an election that an office and three key keepers hold in their browsers, in ${name}`, () => {
    const say = wordsIn(language);
    let portal: Portal;
    let browser: TestBrowser;
    let office: Visitor;
    let keepers: Visitor[];
    const voters: Identity[] = Array.from({ length: 3 }, () => createIdentity(randomBytes(PRIVATE_KEY_BYTES)));
    const opensAt = Math.floor(Date.now() / 1000 / 60) * 60 + 9 * DAY;

    before(async () => {
      [portal, browser] = await Promise.all([openPortal(), openBrowser()]);
      const visit = (size: "phone" | "desktop") => browser.newVisitor({ url: portal.url, language, size });
      office = await visit("desktop");
      keepers = await Promise.all(KEEPERS.map((_, at) => visit(at === 0 ? "phone" : "desktop")));
    });
    after(async () => {
      await browser.close();
      await portal.stop();
    });

    it("is planned, its list published and its key keepers asked", async () => {
      const { page } = office;
      const addresses = await Promise.all(KEEPERS.map(async (number) => (await portal.town.account(number)).address));
      await office.go("#/organizer/elections/new");
      const options = ["图书馆", "集市", "青年中心"];
      await planQuestion(office, say, {
        title: "旧车站改作什么？",
        description: "由全体居民决定。",
        organizer: "市议会",
        options,
      });
      await goOn(office, say);
      await giveList(office, say, voters.map(({ commitment }) => String(commitment)).join("\n"));
      await page.getByText(say("organizer", "listReady")).waitFor();
      await goOn(office, say);
      await choose(page, say("organizer", "keyNew"));
      for (const [at, address] of addresses.entries()) await page.locator(`#keeper-${at}`).fill(address);
      await office.axe();
      await goOn(office, say);
      await setTime(office, "opens-at", opensAt);
      await setTime(office, "closes-at", opensAt + DAY);
      await setTime(office, "result-by", opensAt + 3 * DAY);
      await goOn(office, say);
      await page.getByRole("link", { name: say("organizer", "toPublish") }).click();
      await takeAccount(office, say, ORGANIZER);
      await page.getByRole("button", { name: say("organizer", "doRoll") }).click();
      await page.getByRole("button", { name: say("organizer", "doCeremony") }).click();
      await page.getByText(say("organizer", "waitKeepers")).waitFor();
      await office.axe();
    });

    it("gets a key that three key keepers make, each in a browser of their own", async () => {
      for (const [at, keeper] of keepers.entries()) {
        await openSeat(keeper, say, { ceremonyId: 1n, account: KEEPERS[at]! });
        await takeStep(keeper, say, { step: "register", isNew: true });
      }
      await keepers[0]!.axe();
      for (const step of ["commit", "deal"] as const) {
        for (const keeper of keepers) await takeStep(keeper, say, { step });
      }
      await keepers[2]!.page.getByText(say("trustee", "ready"), { exact: true }).waitFor({ timeout: SLOW_MS });
      const board = await browser.newVisitor({ url: portal.url, language });
      await board.go("#/organizer/ceremonies/1");
      await board.page.getByText(say("organizer", "state-finished")).waitFor();
      assert.equal(
        await board.page.locator("tbody").getByText(say("organizer", "boardDone"), { exact: true }).count(),
        9,
      );
      await board.axe();
      await board.leave();
    });

    it("hands out key files that the command line opens", async () => {
      const [keeper] = keepers;
      const download: Download = await keepKey(keeper!, say);
      const { chain, workspace } = portal;
      const ceremonies = chain.deployment.addresses.ceremonies;
      const seat = { chainId: chain.chainId, ceremonies, ceremonyId: 1n, index: 1 };
      const file = `${workspace.folder}/downloaded.json`;
      await download.saveAs(file);
      const elsewhere = { ...workspace, trusteeFile: () => file };
      const key = await openTrusteeKey({ workspace: elsewhere, seat, passphrase: KEY_PASSPHRASE });
      assert.equal(key.dealing?.coefficients.length, 2);
    });

    it("is announced once the key is made, and opens when two of the three have tested it", async () => {
      const { page } = office;
      await page.getByRole("button", { name: say("organizer", "doElection") }).click();
      await page.getByRole("link", { name: say("organizer", "toElection") }).click();
      for (const at of [0, 2]) {
        await keepers[at]!.go("#/trustee/elections/1");
        await takeStep(keepers[at]!, say, { step: "test" });
      }
      await page.getByText(say("organizer", "counted", { done: 2, needed: 2 })).waitFor();
      await portal.town.advanceTo(opensAt);
      await page.getByText(say("organizer", "ballots_other", { count: 0, voters: 3 })).waitFor();
    });

    it("T057: is opened by two of the three after the vote, and not during it", async () => {
      await castBallotsOf(portal, voters.slice(0, 2));
      const early = keepers[1]!;
      await early.go("#/trustee/elections/1");
      await early.page.getByText(say("trustee", "ballots_other", { count: 2 })).waitFor();
      assert.equal(await early.page.getByRole("button", { name: say("trustee", "doDecrypt") }).count(), 0);
      await portal.town.advanceTo(opensAt + DAY);
      for (const at of [0, 1]) {
        await keepers[at]!.go("#/trustee/elections/1");
        await takeStep(keepers[at]!, say, { step: "decrypt" });
        await keepers[at]!.page.getByText(say("trustee", "doneDecrypt_other", { count: 2 })).waitFor();
      }
      await early.axe();
      for (const keeper of keepers) await keeper.leave();
    });

    it("ends with the counts that were voted, and no secret left a browser", async () => {
      const { page } = office;
      await page.getByRole("button", { name: say("organizer", "openResult") }).click();
      await page.getByRole("heading", { name: say("organizer", "result"), exact: true }).waitFor({ timeout: SLOW_MS });
      const bars = await page.locator(".bar-row").allInnerTexts();
      assert.deepEqual(
        bars.map((bar) => bar.split(/\s+/)),
        [
          ["图书馆", "1"],
          ["集市", "1"],
          ["青年中心", "0"],
        ],
      );
      const hosts = [office, ...keepers].flatMap(({ requests }) => requests.map(({ url }) => new URL(url).origin));
      assert.deepEqual([...new Set(hosts)], [portal.url]);
      await office.axe();
      await office.leave();
    });
  });
}

/** Each votes for another option, by the use cases of the command line; list and manifest come from the portal. */
async function castBallotsOf(portal: Portal, voters: readonly Identity[]): Promise<void> {
  const { chain, workspace, town, url } = portal;
  const electionId = 1n;
  const fetchFile = async (hash: string): Promise<void> => {
    const answer = await fetch(`${url}/v1/files/${hash}`);
    assert.equal(answer.status, 200, `${hash} was not published`);
    await keepPublicFile({ workspace, bytes: new Uint8Array(await answer.arrayBuffer()) });
  };
  const [created] = await chain.contracts.elections.queryFilter(
    chain.contracts.elections.filters["ElectionCreated"]!(),
  );
  const [published] = await chain.contracts.rolls.queryFilter(chain.contracts.rolls.filters["RollPublished"]!());
  const argsOf = (log: unknown) => (log as { args: Record<string, unknown> }).args;
  await fetchFile((argsOf(created)["config"] as { manifestHash: string }).manifestHash);
  await fetchFile(argsOf(published)["fileHash"] as string);
  const request = { chain, workspace, electionId, folders: [] };
  const opened = await openElectionForVoter(request);
  const ballots = [];
  for (const [at, identity] of voters.entries()) {
    const booth = await enterBooth({ ...request, ...opened, identities: [identity] });
    const values = opened.manifest.options.map((_, option) => (option === at ? 1 : 0));
    ballots.push((await fillBallot({ chain, booth, values, prover: town.prover })).words);
  }
  await castBallots({ chain, account: await town.account(BALLOT_CARRIER), electionId, ballots });
}
