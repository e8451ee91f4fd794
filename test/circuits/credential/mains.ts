import type { Main } from "../compile.ts";

const PUBLIC = ["policyHash", "contextHash", "trustRoot", "now", "pseudonym", "disclosureHash"];
const FILE = "credential/presentation.circom";

/** The whole circuits, and parts of them in which a defence can be taken out and compiled in a second. */
export const PLAIN: Main = { file: FILE, template: "Presentation", parameters: [10, 0], publicSignals: PUBLIC };
export const SEALING: Main = { ...PLAIN, parameters: [10, 1] };

export const PAIR: Main = {
  file: "credential/presentation-pair.circom",
  template: "PresentationPair",
  parameters: [10],
  publicSignals: PUBLIC,
};

export const PSEUDONYM: Main = {
  file: "credential/pseudonym.circom",
  template: "PseudonymHolder",
  parameters: [],
  publicSignals: ["verifierId", "scopeId", "contextHash", "pseudonym"],
};

/** A main component takes no inputs that are known to be bits; here they are the circuit's own. */
export const EQUAL_PART: Main = {
  file: "credential/equal-values.circom",
  wrapper: `template EqualSlots() {
    signal input equal[4][4];
    signal input first[4];
    signal input second[4];
    signal input firstActive[4];
    signal input secondActive[4];
    signal output packed;
    packed <== EqualValues()(equal, first, second, AssertBits(4)(firstActive), AssertBits(4)(secondActive));
}`,
  template: "EqualSlots",
  parameters: [],
  publicSignals: ["equal"],
};

export const SLOT_PART: Main = {
  file: "credential/slot.circom",
  template: "Slot",
  parameters: [],
  publicSignals: ["leaves", "attributeId", "operator", "operands", "disclose", "seal"],
};

export const KIND_PART: Main = {
  file: "credential/predicates.circom",
  template: "Kind",
  parameters: [],
  publicSignals: ["operator"],
};

export const VALIDITY_PART: Main = {
  file: "credential/credential-hash.circom",
  template: "Validity",
  parameters: [],
  publicSignals: ["now"],
};

export const STATUS_PART: Main = {
  file: "credential/status.circom",
  template: "StatusClear",
  parameters: [],
  publicSignals: ["statusRoot"],
};

export const ISSUER_PART: Main = {
  file: "credential/issuer.circom",
  template: "TrustedIssuer",
  parameters: [2],
  publicSignals: ["trustRoot"],
};

export const SIGNATURE_PART: Main = {
  file: "credential/signature.circom",
  template: "Signature",
  parameters: [],
  publicSignals: ["publicKey", "message"],
};
