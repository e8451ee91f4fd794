import type { Text } from "../text.ts";

export const chainTexts = {
  startSummary: { en: "run a chain of your own on this machine, for trials", zh: "在本机运行试用链" },
  startDetails: {
    en: "Keeps its state in the data folder, so that an election survives a restart. Stop it with Ctrl-C. Others on this machine reach it by its address; give it to them for --rpc.",
    zh: "状态保存在数据目录中，重启后选举仍在。按 Ctrl-C 停止。本机上的其他人通过 --rpc 地址访问。",
  },
  port: { en: "port to listen at (default: 8545)", zh: "监听端口（默认：8545）" },
  running: {
    en: "The chain runs at {url} (chain id {chainId}). Ctrl-C stops it.",
    zh: "链已运行：{url}（链号 {chainId}）。按 Ctrl-C 停止。",
  },
  stopped: { en: "The chain has stopped; its state is kept in {folder}.", zh: "链已停止；状态保存在 {folder}。" },
  deploySummary: { en: "put the election contracts on the chain", zh: "把选举合约部署到链上" },
  deployDetails: {
    en: "Once for each chain; any number of elections use them. Nobody owns them and nobody can change them. Give the record that this writes to everybody who takes part: they name it with --deployment.",
    zh: "每条链只需一次，可用于任意多次选举。合约没有所有者，任何人都无法更改。请把生成的部署记录交给所有参与者，他们用 --deployment 指定。",
  },
  deployAgain: {
    en: "deploy although this data folder knows contracts on this chain; the old record is replaced",
    zh: "即使已有该链的部署记录也重新部署，并替换旧记录",
  },
  deployGovernor: {
    en: "account or authority that decides who issues credentials (default: the account that deploys)",
    zh: "决定谁可签发凭证的账户或主管机关（默认：部署所用的账户）",
  },
  deploying: { en: "Deploying contracts and keys", zh: "正在部署合约与密钥" },
  deployed: { en: "The contracts are on chain {chainId}.", zh: "合约已部署到链 {chainId}。" },
  record: { en: "Record for everybody who takes part: {file}", zh: "请交给所有参与者的部署记录：{file}" },
} as const satisfies Record<string, Text>;
