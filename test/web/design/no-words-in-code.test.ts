import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

const CLIENT = resolve(import.meta.dirname, "../../../src/web/client");

/** Attributes and properties that are read by people. */
const READ = new Set([
  ...["alt", "aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext"],
  ...["placeholder", "label", "title", "legend", "help", "lead", "summary", "caption", "question", "confirmLabel"],
]);

/** Words of one letter and up: punctuation, arrows and numbers are no words. */
const WORDS = /\p{L}{2}/u;

function wordsInCode(file: string, text: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const note = (node: ts.Node, words: string): void => {
    if (WORDS.test(words))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${words.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && !isCode(node.parent)) note(node, node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) noteLiterals(node.expression, note);
    if (ts.isJsxAttribute(node) && READ.has(node.name.getText())) {
      const value = node.initializer;
      noteLiterals(value !== undefined && ts.isJsxExpression(value) ? value.expression : value, note);
    }
    // A property may hold the key of a text: one word that begins small.
    if (ts.isPropertyAssignment(node) && READ.has(node.name.getText())) {
      noteLiterals(node.initializer, (part, words) => {
        if (!/^[a-z][\w-]*$/.test(words)) note(part, words);
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Names that are the same in every language. */
function isCode(parent: ts.Node): boolean {
  return ts.isJsxElement(parent) && parent.openingElement.tagName.getText() === "code";
}

/** Strings that the expression may have as its value; those within calls are keys of texts. */
function noteLiterals(node: ts.Node | undefined, note: (node: ts.Node, words: string) => void): void {
  if (node === undefined) return;
  if (ts.isStringLiteralLike(node)) note(node, node.text);
  else if (ts.isTemplateExpression(node)) {
    for (const part of [node.head, ...node.templateSpans.map(({ literal }) => literal)]) note(part, part.text);
  } else if (ts.isConditionalExpression(node)) {
    noteLiterals(node.whenTrue, note);
    noteLiterals(node.whenFalse, note);
  } else if (ts.isParenthesizedExpression(node)) noteLiterals(node.expression, note);
  else if (ts.isBinaryExpression(node) && !/^[=!<>]/.test(node.operatorToken.getText())) {
    noteLiterals(node.left, note);
    noteLiterals(node.right, note);
  }
}

describe("words of the portal", () => {
  it("stand in texts, for both languages, and not in code", () => {
    const files = globSync("**/*.tsx", { cwd: CLIENT });
    assert.ok(files.length > 50);
    const found = files.flatMap((file) => wordsInCode(file, readFileSync(resolve(CLIENT, file), "utf8")));
    assert.deepEqual(found, []);
  });

  it("are found wherever code could hide them", () => {
    const page = `const a = <p title="Hello there">Some words {ok ? "yes" : \`no \${x} thanks\`} {say("key")} → {first && "shown"} <code>keccak256</code></p>;
      const b = { label: "More", kind: "primary", title: "ofSomeText" };`;
    const words = wordsInCode("page.tsx", page).map((each) => each.replace(/^.*?: /, ""));
    assert.deepEqual(words.sort(), ["Hello there", "More", "Some words", "no", "shown", "thanks", "yes"].sort());
  });
});
