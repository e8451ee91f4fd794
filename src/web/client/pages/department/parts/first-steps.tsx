import { useState, type ReactNode } from "react";
import type { Acting } from "../../../../worker/department/acting.ts";
import { CopyText } from "../../../design/copy-text.tsx";
import { DownloadButton } from "../../../design/download-button.tsx";
import { Hash } from "../../../design/hash.tsx";
import { TaskList } from "../../../design/task-list.tsx";
import { TextField } from "../../../design/fields/text-field.tsx";
import { useTexts } from "../../../state/texts.ts";

const DID = /^did:web:[A-Za-z0-9.:%_-]{1,200}$/;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** What a department that nobody knows yet has to do, and what the registry's authority has to do for it. */
export function FirstSteps({ acting }: { readonly acting: Acting }): ReactNode {
  const say = useTexts("department");
  const [typed, setTyped] = useState("");
  const did = didOf(typed.trim());
  const { address, governor } = acting;
  const command = `psephos department register ${did ?? "did:web:…"} --address ${address} --account …`;
  return (
    <section>
      <h2>{say("firstTitle")}</h2>
      <p>{say("firstLead")}</p>
      <TaskList
        tasks={[
          { id: "account", title: say("firstAccount"), state: "done", hint: <Hash value={address} /> },
          { id: "register", title: say("firstRegister"), state: "now", who: say("theAuthority") },
          { id: "key", title: say("firstKey"), state: "blocked", who: say("you") },
          { id: "certify", title: say("firstCertify"), state: "blocked", who: say("theAuthority") },
        ]}
      />
      <TextField
        id="new-did"
        label={say("website")}
        help={say("websiteHelp")}
        value={typed}
        onChange={setTyped}
        isCode
      />
      <p>{say("handCommand", { governor })}</p>
      <CopyText text={command} label={say("command")} />
      {did !== undefined && (
        <DownloadButton
          fileName="department-registration.txt"
          mediaType="text/plain"
          content={() => `${say("commandFile", { did, address })}\n\n${command}\n`}
        >
          {say("saveCommand")}
        </DownloadButton>
      )}
    </section>
  );
}

/** As typed, or of a website. */
function didOf(typed: string): string | undefined {
  if (DID.test(typed)) return typed;
  const host = typed
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/$/, "");
  return HOST.test(host) ? `did:web:${host}` : undefined;
}
