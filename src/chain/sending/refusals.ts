import type { ErrorCode, ErrorDetail } from "../../errors.ts";

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

const CEREMONY_PHASES = ["registering", "committing", "dealing", "finished", "failed"];
const ELECTION_PHASES = ["setup", "voting", "opening", "opened", "failed", "cancelled"];

/** The contracts' errors in plain words with what to do; those that are missing here are shown by name. */
const REFUSALS: Readonly<Record<string, (args: ErrorDetail) => Refusal>> = {
  WrongPhase: (args) => phase("election", ELECTION_PHASES, args),
  WrongCeremonyPhase: (args) => phase("key ceremony", CEREMONY_PHASES, args),
  NotFinished: () => ({ code: "PHASE_WRONG", message: "The key ceremony is not finished. Wait until it is." }),
  CeremonyNotFinished: () => ({ code: "PHASE_WRONG", message: "The key ceremony is not finished. Wait until it is." }),
  NoResult: () => ({ code: "PHASE_WRONG", message: "The election has no result yet." }),
  NothingAccepted: () => ({
    code: "ALREADY_CAST",
    message: "All these voters have cast already: a second ballot does not count.",
  }),
  AlreadyRegistered: () => done("registered"),
  AlreadyCommitted: () => done("committed to a dealing"),
  AlreadyDealt: () => done("dealt"),
  AlreadySubmitted: () => done("submitted this"),
  InvalidProof: () => ({
    code: "PROOF_INVALID",
    message: "The contract found a proof false. Make it anew from the right data.",
  }),
  InvalidPossessionProof: () => ({
    code: "PROOF_INVALID",
    message: "The proof that the key is one's own is false. Make it for this ceremony and this account.",
  }),
  ProofWordOutOfRange: () => malformedProof(),
  SignalOutOfRange: () => malformedProof(),
  MalformedBatch: () => malformedProof(),
  NullifierOutOfRange: () => malformedProof(),
  NotTrustee: () => refused("This account is no trustee of this ceremony. Use the account that the organizer named"),
  NotCreator: () => refused("Only the election's creator may do this"),
  NotCommitted: () => refused("This trustee did not commit to a dealing in time, and cannot deal"),
  WrongDealing: () => refused("The dealing is not the one that was committed to. Send that one"),
  WrongCount: ({ option }) => refused(`The count of option ${show(option)} is not what the partial decryptions give`),
  WrongPartials: ({ trusteeIndex }) =>
    refused(`These are not the partial decryptions that trustee ${show(trusteeIndex)} submitted`),
  CountsTooLarge: () =>
    refused("Total weight times highest value is above 2^40: such counts could not be found. Lower one of them"),
  TimesOutOfOrder: () => ({
    code: "TIMES_INVALID",
    message: "The times must lie in the future and in order. Choose later ones.",
  }),
  ThresholdOutOfRange: () => ({
    code: "THRESHOLD_INVALID",
    message: "The threshold must be at least 2 and at most the number of trustees.",
  }),
  InvalidRules: () => ({ code: "RULES_INVALID", message: "The contract refuses these rules." }),
  UnknownElection: ({ electionId }) =>
    refused(`There is no election ${show(electionId)} on this chain. Check its number and the deployment`),
  UnknownCeremony: ({ ceremonyId }) =>
    refused(`There is no key ceremony ${show(ceremonyId)} on this chain. Check its number and the deployment`),
  UnknownRoll: ({ rollId }) =>
    refused(`There is no roll ${show(rollId)} on this chain. Check its number and the deployment`),
  ...credentialRefusals(),
  ForgeableKey: () => refused("Anybody could forge proofs under this verifying key. Use one from a ceremony"),
};

/** Of the contracts for credentials, policies and attestations. */
function credentialRefusals(): Readonly<Record<string, (args: ErrorDetail) => Refusal>> {
  const isDone = (message: string): Refusal => ({ code: "ALREADY_DONE", message });
  const isOver = (message: string): Refusal => ({ code: "PHASE_WRONG", message });
  const isStale = (message: string): Refusal => ({ code: "PRESENTATION_STALE", message });
  const isMissing = (what: string, id: ErrorDetail[string] | undefined): Refusal =>
    refused(`There is no ${what} ${show(id)} on this chain. Check its number and the deployment`);
  return {
    NotGovernor: () => refused("Only the governing authority may do this"),
    NotNextGovernor: () => refused("The governor's place was not offered to this account"),
    NotMember: () => refused("This account is no member of the authority. Use a member's account"),
    UnknownProposal: ({ proposalId }) => isMissing("proposal", proposalId),
    WrongCall: ({ proposalId }) =>
      refused(`Proposal ${show(proposalId)} is for another call than this one. Look at it again before you agree`),
    ProposalClosed: ({ proposalId }) =>
      isOver(`Proposal ${show(proposalId)} is closed: it was carried out, its time is over, or the members changed.`),
    AlreadyApproved: () => isDone("This member approved the proposal already."),
    TooFewApprovals: ({ approvals, threshold }) =>
      refused(`Only ${show(approvals)} of the ${show(threshold)} members that it takes approved the proposal`),
    NotDepartment: () => refused("This account does not act for the department. Use the department's account"),
    NotOperator: () => refused("Only the log's operator may do this"),
    NotRevocable: () => refused("This policy does not let the department revoke attestations"),
    NotAttested: () => refused("There is no valid attestation of this pseudonym under this policy"),
    UnknownPolicy: ({ policyId }) => isMissing("policy", policyId),
    UnknownEnrolment: ({ enrolmentId }) => isMissing("enrolment", enrolmentId),
    UnknownKeyIndex: ({ keyIndex }) => isMissing("issuer key", keyIndex),
    UnknownLog: ({ logId }) => isMissing("log", logId),
    UnknownTrustRoot: () => ({
      code: "ISSUER_NOT_TRUSTED",
      message: "The registry never had this trust root, or cut it off because a key was compromised. Prove anew.",
    }),
    PresentationFromFuture: () => isStale("The presentation was made after the chain's present time. Send it later."),
    PresentationTooOld: () => isStale("The presentation is older than the policy allows. Prove anew."),
    TrustRootTooOld: () => isStale("The status lists behind the presentation are out of date. Prove anew."),
    WrongContext: () => ({
      code: "PRESENTATION_OTHER_CONTEXT",
      message: "The presentation was made for another commitment, enrolment, contract or chain.",
    }),
    RetiredPolicy: () => isOver("The policy is retired: it takes no new presentations."),
    EnrolmentNotOpen: () => isOver("The enrolment is not open. Look at its times."),
    KeyEnded: () => isOver("The issuer key's time is over. Use the department's next key."),
    PolicyAlreadyPublished: ({ policyId }) => isDone(`This policy is published already, as number ${show(policyId)}.`),
    DepartmentAlreadyRegistered: () => isDone("This department is registered already."),
    EpochAlreadyUsed: () => isDone("The department has a key for this schema and epoch already. Use the next epoch."),
    PublicKeyAlreadyUsed: () => isDone("This issuer key was registered before; a removed one does not come back."),
    KeyAlreadyRemoved: () => isDone("This issuer key is removed already."),
    AlreadyWithdrawn: () => isDone("This attestation is withdrawn already."),
    AlreadyRevoked: () => isDone("This attestation is revoked already."),
    AlreadyMirrored: ({ uid }) => isDone(`This attestation has its EAS record already: ${show(uid)}.`),
    AlreadyRetracted: () => isDone("This EAS record is revoked already."),
    StillValid: () => refused("The attestation of this EAS record is valid still: there is nothing to take back"),
    NotMirrored: () => refused("This EAS record is none of this mirror's. Check its uid"),
  };
}

export function refusalOf(error: string, args: ErrorDetail): Refusal {
  const refusal = REFUSALS[error];
  if (refusal !== undefined) return refusal(args);
  const shown = Object.entries(args).map(([name, value]) => `${name} ${show(value)}`);
  return refused(`The contract refuses: ${[error, ...shown].join(", ")}`);
}

function refused(sentence: string): Refusal {
  return { code: "CONTRACT_REFUSED", message: `${sentence}.` };
}

function done(what: string): Refusal {
  return { code: "ALREADY_DONE", message: `This trustee has ${what} already; it is done once.` };
}

function malformedProof(): Refusal {
  return {
    code: "PROOF_MALFORMED",
    message: "The contract found a proof or its numbers malformed. Send them as they were made.",
  };
}

function phase(subject: string, names: readonly string[], { actual, needed }: ErrorDetail): Refusal {
  const [is, must] = [names[Number(actual)], names[Number(needed)]];
  return { code: "PHASE_WRONG", message: `The ${subject} is in the phase "${is}", and this needs "${must}".` };
}

function show(value: ErrorDetail[string] | undefined): string {
  return String(value);
}
