import assert from "node:assert/strict";
import { faultsOn, PLAN_PAGES, rulesOf } from "../../../src/web/client/pages/organizer/plan/faults.ts";
import { emptyDraft, manifestOf, parseDraft, type ElectionDraft } from "../../../src/web/worker/organizer/draft.ts";
import { PsephosError } from "../../../src/errors.ts";

const NOW = 1_800_000_000;
const address = (digit: number): string => `0x${String(digit).repeat(40)}`;
const both = (en: string, zh = ""): { en: string; zh: string } => ({ en, zh });

const complete: ElectionDraft = {
  ...emptyDraft("00112233aabbccdd"),
  title: both("Station"),
  description: both("What for?", "作何用途？"),
  organizer: both("", "市议会"),
  options: ["Library", "Market"].map((label, at) => ({
    id: `option-${at + 1}`,
    label: both(label),
    description: both(""),
  })),
  voters: { kind: "published", rollId: 7n },
  key: { kind: "existing", ceremonyId: 3n },
  opensAt: NOW + 100,
  closesAt: NOW + 200,
  resultBy: NOW + 300,
};
const on = (page: (typeof PLAN_PAGES)[number], changed: Partial<ElectionDraft>) =>
  faultsOn(page, { ...complete, ...changed }, NOW).map(({ fieldId, key }) => `${fieldId} ${key}`);

describe("what is wrong with a plan", () => {
  it("is nothing with a complete one, and something on each page of an empty one", () => {
    const faulty = (draft: ElectionDraft) => PLAN_PAGES.filter((page) => faultsOn(page, draft, NOW).length > 0);
    assert.deepEqual(faulty(complete), []);
    assert.deepEqual(
      faulty(emptyDraft("00112233aabbccdd")),
      PLAN_PAGES.filter((page) => page !== "rule"),
    );
  });

  it("is a text that is missing in both languages, too long, or not what it looks like", () => {
    assert.deepEqual(on("question", { title: both(" ") }), ["title-en faultText"]);
    assert.deepEqual(on("question", { title: both("", "字".repeat(201)) }), ["title-zh faultLong"]);
    assert.deepEqual(on("question", { title: both("St\u0430tion", "车\u200b站") }), [
      "title-en faultStrange",
      "title-zh faultStrange",
    ]);
  });

  it("T098: is two options that look alike in either language", () => {
    const options = (one: string, other: string) =>
      [one, other].map((zh, at) => ({ ...complete.options[at]!, label: both(`Option ${at}`, zh) }));
    assert.deepEqual(on("options", { options: options("图书馆", "市场") }), []);
    assert.deepEqual(on("options", { options: options("ＡＢ", "ab") }), ["option-2-zh faultAlike"]);
    assert.deepEqual(on("options", { options: options("图书馆", "市场").slice(0, 1) }), ["options faultOptions"]);
  });

  it("is rules that do not fit the options", () => {
    const rule = { name: "limited", limit: 3, blank: true, weighted: false } as const;
    assert.deepEqual(on("rule", { rule }), ["rule faultRule"]);
    assert.equal(rulesOf({ ...complete, rule }), undefined);
  });

  it("is times that are past, overlap, or come before the key", () => {
    assert.deepEqual(on("times", { opensAt: NOW }), ["opens-at faultPast"]);
    assert.deepEqual(on("times", { closesAt: NOW + 100 }), ["closes-at faultOrder"]);
    assert.deepEqual(on("times", { resultBy: undefined }), ["result-by faultTime"]);
    const key = {
      kind: "new",
      trustees: [1, 2].map(address),
      threshold: 2,
      registerBy: NOW + 10,
      commitBy: NOW + 20,
      dealBy: NOW + 100,
    } as const;
    assert.deepEqual(on("times", { key: { ...key, trustees: [...key.trustees] } }), ["opens-at faultBeforeKey"]);
  });

  it("is a key keeper named twice, no address, a threshold of one, and deadlines out of order", () => {
    const key = {
      kind: "new" as const,
      trustees: [address(1), "0x12", address(1)],
      threshold: 1,
      registerBy: NOW + 10,
      commitBy: NOW + 10,
      dealBy: NOW + 30,
    };
    assert.deepEqual(on("key", { key }), [
      "keeper-1 faultAddress",
      "keeper-2 faultSameKeeper",
      "threshold faultThreshold",
      "commit-by faultOrder",
    ]);
  });

  it("is a turnout that no list reaches", () => {
    const voters = {
      kind: "file",
      name: "Voters",
      fileHash: `0x${"ab".repeat(32)}`,
      size: 3,
      totalWeight: 3n,
    } as const;
    assert.deepEqual(on("voters", { voters, minimumTurnout: 4 }), ["minimum-turnout faultTurnout"]);
  });
});

describe("a plan", () => {
  const place = { roll: { id: 7n, fileHash: `0x${"ab".repeat(32)}` }, ceremonyId: 3n };

  it("becomes a manifest in which a text of one language stands for both", () => {
    const manifest = manifestOf({ draft: complete, ...place });
    assert.deepEqual(manifest.organizer, both("市议会", "市议会"));
    assert.deepEqual(manifest.description, both("What for?", "作何用途？"));
    assert.deepEqual(
      manifest.options.map(({ id }) => id),
      ["option-1", "option-2"],
    );
  });

  it("is refused as a file of another form", () => {
    for (const json of [null, {}, { ...complete, more: 1 }, { ...complete, id: "../../identity" }]) {
      assert.throws(
        () => parseDraft(json),
        (error) => error instanceof PsephosError && error.code === "DRAFT_MALFORMED",
      );
    }
  });
});
