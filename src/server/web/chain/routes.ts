import { askChain, type ChainAnswer, type ChainQuestion } from "../../api/chain-gateway.ts";
import { route, type Handler, type Route } from "../../http/route.ts";
import { askNode, type NodeAnswer } from "./ask-node.ts";
import { ANSWER_BYTES, ANSWER_MS, ANSWER_ROOM, BODY_ROOM, MAX_WAITING, QUESTIONS_AT_A_TIME } from "./limits.ts";
import { refusalOf } from "./methods.ts";
import { roomFor, type RoomLimits } from "./room.ts";
import { turns } from "./turns.ts";

/** The node that browsers ask through this service. */
export interface AskedNode {
  readonly url: string;
  readonly isLocal: boolean;
  /** Whose contracts' logs may be asked for. */
  readonly deployment: { readonly addresses: Readonly<Record<string, string>> };
}

export interface ChainRoom {
  readonly bodies: RoomLimits;
  readonly answers: RoomLimits;
}

export function chainRoutes(
  { url, isLocal, deployment }: AskedNode,
  room: ChainRoom = { bodies: BODY_ROOM, answers: ANSWER_ROOM },
): readonly Route[] {
  const contracts = new Set(Object.values(deployment.addresses).map((address) => address.toLowerCase()));
  const inTurn = turns({ atATime: QUESTIONS_AT_A_TIME, waiting: MAX_WAITING });
  const bodies = roomFor(room.bodies);
  const answersOf = roomFor(room.answers);
  const answer: Handler<typeof askChain> = async ({ body, caller, signal, charge, whenOver }) => {
    const held = answersOf(caller);
    whenOver(held.free);
    const questions = Array.isArray(body) ? body : [body];
    charge(questions.length - 1);
    const refusals = questions.map((question) => refusalOf(question, { isLocal, contracts }));
    const allowed = questions.filter((_, place) => refusals[place] === undefined);
    const limits = { signal, answerMs: ANSWER_MS, answerBytes: ANSWER_BYTES, onBytes: held.grow };
    const turn = { caller, signal, weight: allowed.length };
    const said = allowed.length === 0 ? [] : await inTurn(turn, () => askNode(url, allowed.map(toNode), limits));
    const answers = questions.map((question, place): ChainAnswer => {
      const refusal = refusals[place];
      return answerTo(question, refusal === undefined ? said[allowed.indexOf(question)]! : { error: refusal });
    });
    return Array.isArray(body) ? answers : answers[0]!;
  };
  return [
    route(askChain, answer, ({ caller, bodyBytes, whenOver }) => {
      const held = bodies(caller);
      held.grow(bodyBytes);
      whenOver(held.free);
      return false;
    }),
  ];
}

function toNode({ method, params = [] }: ChainQuestion) {
  return { method, params };
}

function answerTo({ id }: ChainQuestion, answer: NodeAnswer): ChainAnswer {
  return { jsonrpc: "2.0", id, ...answer };
}
