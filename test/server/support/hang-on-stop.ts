/** `hang-on-stop.ts`: says "waiting", and on a signal begins a stop that never ends. */
import { stopOnSignals } from "../../../src/server/stop-on-signals.ts";

const alive = setInterval(() => undefined, 1_000);
const stopped = stopOnSignals({
  onStopping: () => void process.stdout.write("stopping\n"),
  stop: () => new Promise<void>(() => undefined),
});
process.stdout.write("waiting\n");
await stopped;
clearInterval(alive);
