// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @notice A record of the Ethereum Attestation Service. Times are unix seconds.
struct EasRecord {
    bytes32 uid; // 0: there is no such record
    bytes32 schema; // uid of the schema that the data follows
    uint64 time; // when it was made
    uint64 expirationTime; // 0: never expires
    uint64 revocationTime; // 0: not revoked
    bytes32 refUID; // another record that it is about; 0: none
    address recipient; // 0: none
    address attester; // who made it
    bool revocable;
    bytes data; // ABI-encoded as the schema says
}

/// @notice What a new record shall hold.
struct EasRecordRequest {
    address recipient;
    uint64 expirationTime;
    bool revocable;
    bytes32 refUID;
    bytes data;
    uint256 value; // wei for the resolver
}

/// @notice A new record and its schema.
struct EasAttestationRequest {
    bytes32 schema;
    EasRecordRequest data;
}

/// @notice The record to revoke.
struct EasRevocation {
    bytes32 uid;
    uint256 value; // wei for the resolver
}

/// @notice A record to revoke and its schema.
struct EasRevocationRequest {
    bytes32 schema;
    EasRevocation data;
}

/// @notice A registered schema.
struct EasSchema {
    bytes32 uid; // keccak256(abi.encodePacked(schema, resolver, revocable)); 0: not registered
    address resolver;
    bool revocable;
    string schema;
}

/// @title The Ethereum Attestation Service, version 1: what is used of it
/// @dev Written here, and compared by a test with the service's own package, so that building the contracts needs nobody else's sources.
interface IEas {
    /// @notice Makes a record in the sender's name, after asking the schema's resolver.
    function attest(EasAttestationRequest calldata request) external payable returns (bytes32 uid);

    /// @notice Revokes a record of the sender, after asking the schema's resolver.
    function revoke(EasRevocationRequest calldata request) external payable;

    /// @notice A record; zeros if there is none.
    function getAttestation(bytes32 uid) external view returns (EasRecord memory);

    /// @notice Where schemas are registered.
    function getSchemaRegistry() external view returns (IEasSchemas);
}

/// @title The Ethereum Attestation Service's register of schemas
interface IEasSchemas {
    /// @notice Registers a schema; reverts if it is registered already.
    function register(string calldata schema, address resolver, bool revocable) external returns (bytes32 uid);

    /// @notice A schema; zeros if it is not registered.
    function getSchema(bytes32 uid) external view returns (EasSchema memory);
}

/// @title What the service asks before it makes or revokes a record of a schema
/// @dev The service's own interface lets these receive wei. A resolver that takes none is called without.
interface IEasResolver {
    /// @notice Whether the resolver takes wei.
    function isPayable() external pure returns (bool);

    /// @notice Whether the record may be made.
    function attest(EasRecord calldata record) external view returns (bool);

    /// @notice Whether all the records may be made.
    function multiAttest(EasRecord[] calldata records, uint256[] calldata values) external view returns (bool);

    /// @notice Whether the record may be revoked.
    function revoke(EasRecord calldata record) external view returns (bool);

    /// @notice Whether all the records may be revoked.
    function multiRevoke(EasRecord[] calldata records, uint256[] calldata values) external view returns (bool);

    /// @notice Version of the resolver, for people.
    function version() external view returns (string memory);
}
