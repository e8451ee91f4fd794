import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../src/errors.ts";
import { readPassphrase } from "../../src/cli/passphrase.ts";
import { inFolder } from "../roles/folder.ts";

const refusal = (code: string) => (error: unknown) => error instanceof PsephosError && error.code === code;

/** A terminal at which somebody types each answer in small pieces. */
function terminalTyping(answers: readonly string[]) {
  const rest = [...answers];
  const shown: string[] = [];
  const modes: boolean[] = [];
  const input = Object.assign(new EventEmitter(), {
    setRawMode: (mode: boolean) => void modes.push(mode),
    setEncoding: () => undefined,
    pause: () => undefined,
    resume: () => {
      const answer = rest.shift() ?? "";
      setImmediate(() => [...answer].forEach((character) => input.emit("data", character)));
    },
  });
  const output = { write: (part: string) => shown.push(part) };
  return { terminal: { input, output } as never, shown, modes };
}

describe("passphrases", () => {
  it("are typed without a trace on the screen, and can be corrected", async () => {
    const { terminal, shown, modes } = terminalTyping(["corect\u007f\u007f\u007frect horse\r"]);
    const typed = await readPassphrase({ file: undefined, terminal }, { question: "Passphrase: " });
    assert.equal(typed, "correct horse");
    assert.deepEqual(shown, ["Passphrase: ", "\n"]);
    assert.deepEqual(modes, [true, false]);
  });

  it("are asked for twice when something new is sealed, and must agree", async () => {
    const ask = { question: "New: ", repeat: "Again: " };
    const same = terminalTyping(["correct horse\r", "correct horse\r"]);
    assert.equal(await readPassphrase({ file: undefined, terminal: same.terminal }, ask), "correct horse");
    const differing = terminalTyping(["correct horse\r", "correct house\r"]);
    await assert.rejects(
      readPassphrase({ file: undefined, terminal: differing.terminal }, ask),
      refusal("PASSPHRASE_REFUSED"),
    );
    const short = terminalTyping(["short\r"]);
    await assert.rejects(
      readPassphrase({ file: undefined, terminal: short.terminal }, ask),
      refusal("PASSPHRASE_REFUSED"),
    );
  });

  it("stop the command at Ctrl-C and give the terminal back", async () => {
    const { terminal, modes } = terminalTyping(["corr\u0003"]);
    await assert.rejects(readPassphrase({ file: undefined, terminal }, { question: "P: " }), refusal("INTERRUPTED"));
    assert.deepEqual(modes, [true, false]);
  });

  it("come from the first line of a file, spaces included", () =>
    inFolder(async (folder) => {
      const file = join(folder, "pass.txt");
      await writeFile(file, " correct horse \r\nsecond line");
      assert.equal(await readPassphrase({ file, terminal: undefined }, { question: "" }), " correct horse ");
      await writeFile(file, "\nsecond line");
      await assert.rejects(
        readPassphrase({ file, terminal: undefined }, { question: "" }),
        refusal("PASSPHRASE_MISSING"),
      );
    }));

  it("are asked for by option where there is no terminal", async () => {
    await assert.rejects(
      readPassphrase({ file: undefined, terminal: undefined }, { question: "" }),
      (error: unknown) => {
        assert.ok(error instanceof PsephosError && error.code === "PASSPHRASE_MISSING");
        assert.match(error.message, /--passphrase-file/);
        return true;
      },
    );
  });
});
