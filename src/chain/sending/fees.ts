/** What a transaction offers, in wei a gas. On a chain without a base fee both are its gas price. */
export interface FeeOffer {
  readonly maxFeePerGas: bigint;
  readonly priorityFee: bigint;
}

/** What a chain asks for. */
export interface FeeMarket {
  /** Of the latest block; undefined on chains from before EIP-1559. */
  readonly baseFee: bigint | undefined;
  /** The node's suggestion for all of it. 0 where gas is free. */
  readonly gasPrice: bigint;
}

export interface FeeLimits {
  /** Never offered more, wei a gas. */
  readonly maxFeePerGas: bigint;
  /** For the block's producer, wei a gas. */
  readonly priorityFee: bigint;
}

/** Six full blocks in a row double the base fee: an offer of twice the present one holds that long. */
const BASE_FEE_MARGIN = 2n;

/** Undefined when the chain asks for more than the limit. */
export function offerFee({ baseFee, gasPrice }: FeeMarket, limits: FeeLimits): FeeOffer | undefined {
  if (gasPrice === 0n) return { maxFeePerGas: 0n, priorityFee: 0n };
  const priorityFee = baseFee === undefined ? gasPrice : limits.priorityFee;
  const needed = (baseFee ?? 0n) + (baseFee === undefined ? gasPrice : priorityFee);
  if (needed > limits.maxFeePerGas) return undefined;
  if (baseFee === undefined) return { maxFeePerGas: gasPrice, priorityFee };
  return { maxFeePerGas: lower(BASE_FEE_MARGIN * baseFee + priorityFee, limits.maxFeePerGas), priorityFee };
}

/**
 * For another transaction of the same nonce: nodes take it in place of the first if both fees are a tenth higher; an eighth is offered.
 * Undefined when that passes the limit, or gas is free and no offer is better than another.
 */
export function raiseFee(
  previous: FeeOffer,
  { market, limits }: { market: FeeMarket; limits: FeeLimits },
): FeeOffer | undefined {
  const present = offerFee(market, limits);
  if (present === undefined || market.gasPrice === 0n) return undefined;
  const raised = {
    maxFeePerGas: higher(anEighthMore(previous.maxFeePerGas), present.maxFeePerGas),
    priorityFee: higher(anEighthMore(previous.priorityFee), present.priorityFee),
  };
  return raised.maxFeePerGas > limits.maxFeePerGas ? undefined : raised;
}

function anEighthMore(fee: bigint): bigint {
  return fee + fee / 8n + 1n;
}

function lower(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function higher(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
