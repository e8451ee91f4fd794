import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { COMMANDS, loadCommands } from "../../src/cli/table.ts";
import { groupTexts } from "../../src/cli/texts/frame.ts";

const FOLDER = new URL("../../src/cli/commands/", import.meta.url);

describe("the command table", () => {
  it("has each command of its folder once, under its noun", async () => {
    const commands = await loadCommands([]);
    const names = commands.map(({ name }) => name);
    const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".ts"));
    assert.deepEqual(names.map((name) => `${name.replaceAll(" ", "-")}.ts`).sort(), files.sort());
    for (const noun of COMMANDS.keys()) {
      const verbs = (await loadCommands([noun])).map(({ name }) => name);
      assert.deepEqual(
        verbs,
        names.filter((name) => name.split(" ")[0] === noun),
      );
    }
  });

  it("gives each group a heading, and each command examples of itself", async () => {
    for (const { name, examples } of await loadCommands([])) {
      const [noun = "", verb] = name.split(" ");
      if (verb !== undefined) assert.ok(Object.hasOwn(groupTexts, noun), noun);
      assert.ok(examples.length > 0, name);
      for (const example of examples) assert.ok(example.startsWith(`psephos ${name}`), example);
    }
  });
});
