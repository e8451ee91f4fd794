import type { Text } from "../text.ts";

export const registrationTexts = {
  summary: { en: "write the line that puts you on a list of voters", zh: "生成登记行，用于进入选民名册" },
  details: {
    en: "Signs your public number with your identity, for one list and the reference that the registrar gave you. Hand the file to the registrar. It holds no secret.",
    zh: "用您的身份为指定名册和登记编号签名，然后把文件交给名册管理员。文件不含秘密。",
  },
  roll: { en: "name of the list, as the registrar announced it", zh: "名册名称，以管理员公布的为准" },
  reference: { en: "your reference, such as the code in your letter", zh: "您的登记编号，例如通知信中的代码" },
  to: { en: "file to write", zh: "要写入的文件" },
  written: {
    en: "Registration for “{roll}” written to {file}. Hand it to the registrar.",
    zh: "“{roll}”的登记已写入 {file}，请交给名册管理员。",
  },
} as const satisfies Record<string, Text>;

export const rollTexts = {
  buildSummary: { en: "build the list of voters from registrations", zh: "由登记生成选民名册" },
  buildDetails: {
    en: "REGISTRATIONS has one registration a line, as voters handed them in (cat registrations/*.json > all.jsonl). Every signature is checked, and every fault is named by its line. The list shows public numbers and weights, no names.",
    zh: "登记文件每行一条，即选民交来的内容（cat registrations/*.json > all.jsonl）。逐条检查签名，错误按行号指出。名册只含公开编号和权重，不含姓名。",
  },
  registrations: { en: "file of registrations", zh: "登记文件" },
  name: { en: "name of the list, the one that people registered for", zh: "名册名称，须与登记时一致" },
  eligible: {
    en: "CSV of who may register: reference,weight (without it everybody who registered, weight 1)",
    zh: "有资格者的 CSV：reference,weight（不提供则所有登记者权重均为 1）",
  },
  to: { en: "roll file to write", zh: "要写入的名册文件" },
  built: {
    en: "List of voters: {size} on it, total weight {totalWeight}: {file}",
    zh: "名册共 {size} 人，总权重 {totalWeight}：{file}",
  },
  root: { en: "Root: {root}", zh: "根：{root}" },
  unregistered: {
    en: "Eligible, but not registered ({count}): {references}",
    zh: "{count} 名有资格者尚未登记：{references}",
  },
  nextPublish: { en: "Next: psephos roll publish {file}", zh: "下一步：psephos roll publish {file}" },
  publishSummary: { en: "put a list of voters on the chain", zh: "将选民名册公布到链上" },
  publishDetails: {
    en: "The chain keeps the list's root, size, weight and hash; the file itself you publish where voters find it. An election freezes its list when it is created.",
    zh: "链上保存名册的根、人数、权重和哈希；文件本身请发布到选民可取得的地方。选举创建时，名册即被冻结。",
  },
  file: { en: "roll file", zh: "名册文件" },
  published: {
    en: "“{name}” is list {rollId} on the chain: {size} on it, total weight {totalWeight}.",
    zh: "“{name}”已公布，链上编号 {rollId}：{size} 人，总权重 {totalWeight}。",
  },
  publicFile: { en: "Publish this file under this name: {file}", zh: "请以此文件名公布文件：{file}" },
  checkSummary: { en: "check that you are on a list of voters", zh: "检查自己是否在名册上" },
  checkDetails: {
    en: "Rebuilds the list's root from its file and compares it with the chain, then looks for your public number. Exit code 1 if you are not on the list.",
    zh: "由文件重建名册的根并与链上比对，再查找您的公开编号。不在名册上时退出码为 1。",
  },
  rollId: { en: "number of a published list", zh: "已公布名册的编号" },
  fileToCheck: { en: "roll file, to check before it is published", zh: "公布前要检查的名册文件" },
  commitment: { en: "public number to look for, instead of your identity's", zh: "要查找的公开编号，代替您的身份" },
  files: { en: "folder with published files (repeatable)", zh: "公开文件所在目录（可重复）" },
  onRoll: { en: "On the list, with weight {weight}.", zh: "在名册上，权重 {weight}。" },
  notOnRoll: {
    en: "Not on this list. Ask the registrar before the election is created.",
    zh: "不在此名册上。请在选举创建前联系名册管理员。",
  },
  showSummary: { en: "show a published list of voters", zh: "显示已公布的名册" },
  shown: {
    en: "List {rollId}: {size} on it, total weight {totalWeight}, published {time} by {registrar}",
    zh: "名册 {rollId}：{size} 人，总权重 {totalWeight}，{time} 由 {registrar} 公布",
  },
  fileHash: { en: "File: {fileHash}.json", zh: "文件：{fileHash}.json" },
} as const satisfies Record<string, Text>;
