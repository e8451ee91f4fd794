import { describe, row, type Descriptions } from "./description.ts";

interface KeyRegistered {
  keyId: string;
  circuitHash: string;
  signalCount: string;
}

export const VERIFIER: Descriptions = {
  KeyRegistered: describe<KeyRegistered>(({ keyId, circuitHash, signalCount }) => ({
    subject: ["verifying-key", keyId],
    role: "anyone",
    row: row("verifying_keys", { key_id: keyId, circuit_hash: circuitHash, signal_count: Number(signalCount) }),
  })),
};

interface RollPublished {
  rollId: string;
  registrar: string;
  root: string;
  size: string;
  totalWeight: string;
  fileHash: string;
}

export const ROLLS: Descriptions = {
  RollPublished: describe<RollPublished>(({ rollId, registrar, root, size, totalWeight, fileHash }) => ({
    subject: ["roll", rollId],
    role: "registrar",
    account: registrar,
    row: row("rolls", {
      roll_id: rollId,
      registrar,
      root,
      size: Number(size),
      total_weight: totalWeight,
      file_hash: fileHash,
    }),
  })),
};

interface LogOpened {
  logId: string;
  operator: string;
  name: string;
}

interface Anchored {
  logId: string;
  size: string;
  root: string;
}

export const LOGS: Descriptions = {
  LogOpened: describe<LogOpened>(({ logId, operator, name }) => ({
    subject: ["log", logId],
    role: "log operator",
    account: operator,
    row: row("logs", { log_id: logId, operator, name }),
  })),
  Anchored: describe<Anchored>(({ logId, size, root }) => ({
    subject: ["log", logId],
    role: "log operator",
    row: row("log_anchors", { log_id: logId, size: Number(size), root }),
  })),
};
