import type { CommandSpec } from "./command.ts";

type Load = () => Promise<{ readonly command: CommandSpec }>;

/** Every command, in the order of an election. Loaded by noun, so that a short command starts fast. */
export const COMMANDS: ReadonlyMap<string, readonly Load[]> = new Map<string, readonly Load[]>([
  ["chain", [() => import("./commands/chain-start.ts")]],
  ["contracts", [() => import("./commands/contracts-deploy.ts")]],
  ["account", [() => import("./commands/account-new.ts"), () => import("./commands/account-show.ts")]],
  [
    "identity",
    [
      () => import("./commands/identity-new.ts"),
      () => import("./commands/identity-show.ts"),
      () => import("./commands/identity-backup.ts"),
      () => import("./commands/identity-restore.ts"),
      () => import("./commands/identity-delete.ts"),
    ],
  ],
  ["registration", [() => import("./commands/registration-new.ts")]],
  [
    "roll",
    [
      () => import("./commands/roll-build.ts"),
      () => import("./commands/roll-check.ts"),
      () => import("./commands/roll-publish.ts"),
      () => import("./commands/roll-show.ts"),
    ],
  ],
  ["ceremony", [() => import("./commands/ceremony-create.ts"), () => import("./commands/ceremony-show.ts")]],
  [
    "trustee",
    [
      () => import("./commands/trustee-register.ts"),
      () => import("./commands/trustee-commit.ts"),
      () => import("./commands/trustee-deal.ts"),
      () => import("./commands/trustee-test.ts"),
      () => import("./commands/trustee-decrypt.ts"),
      () => import("./commands/trustee-show.ts"),
    ],
  ],
  ["manifest", [() => import("./commands/manifest-new.ts")]],
  [
    "election",
    [
      () => import("./commands/election-create.ts"),
      () => import("./commands/election-show.ts"),
      () => import("./commands/election-watch.ts"),
      () => import("./commands/election-cancel.ts"),
      () => import("./commands/election-result.ts"),
      () => import("./commands/election-archive.ts"),
    ],
  ],
  [
    "ballot",
    [
      () => import("./commands/ballot-cast.ts"),
      () => import("./commands/ballot-send.ts"),
      () => import("./commands/ballot-prepare.ts"),
      () => import("./commands/ballot-challenge.ts"),
      () => import("./commands/ballot-check-challenge.ts"),
      () => import("./commands/ballot-check.ts"),
    ],
  ],
  [
    "authority",
    [
      () => import("./commands/authority-new.ts"),
      () => import("./commands/authority-show.ts"),
      () => import("./commands/authority-approve.ts"),
      () => import("./commands/authority-hand-over.ts"),
      () => import("./commands/authority-take-over.ts"),
    ],
  ],
  ["department", [() => import("./commands/department-register.ts"), () => import("./commands/department-show.ts")]],
  ["schema", [() => import("./commands/schema-list.ts"), () => import("./commands/schema-show.ts")]],
  [
    "issuer-key",
    [
      () => import("./commands/issuer-key-new.ts"),
      () => import("./commands/issuer-key-certify.ts"),
      () => import("./commands/issuer-key-register.ts"),
      () => import("./commands/issuer-key-show.ts"),
      () => import("./commands/issuer-key-remove.ts"),
    ],
  ],
  [
    "credential",
    [
      () => import("./commands/credential-request.ts"),
      () => import("./commands/credential-issue.ts"),
      () => import("./commands/credential-issue-many.ts"),
      () => import("./commands/credential-revoke.ts"),
      () => import("./commands/credential-suspend.ts"),
      () => import("./commands/credential-resume.ts"),
      () => import("./commands/credential-import.ts"),
      () => import("./commands/credential-list.ts"),
      () => import("./commands/credential-show.ts"),
      () => import("./commands/credential-check.ts"),
      () => import("./commands/credential-remove.ts"),
    ],
  ],
  ["status", [() => import("./commands/status-publish.ts"), () => import("./commands/status-show.ts")]],
  ["verifier-key", [() => import("./commands/verifier-key-new.ts")]],
  [
    "policy",
    [
      () => import("./commands/policy-new.ts"),
      () => import("./commands/policy-check.ts"),
      () => import("./commands/policy-publish.ts"),
      () => import("./commands/policy-show.ts"),
      () => import("./commands/policy-retire.ts"),
    ],
  ],
  ["request", [() => import("./commands/request-new.ts"), () => import("./commands/request-show.ts")]],
  ["presentation", [() => import("./commands/presentation-make.ts"), () => import("./commands/presentation-check.ts")]],
  [
    "attestation",
    [
      () => import("./commands/attestation-make.ts"),
      () => import("./commands/attestation-relay.ts"),
      () => import("./commands/attestation-show.ts"),
      () => import("./commands/attestation-list.ts"),
      () => import("./commands/attestation-withdraw.ts"),
      () => import("./commands/attestation-revoke.ts"),
    ],
  ],
  [
    "enrolment",
    [
      () => import("./commands/enrolment-open.ts"),
      () => import("./commands/enrolment-join.ts"),
      () => import("./commands/enrolment-show.ts"),
      () => import("./commands/enrolment-roll.ts"),
    ],
  ],
  [
    "log",
    [
      () => import("./commands/log-open.ts"),
      () => import("./commands/log-take-in.ts"),
      () => import("./commands/log-access.ts"),
      () => import("./commands/log-anchor.ts"),
      () => import("./commands/log-check.ts"),
    ],
  ],
  ["consent", [() => import("./commands/consent-give.ts"), () => import("./commands/consent-withdraw.ts")]],
  ["record", [() => import("./commands/record-find.ts")]],
  ["erasure", [() => import("./commands/erasure-request.ts"), () => import("./commands/erasure-carry-out.ts")]],
  ["relay", [() => import("./commands/relay-show.ts"), () => import("./commands/relay-follow.ts")]],
  ["alert", [() => import("./commands/alert-list.ts")]],
  ["trail", [() => import("./commands/trail-list.ts")]],
  ["audit", [() => import("./commands/audit-attestations.ts")]],
  ["verify", [() => import("./commands/verify.ts")]],
  ["serve", [() => import("./commands/serve.ts")]],
  ["demo", [() => import("./commands/demo.ts")]],
]);

/** The commands of the nouns that occur in the arguments; all of them when none does, as for the first help page. */
export async function loadCommands(args: readonly string[]): Promise<CommandSpec[]> {
  const named = [...COMMANDS.keys()].filter((noun) => args.includes(noun));
  const nouns = named.length > 0 ? named : [...COMMANDS.keys()];
  const modules = await Promise.all(nouns.flatMap((noun) => (COMMANDS.get(noun) ?? []).map((load) => load())));
  return modules.map((module) => module.command);
}
