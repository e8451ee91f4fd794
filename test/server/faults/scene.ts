import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openStore } from "../../../src/server/store/open-store.ts";
import type { Store } from "../../../src/server/store/store.ts";
import { openStage, type Stage } from "../relayer/sending/stage.ts";
import { openEmbedded } from "../support/both-stores.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { killServices, startServices, type Services, type ServicesInput } from "./services.ts";
import { Voters } from "./voters.ts";

/** An open election on a chain of its own, its voters, and a database server for the services. */
export class Scene {
  readonly stage: Stage;
  readonly voters: Voters;
  readonly postgres: TestPostgres;
  /** For what processes of services keep beside the database. */
  readonly folder: string;
  /** To read the chain into once more. */
  readonly fresh: Store;
  /** The services' database. */
  databaseUrl: string;
  store: Store;

  private constructor(parts: Pick<Scene, "stage" | "postgres" | "folder" | "fresh" | "databaseUrl" | "store">) {
    this.stage = parts.stage;
    this.voters = new Voters(parts.stage.election.electionId);
    this.postgres = parts.postgres;
    this.folder = parts.folder;
    this.fresh = parts.fresh;
    this.databaseUrl = parts.databaseUrl;
    this.store = parts.store;
  }

  static async open(): Promise<Scene> {
    const postgres = await startPostgres();
    const folder = await mkdtemp(join(tmpdir(), "psephos-faults-"));
    const databaseUrl = await postgres.createDatabase();
    const stage = await openStage();
    const [store, fresh] = [await openStore({ url: databaseUrl }), await openEmbedded()];
    return new Scene({ stage, postgres, folder, fresh, databaseUrl, store });
  }

  /** Relayer and indexer on the scene's chain and database, unless told otherwise. */
  start(changes: Partial<ServicesInput> = {}): Promise<Services> {
    const { stage, databaseUrl, folder } = this;
    return startServices({ stage, databaseUrl, folder, ...changes });
  }

  /** Resolves to the URL of a copy. No services may run. */
  async copyDatabase(name: string): Promise<string> {
    const url = new URL(this.databaseUrl);
    const source = url.pathname.slice(1);
    url.pathname = "/postgres";
    await this.store.close();
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
    await client.end();
    this.store = await openStore({ url: this.databaseUrl });
    url.pathname = `/${name}`;
    return url.href;
  }

  /** From now on the services' database is this one. */
  async moveTo(databaseUrl: string): Promise<void> {
    await this.store.close();
    this.store = await openStore({ url: databaseUrl });
    this.databaseUrl = databaseUrl;
  }

  async end(): Promise<void> {
    await killServices();
    await this.store.close();
    await this.fresh.close();
    await this.stage.end();
    await this.postgres.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** By SIGTERM, in order. */
export async function stop(services: Services): Promise<void> {
  services.child.kill("SIGTERM");
  assert.deepEqual(await services.ended, { exitCode: 0, signal: null }, services.log());
}
