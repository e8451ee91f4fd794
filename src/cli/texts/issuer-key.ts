import type { Text } from "../text.ts";

/** A department's desk, where it issues one kind of credential: keys of its epochs, and the record of what was issued. */
export const deskTexts = {
  what: { en: "desk {name}", zh: "签发台 {name}" },
  keyWhat: { en: "the certificate's private key", zh: "证书私钥" },
  desk: { en: "the desk (default: the only one there is)", zh: "签发台（默认：唯一的签发台）" },
  epoch: { en: "number of the desk's key (default: the last one)", zh: "签发密钥的期号（默认：最新一期）" },
} as const satisfies Record<string, Text>;

export const issuerKeyTexts = {
  newSummary: {
    en: "make the key that signs one kind of credential (department)",
    zh: "新建一类凭证的签发密钥（部门）",
  },
  newDetails: {
    en: "Opens a desk on this machine: a key, encrypted with your passphrase, and the record of what it issues. The same command with the next epoch gives the desk its next key. Back up the folder; a lost key cannot be replaced, and a lost record cannot be read off the credentials.",
    zh: "在本机开设签发台：一把用口令加密的密钥和一份签发登记簿。换用下一期号再次运行，即为该签发台更换新密钥。请备份该目录：密钥丢失后无法恢复，登记簿也无法由凭证重建。",
  },
  issuer: { en: "the department, as did:web", zh: "部门的 did:web" },
  schema: { en: "kind of credential; psephos schema list shows them", zh: "凭证类别；用 psephos schema list 查看" },
  newEpoch: { en: "number of this key, such as 2026; each once", zh: "密钥的期号，例如 2026；不可重复" },
  ends: {
    en: "when it stops signing and all that it signed ends: 365d, or 2027-01-31T00:00Z",
    zh: "停止签发、且所签凭证一并到期的时间：365d 或 2027-01-31T00:00Z",
  },
  newDesk: { en: "name of the desk (default: the kind of credential)", zh: "签发台名称（默认：凭证类别名）" },
  lists: {
    en: "https address of the folder where its status lists will be (default: below the department's own)",
    zh: "状态列表所在目录的 https 地址（默认：在部门网站之下）",
  },
  made: {
    en: "Desk {desk} has its key of epoch {epoch}, which ends {ends}.",
    zh: "签发台 {desk} 的第 {epoch} 期密钥已就绪，{ends} 到期。",
  },
  kept: { en: "Encrypted in {file}", zh: "加密保存在 {file}" },
  publicKey: { en: "Public key:\n  {x}\n  {y}", zh: "公钥：\n  {x}\n  {y}" },
  nextCertify: {
    en: "Next: psephos issuer-key certify --certificate CHAIN.pem \\\n        --private-key KEY.pem --to FOLDER",
    zh: "下一步：psephos issuer-key certify --certificate 证书链.pem \\\n          --private-key 私钥.pem --to 目录",
  },
  certifySummary: { en: "have the department's certificate vouch for a desk's key", zh: "用部门证书为签发密钥作证" },
  certifyDetails: {
    en: "Signs the key and its terms with the private key of the department's X.509 certificate, and writes a folder for the governing authority: the signed statement and the first, empty status lists. It holds no secret. ECDSA (P-256, P-384) and RSA are supported.",
    zh: "用部门 X.509 证书的私钥为签发密钥及其条款签名，并写出一个交给主管机关的目录，内含签名声明和最初的空状态列表，不含秘密。支持 ECDSA（P-256、P-384）和 RSA。",
  },
  certificate: {
    en: "PEM file: the department's certificate, then those above it",
    zh: "PEM 文件：部门证书在前，上级证书依次在后",
  },
  privateKey: { en: "PEM file: the certificate's private key", zh: "PEM 文件：证书的私钥" },
  to: { en: "folder to write, for the governing authority", zh: "要写入的目录，交给主管机关" },
  certified: { en: "Certified: {did}, {schema}, epoch {epoch}.", zh: "已作证：{did}，{schema}，第 {epoch} 期。" },
  handOver: { en: "Hand this folder to the governing authority: {folder}", zh: "请将此目录交给主管机关：{folder}" },
  listsHere: { en: "Status lists to put on the web:\n  {folder}", zh: "待发布到网上的状态列表：\n  {folder}" },
  listsAddress: { en: "They belong at\n  {address}", zh: "发布地址：\n  {address}" },
  registerSummary: {
    en: "check a department's key and let it sign (governing authority)",
    zh: "核对并登记部门的签发密钥（主管机关）",
  },
  registerDetails: {
    en: "Checks that the certificate leads to a root you trust and names the department, that its key signed the statement, and that the status lists are signed by the new key. Only then anything is sent. Revoked certificates are not looked up: take the key out with psephos issuer-key remove.",
    zh: "核对证书能追溯到您信任的根证书且确属该部门、声明由该证书签名、状态列表由新密钥签名，全部通过后才发送交易。本命令不查询证书吊销情况：如需撤下密钥，请用 psephos issuer-key remove。",
  },
  folder: { en: "folder from the department", zh: "部门交来的目录" },
  root: { en: "PEM file of a root certificate that you trust (repeatable)", zh: "您信任的根证书 PEM 文件（可重复）" },
  validUntil: { en: "It ends {ends}.", zh: "到期时间：{ends}。" },
  registered: { en: "Registered as issuer key {keyIndex}.", zh: "已登记为第 {keyIndex} 号签发密钥。" },
  nextPublish: {
    en: "Next, at the department: psephos credential issue, psephos status publish",
    zh: "下一步（部门）：psephos credential issue，psephos status publish",
  },
  showSummary: { en: "show issuer keys, or one", zh: "查看签发密钥" },
  showDetails: {
    en: "Rebuilds the registry's trust tree from its record and compares the root before anything is shown.",
    zh: "显示之前，先由登记记录重建信任树并与链上的根比对。",
  },
  index: { en: "number of the key in the registry", zh: "密钥在登记处的编号" },
  none: { en: "No issuer key is registered yet.", zh: "尚未登记任何签发密钥。" },
  keyLine: {
    en: "{keyIndex}  {schema}, epoch {epoch}: {state}\n   {did}",
    zh: "{keyIndex}  {schema}，第 {epoch} 期：{state}\n   {did}",
  },
  trusted: { en: "valid until {ends}", zh: "有效期至 {ends}" },
  ended: { en: "ended {ends}", zh: "已于 {ends} 到期" },
  removed: { en: "taken out", zh: "已撤下" },
  compromised: { en: "taken out as compromised", zh: "因泄露而撤下" },
  listsPublished: { en: "Status lists last published {time}", zh: "状态列表最近发布于 {time}" },
  fingerprint: { en: "SHA-256 of the department's certificate:\n  {hash}", zh: "部门证书的 SHA-256：\n  {hash}" },
  listsHash: { en: "Hash of the two status lists:\n  {hash}", zh: "两份状态列表的哈希：\n  {hash}" },
  unknownSchema: { en: "unknown kind of credential", zh: "未知类别的凭证" },
  removeSummary: { en: "take a key out of the registry (governing authority)", zh: "撤下签发密钥（主管机关）" },
  removeDetails: {
    en: "Nothing that the key signed can be proven from then on. Proofs on recent earlier states still pass for as long as their policies allow; --compromised ends those at once, for everybody, and all holders prove anew. Anyone may take out a key that has ended.",
    zh: "此后，该密钥签发的凭证都不能再用于出示。基于撤下前不久状态的证明，在各核验要求允许的时限内仍然有效；加上 --compromised 则立即全部失效，所有持有人须重新出示。已到期的密钥任何人都可撤下。",
  },
  compromisedOption: {
    en: "somebody else may have the key: refuse everything from before",
    zh: "密钥可能已泄露：拒绝此前的一切证明",
  },
  yes: { en: "do not ask", zh: "不再询问" },
  removeQuestion: {
    en: "Take out issuer key {keyIndex} ({did}, epoch {epoch})? It cannot come back.",
    zh: "确定撤下第 {keyIndex} 号签发密钥（{did}，第 {epoch} 期）吗？撤下后不能恢复。",
  },
  compromisedDone: {
    en: "Everything that rested on the registry before is refused: all holders prove anew.",
    zh: "此前基于登记处的一切证明均被拒绝：所有持有人须重新出示。",
  },
  removedDone: { en: "Issuer key {keyIndex} is taken out.", zh: "第 {keyIndex} 号签发密钥已撤下。" },
} as const satisfies Record<string, Text>;

export const statusTexts = {
  publishSummary: {
    en: "publish which credentials are cancelled or paused (department)",
    zh: "公布被吊销或暂停的凭证（部门）",
  },
  publishDetails: {
    en: "Writes both status lists, signed, and sends their root to the registry. Let the web server serve the folder itself: it has what the registry names at every moment. If you copy the files instead, copy the whole folder at once, with the editions beside the lists: holders are refused where neither fits. Publish often, also without changes: proofs rest on recent lists. The lists name no person, and hold 131,072 entries of which most mean nothing.",
    zh: "写出两份已签名的状态列表，并把其根发送到登记处。请让网站直接提供该目录：其中随时都有登记处所指的文件。如改用复制，请立即复制整个目录，包括列表旁的各版文件：两者都不相符时持有人无法出示。没有变化也请经常发布，因为出示以近期列表为准。列表不含任何人的姓名，共 131,072 项，其中大多数没有含义。",
  },
  published: {
    en: "Published for issuer key {keyIndex}. Root of the lists:\n  {root}",
    zh: "已为第 {keyIndex} 号签发密钥公布。列表的根：\n  {root}",
  },
  showSummary: {
    en: "show what a desk issued, and whether its lists are published",
    zh: "查看签发台的签发情况与列表是否已公布",
  },
  shown: {
    en: "Desk {desk}, epoch {epoch}, issuer key {keyIndex}:",
    zh: "签发台 {desk}，第 {epoch} 期，第 {keyIndex} 号签发密钥：",
  },
  issued: { en: "issued", zh: "已签发" },
  live: { en: "in force", zh: "有效" },
  revoked: { en: "cancelled", zh: "已吊销" },
  suspended: { en: "paused", zh: "已暂停" },
  lastPublished: { en: "lists published", zh: "列表公布于" },
  upToDate: { en: "The published lists say the same as the record here.", zh: "已公布的列表与本机登记簿一致。" },
  outdated: {
    en: "The published lists are older than the record here. Publish: psephos status publish",
    zh: "已公布的列表落后于本机登记簿。请运行：psephos status publish",
  },
} as const satisfies Record<string, Text>;
