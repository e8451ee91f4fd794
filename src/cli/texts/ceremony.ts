import type { Text } from "../text.ts";

export const ceremonyTexts = {
  createSummary: { en: "name the key keepers and start making the key", zh: "指定密钥保管人并开始生成密钥" },
  createDetails: {
    en: "No one ever holds the whole election key. Each key keeper makes a part; any THRESHOLD of them together can open the result, fewer can open nothing. Times: 90s, 30m, 2h, 3d from now, or a date with its zone (2026-03-01T18:00Z).",
    zh: "任何人都不会持有完整的选举密钥。每位保管人生成一部分；达到门限人数方可开启结果，少于门限则什么都打不开。时间写法：90s、30m、2h、3d（从现在起），或带时区的日期（2026-03-01T18:00+08:00）。",
  },
  trustee: {
    en: "account address of a key keeper (repeat for each, in order)",
    zh: "保管人的账户地址（每人一次，按顺序）",
  },
  threshold: { en: "how many key keepers open the result", zh: "开启结果所需的保管人数" },
  registerBy: { en: "until when key keepers register (default: 1d)", zh: "登记截止时间（默认：1d）" },
  commitBy: { en: "until when they commit (default: 2d)", zh: "承诺截止时间（默认：2d）" },
  dealBy: { en: "until when they deal (default: 3d)", zh: "分发截止时间（默认：3d）" },
  created: {
    en: "Key ceremony {ceremonyId}: {count} key keepers, any {threshold} of them open the result.",
    zh: "密钥生成 {ceremonyId}：共 {count} 位保管人，其中任意 {threshold} 位可开启结果。",
  },
  nextRegister: {
    en: "Next: each key keeper runs psephos trustee register {ceremonyId}",
    zh: "下一步：每位保管人运行 psephos trustee register {ceremonyId}",
  },
  ceremonyId: { en: "number of the key ceremony", zh: "密钥生成的编号" },
  showSummary: { en: "show how far the key is, and who must act", zh: "查看密钥生成的进度与待办人" },
  heading: { en: "Key ceremony {ceremonyId}: {phase}", zh: "密钥生成 {ceremonyId}：{phase}" },
  keeper: { en: "{index}  {address}  {state}", zh: "{index}  {address}  {state}" },
  stateNone: { en: "not registered", zh: "未登记" },
  stateRegistered: { en: "registered", zh: "已登记" },
  stateCommitted: { en: "committed", zh: "已承诺" },
  stateDealt: { en: "dealt", zh: "已分发" },
  registering: { en: "key keepers register", zh: "保管人登记中" },
  committing: { en: "key keepers commit", zh: "保管人承诺中" },
  dealing: { en: "key keepers deal", zh: "保管人分发中" },
  finished: { en: "finished, the key is ready", zh: "已完成，密钥就绪" },
  failed: { en: "failed, too few took part in time; create a new one", zh: "失败：按时参与的人数不足，请重新创建" },
  next: {
    en: "Waiting for key keeper {who}: psephos trustee {step} {ceremonyId}, within {left} (until {until})",
    zh: "下一步：保管人 {who} 在{left}内运行 psephos trustee {step} {ceremonyId}（截止 {until}）",
  },
  nextElection: {
    en: "Next: the organizer runs psephos manifest new with --ceremony {ceremonyId}, then psephos election create",
    zh: "下一步：组织者运行 psephos manifest new（指定 --ceremony {ceremonyId}），再运行 psephos election create",
  },
} as const satisfies Record<string, Text>;

export const trusteeTexts = {
  what: { en: "the key of key keeper {index}", zh: "保管人 {index} 的密钥" },
  registerSummary: { en: "step 1 of the key: register your communication key", zh: "密钥生成第 1 步：登记通信密钥" },
  registerDetails: {
    en: "Makes your key file for this ceremony, encrypted with a passphrase, and registers its public half. The same file serves all later steps: back it up. A lost file is a lost key keeper.",
    zh: "为此次密钥生成建立加密的密钥文件，并登记其公开部分。后续步骤都要用到该文件：请备份。文件丢失即失去一位保管人。",
  },
  registered: { en: "Key keeper {index} is registered.", zh: "保管人 {index} 已登记。" },
  file: { en: "Key file, keep a copy: {file}", zh: "密钥文件，请备份：{file}" },
  nextCommit: {
    en: "Next, once all have registered: psephos trustee commit {ceremonyId}",
    zh: "下一步（全部登记后）：psephos trustee commit {ceremonyId}",
  },
  commitSummary: { en: "step 2 of the key: commit to your part", zh: "密钥生成第 2 步：承诺自己的部分" },
  commitDetails: {
    en: "Draws your part of the key and posts only its fingerprint, so that nobody can shape theirs after seeing others'. If you are interrupted, run it again: your part is drawn once and kept in your key file.",
    zh: "抽取您的密钥部分，只公布其指纹，使任何人都无法在看到他人之后调整自己的部分。如被中断，可再次运行：您的部分只抽取一次并保存在密钥文件中。",
  },
  committed: {
    en: "Key keeper {index} has committed. Your key file has changed: back it up again.",
    zh: "保管人 {index} 已承诺。密钥文件已更新：请重新备份。",
  },
  nextDeal: {
    en: "Next, once all have committed: psephos trustee deal {ceremonyId}",
    zh: "下一步（全部承诺后）：psephos trustee deal {ceremonyId}",
  },
  dealSummary: {
    en: "step 3 of the key: give each key keeper their share",
    zh: "密钥生成第 3 步：向每位保管人分发份额",
  },
  dealDetails: {
    en: "Sends every key keeper an encrypted share that only they can read, with proofs that it is right. The chain checks the proofs and takes all of it or nothing. Takes about a second for each key keeper.",
    zh: "向每位保管人发送只有其本人可读的加密份额，并附正确性证明。链上逐一核验，要么全部接受，要么全部拒绝。每位保管人约需一秒。",
  },
  proving: { en: "Proving that the shares are right", zh: "证明份额正确" },
  dealt: { en: "Key keeper {index} has dealt.", zh: "保管人 {index} 已分发。" },
  nextShow: {
    en: "Follow the others: psephos ceremony show {ceremonyId}",
    zh: "查看其他人的进度：psephos ceremony show {ceremonyId}",
  },
  testSummary: { en: "show before the vote that your key works", zh: "投票前检验密钥可用" },
  testDetails: {
    en: "Opens a test that the contract makes up, never a ballot. Without enough tests the election does not open, so that a lost key is found before the first vote.",
    zh: "开启由合约生成的测试数据，绝不涉及选票。测试人数不足则选举不会开始，从而在首张选票之前发现丢失的密钥。",
  },
  electionId: { en: "number of the election", zh: "选举编号" },
  provingTest: { en: "Proving that your key works …", zh: "正在证明密钥可用……" },
  tested: {
    en: "Key keeper {index} passed the test of election {electionId}.",
    zh: "保管人 {index} 已通过选举 {electionId} 的密钥测试。",
  },
  decryptSummary: { en: "after the close, give your part of the opening", zh: "投票结束后，提交您的开启部分" },
  decryptDetails: {
    en: "Checks every ballot's proof again, adds the ballots up on this machine, and opens only that sum, once. If the chain shows another sum, nothing is opened.",
    zh: "在本机重新核验每张选票的证明并求和，只开启这个总数，且仅一次。若链上显示的总数不同，则不开启。",
  },
  checking: { en: "Checking the ballots again", zh: "重新核验选票" },
  decrypted: {
    en: "Key keeper {index} gave their part for {ballotCount} ballots.",
    zh: "保管人 {index} 已提交开启部分，涵盖 {ballotCount} 张选票。",
  },
  nextResult: {
    en: "Once enough have: psephos election result {electionId}",
    zh: "人数足够后：psephos election result {electionId}",
  },
  showSummary: { en: "show your seats and what you must do", zh: "查看您的席位与待办事项" },
  seat: {
    en: "You are key keeper {index} of ceremony {ceremonyId}.",
    zh: "您是密钥生成 {ceremonyId} 的保管人 {index}。",
  },
  keyHere: { en: "Your key file is here: {file}", zh: "密钥文件在此：{file}" },
  keyMissing: { en: "Your key file is not in this data folder ({file}).", zh: "密钥文件不在此数据目录（{file}）。" },
  yourTurn: {
    en: "Your turn: psephos trustee {step} {ceremonyId}, within {left}",
    zh: "轮到您：在{left}内运行 psephos trustee {step} {ceremonyId}",
  },
  othersTurn: { en: "Nothing to do now; waiting for key keepers {who}.", zh: "暂无待办；等待保管人 {who}。" },
  ended: { en: "The key ceremony has ended ({phase}).", zh: "密钥生成已结束（{phase}）。" },
} as const satisfies Record<string, Text>;
