import type { Text } from "../text.ts";

export const serveTexts = {
  summary: { en: "run the services: prover, relayer, indexer, watcher", zh: "运行服务：证明、中继、索引、监控" },
  details: {
    en: "Without options it needs nothing: a chain, a database and the contracts of its own are kept in the data folder. For real use name the chain with --rpc and the relayer's account with --account; everything else is set in a file (--config) or in PSEPHOS_ variables, see docs/services.md. Parts may run on several machines that share one database and one chain.",
    zh: "不加选项即可运行：自带的链、数据库和合约都保存在数据目录中。正式使用时，用 --rpc 指定链，用 --account 指定中继账户；其余设置写入文件（--config）或 PSEPHOS_ 环境变量，参见 docs/services.md。各服务可分布在多台机器上，共用一个数据库和一条链。",
  },
  port: { en: "port to listen at (default: 7400)", zh: "监听端口（默认：7400）" },
  host: { en: "address to listen at (default: 127.0.0.1)", zh: "监听地址（默认：127.0.0.1）" },
  only: {
    en: "what to run, separated by commas: prover, relayer, indexer, watcher, web (default: all)",
    zh: "要运行的服务，以逗号分隔：prover、relayer、indexer、watcher、web（默认：全部）",
  },
  config: { en: "JSON file with settings", zh: "JSON 设置文件" },
  printConfig: { en: "show all settings, without secrets, and end", zh: "显示全部设置（不含机密）后结束" },
  rebuildIndex: {
    en: "empty the index first and read the chain anew, once, as a fault of the index asks for; entries and alerts stay",
    zh: "先清空索引再重新读取链，仅此一次，用于索引故障提示要求时；中继条目和告警保留",
  },
  deploying: { en: "Deploying contracts and keys", zh: "正在部署合约与密钥" },
  running: { en: "Psephos runs at {url}", zh: "Psephos 已运行：{url}" },
  services: { en: "Services", zh: "服务" },
  page: { en: "Portal", zh: "门户网站" },
  documents: { en: "API", zh: "接口文档" },
  state: { en: "State", zh: "状态" },
  chain: { en: "Chain", zh: "链" },
  chainOwn: { en: "{chainId}, for trials on this machine, at {url}", zh: "{chainId}，本机试用链，位于 {url}" },
  chainOf: { en: "{chainId}, at {url}", zh: "{chainId}，位于 {url}" },
  keptIn: { en: "Kept in", zh: "数据位于" },
  databaseFolder: { en: "{folder}", zh: "{folder}" },
  databaseServer: {
    en: "a PostgreSQL server; keys and records in {folder}",
    zh: "PostgreSQL 服务器；密钥和记录位于 {folder}",
  },
  record: { en: "Contracts", zh: "合约记录" },
  account: { en: "Relayer's account", zh: "中继账户" },
  howToStop: { en: "Ctrl-C stops it; what is under way is kept.", zh: "按 Ctrl-C 停止；未完成的工作会保留。" },
  stopping: { en: "Stopping; a second Ctrl-C ends it at once.", zh: "正在停止；再按一次 Ctrl-C 立即结束。" },
  stopped: { en: "Stopped.", zh: "已停止。" },
} as const satisfies Record<string, Text>;
