import type { Text } from "../text.ts";

export const attestationTexts = {
  policyId: { en: "number of the published policy", zh: "已公布核验要求的编号" },
  pseudonym: { en: "the person's number with that office", zh: "当事人在该机构的编号" },
  makeSummary: { en: "prove something, and have it confirmed on record", zh: "出具证明并登记核验记录" },
  makeDetails: {
    en: "Shows who asks what and why, and asks whether you agree. Then proves it on this machine, and records that it was proved: your number with that office, and until when it holds; no value of your credential. Everybody can see which account pays: with --relay a relayer sends it, and needs no trust; with --to the proof is written to a file that anybody can send for you. Neither sees anything else.",
    zh: "先显示谁在请求、请求什么、用途为何，并询问您是否同意；然后在本机生成证明并登记：仅含您在该机构的编号和有效期，不含凭证的任何值。付费账户人人可见：使用 --relay 可由中继代为提交，无需信任它；使用 --to 可将证明写入文件，由任何人代为提交。二者都看不到其他内容。",
  },
  makeTo: { en: "write a file for somebody else to send, and send nothing", zh: "写入文件由他人代为提交，自己不提交" },
  sending: {
    en: "Sending the proof; it shows no value of your credential …",
    zh: "正在提交证明（不含凭证的任何值）……",
  },
  recorded: { en: "Confirmed on record until {until}.", zh: "已登记，有效期至 {until}。" },
  number: { en: "Your number with this office only:\n  {pseudonym}", zh: "仅此机构可见的编号：\n  {pseudonym}" },
  nextShow: {
    en: "Anyone to whom you give the number can check it:\n  psephos attestation show {policyId} NUMBER",
    zh: "您告知编号的任何人都可查询：\n  psephos attestation show {policyId} 编号",
  },
  forRelayer: {
    en: "Written for somebody else to send: {file}\nIt shows no value of your credential. Send it within {left}.",
    zh: "已写入供他人代为提交的文件：{file}\n其中不含凭证的任何值。请在 {left}内提交。",
  },
  nextRelay: { en: "They run: psephos attestation relay {file}", zh: "对方运行：psephos attestation relay {file}" },
  relaySummary: { en: "send proofs of others, for confirmation or enrolment", zh: "代他人提交证明（核验或登记）" },
  relayDetails: {
    en: "Sends files that people handed in, many in one transaction. A bad one costs the others nothing. You learn nothing about the people, and they need no account. Exit code 1 if a file was refused.",
    zh: "提交他人交来的文件，多份合并为一笔交易；个别无效文件不影响其他文件。您不会得知当事人的任何信息，当事人也无需账户。有文件被拒绝时退出码为 1。",
  },
  relayFiles: {
    en: "files of attestation make --to or enrolment join --to",
    zh: "由 attestation make --to 或 enrolment join --to 写出的文件",
  },
  relaying: { en: "sending", zh: "提交中" },
  relayRecorded: { en: "recorded", zh: "已登记" },
  relaySkipped: {
    en: "adds nothing: it was sent before, or a later one was",
    zh: "无新内容：此前已提交，或已有更新的证明",
  },
  relayRefused: { en: "refused: {reason}", zh: "被拒绝：{reason}" },
  relayed: {
    en: "{recorded} recorded, {skipped} skipped, {refused} refused.",
    zh: "已登记 {recorded} 份，跳过 {skipped} 份，拒绝 {refused} 份。",
  },
  showSummary: { en: "ask whether a confirmation holds", zh: "查询核验记录是否有效" },
  showDetails: {
    en: "The answer is the contract's own. Exit code 1 if the confirmation does not hold, with the reason.",
    zh: "结果由合约给出。核验记录无效时退出码为 1，并说明原因。",
  },
  stateValid: { en: "Yes: confirmed {at}, holds until {until}.", zh: "有效：{at} 登记，有效期至 {until}。" },
  stateExpired: { en: "No: it ended {until}.", zh: "无效：已于 {until} 到期。" },
  stateWithdrawn: { en: "No: the person took it back.", zh: "无效：当事人已撤回。" },
  stateRevoked: { en: "No: the office cancelled it.", zh: "无效：机构已撤销。" },
  stateNone: { en: "No: nothing was ever recorded under this number.", zh: "无效：该编号下没有任何核验记录。" },
  underPolicy: {
    en: "Under policy {policyId}, “{title}” of {verifier}.",
    zh: "依据 {verifier} 的核验要求 {policyId}“{title}”。",
  },
  listSummary: { en: "what you confirmed to whom", zh: "查看您向谁登记过哪些核验" },
  listRow: { en: "policy {policyId}: {title} ({verifier})", zh: "核验要求 {policyId}：{title}（{verifier}）" },
  listNumber: { en: "your number with this office only:", zh: "仅此机构可见的编号：" },
  listEmpty: {
    en: "Nothing is recorded of you on this chain, as far as this identity knows.",
    zh: "此身份在本链上没有任何核验记录。",
  },
  withdrawSummary: { en: "take a confirmation back", zh: "撤回核验记录" },
  withdrawDetails: {
    en: "Ends the confirmation at once. Needs your identity alone, not the credential. That it existed stays visible. You can prove anew later.",
    zh: "立即终止核验记录。只需您的身份，无需凭证。记录曾经存在这一点仍可查到；日后可重新证明。",
  },
  withdrawQuestion: {
    en: "Your confirmation under policy {policyId} ends at once.",
    zh: "您在核验要求 {policyId} 下的核验记录将立即终止。",
  },
  withdrawing: {
    en: "Proving that it is yours, without saying who you are …",
    zh: "正在证明此记录属于您，而不透露身份……",
  },
  withdrawn: {
    en: "Taken back: your confirmation under policy {policyId} no longer holds.",
    zh: "已撤回：您在核验要求 {policyId} 下的核验记录不再有效。",
  },
  revokeSummary: { en: "cancel a person's confirmation by a decision of your office", zh: "依决定撤销他人的核验记录" },
  revokeDetails: {
    en: "Only where the policy says that the office may. It is final for this policy. The reason is public: a code of your own list, never personal data.",
    zh: "仅当核验要求载明机构有权撤销时可用；在该核验要求下不可恢复。理由公开：请使用自定代码，不得含个人信息。",
  },
  reason: { en: "code of the reason, such as false-statement", zh: "理由代码，如 false-statement" },
  revokeQuestion: {
    en: "The confirmation of number {pseudonym} under policy {policyId} ends for good.",
    zh: "编号 {pseudonym} 在核验要求 {policyId} 下的核验记录将被永久撤销。",
  },
  revoked: { en: "Cancelled: the confirmation no longer holds.", zh: "已撤销：该核验记录不再有效。" },
} as const satisfies Record<string, Text>;

export const enrolmentTexts = {
  enrolmentId: { en: "number of the enrolment", zh: "登记的编号" },
  openSummary: { en: "let whoever meets a policy join a list of voters", zh: "开放名册：符合要求者可自行登记" },
  openDetails: {
    en: "People join by a proof, each once, under a voting number that nobody can connect with them. When it closes anyone builds the same list from the chain. Only the account of the office that published the policy can open it.",
    zh: "当事人凭证明登记，每人一次，所用的投票编号无法与本人关联。截止后任何人都可由链上记录得出同一名册。仅公布核验要求的机构账户可开放登记。",
  },
  name: { en: "name of the list of voters", zh: "名册名称" },
  opens: {
    en: "when joining begins (1h, 2026-03-01T08:00Z; default: now)",
    zh: "登记开始时间（1h、2026-03-01T08:00+08:00；默认：现在）",
  },
  closes: { en: "when it ends", zh: "登记截止时间" },
  opened: {
    en: "Enrolment {enrolmentId} “{name}” is made. People can join\nfrom {opens} to {closes}.",
    zh: "登记 {enrolmentId}“{name}”已建立，开放时间：\n{opens} 至 {closes}。",
  },
  sharedScope: {
    en: "Warning: this policy's scope is not of this list alone. Whoever joins has the same\npseudonym there and here, and everybody can see that it is one person.\nChoose a scope for each electorate: psephos policy publish.",
    zh: "警告：此核验要求的范围并非仅用于本名册。登记者在两处使用同一化名，\n任何人都能看出是同一人。请为每份选民名册另设范围：psephos policy publish。",
  },
  sharedPolicies: { en: "  Policies of the same scope: {policies}", zh: "  相同范围的核验要求：{policies}" },
  sharedEnrolments: { en: "  Earlier enrolments: {enrolments}", zh: "  先前的登记：{enrolments}" },
  nextJoin: {
    en: "Next, each voter: psephos enrolment join {enrolmentId}",
    zh: "下一步，由选民各自运行：psephos enrolment join {enrolmentId}",
  },
  joinSummary: { en: "join a list of voters by a proof", zh: "凭证明登记为选民" },
  joinDetails: {
    en: "Shows who asks what and why, and asks whether you agree. Then proves it on this machine, and puts a voting number on the list that is yours and that nobody can connect with you or your credential. Everybody can see which account pays: with --relay a relayer sends it, with --to the proof is written to a file that anybody can send for you.",
    zh: "先显示谁在请求、请求什么、用途为何，并询问您是否同意；然后在本机生成证明，将属于您的投票编号列入名册，任何人都无法将其与您或您的凭证关联。付费账户人人可见：使用 --relay 可由中继代为提交，使用 --to 可将证明写入文件，由任何人代为提交。",
  },
  joinHeading: {
    en: "To join “{name}” you prove to {verifier}: {title}",
    zh: "登记“{name}”须向 {verifier} 证明：{title}",
  },
  joinNote: {
    en: "Who joined cannot be read from the list; that a number joined is public, and stays.",
    zh: "名册不显示登记者身份；有编号登记这一事实公开且永久保留。",
  },
  joined: { en: "You are on the list “{name}”, without your name.", zh: "您已列入“{name}”，未显示姓名。" },
  nextVote: {
    en: "Keep this identity: you vote with it.\nThe list is made after {closes}; then psephos ballot cast.",
    zh: "请保留此身份，投票时需要。\n名册在 {closes} 后生成；届时运行 psephos ballot cast。",
  },
  showSummary: { en: "show an enrolment", zh: "显示登记情况" },
  phaseBefore: { en: "not open yet", zh: "尚未开放" },
  phaseOpen: { en: "open", zh: "开放中" },
  phaseClosed: { en: "closed", zh: "已截止" },
  heading: { en: "Enrolment {enrolmentId} “{name}”: {phase}", zh: "登记 {enrolmentId}“{name}”：{phase}" },
  admits: { en: "who may join", zh: "登记条件" },
  policy: { en: "{title} (policy {policyId})", zh: "{title}（核验要求 {policyId}）" },
  time: { en: "time", zh: "时间" },
  size: { en: "joined", zh: "已登记" },
  nextRoll: {
    en: "Next: psephos enrolment roll {enrolmentId} --to roll.json",
    zh: "下一步：psephos enrolment roll {enrolmentId} --to roll.json",
  },
  rollSummary: { en: "build the list of voters of a closed enrolment", zh: "由已截止的登记生成名册" },
  rollDetails: {
    en: "Anyone gets the same file from the chain. Publish it as any list of voters, then create the election.",
    zh: "任何人都可由链上记录得到相同文件。随后照常公布名册并创建选举。",
  },
  rollTo: { en: "where to write the roll file", zh: "名册文件的写入位置" },
  built: { en: "List of voters “{name}” with {size} on it: {file}", zh: "名册“{name}”共 {size} 人：{file}" },
  nextPublish: { en: "Next: psephos roll publish {file}", zh: "下一步：psephos roll publish {file}" },
} as const satisfies Record<string, Text>;
