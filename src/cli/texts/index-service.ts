import type { Text } from "../text.ts";

/** The index answers from the chain's records, for those who have no node of their own. */
export const indexTexts = {
  option: {
    en: "ask an index service for the records",
    zh: "向索引服务查询记录",
  },
} as const satisfies Record<string, Text>;
