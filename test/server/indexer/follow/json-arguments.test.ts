import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Interface, type ParamType } from "ethers";
import { ABI } from "../../../../src/generated/abi.ts";
import { jsonArguments, type JsonValue } from "../../../../src/server/indexer/follow/json-arguments.ts";

describe("an event's arguments as they are stored", () => {
  it("are those that ethers encoded, for every event of every contract", () => {
    let events = 0;
    for (const abi of Object.values(ABI)) {
      const contract = new Interface(abi);
      contract.forEachEvent((fragment) => {
        events += 1;
        const drawn = fragment.inputs.map(draw);
        const encoded = contract.encodeEventLog(
          fragment,
          drawn.map(({ value }) => value),
        );
        const expected = Object.fromEntries(fragment.inputs.map(({ name }, index) => [name, drawn[index]!.json]));
        assert.deepEqual(jsonArguments(fragment, encoded), expected, fragment.name);
      });
    }
    assert.ok(events > 30);
  });

  it("are refused when the data is cut short anywhere", () => {
    const contract = new Interface(ABI.Elections);
    const fragment = contract.getEvent("BallotCast")!;
    const { data, topics } = contract.encodeEventLog(fragment, [1n, 2n, 3n, [4n, 5n]]);
    for (let length = 2; length < data.length; length += 2) {
      assert.throws(() => jsonArguments(fragment, { topics, data: data.slice(0, length) }), /shorter/);
    }
    assert.throws(() => jsonArguments(fragment, { topics: topics.slice(0, 2), data }), /shorter/);
  });

  it("are refused when a length or an offset points far away, without taking memory for it", () => {
    const contract = new Interface(ABI.Elections);
    const fragment = contract.getEvent("BallotCast")!;
    const { data, topics } = contract.encodeEventLog(fragment, [1n, 2n, 3n, [4n, 5n]]);
    for (const word of [1, 2]) {
      const at = 2 + 64 * word;
      const far = `${data.slice(0, at)}${"f".repeat(64)}${data.slice(at + 64)}`;
      assert.throws(() => jsonArguments(fragment, { topics, data: far }), /shorter/);
    }
  });

  it("keep what can be read of a text that is no UTF-8 or holds U+0000", () => {
    const contract = new Interface(ABI.LogAnchors);
    const fragment = contract.getEvent("LogOpened")!;
    const { data, topics } = contract.encodeEventLog(fragment, [1n, `0x${"00".repeat(20)}`, "aXbYc"]);
    const spoilt = data.replace("6158625963", "61ff620063");
    assert.equal(jsonArguments(fragment, { topics, data: spoilt })["name"], "a\u{fffd}b\u{fffd}c");
  });
});

/** A random value for ethers to encode, and what is to come out. */
function draw(type: ParamType): { value: unknown; json: JsonValue } {
  if (type.isArray()) {
    const length = type.arrayLength === -1 ? 3 : type.arrayLength;
    const drawn = Array.from({ length }, () => draw(type.arrayChildren));
    return { value: drawn.map(({ value }) => value), json: drawn.map(({ json }) => json) };
  }
  if (type.isTuple()) {
    const drawn = type.components.map((component) => [component.name, draw(component)] as const);
    return {
      value: Object.fromEntries(drawn.map(([name, { value }]) => [name, value])),
      json: Object.fromEntries(drawn.map(([name, { json }]) => [name, json])),
    };
  }
  const random = (bytes: number): string => `0x${randomBytes(bytes).toString("hex")}`;
  switch (type.baseType) {
    case "bool":
      return { value: true, json: true };
    case "string":
      return { value: "公報 № 7", json: "公報 № 7" };
    case "address":
      return same(random(20));
    case "bytes32":
      return same(random(32));
    case "bytes":
      return same(random(45));
    default: {
      const value = BigInt(random(Number(type.baseType.slice("uint".length)) / 8));
      return { value, json: value.toString() };
    }
  }
}

function same(text: string): { value: string; json: string } {
  return { value: text, json: text };
}
