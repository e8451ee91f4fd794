import assert from "node:assert/strict";
import { inspect } from "node:util";
import { PsephosError } from "../../src/errors.ts";
import { printError } from "../../src/cli/output.ts";
import { styleFor } from "../../src/cli/style.ts";
import { withDecimals } from "../../src/protocol/json.ts";
import { LANGUAGES } from "../../src/cli/text.ts";
import { issueMany } from "../../src/roles/issuer/issue-many.ts";
import { CLAIMS, HOLDER, ISSUER, SUBJECT } from "../protocol/credential/fixtures.ts";
import { office, person, requestOf } from "../roles/issuer/desk-fixtures.ts";
import { READERS } from "./readers.ts";
import {
  ACCIDENTS,
  CANARIES,
  CELLS,
  HEADER,
  NUMBER,
  PASSPHRASE,
  replaced,
  SMALL,
  TEXT,
  WORD,
  table,
} from "./accidents.ts";

/** Of the fixtures: what is told of no person. */
const SECRETS = [
  ...["Анна", "1990-05-17", SUBJECT.personNumber, SUBJECT.address],
  HOLDER.secret.toString(),
  Buffer.from(HOLDER.privateKey).toString("base64"),
  Buffer.from(HOLDER.privateKey).toString("hex"),
  Buffer.from(ISSUER.privateKey).toString("hex"),
  CLAIMS.nonce.toString(),
  ...CLAIMS.salts.map(String),
];

/** All that anybody could see of an error: on the screen in both languages, as JSON, and in a log that follows causes. */
function tracesOf(error: unknown): string {
  const written: string[] = [];
  const sink = { write: (text: string) => written.push(text) };
  for (const language of LANGUAGES) {
    const style = styleFor({ isTerminal: false, environment: {} });
    printError({ error, json: true, language, style, streams: { stdout: sink, stderr: sink } });
  }
  return [...written, inspect(error, { depth: 10, showHidden: true })].join("\n");
}

/** The calls by which tests are found name files and lines of the tests, not values. */
function withoutStack(traces: string): string {
  return traces.replaceAll(/^\s+at .*$/gm, "");
}

function assertSilent(error: unknown, planted: readonly string[] = [...CANARIES, ...SECRETS]): void {
  assert.ok(error instanceof PsephosError, `not an error of ours: ${inspect(error)}`);
  const traces = withoutStack(tracesOf(error));
  const told = planted.find((secret) => traces.includes(secret));
  assert.equal(told, undefined, traces);
}

async function failureOf(run: () => unknown): Promise<unknown> {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return undefined;
}

type Path = readonly (string | number)[];

/** Every value within a JSON value, and whatever holds it. */
function pathsIn(json: unknown, path: Path = []): Path[] {
  if (typeof json !== "object" || json === null) return [path];
  return [path, ...Object.entries(json).flatMap(([key, value]) => pathsIn(value, [...path, key]))].filter(
    ({ length }) => length > 0,
  );
}

function planted(json: unknown, { path, value }: { path: Path; value: unknown }): unknown {
  const copy = structuredClone(json) as Record<string, unknown>;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  holder[path.at(-1)!] = value;
  return copy;
}

describe("secrets planted in files of credentials", () => {
  let count = 0;

  for (const { what, good, read } of READERS) {
    it(`T087: are echoed by nothing that refuses a ${what}`, async () => {
      assert.equal(await failureOf(() => read(structuredClone(good))), undefined);
      for (const path of pathsIn(good)) {
        for (const value of [TEXT, WORD, NUMBER, SMALL, [WORD], { [WORD]: TEXT }]) {
          const error = await failureOf(() => read(planted(good, { path, value })));
          // A name of a field is no secret and is told, so that it can be mended: the last planting is for the value alone.
          const looked =
            typeof value === "object" && !Array.isArray(value) ? ["Canaria", "Kanarienvogel", ...SECRETS] : undefined;
          if (error !== undefined) assertSilent(error, looked);
          if (error !== undefined) count++;
        }
      }
    });
  }

  it("T087: were refused in more than 1,000 ways", () => {
    assert.ok(count > 1_000, `${count}`);
  });
});

describe("secrets at hand when an accident happens", () => {
  for (const { what, run } of ACCIDENTS) {
    it(`T087: are told by nothing after ${what}`, async () => {
      assertSilent(await failureOf(run), [...CANARIES, ...SECRETS, PASSPHRASE, "Kanarien"]);
    });
  }

  it("T087: an issuer's report tells references and columns, and no other cell", () => {
    const identity = person();
    const lines = HEADER.slice(1).map((_, at) => replaced(replaced(CELLS, at + 1, ` ${TEXT}`), 0, `A-${2000 + at}`));
    const requests = lines.map(([reference], at) => ({
      source: `requests:${at + 1}`,
      text: JSON.stringify(requestOf(at === 0 ? identity : person(), { reference: reference! }), withDecimals),
    }));
    const strays = [`{"reference":"${TEXT}"`, TEXT, `{"${WORD}":1}`].map((text, at) => ({
      source: `stray:${at}`,
      text,
    }));
    const { report, okCount } = issueMany(office(), {
      table: table(HEADER, ...lines),
      requests: [...requests, ...strays],
    });
    assert.deepEqual([okCount, report.length], [0, lines.length + strays.length]);
    const written = JSON.stringify(report);
    const cells = [
      ...CANARIES,
      ...CELLS.slice(1).filter((cell) => cell.length > 3 && !/^(true|female|D-07)$/.test(cell)),
    ];
    assert.equal(
      cells.find((cell) => written.includes(cell)),
      undefined,
      written,
    );
  });
});
