import type { Database } from "../../store/store.ts";
import type { Finding } from "../finding.ts";
import { roughly } from "../roughly.ts";
import type { Rule } from "../rule.ts";
import type { WatcherSettings } from "../settings.ts";

export interface WalletFacts {
  /** Of the relayers, with what they hold. */
  readonly accounts: readonly { readonly address: string; readonly balance: bigint }[];
  /** Wei a gas of the newest block; 0 where transactions cost nothing. */
  readonly baseFee: bigint;
  /** Entries that are not on the chain yet. */
  readonly waiting: number;
}

export function judgeWallets({ accounts, baseFee, waiting }: WalletFacts, settings: WatcherSettings): Finding[] {
  const cost = entryCost(baseFee, settings);
  const needed = BigInt(waiting) * cost;
  const reserve = BigInt(settings.reserveEntries) * cost;
  const wanted = needed + reserve;
  const shown = BigInt(roughly(waiting));
  const findings: Finding[] = accounts
    .filter(({ balance }) => balance < wanted)
    .map(({ address: account, balance }) => ({
      kind: "wallet-low",
      severity: balance < needed || balance < cost ? "critical" : "warning",
      subject: `account:${account}`,
      detail: {
        account,
        balanceWei: balance.toString(),
        neededWei: (shown * cost + reserve).toString(),
        waiting: Number(shown),
      },
    }));
  if (baseFee > settings.maxFeePerGas) {
    const detail = { baseFeeWei: baseFee.toString(), capWei: settings.maxFeePerGas.toString(), waiting: Number(shown) };
    findings.push({ kind: "fees-high", severity: waiting > 0 ? "critical" : "warning", subject: "chain", detail });
  }
  return findings;
}

/** A relayer offers up to twice the base fee, since that may rise while a transaction waits, and never more than its cap. */
function entryCost(baseFee: bigint, { gasPerEntry, maxFeePerGas }: WatcherSettings): bigint {
  const offered = 2n * baseFee < maxFeePerGas ? 2n * baseFee : maxFeePerGas;
  return BigInt(gasPerEntry) * offered;
}

/** Whether relayers can pay for what they took. */
export const walletsRule: Rule = {
  name: "wallets",
  kinds: ["wallet-low", "fees-high"],
  async look({ store, chain, settings, metrics }) {
    const rows = await store.database.selectFrom("relay_accounts").select("address").orderBy("address").execute();
    const accounts = await Promise.all(
      rows.map(async ({ address }) => ({ address, balance: await chain.provider.getBalance(address) })),
    );
    const head = await chain.provider.getBlock("latest");
    const facts = { accounts, baseFee: head?.baseFeePerGas ?? 0n, waiting: await countWaiting(store.database) };
    const cost = entryCost(facts.baseFee, settings);
    metrics.baseFeeWei.set(Number(facts.baseFee));
    for (const { address: account, balance } of accounts) {
      metrics.walletWei.set({ account }, Number(balance));
      if (cost > 0n) metrics.walletEntries.set({ account }, Number(balance / cost));
    }
    return judgeWallets(facts, settings);
  },
};

async function countWaiting(database: Database): Promise<number> {
  const { count } = await database
    .selectFrom("relay_entries")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("state", "in", ["received", "submitted"])
    .executeTakeFirstOrThrow();
  return count;
}
