// Written by scripts/generate.ts: do not edit.
// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.29;

/// @notice Numbers that the contracts share with the circuits and the SDK.
library Constants {
    string internal constant PREIMAGE_ROLL = "psephos.roll.v1";
    string internal constant PREIMAGE_DEALING = "psephos.dealing.v1";
    string internal constant PREIMAGE_POSSESSION = "psephos.possession.v1";
    string internal constant PREIMAGE_ELECTION = "psephos.election.v1";
    string internal constant PREIMAGE_KEY_TEST = "psephos.key-test.v1";
    string internal constant PREIMAGE_BATCH = "psephos.batch.v1";
    string internal constant PREIMAGE_REGISTRATION = "psephos.registration.v1";

    /// @dev keccak256("psephos.roll.v1") >> 8
    uint256 internal constant TAG_ROLL = 421415431752987905860474775264180764178619499362170134583881159274035843028;
    /// @dev keccak256("psephos.dealing.v1") >> 8
    uint256 internal constant TAG_DEALING = 139468386352047995789046991318325656460130306334325010902226800588849186415;
    /// @dev keccak256("psephos.possession.v1") >> 8
    uint256 internal constant TAG_POSSESSION =
        420185974024388237646726298869962239558808271322011105647104557525163095014;
    /// @dev keccak256("psephos.election.v1") >> 8
    uint256 internal constant TAG_ELECTION =
        372362403529681316637110515120452513883933654488773387345258164982696609474;
    /// @dev keccak256("psephos.key-test.v1") >> 8
    uint256 internal constant TAG_KEY_TEST = 15024635089480467863085177369754754052998129088274024847329261802743903096;
    /// @dev keccak256("psephos.batch.v1") >> 8
    uint256 internal constant TAG_BATCH = 207753441600487365340003107873058298404050663663320641592818281959758102150;
    /// @dev keccak256("psephos.registration.v1") >> 8
    uint256 internal constant TAG_REGISTRATION =
        175009163672580984070451758688261598088242423303747724774360974729550079615;
    /// @dev keccak256("psephos.context.v1") >> 8
    uint256 internal constant TAG_CONTEXT = 335730218350533495275064892009431178814818323657014712698197868538135024513;
    /// @dev keccak256("psephos.trust.v1") >> 8
    uint256 internal constant TAG_TRUST = 134453177990276023216479396078720816444398904505922685298330838024698374267;

    uint256 internal constant MAX_BATCH = 128;
    uint256 internal constant MAX_COUNT_BITS = 40;
    uint256 internal constant MAX_TRUSTEES = 16;
    uint256 internal constant MESSAGE_BITS = 42;
    uint256 internal constant ROLL_DEPTH = 20;
    uint256 internal constant SCALAR_BITS = 251;
    uint256 internal constant TOTAL_BITS = 36;
    uint256 internal constant VALUE_BITS = 16;
    uint256 internal constant WEIGHT_BITS = 32;

    uint256 internal constant RULE_OPTION_COUNT_OFFSET = 0;
    uint256 internal constant RULE_OPTION_COUNT_MASK = 255;
    uint256 internal constant RULE_MAX_VALUE_OFFSET = 8;
    uint256 internal constant RULE_MAX_VALUE_MASK = 65535;
    uint256 internal constant RULE_MIN_TOTAL_OFFSET = 24;
    uint256 internal constant RULE_MIN_TOTAL_MASK = 68719476735;
    uint256 internal constant RULE_MAX_TOTAL_OFFSET = 60;
    uint256 internal constant RULE_MAX_TOTAL_MASK = 68719476735;
    uint256 internal constant RULE_QUADRATIC_OFFSET = 96;
    uint256 internal constant RULE_QUADRATIC_MASK = 1;
    uint256 internal constant RULE_DISTINCT_OFFSET = 97;
    uint256 internal constant RULE_DISTINCT_MASK = 1;
    uint256 internal constant RULE_BLANK_OFFSET = 98;
    uint256 internal constant RULE_BLANK_MASK = 1;
    uint256 internal constant RULE_WEIGHTED_OFFSET = 99;
    uint256 internal constant RULE_WEIGHTED_MASK = 1;
    uint256 internal constant RULES_BITS = 100;

    uint256 internal constant SIGNAL_COUNT_BALLOT_2 = 14;
    uint256 internal constant SIGNAL_COUNT_BALLOT_4 = 22;
    uint256 internal constant SIGNAL_COUNT_BALLOT_8 = 38;
    uint256 internal constant SIGNAL_COUNT_DEALING = 8;
    uint256 internal constant SIGNAL_COUNT_DECRYPTION_2 = 10;
    uint256 internal constant SIGNAL_COUNT_DECRYPTION_4 = 18;
    uint256 internal constant SIGNAL_COUNT_DECRYPTION_8 = 34;
    uint256 internal constant SIGNAL_COUNT_PRESENTATION_PLAIN = 6;
    uint256 internal constant SIGNAL_COUNT_PRESENTATION = 6;
    uint256 internal constant SIGNAL_COUNT_PRESENTATION_PAIR = 6;
    uint256 internal constant SIGNAL_COUNT_PSEUDONYM = 4;
}
