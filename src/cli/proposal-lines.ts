import { createHash } from "node:crypto";
import type { CallMeaning } from "../chain/authority-calls.ts";
import type { Proposal } from "../roles/authority/proposals.ts";
import type { Context } from "./context.ts";
import { formatTime } from "./format.ts";
import { schemaLabel } from "./key-lines.ts";
import { governingTexts as texts } from "./texts/governing.ts";
import { issuerKeyTexts } from "./texts/issuer-key.ts";

/** Names of the departments that the registry knows, by id. */
export type DepartmentNames = ReadonlyMap<bigint, string>;

interface Shown {
  readonly proposal: Proposal;
  readonly departments: DepartmentNames;
}

/** What a proposal would do, in words. */
export function meaningLines(context: Context, { proposal, departments }: Shown): string[] {
  const { meaning } = proposal;
  const didOf = (id: bigint): string => departments.get(id) ?? context.say(texts.unknownDepartment);
  switch (meaning.kind) {
    case "registerDepartment":
      return [context.say(texts.registerDepartment, { did: meaning.did, account: meaning.account })];
    case "registerKey":
      return registerKeyLines(context, { ...meaning, did: didOf(meaning.key.departmentId) });
    case "removeKey": {
      const text = meaning.compromised ? texts.removeCompromised : texts.removeKey;
      return [context.say(text, { keyIndex: meaning.keyIndex })];
    }
    case "changeAccount":
      return [context.say(texts.changeAccount, { did: didOf(meaning.departmentId), account: meaning.account })];
    case "transferGovernor":
      return [context.say(texts.transferGovernor, { next: meaning.next })];
    case "acceptGovernor":
      return [context.say(texts.acceptGovernor)];
    case "changeMembers":
      return [
        context.say(texts.changeMembers, { threshold: meaning.threshold, members: meaning.members.join("\n  ") }),
      ];
    case "unknown":
      return [unknownLine(context, proposal)];
  }
}

function registerKeyLines(
  context: Context,
  { key, status, did }: Extract<CallMeaning, { kind: "registerKey" }> & { did: string },
): string[] {
  const { schemaHash, epoch, endsAt, certificateHash } = key;
  const [x, y] = key.publicKey;
  return [
    context.say(texts.registerKey, { did, epoch, schema: schemaLabel(context, schemaHash), ends: formatTime(endsAt) }),
    context.say(issuerKeyTexts.fingerprint, { hash: certificateHash }),
    context.say(issuerKeyTexts.publicKey, { x, y }),
    context.say(issuerKeyTexts.listsHash, { hash: status.listsHash }),
  ];
}

function unknownLine(context: Context, { call: { target, data } }: Proposal): string {
  const bytes = Buffer.from(data.slice(2), "hex");
  const fingerprint = `0x${createHash("sha256").update(bytes).digest("hex")}`;
  return context.say(texts.unknownCall, { target, size: bytes.length, fingerprint });
}

/** A proposal with its time and those who agreed. */
export function proposalLines(context: Context, shown: Shown & { threshold: number }): string[] {
  const { proposalId, expiresAt, approvedBy } = shown.proposal;
  const expires = formatTime(expiresAt);
  return [
    context.style.bold(context.say(texts.proposal, { proposalId, expires })),
    ...meaningLines(context, shown),
    context.say(texts.agreed, { count: approvedBy.length, threshold: shown.threshold }),
    ...approvedBy.map((member) => `  ${member}`),
  ];
}
