// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../types/PolicyRules.sol";
import "./IIssuerRegistry.sol";

/// @notice What contracts must know of a policy; the rest is in its text. Fixed once published.
struct PolicyTerms {
    uint256 departmentId; // who asks, keccak256(did) >> 8; verifierId in the circuits
    uint256 scopeId; // pseudonyms are the same within it, keccak256(did || "#" || scope) >> 8
    uint256 policyHash; // all that is asked, 0 < policyHash < r
    PresentationCircuit circuit;
    uint32 maxStatusAge; // seconds, 60 to 365 days: older states of trust and status are refused
    uint32 maxClockSkew; // seconds, 10 to 1 day: presentations made longer ago are refused
    uint32 validity; // seconds, 60 to 3,660 days: how long an attestation holds
    bool lapses; // attestations end within maxStatusAge of the credential's revocation, and must be renewed
    bool revocable; // the department may revoke attestations by decision
}

/// @notice A policy's state.
struct Policy {
    PolicyTerms terms;
    bytes32 textHash; // keccak256 of the policy file's bytes
    uint64 publishedAt; // unix seconds
    bool retired; // takes no new attestations or enrolments
}

/// @title Register of policies
/// @notice Departments publish what they ask of holders and for what purpose. A policy never changes: a new version is a new policy.
/// @dev Whether `policyHash` and the other terms follow from the text is not checked here: hashing it on chain would cost too much. Anyone
/// checks it off chain, and wallets refuse a policy whose text says something else.
interface IPolicyRegistry {
    /// @notice A policy was published.
    /// @param text The policy file, RFC 8785 JSON.
    event PolicyPublished(uint256 indexed policyId, uint256 indexed departmentId, PolicyTerms terms, string text);
    /// @notice A policy takes no new attestations or enrolments from now on.
    event PolicyRetired(uint256 indexed policyId);

    /// @notice No policy has this id.
    error UnknownPolicy(uint256 policyId);
    /// @notice scopeId or policyHash is 0 or not below r.
    error TermOutOfRange(uint256 word);
    /// @notice A number of seconds is not within its bounds.
    error SecondsOutOfRange(uint32 seconds_, uint32 min, uint32 max);
    /// @notice The text has no byte, or more than 16,384.
    error TextLengthOutOfRange(uint256 length);
    /// @notice The department published this policy before.
    error PolicyAlreadyPublished(uint256 policyId);
    /// @notice The policy is retired.
    error RetiredPolicy(uint256 policyId);

    /// @notice Publishes a policy under the next id. The department's account alone: others get NotDepartment of the
    /// issuer registry.
    /// @param text The policy file, 1 to 16,384 bytes; it goes into the event, its hash is kept.
    /// @return policyId 1, 2, 3 …
    function publish(PolicyTerms calldata terms, string calldata text) external returns (uint256 policyId);

    /// @notice Ends a policy: no new attestations or enrolments; those that exist stand. The department's account alone.
    function retire(uint256 policyId) external;

    /// @notice Where departments and their accounts are registered.
    function issuerRegistry() external view returns (IIssuerRegistry);

    /// @notice Number of policies; the last id.
    function policyCount() external view returns (uint256);

    /// @notice A policy's state. Reverts with UnknownPolicy, as do all views here.
    function policy(uint256 policyId) external view returns (Policy memory);

    /// @notice The part of a policy that accepting a presentation needs, packed; see contracts/types/PolicyRules.sol.
    function rules(uint256 policyId) external view returns (PolicyRules);
}
