import { readEnrolment } from "../../../../chain/enrolments.ts";
import { PsephosError } from "../../../../errors.ts";
import type { Presentation } from "../../../../protocol/credential/presentation-file.ts";
import { attestationPlace } from "../../../holder/attest.ts";
import { prepareEnrolment } from "../../../holder/enrol.ts";
import { heldCredentials } from "../../../holder/held-credentials.ts";
import { present } from "../../../holder/present.ts";
import { relayPresentations } from "../../../holder/relay.ts";
import { withAttestation, withEnrolment } from "../../../holder/wallet-records.ts";
import { openPublishedPolicy } from "../../../published-policy.ts";
import { folderStatusLists } from "../../../status-list-files.ts";
import { sideBySide } from "../../attestation/side-by-side.ts";
import type { Resident } from "./residents.ts";
import { BALLOT_CARRIER, type Town } from "./town.ts";

/** What a resident's device needs to prove. */
export function deviceOf({ chain, prover, workspace }: Town, { wallet }: Resident) {
  const source = folderStatusLists([workspace.publicFolder]);
  return { chain, prover, identity: wallet.identity, credentials: heldCredentials(wallet), source };
}

/** Residents prove what a policy asks; a carrier has it recorded. Gives the residents with wallets that remember. */
export async function attestResidents(
  town: Town,
  { policyId, residents }: { policyId: bigint; residents: readonly Resident[] },
): Promise<Resident[]> {
  const { chain } = town;
  const asked = await openPublishedPolicy({ chain, policyId });
  const context = attestationPlace(chain, policyId);
  const presentations = await sideBySide(residents, (resident) =>
    present({ ...deviceOf(town, resident), asked, context }),
  );
  await carry(town, presentations);
  return residents.map(({ person, wallet }, at) => {
    const { pseudonym, now } = presentations[at]!.signals;
    const contract = chain.deployment.addresses.attestations;
    const entry = { chainId: BigInt(chain.chainId), contract, policyId, pseudonym, provenAt: Number(now) };
    return { person, wallet: withAttestation(wallet, entry) };
  });
}

/** Residents enter an open list of voters, each under a number that nobody can tie to them. */
export async function enrolResidents(
  town: Town,
  { enrolmentId, residents }: { enrolmentId: bigint; residents: readonly Resident[] },
): Promise<Resident[]> {
  const { chain } = town;
  const presentations = await sideBySide(
    residents,
    async (resident) => (await prepareEnrolment({ ...deviceOf(town, resident), enrolmentId })).presentation,
  );
  const before = (await readEnrolment(chain, enrolmentId)).size;
  await carry(town, presentations);
  const { size } = await readEnrolment(chain, enrolmentId);
  if (size !== before + residents.length) throw failed(`Of ${residents.length} people ${size - before} were enrolled.`);
  return residents.map(({ person, wallet }, at) => {
    const { pseudonym, now } = presentations[at]!.signals;
    const contract = chain.deployment.addresses.enrolments;
    const entry = { chainId: BigInt(chain.chainId), contract, enrolmentId, pseudonym, enrolledAt: Number(now) };
    return { person, wallet: withEnrolment(wallet, entry) };
  });
}

async function carry(town: Town, presentations: readonly Presentation[]): Promise<void> {
  const account = await town.account(BALLOT_CARRIER);
  const outcomes = await relayPresentations({ chain: town.chain, account, presentations });
  const refused = outcomes.find(({ state }) => state !== "recorded");
  if (refused !== undefined) throw failed(`A proof was not recorded: ${JSON.stringify(refused)}.`);
}

function failed(message: string): PsephosError {
  return new PsephosError("DEMONSTRATION_FAILED", message);
}
