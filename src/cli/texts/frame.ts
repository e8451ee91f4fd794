import type { Text } from "../text.ts";

/** Everything that belongs to no single command: the first help page, global options, prompts. */
export const frameTexts = {
  about: {
    en: "Psephos: sealed elections and private proofs. Voters stay anonymous, no single ballot can be opened, and anyone can verify the result. Citizens prove what an office needs to know, and nothing else.",
    zh: "Psephos：密封选举与隐私证明。选民匿名，任何单张选票都无法打开，任何人都可以自行核验结果；公民只证明办事所需的事实，不透露其他内容。",
  },
  guide: {
    en: `An election, step by step (each command explains itself with --help):
  everybody    psephos account new NAME
  voters       psephos identity new · registration new
  registrar    psephos roll build · roll publish
  organizer    psephos ceremony create
  key keepers  psephos trustee register · trustee commit · trustee deal
  organizer    psephos manifest new · election create
  key keepers  psephos trustee test
  voters       psephos ballot cast · ballot check
  key keepers  psephos trustee decrypt
  anyone       psephos election result · election archive · verify

Credentials and proofs, step by step:
  authority    psephos department register · issuer-key register
  its members  psephos authority new · authority show · authority approve
  department   psephos issuer-key new · issuer-key certify
  citizens     psephos identity new · credential request
  department   psephos credential issue · status publish
  citizens     psephos credential import · credential check
  office       psephos policy new · policy publish · request new
  citizens     psephos request show · presentation make · attestation make
  office       psephos presentation check · attestation show
  voters       psephos enrolment join
  citizens     psephos consent give · record find · erasure request
  anyone       psephos log check · audit attestations

Services beside the chain:
  operator     psephos serve
  voters       psephos relay show · ballot cast --relay · ballot check --index
  anyone       psephos trail list · alert list

To see all of it at once on your own machine: psephos demo

Passphrases are asked for without echo, or read from --passphrase-file;
never from arguments.

Exit codes
  0  done, or the check says yes
  1  the check or verification says no
  2  wrong usage or input
  3  refused by the rules
  4  the machine or the chain failed: unreachable, disk full, no funds

Environment
  PSEPHOS_RPC, PSEPHOS_DATA, PSEPHOS_PASSPHRASE_FILE, PSEPHOS_LANG
             defaults for the options of these names
  PSEPHOS_RELAY, PSEPHOS_INDEX
             the same, where a command has these options
  NO_COLOR   no colours`,
    zh: `一次选举的步骤（每条命令都可用 --help 查看说明）：
  所有人      psephos account new 名称
  选民        psephos identity new · registration new
  名册管理员  psephos roll build · roll publish
  组织者      psephos ceremony create
  密钥保管人  psephos trustee register · trustee commit · trustee deal
  组织者      psephos manifest new · election create
  密钥保管人  psephos trustee test
  选民        psephos ballot cast · ballot check
  密钥保管人  psephos trustee decrypt
  任何人      psephos election result · election archive · verify

凭证与证明的步骤：
  主管机关    psephos department register · issuer-key register
  其成员      psephos authority new · authority show · authority approve
  签发部门    psephos issuer-key new · issuer-key certify
  公民        psephos identity new · credential request
  签发部门    psephos credential issue · status publish
  公民        psephos credential import · credential check
  核验部门    psephos policy new · policy publish · request new
  公民        psephos request show · presentation make · attestation make
  核验部门    psephos presentation check · attestation show
  选民        psephos enrolment join
  公民        psephos consent give · record find · erasure request
  任何人      psephos log check · audit attestations

链外服务：
  运营者      psephos serve
  选民        psephos relay show · ballot cast --relay · ballot check --index
  任何人      psephos trail list · alert list

在自己的电脑上一次看完全过程：psephos demo

口令在终端中输入且不显示，或从 --passphrase-file 读取；绝不放在命令参数里。

退出码
  0  完成，或核验通过
  1  核验不通过
  2  用法或输入有误
  3  被规则拒绝
  4  机器或链出错：无法连接、磁盘已满、余额不足

环境变量
  PSEPHOS_RPC、PSEPHOS_DATA、PSEPHOS_PASSPHRASE_FILE、PSEPHOS_LANG
             同名选项的默认值
  PSEPHOS_RELAY、PSEPHOS_INDEX
             同上，适用于带有这些选项的命令
  NO_COLOR   不使用颜色`,
  },
  rpc: {
    en: "JSON-RPC address of the chain (default: the embedded chain, http://127.0.0.1:8545)",
    zh: "区块链的 JSON-RPC 地址（默认：内置链 http://127.0.0.1:8545）",
  },
  data: { en: "folder of your keys and files (default: ~/.psephos)", zh: "存放密钥与文件的目录（默认：~/.psephos）" },
  account: {
    en: "name of the account that signs and pays (default: the only one there is)",
    zh: "用于签名和付费的账户名（默认：唯一的账户）",
  },
  passphraseFile: {
    en: "file whose first line is the passphrase, instead of asking",
    zh: "首行为口令的文件，代替手工输入",
  },
  json: {
    en: "last line of output is one JSON object; prose goes to standard error",
    zh: "输出的最后一行为一个 JSON 对象；说明文字写到标准错误",
  },
  lang: { en: "language: en or zh", zh: "语言：en 或 zh" },
  deployment: {
    en: "deployment record of the contracts (default: the one kept for this chain)",
    zh: "合约部署记录文件（默认：为该链保存的记录）",
  },
  help: { en: "explain this command", zh: "显示说明" },
  version: { en: "show the version", zh: "显示版本" },
  usage: { en: "Usage:", zh: "用法：" },
  arguments: { en: "Arguments:", zh: "参数：" },
  options: { en: "Options:", zh: "选项：" },
  globalOptions: { en: "Options of every command:", zh: "所有命令通用的选项：" },
  commands: { en: "Commands:", zh: "命令：" },
  example: { en: "Example", zh: "示例" },
  examples: { en: "Examples", zh: "示例" },
  newPassphrase: { en: "New passphrase for {what}: ", zh: "为{what} 设置口令：" },
  repeatPassphrase: { en: "The same again: ", zh: "请再输入一次：" },
  passphrase: { en: "Passphrase of {what}: ", zh: "请输入{what} 的口令：" },
  yesNo: { en: "{question} Type yes to go on: ", zh: "{question}输入 yes 继续：" },
  developmentKeys: {
    en: "Development keys: proofs made with them can be forged. For trials only, never for a real election.",
    zh: "当前使用开发密钥：此类证明可以伪造。仅供试用，不可用于真实选举。",
  },
} as const satisfies Record<string, Text>;

/** Heading of each group of commands on the first help page. */
export const groupTexts = {
  chain: { en: "run a chain on this machine", zh: "在本机运行区块链" },
  contracts: { en: "the rules on the chain", zh: "链上合约" },
  account: { en: "accounts that pay fees", zh: "付费账户" },
  identity: { en: "your identity, for voting and credentials", zh: "您的身份，用于投票和凭证" },
  authority: { en: "several members who decide together", zh: "由多名成员共同决定的主管机关" },
  department: { en: "departments that issue or ask", zh: "签发或核验的部门" },
  schema: { en: "kinds of credentials", zh: "凭证类别" },
  "issuer-key": { en: "keys that sign credentials", zh: "凭证的签发密钥" },
  credential: { en: "ask for, issue, cancel, keep credentials", zh: "申请、签发、吊销、保管凭证" },
  status: { en: "publish what is cancelled or paused", zh: "公布吊销与暂停" },
  registration: { en: "put yourself on a list of voters", zh: "登记为选民" },
  roll: { en: "the list of voters", zh: "选民名册" },
  ceremony: { en: "making the election key together", zh: "共同生成选举密钥" },
  trustee: { en: "the key keepers' steps", zh: "密钥保管人的操作" },
  manifest: { en: "what the election is about", zh: "选举说明" },
  election: { en: "create, follow, open, archive", zh: "创建、跟踪、开启、归档选举" },
  ballot: { en: "vote, test, check", zh: "投票、检验、查询" },
  "verifier-key": { en: "the key that opens sealed values", zh: "用于打开加密值的密钥" },
  policy: { en: "what an office asks people to prove", zh: "机构的核验要求" },
  request: { en: "ask one person for a proof", zh: "向个人请求证明" },
  presentation: { en: "answer a request, check an answer", zh: "答复请求、核验答复" },
  attestation: { en: "confirmations on record", zh: "核验记录" },
  enrolment: { en: "lists of voters that people join by a proof", zh: "凭证明加入的选民名册" },
  log: { en: "the log of who looked at people's data", zh: "数据查阅日志" },
  consent: { en: "permit a look at your data, or take it back", zh: "授权查阅您的数据或撤回授权" },
  record: { en: "who looked at your data, and why", zh: "谁查阅过您的数据及原因" },
  erasure: { en: "have records about you erased", zh: "请求删除有关您的记录" },
  relay: { en: "services that send for you", zh: "代您提交的中继" },
  alert: { en: "what a service found wrong", zh: "监控发现的问题" },
  trail: { en: "who did what, when", zh: "操作记录：何时、何角色、何事" },
  audit: { en: "check the registries yourself", zh: "自行核验各登记处" },
} as const satisfies Record<string, Text>;
