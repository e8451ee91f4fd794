import { keccak256, toUtf8Bytes, type BaseContract, type Signer } from "ethers";
import { FIELD } from "../../../src/crypto/field.ts";
import {
  attestationContext,
  enrolmentContext,
  withdrawalContext,
  type ContextHash,
} from "../../../src/protocol/credential/context.ts";
import { scalarOf, simulatedKey, type SimulatedKey } from "../../../scripts/bench/simulated.ts";
import { as, events, now, openChain, send, type Chain } from "./chain.ts";
import { compileHarness, type CompiledContract } from "./twin.ts";

export type RegistryCircuit = "presentation-plain" | "presentation" | "presentation-pair" | "pseudonym";

const SIGNALS: Readonly<Record<RegistryCircuit, number>> = {
  "presentation-plain": 6,
  presentation: 6,
  "presentation-pair": 6,
  pseudonym: 4,
};

const keys = new Map<RegistryCircuit, SimulatedKey>();

/** The simulated key of a circuit; making one takes a moment, so each is made once. */
export function simulated(circuit: RegistryCircuit): SimulatedKey {
  let key = keys.get(circuit);
  if (key === undefined) {
    key = simulatedKey({ name: circuit, signalCount: SIGNALS[circuit] });
    keys.set(circuit, key);
  }
  return key;
}

/** A verifying key as IGroth16Verifier.VerifyingKey. */
export type KeySource = (circuit: RegistryCircuit) => Promise<object>;

type TwinName = "Groth16Verifier" | "AttestationRegistry" | "Enrolments";

export interface RegistriesOptions {
  readonly chain?: Chain;
  readonly keySource?: KeySource;
  /** The registry of departments and trust roots, where its true behaviour or gas matters. */
  readonly issuers?: BaseContract;
  /** Stand in for the contract of that name. */
  readonly twins?: Readonly<Partial<Record<TwinName, CompiledContract>>>;
}

/** All registries of attestations on one chain, with simulated keys; departments and trust roots are set at will. */
export interface Registries {
  readonly chain: Chain;
  readonly verifier: BaseContract;
  readonly issuers: BaseContract;
  readonly policies: BaseContract;
  readonly attestations: BaseContract;
  readonly enrolments: BaseContract;
  readonly keyIds: ReadonlyMap<RegistryCircuit, string>;
  /** Acts for DEPARTMENT. */
  readonly department: Signer;
  readonly addresses: { readonly attestations: string; readonly enrolments: string };
}

export const DEPARTMENT = word("department");
export const OTHER_DEPARTMENT = word("other department");
export const TRUST_ROOT = word("trust root");

/** A field element that stands for something. */
export function word(label: string): bigint {
  return scalarOf(label) % FIELD;
}

export async function deployRegistries(options: RegistriesOptions = {}): Promise<Registries> {
  const chain = options.chain ?? (await openChain());
  const deploy = (name: TwinName, ...args: unknown[]): Promise<BaseContract> => {
    const twin = options.twins?.[name];
    return twin === undefined ? chain.deploy(name, ...args) : chain.deployCode(twin, ...args);
  };
  const verifier = await deploy("Groth16Verifier");
  const keyIds = new Map<RegistryCircuit, string>();
  for (const circuit of Object.keys(SIGNALS) as RegistryCircuit[]) {
    const key = await (options.keySource?.(circuit) ?? simulated(circuit).verifyingKey);
    const receipt = await send(verifier, "registerKey", key);
    keyIds.set(circuit, receipt.logs[0]!.topics[1]!);
  }
  const issuers = options.issuers ?? (await issuersStub(chain));
  const policies = await chain.deploy("PolicyRegistry", await issuers.getAddress());
  const places = await Promise.all([verifier, issuers, policies].map((contract) => contract.getAddress()));
  const presentationKeys = [
    keyIds.get("presentation-plain"),
    keyIds.get("presentation"),
    keyIds.get("presentation-pair"),
  ];
  const attestations = await deploy("AttestationRegistry", ...places, presentationKeys, keyIds.get("pseudonym"));
  const enrolments = await deploy("Enrolments", ...places, presentationKeys);
  const department = chain.signers[1]!;
  const addresses = { attestations: await attestations.getAddress(), enrolments: await enrolments.getAddress() };
  return { chain, verifier, issuers, policies, attestations, enrolments, keyIds, department, addresses };
}

async function issuersStub(chain: Chain): Promise<BaseContract> {
  const issuers = await chain.deployCode(compileHarness("IssuersStub"));
  const [, department, other] = chain.signers;
  await send(issuers, "setAccount", DEPARTMENT, await department!.getAddress());
  await send(issuers, "setAccount", OTHER_DEPARTMENT, await other!.getAddress());
  await send(issuers, "setCurrent", TRUST_ROOT);
  return issuers;
}

/** As IPolicyRegistry.PolicyTerms. */
export interface PolicyTerms {
  departmentId: bigint;
  scopeId: bigint;
  policyHash: bigint;
  circuit: number;
  maxStatusAge: bigint;
  maxClockSkew: bigint;
  validity: bigint;
  lapses: boolean;
  revocable: boolean;
}

export interface PolicyPlan {
  readonly id: bigint;
  readonly terms: PolicyTerms;
}

export function termsOf(changes: Partial<PolicyTerms> = {}): PolicyTerms {
  return {
    departmentId: DEPARTMENT,
    scopeId: word("scope"),
    policyHash: word("policy"),
    circuit: 0,
    maxStatusAge: 86_400n,
    maxClockSkew: 300n,
    validity: 2_592_000n,
    lapses: false,
    revocable: true,
    ...changes,
  };
}

/** A policy of the department. */
export async function publishPolicy(registries: Registries, changes: Partial<PolicyTerms> = {}): Promise<PolicyPlan> {
  const terms = termsOf(changes);
  const policies = as(registries.policies, registries.department);
  const receipt = await send(policies, "publish", terms, '{"format":"psephos.policy/1"}');
  return { id: events(policies, receipt, "PolicyPublished")[0]![0] as bigint, terms };
}

const CIRCUITS: readonly RegistryCircuit[] = ["presentation-plain", "presentation", "presentation-pair"];

export interface PresentationInput {
  /** Names the holder: gives the pseudonym. */
  readonly holder: string;
  /** Unix seconds. */
  readonly now: bigint;
  readonly trustRoot?: bigint;
  /** Disclosure and proof differ between two attempts of one holder. */
  readonly attempt?: string;
}

export function pseudonymOf(policy: PolicyPlan, holder: string): bigint {
  return word(`pseudonym ${policy.terms.scopeId} ${holder}`);
}

/** trustRoot, now, pseudonym, disclosureHash. */
function ownSignals(
  policy: PolicyPlan,
  { holder, now: time, trustRoot = TRUST_ROOT, attempt = "" }: PresentationInput,
) {
  return [trustRoot, time, pseudonymOf(policy, holder), word(`disclosure ${holder} ${attempt}`)];
}

/** A proof of the policy's circuit for any signals. */
export function provePresentation(policy: PolicyPlan, signals: readonly bigint[], salt = "presentation"): bigint[] {
  return simulated(CIRCUITS[policy.terms.circuit]!).prove({ signals, salt });
}

/** The item that `attest` takes. */
export function attestItem(registries: Registries, policy: PolicyPlan, input: PresentationInput): bigint[] {
  const { chain, addresses } = registries;
  const own = ownSignals(policy, input);
  const place = { chainId: chain.chainId, contract: addresses.attestations };
  const context = attestationContext({ ...place, policyId: policy.id });
  const signals = [policy.terms.policyHash, context, ...own];
  return [...provePresentation(policy, signals, `${input.holder} ${input.now} ${input.attempt}`), ...own];
}

export interface EnrolmentInput extends PresentationInput {
  readonly enrolmentId: bigint;
  readonly commitment: bigint;
}

/** The item that `enrol` takes. */
export function enrolItem(registries: Registries, policy: PolicyPlan, input: EnrolmentInput): bigint[] {
  const { enrolmentId, commitment } = input;
  const place = { chainId: registries.chain.chainId, contract: registries.addresses.enrolments };
  const own = [enrolmentContext({ ...place, enrolmentId, commitment }), ...ownSignals(policy, input)];
  const salt = `${input.holder} ${enrolmentId} ${input.now} ${input.attempt}`;
  return [...provePresentation(policy, [policy.terms.policyHash, ...own], salt), ...own];
}

/** A proof of the circuit "pseudonym" by the holder. */
export function provePseudonym(policy: PolicyPlan, holder: string, contextHash: bigint): bigint[] {
  const { departmentId, scopeId } = policy.terms;
  const signals = [departmentId, scopeId, contextHash, pseudonymOf(policy, holder)];
  return simulated("pseudonym").prove({ signals, salt: `${holder} ${contextHash}` });
}

/** What the holder proves to withdraw the attestation proven at that time. */
export function withdrawalOf(registries: Registries, policy: PolicyPlan, provenAt: bigint): ContextHash {
  const place = { chainId: registries.chain.chainId, contract: registries.addresses.attestations };
  return withdrawalContext({ ...place, policyId: policy.id, provenAt });
}

/** Attests holders with presentations of the present second; returns that second. */
export async function attest(registries: Registries, policy: PolicyPlan, ...holders: string[]): Promise<bigint> {
  const time = await now(registries.chain);
  const items = holders.flatMap((holder) => attestItem(registries, policy, { holder, now: time }));
  await send(registries.attestations, "attest", policy.id, items);
  return time;
}

export const REASON = keccak256(toUtf8Bytes("decision 17"));
