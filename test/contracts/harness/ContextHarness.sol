// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

import "../../../contracts/lib/Context.sol";

/// @dev Makes the internal library callable by tests.
contract ContextHarness {
    function attestation(uint256 policyId) external view returns (uint256) {
        return Context.attestation(policyId);
    }

    function enrolment(uint256 enrolmentId, uint256 commitment) external view returns (uint256) {
        return Context.enrolment(enrolmentId, commitment);
    }

    function withdrawal(uint256 policyId, uint256 provenAt) external view returns (uint256) {
        return Context.withdrawal(policyId, provenAt);
    }

    function action(bytes32 hash) external view returns (uint256) {
        return Context.action(hash);
    }
}
