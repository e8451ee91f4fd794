// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @title Authority that acts when k of its n members agree
/// @notice A member proposes a call, others approve it, any member has it executed. Members and threshold change only by such a
/// decision, which also voids every proposal that is still open: those who approved it may no longer be members.
interface IGoverningAuthority {
    /// @notice A call that members may agree on.
    struct Proposal {
        bytes32 callHash; // keccak256(abi.encode(target, data))
        uint64 expiresAt; // unix seconds, exclusive
        uint32 generation; // of the members it was made under
        uint32 approvals; // the proposer's among them
        bool executed;
    }

    /// @notice The authority has these members from now on.
    event MembersChanged(address[] members, uint256 threshold);
    /// @notice A member proposed a call, and thereby approved it.
    event Proposed(uint256 indexed proposalId, address indexed member, address target, bytes data, uint64 expiresAt);
    /// @notice A member approved a proposal.
    event Approved(uint256 indexed proposalId, address indexed member);
    /// @notice The call was made.
    event Executed(uint256 indexed proposalId, address indexed member);

    /// @notice Only a member may do this.
    error NotMember(address account);
    /// @notice Only the authority itself may do this, by a decision of its members.
    error NotSelf(address account);
    /// @notice There are 1 to 32 members.
    error MemberCountOutOfRange(uint256 count);
    /// @notice A threshold is 1 to the number of members.
    error ThresholdOutOfRange(uint256 threshold, uint256 count);
    /// @notice The address is zero, the authority itself, or in the list twice.
    error InvalidMember(address member);
    /// @notice The target has no code: a call would do nothing and seem to succeed.
    error NoContract(address target);
    /// @notice No proposal has this id.
    error UnknownProposal(uint256 proposalId);
    /// @notice The call is not the one that was proposed under this id.
    error WrongCall(uint256 proposalId, bytes32 callHash);
    /// @notice The proposal was executed, its time is over, or the members changed since.
    error ProposalClosed(uint256 proposalId);
    /// @notice The member approved this proposal before.
    error AlreadyApproved(uint256 proposalId, address member);
    /// @notice Too few members approved the proposal.
    error TooFewApprovals(uint256 approvals, uint256 threshold);

    /// @notice Proposes a call and approves it. Members only.
    /// @param target A contract; this one, to change members.
    /// @param data Calldata, sent without value.
    /// @return proposalId 1, 2, 3 …
    function propose(address target, bytes calldata data) external returns (uint256 proposalId);

    /// @notice Approves a proposal. Members only, each once.
    /// @param callHash keccak256(abi.encode(target, data)) of what the member approves: ids alone may change their meaning when
    /// the chain's last blocks are replaced.
    function approve(uint256 proposalId, bytes32 callHash) external;

    /// @notice Makes the call, once enough members approved it. Members only. If the call reverts, so does this, with its error.
    function execute(uint256 proposalId, address target, bytes calldata data) external returns (bytes memory);

    /// @notice Replaces all members and the threshold. Only the authority itself.
    function changeMembers(address[] calldata members, uint256 threshold) external;

    /// @notice The members, in no order that means anything.
    function members() external view returns (address[] memory);

    /// @notice Whether the account is a member now.
    function isMember(address account) external view returns (bool);

    /// @notice How many approvals a call needs.
    function threshold() external view returns (uint256);

    /// @notice How often members were set.
    function generation() external view returns (uint32);

    /// @notice Number of proposals ever made.
    function proposalCount() external view returns (uint256);

    /// @notice A proposal. Reverts with UnknownProposal.
    function proposal(uint256 proposalId) external view returns (Proposal memory);

    /// @notice Whether the member approved the proposal.
    function hasApproved(uint256 proposalId, address member) external view returns (bool);
}
