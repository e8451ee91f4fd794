// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../generated/Constants.sol";

/// @title What one proof is for
/// @notice keccak256(abi.encode(TAG_CONTEXT, kind, chainid, this, …)) >> 8. A proof is worth nothing in another context.
/// @dev `this` is the contract that runs the library. The twin of src/protocol/credential/context.ts.
library Context {
    /// @dev Presentations that the running registry records under one policy: a department that publishes another's policy hash as
    /// its own gets none of what was proven for the other.
    function attestation(uint256 policyId) internal view returns (uint256) {
        return _hash(abi.encode(Constants.TAG_CONTEXT, "attestation", block.chainid, address(this), policyId));
    }

    /// @dev A presentation that puts one commitment on one list: nobody on the way can put another one there.
    function enrolment(uint256 enrolmentId, uint256 commitment) internal view returns (uint256) {
        return
            _hash(
                abi.encode(Constants.TAG_CONTEXT, "enrolment", block.chainid, address(this), enrolmentId, commitment)
            );
    }

    /// @dev A proof that withdraws the one attestation proven at `provenAt`.
    function withdrawal(uint256 policyId, uint256 provenAt) internal view returns (uint256) {
        return _hash(abi.encode(Constants.TAG_CONTEXT, "withdrawal", block.chainid, address(this), policyId, provenAt));
    }

    /// @dev A proof that agrees to one action of the running contract; `action` hashes all that it does.
    function action(bytes32 action_) internal view returns (uint256) {
        return _hash(abi.encode(Constants.TAG_CONTEXT, "action", block.chainid, address(this), action_));
    }

    function _hash(bytes memory encoded) private pure returns (uint256) {
        return uint256(keccak256(encoded)) >> 8;
    }
}
