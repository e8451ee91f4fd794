import type { ErrorCode } from "../../errors.ts";
import type { Language } from "../text.ts";

/**
 * The kind of failure in Chinese, put before the message itself, which comes in English from the layer that failed.
 * English needs none: there the message alone is enough.
 */
const SUMMARIES_ZH: Partial<Record<ErrorCode, string>> = {
  USAGE: "命令用法不正确，请用 --help 查看说明。",
  INTERRUPTED: "已中止，未做任何更改。",
  FILE_UNREADABLE: "无法读取文件。",
  FILE_UNWRITABLE: "无法写入文件，未做任何更改。",
  FILE_EXISTS: "文件已存在，不会覆盖。",
  NAME_INVALID: "名称不合规。",
  JSON_MALFORMED: "文件不是有效的 JSON。",
  SEALED_FILE_MALFORMED: "不是可识别的加密文件。",
  SEALED_FILE_REFUSED: "口令错误，或文件已被改动。",
  PASSPHRASE_REFUSED: "口令不合要求。",
  PASSPHRASE_MISSING: "缺少口令。",
  PUBLIC_FILE_MISSING: "缺少公开文件。",
  PUBLIC_FILE_ALTERED: "公开文件与链上记录不符。",
  CONFIRMATION_MISSING: "需要确认。",
  ACCOUNT_MISSING: "没有可用的账户。",
  IDENTITY_MISSING: "没有找到身份文件。",
  DEPLOYMENT_MISSING: "没有找到合约部署记录。",
  DEPLOYMENT_UNTRUSTED: "链上合约与本软件的密钥不符，拒绝使用。",
  TIMES_INVALID: "时间顺序不正确。",
  THRESHOLD_INVALID: "门限不在允许范围内。",
  TRUSTEE_UNKNOWN: "该账户不是此次密钥生成的保管人。",
  TRUSTEE_KEY_MISSING: "没有找到保管人密钥文件。",
  TRUSTEE_KEY_STALE: "保管人密钥文件与链上记录不符。",
  PHASE_WRONG: "当前阶段不允许此操作。",
  ALREADY_DONE: "此操作已经完成。",
  ALREADY_CAST: "此身份已在本次选举中投票。",
  AGGREGATE_UNTRUSTED: "加密总数与已记录的选票不符，拒绝解密。",
  BALLOT_PREPARED_MISSING: "没有找到已准备的选票。",
  VOTER_NOT_ON_ROLL: "该身份不在选民名册上。",
  ROLL_MALFORMED: "选民名册格式有误。",
  ROLL_DUPLICATE: "选民名册中有重复的登记。",
  ROLL_TOO_LARGE: "选民名册过大。",
  REGISTRATION_MALFORMED: "登记格式有误。",
  REGISTRATION_SIGNATURE_INVALID: "登记签名无效。",
  REGISTRATION_NOT_ELIGIBLE: "登记者没有资格。",
  RULES_INVALID: "投票规则无效。",
  BALLOT_AGAINST_RULES: "选票不符合投票规则。",
  MANIFEST_MALFORMED: "选举说明文件有误。",
  ARCHIVE_MALFORMED: "选举档案格式有误。",
  ARTIFACT_MISSING: "缺少电路文件，请重新运行安装。",
  ARTIFACT_ALTERED: "电路文件已被改动，请重新构建。",
  CHAIN_UNREACHABLE: "无法连接区块链。",
  CHAIN_ID_MISMATCH: "连接的不是预期的区块链。",
  CHAIN_UNSUPPORTED: "该链缺少所需的预编译合约。",
  DEVELOPMENT_KEYS_REFUSED: "开发用密钥只能用于本地链。",
  CONTRACT_REFUSED: "合约拒绝了此操作。",
  TRANSACTION_FAILED: "交易未成功。",
  UNEXPECTED: "程序内部错误。",
};

export function errorSummary(code: ErrorCode, language: Language): string | undefined {
  return language === "zh" ? SUMMARIES_ZH[code] : undefined;
}
