import { z } from "zod";
import { PsephosError } from "../../../errors.ts";
import { fromBase64url, toBase64url } from "../../../protocol/credential/base64url.ts";
import { responseJson, type PresentationJson } from "../../../protocol/credential/openid4vp/response.ts";
import { presentationText } from "../../../protocol/credential/presentation-file.ts";
import { decodeUtf8 } from "../../../protocol/text.ts";
import { openDepartmentAddress } from "../../../roles/department-address.ts";
import { present } from "../../../roles/holder/present.ts";
import { openRequest, type OpenedRequest } from "../../../roles/open-request.ts";
import { parseJson } from "../../../roles/read-file.ts";
import { heldChain } from "../session.ts";
import { postLetter } from "../letters.ts";
import { fitFor, type Fit } from "./fit.ts";
import { proveTold, type ProofProgress } from "./proving.ts";
import { openPurse } from "./purse.ts";
import { tellPolicy, type ToldPolicy } from "./told.ts";

/** A verifier's request as its page shows it. */
export interface ToldRequest {
  readonly policy: ToldPolicy;
  /** Where the answer belongs: https://… of the office. */
  readonly origin: string;
  /** The answer can go there as a sealed letter, through the portal; else the person hands over a file. */
  readonly hasLetterBox: boolean;
}

/** In a link: the request, and where the office takes the answer. */
const linkForm = z.strictObject({
  request: z.record(z.string(), z.json()),
  /** `psephos.department-address/1`, as its text. */
  answerTo: z.string().max(2_000).optional(),
});

/** For links: what follows `#/request/proof/`. */
export function proofLinkText(link: z.input<typeof linkForm>): string {
  return toBase64url(new TextEncoder().encode(JSON.stringify(link)));
}

/** Requests that an office shows for one answer, off chain. */
export const proofs = {
  /** `given`: the text of a request's file, or what a link has. Nobody learns that it was read. */
  async open(given: string): Promise<ToldRequest> {
    const { opened, answerTo } = await openGiven(given);
    return {
      policy: tellPolicy(opened.asked),
      origin: opened.request.origin,
      hasLetterBox: answerTo !== undefined,
    };
  },

  async fit(given: string): Promise<Fit> {
    const { opened } = await openGiven(given);
    const { origin, nonce } = opened.request;
    return fitFor(opened.asked, { kind: "session", origin, nonce });
  },

  /** The answer as a file's text, and whether it went as a letter. It holds what the request shows: for that office alone. */
  async answer(
    { given, byLetter }: { given: string; byLetter: boolean },
    tell: (progress: ProofProgress) => void,
  ): Promise<{ text: string; isSent: boolean }> {
    const { opened, answerTo } = await openGiven(given);
    const { request, asked } = opened;
    const { origin, nonce } = request;
    return proveTold({ circuit: asked.terms.circuit, tell }, async ({ prover, handOver }) => {
      const context = { kind: "session", origin, nonce } as const;
      const presentation = await present({ ...(await openPurse()), prover, asked, context });
      handOver();
      const response = responseJson(request, JSON.parse(presentationText(presentation)) as PresentationJson);
      const isSent = byLetter && answerTo !== undefined;
      if (isSent)
        await postLetter(answerTo, { kind: "answer", response: response as Record<string, z.core.util.JSONType> });
      return { text: `${JSON.stringify(response)}\n`, isSent };
    });
  },
};

interface Given {
  readonly opened: OpenedRequest;
  /** Letter box of the office that asks; its own account signed for it. */
  readonly answerTo: string | undefined;
}

async function openGiven(given: string): Promise<Given> {
  const link = linkForm.safeParse(jsonOfLink(given));
  const json = link.success ? link.data.request : parseJson({ text: given, source: "The request" });
  const opened = await openRequest({ json, chain: heldChain });
  const text = link.data?.answerTo;
  if (text === undefined) return { opened, answerTo: undefined };
  const { department, box } = await openDepartmentAddress({ chain: await heldChain(), text });
  if (department === opened.request.verifier) return { opened, answerTo: box };
  throw new PsephosError(
    "DEPARTMENT_ADDRESS_REFUSED",
    `The answer would not go to ${opened.request.verifier}, which asks, but to ${department}. Do not answer; ask that office.`,
  );
}

function jsonOfLink(given: string): unknown {
  const bytes = fromBase64url(given);
  const text = bytes === undefined ? undefined : decodeUtf8(bytes);
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
