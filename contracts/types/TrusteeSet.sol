// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @notice A set of trustees: bit j − 1 stands for trustee j, 1 to 16.
type TrusteeSet is uint16;

using TrusteeSetLib for TrusteeSet global;

library TrusteeSetLib {
    function has(TrusteeSet set, uint256 index) internal pure returns (bool) {
        return (TrusteeSet.unwrap(set) >> (index - 1)) & 1 == 1;
    }

    function with(TrusteeSet set, uint256 index) internal pure returns (TrusteeSet) {
        return TrusteeSet.wrap(TrusteeSet.unwrap(set) | uint16(1 << (index - 1)));
    }

    function count(TrusteeSet set) internal pure returns (uint256 members) {
        for (uint256 rest = TrusteeSet.unwrap(set); rest != 0; rest &= rest - 1) ++members;
    }
}
