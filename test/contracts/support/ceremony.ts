import { AbiCoder, keccak256, type BaseContract, type Signer } from "ethers";
import { add, divideByCofactor, multiplyBase, type Point } from "../../../src/crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, mod } from "../../../src/crypto/field.ts";
import { evaluatePolynomial } from "../../../src/crypto/shamir.ts";
import { scalarOf } from "../../../scripts/bench/simulated.ts";
import { as, now, read, send, type Receipt } from "./chain.ts";
import { keyOf, type System } from "./system.ts";

const TAG_POSSESSION = tag("psephos.possession.v1");
const TAG_DEALING = tag("psephos.dealing.v1");

export function tag(preimage: string): bigint {
  return BigInt(keccak256(new TextEncoder().encode(preimage))) >> 8n;
}

export function keccakWords(types: readonly string[], values: readonly unknown[]): bigint {
  return BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(types, values)));
}

/** A secret scalar that depends on its label alone. */
export function secretOf(label: string): bigint {
  return mod(scalarOf(label), SUBGROUP_ORDER);
}

export interface TrusteeKeys {
  readonly signer: Signer;
  readonly index: number;
  /** e, with E = e·B8. */
  readonly recipientSecret: bigint;
  /** Lowest power first. */
  readonly polynomial: readonly bigint[];
}

export interface CeremonyPlan {
  readonly id: bigint;
  readonly threshold: number;
  readonly trustees: readonly TrusteeKeys[];
  readonly times: { readonly registerBy: bigint; readonly commitBy: bigint; readonly dealBy: bigint };
}

export interface Possession {
  readonly point: Point;
  readonly nonce: Point;
  readonly response: bigint;
}

export interface PossessionPlace {
  readonly system: Pick<System, "chain" | "ceremonies">;
  readonly ceremonyId: bigint;
  readonly account: string;
}

/** Schnorr's proof for the recipient key of this secret. */
export async function possession(
  secret: bigint,
  { system, ceremonyId, account }: PossessionPlace,
): Promise<Possession> {
  const key = multiplyBase(secret);
  const randomness = secretOf(`nonce ${secret} ${account}`);
  const nonce = multiplyBase(randomness);
  const challenge = keccakWords(
    ["uint256", "uint256", "address", "uint256", "address", "uint256[2]", "uint256[2]"],
    [TAG_POSSESSION, system.chain.chainId, await system.ceremonies.getAddress(), ceremonyId, account, key, nonce],
  );
  const response = mod(randomness + mod(challenge, SUBGROUP_ORDER) * secret, SUBGROUP_ORDER);
  return { point: multiplyBase(divideByCofactor(secret)), nonce, response };
}

export interface CreateCeremony {
  readonly threshold: number;
  readonly trusteeCount: number;
  /** Separates the secrets of two ceremonies. */
  readonly label?: string;
}

export async function createCeremony(
  { chain, ceremonies }: Pick<System, "chain" | "ceremonies">,
  { threshold, trusteeCount, label = "ceremony" }: CreateCeremony,
): Promise<CeremonyPlan> {
  const start = await now(chain);
  const times = { registerBy: start + 1000n, commitBy: start + 2000n, dealBy: start + 3000n };
  const signers = chain.signers.slice(1, trusteeCount + 1);
  const accounts = await Promise.all(signers.map((signer) => signer.getAddress()));
  await send(ceremonies, "createCeremony", accounts, threshold, times.registerBy, times.commitBy, times.dealBy);
  const trustees = signers.map((signer, i) => ({
    signer,
    index: i + 1,
    recipientSecret: secretOf(`${label} recipient ${i + 1}`),
    polynomial: Array.from({ length: threshold }, (_, m) => secretOf(`${label} coefficient ${i + 1} ${m}`)),
  }));
  return { id: await read<bigint>(ceremonies, "ceremonyCount"), threshold, trustees, times };
}

export async function registerTrustee(
  system: Pick<System, "chain" | "ceremonies">,
  plan: CeremonyPlan,
  trustee: TrusteeKeys,
): Promise<Receipt> {
  const account = await trustee.signer.getAddress();
  const proof = await possession(trustee.recipientSecret, { system, ceremonyId: plan.id, account });
  const { point, nonce, response } = proof;
  return send(as(system.ceremonies, trustee.signer), "register", plan.id, point, nonce, response);
}

export interface DealingWords {
  readonly commitments: readonly Point[];
  readonly shares: bigint[];
}

/** A dealing whose proofs are simulated; R and c carry nothing that opens, since trustees here know all polynomials. */
export async function dealingOf(
  { chain, ceremonies }: Pick<System, "chain" | "ceremonies">,
  plan: CeremonyPlan,
  dealer: TrusteeKeys,
): Promise<DealingWords> {
  const address = await ceremonies.getAddress();
  const commitments = dealer.polynomial.map((coefficient) => multiplyBase(divideByCofactor(coefficient)));
  const shares = plan.trustees.flatMap(({ index, recipientSecret }) => {
    const share = evaluatePolynomial({ coefficients: dealer.polynomial, at: index });
    const context =
      keccakWords(
        ["uint256", "uint256", "address", "uint256", "uint256", "uint256"],
        [TAG_DEALING, chain.chainId, address, plan.id, dealer.index, index],
      ) >> 8n;
    const ephemeral = multiplyBase(secretOf(`ephemeral ${plan.id} ${dealer.index} ${index}`));
    const encrypted = scalarOf(`encrypted ${plan.id} ${dealer.index} ${index}`);
    const statement = [context, ...multiplyBase(share), ...multiplyBase(recipientSecret), ...ephemeral, encrypted];
    const proof = keyOf("dealing").prove({ signals: statement, salt: `${plan.id} ${dealer.index} ${index}` });
    return [...proof, ...ephemeral, encrypted];
  });
  return { commitments, shares };
}

export async function commitDealing(
  system: Pick<System, "ceremonies">,
  plan: CeremonyPlan,
  dealer: TrusteeKeys,
  { commitments, shares }: DealingWords,
): Promise<Receipt> {
  const hash = await read(system.ceremonies, "dealingHash", plan.id, dealer.index, commitments, shares);
  return send(as(system.ceremonies, dealer.signer), "commit", plan.id, hash);
}

export async function deal(
  ceremonies: BaseContract,
  plan: CeremonyPlan,
  dealer: TrusteeKeys,
  { commitments, shares }: DealingWords,
): Promise<Receipt> {
  return send(as(ceremonies, dealer.signer), "deal", plan.id, commitments, shares);
}

export interface CeremonyReceipts {
  readonly register: Receipt[];
  readonly commit: Receipt[];
  readonly deal: Receipt[];
}

/** A finished ceremony: everyone registers, commits and deals. */
export async function holdCeremony(
  system: Pick<System, "chain" | "ceremonies">,
  options: CreateCeremony,
): Promise<CeremonyPlan & { readonly receipts: CeremonyReceipts }> {
  const plan = await createCeremony(system, options);
  const receipts: CeremonyReceipts = { register: [], commit: [], deal: [] };
  for (const trustee of plan.trustees) receipts.register.push(await registerTrustee(system, plan, trustee));
  const dealings = await Promise.all(plan.trustees.map((trustee) => dealingOf(system, plan, trustee)));
  for (const [i, trustee] of plan.trustees.entries()) {
    receipts.commit.push(await commitDealing(system, plan, trustee, dealings[i]!));
  }
  for (const [i, trustee] of plan.trustees.entries()) {
    receipts.deal.push(await deal(system.ceremonies, plan, trustee, dealings[i]!));
  }
  return { ...plan, receipts };
}

/** x_j = Σ f_i(j) over the dealers given (all by default). */
export function keyShare(plan: CeremonyPlan, index: number, dealers = plan.trustees): bigint {
  const shares = dealers.map(({ polynomial }) => evaluatePolynomial({ coefficients: polynomial, at: index }));
  return mod(
    shares.reduce((sum, share) => sum + share, 0n),
    SUBGROUP_ORDER,
  );
}

/** H = Σ A_i0 over the dealers given (all by default). */
export function electionKey(plan: CeremonyPlan, dealers = plan.trustees): Point {
  return dealers.map(({ polynomial }) => multiplyBase(polynomial[0]!)).reduce((sum, point) => add(sum, point));
}
