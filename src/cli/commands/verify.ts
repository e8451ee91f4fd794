import { PsephosError } from "../../errors.ts";
import type { ElectionArchive } from "../../protocol/archive.ts";
import { parseArchive } from "../../protocol/archive.ts";
import { differences } from "../../roles/auditor/compare-archives.ts";
import { exportArchive } from "../../roles/auditor/export-archive.ts";
import { reportLines } from "../../roles/auditor/report.ts";
import { verifyArchive, type Verdict } from "../../roles/auditor/verify-archive.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { verifyTexts as texts } from "../texts/verify.ts";

export const command: CommandSpec = {
  name: "verify",
  summary: texts.summary,
  details: texts.details,
  examples: [
    "psephos verify election-1.json",
    "psephos verify --rpc http://127.0.0.1:8545 --election 1",
    "psephos verify election-1.json --rpc http://127.0.0.1:8545",
  ],
  arguments: [{ name: "[archive]", description: texts.archive }],
  options: [
    { flags: "--election <id>", description: texts.election },
    { flags: "--files <dir>", description: texts.files, repeatable: true },
  ],
  async run(context, input) {
    const given = await readGiven(context, input);
    const electionId = electionOnChain(context, { input, given });
    const found = electionId === undefined ? undefined : await readFromChain(context, { input, electionId });
    const archive = found ?? given;
    if (archive === undefined) {
      throw new PsephosError(
        "USAGE",
        "Name an archive file, or an election with --election. See psephos verify --help.",
      );
    }
    const differing = given && found ? differences(given, found) : undefined;
    const verdict = await verifyArchive({
      archive,
      onProgress: ({ check, done, total }) => {
        if (total > 0) context.progressCount({ label: context.say(texts.checking, { id: check.id }), done, total });
      },
    });
    const agreed = verdict.verified && (differing ?? []).length === 0;
    const { language, style } = context;
    return {
      lines: [
        ...reportLines({ archive, verdict, language, emphasis: style }),
        ...(differing === undefined ? [] : [comparison(context, differing)]),
      ],
      json: reportJson({ archive, verdict, differing, agreed, language }),
      exitCode: agreed ? 0 : 1,
    };
  },
};

async function readGiven(context: Context, input: Input): Promise<ElectionArchive | undefined> {
  const file = input.optional("archive");
  return file === undefined ? undefined : parseArchive(await context.readText(file));
}

/** The one that was named. Who gives a file and types --rpc wants them compared: then the file says which. */
function electionOnChain(
  context: Context,
  { input, given }: { input: Input; given: ElectionArchive | undefined },
): bigint | undefined {
  if (input.optional("election") !== undefined) return input.id("election");
  return context.isChainNamed ? given?.election.electionId : undefined;
}

async function readFromChain(
  context: Context,
  { input, electionId }: { input: Input; electionId: bigint },
): Promise<ElectionArchive> {
  const label = context.say(texts.gathering);
  return exportArchive({
    chain: await context.chain(),
    workspace: context.workspace,
    electionId,
    folders: input.list("files"),
    onProgress: (step) => context.progressCount({ label, ...step }),
  });
}

function comparison(context: Context, differing: readonly string[]): string {
  const [path] = differing;
  return path === undefined
    ? context.style.good(context.say(texts.same))
    : context.style.bad(context.say(texts.different, { count: differing.length, path }));
}

function reportJson(input: {
  archive: ElectionArchive;
  verdict: Verdict;
  differing: readonly string[] | undefined;
  agreed: boolean;
  language: Context["language"];
}): Record<string, unknown> {
  const { archive, verdict, differing, agreed, language } = input;
  const { election, chain } = archive;
  return {
    verified: agreed,
    chainId: chain.chainId,
    electionId: election.electionId,
    ballots: election.ballots.length,
    result: election.result?.counts ?? null,
    checks: verdict.checks.map(({ id, name, ok, detail, evidence }) => ({
      ...{ id, name, ok },
      detail: detail[language],
      evidence,
    })),
    ...(differing === undefined ? {} : { differences: differing }),
  };
}
