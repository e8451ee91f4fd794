import { read } from "../../../../chain/contracts.ts";
import { PsephosError } from "../../../../errors.ts";
import { withoutDisclosure, type Presentation } from "../../../../protocol/credential/presentation-file.ts";
import { pseudonymOf } from "../../../../protocol/credential/pseudonym.ts";
import { countryName } from "../../../../protocol/credential/tell-value.ts";
import { attest, attestationPlace } from "../../../holder/attest.ts";
import { relayPresentations } from "../../../holder/relay.ts";
import type { PublishedPolicy } from "../../../published-policy.ts";
import { attestationStatus } from "../../../verifier/attestation-status.ts";
import { checkPresentation } from "../../../verifier/check-presentation.ts";
import type { Told } from "../../narrator.ts";
import { HELPER, type Stage } from "../../stage.ts";
import { sideBySide } from "../side-by-side.ts";
import { CITIZEN_ACCOUNT, proveFor, startOf, type Citizen, type Citizens } from "../world.ts";

/** Citizens prove on their own devices. One sends hers herself, a helper sends the others' in one call. */
export async function prove(
  stage: Stage,
  { citizens, asked }: { citizens: Citizens; asked: PublishedPolicy },
): Promise<readonly [Presentation, ...Presentation[]]> {
  const { chain, narrator } = stage;
  const [first, ...others] = citizens.adults;
  const context = attestationPlace(chain, asked.policyId);
  const startedAt = performance.now();
  const own = await proveFor(stage, { citizen: first, asked, context });
  narrator.say("provenAlone", { seconds: ((performance.now() - startedAt) / 1000).toFixed(1) });
  const rest = await proveAll(stage, others, (citizen) => proveFor(stage, { citizen, asked, context }));
  await relay(stage, { presentations: rest, kind: "attestInBatch" });
  narrator.say("recordedInBatch", { count: rest.length });
  // After the others: the first one under a policy pays for what the contract keeps of it.
  const sent = await attest({ chain, account: await stage.account(CITIZEN_ACCOUNT), presentation: own });
  await stage.gas.add("attestAlone", sent.transactionHash);
  narrator.say("recordedAlone");
  await showToOffice(stage, { asked, presentation: own });
  await guard(stage, { asked, citizens, presentation: own });
  return [own, ...rest];
}

export async function proveAll(
  stage: Stage,
  citizens: readonly Citizen[],
  work: (citizen: Citizen) => Promise<Presentation>,
): Promise<Presentation[]> {
  let done = 0;
  return sideBySide(citizens, async (citizen) => {
    const presentation = await work(citizen);
    stage.narrator.working("presentations", { done: ++done, total: citizens.length });
    return presentation;
  });
}

/** Through a helper, who sees no value. */
export async function relay(
  stage: Stage,
  { presentations, kind }: { presentations: readonly Presentation[]; kind: string },
): Promise<void> {
  const { chain } = stage;
  const account = await stage.account(HELPER);
  const outcomes = await relayPresentations({ chain, account, presentations: presentations.map(withoutDisclosure) });
  const hashes = outcomes.flatMap((outcome) => (outcome.state === "recorded" ? [outcome.transactionHash] : []));
  if (hashes.length !== presentations.length) {
    throw new PsephosError("DEMONSTRATION_FAILED", `Of ${presentations.length} proofs ${hashes.length} were recorded.`);
  }
  for (const hash of new Set(hashes)) {
    await stage.gas.add(kind, hash, hashes.filter((each) => each === hash).length);
  }
}

/** What the department sees of one applicant: a yes, a number and what was to be shown. */
async function showToOffice(
  stage: Stage,
  { asked, presentation }: { asked: PublishedPolicy; presentation: Presentation },
): Promise<void> {
  const { chain } = stage;
  const { pseudonym, shown } = await checkPresentation({ chain, asked, presentation, context: presentation.context });
  const { state } = await attestationStatus({ chain, policyId: asked.policyId, pseudonym });
  if (state !== "valid") throw new PsephosError("DEMONSTRATION_FAILED", `The attestation is not valid but ${state}.`);
  stage.narrator.say("knownAs", { number: startOf(pseudonym), nationality: country(String(shown["nationality"])) });
}

function country(number: string): Told {
  return { en: countryName(number, "en") ?? number, zh: countryName(number, "zh") ?? number };
}

/** What any contract can ask before it serves someone. */
async function guard(
  stage: Stage,
  input: { asked: PublishedPolicy; citizens: Citizens; presentation: Presentation },
): Promise<void> {
  const { asked, citizens, presentation } = input;
  const { departmentId: verifierId, scopeId } = asked.terms;
  const require = (pseudonym: bigint): Promise<void> => {
    const contract = stage.chain.contracts.attestations;
    return read({ contract, name: "requireAttestation", args: [asked.policyId, pseudonym] });
  };
  await require(presentation.signals.pseudonym);
  stage.narrator.say("contractAsks");
  const { secret } = citizens.minor.wallet.identity;
  await stage.refusals.expect({
    cheat: "not-attested",
    attempt: "stranger",
    because: "NotAttested",
    act: () => require(pseudonymOf({ secret, verifierId, scopeId })),
  });
}
