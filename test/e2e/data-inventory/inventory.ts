import type { ClassName } from "./classes.ts";

/** Arrays whose words differ: the classes of one item, each with how many words it has. */
export type Layout = readonly (readonly [ClassName, words: number])[];
/** One of several, as circuits have several sizes. */
export interface Sizes {
  readonly sizes: readonly Layout[];
}
export type Classified = ClassName | Layout | Sizes;
export type Fields = Readonly<Record<string, Classified>>;
export type Inventory = Readonly<Record<string, Fields>>;

/** For two, four or eight options. */
const BALLOT: Sizes = {
  sizes: [2, 4, 8].map((options): Layout => [
    ["proof", 8],
    ["nullifier", 1],
    ["ciphertext", 4 * options],
  ]),
};
const SHARES: Layout = [
  ["proof", 8],
  ["share", 3],
];
const ATTESTED: Layout = [
  ["proof", 8],
  ["root", 1],
  ["proof time", 1],
  ["pseudonym", 1],
  ["hidden values", 1],
];
const ENROLLED: Layout = [
  ["proof", 8],
  ["context", 1],
  ["root", 1],
  ["proof time", 1],
  ["pseudonym", 1],
  ["hidden values", 1],
];

const CONFIG: Fields = {
  "config.manifestHash": "digest",
  "config.rollId": "number",
  "config.ceremonyId": "number",
  "config.rules": "configuration",
  "config.opensAt": "time",
  "config.closesAt": "time",
  "config.resultBy": "time",
  "config.minimumTurnout": "count",
};
const ISSUER_KEY: Fields = {
  "key.departmentId": "configuration",
  "key.schemaHash": "digest",
  "key.epoch": "number",
  "key.endsAt": "time",
  "key.certificateHash": "digest",
  "key.publicKey": "key",
};
const TERMS: Fields = {
  "terms.departmentId": "configuration",
  "terms.scopeId": "configuration",
  "terms.policyHash": "digest",
  "terms.circuit": "configuration",
  "terms.maxStatusAge": "time",
  "terms.maxClockSkew": "time",
  "terms.validity": "time",
  "terms.lapses": "configuration",
  "terms.revocable": "configuration",
};
const ROLL: Fields = { root: "root", size: "count", totalWeight: "count", fileHash: "digest" };
const CEREMONY: Fields = {
  trustees: "account",
  threshold: "configuration",
  registerBy: "time",
  commitBy: "time",
  dealBy: "time",
};
const PARTIALS: Fields = {
  electionId: "number",
  trusteeIndex: "number",
  partials: "partial decryption",
  proof: "proof",
};
const STATUS: Fields = { keyIndex: "number", statusRoot: "root", listsHash: "digest" };
const OF_PSEUDONYM: Fields = { policyId: "number", pseudonym: "pseudonym" };
const ENROLMENT: Fields = { policyId: "number", name: "name", opensAt: "time", closesAt: "time" };

/** Every field of every event, and every argument of every call that changes a contract, by "Contract.member". */
export const INVENTORY: Inventory = {
  "Groth16Verifier.registerKey": {
    "key.circuitHash": "digest",
    "key.alpha": "verifying key",
    "key.beta": "verifying key",
    "key.gamma": "verifying key",
    "key.delta": "verifying key",
    "key.ic": "verifying key",
  },
  "Groth16Verifier.KeyRegistered": { keyId: "digest", circuitHash: "digest", signalCount: "count" },
  "RollRegistry.publishRoll": ROLL,
  "RollRegistry.RollPublished": { rollId: "number", registrar: "account", ...ROLL },
  "KeyCeremony.constructor": { verifier_: "configuration", dealingKeyId_: "digest" },
  "KeyCeremony.createCeremony": CEREMONY,
  "KeyCeremony.CeremonyCreated": { ceremonyId: "number", creator: "account", ...CEREMONY },
  "KeyCeremony.register": { ceremonyId: "number", point: "key", nonce: "proof", response: "proof" },
  "KeyCeremony.TrusteeRegistered": {
    ceremonyId: "number",
    index: "number",
    trustee: "account",
    recipientKey: "key",
    nonce: "proof",
    response: "proof",
  },
  "KeyCeremony.commit": { ceremonyId: "number", hash: "digest" },
  "KeyCeremony.DealingCommitted": { ceremonyId: "number", index: "number", dealingHash: "digest" },
  "KeyCeremony.deal": { ceremonyId: "number", commitments: "key", shares: SHARES },
  "KeyCeremony.DealingAccepted": { ceremonyId: "number", index: "number", commitments: "key", shares: SHARES },
  "Elections.constructor": {
    verifier_: "configuration",
    keyCeremony_: "configuration",
    rollRegistry_: "configuration",
    ballotKeyIds: "digest",
    decryptionKeyIds: "digest",
  },
  "Elections.createElection": CONFIG,
  "Elections.ElectionCreated": {
    electionId: "number",
    creator: "account",
    ...CONFIG,
    rollRoot: "root",
    electionKey: "key",
    optionCapacity: "configuration",
  },
  "Elections.cancelElection": { electionId: "number" },
  "Elections.ElectionCancelled": { electionId: "number" },
  "Elections.submitKeyTest": PARTIALS,
  "Elections.KeyTestPassed": PARTIALS,
  "Elections.cast": { electionId: "number", ballots: BALLOT },
  "Elections.BallotCast": { electionId: "number", nullifier: "nullifier", index: "number", ballot: BALLOT },
  "Elections.submitPartialDecryption": PARTIALS,
  "Elections.PartialDecryptionAccepted": PARTIALS,
  "Elections.publishResult": {
    electionId: "number",
    counts: "count",
    trusteeIndices: "number",
    partials: "partial decryption",
  },
  "Elections.ResultPublished": { electionId: "number", counts: "count", trusteeIndices: "number" },
  "IssuerRegistry.constructor": { governor_: "account" },
  "IssuerRegistry.registerDepartment": { did: "name", account: "account" },
  "IssuerRegistry.DepartmentRegistered": { departmentId: "configuration", did: "name", account: "account" },
  "IssuerRegistry.changeAccount": { departmentId: "configuration", account: "account" },
  "IssuerRegistry.DepartmentAccountChanged": { departmentId: "configuration", account: "account" },
  "IssuerRegistry.registerKey": { ...ISSUER_KEY, eighth: "key", statusRoot: "root", listsHash: "digest" },
  "IssuerRegistry.IssuerKeyRegistered": {
    keyIndex: "number",
    departmentId: "configuration",
    schemaHash: "digest",
    ...ISSUER_KEY,
  },
  "IssuerRegistry.publishStatus": STATUS,
  "IssuerRegistry.StatusPublished": { ...STATUS, trustRoot: "root" },
  "IssuerRegistry.removeKey": { keyIndex: "number", compromised: "configuration" },
  "IssuerRegistry.IssuerKeyRemoved": { keyIndex: "number", compromised: "configuration", trustRoot: "root" },
  "IssuerRegistry.transferGovernor": { next: "account" },
  "IssuerRegistry.acceptGovernor": {},
  "IssuerRegistry.GovernorTransferStarted": { next: "account" },
  "IssuerRegistry.GovernorTransferred": { previous: "account", next: "account" },
  "PolicyRegistry.constructor": { issuerRegistry_: "configuration" },
  "PolicyRegistry.publish": { ...TERMS, text: "policy" },
  "PolicyRegistry.PolicyPublished": { policyId: "number", departmentId: "configuration", ...TERMS, text: "policy" },
  "PolicyRegistry.retire": { policyId: "number" },
  "PolicyRegistry.PolicyRetired": { policyId: "number" },
  "AttestationRegistry.constructor": {
    verifier_: "configuration",
    issuerRegistry_: "configuration",
    policyRegistry_: "configuration",
    presentationKeyIds: "digest",
    pseudonymKeyId_: "digest",
  },
  "AttestationRegistry.attest": { policyId: "number", items: ATTESTED },
  "AttestationRegistry.Attested": { ...OF_PSEUDONYM, attestedAt: "time", expiresAt: "time", item: ATTESTED },
  "AttestationRegistry.withdraw": { ...OF_PSEUDONYM, proof: "proof" },
  "AttestationRegistry.Withdrawn": OF_PSEUDONYM,
  "AttestationRegistry.revoke": { ...OF_PSEUDONYM, reason: "reason" },
  "AttestationRegistry.Revoked": { ...OF_PSEUDONYM, reason: "reason" },
  "Enrolments.constructor": {
    verifier_: "configuration",
    issuerRegistry_: "configuration",
    policyRegistry_: "configuration",
    presentationKeyIds: "digest",
  },
  "Enrolments.open": ENROLMENT,
  "Enrolments.EnrolmentOpened": { enrolmentId: "number", ...ENROLMENT },
  "Enrolments.enrol": { enrolmentId: "number", items: ENROLLED, commitments: "commitment" },
  "Enrolments.Enrolled": {
    enrolmentId: "number",
    pseudonym: "pseudonym",
    commitment: "commitment",
    position: "number",
    item: ENROLLED,
  },
  "LogAnchors.openLog": { name: "name" },
  "LogAnchors.LogOpened": { logId: "number", operator: "account", name: "name" },
  "LogAnchors.anchor": { logId: "number", size: "count", root: "root" },
  "LogAnchors.Anchored": { logId: "number", size: "count", root: "root" },
  "GoverningAuthority.constructor": { members_: "account", threshold_: "configuration" },
  "GoverningAuthority.propose": { target: "configuration", data: "call" },
  "GoverningAuthority.Proposed": {
    proposalId: "number",
    member: "account",
    target: "configuration",
    data: "call",
    expiresAt: "time",
  },
  "GoverningAuthority.approve": { proposalId: "number", callHash: "digest" },
  "GoverningAuthority.Approved": { proposalId: "number", member: "account" },
  "GoverningAuthority.execute": { proposalId: "number", target: "configuration", data: "call" },
  "GoverningAuthority.Executed": { proposalId: "number", member: "account" },
  "GoverningAuthority.changeMembers": { members_: "account", threshold_: "configuration" },
  "GoverningAuthority.MembersChanged": { members: "account", threshold: "configuration" },
  "EasMirror.constructor": { eas_: "configuration", attestationRegistry_: "configuration" },
  "EasMirror.mirror": OF_PSEUDONYM,
  "EasMirror.Mirrored": { ...OF_PSEUDONYM, uid: "digest" },
  "EasMirror.retract": { uid: "digest" },
  "EasMirror.Retracted": { ...OF_PSEUDONYM, uid: "digest" },
};
