// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./interfaces/IAttestationRegistry.sol";
import "./lib/Context.sol";

/// @title For contracts that serve attested holders alone
/// @notice Inherit it, name the policy, and guard functions with `onlyAttested` and `onlyHolder`.
/// @dev Pseudonyms are public: `onlyAttested` tells that someone met the policy, not that this someone is behind the call. Where that
/// matters, `onlyHolder` asks for a proof too.
abstract contract RequiresAttestation {
    /// @notice Where attestations are.
    IAttestationRegistry public immutable attestationRegistry;
    /// @notice The policy that holders must have met.
    uint256 public immutable requiredPolicyId;

    mapping(uint256 pseudonym => mapping(bytes32 action => bool)) private _done;

    /// @notice The proof is wrong, or was made for another action, contract or pseudonym.
    error NotHolder(uint256 pseudonym);
    /// @notice The holder's proof for this action was used before.
    error ActionRepeated(uint256 pseudonym, bytes32 action);

    /// @dev The attestation is valid now.
    modifier onlyAttested(uint256 pseudonym) {
        attestationRegistry.requireAttestation(requiredPolicyId, pseudonym);
        _;
    }

    /// @dev The attestation is valid now, and its holder agrees to this action, once.
    /// @param action Hash of all that the call does, with a number or time where the holder may do the same again.
    /// @param proof Of the circuit "pseudonym", for the policy's department and scope, in the context "action".
    modifier onlyHolder(uint256 pseudonym, bytes32 action, uint256[8] calldata proof) {
        attestationRegistry.requireAttestation(requiredPolicyId, pseudonym);
        if (_done[pseudonym][action]) revert ActionRepeated(pseudonym, action);
        _done[pseudonym][action] = true;
        uint256 context = Context.action(action);
        if (!attestationRegistry.isHolder(requiredPolicyId, pseudonym, context, proof)) revert NotHolder(pseudonym);
        _;
    }

    constructor(IAttestationRegistry attestationRegistry_, uint256 requiredPolicyId_) {
        (attestationRegistry, requiredPolicyId) = (attestationRegistry_, requiredPolicyId_);
    }
}
