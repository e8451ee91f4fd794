import type { Text } from "../text.ts";

/** What the governing authority decides, of departments and of keys alike. */
export const decisionTexts = {
  proposed: {
    en: "Proposed as number {proposalId}, not decided: several members govern together.\nEach reads what it would do, and agrees, from an account of their own:\n  psephos authority show {authority}\n  psephos authority approve {proposalId} {authority}",
    zh: "已作为第 {proposalId} 号提案提出，尚未决定：此事由多名成员共同决定。\n请每位成员用自己的账户查看其内容并表示同意：\n  psephos authority show {authority}\n  psephos authority approve {proposalId} {authority}",
  },
} as const satisfies Record<string, Text>;

export const departmentTexts = {
  did: {
    en: "the department, as did:web, such as did:web:tax.example",
    zh: "部门的 did:web，例如 did:web:tax.example",
  },
  registerSummary: { en: "make a department known (governing authority)", zh: "登记部门（主管机关）" },
  registerDetails: {
    en: "A registered department may issue credentials, once its keys are registered too, and ask for proofs. It acts with one account, the one of --address, which psephos account show prints at the department.",
    zh: "登记后的部门可以提出核验要求；其签发密钥也登记后，即可签发凭证。部门通过 --address 所指的账户行事，该地址由部门用 psephos account show 查得。",
  },
  address: { en: "address of the department's account", zh: "部门账户的地址" },
  registered: {
    en: "Department {did} is registered. It acts with\n  {address}",
    zh: "部门 {did} 已登记，使用的账户为\n  {address}",
  },
  next: {
    en: "Next, at the department: psephos issuer-key new, psephos issuer-key certify",
    zh: "下一步（部门）：psephos issuer-key new，psephos issuer-key certify",
  },
  showSummary: { en: "show a department and its keys", zh: "查看部门及其密钥" },
  showDetails: {
    en: "Exit code 1 if the registry does not know it.",
    zh: "登记处没有该部门时退出码为 1。",
  },
  known: { en: "Department {did}, acting with\n  {account}", zh: "部门 {did}，使用的账户为\n  {account}" },
  unknown: { en: "The registry does not know {did}.", zh: "登记处没有 {did}。" },
  noKeys: {
    en: "It issues no credentials: no key of its own is registered.",
    zh: "该部门没有登记签发密钥，不签发凭证。",
  },
} as const satisfies Record<string, Text>;
