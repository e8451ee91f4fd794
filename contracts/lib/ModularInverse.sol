// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title Inverses modulo a prime, by the chain's modexp precompile (EIP-198)
library ModularInverse {
    /// @notice The value has no inverse, or the chain's precompile 5 is missing or wrong.
    error InversionFailed();

    uint256 private constant MODEXP = 0x05;

    /// @dev value^(prime − 2) mod prime, checked by multiplication, so a missing or wrong precompile cannot go unseen.
    function inverse(uint256 value, uint256 prime) internal view returns (uint256 result) {
        bool ok;
        // Assembly: calls to precompiles have no Solidity form. Uses memory past the free pointer without claiming it.
        assembly ("memory-safe") {
            let scratch := mload(0x40)
            mstore(scratch, 0x20)
            mstore(add(scratch, 0x20), 0x20)
            mstore(add(scratch, 0x40), 0x20)
            mstore(add(scratch, 0x60), value)
            mstore(add(scratch, 0x80), sub(prime, 2))
            mstore(add(scratch, 0xa0), prime)
            ok := staticcall(gas(), MODEXP, scratch, 0xc0, scratch, 0x20)
            ok := and(ok, eq(returndatasize(), 0x20))
            result := mload(scratch)
        }
        if (!ok || mulmod(result, value, prime) != 1) revert InversionFailed();
    }
}
