/** Kinds of subjects as texts name them. */
const KINDS = {
  election: "election",
  ceremony: "ceremony",
  roll: "roll",
  department: "department",
  "issuer-key": "issuer_key",
  governor: "governor",
  policy: "policy",
  attestation: "attestation",
  enrolment: "enrolment",
  log: "log",
  proposal: "proposal",
  "verifying-key": "verifying_key",
  unknown: "unknown",
} as const;

export type SubjectKind = (typeof KINDS)[keyof typeof KINDS];

/** Undefined for a kind that a later service added. */
export function subjectKind(name: string): SubjectKind | undefined {
  return Object.hasOwn(KINDS, name) ? KINDS[name as keyof typeof KINDS] : undefined;
}

const PAGES: Readonly<Record<string, string>> = {
  election: "elections",
  ceremony: "ceremonies",
  roll: "rolls",
  department: "issuers",
  "issuer-key": "keys",
  policy: "policies",
  enrolment: "enrolments",
  log: "logs",
};

/** Page of the record that `election:3` names; undefined where there is none. */
export function pageOfSubject(subject: string): string | undefined {
  const [name = "", id = ""] = subject.split(":");
  const page = PAGES[name];
  return page === undefined || !/^[0-9]{1,78}$/.test(id) ? undefined : `/public/${page}/${id}`;
}
