import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { settingsTable } from "../src/server/config/describe-settings.ts";
import { writeAtomically } from "./system/write-atomically.mjs";

/** `document-settings.ts [--check]`: writes the table of all settings into docs/services.md, or tells whether it is today's. */
const FILE = resolve(import.meta.dirname, "../docs/services.md");
const TABLE = /(<!-- scripts\/document-settings\.ts writes this table -->\n)[^]*?(\n<!-- end of table -->)/;

const present = await readFile(FILE, "utf8");
if (!TABLE.test(present)) throw new Error(`${FILE} has lost the marks between which the table stands`);
const wanted = present.replace(TABLE, (_, begin: string, end: string) => `${begin}\n${settingsTable()}\n${end}`);
if (process.argv.includes("--check")) {
  if (wanted !== present)
    throw new Error("The settings are not those of docs/services.md: node scripts/document-settings.ts");
} else writeAtomically(FILE, wanted);
