import { readActing } from "./department/acting.ts";
import { answers } from "./department/answers.ts";
import type { ApplicationFile, CertificateFiles } from "./department/application.ts";
import { counter } from "./department/counter.ts";
import { desks } from "./department/desks.ts";
import { issued } from "./department/issued.ts";
import { issuing } from "./department/issuing.ts";
import { keeping } from "./department/keeping.ts";
import { outbox } from "./department/outbox.ts";
import { policies } from "./department/policies.ts";
import { requests } from "./department/requests.ts";
import { status } from "./department/status.ts";
import { verifierKeys } from "./department/verifier-keys.ts";

/** A department at work: what it asks of people, what it issues to them, and what they answered. */
export const department = {
  acting: readActing,
  policies,
  verifierKeys,
  desks,
  requests,
  issuing,
  outbox,
  issued,
  status,
  counter,
  answers,
  keeping,
  /** Reading certificates takes a large library, which nobody else has to load. */
  async applyForKey(files: CertificateFiles): Promise<ApplicationFile[]> {
    const { applyForKey } = await import("./department/application.ts");
    return applyForKey(files);
  },
};
