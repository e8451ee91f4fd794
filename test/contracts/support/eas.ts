import { AbiCoder, ZeroAddress, ZeroHash, type BaseContract } from "ethers";
import { events, send, type Chain } from "./chain.ts";
import { easArtifact } from "./eas-package.ts";
import { deployRegistries, type Registries } from "./registries.ts";

/** The registries, the real Attestation Service, and the mirror between them. */
export interface MirroredRegistries extends Registries {
  readonly eas: BaseContract;
  readonly mirror: BaseContract;
  readonly mirrorAddress: string;
  readonly schemaUid: string;
}

export async function deployMirrored(): Promise<MirroredRegistries> {
  const registries = await deployRegistries();
  const eas = await deployEas(registries.chain);
  return { ...registries, eas, ...(await deployMirror(registries, eas)) };
}

export async function deployEas(chain: Chain): Promise<BaseContract> {
  const schemas = await chain.deployCode(easArtifact("SchemaRegistry"));
  return chain.deployCode(easArtifact("EAS"), await schemas.getAddress());
}

export async function deployMirror(
  { chain, addresses }: Registries,
  eas: BaseContract,
): Promise<Pick<MirroredRegistries, "mirror" | "mirrorAddress" | "schemaUid">> {
  const mirror = await chain.deploy("EasMirror", await eas.getAddress(), addresses.attestations);
  const schemaUid = (await mirror.getFunction("schemaUid").staticCall()) as string;
  return { mirror, mirrorAddress: await mirror.getAddress(), schemaUid };
}

/** Makes a record; returns its uid. */
export async function mirrorOf(mirror: BaseContract, policyId: bigint, pseudonym: bigint): Promise<string> {
  const receipt = await send(mirror, "mirror", policyId, pseudonym);
  return events(mirror, receipt, "Mirrored")[0]![2] as string;
}

/** What `EAS.attest` takes. */
export function easRequest(schema: string, content: readonly bigint[]): { schema: string; data: object } {
  const data = AbiCoder.defaultAbiCoder().encode(["uint256", "uint256", "uint64"], content);
  const rest = { recipient: ZeroAddress, expirationTime: 0n, revocable: true, refUID: ZeroHash, value: 0n };
  return { schema, data: { ...rest, data } };
}
