import { PsephosError } from "../../errors.ts";
import { shownName, type AskedPolicy } from "./asked-policy.ts";
import { encodeValue, type AttributeValue } from "./encoding.ts";
import { policySlots } from "./policy-hash.ts";
import type { ShownDisclosure } from "./presentation-file.ts";

/**
 * Refuses a disclosure that is not what the policy shows: other attributes, values that are not those of the elements, or sealed values
 * that nobody asked for. Returns the shown values.
 */
export function checkShown(disclosure: ShownDisclosure, asked: AskedPolicy): Readonly<Record<string, AttributeValue>> {
  const slots = asked.parts.flatMap(({ policy, schema }, part) =>
    policySlots(policy, schema).map((slot) => ({ ...slot, part })),
  );
  if (disclosure.clear.length !== slots.length) throw invalid("it is one of another number of credentials");
  const names = new Set<string>();
  slots.forEach(({ attribute, show, part }, index) => {
    const element = disclosure.clear[index];
    if (show !== "clear" || attribute === undefined) {
      if (element !== 0n) throw invalid(`slot ${index} is shown, which the policy does not ask to show`);
      return;
    }
    const name = shownName(asked, { part, attribute: attribute.name });
    const value = disclosure.shown[name];
    if (value === undefined || encodeValue(attribute, value) !== element) {
      throw invalid(`the value of ${name} is missing, or not the one that was proven`);
    }
    names.add(name);
  });
  const stranger = Object.keys(disclosure.shown).find((name) => !names.has(name));
  if (stranger !== undefined) throw invalid(`${stranger} is shown, which the policy does not ask to show`);
  const seals = asked.parts.some(({ policy }) => policy.verifierKey !== undefined);
  if (seals !== (disclosure.sealed !== undefined)) {
    throw invalid("values are sealed where the policy seals none, or none where it does");
  }
  return disclosure.shown;
}

function invalid(reason: string): PsephosError {
  return new PsephosError("DISCLOSURE_INVALID", `The disclosure is not what the policy asks for: ${reason}.`);
}
