import { once } from "node:events";
import { createHash, randomBytes } from "node:crypto";
import { link, open, realpath, rename, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { PsephosError } from "../../errors.ts";

const SOCKET = "running.socket";

/**
 * Makes this process the folder's only user: two on one embedded database destroy it. Whoever holds the folder listens on a socket
 * in it; the system closes that however the process ends, so a lock never outlives its owner, and no process number is mistaken
 * for another's.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  return process.platform === "win32" ? lockByPipe(folder) : lockBySocket(folder);
}

/** A named pipe is not in the folder, but has the folder's name, and one owner. */
async function lockByPipe(folder: string): Promise<() => Promise<void>> {
  const name = createHash("sha256")
    .update(await realpath(folder))
    .digest("hex");
  const server = await listen(`\\\\.\\pipe\\psephos-${name}`);
  if (server === undefined) throw busy(folder);
  return () => close(server);
}

async function lockBySocket(folder: string): Promise<() => Promise<void>> {
  const handle = await open(folder);
  // A socket's path has about a hundred bytes; through the open folder it is short wherever the folder is.
  const base = process.platform === "linux" ? `/proc/self/fd/${handle.fd}` : folder;
  const socket = join(base, SOCKET);
  try {
    const server = (await listen(socket)) ?? (await takeOver(base, socket));
    if (server === undefined) throw busy(folder);
    return async () => {
      await close(server);
      await handle.close();
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A dead owner leaves a socket that nobody answers. */
async function takeOver(base: string, socket: string): Promise<Server | undefined> {
  if (await answers(socket)) return undefined;
  const aside = join(base, `.${SOCKET}.${randomBytes(6).toString("hex")}`);
  const moved = await rename(socket, aside).then(
    () => true,
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
      throw error;
    },
  );
  if (moved) {
    // Another process may have taken over since: then what was moved is its socket, and goes back.
    if (await answers(aside)) await link(aside, socket);
    await rm(aside, { force: true });
  }
  return await listen(socket);
}

async function answers(socket: string): Promise<boolean> {
  const connection = connect(socket);
  try {
    await once(connection, "connect");
    return true;
  } catch {
    return false;
  } finally {
    connection.destroy();
  }
}

/** Undefined when the name is taken. */
async function listen(path: string): Promise<Server | undefined> {
  const server = createServer((connection) => connection.destroy()).unref();
  server.listen(path);
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return undefined;
    throw error;
  }
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, "close");
}

function busy(folder: string): PsephosError {
  return new PsephosError(
    "STORE_BUSY",
    `Another process uses the database in ${folder}; nothing was touched. Stop it, give this one another folder, or let both use a PostgreSQL server by its URL.`,
  );
}
