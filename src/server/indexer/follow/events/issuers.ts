import { boundedTime } from "../../../times.ts";
import { describe, row, type Descriptions } from "./description.ts";

interface Department {
  departmentId: string;
  did: string;
  account: string;
}

interface IssuerKey {
  keyIndex: string;
  departmentId: string;
  schemaHash: string;
  key: { epoch: string; endsAt: string; certificateHash: string; publicKey: [string, string] };
}

interface Status {
  keyIndex: string;
  statusRoot: string;
  listsHash: string;
  trustRoot: string;
}

interface Removal {
  keyIndex: string;
  compromised: boolean;
  trustRoot: string;
}

/** `account` of a department is whom it concerns, and not who acted: the governor names accounts too. */
export const ISSUERS: Descriptions = {
  DepartmentRegistered: describe<Department>(({ departmentId, did, account }) => ({
    subject: ["department", departmentId],
    role: "governor",
    row: row("departments", { department_id: departmentId, did, account }),
  })),
  DepartmentAccountChanged: describe<Department>(({ departmentId, account }) => ({
    subject: ["department", departmentId],
    role: "department or governor",
    row: row("department_account_changes", { department_id: departmentId, account }),
  })),
  IssuerKeyRegistered: describe<IssuerKey>(({ keyIndex, departmentId, schemaHash, key }) => ({
    subject: ["issuer-key", keyIndex],
    role: "governor",
    row: row("issuer_keys", {
      key_index: Number(keyIndex),
      department_id: departmentId,
      schema_hash: schemaHash,
      epoch: Number(key.epoch),
      ends_at: boundedTime(key.endsAt),
      certificate_hash: key.certificateHash,
      public_key_x: key.publicKey[0],
      public_key_y: key.publicKey[1],
    }),
  })),
  StatusPublished: describe<Status>(({ keyIndex, statusRoot, listsHash, trustRoot }) => ({
    subject: ["issuer-key", keyIndex],
    // With the registration of a key it is the governor who publishes the first one.
    role: "department or governor",
    row: row("status_publications", {
      key_index: Number(keyIndex),
      status_root: statusRoot,
      lists_hash: listsHash,
      trust_root: trustRoot,
    }),
  })),
  IssuerKeyRemoved: describe<Removal>(({ keyIndex, compromised, trustRoot }) => ({
    subject: ["issuer-key", keyIndex],
    // Anyone may remove a key that has ended.
    role: compromised ? "governor" : "anyone",
    row: row("issuer_key_removals", { key_index: Number(keyIndex), compromised, trust_root: trustRoot }),
  })),
  GovernorTransferStarted: describe<{ next: string }>(({ next }) => ({
    subject: ["governor", ""],
    role: "governor",
    row: row("governor_changes", { step: "started", previous: null, next }),
  })),
  GovernorTransferred: describe<{ previous: string; next: string }>(({ previous, next }) => ({
    subject: ["governor", ""],
    role: "governor",
    account: next,
    row: row("governor_changes", { step: "transferred", previous, next }),
  })),
};
