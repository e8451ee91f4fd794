import type { TextsOf } from "./alert-text.ts";

export const CHAIN_TEXTS: TextsOf<
  | "index-faulty"
  | "indexer-behind"
  | "chain-stalled"
  | "finality-broken"
  | "nodes-disagree"
  | "node-unreachable"
  | "check-failed"
> = {
  "index-faulty": ({ what, blockNumber }) => ({
    sentence: {
      zh: `索引器在区块 ${blockNumber} 发现索引与合约不符：${what}。`,
      en: `At block ${blockNumber} the indexer found its index unlike the contracts: ${what}.`,
    },
    advice: {
      zh: "换一个节点；若仍不符，停止索引器，清空索引后从链上重建。",
      en: "Give the indexer another node; if it still differs, empty the index and have it rebuilt from the chain.",
    },
  }),
  "indexer-behind": ({ blocks, seconds }) => ({
    sentence: {
      zh: `索引落后节点 ${blocks} 个区块，${seconds} 秒。`,
      en: `The index is ${blocks} blocks and ${seconds} seconds behind the node.`,
    },
    advice: {
      zh: "查看索引器是否在运行、其日志与健康状态、以及数据库的剩余空间。",
      en: "See whether an indexer runs, what its log and health say, and whether the database has space.",
    },
  }),
  "chain-stalled": ({ blockNumber, seconds }) => ({
    sentence: {
      zh: `区块 ${blockNumber} 之后已有 ${seconds} 秒没有新区块。`,
      en: `No block has followed block ${blockNumber} for ${seconds} seconds.`,
    },
    advice: {
      zh: "查看验证者：QBFT 链在超过三分之一离线时停止。向选民说明；截止时间照常到来。",
      en: "Look at the validators: a QBFT chain stops when a third or more of them is away. Tell voters; closing times come all the same.",
    },
  }),
  "finality-broken": ({ blockNumber }) => ({
    sentence: {
      zh: `从区块 ${blockNumber} 起，已最终确认的区块被其他区块取代。`,
      en: `Blocks from ${blockNumber} on were final, and now others stand in their place.`,
    },
    advice: {
      zh: "暂停公布结果；向其他节点核对；与链的运营者查明原因；核对每张选票的收据是否仍在链上。",
      en: "Publish no results; ask other nodes; find the cause with those who run the chain; check that receipts are still on it.",
    },
  }),
  "nodes-disagree": ({ node, blockNumber }) => ({
    sentence: {
      zh: `节点 ${node} 给出的最终区块 ${blockNumber} 与主节点不同。`,
      en: `Node ${node} has another final block ${blockNumber} than the first node.`,
    },
    advice: {
      zh: "不要相信任何一方：向第三个节点核对，停用出错的节点。在此之前索引不会前进。",
      en: "Trust neither: ask a third node and take the wrong one out. The index stands still until then.",
    },
  }),
  "node-unreachable": ({ node }) => ({
    sentence: {
      zh: `用于核对的节点 ${node} 没有回应。`,
      en: `Node ${node}, which is asked for comparison, does not answer.`,
    },
    advice: {
      zh: "恢复该节点，或在配置中换成另一个。",
      en: "Bring it back, or name another one in the configuration.",
    },
  }),
  "check-failed": ({ check, code }) => ({
    sentence: {
      zh: `监视项“${check}”无法完成（${code}），其警报可能不再准确。`,
      en: `The check "${check}" could not be made (${code}): its alerts may be out of date.`,
    },
    advice: {
      zh: "查看监视器的日志；通常是节点或数据库无法访问。",
      en: "See the watcher's log; most often the node or the database is out of reach.",
    },
  }),
};
