/**
 * Runs anvil with the given arguments and ends it when standard input closes. The parent holds the other end, and the
 * system closes it however the parent ends: no chain is left behind, and its state is saved.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const architecture = process.arch === "x64" ? "amd64" : process.arch;
const program = createRequire(import.meta.url).resolve(
  `@foundry-rs/anvil-${process.platform}-${architecture}/bin/anvil${process.platform === "win32" ? ".exe" : ""}`,
);
const anvil = spawn(program, process.argv.slice(2), { stdio: ["ignore", "ignore", "inherit"] });

process.stdin.resume();
process.stdin.on("close", () => anvil.kill("SIGTERM"));
// Ctrl-C reaches the whole terminal group: anvil then ends by itself, and so does this when it has.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => anvil.kill(signal));
anvil.on("exit", (code) => process.exit(code ?? 0));
anvil.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
