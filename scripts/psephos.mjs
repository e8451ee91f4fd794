#!/usr/bin/env node
/** The command `psephos`: sets up if needed, then hands over to src/cli/main.ts under Node 24. */
import { resolve } from "node:path";
import { handOver } from "./setup/hand-over.mjs";
import { ROOT } from "./setup/paths.mjs";
import { setUp } from "./setup/set-up.mjs";

/** Of the exit codes in src/cli/exit-codes.ts: something outside the program is missing. */
const EXIT_NOT_SET_UP = 4;

process.exitCode = (await setUp())
  ? await handOver(resolve(ROOT, "src/cli/main.ts"), process.argv.slice(2))
  : EXIT_NOT_SET_UP;
