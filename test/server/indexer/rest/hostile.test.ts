import assert from "node:assert/strict";
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import type { Endpoint } from "../../../../src/server/api/endpoint.ts";
import { followChanges } from "../../../../src/server/api/changes.ts";
import { encodeCursor } from "../../../../src/server/api/page.ts";
import { RECORD_ENDPOINTS } from "../../../../src/server/api/records.ts";
import { testApp } from "../../support/app.ts";
import { forBothStores } from "../../support/both-stores.ts";
import { ballotCast, ceremonyCreated, electionCreated, rollPublished } from "./events.ts";
import { clientOf, fill } from "./fixture.ts";
import {
  anchored,
  departmentRegistered,
  keyRegistered,
  logOpened,
  policyPublished,
  statusPublished,
} from "./registry-events.ts";

const HUGE = ["9".repeat(15), "9".repeat(78), "2147483648", "9223372036854775808", "18446744073709551615"];
const VALUES = ["0", "1", "-1", "all", "01", "", "1e3", "%", "'", "\\", "\u0000", "选", ...HUGE];

const value = fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 30, unit: "binary" }));
const cursorText = fc
  .array(fc.constantFrom("0", "1", "all", "0110", "-1", "00", ...HUGE), { minLength: 1, maxLength: 3 })
  .map(encodeCursor);

/** A request of the endpoint's form, with anything in each of its places. */
function requestOf({ path, query }: Endpoint): fc.Arbitrary<string> {
  const names = [...Object.keys(query?.shape ?? {}), "unknown"];
  const field = fc.tuple(fc.constantFrom(...names), fc.oneof(value, cursorText));
  const places = path.split("/").filter((part) => part.startsWith(":")).length;
  const parts = fc.array(
    fc.oneof({ arbitrary: fc.constantFrom("1", "0"), weight: 3 }, { arbitrary: value, weight: 1 }),
    {
      minLength: places,
      maxLength: places,
    },
  );
  return fc.tuple(parts, fc.array(field, { maxLength: 3 })).map(([given, fields]) => {
    const rest = [...given];
    const filled = path.replace(/:[A-Za-z]+/g, () => encodeURIComponent(rest.shift()!));
    return `${filled}?${new URLSearchParams(fields).toString()}`;
  });
}

forBothStores((open) => {
  describe("the index under hostile requests", () => {
    let app: FastifyInstance;

    before(async () => {
      const store = await open();
      const ceremony = ceremonyCreated({ registerBy: 1, commitBy: 2, dealBy: 3 });
      const election = electionCreated({ opensAt: 1, closesAt: 2, resultBy: 3 });
      const ballots = [0, 1, 2].map((index) => ballotCast({ index, nullifier: BigInt(index) }));
      await fill(store, [
        { number: 1, time: 1, events: [rollPublished(), ceremony, election, ...ballots] },
        {
          number: 2,
          time: 2,
          events: [departmentRegistered(), keyRegistered(1, 9), statusPublished(1, 5n), policyPublished(1)],
        },
        { number: 3, time: 3, events: [logOpened(1, "log"), anchored(1, 1)] },
      ]);
      app = await testApp({ routes: clientOf(store).routes });
    });

    after(() => app.close());

    for (const endpoint of RECORD_ENDPOINTS.filter((each) => each !== followChanges)) {
      it(`T107: ${endpoint.name} answers or says what is wrong, and never fails`, async () => {
        const statuses = new Set<number>();
        const property = fc.asyncProperty(requestOf(endpoint), async (url) => {
          const response = await app.inject({ url });
          statuses.add(response.statusCode);
          assert.ok(response.statusCode < 500, `${url}: ${response.body}`);
          if (response.statusCode !== 200) assert.match(response.json<{ code: string }>().code, /^[A-Z_]+$/);
        });
        await fc.assert(property, { numRuns: 30, seed: 20_260_101 });
        assert.ok(statuses.size > 1);
      });
    }
  });
});
