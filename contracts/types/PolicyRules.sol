// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @notice Which circuit proves a policy.
enum PresentationCircuit {
    Plain, // presentation-plain: nothing is sealed
    Sealed, // presentation: values sealed for the verifier
    Pair // presentation-pair: two credentials of one holder
}

/// @notice What accepting a presentation needs of a policy, packed into one storage word. From the lowest bit: maxStatusAge, maxClockSkew,
/// validity (32 bits each, seconds), publishedAt (64, unix seconds, not 0), circuit (8), lapses, revocable, retired (1 each).
type PolicyRules is uint256;

using PolicyRulesLib for PolicyRules global;

library PolicyRulesLib {
    uint256 private constant LAPSES_BIT = 168;
    uint256 private constant REVOCABLE_BIT = 169;
    uint256 private constant RETIRED_BIT = 170;

    function pack(
        uint32[3] memory seconds_, // maxStatusAge, maxClockSkew, validity
        PresentationCircuit circuit_,
        bool lapses_,
        bool revocable_,
        uint64 publishedAt_
    ) internal pure returns (PolicyRules) {
        uint256 word = seconds_[0] | (uint256(seconds_[1]) << 32) | (uint256(seconds_[2]) << 64);
        word |= (uint256(publishedAt_) << 96) | (uint256(circuit_) << 160);
        if (lapses_) word |= 1 << LAPSES_BIT;
        if (revocable_) word |= 1 << REVOCABLE_BIT;
        return PolicyRules.wrap(word);
    }

    function withRetired(PolicyRules rules) internal pure returns (PolicyRules) {
        return PolicyRules.wrap(PolicyRules.unwrap(rules) | (1 << RETIRED_BIT));
    }

    function maxStatusAge(PolicyRules rules) internal pure returns (uint32) {
        return uint32(PolicyRules.unwrap(rules));
    }

    function maxClockSkew(PolicyRules rules) internal pure returns (uint32) {
        return uint32(PolicyRules.unwrap(rules) >> 32);
    }

    function validity(PolicyRules rules) internal pure returns (uint32) {
        return uint32(PolicyRules.unwrap(rules) >> 64);
    }

    function publishedAt(PolicyRules rules) internal pure returns (uint64) {
        return uint64(PolicyRules.unwrap(rules) >> 96);
    }

    function circuit(PolicyRules rules) internal pure returns (PresentationCircuit) {
        return PresentationCircuit(uint8(PolicyRules.unwrap(rules) >> 160));
    }

    function lapses(PolicyRules rules) internal pure returns (bool) {
        return _bit(rules, LAPSES_BIT);
    }

    function revocable(PolicyRules rules) internal pure returns (bool) {
        return _bit(rules, REVOCABLE_BIT);
    }

    function retired(PolicyRules rules) internal pure returns (bool) {
        return _bit(rules, RETIRED_BIT);
    }

    function _bit(PolicyRules rules, uint256 bit) private pure returns (bool) {
        return (PolicyRules.unwrap(rules) >> bit) & 1 == 1;
    }
}
