import type { DatabaseConnection, Dialect } from "kysely";
import { translated } from "./refusals.ts";

/** The same dialect, whose queries fail with the project's errors. */
export function translatingDialect(dialect: Dialect): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (database) => dialect.createIntrospector(database),
    createDriver() {
      const driver = dialect.createDriver();
      const acquire = driver.acquireConnection.bind(driver);
      const known = new WeakSet<DatabaseConnection>();
      // The driver wants its own objects back, so they are changed, not wrapped.
      driver.acquireConnection = async (options) => {
        const connection = await acquire(options).catch(fail);
        if (!known.has(connection)) {
          known.add(connection);
          const execute = connection.executeQuery.bind(connection);
          const translating: typeof execute = (query) => execute<never>(query).catch(fail);
          connection.executeQuery = translating;
        }
        return connection;
      };
      return driver;
    },
  };
}

function fail(error: unknown): never {
  throw translated(error);
}
