import { copyFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { randomStream } from '#sweep/core/random.js'
import { databasePath } from '#sweep/core/run.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { useEnvironment } from '../contract/use-environment.js'
import { essence, storedTrials } from './stored-trials.js'
import { markedProcesses } from './storm/marked-processes.js'
import { readStormLog } from './storm/storm-log.js'
import { startSweep, sweep } from './sweep-process.js'
import { until } from './until.js'

const kinds = ['a host', 'the conductor', 'the whole group'] as const
const kills = 200
/** The longest time from one kill to the next, in milliseconds: that of starting and of several trials. */
const longest = 2000

test(`${kills} kills at random moments lose nothing, double nothing and leave nothing behind`, async () => {
  const seed = Number(process.env.STORM_SEED ?? Date.now() % 1_000_000)
  console.log(`The storm's seed is ${seed}; STORM_SEED=${seed} draws the same moments again.`)
  const chance = randomStream(seed, 'storm')
  const folder = await temporaryFolder()
  const mark = `${folder}/storm.log`
  useEnvironment({ SWEEP_STORM_LOG: mark })
  const living = () => markedProcesses(`SWEEP_STORM_LOG=${mark}`)
  await copyFile(fileURLToPath(experimentUrl('storm.js')), join(folder, 'storm.js'))
  await writeFile(join(folder, 'storm.yaml'), sweepFile)

  expect(await sweep(folder, 'run', 'storm.yaml', '--name', 'whole', '--engine', 'cpu')).toMatchObject({ code: 0 })
  const whole = (await storedTrials(folder, 'whole')).map(essence)
  expect(whole).toHaveLength(40)

  const struck = { 'a host': 0, 'the conductor': 0, 'the whole group': 0 }
  const total = () => kinds.reduce((sum, kind) => sum + struck[kind], 0)
  for (let number = 1; total() < kills; number++) {
    const run = `storm-${number}`
    await writeFile(mark, '')
    await bringToEnd(run)
    expect(living()).toEqual([])
    const trials = await storedTrials(folder, run)
    expect(trials.map(essence)).toEqual(whole)
    expect(await leftovers(join(folder, 'runs'))).toEqual([])
    checkLog(run)
  }
  console.log(`${total()} kills: ${kinds.map((kind) => `${struck[kind]} of ${kind}`).join(', ')}`)

  /** Runs and resumes, with a kill at every random moment, until the command ends by itself with every trial complete. */
  async function bringToEnd(run: string): Promise<void> {
    for (;;) {
      const first = ['run', 'storm.yaml', '--name', run, '--engine', 'cpu']
      const { child, ended, killGroup } = startSweep(
        folder,
        ...(runsIn(folder).includes(run) ? ['resume', run] : first),
      )
      for (;;) {
        const kind = kinds[total() % kinds.length]!
        const over = await Promise.race([ended.then(() => true), sleep(chance.uniform() * longest, false)])
        if (over) break
        if (kind === 'a host') {
          const hosts = living().filter(({ command }) => command.includes('pool/host.js'))
          if (hosts.length === 0) continue
          process.kill(hosts[chance.integer(hosts.length)]!.pid, 'SIGKILL')
        } else if (kind === 'the conductor') process.kill(child.pid!, 'SIGKILL')
        else killGroup('SIGKILL')
        struck[kind]++
        if (kind === 'a host') continue
        await ended
        // Hosts whose conductor is gone end by themselves, even those that are just starting.
        await until(() => living().length === 0)
        break
      }
      const { code, stderr } = await ended
      if (child.signalCode !== null) continue
      if (code === 0) return
      // A trial whose host was struck more often than the policy retries has failed, and is resumed like any other.
      const failed = (await storedTrials(folder, run)).filter(({ status }) => status === 'failed')
      expect({ code, failed: failed.length > 0, stderr }).toMatchObject({ code: 1, failed: true })
      expect(failed.map(({ error }) => error!.class)).toEqual(failed.map(() => 'host_died'))
    }
  }

  /** One complete attempt for every trial in the database, and the experiment's own log of the same opinion. */
  function checkLog(run: string): void {
    const complete = completeAttempts(folder, run)
    expect(complete.map(({ key }) => key).sort()).toEqual(whole.map(({ key }) => key).sort())
    const events = readStormLog(mark)
    for (const { key, ended_at, attempts } of complete) {
      const own = events.filter((event) => event.key === key)
      const starts = own.filter(({ what }) => what === 'started')
      expect(own.some(({ what }) => what === 'completed')).toBe(true)
      expect(starts.length).toBeLessThanOrEqual(attempts)
      // Nothing of a trial happened after the moment at which the store had it complete.
      expect(own.filter(({ at }) => at > ended_at)).toEqual([])
    }
  }
})

const sweepFile = `name: storm
experiment: ./storm.js
metric: { name: score, goal: maximize }
seeds: 4
parameters:
  scale: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  steps: 6
  milliseconds: 10
`

/** Every attempt that the database has as complete. */
function completeAttempts(folder: string, run: string) {
  const rows = query(
    folder,
    `SELECT trials.key, attempts.ended_at, trials.attempts
     FROM attempts JOIN trials ON trials.id = attempts.trial_id JOIN runs ON runs.id = trials.run_id
     WHERE runs.name = ? AND attempts.outcome ->> 'status' = 'complete'`,
    run,
  )
  return rows as readonly { readonly key: string; readonly ended_at: number; readonly attempts: number }[]
}

function runsIn(folder: string): readonly string[] {
  return (query(folder, 'SELECT name FROM runs') as readonly { name: string }[]).map(({ name }) => name)
}

function query(folder: string, sql: string, ...values: readonly string[]): readonly unknown[] {
  const database = new Database(databasePath(join(folder, 'runs')), { readonly: true })
  try {
    return database.prepare(sql).all(...values)
  } finally {
    database.close()
  }
}

async function leftovers(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.partial'))
}
