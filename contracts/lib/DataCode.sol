// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title Words kept as the code of a contract
/// @dev Reading n words of code costs about 2,600 + 3n gas, n storage slots 2,100n. The code starts with STOP, so it cannot be run.
library DataCode {
    /// @notice The data contract could not be created: too many words, or too little gas.
    error DataNotStored();

    function write(uint256[] memory words) internal returns (address data) {
        uint256 size = 32 * words.length + 1;
        if (size > type(uint16).max) revert DataNotStored();
        // PUSH2 size, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN: ten bytes that return what follows them, STOP first.
        bytes memory creation = abi.encodePacked(hex"61", uint16(size), hex"80600a5f395ff300", words);
        // Assembly: `create` of raw code has no Solidity form.
        assembly ("memory-safe") {
            data := create(0, add(creation, 0x20), mload(creation))
        }
        if (data == address(0)) revert DataNotStored();
    }

    function read(address data) internal view returns (uint256[] memory words) {
        uint256 count = data.code.length / 32;
        words = new uint256[](count);
        // Assembly: Solidity copies code into bytes alone; this spares a second copy into words. Skips the STOP.
        assembly ("memory-safe") {
            extcodecopy(data, add(words, 0x20), 1, mul(count, 0x20))
        }
    }
}
