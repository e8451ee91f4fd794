import { createClient } from "../../../../src/server/client/client.ts";
import { dropLetter, postLetter, readLetters } from "../../../../src/server/client/letters.ts";
import { answerLetters, clerksBox } from "../../../../src/roles/demo/portal/clerk.ts";
import type { Portal } from "../../support/portal.ts";

const TRIES = 100;
const PAUSE_MS = 200;

/** The registry's clerk opens the post until there is a letter, and answers it. */
export async function answerAtDesk({ url, chain, workspace }: Portal<unknown>): Promise<void> {
  const client = createClient({ url });
  const box = await clerksBox(workspace);
  for (let left = TRIES; left > 0; left -= 1) {
    const waiting = await readLetters(client, box);
    if (waiting.length > 0) break;
    if (left === 1) throw new Error("No letter came to the registry's desk.");
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const post = {
    read: () => readLetters(client, box),
    send: (letter: { boxId: string; sealed: Uint8Array }) => postLetter(client, letter),
    drop: (_box: unknown, id: string) => dropLetter(client, { ...box, id }),
  };
  await answerLetters({ chain, workspace, box, post });
}
