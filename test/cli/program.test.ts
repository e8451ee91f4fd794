import assert from "node:assert/strict";
import type { CommandSpec } from "../../src/cli/command.ts";
import { buildProgram, isAskedFor } from "../../src/cli/program.ts";
import type { Input } from "../../src/cli/input.ts";
import { styleFor } from "../../src/cli/style.ts";
import type { Language } from "../../src/cli/text.ts";

const text = (en: string) => ({ en, zh: `${en}（中文）` });
const style = styleFor({ isTerminal: false, environment: {} });

const SPEC: CommandSpec = {
  name: "ballot cast",
  summary: text("vote"),
  details: text("Shows the question first."),
  examples: ["psephos ballot cast 1"],
  arguments: [{ name: "<election>", description: text("number") }],
  options: [
    { flags: "--files <dir>", description: text("folder"), repeatable: true },
    { flags: "--max-per-option <points>", description: text("points") },
    { flags: "--yes", description: text("do not ask") },
  ],
  run: () => Promise.resolve({ lines: [], json: {} }),
};

interface Call {
  input: Input;
  globals: Record<string, unknown>;
}

async function parse(args: readonly string[], language: Language = "en"): Promise<{ calls: Call[]; printed: string }> {
  const calls: Call[] = [];
  let printed = "";
  const program = buildProgram({
    commands: [SPEC],
    language,
    style,
    version: "1.2.3",
    print: (part) => void (printed += part),
    onCommand: ({ input, globals }) => {
      calls.push({ input, globals: { ...globals } });
      return Promise.resolve();
    },
  });
  await program.parseAsync([...args], { from: "user" }).catch((error: unknown) => {
    if (!isAskedFor(error)) throw error;
  });
  return { calls, printed };
}

describe("the command table on the command line", () => {
  it("hands arguments and options to the command by name, global ones from either side", async () => {
    const args = ["--rpc", "http://a", "ballot", "cast", "7", "--files", "x", "--files", "y", "--json", "--yes"];
    const { calls } = await parse([...args, "--max-per-option", "3"]);
    const [call] = calls;
    assert.ok(call !== undefined && calls.length === 1);
    assert.equal(call.input.id("election"), 7n);
    assert.deepEqual(call.input.list("files"), ["x", "y"]);
    assert.equal(call.input.integer("max-per-option", { min: 1, max: 9 }), 3);
    assert.equal(call.input.flag("yes"), true);
    assert.equal(call.globals["rpc"], "http://a");
    assert.equal(call.globals["json"], true);
  });

  it("teaches each command by an example, what to know first, and the options of every command", async () => {
    const { printed } = await parse(["ballot", "cast", "--help"]);
    for (const part of [
      "Shows the question first.",
      "Example\n  psephos ballot cast 1",
      "--files <dir>",
      "--rpc <url>",
    ]) {
      assert.ok(printed.includes(part), part);
    }
  });

  it("speaks Chinese in all of its help", async () => {
    const { printed } = await parse(["ballot", "cast", "--help"], "zh");
    for (const part of ["用法：", "示例", "选项：", "所有命令通用的选项：", "vote（中文）", "folder（中文）"]) {
      assert.ok(printed.includes(part), part);
    }
    assert.ok(!/Usage:|Options:|Arguments:|Example/.test(printed), printed);
  });

  it("explains the exit codes and the way through an election on the first page", async () => {
    const { printed } = await parse(["--help"]);
    assert.match(printed, /Exit codes\n {2}0 .*\n {2}1 .*\n {2}2 .*\n {2}3 .*\n {2}4 /);
    assert.match(printed, /psephos trustee deal|trustee deal/);
  });

  it("refuses unknown options and missing arguments as usage errors that name them", async () => {
    await assert.rejects(parse(["ballot", "cast"]), /missing required argument 'election'/);
    await assert.rejects(parse(["ballot", "cast", "1", "--choose", "ada"]), /unknown option '--choose'/);
    await assert.rejects(parse(["ballot", "burn"]), /unknown command 'burn'/);
  });
});
