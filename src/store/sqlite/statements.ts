import type Database from 'better-sqlite3'
import { type StoredTrialStatus, storedTrialStatuses } from '../store.js'

/** Every statement that writes or decides about writing, prepared once. */
export function prepareWriterStatements(database: Database.Database) {
  const prepare = (sql: string): Statement => database.prepare(sql)
  return {
    runNames: prepare('SELECT name FROM runs').pluck(),
    run: prepare('SELECT * FROM runs WHERE name = ?'),
    runId: prepare('SELECT id FROM runs WHERE name = ?').pluck(),
    insertRun: prepare(`
      INSERT INTO runs (name, created_at, sweep, sweep_text, sweep_file, overrides, provenance, identity,
        engine, engine_version, device, threads)
      VALUES (@name, @now, @sweep, @sweepText, @sweepFile, @overrides, @provenance, @identity,
        @engine, @engineVersion, @device, @threads)`),
    amendRun: prepare(`
      UPDATE runs SET sweep = @sweep, sweep_text = @sweepText, overrides = @overrides, provenance = @provenance,
        identity = @identity, engine = @engine, engine_version = @engineVersion, device = @device, threads = @threads
      WHERE name = @name`),
    unwantTrials: prepare('UPDATE trials SET wanted = 0 WHERE run_id = ?'),
    wantTrial: prepare('UPDATE trials SET wanted = 1, number = @number WHERE run_id = @run AND key = @key'),
    runLease: prepare('SELECT lease_holder, lease_since, lease_expires_at FROM runs WHERE name = ?'),
    leaseRun: prepare(`
      UPDATE runs SET lease_holder = @holder, lease_since = @since, lease_expires_at = @expiresAt WHERE name = @run`),
    releaseRun: prepare(`
      UPDATE runs SET lease_holder = NULL, lease_since = NULL, lease_expires_at = NULL
      WHERE name = @run AND lease_holder = @holder`),

    trial: prepare(`
      SELECT id, wanted, status, attempts, lease_holder, lease_expires_at FROM trials WHERE run_id = ? AND key = ?`),
    insertTrial: prepare(`
      INSERT INTO trials
        (run_id, number, key, params, seed, status, attempts, lease_holder, lease_milliseconds, lease_expires_at)
      VALUES (@run, @number, @key, @params, @seed, 'running', @attempt, @holder, @milliseconds, @expiresAt)
      RETURNING id`).pluck(),
    leaseTrial: prepare(`
      UPDATE trials SET status = 'running', wanted = 1, number = @number, attempts = @attempt, value = NULL,
        best_step = NULL, seconds = 0, lease_holder = @holder, lease_milliseconds = @milliseconds,
        lease_expires_at = @expiresAt
      WHERE id = @id`),
    insertAttempt: prepare('INSERT INTO attempts (trial_id, number, started_at) VALUES (@id, @attempt, @now)'),

    /** A complete trial with this key in another run of the same identity. */
    twin: prepare(`
      SELECT trials.id, trials.number, trials.value, twins.name AS run
      FROM runs JOIN runs AS twins ON twins.identity = runs.identity AND twins.id <> runs.id
        JOIN trials ON trials.run_id = twins.id AND trials.key = @key
      WHERE runs.id = @run AND trials.status = 'complete' AND trials.value IS NOT NULL LIMIT 1`),
    reuseTrial: prepare(`
      INSERT INTO trials (run_id, number, key, params, seed, status, attempts, value, best_step, seconds,
        lease_milliseconds, lease_expires_at, reused_from)
      SELECT @run, @number, key, params, seed, status, 1, value, best_step, seconds, 0, 0, @from
      FROM trials WHERE id = @twin
      RETURNING id`).pluck(),
    reuseAttempt: prepare(`
      INSERT INTO attempts (trial_id, number, started_at, ended_at, outcome)
      SELECT @id, 1, attempts.started_at, attempts.ended_at, attempts.outcome
      FROM trials JOIN attempts ON attempts.trial_id = trials.id AND attempts.number = trials.attempts
      WHERE trials.id = @twin
      RETURNING id`).pluck(),
    reuseReadings: prepare(`
      INSERT INTO readings (attempt_id, step, metrics, seconds)
      SELECT @attempt, readings.step, readings.metrics, readings.seconds
      FROM trials JOIN attempts ON attempts.trial_id = trials.id AND attempts.number = trials.attempts
        JOIN readings ON readings.attempt_id = attempts.id
      WHERE trials.id = @twin`),

    /** The trial and attempt of a lease, as long as it holds. */
    held: prepare(`
      SELECT trials.id, attempts.id AS attempt_id
      FROM trials JOIN attempts ON attempts.trial_id = trials.id AND attempts.number = trials.attempts
      WHERE run_id = (SELECT id FROM runs WHERE name = @run) AND key = @key AND status = 'running'
        AND attempts = @attempt`),
    renew: prepare('UPDATE trials SET lease_expires_at = @now + lease_milliseconds WHERE id = @id'),
    insertReading: prepare(`
      INSERT OR REPLACE INTO readings (attempt_id, step, metrics, seconds) VALUES (@attempt, @step, @metrics, @seconds)`),
    endAttempt: prepare(`
      UPDATE attempts SET outcome = @outcome, ended_at = @now
      WHERE trial_id = @id AND number = @attempts AND outcome IS NULL`),
    finishTrial: prepare(`
      UPDATE trials SET status = @status, value = @value, best_step = @bestStep, seconds = @seconds,
        continued_from = coalesce(@continuedFrom, continued_from), lease_holder = NULL
      WHERE id = @id`),
  }
}

/** Every statement that only reads, prepared once. */
export function prepareReaderStatements(database: Database.Database) {
  const prepare = (sql: string): Statement => database.prepare(sql)
  const trialColumns = `
    trials.*, attempts.outcome,
    (SELECT count(*) FROM readings WHERE readings.attempt_id = attempts.id) AS steps
    FROM trials JOIN attempts ON attempts.trial_id = trials.id AND attempts.number = trials.attempts`
  const best = (order: 'ASC' | 'DESC') =>
    prepare(`
      SELECT ${trialColumns}
      WHERE run_id = @run AND wanted = 1 AND status = 'complete' AND value IS NOT NULL
      ORDER BY value ${order}, trials.number LIMIT @count`)
  const attempts = (filter: string) =>
    prepare(`
      SELECT attempts.*, trials.key, trials.number AS trial FROM attempts JOIN trials ON trials.id = attempts.trial_id
      WHERE run_id = @run AND wanted = 1 ${filter}
      ORDER BY started_at, trials.number, attempts.number`)
  return {
    runs: prepare('SELECT * FROM runs ORDER BY id DESC'),
    run: prepare('SELECT * FROM runs WHERE name = ?'),
    runId: prepare('SELECT id FROM runs WHERE name = ?').pluck(),

    /** A page of trials after a place; of one status where it is given, which an index then finds. */
    trials: Object.fromEntries(
      (['any', ...storedTrialStatuses] as const).map((status) => [
        status,
        prepare(`
          SELECT ${trialColumns}
          WHERE run_id = @run AND wanted = @wanted AND (trials.number, trials.id) > (@afterNumber, @afterId)
            ${filters[status]}
          ORDER BY trials.number, trials.id LIMIT @limit`),
      ]),
    ),
    readings: prepare(`
      SELECT readings.* FROM readings JOIN attempts ON attempts.id = readings.attempt_id
        JOIN trials ON trials.id = attempts.trial_id AND trials.attempts = attempts.number
      WHERE trials.id = ? ORDER BY step`),
    attempts: attempts(''),
    /** Of one trial, which an index then finds. */
    attemptsOf: attempts('AND key = @key'),
    best: { minimize: best('ASC'), maximize: best('DESC') },
    /** Each half from its own index. */
    counts: prepare(`
      SELECT wanted, 'complete' AS status, count(*) AS count FROM trials
      WHERE run_id = @run AND status = 'complete' GROUP BY wanted
      UNION ALL
      SELECT wanted, status, count(*) FROM trials WHERE run_id = @run AND status <> 'complete' GROUP BY wanted, status`),
    /** The keys of each status in one text: rows of their own take several times as long to make. */
    statuses: prepare(`
      SELECT status, group_concat(key) AS keys FROM trials WHERE run_id = ? AND wanted = 1 GROUP BY status`),
  }
}

/** With the words of the partial index, without which SQLite does not see that it holds all rows that are asked for. */
const filters = {
  any: '',
  complete: "AND status = 'complete'",
  pruned: "AND status <> 'complete' AND status = 'pruned'",
  failed: "AND status <> 'complete' AND status = 'failed'",
  running: "AND status <> 'complete' AND status = 'running'",
  interrupted: "AND status <> 'complete' AND status = 'interrupted'",
} satisfies Record<'any' | StoredTrialStatus, string>

/** A prepared statement, as far as it is used here; its own type has a name that declarations cannot give. */
interface Statement {
  run(...parameters: unknown[]): unknown
  get(...parameters: unknown[]): unknown
  all(...parameters: unknown[]): unknown[]
  pluck(): Statement
}
