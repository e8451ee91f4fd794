import type { PartHealth, PartName } from "../part.ts";

export type PageLanguage = "en" | "zh";

export interface PageTexts {
  /** The language's own name. */
  readonly itself: string;
  readonly about: string;
  readonly services: string;
  readonly readOn: string;
  readonly parts: Readonly<Record<PartName, string>>;
  readonly states: Readonly<Record<PartHealth["state"] | "unknown", string>>;
  readonly links: Readonly<Record<string, string>>;
}

export const pageTexts: Readonly<Record<PageLanguage, PageTexts>> = {
  en: {
    itself: "English",
    about:
      "Elections that anybody can verify, and proofs of personal facts that do not give them away. This server helps; nobody has to believe it.",
    services: "Services here",
    readOn: "Read on",
    parts: {
      prover: "makes zero-knowledge proofs",
      relayer: "sends ballots and attestations to the chain, so that no account of yours shows",
      indexer: "answers what is recorded on the chain",
      watcher: "raises alerts",
      web: "the portal for voters, citizens and offices",
    },
    states: { ok: "works", degraded: "works, with trouble", failing: "fails", unknown: "unknown" },
    links: {
      "/": "The portal",
      "/docs": "The API, to read and to try",
      "/v1/openapi.json": "The API, for programs (OpenAPI 3.1)",
      "/health/ready": "State of the services, in detail",
      "/metrics": "Metrics for Prometheus",
    },
  },
  zh: {
    itself: "中文",
    about: "人人可验证的选举，不泄露个人信息的事实证明。本服务器只提供帮助，谁都不必相信它。",
    services: "本机服务",
    readOn: "更多内容",
    parts: {
      prover: "生成零知识证明",
      relayer: "代您把选票和证明发送到链上，不暴露您的账户",
      indexer: "查询链上的记录",
      watcher: "发出警报",
      web: "面向选民、公民和机构的门户",
    },
    states: { ok: "正常", degraded: "可用，但有问题", failing: "故障", unknown: "未知" },
    links: {
      "/": "门户网站",
      "/docs": "接口文档，可阅读和试用",
      "/v1/openapi.json": "供程序使用的接口描述（OpenAPI 3.1）",
      "/health/ready": "各项服务的详细状态",
      "/metrics": "Prometheus 指标",
    },
  },
};
