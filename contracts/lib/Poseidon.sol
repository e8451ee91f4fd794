// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../generated/Poseidon2Code.sol";
import "../generated/Poseidon5Code.sol";

/// @notice The contracts that hash two and five elements.
struct Poseidon {
    address two;
    address five;
}

using PoseidonLib for Poseidon global;

/// @title circomlib's Poseidon, as the circuits and the SDK compute it
/// @dev Its code is generated, and stands in two contracts without state or interface: call data is the inputs, 32 bytes each, the
/// answer the hash. They revert unless all inputs are below r, since x and x + r would give one hash (T039).
library PoseidonLib {
    /// @notice A contract that hashes could not be created: too little gas.
    error HasherNotCreated();
    /// @notice An input of a hash is not below r.
    error HashInputOutOfRange();

    function create() internal returns (Poseidon memory) {
        return Poseidon({two: _create(Poseidon2Code.CREATION), five: _create(Poseidon5Code.CREATION)});
    }

    function hash2(Poseidon memory self, uint256 first, uint256 second) internal view returns (uint256 hash) {
        address two = self.two;
        bool ok;
        // Assembly, here and below: a call without selector takes a third of the gas of an encoded one.
        assembly ("memory-safe") {
            mstore(0x00, first)
            mstore(0x20, second)
            ok := staticcall(gas(), two, 0x00, 0x40, 0x00, 0x20)
            hash := mload(0x00)
        }
        if (!ok) revert HashInputOutOfRange();
    }

    function hash5(Poseidon memory self, uint256[5] memory inputs) internal view returns (uint256 hash) {
        address five = self.five;
        bool ok;
        assembly ("memory-safe") {
            ok := staticcall(gas(), five, inputs, 0xa0, 0x00, 0x20)
            hash := mload(0x00)
        }
        if (!ok) revert HashInputOutOfRange();
    }

    function _create(bytes memory creation) private returns (address hasher) {
        // Assembly: `create` of raw code has no Solidity form.
        assembly ("memory-safe") {
            hasher := create(0, add(creation, 0x20), mload(creation))
        }
        if (hasher == address(0)) revert HasherNotCreated();
    }
}
