import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { connectAccount, developmentAccount } from "../../chain/accounts.ts";
import { isPsephosError, PsephosError } from "../../errors.ts";
import { withFileLock } from "../../roles/file-lock.ts";
import { answerLetters, clerksBox, type Post } from "../../roles/demo/portal/clerk.ts";
import type { Demonstration } from "../../roles/demo/portal/demonstration-file.ts";
import { openDemonstration, type OpenDemonstration } from "../../roles/demo/portal/open-demonstration.ts";
import { createClient } from "../../server/client/client.ts";
import { dropLetter, postLetter, readLetters } from "../../server/client/letters.ts";
import { readConfig } from "../../server/config/read-config.ts";
import { openServices } from "../../server/open-services.ts";
import type { RunningServer } from "../../server/serve.ts";
import { stopOnSignals } from "../../server/stop-on-signals.ts";
import type { Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { demoPortalTexts as texts } from "../texts/demo-portal.ts";
import { paragraph } from "./closing.ts";

const USUAL_PORT = 7400;
/** Of the local chain's accounts; nobody in the demonstration has it. */
const RELAYER_ACCOUNT = 9;
const CLERK_PAUSE_MS = 1_500;

export interface PortalRequest {
  /** The demonstration's own: what else lies there is removed. */
  readonly folder: string;
  /** The usual one, or any free one, unless told. */
  readonly port: number | undefined;
  /** Whether a browser is to be opened. */
  readonly open: boolean;
}

/** Opens the portal with the seeded demonstration, and keeps it open until it is interrupted. */
export function serveDemoPortal(context: Context, request: PortalRequest): Promise<Outcome> {
  return withFileLock(request.folder, () => serve(context, request), { patienceMs: 0 }).catch((error: unknown) => {
    throw isPsephosError(error, "FILE_BUSY") ? runsAlready(request.folder, error) : error;
  });
}

async function serve(context: Context, { folder, port, open }: PortalRequest): Promise<Outcome> {
  for (const line of paragraph(context.say(texts.opening))) context.narrate(line);
  const label = context.say(texts.seeding);
  const demonstration = await openDemonstration({
    folder,
    onProgress: (progress) => context.progressCount({ label, ...progress }),
  });
  try {
    const server = await openDemoServices(context, { demonstration, port: port ?? (await usualPort()) });
    const clerk = startClerk(demonstration, server.url);
    for (const line of invitation(context, { demonstration, url: server.url })) context.narrate(line);
    if (open) openBrowser(`${server.url}/`);
    await stopOnSignals({
      onStopping: () => context.progress(context.say(texts.stopping)),
      stop: async () => {
        await clerk.stop();
        await server.stop();
      },
      ...(demonstration.serving.local === undefined ? {} : { untilBroken: demonstration.serving.local.untilBroken }),
    });
    return { lines: [context.say(texts.stopped)], json: { url: server.url } };
  } finally {
    await demonstration.serving.close();
  }
}

/** Ballots leave within seconds: nobody's privacy is at stake, and people want to see them counted. */
async function openDemoServices(
  context: Context,
  { demonstration: { workspace, serving, demonstration }, port }: { demonstration: OpenDemonstration; port: number },
): Promise<RunningServer> {
  const config = await readConfig({
    flags: {
      port,
      data: workspace.folder,
      relayer: { minDelaySeconds: 0, maxDelaySeconds: 4 },
      // One election waits for its key keeper, who is whoever visits: not a reason for an alarm.
      watcher: { openingSeconds: 30 * 24 * 3600 },
      http: { readPerMinute: 0, writePerMinute: 0 },
      log: { level: "error" },
    },
  });
  const { chain } = serving;
  return openServices({
    config,
    version: context.version,
    destination: process.stderr,
    demonstration: offerOf(demonstration),
    openChain: () => Promise.resolve({ chain, account: connectAccount(developmentAccount(RELAYER_ACCOUNT), chain) }),
  });
}

/** What the file says to visitors. */
function offerOf({ format: _format, chainId: _chainId, elections: _elections, keys: _keys, ...offer }: Demonstration) {
  return offer;
}

/** Answers credential requests that come as letters, until it is stopped. */
function startClerk({ workspace, serving: { chain } }: OpenDemonstration, url: string): { stop(): Promise<void> } {
  const client = createClient({ url });
  const post: Post = {
    read: (box) => readLetters(client, box),
    send: (letter) => postLetter(client, letter),
    drop: (box, id) => dropLetter(client, { ...box, id }),
  };
  const stopping = new AbortController();
  const work = async (): Promise<void> => {
    const box = await clerksBox(workspace);
    while (!stopping.signal.aborted) {
      await answerLetters({ chain, workspace, box, post }).catch(tellTrouble);
      await pause(CLERK_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const working = work();
  return {
    async stop() {
      stopping.abort();
      await working;
    },
  };
}

/** The letter stays where it is, and is tried again. */
function tellTrouble(error: unknown): void {
  const code = isPsephosError(error) ? error.code : "INTERNAL";
  process.stderr.write(`The clerk of the demonstration could not answer a letter (${code}).\n`);
}

function invitation(
  context: Context,
  { demonstration: { demonstration }, url }: { demonstration: OpenDemonstration; url: string },
): string[] {
  const at = (place: string) => `    ${url}/#${place}`;
  const tries = [
    [texts.tryPeople, "/demonstration"],
    [texts.tryVote, `/elections/${demonstration.votingElectionIds[0] ?? 1}`],
    [texts.tryClaim, "/demonstration"],
    [texts.tryVerify, "/public/elections/1/verify"],
    [texts.tryTrail, "/public"],
  ] as const;
  return [
    "",
    context.style.bold(context.say(texts.running, { url: `${url}/` })),
    "",
    context.say(texts.whatToTry),
    ...tries.flatMap(([text, place]) => [`  · ${context.say(text)}`, at(place)]),
    "",
    context.say(texts.passphrase, { passphrase: demonstration.passphrase }),
    context.say(texts.howToStop),
  ];
}

async function usualPort(): Promise<number> {
  const server = createServer().listen(USUAL_PORT, "127.0.0.1");
  try {
    await once(server, "listening");
    return USUAL_PORT;
  } catch {
    // Somebody else has it: any other one will do.
    return 0;
  } finally {
    server.close();
  }
}

/** Where there is none, the address is on the screen. */
function openBrowser(url: string): void {
  const programs: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ["open"],
    win32: ["cmd", "/c", "start", ""],
  };
  const [program, ...args] = programs[process.platform] ?? ["xdg-open"];
  spawn(program, [...args, url], { stdio: "ignore", detached: true })
    .on("error", () => undefined)
    .unref();
}

function runsAlready(folder: string, cause: unknown): PsephosError {
  const message = `The demonstration of ${folder} is open already, in another process. Use that one, or stop it first.`;
  return new PsephosError("FILE_BUSY", message, { cause });
}
