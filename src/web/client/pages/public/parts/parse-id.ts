const ID = /^(0|[1-9][0-9]{0,18})$/;

/** Number of a record as it stands in an address; undefined for anything else. */
export function parseId(text: string | undefined): bigint | undefined {
  return text !== undefined && ID.test(text) ? BigInt(text) : undefined;
}

const DEPARTMENT_ID = /^(0|[1-9][0-9]{0,77})$/;

/** Departments are numbered by a hash. */
export function parseDepartmentId(text: string | undefined): bigint | undefined {
  return text !== undefined && DEPARTMENT_ID.test(text) ? BigInt(text) : undefined;
}
