/** Where and when a row came to be. */
const AT = "e.transaction_hash, tb.time AS created_at";

/**
 * What is true at the newest block that was read. Phases follow the contracts' own rules (`_phase` of Elections.sol and KeyCeremony.sol),
 * with that block's time.
 */
export const INDEX_VIEWS = [
  view(
    "election_states",
    "elections",
    `, coalesce((SELECT max(ballot_index) + 1 FROM ballots b WHERE b.election_id = t.election_id), 0) AS accepted,
    ${indices("key_tests", "election_id")} AS key_tests,
    ${indices("partial_decryptions", "election_id")} AS partials,
    c.threshold, r.counts, rb.time AS opened_at,
    CASE
      WHEN EXISTS (SELECT FROM election_cancellations x WHERE x.election_id = t.election_id) THEN 'cancelled'
      WHEN r.election_id IS NOT NULL THEN 'opened'
      WHEN s.cursor_time < t.opens_at THEN 'setup'
      WHEN (SELECT count(*) FROM key_tests k WHERE k.election_id = t.election_id) < c.threshold THEN 'failed'
      WHEN s.cursor_time < t.closes_at THEN 'voting'
      WHEN coalesce((SELECT max(ballot_index) + 1 FROM ballots b WHERE b.election_id = t.election_id), 0) < t.minimum_turnout THEN 'failed'
      WHEN s.cursor_time < t.result_by THEN 'opening'
      ELSE 'failed'
    END AS phase`,
    `JOIN ceremonies c ON c.ceremony_id = t.ceremony_id
    LEFT JOIN results r ON r.election_id = t.election_id
    LEFT JOIN blocks rb ON rb.number = r.block_number
    CROSS JOIN index_state s`,
  ),
  `CREATE VIEW ceremony_states AS
    SELECT n.*,
    CASE
      WHEN jsonb_array_length(registered) < jsonb_array_length(trustees) THEN
        CASE WHEN s.cursor_time < register_by THEN 'registering' ELSE 'failed' END
      WHEN jsonb_array_length(committed) < jsonb_array_length(trustees) AND s.cursor_time < commit_by THEN 'committing'
      WHEN jsonb_array_length(committed) < threshold THEN 'failed'
      WHEN jsonb_array_length(dealt) < jsonb_array_length(committed) AND s.cursor_time < deal_by THEN 'dealing'
      WHEN jsonb_array_length(dealt) < threshold THEN 'failed'
      ELSE 'finished'
    END AS phase
    FROM (${select(
      "ceremonies",
      `, ${indices("trustee_steps", "ceremony_id", "registered")} AS registered,
      ${indices("trustee_steps", "ceremony_id", "committed")} AS committed,
      ${indices("trustee_steps", "ceremony_id", "dealt")} AS dealt`,
    )}) n CROSS JOIN index_state s`,
  // The account of the registration unless it was changed.
  `CREATE VIEW department_states AS
    SELECT t.block_number, t.log_index, t.department_id, t.did, coalesce(a.account, t.account) AS account, ${AT}
    ${from("departments")} LEFT JOIN LATERAL (
      SELECT account FROM department_account_changes a WHERE a.department_id = t.department_id
      ORDER BY a.block_number DESC, a.log_index DESC LIMIT 1
    ) a ON true`,
  view(
    "issuer_key_states",
    "issuer_keys",
    `, p.status_root, p.lists_hash, p.time AS status_at,
    (SELECT min(rb.time) FROM issuer_key_removals r JOIN blocks rb ON rb.number = r.block_number WHERE r.key_index = t.key_index) AS removed_at,
    EXISTS (SELECT FROM issuer_key_removals r WHERE r.key_index = t.key_index AND r.compromised) AS compromised`,
    // A registration publishes the first status in the same transaction.
    `JOIN LATERAL (
      SELECT p.status_root, p.lists_hash, pb.time FROM status_publications p JOIN blocks pb ON pb.number = p.block_number
      WHERE p.key_index = t.key_index ORDER BY p.block_number DESC, p.log_index DESC LIMIT 1
    ) p ON true`,
  ),
  view(
    "policy_states",
    "policies",
    ", EXISTS (SELECT FROM policy_retirements x WHERE x.policy_id = t.policy_id) AS retired",
  ),
  // The newest presentation of each pseudonym. A later one lifts a withdrawal, and never a revocation.
  `CREATE VIEW attestation_states AS
    SELECT n.*, NOT n.withdrawn AND NOT n.revoked AND s.cursor_time < n.expires_at AS valid
    FROM (
      ${select(
        "attestations",
        `, EXISTS (
          SELECT FROM attestation_ends x WHERE x.policy_id = t.policy_id AND x.pseudonym = t.pseudonym AND x.kind = 'withdrawn'
          AND (x.block_number, x.log_index) > (t.block_number, t.log_index)
        ) AS withdrawn,
        EXISTS (
          SELECT FROM attestation_ends x WHERE x.policy_id = t.policy_id AND x.pseudonym = t.pseudonym AND x.kind = 'revoked'
        ) AS revoked`,
      )}
      WHERE NOT EXISTS (
        SELECT FROM attestations l WHERE l.policy_id = t.policy_id AND l.pseudonym = t.pseudonym
        AND (l.block_number, l.log_index) > (t.block_number, t.log_index)
      )
    ) n CROSS JOIN index_state s`,
  view(
    "enrolment_states",
    "enrolments",
    ", coalesce((SELECT max(position) + 1 FROM enrolled x WHERE x.enrolment_id = t.enrolment_id), 0) AS size",
  ),
  view(
    "log_states",
    "logs",
    ", coalesce(a.size, 0) AS size, a.root, a.time AS anchored_at",
    `LEFT JOIN LATERAL (
      SELECT a.size, a.root, ab.time FROM log_anchors a JOIN blocks ab ON ab.number = a.block_number
      WHERE a.log_id = t.log_id ORDER BY a.size DESC LIMIT 1
    ) a ON true`,
  ),
];

function view(name: string, table: string, more: string, joins = ""): string {
  return `CREATE VIEW ${name} AS ${select(table, more, joins)}`;
}

/** A table's columns, and where and when its row came to be. */
function select(table: string, more: string, joins = ""): string {
  return `SELECT t.*, ${AT}${more} ${from(table)} ${joins}`;
}

function from(table: string): string {
  return `FROM ${table} t JOIN events e USING (block_number, log_index) JOIN blocks tb ON tb.number = t.block_number`;
}

/** Indices of the trustees that have a row for this election or ceremony, ascending. */
function indices(table: string, key: string, step?: string): string {
  const condition = step === undefined ? "" : ` AND x.step = '${step}'`;
  return `(SELECT coalesce(jsonb_agg(x.trustee_index ORDER BY x.trustee_index), '[]') FROM ${table} x WHERE x.${key} = t.${key}${condition})`;
}
