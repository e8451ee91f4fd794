import type { BaseContract } from "ethers";
import { simulatedKey, type SimulatedKey } from "../../../scripts/bench/simulated.ts";
import { openChain, send, type Chain } from "./chain.ts";
import type { CompiledContract } from "./twin.ts";

export type Capacity = 2 | 4 | 8;
export const CAPACITIES: readonly Capacity[] = [2, 4, 8];

const SIGNALS: Readonly<Record<string, number>> = {
  "ballot-2": 14,
  "ballot-4": 22,
  "ballot-8": 38,
  dealing: 8,
  "decryption-2": 10,
  "decryption-4": 18,
  "decryption-8": 34,
};

/** All contracts on one chain, with simulated keys. */
export interface System {
  readonly chain: Chain;
  readonly verifier: BaseContract;
  readonly rolls: BaseContract;
  readonly ceremonies: BaseContract;
  readonly elections: BaseContract;
  readonly keyIds: ReadonlyMap<string, string>;
}

const keys = new Map<string, SimulatedKey>();

/** The simulated key of a circuit; making one takes a moment, so each is made once. */
export function keyOf(circuit: string): SimulatedKey {
  let key = keys.get(circuit);
  if (key === undefined) {
    key = simulatedKey({ name: circuit, signalCount: SIGNALS[circuit]! });
    keys.set(circuit, key);
  }
  return key;
}

/** Verifying keys by circuit; simulated ones unless told. */
export type KeySource = (circuit: string) => Promise<object>;

const simulated: KeySource = (circuit) => Promise.resolve(keyOf(circuit).verifyingKey);

export async function registerKeys(verifier: BaseContract, keySource = simulated): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const circuit of Object.keys(SIGNALS)) {
    const receipt = await send(verifier, "registerKey", await keySource(circuit));
    ids.set(circuit, receipt.logs[0]!.topics[1]!);
  }
  return ids;
}

export interface SystemOptions {
  readonly chain?: Chain;
  readonly keySource?: KeySource;
  /** Stand in for the contract of that name. */
  readonly twins?: Readonly<Partial<Record<"Groth16Verifier" | "KeyCeremony" | "Elections", CompiledContract>>>;
}

export async function deploySystem(options: SystemOptions = {}): Promise<System> {
  const chain = options.chain ?? (await openChain());
  const deploy = (name: "Groth16Verifier" | "KeyCeremony" | "Elections", ...args: unknown[]): Promise<BaseContract> => {
    const twin = options.twins?.[name];
    return twin === undefined ? chain.deploy(name, ...args) : chain.deployCode(twin, ...args);
  };
  const verifier = await deploy("Groth16Verifier");
  const keyIds = await registerKeys(verifier, options.keySource);
  const rolls = await chain.deploy("RollRegistry");
  const ceremonies = await deploy("KeyCeremony", await verifier.getAddress(), keyIds.get("dealing"));
  const elections = await deploy(
    "Elections",
    await verifier.getAddress(),
    await ceremonies.getAddress(),
    await rolls.getAddress(),
    CAPACITIES.map((capacity) => keyIds.get(`ballot-${capacity}`)),
    CAPACITIES.map((capacity) => keyIds.get(`decryption-${capacity}`)),
  );
  return { chain, verifier, rolls, ceremonies, elections, keyIds };
}
