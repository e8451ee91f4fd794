// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "./IPresentationChecks.sol";

/// @notice An enrolment's state. It takes presentations from its first second up to, not including, its end.
struct Enrolment {
    uint256 policyId; // whoever meets it may enrol
    uint64 opensAt; // unix seconds
    uint64 closesAt; // unix seconds, later than opensAt
    uint32 size; // commitments enrolled, at most 2^20
}

/// @title Open electorates
/// @notice Whoever meets a policy puts one commitment, of an identity made for the purpose, on the list of an electoral roll. Nobody learns who is
/// behind it. The roll is made of the commitments in the events, each of weight 1, and anyone can make it again.
interface IEnrolments is IPresentationChecks {
    /// @notice An enrolment was announced.
    event EnrolmentOpened(
        uint256 indexed enrolmentId,
        uint256 indexed policyId,
        string name,
        uint64 opensAt,
        uint64 closesAt
    );
    /// @notice A commitment was enrolled.
    /// @param position Order of enrolment, from 0.
    /// @param item [8 proof words, contextHash, trustRoot, now, pseudonym, disclosureHash] as sent.
    event Enrolled(
        uint256 indexed enrolmentId,
        uint256 indexed pseudonym,
        uint256 commitment,
        uint256 position,
        uint256[] item
    );

    /// @notice No enrolment has this id.
    error UnknownEnrolment(uint256 enrolmentId);
    /// @notice The name has no byte, or more than 200.
    error NameLengthOutOfRange(uint256 length);
    /// @notice An enrolment must end after it opens, and in the future.
    error TimesOutOfOrder();
    /// @notice The enrolment is not open at the block's time.
    error EnrolmentNotOpen(uint256 enrolmentId);
    /// @notice An array has the wrong number of elements.
    error WrongLength(uint256 actual, uint256 needed);
    /// @notice The commitment is 0 or not below r.
    error CommitmentOutOfRange(uint256 commitment);
    /// @notice The presentation was made for another commitment, enrolment, contract or chain.
    error WrongContext(uint256 contextHash, uint256 needed);
    /// @notice The enrolment has 2^20 commitments.
    error EnrolmentFull(uint256 enrolmentId);

    /// @notice Announces an enrolment under the next id. The account of the policy's department alone.
    /// @param name 1 to 200 bytes of UTF-8.
    /// @return enrolmentId 1, 2, 3 …
    function open(
        uint256 policyId,
        string calldata name,
        uint64 opensAt,
        uint64 closesAt
    ) external returns (uint256 enrolmentId);

    /// @notice Enrols 1 to MAX_BATCH commitments while the enrolment is open. Anyone may send them.
    /// @dev An item whose pseudonym or commitment was enrolled before, in this call too, is skipped. Anything else that is wrong with one
    /// item refuses the whole call. Reverts with NothingAccepted if every item is skipped. Whoever enrols another's commitment gives their own
    /// voice away; that other enrols a new commitment.
    /// @param items count × [8 proof words, contextHash, trustRoot, now, pseudonym, disclosureHash]; the other signal is the policy's hash.
    /// contextHash is `enrolmentContext` of the commitment.
    /// @param commitments One for each item, 0 < commitment < r.
    /// @return accepted Commitments enrolled, 1 to count.
    function enrol(
        uint256 enrolmentId,
        uint256[] calldata items,
        uint256[] calldata commitments
    ) external returns (uint256 accepted);

    /// @notice Number of enrolments; the last id.
    function enrolmentCount() external view returns (uint256);

    /// @notice An enrolment's state. Reverts with UnknownEnrolment, as do all views here.
    function enrolment(uint256 enrolmentId) external view returns (Enrolment memory);

    /// @notice Whether the pseudonym has enrolled a commitment.
    function isEnrolled(uint256 enrolmentId, uint256 pseudonym) external view returns (bool);

    /// @notice keccak256(abi.encode(TAG_CONTEXT, "enrolment", chainid, this, enrolmentId, commitment)) >> 8: what a presentation is bound to.
    function enrolmentContext(uint256 enrolmentId, uint256 commitment) external view returns (uint256);
}
