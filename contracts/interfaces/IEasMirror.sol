// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./IAttestationRegistry.sol";
import "./IEas.sol";

/// @title Attestations as records of the Ethereum Attestation Service
/// @notice Whoever reads the service's records can read ours there: each is made from a valid attestation of the AttestationRegistry, in this
/// contract's name, without recipient, and ends when the attestation does. Anyone may have one made, or taken back once it is
/// no longer true. Nobody else can make records of the schema.
interface IEasMirror {
    /// @notice A record was made of an attestation.
    event Mirrored(uint256 indexed policyId, uint256 indexed pseudonym, bytes32 indexed uid);
    /// @notice A record was revoked, since its attestation is no longer valid or was replaced.
    event Retracted(uint256 indexed policyId, uint256 indexed pseudonym, bytes32 indexed uid);

    /// @notice The attestation has its record already.
    error AlreadyMirrored(bytes32 uid);
    /// @notice The record is revoked already.
    error AlreadyRetracted(bytes32 uid);
    /// @notice The record's attestation is valid still.
    error StillValid(bytes32 uid);
    /// @notice This is no record of this contract.
    error NotMirrored(bytes32 uid);

    /// @notice Makes a record of an attestation that is valid now. One of an earlier presentation under the same pseudonym is revoked.
    /// Reverts with NotAttested, or with AlreadyMirrored.
    /// @return uid The record.
    function mirror(uint256 policyId, uint256 pseudonym) external returns (bytes32 uid);

    /// @notice Revokes a record whose attestation has expired, was withdrawn or revoked, or follows from a later presentation now.
    function retract(bytes32 uid) external;

    /// @notice Whether a record counts: of this schema, by this contract, without recipient or reference, not expired, not revoked,
    /// and the AttestationRegistry says the same now.
    /// @dev The registry knows of a withdrawal or revocation at once, the service only once someone has called `retract`.
    function isValid(bytes32 uid) external view returns (bool);

    /// @notice The record made last of an attestation; 0 if there is none, or it was retracted.
    function recordOf(uint256 policyId, uint256 pseudonym) external view returns (bytes32 uid);

    /// @notice Uid of the schema "uint256 policyId,uint256 pseudonym,uint64 provenAt" with this contract as its resolver.
    function schemaUid() external view returns (bytes32);

    /// @notice The Ethereum Attestation Service.
    function eas() external view returns (IEas);

    /// @notice Where the attestations are.
    function attestationRegistry() external view returns (IAttestationRegistry);
}
