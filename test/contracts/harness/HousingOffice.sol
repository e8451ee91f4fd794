// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../../../contracts/RequiresAttestation.sol";

/// @dev Example of a contract that serves attested holders alone: anyone may look up the queue on behalf of an attested pseudonym, but only its
/// holder enters the queue, and only once.
contract HousingOffice is RequiresAttestation {
    mapping(uint256 pseudonym => uint256) public flatOf;

    constructor(IAttestationRegistry registry, uint256 policyId) RequiresAttestation(registry, policyId) {}

    function reserve(uint256 pseudonym, uint256 flat) external onlyAttested(pseudonym) {
        flatOf[pseudonym] = flat;
    }

    function take(
        uint256 pseudonym,
        uint256 flat,
        uint256[8] calldata proof
    ) external onlyHolder(pseudonym, keccak256(abi.encode("take", flat)), proof) {
        flatOf[pseudonym] = flat;
    }
}
