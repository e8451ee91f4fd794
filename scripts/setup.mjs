#!/usr/bin/env node
/** Sets everything up; does nothing when all is in place. Any Node ≥ 18 runs it, before a single package is installed. */
import { setUp } from "./setup/set-up.mjs";

if (!(await setUp())) process.exitCode = 1;
