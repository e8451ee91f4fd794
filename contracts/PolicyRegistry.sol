// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./interfaces/IPolicyRegistry.sol";
import "./lib/Bn254.sol";

/// @title Register of policies
/// @dev Documented in IPolicyRegistry. Bounds are those of the policy language.
contract PolicyRegistry is IPolicyRegistry {
    /// @dev As Policy, with all that presentations need in one word.
    struct Record {
        uint256 departmentId;
        uint256 scopeId;
        uint256 policyHash;
        bytes32 textHash;
        PolicyRules rules;
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
            rules: _rules(terms)
        });
        emit PolicyPublished(policyId, terms.departmentId, terms, text);
    }

    /// @inheritdoc IPolicyRegistry
    function retire(uint256 policyId) external {
        Record storage record = _record(policyId);
        _requireDepartment(record.departmentId);
        if (record.rules.retired()) revert RetiredPolicy(policyId);
        record.rules = record.rules.withRetired();
        emit PolicyRetired(policyId);
    }

    /// @inheritdoc IPolicyRegistry
    function policy(uint256 policyId) external view returns (Policy memory) {
        Record storage record = _record(policyId);
        PolicyRules packed = record.rules;
        PolicyTerms memory terms = PolicyTerms({
            departmentId: record.departmentId,
            scopeId: record.scopeId,
            policyHash: record.policyHash,
            circuit: packed.circuit(),
            maxStatusAge: packed.maxStatusAge(),
            maxClockSkew: packed.maxClockSkew(),
            validity: packed.validity(),
            lapses: packed.lapses(),
            revocable: packed.revocable()
        });
        return Policy(terms, record.textHash, packed.publishedAt(), packed.retired());
    }

    /// @inheritdoc IPolicyRegistry
    function rules(uint256 policyId) external view returns (PolicyRules packed) {
        packed = _records[policyId].rules;
        if (PolicyRules.unwrap(packed) == 0) revert UnknownPolicy(policyId);
    }

    function _record(uint256 policyId) private view returns (Record storage record) {
        record = _records[policyId];
        if (PolicyRules.unwrap(record.rules) == 0) revert UnknownPolicy(policyId);
    }

    /// @dev An unknown department has the account 0, which sends nothing.
    function _requireDepartment(uint256 departmentId) private view {
        if (msg.sender != issuerRegistry.departmentAccount(departmentId))
            revert IIssuerRegistry.NotDepartment(msg.sender);
    }

    function _rules(PolicyTerms calldata terms) private view returns (PolicyRules) {
        return
            PolicyRulesLib.pack({
                seconds_: [terms.maxStatusAge, terms.maxClockSkew, terms.validity],
                circuit_: terms.circuit,
                lapses_: terms.lapses,
                revocable_: terms.revocable,
                publishedAt_: uint64(block.timestamp)
            });
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
