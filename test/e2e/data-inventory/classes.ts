/** What a public datum can be. Whatever is on chain stays there, so there is no class for data about people in the clear. */
export interface DataClass {
  readonly what: string;
  /** GDPR, Article 4(1): whose personal data it is, and in whose hands. */
  readonly personal: string;
  /** Inclusive bounds of its words, where it has any: what does not fit is something else. */
  readonly min?: bigint;
  readonly max?: bigint;
}

const TIME_LIMIT = 2n ** 40n;
const RANDOM_FROM = 2n ** 64n;
const NO = "no";
const OFFICE = "of the person who holds the office, who is known by it; in everybody's hands";

export const CLASSES = {
  configuration: { what: "what an office publishes of itself: rules, numbers, contracts, switches", personal: NO },
  number: { what: "number of a public record, in the order of the chain", personal: NO, max: TIME_LIMIT },
  count: { what: "how many, or a share in a sum that is published on purpose", personal: NO, max: TIME_LIMIT },
  time: { what: "unix seconds or a duration, of an act on chain or of a public rule", personal: NO, max: TIME_LIMIT },
  "proof time": {
    what: "time of the chain when a presentation was made; many may share it",
    personal: "with the pseudonym beside it, in the hands of whoever saw the holder then",
    max: TIME_LIMIT,
  },
  account: {
    what: "address of an office, a key keeper or a relayer; never needed of a voter or holder",
    personal: OFFICE,
  },
  name: { what: "public name of an office or of something that it announces", personal: NO },
  policy: { what: "public text of a policy: what is asked of whom and on what ground", personal: NO },
  key: { what: "public key of an office or a key keeper, or a part of one", personal: NO },
  "verifying key": { what: "the public key by which proofs of a circuit are checked", personal: NO },
  root: {
    what: "root of a tree over hiding or public leaves, which are published or anybody's to compute",
    personal: NO,
  },
  digest: { what: "hash of a public file, circuit or decision", personal: NO },
  reason: { what: "the department's code for a decision; for codes, never for names", personal: NO },
  call: {
    what: "a call that an authority decides on; its own fields are classified as those of that call",
    personal: NO,
  },
  proof: {
    what: "zero-knowledge proof, random for each making: says nothing but that the public words are true",
    personal: NO,
  },
  share: { what: "part of a secret key, encrypted to its keeper with fresh randomness", personal: NO },
  "partial decryption": { what: "a key keeper's part in opening a sum, useless for a single ballot", personal: NO },
  ciphertext: {
    what: "a vote, encrypted with fresh randomness to a key that many keepers hold together",
    personal: "of the voter, in the hands of as many key keepers as open a sum; not linked to a name",
  },
  nullifier: {
    what: "random-looking; takes the voter's secret to compute; another one in each election",
    personal: "of the voter, in her own hands alone",
    min: RANDOM_FROM,
  },
  pseudonym: {
    what: "random-looking; takes the holder's secret to compute; another one for each verifier and scope",
    personal: "of the holder, in her own hands and in those of a verifier that keeps it in a file with her name",
    min: RANDOM_FROM,
  },
  commitment: {
    what: "random-looking; of a key pair made for one electorate; no issuer or verifier knows whose",
    personal: "of the holder, in her own hands alone",
    min: RANDOM_FROM,
  },
  "hidden values": {
    what: "hash over disclosed values and a salt of more than 128 random bits",
    personal: "of the holder, in the hands of the verifier until it destroys the salt",
    min: RANDOM_FROM,
  },
  context: {
    what: "hash that binds a proof to its purpose; anyone computes it from the words beside it",
    personal: NO,
    min: RANDOM_FROM,
  },
} as const satisfies Record<string, DataClass>;

export type ClassName = keyof typeof CLASSES;
