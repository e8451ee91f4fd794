import { statusCommand } from "../change-status.ts";
import { credentialTexts as texts } from "../texts/credential.ts";

export const command = statusCommand({
  act: "suspend",
  summary: texts.suspendSummary,
});
