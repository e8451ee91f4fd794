// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./interfaces/IPolicyRegistry.sol";
import "./lib/Bn254.sol";

/// @title Register of policies
/// @dev Documented in IPolicyRegistry. Bounds are those of the policy language.
contract PolicyRegistry is IPolicyRegistry {
    /// @dev As Policy, but packed for `rules`.
    struct Record {
        uint256 departmentId;
        uint256 scopeId;
        uint256 policyHash;
        bytes32 textHash;
        // One storage word:
        PresentationCircuit circuit;
        uint32 maxStatusAge;
        uint32 maxClockSkew;
        uint32 validity;
        bool lapses;
        bool revocable;
        bool retired;
        uint64 publishedAt;
    }

    uint256 private constant MAX_TEXT_BYTES = 16_384;

    /// @inheritdoc IPolicyRegistry
    IIssuerRegistry public immutable issuerRegistry;
    /// @inheritdoc IPolicyRegistry
    uint256 public policyCount;

    mapping(uint256 policyId => Record) private _records;
    mapping(uint256 departmentId => mapping(uint256 policyHash => uint256 policyId)) private _published;

    constructor(IIssuerRegistry issuerRegistry_) {
        issuerRegistry = issuerRegistry_;
    }

    /// @inheritdoc IPolicyRegistry
    function publish(PolicyTerms calldata terms, string calldata text) external returns (uint256 policyId) {
        _requireDepartment(terms.departmentId);
        _checkTerms(terms);
        uint256 length = bytes(text).length;
        if (length == 0 || length > MAX_TEXT_BYTES) revert TextLengthOutOfRange(length);
        uint256 earlier = _published[terms.departmentId][terms.policyHash];
        if (earlier != 0) revert PolicyAlreadyPublished(earlier);

        policyId = ++policyCount;
        _published[terms.departmentId][terms.policyHash] = policyId;
        _records[policyId] = Record({
            departmentId: terms.departmentId,
            scopeId: terms.scopeId,
            policyHash: terms.policyHash,
            textHash: keccak256(bytes(text)),
            circuit: terms.circuit,
            maxStatusAge: terms.maxStatusAge,
            maxClockSkew: terms.maxClockSkew,
            validity: terms.validity,
            lapses: terms.lapses,
            revocable: terms.revocable,
            retired: false,
            publishedAt: uint64(block.timestamp)
        });
        emit PolicyPublished(policyId, terms.departmentId, terms, text);
    }

    /// @inheritdoc IPolicyRegistry
    function retire(uint256 policyId) external {
        Record storage record = _record(policyId);
        _requireDepartment(record.departmentId);
        if (record.retired) revert RetiredPolicy(policyId);
        record.retired = true;
        emit PolicyRetired(policyId);
    }

    /// @inheritdoc IPolicyRegistry
    function policy(uint256 policyId) external view returns (Policy memory) {
        Record storage record = _record(policyId);
        return
            Policy({
                terms: PolicyTerms({
                    departmentId: record.departmentId,
                    scopeId: record.scopeId,
                    policyHash: record.policyHash,
                    circuit: record.circuit,
                    maxStatusAge: record.maxStatusAge,
                    maxClockSkew: record.maxClockSkew,
                    validity: record.validity,
                    lapses: record.lapses,
                    revocable: record.revocable
                }),
                textHash: record.textHash,
                publishedAt: record.publishedAt,
                retired: record.retired
            });
    }

    /// @inheritdoc IPolicyRegistry
    function rules(uint256 policyId) external view returns (PolicyRules memory) {
        Record storage record = _record(policyId);
        return
            PolicyRules({
                circuit: record.circuit,
                maxStatusAge: record.maxStatusAge,
                maxClockSkew: record.maxClockSkew,
                validity: record.validity,
                lapses: record.lapses,
                revocable: record.revocable,
                retired: record.retired
            });
    }

    function _record(uint256 policyId) private view returns (Record storage record) {
        record = _records[policyId];
        if (record.publishedAt == 0) revert UnknownPolicy(policyId);
    }

    /// @dev An unknown department has the account 0, which sends nothing.
    function _requireDepartment(uint256 departmentId) private view {
        if (msg.sender != issuerRegistry.departmentAccount(departmentId))
            revert NotDepartment(departmentId, msg.sender);
    }

    function _checkTerms(PolicyTerms calldata terms) private pure {
        _requireElement(terms.scopeId);
        _requireElement(terms.policyHash);
        _requireSeconds(terms.maxStatusAge, 60, 365 days);
        _requireSeconds(terms.maxClockSkew, 10, 1 days);
        _requireSeconds(terms.validity, 60, 3660 days);
    }

    function _requireElement(uint256 word) private pure {
        if (word == 0 || word >= Bn254.R) revert TermOutOfRange(word);
    }

    function _requireSeconds(uint32 seconds_, uint32 min, uint32 max) private pure {
        if (seconds_ < min || seconds_ > max) revert SecondsOutOfRange(seconds_, min, max);
    }
}
