// Written by scripts/generate.ts: do not edit.
pragma circom 2.2.0;

// keccak256("psephos.roll.v1") >> 8
function TAG_ROLL() { return 421415431752987905860474775264180764178619499362170134583881159274035843028; }
// keccak256("psephos.dealing.v1") >> 8
function TAG_DEALING() { return 139468386352047995789046991318325656460130306334325010902226800588849186415; }
// keccak256("psephos.possession.v1") >> 8
function TAG_POSSESSION() { return 420185974024388237646726298869962239558808271322011105647104557525163095014; }
// keccak256("psephos.election.v1") >> 8
function TAG_ELECTION() { return 372362403529681316637110515120452513883933654488773387345258164982696609474; }
// keccak256("psephos.key-test.v1") >> 8
function TAG_KEY_TEST() { return 15024635089480467863085177369754754052998129088274024847329261802743903096; }
// keccak256("psephos.batch.v1") >> 8
function TAG_BATCH() { return 207753441600487365340003107873058298404050663663320641592818281959758102150; }
// keccak256("psephos.registration.v1") >> 8
function TAG_REGISTRATION() { return 175009163672580984070451758688261598088242423303747724774360974729550079615; }
function MAX_BATCH() { return 128; }
function MAX_COUNT_BITS() { return 40; }
function MAX_TRUSTEES() { return 16; }
function MESSAGE_BITS() { return 42; }
function ROLL_DEPTH() { return 20; }
function SCALAR_BITS() { return 251; }
function TOTAL_BITS() { return 36; }
function VALUE_BITS() { return 16; }
function WEIGHT_BITS() { return 32; }
function RULE_OPTION_COUNT_OFFSET() { return 0; }
function RULE_OPTION_COUNT_BITS() { return 8; }
function RULE_MAX_VALUE_OFFSET() { return 8; }
function RULE_MAX_VALUE_BITS() { return 16; }
function RULE_MIN_TOTAL_OFFSET() { return 24; }
function RULE_MIN_TOTAL_BITS() { return 36; }
function RULE_MAX_TOTAL_OFFSET() { return 60; }
function RULE_MAX_TOTAL_BITS() { return 36; }
function RULE_QUADRATIC_OFFSET() { return 96; }
function RULE_QUADRATIC_BITS() { return 1; }
function RULE_DISTINCT_OFFSET() { return 97; }
function RULE_DISTINCT_BITS() { return 1; }
function RULE_BLANK_OFFSET() { return 98; }
function RULE_BLANK_BITS() { return 1; }
function RULE_WEIGHTED_OFFSET() { return 99; }
function RULE_WEIGHTED_BITS() { return 1; }
function RULES_BITS() { return 100; }
