// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../generated/Constants.sol";

/// @notice The rules of a valid ballot, packed into one field element. From the lowest bit: option count (8 bits), highest value of
/// one option (16), lowest total cost (36), highest total cost (36), quadratic, distinct, blank, weighted (1 each).
type Rules is uint256;

using RulesLib for Rules global;

library RulesLib {
    uint256 private constant MIN_OPTIONS = 2;
    uint256 private constant MAX_OPTIONS = 8;

    function optionCount(Rules rules) internal pure returns (uint256) {
        return _field(rules, Constants.RULE_OPTION_COUNT_OFFSET, Constants.RULE_OPTION_COUNT_MASK);
    }

    function maxValue(Rules rules) internal pure returns (uint256) {
        return _field(rules, Constants.RULE_MAX_VALUE_OFFSET, Constants.RULE_MAX_VALUE_MASK);
    }

    function minTotal(Rules rules) internal pure returns (uint256) {
        return _field(rules, Constants.RULE_MIN_TOTAL_OFFSET, Constants.RULE_MIN_TOTAL_MASK);
    }

    function maxTotal(Rules rules) internal pure returns (uint256) {
        return _field(rules, Constants.RULE_MAX_TOTAL_OFFSET, Constants.RULE_MAX_TOTAL_MASK);
    }

    function isQuadratic(Rules rules) internal pure returns (bool) {
        return _field(rules, Constants.RULE_QUADRATIC_OFFSET, Constants.RULE_QUADRATIC_MASK) == 1;
    }

    function isWeighted(Rules rules) internal pure returns (bool) {
        return _field(rules, Constants.RULE_WEIGHTED_OFFSET, Constants.RULE_WEIGHTED_MASK) == 1;
    }

    /// @notice The smallest circuit capacity that holds all options: 2, 4 or 8.
    function capacity(Rules rules) internal pure returns (uint8) {
        uint256 options = rules.optionCount();
        return
            options <= 2
                ? 2
                : options <= 4
                    ? 4
                    : 8;
    }

    /// @notice Whether some ballot can satisfy the totals, and nothing is set past the last field.
    function isValid(Rules rules) internal pure returns (bool) {
        if (Rules.unwrap(rules) >> Constants.RULES_BITS != 0) return false;
        uint256 options = rules.optionCount();
        if (options < MIN_OPTIONS || options > MAX_OPTIONS || rules.maxValue() == 0) return false;
        uint256 highestCost = rules.isQuadratic() ? rules.maxValue() ** 2 : rules.maxValue();
        return rules.minTotal() <= rules.maxTotal() && rules.minTotal() <= options * highestCost;
    }

    function _field(Rules rules, uint256 offset, uint256 mask) private pure returns (uint256) {
        return (Rules.unwrap(rules) >> offset) & mask;
    }
}
