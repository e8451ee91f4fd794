/** A prover in a process of its own on the given port, which kills itself at the step named: `serve-until-killed.ts PORT [STEP]`. */
import { DEFAULT_PROVER_SETTINGS } from "../../../src/server/prover/settings.ts";
import { proverPart } from "../../../src/server/prover/prover-part.ts";
import { createTelemetry } from "../../../src/server/telemetry.ts";
import { testApp } from "../support/app.ts";

const [port, deadlyStep] = process.argv.slice(2);

const part = proverPart({
  config: { ...DEFAULT_PROVER_SETTINGS, threads: 1, warm: ["decryption-2"] },
  telemetry: createTelemetry({ level: "silent" }),
  onStep: (step) => {
    if (step === deadlyStep) process.kill(process.pid, "SIGKILL");
  },
});
await part.start();
const app = await testApp({ routes: part.routes, health: () => part.health() });
await app.listen({ host: "127.0.0.1", port: Number(port) });
console.log("serving");
