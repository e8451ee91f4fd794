import type { ATTESTATION } from "../../roles/demo/attestation/story.ts";
import type { Text } from "../text.ts";
import { electionLines } from "./demo-election.ts";

export const attestationChapters: Readonly<Record<(typeof ATTESTATION)["chapters"][number], Text>> = {
  authority: { en: "Who may issue", zh: "谁可以签发" },
  credentials: { en: "Credentials for citizens", zh: "公民领取凭证" },
  request: { en: "An office asks", zh: "部门提出要求" },
  proof: { en: "Citizens prove", zh: "公民出具证明" },
  fraud: { en: "Cheaters", zh: "作弊者" },
  visits: { en: "Logging in", zh: "登录" },
  electorate: { en: "A list of voters without names", zh: "没有姓名的选民名册" },
  sharing: { en: "Who looked at my data", zh: "谁看过我的数据" },
  audit: { en: "Checking everything", zh: "全面核验" },
};

export const attestationWorks: Readonly<Record<(typeof ATTESTATION)["works"][number], Text>> = {
  presentations: { en: "citizens have proven", zh: "已出具证明的公民" },
};

export const attestationLines: Readonly<Record<(typeof ATTESTATION)["lines"][number], Text>> = {
  offices: {
    en: "A record that only grows was started on this computer. Who may issue credentials is decided there by an authority of {members} members, of whom {threshold} must agree.",
    zh: "本机启动了一份只增不改的记录。谁可以签发凭证，由其上的主管机构决定：{members} 名成员中须有 {threshold} 名同意。",
  },
  developmentKeys: electionLines.developmentKeys,
  departmentsRegistered: {
    en: "Two members agreed on the civil registry ({first}) and the housing office ({second}). Both are known now, each with an account of its own.",
    zh: "两名成员一致同意登记民政登记处（{first}）和住房局（{second}）。两个部门均已登记，各有自己的账户。",
  },
  keyCertified: {
    en: "The registry signed its new key with the certificate of its own web server. The authority checked that, and entered the key with the certificate's fingerprint: {fingerprint}…",
    zh: "登记处用其网站证书签署了新的签发密钥。主管机构核对后，将密钥连同证书指纹登记在案：{fingerprint}…",
  },
  requested: {
    en: "{count} people each made a secret on their own device, and asked the registry for a credential. The secrets stayed with them.",
    zh: "{count} 人各自在自己的设备上生成秘密，并向登记处申请凭证。秘密只留在本人手中。",
  },
  issued: {
    en: "The registry signed what its own table says: {count} credentials of resident identity.",
    zh: "登记处按自己的表格签发了 {count} 张居民身份凭证。",
  },
  lineRefused: {
    en: "Line {line} was left out and reported: the date of birth {value} does not exist. The other lines went through.",
    zh: "第 {line} 行被剔除并记入报告：出生日期 {value} 不存在。其余各行照常签发。",
  },
  listsPublished: {
    en: "It publishes which credentials no longer hold, as two lists for 131,072 people each ({kilobytes} kB). Everybody fetches the whole lists, so nobody learns whose credential is looked up.",
    zh: "登记处公布失效凭证的两份名单，每份可容纳 131,072 人（共 {kilobytes} kB）。人人都下载整份名单，因此无人知道查的是谁的凭证。",
  },
  held: {
    en: "Each credential went into its owner's wallet, and nowhere else. Nothing of it is on the record.",
    zh: "每张凭证只进入本人的钱包，别处没有；凭证内容一概不上记录。",
  },
  policyPublished: {
    en: "The housing office published, as request {number}, what it asks of whoever applies for rent support. It can never change it, only withdraw it.",
    zh: "住房局公布了第 {number} 号要求，写明向租金补贴申请人询问什么。公布后不能更改，只能停用。",
  },
  reads: {
    en: "Chen Mei's wallet checks that the text and the proof ask for the same, and shows her:",
    zh: "陈梅的钱包先核对：文字所写与证明所问完全一致；然后向她显示：",
  },
  agrees: { en: "She agrees.", zh: "她同意。" },
  provenAlone: {
    en: "Her device made the proof in {seconds} seconds. Name, address and date of birth never left it.",
    zh: "她的设备用 {seconds} 秒生成了证明。姓名、住址和出生日期从未离开设备。",
  },
  recordedAlone: {
    en: "Chen Mei sent hers herself. The contract checked every proof, and entered a yes for each.",
    zh: "陈梅自己送出。合约逐一检验证明，并各记下“符合”。",
  },
  recordedInBatch: {
    en: "{count} more {count|person|people} proved the same, and a helper sent the proofs in one call. A helper can read nothing and change nothing.",
    zh: "另有 {count} 人同样出具证明，由协助者一次送出。协助者既读不到也改不了内容。",
  },
  knownAs: {
    en: "The office sees of Chen Mei: a yes, her nationality ({nationality}), and the number {number}…, by which it will know her again. Elsewhere nobody knows her by it.",
    zh: "住房局看到的陈梅只有：“符合”、国籍（{nationality}），以及编号 {number}…，凭此可再次认出她。别处无人凭此编号认得她。",
  },
  contractAsks: {
    en: "Any contract, such as one that pays rent support, can ask for that yes before it serves a number. This one has it.",
    zh: "任何合约（例如发放租金补贴的合约）都可先查某编号有无“符合”再办理：此编号有。",
  },
  cardReported: {
    en: "Somebody stole a citizen's device and made a proof to keep. She reported it; the registry cancelled the credential and published its lists anew.",
    zh: "有人偷走一位公民的设备，并存下一份证明备用。她报失后，登记处撤销凭证并重新公布名单。",
  },
  timePasses: { en: "{minutes} minutes later:", zh: "{minutes} 分钟后：" },
  visitFirst: {
    en: "Chen Mei logs in at the housing office without a password or a name. There she is number {number}…",
    zh: "陈梅登录住房局网站，不用密码也不用姓名。在那里她是 {number}… 号。",
  },
  visitAgain: {
    en: "At her second visit the office knows her again, by the same number: {number}…",
    zh: "第二次到访时，住房局凭同一编号认出了她：{number}…",
  },
  visitElsewhere: {
    en: "At the clinic she is {number}… The two offices cannot find out that it is the same person.",
    zh: "在诊所她是 {number}… 号。两个部门无法查出是同一个人。",
  },
  enrolmentOpened: {
    en: "Districts D-07 and D-09 will vote. Whoever is of age and lives there may enter the list, by a proof.",
    zh: "D-07、D-09 两区将举行投票。凡成年且居住在此者，均可凭证明列入名册。",
  },
  enrolled: {
    en: "{count} people entered, each with a fresh number to vote with. Nobody can tell whose it is, the registry included.",
    zh: "{count} 人列入名册，各用一个全新的编号投票。编号属于谁，无人知道，登记处也不知道。",
  },
  rollBuilt: {
    en: "When time was up, the list of {count} was made from the record alone; anyone gets the same one: {fingerprint}… An election follows as in the first story.",
    zh: "时间一到，仅凭记录即可编成 {count} 人的名册，谁来编都相同：{fingerprint}… 随后的选举见第一个故事。",
  },
  consented: {
    en: "The registry still has everybody's address. Chen Mei and a neighbour let the housing office ask for theirs, once an hour at most, for 30 days.",
    zh: "登记处仍保有每个人的住址。陈梅和一位邻居允许住房局查询自己的住址：每小时至多一次，为期 30 天。",
  },
  accessed: {
    en: "The office asked {count} times, each time with a signed reason. Each look was written into the registry's log before the address was given out.",
    zh: "住房局查询了 {count} 次，每次都附签名理由。每次查阅都先写入登记处的日志，然后才给出住址。",
  },
  anchored: {
    en: "The fingerprint of the log, with its {count} entries, was put on the record.",
    zh: "日志共 {count} 条，其指纹已写入记录。",
  },
  foundOwn: {
    en: "Chen Mei reads the whole log on her device: {count} of {total} entries are about her, the refused attempt among them, and none is missing.",
    zh: "陈梅在自己的设备上读完整份日志：{total} 条中有 {count} 条与她有关，包括被拒的那次，一条不少。",
  },
  foundNothing: {
    en: "Somebody else who reads the same log finds none: only she can tell which entries are hers.",
    zh: "别人读同一份日志，一条也找不到：只有她本人看得出哪些与她有关。",
  },
  permissionTaken: { en: "She takes her permission back.", zh: "她收回许可。" },
  erased: {
    en: "She has her records erased. The registry deletes the key to all {count} entries of hers, and can no longer tell which they were.",
    zh: "她要求删除自己的记录。登记处销毁打开她 {count} 条记录的密钥，从此也认不出是哪几条。",
  },
  stillWhole: {
    en: "The log still stands whole: nothing was taken out of it or changed since she read it first.",
    zh: "日志依然完整：自她初次查阅以来，没有一条被删去或改动。",
  },
  auditStarts: {
    en: "From the public record and the published files alone, everything was checked again:",
    zh: "仅凭公开记录和已公布的文件，重新核验了一切：",
  },
  audited: { en: "All {count} checks passed.", zh: "{count} 项检查全部通过。" },
};

/** What each cheater tries and why it fails; the key is the cheat and the attempt. */
export const attestationCheats: Readonly<Record<string, Text>> = {
  "lone-decision/oneMember": {
    en: "One member of the authority tries to register an office alone. A second must agree.",
    zh: "主管机构的一名成员企图独自登记部门：须有第二名成员同意。",
  },
  "false-certificate/otherOffice": {
    en: "Another office signs for the registry's key with its own certificate. The name is not the registry's.",
    zh: "另一部门用自己的证书为登记处的密钥签名：证书上的名称不是登记处。",
  },
  "borrowed-credential/imported": {
    en: "Someone puts Chen Mei's credential into his own wallet. It is bound to her secret.",
    zh: "有人把陈梅的凭证放进自己的钱包：凭证与她的秘密绑定。",
  },
  "borrowed-credential/otherSecret": {
    en: "Someone who copied Chen Mei's credential writes a program of his own. Without her secret no proof can be made.",
    zh: "有人抄走陈梅的凭证并自编程序：没有她的秘密，无法生成证明。",
  },
  "not-attested/stranger": {
    en: "The same question for someone who proved nothing: there is no yes, and so no service.",
    zh: "对未出具证明者提同样的问题：没有“符合”，不予办理。",
  },
  "unknown-issuer/ownKey": {
    en: "A forger signs a credential with a key of his own, and proves that it is good. The contract knows only the registered keys.",
    zh: "伪造者用自己的密钥签发凭证，并证明其有效：合约只认登记在册的密钥。",
  },
  "under-age/honestly": {
    en: "A child of twelve applies. Her wallet finds no way to prove that she is of age.",
    zh: "一名十二岁的孩子提出申请：她的钱包无法证明成年。",
  },
  "under-age/easierQuestion": {
    en: "She proves all but her age, and sends that in. The proof does not answer this request.",
    zh: "她证明了除年龄外的一切并送出：该证明不回答这项要求。",
  },
  "replay/sentAgain": {
    en: "Somebody copies Chen Mei's proof from the record and sends it again. It counts once.",
    zh: "有人从记录中抄下陈梅的证明再次送出：只计一次。",
  },
  "altered-disclosure/otherNationality": {
    en: "A clerk changes the nationality that came with her proof. It is no longer what was proven.",
    zh: "经办人改动随证明提交的国籍：与所证明的不再相符。",
  },
  "other-department/passedOn": {
    en: "The housing office passes her proof on to the clinic. It answers only the housing office.",
    zh: "住房局把她的证明转给诊所：该证明只回答住房局。",
  },
  "other-department/inItsName": {
    en: "The registry publishes a request in the housing office's name. Only that office's account may.",
    zh: "登记处冒用住房局名义公布要求：只有住房局的账户才可以。",
  },
  "revoked/newProof": {
    en: "The thief tries to prove anew. The wallet finds the credential on the list.",
    zh: "窃贼想重新证明：钱包在名单上查到该凭证。",
  },
  "revoked/oldLists": {
    en: "The thief sends the proof that he kept. It rests on lists that are too old by now.",
    zh: "窃贼送出存下的证明：其所依据的名单已经过期。",
  },
  "replay/logInAgain": {
    en: "Somebody who overheard the log in repeats it. Each is good once.",
    zh: "有人窃听登录后重放：每次登录只有效一次。",
  },
  "replay/logInElsewhere": {
    en: "The eavesdropper tries it at the clinic. It was made for the housing office's site.",
    zh: "窃听者又拿到诊所去试：那是为住房局网站生成的。",
  },
  "second-enrolment/freshNumber": {
    en: "Chen Mei enters again with another fresh number. Her proof shows that she is on the list already, not as whom.",
    zh: "陈梅换一个全新编号再次登记：证明表明她已在册，但不透露是哪一个。",
  },
  "no-permission/curious": {
    en: "An official asks out of curiosity, from an account of his own. Nothing is given out, and the attempt is in the log.",
    zh: "一名官员出于好奇，用私人账户查询：什么也没给出，且该次尝试已写入日志。",
  },
  "no-permission/takenBack": {
    en: "The office asks once more. Nothing is given out, and this is in the log too.",
    zh: "住房局再次查询：什么也没给出，同样写入日志。",
  },
  "no-permission/afterErasure": {
    en: "The registry tries to open one of them all the same. The key is gone.",
    zh: "登记处仍想打开其中一条：密钥已不存在。",
  },
  "hidden-record/takenOut": {
    en: "The registry shows her a log without the curious official. It no longer fits the fingerprint on the record.",
    zh: "登记处给她看一份抹去好奇官员的日志：与记录上的指纹不再相符。",
  },
};
