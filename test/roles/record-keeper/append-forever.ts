/** Appends to the log in a folder and says each time how many entries are safe. Another process kills it. */
import { writeSync } from "node:fs";
import { LogStore } from "../../../src/roles/record-keeper/log-store.ts";

const log = await LogStore.open({ folder: process.argv[2]! });
for (;;) {
  const batch = Array.from({ length: 3 }, () => log.append((sequence) => `{"entry":${sequence}}`));
  await Promise.all(batch);
  writeSync(1, `${log.head.size}\n`);
}
