// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./interfaces/IGoverningAuthority.sol";

/// @title Authority that acts when k of its n members agree
/// @dev Documented in IGoverningAuthority.
contract GoverningAuthority is IGoverningAuthority {
    uint256 private constant MAX_MEMBERS = 32;
    uint256 private constant PROPOSAL_LIFETIME = 30 days;

    /// @inheritdoc IGoverningAuthority
    uint256 public threshold;
    /// @inheritdoc IGoverningAuthority
    uint256 public proposalCount;
    /// @inheritdoc IGoverningAuthority
    uint32 public generation;

    address[] private _members;
    mapping(uint256 generation => mapping(address account => bool)) private _isMember;
    mapping(uint256 proposalId => Proposal) private _proposals;
    mapping(uint256 proposalId => mapping(address member => bool)) private _approvals;

    modifier onlyMember() {
        if (!isMember(msg.sender)) revert NotMember(msg.sender);
        _;
    }

    constructor(address[] memory members_, uint256 threshold_) {
        _setMembers(members_, threshold_);
    }

    /// @inheritdoc IGoverningAuthority
    function propose(address target, bytes calldata data) external onlyMember returns (uint256 proposalId) {
        if (target.code.length == 0) revert NoContract(target);
        proposalId = ++proposalCount;
        uint64 expiresAt = uint64(block.timestamp + PROPOSAL_LIFETIME);
        _proposals[proposalId] = Proposal({
            callHash: keccak256(abi.encode(target, data)),
            expiresAt: expiresAt,
            generation: generation,
            approvals: 1,
            executed: false
        });
        _approvals[proposalId][msg.sender] = true;
        emit Proposed(proposalId, msg.sender, target, data, expiresAt);
    }

    /// @inheritdoc IGoverningAuthority
    function approve(uint256 proposalId, bytes32 callHash) external onlyMember {
        Proposal storage entry = _enter(proposalId, callHash);
        if (_approvals[proposalId][msg.sender]) revert AlreadyApproved(proposalId, msg.sender);
        _approvals[proposalId][msg.sender] = true;
        ++entry.approvals;
        emit Approved(proposalId, msg.sender);
    }

    /// @inheritdoc IGoverningAuthority
    function execute(
        uint256 proposalId,
        address target,
        bytes calldata data
    ) external onlyMember returns (bytes memory result) {
        Proposal storage entry = _enter(proposalId, keccak256(abi.encode(target, data)));
        if (entry.approvals < threshold) revert TooFewApprovals(entry.approvals, threshold);
        // Before the call: what is called may call back.
        entry.executed = true;
        emit Executed(proposalId, msg.sender);
        bool ok;
        (ok, result) = target.call(data);
        if (ok) return result;
        // Assembly: Solidity cannot revert with another contract's error as it is.
        assembly ("memory-safe") {
            revert(add(result, 0x20), mload(result))
        }
    }

    /// @inheritdoc IGoverningAuthority
    function changeMembers(address[] calldata members_, uint256 threshold_) external {
        if (msg.sender != address(this)) revert NotSelf(msg.sender);
        _setMembers(members_, threshold_);
    }

    /// @inheritdoc IGoverningAuthority
    function members() external view returns (address[] memory) {
        return _members;
    }

    /// @inheritdoc IGoverningAuthority
    function proposal(uint256 proposalId) external view returns (Proposal memory) {
        return _proposal(proposalId);
    }

    /// @inheritdoc IGoverningAuthority
    function hasApproved(uint256 proposalId, address member) external view returns (bool) {
        return _approvals[proposalId][member];
    }

    /// @inheritdoc IGoverningAuthority
    function isMember(address account) public view returns (bool) {
        return _isMember[generation][account];
    }

    /// @dev Memberships of earlier generations stay behind, unread.
    function _setMembers(address[] memory members_, uint256 threshold_) private {
        uint256 count = members_.length;
        if (count == 0 || count > MAX_MEMBERS) revert MemberCountOutOfRange(count);
        if (threshold_ == 0 || threshold_ > count) revert ThresholdOutOfRange(threshold_, count);
        mapping(address => bool) storage isMember_ = _isMember[++generation];
        for (uint256 i = 0; i < count; ++i) {
            address member = members_[i];
            if (member == address(0) || member == address(this) || isMember_[member]) revert InvalidMember(member);
            isMember_[member] = true;
        }
        (_members, threshold) = (members_, threshold_);
        emit MembersChanged(members_, threshold_);
    }

    /// @dev A proposal that is still open, and is for this call.
    function _enter(uint256 proposalId, bytes32 callHash) private view returns (Proposal storage entry) {
        entry = _proposal(proposalId);
        if (callHash != entry.callHash) revert WrongCall(proposalId, callHash);
        bool isOpen = !entry.executed && entry.generation == generation && block.timestamp < entry.expiresAt;
        if (!isOpen) revert ProposalClosed(proposalId);
    }

    function _proposal(uint256 proposalId) private view returns (Proposal storage entry) {
        entry = _proposals[proposalId];
        if (entry.callHash == 0) revert UnknownProposal(proposalId);
    }
}
