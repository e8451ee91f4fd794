// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./IGroth16Verifier.sol";
import "./IIssuerRegistry.sol";
import "./IPolicyRegistry.sol";

/// @title What every contract that accepts presentations checks
/// @notice The policy is open, the presentation is fresh, its trust root is young enough, and its proof is right.
interface IPresentationChecks {
    /// @notice A circuit's key is not registered, or has another number of signals.
    error UnsuitableKey(bytes32 keyId, uint256 signalCount, uint256 needed);
    /// @notice A presentation's `now` is later than the block's time.
    error PresentationFromFuture(uint256 now_, uint256 blockTime);
    /// @notice A presentation's `now` is more than the policy's maxClockSkew before the block's time.
    error PresentationTooOld(uint256 now_, uint256 blockTime);
    /// @notice The trust root was superseded more than the policy's maxStatusAge ago.
    error TrustRootTooOld(uint256 trustRoot, uint256 age);
    /// @notice The pseudonym is not below r.
    error PseudonymOutOfRange(uint256 pseudonym);
    /// @notice A proof is wrong, or was made for another policy, context, holder or time.
    error InvalidProof();
    /// @notice The call would change nothing.
    error NothingAccepted();

    /// @notice Where verifying keys are registered, and what checks proofs of pseudonyms. Presentations are checked in this contract, by the
    /// verifier's own library with copies of its keys, and malformed ones are refused with its errors.
    function verifier() external view returns (IGroth16Verifier);

    /// @notice Where trust roots come from.
    function issuerRegistry() external view returns (IIssuerRegistry);

    /// @notice Where policies come from.
    function policyRegistry() external view returns (IPolicyRegistry);

    /// @notice Id of the verifying key of a presentation circuit.
    function presentationKeyId(PresentationCircuit circuit) external view returns (bytes32);
}
