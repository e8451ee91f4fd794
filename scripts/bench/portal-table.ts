import type { PortalFigures } from "./portal.ts";
import type { ServiceRow } from "./services-table.ts";

/** Measure, figure, goal, and what else there is to know. */
export function portalRows({ ballot4, longestGapMs, firstLoad, slowSeconds }: PortalFigures): ServiceRow[] {
  const times = `${ballot4.oursMs} ms in the browser, ${ballot4.peerMs} ms by Node`;
  return [
    ["a ballot's proof in the browser", `${ballot4.ratio} × Node's speed`, "≥ 0.5 ×", times],
    ["longest wait of the page while proving", `${longestGapMs} ms`, "< 50 ms", ""],
    ["first load, scripts compressed", `${firstLoad.scriptKb} KB`, "≤ 250 KB", `${firstLoad.allKb} KB in all`],
    ["first page on a slow phone and slow 4G", `${slowSeconds} s`, "< 5 s", "processor 4 × slower, 1.6 Mbit/s, 150 ms"],
  ];
}
