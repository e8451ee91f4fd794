import { multiplyBase } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import type { AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import { openValue, type Disclosure } from "../../protocol/credential/disclosure.ts";
import { decodeValue, isHashed, type AttributeValue } from "../../protocol/credential/encoding.ts";
import { policySlots } from "../../protocol/credential/policy-hash.ts";

/** A sealed value; of a text, which is sealed as its hash, the element to compare with what the verifier has. */
export type OpenedValue = AttributeValue | { readonly element: bigint };

/** The sealed values of a disclosure whose proof holds, by attribute. */
export function openSealedValues(input: {
  asked: AskedPolicy;
  disclosure: Disclosure;
  verifierSecret: bigint;
}): Readonly<Record<string, OpenedValue>> {
  const { asked, disclosure, verifierSecret } = input;
  // Pairs seal nothing.
  const { policy, schema } = asked.parts[0];
  const { sealed } = disclosure;
  if (sealed === undefined || policy.verifierKey === undefined) return {};
  if (multiplyBase(verifierSecret).join() !== policy.verifierKey.join()) {
    throw new PsephosError(
      "ARGUMENT_INVALID",
      "This is not the key for which the policy seals. Name the right key file.",
    );
  }
  const entries = policySlots(policy, schema).flatMap(({ attribute, show }, slot): [string, OpenedValue][] => {
    if (show !== "sealed" || attribute === undefined) return [];
    const element = openValue({ sealed, slot, verifierSecret });
    return [[attribute.name, isHashed(attribute) ? { element } : decodeValue(attribute, element)]];
  });
  return Object.fromEntries(entries);
}
