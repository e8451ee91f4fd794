import assert from "node:assert/strict";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { GUIDE_PICTURES } from "../../scripts/portal/guide-pictures.ts";
import { texts as english } from "../../src/web/client/texts/en/index.ts";
import type { Language } from "../../src/web/client/texts/typed.ts";
import { texts as chinese } from "../../src/web/client/texts/zh/index.ts";

const GUIDE = resolve(import.meta.dirname, "../../docs/user-guide");
const TEXTS: Readonly<Record<Language, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  en: english,
  zh: chinese,
};
const GAP = /\{\{\w+\}\}/;

interface GuidePage {
  readonly name: string;
  readonly folder: string;
  readonly text: string;
}

const pages: readonly GuidePage[] = globSync("**/*.md", { cwd: GUIDE })
  .toSorted()
  .map((name) => ({ name, folder: join(GUIDE, dirname(name)), text: readFileSync(join(GUIDE, name), "utf8") }));

/** What stands between the brackets of `[…](here)` and `![…](here)`. */
function targetsIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
}

/** Places of headings, as hosts of source code make them. */
function anchorsIn(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(/\s/g, "-"),
    ),
  );
}

function asPattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** Whole texts of the portal; what it fills in later may be anything. Texts of gaps alone would let everything pass. */
function isSaidIn(language: Language): (quoted: string) => boolean {
  const said = Object.values(TEXTS[language]).flatMap((namespace) => Object.values(namespace));
  const whole = new Set(said);
  const patterns = said
    .filter((text) => GAP.test(text) && /\p{L}{2}/u.test(text.replaceAll(/\{\{\w+\}\}/g, "")))
    .map((text) => new RegExp(`^${text.split(GAP).map(asPattern).join(".+")}$`, "u"));
  return (quoted) => whole.has(quoted) || patterns.some((pattern) => pattern.test(quoted));
}

describe("the user guide", () => {
  it("speaks to the same six readers in both languages", () => {
    const readers = ["auditor.md", "citizen.md", "department.md", "organizer.md", "trustee.md", "voter.md"];
    for (const language of ["en", "zh"]) assert.deepEqual(readdirSync(join(GUIDE, language)).toSorted(), readers);
  });

  it("leads nowhere that is not there: pages, headings, pictures", () => {
    for (const { name, folder, text } of pages) {
      for (const target of targetsIn(text).filter((each) => !each.startsWith("http"))) {
        const [path = "", anchor] = decodeURI(target).split("#");
        const file = path === "" ? join(GUIDE, name) : resolve(folder, path);
        assert.ok(existsSync(file), `${name} leads to ${target}, which does not exist`);
        if (anchor === undefined) continue;
        assert.ok(anchorsIn(readFileSync(file, "utf8")).has(anchor), `${name} leads to ${target}, no such heading`);
      }
    }
  });

  it("shows pictures of its own language, all of which can be taken anew", () => {
    const known = new Set(GUIDE_PICTURES.map(({ name }) => name));
    for (const { name, text } of pages) {
      for (const [, shown] of text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g)) {
        const [, picture = "", language] = /^(.+)-(en|zh)\.webp$/.exec(basename(shown!)) ?? [];
        assert.ok(known.has(picture), `${name} shows ${shown!}`);
        if (name !== "README.md") assert.equal(language, dirname(name), `${name} shows ${shown!}`);
      }
    }
  });

  it("keeps no picture that nobody sees", () => {
    const shown = new Set(
      pages.flatMap(({ folder, text }) => targetsIn(text).map((target) => resolve(folder, target))),
    );
    const kept = globSync("pictures/*", { cwd: GUIDE }).map((name) => resolve(GUIDE, name));
    assert.deepEqual(
      kept.filter((file) => !shown.has(file)).map((file) => relative(GUIDE, file)),
      [],
    );
  });

  for (const language of ["en", "zh"] as const) {
    it(`quotes the portal's ${language === "en" ? "English" : "Chinese"} words as the pages have them`, () => {
      const isSaid = isSaidIn(language);
      const guides = pages.filter(({ name }) => dirname(name) === language);
      for (const { name, text } of guides) {
        const quotes = [...text.matchAll(/\*\*(.+?)\*\*/gs)].map(([, quoted]) => quoted!.replaceAll(/\s+/g, " "));
        assert.ok(quotes.length > 0, `${name} quotes nothing`);
        for (const quoted of quotes) assert.ok(isSaid(quoted), `${name}: no page says “${quoted}”`);
      }
    });
  }

  it("notices a button that was renamed", () => {
    assert.equal(isSaidIn("en")("Cast my ballot"), true);
    assert.equal(isSaidIn("en")("Cast the ballot"), false);
    assert.equal(isSaidIn("zh")("投出选票"), false);
  });
});
