import { randomInt } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { latestTime } from "../../../chain/time.ts";
import { isPsephosError, type ErrorCode } from "../../../errors.ts";
import { credentialJson } from "../../../protocol/credential/credential-json.ts";
import { parseCredentialRequest } from "../../../protocol/credential/credential-request.ts";
import { decodeTime } from "../../../protocol/credential/encoding.ts";
import { departmentAddressText } from "../../../protocol/letters/department-address.ts";
import { LETTER_KINDS, letterText, parseLetter, type LetterContent } from "../../../protocol/letters/letter.ts";
import { requireOwnReply } from "../../../protocol/letters/reply-to.ts";
import type { Chain } from "../../chain-session.ts";
import { signDepartmentAddress } from "../../department-address.ts";
import type { JsonObject } from "../../holder/wallet.ts";
import { updateDesk } from "../../issuer/desk.ts";
import { issueOne } from "../../issuer/issue-one.ts";
import { createBox, restoreBox, type LetterBox } from "../../letters/letter-box.ts";
import { openLetter } from "../../letters/open-letter.ts";
import { sealLetter } from "../../letters/seal-letter.ts";
import { readFileJson } from "../../read-file.ts";
import type { Workspace } from "../../workspace.ts";
import { writeFileWhole } from "../../write-file.ts";
import { inventPeople } from "../attestation/people.ts";
import { REGISTRY, RESIDENT_SCHEMA } from "../attestation/policies.ts";
import { REGISTRY_ACCOUNT } from "../attestation/world.ts";
import { DEMONSTRATION_PASSPHRASE as passphrase } from "./demonstration-file.ts";
import { residentsDesk } from "./town/desk.ts";
import type { Town } from "./town/town.ts";

/** Where letters lie and are posted; whoever runs the clerk has a way to both. */
export interface Post {
  read(box: LetterBox): Promise<readonly { readonly id: string; readonly sealed: Uint8Array }[]>;
  send(letter: { readonly boxId: string; readonly sealed: Uint8Array }): Promise<void>;
  drop(box: LetterBox, id: string): Promise<void>;
}

const VALID_SECONDS = 300 * 86_400;
const boxForm = z.strictObject({ secret: z.string() });

/** The registry begins to take letters. Gives its signed address, as links have it. */
export async function openClerksBox(town: Town): Promise<string> {
  const { chain, workspace } = town;
  const { secret, address: box } = await createBox();
  await writeFileWhole({ file: boxFile(workspace), data: JSON.stringify({ secret }), secrecy: "secret" });
  const account = await town.account(REGISTRY_ACCOUNT);
  const statement = { department: REGISTRY, box, schema: RESIDENT_SCHEMA };
  return departmentAddressText(await signDepartmentAddress({ chain, account, statement }));
}

/** The box of a demonstration that was seeded. */
export async function clerksBox(workspace: Workspace): Promise<LetterBox> {
  return restoreBox(boxForm.parse(await readFileJson(boxFile(workspace))).secret);
}

/** Answers every letter that waits. Whoever asks is a made-up resident: this clerk believes everybody, and says so nowhere but here. */
export async function answerLetters(input: {
  chain: Chain;
  workspace: Workspace;
  box: LetterBox;
  post: Post;
}): Promise<void> {
  const { box, post } = input;
  for (const { id, sealed } of await post.read(box)) {
    const reply = await replyTo(input, sealed);
    if (reply !== undefined) await send(post, reply);
    await post.drop(box, id);
  }
}

const WRITERS_FAULTS: readonly ErrorCode[] = ["LETTER_ADDRESS_MALFORMED", "LETTER_BOX_FULL"];

/** An address that is none, or a full box, is for its writer to mend: the letters behind hers do not wait for that. */
async function send(post: Post, { address, content }: Reply): Promise<void> {
  try {
    await post.send(await sealLetter({ address, kind: content.kind, content: letterText(content) }));
  } catch (error) {
    if (!isPsephosError(error) || !WRITERS_FAULTS.includes(error.code)) throw error;
  }
}

interface Reply {
  readonly address: string;
  readonly content: LetterContent;
}

/** Undefined for what is no request: anybody may post anything. */
async function replyTo(
  { chain, workspace, box }: { chain: Chain; workspace: Workspace; box: LetterBox },
  sealed: Uint8Array,
): Promise<Reply | undefined> {
  try {
    const letter = parseLetter((await openLetter({ box, sealed, kinds: LETTER_KINDS })).content);
    if (letter.kind !== "credential-request") return undefined;
    requireOwnReply(letter);
    const at = await latestTime(chain);
    return { address: letter.replyTo, content: await issueFor({ workspace, at, request: letter.request }) };
  } catch (error) {
    if (isPsephosError(error) && ["input", "refused"].includes(error.exitClass)) return undefined;
    throw error;
  }
}

async function issueFor({
  workspace,
  at,
  request,
}: {
  workspace: Workspace;
  at: number;
  request: string;
}): Promise<LetterContent> {
  const { reference } = parseCredentialRequest(request.trimEnd());
  const allowances = { reissue: true, newHolder: true, afterRevocation: true };
  try {
    const { credentials } = await updateDesk({
      ...residentsDesk({ workspace }, passphrase),
      act: (desk) => {
        const terms = { ...desk, ...allowances, at, validFrom: at - 60, validUntil: at + VALID_SECONDS };
        return issueOne(terms, { request, subject: subjectOf(at), reference });
      },
    });
    return {
      kind: "credential",
      credential: credentialJson(credentials[0]) as Extract<LetterContent, { kind: "credential" }>["credential"],
    };
  } catch (error) {
    if (!isPsephosError(error) || error.exitClass !== "refused") throw error;
    return { kind: "refusal", reason: error.detail["reason"] === "holder" ? "already-issued" : "other" };
  }
}

/** Some adult of one of the districts. */
function subjectOf(at: number): JsonObject {
  const people = inventPeople({ count: 9, today: decodeTime(BigInt(at)).slice(0, 10) });
  return { ...people[randomInt(people.length - 1)]!.entry, permanentResident: true };
}

function boxFile({ folder }: Workspace): string {
  return join(folder, "clerk.json");
}
