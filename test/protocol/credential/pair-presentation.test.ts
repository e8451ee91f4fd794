import assert from "node:assert/strict";
import { checkDisclosure } from "../../../src/protocol/credential/disclosure.ts";
import { decodeValue } from "../../../src/protocol/credential/encoding.ts";
import {
  preparePairPresentation,
  type PairPresentationInput,
} from "../../../src/protocol/credential/pair-presentation.ts";
import { presentationSignals } from "../../../src/protocol/credential/presentation.ts";
import { pseudonymOf } from "../../../src/protocol/credential/pseudonym.ts";
import { attributeNamed } from "../../../src/protocol/credential/schema.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { honestWitness, sat, twin } from "../../circuits/harness.ts";
import { PAIR } from "../../circuits/credential/mains.ts";
import { CREDENTIAL, HOLDER, ISSUER, statusTree } from "./fixtures.ts";
import { LAND_TITLE, PAIR_POLICY, landTitle, pairInput, trustOfBoth } from "./pair-fixtures.ts";

const refuses = async (changes: Partial<PairPresentationInput>, pattern: RegExp, policy: object = PAIR_POLICY) => {
  const input = await pairInput(changes, policy);
  assert.throws(
    () => preparePairPresentation(input),
    (error) => isPsephosError(error, "POLICY_NOT_MET") && pattern.test((error as Error).message),
  );
};

describe("presentation of a pair", () => {
  it("satisfies the circuit, with the public signals in its order and both credentials' values to show", async () => {
    const { circuit, inputs, signals, disclosure } = preparePairPresentation(await pairInput());
    assert.equal(circuit, "presentation-pair");
    const built = await twin(PAIR);
    const witness = honestWitness(built, inputs);
    assert.equal(sat(built, witness), true);
    assert.deepEqual(witness.slice(1, 7), presentationSignals(signals));

    const { clear } = checkDisclosure(disclosure, signals.disclosureHash);
    assert.equal(clear.length, 8);
    assert.equal(decodeValue(attributeNamed(LAND_TITLE, "right"), clear[4]!), "ownership");
    assert.deepEqual(
      clear.filter((_, slot) => slot !== 4),
      [0n, 0n, 0n, 0n, 0n, 0n, 0n],
    );
  });

  it("T077: appears under the pseudonym of one presentation to this verifier and scope, and no other word is shared", async () => {
    const { signals, inputs } = preparePairPresentation(await pairInput());
    const { verifierId, scopeId } = inputs as { verifierId: bigint; scopeId: bigint };
    assert.equal(signals.pseudonym, pseudonymOf({ secret: HOLDER.secret, verifierId, scopeId }));
    const policies = [PAIR_POLICY.first, PAIR_POLICY.second].map((policy) => ({ ...policy, scope: "other" }));
    const other = preparePairPresentation(
      await pairInput({}, { ...PAIR_POLICY, first: policies[0], second: policies[1] }),
    );
    assert.notEqual(other.signals.pseudonym, signals.pseudonym);
    assert.notEqual(other.signals.policyHash, signals.policyHash);
  });

  it("tells a holder why a pair of policies cannot be met", async () => {
    const { first, second } = await pairInput();
    const member = (changes: Parameters<typeof landTitle>[0]) => ({ ...second, credential: landTitle(changes) });
    await refuses({ second: member({ district: "D-09" }) }, /district of the first .* not the same as district/);
    await refuses({ second: member({ right: "lease" }) }, /its right is not as asked/);
    await refuses({ secret: ISSUER.secret }, /another identity/);
    await refuses({ now: CREDENTIAL.validFrom + 5n }, /not valid yet/);
    await refuses({ now: CREDENTIAL.validUntil }, /expired/);
    await refuses({ first: second, second: first }, /asks for a credential of/);
  });

  it("refuses a second credential that is revoked, or whose list is not the one that the registry has", async () => {
    const { first, second } = await pairInput();
    const revoked = await statusTree({ revoked: [second.credential.statusIndex] });
    const trust = await trustOfBoth({ resident: first.status, title: revoked });
    await refuses({ second: { ...second, status: revoked }, trust }, /revoked/);
    const stale = await pairInput({ trust });
    assert.throws(
      () => preparePairPresentation(stale),
      (error) => isPsephosError(error, "ISSUER_NOT_TRUSTED"),
    );
  });

  it("takes two titles of one schema, and refuses one title for both", async () => {
    const titles = { ...PAIR_POLICY, first: PAIR_POLICY.second, second: PAIR_POLICY.second };
    const { second } = await pairInput();
    await refuses({ first: second, second }, /two credentials/, titles);
    const another = { ...second, credential: landTitle({ titleNumber: "T-2020-000777" }, 2n ** 131n + 2n) };
    const { circuit } = preparePairPresentation(await pairInput({ first: second, second: another }, titles));
    assert.equal(circuit, "presentation-pair");
  });
});
