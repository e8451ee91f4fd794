import type { ELECTION } from "../../roles/demo/election/story.ts";
import type { Text } from "../text.ts";

export const electionChapters: Readonly<Record<(typeof ELECTION)["chapters"][number], Text>> = {
  record: { en: "A public record", zh: "公共记录" },
  roll: { en: "The list of voters", zh: "选民名册" },
  key: { en: "Making the election key together", zh: "共同生成选举密钥" },
  question: { en: "The question", zh: "投票题目" },
  voting: { en: "Voting", zh: "投票" },
  closing: { en: "Closing", zh: "截止" },
  opening: { en: "Opening the total", zh: "打开总数" },
  checking: { en: "Checking everything", zh: "全面核验" },
};

export const electionWorks: Readonly<Record<(typeof ELECTION)["works"][number], Text>> = {
  dealings: { en: "dealings proved", zh: "已证明的分发" },
  ballots: { en: "ballots locked and proved", zh: "已加密并证明的选票" },
  sending: { en: "ballots sent", zh: "已送出的选票" },
  verification: { en: "proofs checked", zh: "已检验的证明" },
};

export const electionLines: Readonly<Record<(typeof ELECTION)["lines"][number], Text>> = {
  recordStarted: {
    en: "A record that only grows was started on this computer (chain {chainId}), with four contracts for elections on it. They have no owner: nobody can change their rules.",
    zh: "本机启动了一份只增不改的记录（链 {chainId}），其上部署了四个选举合约。它们没有所有者：谁也无法更改规则。",
  },
  developmentKeys: {
    en: "Note: proofs are checked with development keys here. They are good for trials alone, and refused on every public chain.",
    zh: "注意：此处用开发密钥检验证明，仅供试用，任何公共链都会拒绝。",
  },
  registered: {
    en: "{count} people each made a secret on their own device, and sent the registrar a signed registration. The secrets stayed with them.",
    zh: "{count} 人各自在自己的设备上生成秘密，并向名册管理员提交签名登记。秘密只留在本人手中。",
  },
  rollPublished: {
    en: "The registrar published the list: {count} entries, no names. Anyone can compute its fingerprint again: {fingerprint}…",
    zh: "名册管理员公布了名册：{count} 条，不含姓名。任何人都能重新计算其指纹：{fingerprint}…",
  },
  weightedRoll: {
    en: "Votes here have different weights; together they weigh {weight}.",
    zh: "各选票权重不同，总权重为 {weight}。",
  },
  ceremonyPlan: {
    en: "{count} key keepers make one key together. At the end any {threshold} of them can open the total; fewer can open nothing.",
    zh: "{count} 位保管人共同生成一把密钥。最后任意 {threshold} 位可打开总数，不足 {threshold} 位则什么也打不开。",
  },
  ceremonyPromises: {
    en: "Each first promised, by a fingerprint, what they would hand out, so nobody could choose after seeing the others.",
    zh: "每人先用指纹承诺将要分发的内容，因此无人能在看到他人之后再作选择。",
  },
  ceremonyDealt: {
    en: "{count} of them gave every key keeper a locked part, each with a proof that it fits. The contract checked all proofs.",
    zh: "其中 {count} 人向每位保管人发出加密份额，并逐一附上相符证明。合约检验了全部证明。",
  },
  keyMade: {
    en: "The election key stands, made from {count} honest dealings. Nobody holds it whole, and nobody ever will.",
    zh: "选举密钥由 {count} 次诚实分发生成。没有人持有完整密钥，将来也不会有。",
  },
  question: { en: "“{title}”", zh: "“{title}”" },
  optionsAre: { en: "Options: {options}", zh: "选项：{options}" },
  rulesAre: { en: "The ballot says: {rules}", zh: "选票说明：{rules}" },
  fixed: {
    en: "Question, list, key, rules and times are fixed from here on. Not even the organizer can change them.",
    zh: "题目、名册、密钥、规则与时间从此固定，组织者也无法更改。",
  },
  keysTested: {
    en: "Before the first vote, {count} key keepers opened a test message each: no key is broken.",
    zh: "在第一张选票之前，{count} 位保管人各打开一条测试信息：密钥均完好。",
  },
  votingOpen: {
    en: "Voting is open. Each device locks its choice, and proves two things without saying who or what: I am on the list, and my ballot obeys the rules.",
    zh: "投票开始。每台设备加密选择，并在不透露身份和内容的前提下证明两件事：我在名册上；我的选票符合规则。",
  },
  ballotsLocked: {
    en: "{count} ballots are locked and proved. One of them will be sent too late.",
    zh: "{count} 张选票已加密并证明，其中一张将会迟到。",
  },
  castDirectly: { en: "{count} {count|voter|voters} sent in their own.", zh: "{count} 位选民自行投出选票。" },
  castInBatches: {
    en: "{count} more went in through a helper, in {batches} {batches|call|calls}. Anyone may help; a helper can read nothing and change nothing.",
    zh: "另外 {count} 张由协助者分 {batches} 次送出。任何人都可协助；协助者既读不到也改不了内容。",
  },
  receipt: {
    en: "A voter's receipt number: {number}… It shows that the ballot counts, and not what it says.",
    zh: "一位选民的回执编号：{number}… 它表明选票已计入，但不透露内容。",
  },
  closed: { en: "The time for voting is over.", zh: "投票时间结束。" },
  keepersLost: {
    en: "{count} key {count|keeper has lost the key|keepers have lost their keys} (number {names}). {left} are left, {threshold} are enough.",
    zh: "{count} 位保管人（{names} 号）丢失了密钥。还剩 {left} 位，{threshold} 位就够。",
  },
  openedBy: {
    en: "Key keepers {names} each opened their part of the locked total, with a proof. No single ballot was opened, and none can be.",
    zh: "{names} 号保管人各自打开总数中自己的部分，并附证明。没有任何单张选票被打开，也无法打开。",
  },
  resultIs: { en: "The result of {cast} ballots:", zh: "{cast} 张选票的结果：" },
  countAgrees: {
    en: "The plain count of the same choices, which only this demonstration knows, gives the same numbers.",
    zh: "对同样选择的明文计票（只有本演示知道）得到相同数字。",
  },
  archiveWritten: {
    en: "All that is public went into one file ({kilobytes} kB). From that file alone, without the chain, everything was checked:",
    zh: "全部公开数据写入一个文件（{kilobytes} kB）。仅凭该文件、无需链，核验了一切：",
  },
  verified: { en: "All twelve checks passed.", zh: "十二项检查全部通过。" },
};

/** What each cheater tries and why it fails; the key is the cheat and the attempt. */
export const electionCheats: Readonly<Record<string, Text>> = {
  "false-dealing/falseShare": {
    en: "A key keeper hands another a part that does not fit. Its proof does not hold.",
    zh: "一位保管人发给他人不相符的份额：证明不成立。",
  },
  "double-vote/secondInBatch": {
    en: "Someone slips a second ballot into the helper's batch. It is skipped; the others count.",
    zh: "有人把第二张选票混入批量中：该票被跳过，其余照常计入。",
  },
  "double-vote/secondAlone": {
    en: "The same person sends a second ballot directly. This voter has voted.",
    zh: "同一人直接再投第二张：该选民已投过票。",
  },
  "not-on-roll/borrowedPlace": {
    en: "A stranger uses somebody else's place on the list. No proof can be made with another secret.",
    zh: "名册外的人冒用他人的位置：用别的秘密无法生成证明。",
  },
  "not-on-roll/ownList": {
    en: "The stranger proves to be on a list of their own. The contract knows only the published one.",
    zh: "此人改用自制名册作证明：合约只认公布的名册。",
  },
  "altered-ballot/raised": {
    en: "A helper adds a vote to a locked ballot. The proof no longer fits.",
    zh: "协助者给已加密的选票加上一票：证明不再相符。",
  },
  "altered-ballot/swapped": {
    en: "A helper swaps two options in a locked ballot. The proof no longer fits.",
    zh: "协助者对调已加密选票中的两个选项：证明不再相符。",
  },
  "invalid-choice/tooMuch": {
    en: "A voter gives an option more than the rules allow. No proof can be made of that.",
    zh: "选民给某选项的数值超出规则：无法生成证明。",
  },
  "invalid-choice/swappedIn": {
    en: "A voter proves a valid choice and sends another. The proof speaks of the first alone.",
    zh: "选民证明合规的选择，却寄出另一份：证明只对前者有效。",
  },
  "forged-proof/nothing": { en: "Somebody sends a ballot with an empty proof.", zh: "有人寄出带空白证明的选票。" },
  "forged-proof/borrowedProof": {
    en: "Somebody sends a ballot with the proof of another ballot.",
    zh: "有人把别的选票的证明附在自己的选票上。",
  },
  "forged-proof/fromPublicKey": {
    en: "Somebody puts a proof together from the public key itself, a forgery that works where keys were made carelessly.",
    zh: "有人用公开密钥本身拼出证明：若密钥生成草率，这种伪造会得逞。",
  },
  "after-close/late": { en: "A valid ballot comes in a moment too late.", zh: "一张有效选票迟到了片刻。" },
  "false-decryption/wrongPoint": {
    en: "A key keeper sends a false part, to change the result. The proof does not hold.",
    zh: "一位保管人寄出虚假部分，企图改变结果：证明不成立。",
  },
  "false-decryption/wrongKey": {
    en: "The same key keeper tries another key than the one dealt out. No proof can be made with it.",
    zh: "同一保管人改用另一把密钥：无法生成证明。",
  },
};
