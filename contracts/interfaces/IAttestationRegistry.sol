// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./IPresentationChecks.sol";

/// @notice What is recorded of a pseudonym under a policy: one storage word. Times are unix seconds.
struct Attestation {
    uint64 provenAt; // `now` of the latest presentation, or the time of withdrawal; only a later presentation counts
    uint64 attestedAt; // when the latest presentation was accepted; 0: never
    uint64 expiresAt; // the attestation holds before this second
    bool withdrawn; // by the holder; a later presentation lifts it
    bool revoked; // by the department; final for this policy
}

/// @title Register of attestations
/// @notice Records that the holder behind a pseudonym met a policy, until when, and nothing else about the holder. Anyone may send presentations,
/// since their proofs speak for themselves.
interface IAttestationRegistry is IPresentationChecks {
    /// @notice A presentation was accepted.
    /// @param item [8 proof words, trustRoot, now, pseudonym, disclosureHash] as sent.
    event Attested(
        uint256 indexed policyId,
        uint256 indexed pseudonym,
        uint64 attestedAt,
        uint64 expiresAt,
        uint256[] item
    );
    /// @notice The holder withdrew an attestation.
    event Withdrawn(uint256 indexed policyId, uint256 indexed pseudonym);
    /// @notice The department revoked an attestation.
    /// @param reason Of the department's choice, such as the hash of its decision; no personal data.
    event Revoked(uint256 indexed policyId, uint256 indexed pseudonym, bytes32 reason);

    /// @notice There is no attestation, or it has expired, or was withdrawn or revoked.
    error NotAttested(uint256 policyId, uint256 pseudonym);
    /// @notice The attestation is withdrawn already.
    error AlreadyWithdrawn(uint256 policyId, uint256 pseudonym);
    /// @notice The attestation is revoked already.
    error AlreadyRevoked(uint256 policyId, uint256 pseudonym);
    /// @notice The policy does not let the department revoke attestations.
    error NotRevocable(uint256 policyId);

    /// @notice Records 1 to MAX_BATCH presentations that meet a policy.
    /// @dev Skipped are items that add nothing: their `now` is not later than what is recorded of the pseudonym, or the pseudonym is revoked. So
    /// no one can stop a batch by sending one of its items first, and none can be used twice. Anything else that is wrong with one
    /// item refuses the whole call. Reverts with NothingAccepted if every item is skipped.
    /// The attestation ends `validity` seconds from now; if the policy lapses, no later than maxStatusAge after its trust root
    /// was superseded.
    /// @param items count × [8 proof words, trustRoot, now, pseudonym, disclosureHash]. The other two signals are the policy's hash and
    /// `attestationContext`.
    /// @return accepted Presentations recorded, 1 to count.
    function attest(uint256 policyId, uint256[] calldata items) external returns (uint256 accepted);

    /// @notice Ends an attestation, expired or not, by who holds the pseudonym's secret. Anyone may send it.
    /// @dev Presentations made before the withdrawal count no more; a later one starts anew.
    /// @param proof Proof of the circuit "pseudonym" for the policy's department and scope, in `withdrawalContext`.
    function withdraw(uint256 policyId, uint256 pseudonym, uint256[8] calldata proof) external;

    /// @notice Ends an attestation for good: no presentation under this policy revives it. The department's account alone, and only if
    /// the policy says that attestations are revocable.
    function revoke(uint256 policyId, uint256 pseudonym, bytes32 reason) external;

    /// @notice Whether an attestation exists, has not expired, and is neither withdrawn nor revoked.
    function isValid(uint256 policyId, uint256 pseudonym) external view returns (bool);

    /// @notice Reverts with NotAttested unless `isValid`.
    function requireAttestation(uint256 policyId, uint256 pseudonym) external view;

    /// @notice What is recorded of a pseudonym; zeros if nothing is.
    function attestation(uint256 policyId, uint256 pseudonym) external view returns (Attestation memory);

    /// @notice Whether a proof of the circuit "pseudonym" shows, in the context given, that its maker holds the pseudonym's secret.
    /// @dev For other contracts. The context must bind what the holder agrees to, and be used once.
    function isHolder(
        uint256 policyId,
        uint256 pseudonym,
        uint256 contextHash,
        uint256[8] calldata proof
    ) external view returns (bool);

    /// @notice Id of the verifying key of the circuit "pseudonym".
    function pseudonymKeyId() external view returns (bytes32);

    /// @notice keccak256(abi.encode(TAG_CONTEXT, "attestation", chainid, this, policyId)) >> 8: what presentations to be recorded under
    /// this policy are bound to.
    function attestationContext(uint256 policyId) external view returns (uint256);

    /// @notice keccak256(abi.encode(TAG_CONTEXT, "withdrawal", chainid, this, policyId, provenAt)) >> 8, with the recorded provenAt.
    function withdrawalContext(uint256 policyId, uint256 pseudonym) external view returns (uint256);
}
