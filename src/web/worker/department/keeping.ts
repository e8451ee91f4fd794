import { fileExists } from "../../../roles/read-file.ts";
import { certificateText } from "../../../protocol/sharing/erasure.ts";
import { counter, signedAnswerAddress } from "./counter.ts";
import { backUpKeeping, bringKeeping } from "./keeping/backup.ts";
import { forgetCertificate, postCertificates, waitingCertificates } from "./keeping/certificates.ts";
import { holdKeeping, isKeepingOpen, keepingFile, lockKeeping, watchKeeping } from "./keeping/held-keeping.ts";
import { log } from "./keeping/log.ts";
import { permissions } from "./keeping/permissions.ts";
import { post } from "./keeping/post.ts";

/** A certificate that its person did not get yet: for handing over otherwise. */
export interface UnsentCertificate {
  readonly requestId: string;
  readonly text: string;
}

/** What an office keeps of people who permitted it to look: their letters, their permissions, and the log of its looks. */
export const keeping = {
  /** "locked" also where there is a letter box alone: its passphrase becomes that of the records. */
  async status(did: string): Promise<"none" | "locked" | "open"> {
    if (isKeepingOpen(did)) return "open";
    const isHere = (await fileExists(keepingFile(did, "key.json"))) || (await counter.status(did)) !== "none";
    return isHere ? "locked" : "none";
  },

  /** Also posts what a lost connection left unposted. */
  async open(given: { did: string; passphrase: string }): Promise<void> {
    await holdKeeping(given);
    await postCertificates(given.did);
  },

  lock: lockKeeping,
  watch: watchKeeping,
  backUp: backUpKeeping,
  bring: bringKeeping,
  post,
  permissions,
  log,

  /** Where people's letters go, signed by the department's account: the end of a link. */
  address: signedAnswerAddress,

  async unsent(did: string): Promise<UnsentCertificate[]> {
    const waiting = await waitingCertificates(did);
    return waiting.map(({ certificate }) => ({
      requestId: certificate.requestId,
      text: `${certificateText(certificate)}\n`,
    }));
  },

  postAgain: postCertificates,

  async forget({ did, requestId }: { did: string; requestId: string }): Promise<void> {
    await forgetCertificate(did, requestId);
  },
};
