import type Database from 'better-sqlite3'

/** Every statement that the store runs, prepared once. */
export function prepareStatements(database: Database.Database) {
  const prepare = (sql: string): Statement => database.prepare(sql)
  return {
    runNames: prepare('SELECT name FROM runs'),
    runs: prepare('SELECT * FROM runs ORDER BY id DESC'),
    run: prepare('SELECT * FROM runs WHERE name = ?'),
    insertRun: prepare(`
      INSERT INTO runs (name, created_at, sweep, sweep_text, sweep_file, engine, engine_version, device, threads)
      VALUES (@name, @createdAt, @sweep, @sweepText, @sweepFile, @engine, @engineVersion, @device, @threads)`),

    trial: prepare(`
      SELECT id, status, attempts, lease_holder, lease_expires_at FROM trials
      WHERE run_id = (SELECT id FROM runs WHERE name = ?) AND key = ?`),
    insertTrial: prepare(`
      INSERT INTO trials
        (run_id, number, key, params, seed, status, attempts, lease_holder, lease_milliseconds, lease_expires_at)
      SELECT id, @number, @key, @params, @seed, 'running', @attempt, @holder, @milliseconds, @expiresAt
      FROM runs WHERE name = @run`),
    leaseTrial: prepare(`
      UPDATE trials SET status = 'running', attempts = @attempt, value = NULL, best_step = NULL, seconds = 0,
        lease_holder = @holder, lease_milliseconds = @milliseconds, lease_expires_at = @expiresAt
      WHERE id = @id`),
    insertAttempt: prepare(`
      INSERT INTO attempts (trial_id, number, started_at)
      SELECT id, @attempt, @now FROM trials
      WHERE run_id = (SELECT id FROM runs WHERE name = @run) AND key = @key`),

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
      UPDATE trials SET status = @status, value = @value, best_step = @bestStep, seconds = @seconds, lease_holder = NULL
      WHERE id = @id`),

    trials: prepare(`
      SELECT trials.*, attempts.outcome,
        (SELECT count(*) FROM readings WHERE readings.attempt_id = attempts.id) AS steps
      FROM trials JOIN attempts ON attempts.trial_id = trials.id AND attempts.number = trials.attempts
      WHERE run_id = (SELECT id FROM runs WHERE name = @run) AND trials.number > @after
      ORDER BY trials.number LIMIT @limit`),
    readings: prepare(`
      SELECT readings.* FROM readings JOIN attempts ON attempts.id = readings.attempt_id
        JOIN trials ON trials.id = attempts.trial_id AND trials.attempts = attempts.number
      WHERE trials.id = ? ORDER BY step`),
  }
}

/** A prepared statement, as far as it is used here; its own type has a name that declarations cannot give. */
interface Statement {
  run(...parameters: unknown[]): unknown
  get(...parameters: unknown[]): unknown
  all(...parameters: unknown[]): unknown[]
  pluck(): Statement
}
