import type { Text } from "../text.ts";

export const ballotTexts = {
  electionId: { en: "number of the election", zh: "选举编号" },
  files: {
    en: "folder with the election's manifest and list of voters (repeatable)",
    zh: "选举说明与名册所在目录（可重复）",
  },
  choicesFile: {
    en: "file with your choices, one a line: ID, or ID=POINTS; - for standard input (default: you are asked)",
    zh: "选择文件，每行一项：ID 或 ID=分数；- 表示标准输入（默认：逐项询问）",
  },
  castSummary: { en: "vote", zh: "投票" },
  castDetails: {
    en: "Shows the question, asks for your choices, encrypts them on this machine and casts the ballot. Before you decide to cast you can have the encryption tested instead, as often as you like. Choices are never given as arguments: those stay in histories and process lists. Everybody can see which account pays for a ballot: let a relayer send it (--relay), or use an account that nobody knows to be yours. With both --relay and --account the account is used only when no relayer does it. The record on the chain, not the relayer, tells whether the ballot is counted.",
    zh: "显示议题、询问您的选择，在本机加密后投出。决定投出之前，您可以改为检验加密，次数不限。选择绝不写在命令参数里：参数会留在历史记录和进程列表中。付费账户人人可见：请交由中继代投（--relay），或使用他人不知道属于您的账户。同时给出 --relay 和 --account 时，只有中继都未办成才使用该账户。选票是否计入以链上记录为准，而非中继的说法。",
  },
  prepared: { en: "cast the ballot that ballot prepare made", zh: "投出 ballot prepare 准备的选票" },
  preparedWhat: { en: "your prepared ballot", zh: "已准备的选票" },
  chooseOne: { en: "Your choice, by number or id{blank}: ", zh: "请输入您选择的编号或 ID{blank}：" },
  chooseMarks: {
    en: "Your choices, by number or id, with commas between{blank}: ",
    zh: "请输入您选择的编号或 ID，用逗号分隔{blank}：",
  },
  blankHint: { en: ", or (blank) for a blank ballot", zh: "，空白票输入 (blank)" },
  choosePoints: { en: "Points for {label} (0 to {max}): ", zh: "{label} 的分数（0 至 {max}）：" },
  yourChoice: { en: "Your ballot:", zh: "您的选票：" },
  blank: { en: "(blank)", zh: "（空白票）" },
  points: { en: "{points} points", zh: "{points} 分" },
  chosen: { en: "chosen", zh: "已选" },
  readingRoll: { en: "Checking the election, its key and the list of voters …", zh: "正在核对选举、密钥和选民名册……" },
  encrypting: {
    en: "Encrypting your choices and proving that you may vote, without saying who you are …",
    zh: "正在加密您的选择，并证明您有权投票而不透露身份……",
  },
  fingerprint: { en: "Fingerprint of your sealed ballot, note it: {hash}", zh: "密封选票的指纹，请记下：{hash}" },
  castOrTest: {
    en: "Type cast to cast it, test to have the encryption tested (this one is then void), or stop: ",
    zh: "输入 cast 投出；输入 test 检验加密（此票随即作废）；输入 stop 停止：",
  },
  stopped: { en: "Nothing was cast.", zh: "未投出任何选票。" },
  casting: { en: "Casting …", zh: "正在投出……" },
  cast: { en: "Your ballot is cast.", zh: "您的选票已投出。" },
  receipt: { en: "Receipt: {file}", zh: "回执：{file}" },
  receiptMeaning: {
    en: "It shows that your ballot is counted, never what you chose. Keep it, and check after the close:\n  psephos ballot check {file}",
    zh: "回执可证明您的选票已计入，但不显示您的选择。请保存，并在投票结束后核对：\n  psephos ballot check {file}",
  },
  prepareSummary: { en: "fill in and seal a ballot, to cast or test later", zh: "填写并密封选票，稍后投出或检验" },
  prepareDetails: {
    en: "Writes an encrypted file and shows the ballot's fingerprint: note it before you decide. Then either psephos ballot cast --prepared, or psephos ballot challenge.",
    zh: "写入加密文件并显示选票指纹：请在决定之前记下。然后运行 psephos ballot cast --prepared，或 psephos ballot challenge。",
  },
  preparedFile: { en: "Prepared ballot, encrypted: {file}", zh: "已准备的选票（加密）：{file}" },
  nextPrepared: {
    en: "Next: psephos ballot cast {electionId} --prepared, or psephos ballot challenge {electionId} --to FILE",
    zh: "下一步：psephos ballot cast {electionId} --prepared，或 psephos ballot challenge {electionId} --to 文件",
  },
  challengeSummary: {
    en: "test the encryption: reveal a prepared ballot instead of casting it",
    zh: "检验加密：公开已准备的选票而不投出",
  },
  challengeDetails: {
    en: "Writes what the ballot holds and how it was encrypted, and makes the ballot void. Check the file on another device. A device that cheats does not know which ballots will be tested. Choose freely: a tested ballot is never counted.",
    zh: "写出选票内容及加密方式，并使其作废。请在另一台设备上检验该文件。作弊的设备无法预知哪张选票会被检验。可任意选择：被检验的选票不会计入。",
  },
  challengeTo: { en: "file to write, for another device", zh: "要写入的文件，供另一台设备使用" },
  challenged: {
    en: "This ballot is void, and was written for testing: {file}",
    zh: "该选票已作废，并已写出供检验：{file}",
  },
  nextCheckChallenge: {
    en: "Next, on another device: psephos ballot check-challenge {file} --fingerprint {hash}\nThen vote: psephos ballot cast {electionId}",
    zh: "下一步，在另一台设备上：psephos ballot check-challenge {file} --fingerprint {hash}\n然后投票：psephos ballot cast {electionId}",
  },
  checkChallengeSummary: { en: "check a tested ballot, on another device", zh: "在另一台设备上检验选票" },
  checkChallengeDetails: {
    en: "Encrypts the shown choices again under the election's key and compares. Exit code 1 if they differ: then the other device changed the ballot, and must not be used.",
    zh: "用选举密钥重新加密所示选择并比对。不一致时退出码为 1：说明那台设备更改了选票，不可再用。",
  },
  challengeFile: { en: "file that ballot challenge wrote", zh: "ballot challenge 写出的文件" },
  notedFingerprint: { en: "fingerprint as you noted it", zh: "您记下的指纹" },
  testedBallot: { en: "The tested ballot shows:", zh: "被检验的选票显示：" },
  challengeGood: {
    en: "The encryption was right: the sealed ballot held exactly this.",
    zh: "加密正确：密封选票的内容与此完全一致。",
  },
  challengeOtherFingerprint: {
    en: "WRONG: this is not the ballot whose fingerprint you noted.",
    zh: "错误：这不是您记下指纹的那张选票。",
  },
  challengeOtherContent: {
    en: "WRONG: the sealed ballot held something else. Do not vote on that device.",
    zh: "错误：密封选票的内容不同。请勿在那台设备上投票。",
  },
  sendSummary: { en: "send the same ballot another way", zh: "换一种方式发送同一张选票" },
  sendDetails: {
    en: "For a ballot that is not counted yet, because a relayer or the network failed. Sends exactly the ballot of this receipt: however many ways it goes, it is counted once. Do not fill in a new ballot instead: your first receipt would then look like fraud.",
    zh: "用于因中继或网络故障而尚未计入的选票。发送的正是此回执对应的选票：无论经过多少途径，只计一次。请勿另填新票，否则原回执看起来会像被人冒投。",
  },
  checkSummary: { en: "check that your ballot is counted", zh: "核对您的选票是否计入" },
  checkDetails: {
    en: "Reads the whole record of the election and looks for your receipt in it, on this machine. Exit code 1 if the ballot is not there as you cast it.",
    zh: "读取选举的全部记录，并在本机查找您的回执。若选票不在其中或与投出时不同，退出码为 1。",
  },
  receiptFile: { en: "your receipt", zh: "您的回执文件" },
  counted: {
    en: "Counted: ballot {position}, exactly as it left your device.",
    zh: "已计入：第 {position} 张，与离开您的设备时完全一致。",
  },
  notFinal: {
    en: "The chain could still take it back; check again in some minutes.",
    zh: "链上记录尚未最终确定；请稍后再次核对。",
  },
  altered: {
    en: "NOT your ballot: another one was counted in your place. Tell the organizer; somebody holds your identity.",
    zh: "不是您的选票：有人以您的身份投了另一张。请告知组织者，您的身份可能已泄露。",
  },
  absent: { en: "Not in the record.", zh: "记录中没有。" },
  castAnew: {
    en: "While voting is open, cast again: psephos ballot cast {electionId}",
    zh: "投票期间可再次投票：psephos ballot cast {electionId}",
  },
} as const satisfies Record<string, Text>;
