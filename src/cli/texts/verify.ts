import type { Text } from "../text.ts";

export const verifyTexts = {
  summary: { en: "check an election yourself, from public data alone", zh: "仅凭公开数据自行核验一次选举" },
  details: {
    en: `Runs the twelve numbered checks of the protocol and prints one line for each.
With a file, nothing but the file is needed, no network either. With --election, everything is
read from the chain at --rpc. With a file and --rpc (or --election), the
file is also compared with the chain.`,
    zh: `运行协议规定的十二项检查，每项输出一行。
给出文件时只需该文件，无需网络。给出 --election 时从 --rpc 指定的链上读取全部数据。
同时给出文件和 --rpc（或 --election）时，还会将文件与链上记录对比。`,
  },
  archive: {
    en: "an election archive (psephos election archive writes one)",
    zh: "选举存档（由 psephos election archive 生成）",
  },
  election: { en: "the election's number on the chain", zh: "选举在链上的编号" },
  files: {
    en: "a folder with published files (list of voters, manifest), named by their hash",
    zh: "存放已公布文件（名册、公示文件）的文件夹，文件以哈希命名",
  },
  gathering: { en: "reading the chain", zh: "读取链上数据" },
  checking: { en: "check {id}", zh: "第 {id} 项检查" },
  same: { en: "The file says what the chain says.", zh: "文件与链上记录一致。" },
  different: {
    en: "The file DIFFERS from the chain in {count} places, first: {path}. Trust the chain.",
    zh: "文件与链上记录有 {count} 处不同，第一处：{path}。请以链上为准。",
  },
} as const satisfies Record<string, Text>;
