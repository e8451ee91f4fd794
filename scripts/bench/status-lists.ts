import { randomInt } from "node:crypto";
import { emptyList, encodeList, STATUS_LIST_SIZE, withMark } from "../../src/protocol/credential/status-list.ts";
import { StatusTree } from "../../src/protocol/credential/status-tree.ts";
import { round, timed } from "./measure.ts";

export interface StatusListFigures {
  readonly entries: number;
  /** Of the encoded list in its file, one entry in a hundred marked at random. */
  readonly bytes: number;
  /** From both lists to the root that goes on chain. */
  readonly rootMs: number;
}

export async function statusListFigures(): Promise<StatusListFigures> {
  const draw = () =>
    Array.from({ length: STATUS_LIST_SIZE / 100 }, () => randomInt(STATUS_LIST_SIZE)).reduce(
      (list, index) => withMark(list, { index, marked: true }),
      emptyList(),
    );
  const [revocation, suspension] = [draw(), draw()];
  const encoded = await encodeList(revocation);
  const rootMs = round(await timed(() => StatusTree.of({ revocation, suspension })));
  return { entries: STATUS_LIST_SIZE, bytes: encoded.length, rootMs };
}
