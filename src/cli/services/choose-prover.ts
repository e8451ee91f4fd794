import { PsephosError } from "../../errors.ts";
import { loadVerifyingKey } from "../../proofs/artifacts.ts";
import type { Prover } from "../../proofs/prover.ts";
import { proveRemotely } from "../../server/client/prove-remotely.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { proverTexts as texts } from "../texts/prover.ts";
import { isHere, serviceAt, type Service } from "./service-options.ts";

/** This machine's own prover, or the one of `--prover` once the person knows what that one sees. Asked before anything is opened. */
export async function chooseProver(context: Context, input: Input): Promise<Prover> {
  const url = input.optional("prover");
  if (url === undefined) return context.prover();
  const service = serviceAt({ name: "--prover", url });
  if (isHere(service.url)) {
    context.progress(context.say(texts.here, { url: service.url }));
  } else {
    if (!service.url.startsWith("https:")) throw new PsephosError("USAGE", context.say(texts.insecure));
    context.progress(context.style.bad(context.say(texts.warning, { url: service.url })));
    await confirmTrust(context, input);
  }
  return remoteProver(service);
}

async function confirmTrust(context: Context, input: Input): Promise<void> {
  const yes = input.flag("trust-prover");
  const question = context.say(texts.question);
  if (!yes && !context.interactive) throw new PsephosError("CONFIRMATION_MISSING", `${question} Add --trust-prover.`);
  await context.confirm({ yes, question });
}

/** Believes the service in nothing: each proof is checked here against this installation's own keys. */
function remoteProver({ client }: Service): Prover {
  const prove: Prover["prove"] = async (task, { signal } = {}) => {
    const { verifyingKey } = await loadVerifyingKey({ circuit: task.circuit });
    return proveRemotely({ client, task, key: verifyingKey, ...(signal === undefined ? {} : { signal }) });
  };
  return {
    prove,
    proveMany: async (tasks, { onProgress, signal } = {}) => {
      const proofs = [];
      for (const task of tasks) {
        proofs.push(await prove(task, { signal }));
        onProgress?.({ done: proofs.length, total: tasks.length });
      }
      return proofs;
    },
    close: () => Promise.resolve(),
  };
}
