import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { databasePath } from '#sweep/core/run.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { trialsOf } from '#sweep/plan/trials.js'
import { BenchError } from '../shared/bench-error.js'
import { runChild } from '../shared/run-child.js'
import { sweepMain } from '../shared/sweep-main.js'

/**
 * A run of `trials` trials in `folder`/runs: begun by `sweep run` and stopped, then all but `left` of its trials are written
 * into the database as complete ones of one reading, as training them would have left them. Returns the sweep file.
 */
export async function fillRun(folder: string, trials: number, left: number): Promise<string> {
  const file = join(folder, 'scale.yaml')
  await writeFile(file, sweepText(trials))
  await beginRun(file, join(folder, 'runs'))
  const { sweep } = parseSweep(sweepText(trials), file)
  const database = new Database(databasePath(join(folder, 'runs')))
  const trial = database.prepare(`
    INSERT OR IGNORE INTO trials (run_id, number, key, params, seed, status, attempts, value, best_step, seconds,
      lease_milliseconds, lease_expires_at)
    VALUES (1, @number, @key, @params, @seed, 'complete', 1, @value, 1, 0.001, 60000, 0)`)
  const attempt = database.prepare(
    `INSERT INTO attempts (trial_id, number, started_at, ended_at, outcome) VALUES (?, 1, 0, 1, ?)`,
  )
  const reading = database.prepare('INSERT INTO readings (attempt_id, step, metrics, seconds) VALUES (?, 1, ?, 0.001)')
  database.transaction(() => {
    for (const { number, key, params, seed } of trialsOf(sweep)) {
      if (number > trials - left) return
      // As if at random, and the same every time.
      const value = ((number * 7919) % 1_000_003) / 1_000_003
      const { changes, lastInsertRowid } = trial.run({ number, key, params: JSON.stringify(params), seed, value })
      if (changes === 0) continue
      const outcome = JSON.stringify({ status: 'complete', metrics: { value } })
      reading.run(attempt.run(lastInsertRowid, outcome).lastInsertRowid, JSON.stringify({ value }))
    }
  })()
  database.close()
  return file
}

function sweepText(trials: number): string {
  const experiment = fileURLToPath(new URL('../orchestrator/trivial.js', import.meta.url))
  return `
name: scale
experiment: ${JSON.stringify(experiment)}
metric: { name: value, goal: minimize }
parameters:
  readings: 1
  x: { range: { min: 1, max: 1000, step: 1 } }
  y: { range: { min: 1, max: ${trials / 1000}, step: 1 } }
`
}

/** Until the first trial has ended. */
async function beginRun(file: string, runs: string): Promise<void> {
  const onLine = (line: string, pid: number) => {
    if (/^trial \d+ .*complete/.test(line)) process.kill(pid, 'SIGINT')
  }
  const args = [sweepMain, 'run', file, '--runs-dir', runs, '--engine', 'cpu', '--workers', '1', '--name', 'scale']
  try {
    await runChild({ command: process.execPath, args, env: process.env, onLine })
  } catch (error) {
    if (!(error instanceof BenchError) || !error.message.includes('exit code 130')) throw error
  }
  await rm(join(runs, 'scale', 'checkpoints'), { recursive: true, force: true })
}
