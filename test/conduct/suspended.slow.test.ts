import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import { openSqliteStore } from '#sweep/store/sqlite/store.js'
import { until } from '../cli/until.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { setUp } from './set-up.js'

test('a conductor that is suspended until another takes over stops at once, and two never train one trial at a time', async () => {
  const folder = await temporaryFolder()
  const database = join(folder, 'sweep.db')
  const log = join(folder, 'steps.log')
  await writeFile(log, '')
  const store = openSqliteStore(database, systemClock)
  onTestFinished(() => store.close())
  const params = Array.from({ length: 4 }, (_, i) => ({ log, steps: 60, milliseconds: 25, scale: i + 1 }))
  const run = await setUp(store, 'signs-each-step.js', params)
  const conductor = () =>
    startConductor({
      database,
      run: run.run.name,
      folder,
      experiment: experimentUrl('signs-each-step.js'),
      milliseconds: 1200,
      trials: run.list,
    })
  const steps = async () => (await readFile(log, 'utf8')).split('\n').slice(0, -1)

  const first = conductor()
  await until(async () => (await steps()).length > 6)
  // Only the conductor: its hosts go on as long as they have heard of it lately.
  process.kill(first.pid, 'SIGSTOP')
  const refused = await conductor().ended
  expect(refused).toMatchObject({ code: 2 })
  expect(refused.stderr).toContain(`is being worked on by process ${first.pid}`)

  // Another one comes as soon as the lease has run out, and works.
  const before = new Set((await steps()).map(makerOf))
  let second = conductor()
  while (!(await steps()).some((line) => !before.has(makerOf(line)))) {
    const turnedAway = await Promise.race([second.ended, new Promise<void>((resolve) => setTimeout(resolve, 20))])
    if (turnedAway) second = conductor()
  }
  process.kill(first.pid, 'SIGCONT')
  const woken = await first.ended
  expect(woken.stderr).toContain(`RunLostError: Run "run-1" now belongs to process ${second.pid}`)
  expect(woken.code).toBe(2)
  expect(await second.ended).toMatchObject({ code: 0 })

  expect((await run.trials()).map(({ status }) => status)).toEqual(Array(4).fill('complete'))
  // Once a second process has made a step of a trial, the first never makes another.
  for (const { key } of run.list) {
    const makers = (await steps()).filter((line) => line.startsWith(key)).map(makerOf)
    const turns = makers.filter((maker, i) => maker !== makers[i - 1])
    expect(turns).toEqual([...new Set(makers)])
  }
})

/** The process that made a step. */
function makerOf(line: string): string {
  return line.split(' ')[2]!
}

function startConductor(options: object) {
  const file = fileURLToPath(new URL('../fixtures/conductor.js', import.meta.url))
  const child = spawn(process.execPath, [file, JSON.stringify(options)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.on('data', (data) => {
    stderr += data
  })
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stderr })),
  )
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, 'SIGKILL')
    await ended
  })
  return { pid: child.pid!, ended }
}
