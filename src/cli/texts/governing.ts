import type { Text } from "../text.ts";

/** An authority of several members: its making, its proposals, and the governor's place. */
export const governingTexts = {
  newSummary: { en: "make an authority of several members", zh: "建立由多名成员组成的主管机关" },
  newDetails: {
    en: "Puts a contract on the chain that acts when as many members agree as --threshold says. It governs once the contracts are deployed with --governor, or once the present governor hands over to it. A threshold below the number of members lets the others go on when one loses the key.",
    zh: "在链上部署一个合约：同意的成员达到 --threshold 所定人数时，它才行事。用 --governor 部署合约，或由现任主管移交之后，它即成为主管机关。门槛低于成员总数，可在有人丢失密钥时由其余成员继续。",
  },
  member: { en: "address of a member's account (repeatable)", zh: "成员账户的地址（可重复）" },
  threshold: { en: "how many members must agree", zh: "须有多少名成员同意" },
  made: {
    en: "An authority of {count} members, {threshold} of whom must agree:\n  {address}",
    zh: "主管机关共 {count} 名成员，须 {threshold} 名同意：\n  {address}",
  },
  nextGovern: {
    en: "Next, to let it govern:\n  psephos contracts deploy \\\n    --governor {address}\nor, at the present governor:\n  psephos authority hand-over {address}",
    zh: "下一步，使其成为主管：\n  psephos contracts deploy \\\n    --governor {address}\n或由现任主管运行：\n  psephos authority hand-over {address}",
  },

  showSummary: { en: "show who governs, and what waits for approval", zh: "查看主管机关及待同意的提案" },
  showDetails: {
    en: "Says in words what each open proposal would do, who agreed to it, and until when the others may. Of what cannot be put into words it shows where it goes and its hash, and with --json the whole; approve it only if you know what it is.",
    zh: "逐项说明未决提案的内容、已同意的成员和截止时间。无法用文字说明的内容显示其去向和哈希，加 --json 可得全文；除非清楚其含义，请勿同意。",
  },
  authority: {
    en: "address of the authority (default: the registry's governor)",
    zh: "主管机关的地址（默认：登记处的主管）",
  },
  oneAccount: {
    en: "One account decides, without proposals:\n  {address}",
    zh: "由一个账户直接决定，无须提案：\n  {address}",
  },
  governs: { en: "It governs the registry.", zh: "它是登记处的主管。" },
  governsNot: { en: "It does not govern the registry.", zh: "它不是登记处的主管。" },
  offered: {
    en: "The governor's place is offered to\n  {next}\nwhich takes it with psephos authority take-over",
    zh: "已提出把主管之位移交给\n  {next}\n待其运行 psephos authority take-over 接任",
  },
  members: { en: "Members:", zh: "成员：" },
  noneOpen: { en: "No proposal is open.", zh: "没有未决提案。" },
  proposal: { en: "Proposal {proposalId}, open until {expires}", zh: "第 {proposalId} 号提案，截止 {expires}" },
  agreed: { en: "Agreed ({count} of {threshold}):", zh: "已同意（{count}/{threshold}）：" },
  howToApprove: {
    en: "A member agrees with:\n  psephos authority approve NUMBER {address}",
    zh: "成员表示同意：\n  psephos authority approve 编号 {address}",
  },

  registerDepartment: {
    en: "Make a department known:\n  {did}\nacting with\n  {account}",
    zh: "登记部门：\n  {did}\n使用的账户为\n  {account}",
  },
  registerKey: {
    en: "Let a key sign credentials: {schema}, epoch {epoch},\nuntil {ends}, for\n  {did}",
    zh: "登记签发密钥：{schema}，第 {epoch} 期，\n有效期至 {ends}，所属部门：\n  {did}",
  },
  removeKey: { en: "Take issuer key {keyIndex} out.", zh: "撤下第 {keyIndex} 号签发密钥。" },
  removeCompromised: {
    en: "Take issuer key {keyIndex} out as compromised: all holders prove anew.",
    zh: "因泄露撤下第 {keyIndex} 号签发密钥：所有持有人须重新出示。",
  },
  changeAccount: {
    en: "Let another account act for\n  {did}\nnamely\n  {account}",
    zh: "变更部门\n  {did}\n使用的账户为\n  {account}",
  },
  transferGovernor: { en: "Offer the governor's place to\n  {next}", zh: "把主管之位移交给\n  {next}" },
  acceptGovernor: { en: "Take the governor's place that was offered.", zh: "接任主管。" },
  changeMembers: {
    en: "Change the members; {threshold} of these must agree from then on:\n  {members}",
    zh: "变更成员，此后须以下成员中 {threshold} 名同意：\n  {members}",
  },
  unknownCall: {
    en: "Unknown. It would be sent to\n  {target}\nas {size} bytes of SHA-256\n  {fingerprint}",
    zh: "含义不明。发往\n  {target}\n共 {size} 字节，SHA-256 为\n  {fingerprint}",
  },
  unknownDepartment: { en: "a department that the registry does not know", zh: "登记处没有的部门" },

  approveSummary: { en: "agree to a proposal (member of the authority)", zh: "同意提案（主管机关成员）" },
  approveDetails: {
    en: "Says what the proposal would do, asks, and sends your approval; the approval that reaches the threshold carries it out. If carrying out failed, run the same again. For a department's key give --application and --root: your own copy of the department's folder is checked, and the proposal must ask for exactly that.",
    zh: "说明提案内容并征询确认，然后发送您的同意；达到门槛的那次同意会同时执行提案。若执行失败，再次运行即可。登记签发密钥时请加上 --application 和 --root：本命令核对您自己手中的部门目录，提案必须与之完全一致。",
  },
  proposalId: { en: "number of the proposal", zh: "提案编号" },
  application: {
    en: "folder from the department: approve only what it asks for (with --root)",
    zh: "部门交来的目录：只同意其所申请的内容（与 --root 同用）",
  },
  approveQuestion: { en: "Agree to proposal {proposalId}?", zh: "同意第 {proposalId} 号提案吗？" },
  approved: {
    en: "You agreed: {approvals} of the {threshold} members that it takes.",
    zh: "您已同意：须 {threshold} 名，现有 {approvals} 名。",
  },
  executed: {
    en: "Enough members agreed: proposal {proposalId} is carried out.",
    zh: "同意人数已足：第 {proposalId} 号提案已执行。",
  },
  applicationFits: { en: "It is what the department's folder asks for.", zh: "与部门目录所申请的内容一致。" },

  handOverSummary: { en: "offer the governor's place to another", zh: "移交主管之位" },
  handOverDetails: {
    en: "The present governor goes on until the other takes the place with psephos authority take-over: a mistyped address takes nothing over. A later offer replaces this one.",
    zh: "对方用 psephos authority take-over 接任之前，现任主管继续履职，因此地址有误不会造成移交。再次移交会取代本次。",
  },
  next: { en: "account or authority that shall govern", zh: "接任的账户或主管机关的地址" },
  yes: { en: "do not ask", zh: "不再询问" },
  handOverQuestion: { en: "Let {next} govern?", zh: "由 {next} 接任主管吗？" },
  takeOverSummary: { en: "take the governor's place that was offered", zh: "接任主管" },
  takeOverDetails: {
    en: "With the account that it was offered to; if it was offered to an authority of several members, one proposes so and the others approve.",
    zh: "使用移交所指的账户；若移交给由多名成员组成的主管机关，则由一名成员提出、其余成员同意。",
  },
  tookOver: { en: "The registry is governed from now on by\n  {governor}", zh: "登记处自此由其主管：\n  {governor}" },
} as const satisfies Record<string, Text>;
