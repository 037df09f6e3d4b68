import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { migrations } from '#sweep/store/sqlite/migrations.js'
import { openSqliteReader } from '#sweep/store/sqlite/reader.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import type { StoredTrial } from '#sweep/store/store.js'
import { emptyRun } from '../contract/empty-run.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const holder = { host: 'h', pid: 1, started: 'then' }
const error = { class: 'error', name: 'TypeError', message: 'no', stack: 'TypeError: no' }

describe.each([1, 2])('a database of version %i keeps everything', (version) => {
  test.each([
    ['a sweep', (path: string) => openSqliteStore(path, systemClock)],
    ['whoever only looks', openSqliteReader],
  ] as const)('when %s opens it', async (_who, open) => {
    const path = join(await temporaryFolder(), 'sweep.db')
    writeOldDatabase(path, version)
    const store = open(path)
    onTestFinished(() => store.close())

    const { provenance, identity, overrides, sweepFile, sweepText, sweep } = emptyRun
    expect([provenance, identity, overrides]).not.toEqual([null, null, null])
    const device = version === 1 ? 'cpu' : 'gpu'
    expect(await store.runs()).toEqual([
      {
        ...{ name: 'old', createdAt: 5, sweep, sweepText, sweepFile },
        ...{ provenance: null, identity: null, overrides: null },
        conditions: { engine: 'wasm', engineVersion: '4.22.0', device, threads: 2 },
      },
    ])
    const trials: StoredTrial[] = []
    for await (const trial of store.trials('old', { readings: true })) trials.push(trial)
    const unknown = { metrics: null, reusedFrom: null, continuedFrom: null }
    expect(trials).toEqual([
      {
        ...{
          ...unknown,
          number: 1,
          key: 'a',
          params: { lr: 0.1 },
          seed: 7,
          status: 'complete',
          attempts: 2,
          holder: null,
        },
        ...{ value: 0.1 + 0.2, bestStep: 1, metrics: {}, steps: 2, seconds: 3.5, error: null },
        readings: [
          { step: 1, metrics: { score: 0.1 + 0.2 }, seconds: 1 },
          { step: 2, metrics: { score: 5e-324 }, seconds: 2 },
        ],
      },
      {
        ...{ ...unknown, number: 2, key: 'b', params: { lr: 1 }, seed: 7, status: 'failed', attempts: 1, holder: null },
        ...{ value: null, bestStep: null, steps: 0, seconds: 1, error, readings: [] },
      },
      {
        ...{ ...unknown, number: 3, key: 'c', params: { lr: 2 }, seed: 7, status: 'running', attempts: 1, holder },
        ...{ value: null, bestStep: null, steps: 0, seconds: 0, error: null, readings: [] },
      },
    ])
    expect((await store.best('old', 5)).map(({ key }) => key)).toEqual(['a'])
    expect(await store.counts('old')).toEqual({
      statuses: { complete: 1, pruned: 0, failed: 1, running: 1, interrupted: 0 },
      unwanted: 0,
    })
  })
})

/** As a sweep of that version wrote it: a trial tried twice with readings, one that failed, one under way. */
function writeOldDatabase(path: string, version: number): void {
  const database = new Database(path)
  database.pragma('journal_mode = WAL')
  for (const step of migrations.slice(0, version)) database.exec(step)
  database.pragma(`user_version = ${version}`)
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row)
    const values = names.map((name) => `@${name}`)
    database.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`).run(row)
  }
  insert('runs', {
    ...{ id: 1, name: 'old', created_at: 5, sweep: JSON.stringify(emptyRun.sweep), sweep_text: emptyRun.sweepText },
    ...{ sweep_file: emptyRun.sweepFile, engine: 'wasm', engine_version: '4.22.0', threads: 2 },
    ...(version === 1 ? {} : { device: 'gpu' }),
  })
  const leased = { run_id: 1, seed: 7, lease_milliseconds: 60_000, lease_expires_at: 9 }
  const none = { value: null, best_step: null, lease_holder: null }
  const a = { id: 1, number: 1, key: 'a', params: '{"lr":0.1}', status: 'complete', attempts: 2, seconds: 3.5 }
  const b = { id: 2, number: 2, key: 'b', params: '{"lr":1}', status: 'failed', attempts: 1, seconds: 1 }
  const c = { id: 3, number: 3, key: 'c', params: '{"lr":2}', status: 'running', attempts: 1, seconds: 0 }
  insert('trials', { ...leased, ...none, ...a, value: 0.1 + 0.2, best_step: 1 })
  insert('trials', { ...leased, ...none, ...b })
  insert('trials', { ...leased, ...none, ...c, lease_holder: JSON.stringify(holder) })
  const outcomes = [
    [1, 1, { status: 'interrupted', reason: 'its process ended' }],
    [1, 2, { status: 'complete', metrics: {} }],
    [2, 1, { status: 'failed', error }],
    [3, 1, null],
  ] as const
  for (const [i, [trial_id, number, outcome]] of outcomes.entries()) {
    const text = outcome && JSON.stringify(outcome)
    insert('attempts', { id: i + 1, trial_id, number, started_at: 1, ended_at: outcome && 2, outcome: text })
  }
  for (const [attempt_id, step, score] of [
    [1, 1, 9],
    [2, 1, 0.1 + 0.2],
    [2, 2, 5e-324],
  ] as const) {
    insert('readings', { attempt_id, step, metrics: JSON.stringify({ score }), seconds: step })
  }
  database.close()
}
