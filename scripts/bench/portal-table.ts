import { PROFILE } from "./portal-loading.ts";
import type { PortalFigures } from "./portal.ts";
import type { ServiceRow } from "./services-table.ts";

/** Measure, figure, goal, and what else there is to know. */
export function portalRows({ ballot4, longestGapMs, idleGapMs, loading }: PortalFigures): ServiceRow[] {
  const { interactiveKb, scriptKb, allKb, interactiveSeconds, wholeSeconds, workSeconds } = loading;
  const times = `${ballot4.oursMs} ms in the browser, ${ballot4.peerMs} ms by Node`;
  const profile = `${PROFILE.megabitsPerSecond} Mbit/s, ${PROFILE.delayMs} ms a request, processor ${PROFILE.slowdown} × slower`;
  return [
    ["a ballot's proof in the browser", `${ballot4.ratio} × Node's speed`, "≥ 0.77 ×", times],
    ["longest wait of the page while proving", `${longestGapMs} ms`, "< 100 ms", `${idleGapMs} ms while idle`],
    ["home page: scripts over the line", `${scriptKb} KB`, "≤ 250 KB", `${interactiveKb} KB until interactive, ${allKb} KB with all else`], // prettier-ignore
    ["home page: interactive", `${interactiveSeconds} s`, "< 2 s", `${profile}; ${workSeconds} s of it work`],
    ["home page: elections listed", `${wholeSeconds} s`, "< 5 s", "on the same profile"],
  ];
}
