import type { OpenedRequest } from "../roles/open-request.ts";
import type { Context } from "./context.ts";
import { requestTexts as texts } from "./texts/presentation.ts";

/** What the policy's own sentences do not say: where the answer goes, and whether the policy is a published one. */
export function requestNotes(context: Context, { request, asked }: OpenedRequest): string[] {
  const { origin } = request;
  const published = "policyId" in asked ? [context.say(texts.policyOnChain, { policyId: asked.policyId })] : [];
  return [context.say(texts.goesTo, { origin }), ...published].map((line) => `  · ${line}`);
}
