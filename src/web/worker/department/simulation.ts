import { PsephosError } from "../../../errors.ts";
import type { AskedPolicy } from "../../../protocol/credential/asked-policy.ts";
import { tellValue } from "../../../protocol/credential/tell-value.ts";
import { encodeValue } from "../../../protocol/credential/encoding.ts";
import { policySlots } from "../../../protocol/credential/policy-hash.ts";
import { meets } from "../../../protocol/credential/predicate.ts";
import type { BilingualText } from "../../../protocol/manifest.ts";
import { parseSubjects } from "../../../roles/issuer/subjects.ts";
import { DEFAULT_GROUP_SIZE, playPolicy } from "../../../roles/verifier/play-policy.ts";
import { askedOf, type PolicyDraft } from "./drafts.ts";
import { inventSubjects } from "./invented.ts";

/** What is asked about, as it is for one person. */
export interface PlayedAnswer {
  readonly label: BilingualText;
  /** Undefined where the person has no such value. */
  readonly value: BilingualText | undefined;
  readonly isMet: boolean;
}

/** How one made-up person fares. */
export interface PlayedPerson {
  readonly reference: string;
  /** One for each question. */
  readonly answers: readonly PlayedAnswer[];
  readonly passes: boolean;
}

export interface PlayedPolicy {
  readonly people: readonly PlayedPerson[];
  readonly passing: number;
  /** Answers that fewer than `least` people would give, and how many could not answer: few who can be told apart. */
  readonly groups: number;
  readonly absentees: number;
  readonly isolates: boolean;
  readonly least: number;
}

/** Tries a draft on people: on the table given, in the form of an issuer's, or on made-up ones. Nothing leaves this device. */
export async function playDraft(draft: PolicyDraft, table?: string): Promise<PlayedPolicy> {
  const asked = await askedOf(draft);
  const text = table ?? inventSubjects(asked.parts[0]);
  // Few made-up people isolate one another by their number alone.
  const least = table === undefined ? 2 : DEFAULT_GROUP_SIZE;
  const played = playPolicy({ asked, table: text, minGroupSize: least });
  return {
    people: peopleOf(asked, text),
    passing: played.passingAll,
    groups: played.isolated.length,
    absentees: played.absentees,
    isolates: played.isolates,
    least,
  };
}

const MAX_SHOWN = 500;

function peopleOf({ parts: [{ policy, schema }] }: AskedPolicy, table: string): PlayedPerson[] {
  const slots = policySlots(policy, schema);
  return parseSubjects(table, schema)
    .slice(0, MAX_SHOWN)
    .map(({ reference, subject }) => {
      const answers = slots.flatMap(({ attribute, predicate }): PlayedAnswer[] => {
        if (attribute === undefined) return [];
        const value = subject[attribute.name];
        if (value === undefined) return [{ label: attribute.label, value: undefined, isMet: false }];
        const show = (locale: "en" | "zh"): string => tellValue({ attribute, value, locale });
        const isMet = meets(predicate, encodeOrRefuse({ attribute, value, reference }));
        return [{ label: attribute.label, value: { en: show("en"), zh: show("zh") }, isMet }];
      });
      return { reference, answers, passes: answers.every(({ isMet }) => isMet) };
    });
}

function encodeOrRefuse(given: {
  attribute: Parameters<typeof encodeValue>[0] & { readonly name: string };
  value: string | boolean;
  reference: string;
}): bigint {
  try {
    return encodeValue(given.attribute, given.value);
  } catch (cause) {
    const message = `The value of ${given.attribute.name} in the line of ${given.reference} is none of its kind.`;
    throw new PsephosError("SUBJECTS_MALFORMED", message, { cause });
  }
}
