// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./interfaces/IEasMirror.sol";

/// @title Attestations as records of the Ethereum Attestation Service
/// @dev Documented in IEasMirror. It is the schema's resolver and the only attester that it lets through.
contract EasMirror is IEasMirror, IEasResolver {
    string private constant SCHEMA = "uint256 policyId,uint256 pseudonym,uint64 provenAt";

    /// @inheritdoc IEasMirror
    IEas public immutable eas;
    /// @inheritdoc IEasMirror
    IAttestationRegistry public immutable attestationRegistry;
    /// @inheritdoc IEasMirror
    bytes32 public immutable schemaUid;

    /// @inheritdoc IEasMirror
    mapping(uint256 policyId => mapping(uint256 pseudonym => bytes32 uid)) public recordOf;

    constructor(IEas eas_, IAttestationRegistry attestationRegistry_) {
        (eas, attestationRegistry) = (eas_, attestationRegistry_);
        schemaUid = keccak256(abi.encodePacked(SCHEMA, address(this), true));
        IEasSchemas schemas = eas_.getSchemaRegistry();
        // Whoever foresees this address can register its schema first: that is the same schema, and does no harm.
        if (schemas.getSchema(schemaUid).uid == 0) schemas.register(SCHEMA, address(this), true);
    }

    /// @inheritdoc IEasMirror
    function mirror(uint256 policyId, uint256 pseudonym) external returns (bytes32 uid) {
        attestationRegistry.requireAttestation(policyId, pseudonym);
        Attestation memory current = attestationRegistry.attestation(policyId, pseudonym);
        _replace(recordOf[policyId][pseudonym], current.provenAt);
        uid = eas.attest(
            EasAttestationRequest({
                schema: schemaUid,
                data: EasRecordRequest({
                    recipient: address(0),
                    expirationTime: current.expiresAt,
                    revocable: true,
                    refUID: 0,
                    data: abi.encode(policyId, pseudonym, current.provenAt),
                    value: 0
                })
            })
        );
        recordOf[policyId][pseudonym] = uid;
        emit Mirrored(policyId, pseudonym, uid);
    }

    /// @inheritdoc IEasMirror
    function retract(bytes32 uid) external {
        EasRecord memory record = eas.getAttestation(uid);
        if (!_isOwn(record)) revert NotMirrored(uid);
        if (record.revocationTime != 0) revert AlreadyRetracted(uid);
        if (_registryAgrees(record)) revert StillValid(uid);
        _revoke(record);
    }

    /// @inheritdoc IEasMirror
    function isValid(bytes32 uid) external view returns (bool) {
        EasRecord memory record = eas.getAttestation(uid);
        return
            _isOwn(record) &&
            record.recipient == address(0) &&
            record.refUID == 0 &&
            block.timestamp < record.expirationTime &&
            record.revocationTime == 0 &&
            _registryAgrees(record);
    }

    /// @inheritdoc IEasResolver
    /// @dev The service names whoever called it or signed for it, and this contract signs nothing: an attester that is this contract
    /// means a call of `mirror`.
    function attest(EasRecord calldata record) external view returns (bool) {
        return record.attester == address(this);
    }

    /// @inheritdoc IEasResolver
    /// @dev The service lets attesters alone revoke their records.
    function revoke(EasRecord calldata record) external view returns (bool) {
        return record.attester == address(this);
    }

    /// @inheritdoc IEasResolver
    function multiAttest(EasRecord[] calldata, uint256[] calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IEasResolver
    function multiRevoke(EasRecord[] calldata, uint256[] calldata) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IEasResolver
    function isPayable() external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IEasResolver
    function version() external pure returns (string memory) {
        return "1.0.0";
    }

    /// @dev Of one pseudonym under one policy one record stands, that of its latest presentation.
    function _replace(bytes32 uid, uint64 provenAt) private {
        if (uid == 0) return;
        EasRecord memory record = eas.getAttestation(uid);
        (, , uint64 recordedAt) = _contentOf(record);
        if (recordedAt == provenAt) revert AlreadyMirrored(uid);
        _revoke(record);
    }

    function _revoke(EasRecord memory record) private {
        (uint256 policyId, uint256 pseudonym, ) = _contentOf(record);
        delete recordOf[policyId][pseudonym];
        emit Retracted(policyId, pseudonym, record.uid);
        eas.revoke(EasRevocationRequest({schema: schemaUid, data: EasRevocation({uid: record.uid, value: 0})}));
    }

    function _isOwn(EasRecord memory record) private view returns (bool) {
        return record.schema == schemaUid && record.attester == address(this);
    }

    function _registryAgrees(EasRecord memory record) private view returns (bool) {
        (uint256 policyId, uint256 pseudonym, uint64 provenAt) = _contentOf(record);
        Attestation memory current = attestationRegistry.attestation(policyId, pseudonym);
        return current.provenAt == provenAt && attestationRegistry.isValid(policyId, pseudonym);
    }

    function _contentOf(EasRecord memory record) private pure returns (uint256, uint256, uint64) {
        return abi.decode(record.data, (uint256, uint256, uint64));
    }
}
