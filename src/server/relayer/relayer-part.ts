import type { Account } from "../../chain/accounts.ts";
import type { Chain } from "../../chain/contracts.ts";
import { PsephosError } from "../../errors.ts";
import { parsePresentation } from "../../protocol/credential/presentation-file.ts";
import type { AnswerOf } from "../api/endpoint.ts";
import {
  getRelay,
  getRelayEntry,
  streamRelayEntry,
  submitAttestation,
  submitBallot,
  submitEnrolment,
  submitWithdrawal,
} from "../api/relay.ts";
import { route, type Route, type StreamEvent } from "../http/route.ts";
import type { Part } from "../part.ts";
import type { Store } from "../store/store.ts";
import type { StepListener, Telemetry } from "../telemetry.ts";
import { Intake } from "./intake/intake.ts";
import type { VerifyingKeys } from "./intake/verifying-keys.ts";
import { startSender, type Sender } from "./sending/sender.ts";
import type { SenderPace } from "./sending/settings.ts";
import type { RelayerSettings } from "./settings.ts";
import { steadyHealth } from "./steady-health.ts";

export interface RelayerOptions {
  readonly store: Store;
  readonly chain: Chain;
  /** Other nodes of the same chain. */
  readonly secondOpinions?: readonly Chain[];
  /** Signs receipts and transactions, and pays. */
  readonly account: Account;
  readonly config: RelayerSettings & Partial<SenderPace>;
  readonly telemetry: Telemetry;
  /** In place of this installation's verifying keys. */
  readonly keys?: VerifyingKeys;
  readonly onStep?: StepListener;
}

/** Takes ballots and presentations of people, and sends them on so that no account of theirs shows. */
export function relayerPart(options: RelayerOptions): Part {
  let running: { readonly intake: Intake; readonly sender: Sender } | undefined;
  const current = () => {
    if (running !== undefined) return running;
    throw new PsephosError("BUSY", "The relayer is starting or stopping. Send again soon, or cast directly.");
  };
  const steady = steadyHealth();
  return {
    name: "relayer",
    routes: relayRoutes(options, current),
    async start() {
      const sender = await startSender({ ...options, settings: options.config });
      running = { sender, intake: await Intake.open({ ...options, onKept: () => sender.wake() }) };
    },
    async stop() {
      if (running === undefined) return;
      const { intake, sender } = running;
      // What is still being verified is kept before the sender ends.
      await intake.stop();
      await sender.stop();
      running = undefined;
    },
    async health() {
      if (running === undefined) return { state: "failing", detail: { started: false } };
      const { state, detail } = steady(await running.sender.health());
      return { state, detail: { ...detail, started: true, verifying: running.intake.waiting } };
    },
  };
}

type Current = () => { readonly intake: Intake; readonly sender: Sender };

function relayRoutes(options: RelayerOptions, current: Current): Route[] {
  return [
    route(submitBallot, ({ params, body, caller }) =>
      current().intake.submitBallot({ electionId: params.electionId, ...body }, caller),
    ),
    route(submitAttestation, ({ body, caller }) =>
      current().intake.submitPresentation(parsePresentation(body), caller),
    ),
    route(submitEnrolment, ({ body, caller }) => current().intake.submitPresentation(parsePresentation(body), caller)),
    route(submitWithdrawal, ({ params, body, caller }) =>
      current().intake.submitWithdrawal({ policyId: params.policyId, ...body }, caller),
    ),
    route(getRelay, () => describeRelay(options, current().sender)),
    route(getRelayEntry, ({ params }) => current().intake.entry(params.ticket)),
    route(streamRelayEntry, async function* ({ params, signal }) {
      for await (const entry of current().intake.follow(params.ticket, signal)) {
        yield { data: entry } satisfies StreamEvent<typeof entry>;
      }
    }),
  ];
}

async function describeRelay({ chain, account, config }: RelayerOptions, sender: Sender) {
  const { elections, attestations, enrolments } = chain.deployment.addresses;
  return {
    address: account.address.toLowerCase(),
    chainId: BigInt(chain.chainId),
    contracts: {
      elections: elections.toLowerCase(),
      attestations: attestations.toLowerCase(),
      enrolments: enrolments.toLowerCase(),
    },
    delaySeconds: { min: config.minDelaySeconds, max: config.maxDelaySeconds },
    batchSize: config.batchSize,
    closingMarginSeconds: config.closingMarginSeconds,
    directCasting: await adviceOf(sender),
  };
}

/** Casting directly shows an account and a fee: it is advised only where waiting for the relayer might be in vain. */
async function adviceOf(sender: Sender): Promise<AnswerOf<typeof getRelay>["directCasting"]> {
  const { advice, reason } = await sender.info();
  return { advised: advice === "cast-directly", reason: reason ?? null };
}
