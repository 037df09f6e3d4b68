import type Database from 'better-sqlite3'
import { type StoredTrialStatus, storedTrialStatuses } from '../stored-trial.js'
import type { Statement } from './statement.js'

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
