import { createManifest, type Manifest } from "../../../src/protocol/manifest.ts";
import { rulesFor, type RuleName } from "../../../src/protocol/rule-presets.ts";

/** A manifest of three options for tests that need no chain. */
export function sampleManifest(rules: RuleName = "single", blank = false): Manifest {
  const text = (word: string) => ({ en: word, zh: `${word}（中文）` });
  return createManifest({
    format: "psephos.manifest/1",
    kind: "test",
    title: text("Library council"),
    description: text("Who sits on the library council?"),
    organizer: text("Library"),
    options: ["ada", "grace", "linus"].map((id) => ({ id, label: text(`Candidate ${id}`) })),
    rules: rulesFor(rules, { optionCount: 3, blank }),
    roll: { id: 1n, fileHash: `0x${"11".repeat(32)}` },
    ceremony: { id: 1n },
    opensAt: 1_800_000_000,
    closesAt: 1_800_003_600,
    resultBy: 1_800_007_200,
    minimumTurnout: 0,
  });
}
