import { generate } from "lean-qr";
import { useMemo, type ReactNode } from "react";
import { useTexts } from "../state/texts.ts";

const QUIET_MODULES = 4;

export interface QrCodeProps {
  readonly text: string;
  /** What a camera finds in it. */
  readonly label: string;
}

/** Dark on light in both themes: many cameras read nothing else. */
export function QrCode({ text, label }: QrCodeProps): ReactNode {
  const say = useTexts("design");
  const { size, path } = useMemo(() => drawn(text), [text]);
  const box = `${-QUIET_MODULES} ${-QUIET_MODULES} ${size + 2 * QUIET_MODULES} ${size + 2 * QUIET_MODULES}`;
  return (
    <svg className="qr-code" viewBox={box} role="img" aria-label={say("qrCode", { label })} shapeRendering="crispEdges">
      <path className="qr-code-modules" d={path} />
    </svg>
  );
}

/** Runs of dark modules, row by row. */
function drawn(text: string): { size: number; path: string } {
  const code = generate(text);
  const runs: string[] = [];
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      const start = x;
      while (x < code.size && code.get(x, y)) x += 1;
      runs.push(`M${start} ${y}h${x - start}v1h${start - x}z`);
    }
  }
  return { size: code.size, path: runs.join("") };
}
