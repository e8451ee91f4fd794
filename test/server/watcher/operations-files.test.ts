import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { Registry } from "prom-client";
import { parseAllDocuments } from "yaml";
import { readEnvironment } from "../../../src/server/config/environment.ts";
import { configSchema } from "../../../src/server/config/schema.ts";
import { requestRecorder } from "../../../src/server/http/records.ts";
import { inFlight } from "../../../src/server/http/in-flight.ts";
import { createTelemetry } from "../../../src/server/telemetry.ts";
import { ALERT_KINDS } from "../../../src/server/api/alerts.ts";
import { watcherMetrics } from "../../../src/server/watcher/metrics.ts";

const FOLDER = new URL("../../../docs/operations/", import.meta.url);

function text(name: string): string {
  return readFileSync(new URL(name, FOLDER), "utf8");
}

/** Strictly: a key that stands twice, a tab or an unknown anchor is an error. */
function yaml(name: string): unknown {
  const documents = parseAllDocuments(text(name), { strict: true, merge: true });
  assert.ok(Array.isArray(documents) && documents.length === 1, `${name} is one document`);
  const [document] = documents;
  assert.deepEqual([...document!.errors, ...document!.warnings], []);
  return document!.toJS();
}

interface Rules {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string };
    }[];
  }[];
}

interface Compose {
  readonly services: Readonly<
    Record<string, { readonly command?: readonly string[]; readonly environment?: Readonly<Record<string, string>> }>
  >;
}

describe("the operators' example files", () => {
  it("have Prometheus rules whose metrics all exist", async () => {
    const registry = new Registry();
    watcherMetrics(registry);
    requestRecorder({ log: createTelemetry({ level: "silent" }).log, metrics: registry }, inFlight());
    const known = (await registry.getMetricsAsJSON()).map(({ name }) => name);
    const rules = (yaml("prometheus-rules.yml") as Rules).groups.flatMap((group) => group.rules);
    assert.ok(rules.length >= 10);
    for (const { alert, expr, labels, annotations } of rules) {
      assert.match(labels.severity, /^(page|ticket)$/, alert);
      assert.ok(annotations.summary.length > 0, alert);
      const used = [...expr.matchAll(/\bpsephos_[a-z_]+/g)].map(([name]) => name.replace(/_bucket$/, ""));
      assert.ok(used.length > 0 || expr.startsWith("up{"), `${alert} looks at something`);
      assert.deepEqual(
        used.filter((name) => !known.includes(name)),
        [],
        alert,
      );
    }
    assert.equal(new Set(rules.map(({ alert }) => alert)).size, rules.length);
  });

  it("have Prometheus read the rules that are there", () => {
    const { rule_files } = yaml("prometheus.yml") as { rule_files: readonly string[] };
    for (const file of rule_files) assert.ok(readdirSync(FOLDER).includes(file));
  });

  it("set in the compose file only what the services can be told", () => {
    const { services } = yaml("compose.yaml") as Compose;
    const own = Object.entries(services).filter(([, { command }]) => command?.[0] === "serve");
    assert.ok(own.length >= 4);
    for (const [name, { environment }] of own) {
      const settings = readEnvironment({ ...environment });
      assert.ok(configSchema.safeParse({ data: "/var/lib/psephos", ...settings }).success, name);
    }
  });

  it("have a configuration that the services take", () => {
    assert.deepEqual(configSchema.safeParse(JSON.parse(text("server.json"))).error, undefined);
  });

  it("begin the consortium's chain with no fee, the EVM that the contracts need, and four validators", () => {
    const { genesis, blockchain } = JSON.parse(text("besu/qbft-config.json")) as {
      genesis: { config: Record<string, unknown>; gasLimit: string };
      blockchain: { nodes: { count: number } };
    };
    assert.equal(genesis.config["zeroBaseFee"], true);
    assert.equal(genesis.config["cancunTime"], 0);
    assert.ok(Number(genesis.gasLimit) >= 30_000_000);
    assert.ok(blockchain.nodes.count >= 4);
  });

  it("have a playbook for every kind of alert", () => {
    const playbook = readFileSync(new URL("../operations.md", FOLDER), "utf8");
    assert.deepEqual(
      ALERT_KINDS.filter((kind) => !playbook.includes(`\`${kind}\``)),
      [],
    );
  });
});
