/** What a deployment's contracts are called in its record and in what services tell of it; those of elections come first. */
export const CONTRACT_KEYS = [
  "verifier",
  "rolls",
  "ceremonies",
  "elections",
  "issuers",
  "policies",
  "attestations",
  "enrolments",
  "logs",
] as const;
export type ContractKey = (typeof CONTRACT_KEYS)[number];
