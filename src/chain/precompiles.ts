import { concat, toBeHex, type Provider } from "ethers";
import { PsephosError } from "../errors.ts";

const Q = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;
const G1 = [1n, 2n];
const G1_NEGATED = [1n, Q - 2n];
const G1_DOUBLED = [
  1368015179489954701390400359078579693043519447331113978918064868415326638035n,
  9918110051302171585080402603319702774565515993150576347155970296011118125764n,
];
const G2 = [
  11559732032986387107991004021392285783925812861821192530917403151452391805634n,
  10857046999023057135944570762232829481370756359578518086990519993285655852781n,
  4082367875863433681332203403145435568316851327593401208105741076214120093531n,
  8495653923123431417604973247489272438418190587263600148770280649306958101930n,
];

interface Probe {
  readonly name: string;
  readonly address: number;
  readonly input: readonly bigint[];
  readonly output: readonly bigint[];
}

/** Known answers of EIP-198 (modular power) and EIP-196 and 197 (BN254), wrong pairings included. */
const PROBES: readonly Probe[] = [
  { name: "modular power", address: 5, input: [32n, 32n, 32n, 3n, Q - 2n, Q], output: [modularInverseOf3()] },
  { name: "BN254 addition", address: 6, input: [...G1, ...G1], output: G1_DOUBLED },
  { name: "BN254 multiplication", address: 7, input: [...G1, 2n], output: G1_DOUBLED },
  { name: "BN254 pairing", address: 8, input: [...G1, ...G2, ...G1_NEGATED, ...G2], output: [1n] },
  { name: "BN254 pairing", address: 8, input: [...G1, ...G2, ...G1, ...G2], output: [0n] },
];

/** Asks the chain for known answers: without these precompiles no proof can be verified, and some chains lack them. */
export async function requirePrecompiles(provider: Provider): Promise<void> {
  const answers = await Promise.all(
    PROBES.map(({ address, input }) =>
      provider.call({ to: toBeHex(address, 20), data: words(input) }).catch((error: unknown) => ({ error })),
    ),
  );
  PROBES.forEach(({ name, output }, index) => {
    const answer = answers[index];
    if (answer === words(output)) return;
    const message = `This chain cannot verify proofs: its precompile for ${name} is missing or wrong. Use an EVM chain with EIP-196 and EIP-197.`;
    throw new PsephosError("CHAIN_UNSUPPORTED", message, {
      detail: { precompile: name },
      cause: typeof answer === "object" ? answer.error : undefined,
    });
  });
}

function words(values: readonly bigint[]): string {
  return concat(values.map((value) => toBeHex(value, 32)));
}

/** 3^(q−2) = 1/3 modulo q. */
function modularInverseOf3(): bigint {
  return ((Q % 3n === 1n ? 2n : 1n) * Q + 1n) / 3n;
}
