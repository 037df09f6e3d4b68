import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { until } from '../cli/until.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { attemptAt } from './attempt-at.js'

const onLinux = test.runIf(process.platform === 'linux')

onLinux(
  'what an experiment has started ends with its host, when that crashes and when the executor is closed',
  async () => {
    const pool = openPool()
    const beside = openPool()
    const folder = await temporaryFolder()
    const other = await started(beside, join(folder, 'never'))
    const crash = join(folder, 'crash')
    const crashed = await started(pool, crash)
    await writeFile(crash, '')
    await until(() => isGone(crashed))
    const closed = await started(pool, join(folder, 'never'))
    expect(isGone(closed)).toBe(false)
    await pool.close()
    await until(() => isGone(closed))
    // That of another executor's host goes on.
    expect(isGone(other)).toBe(false)
    await beside.close()
    await until(() => isGone(other))
  },
)

onLinux('what an experiment has started ends when the executor is gone', async () => {
  const file = fileURLToPath(new URL('../../dist/execute/pool/host.js', import.meta.url))
  const env = { ...process.env, SWEEP_HOST: `test-${process.pid}` }
  const host = fork(file, ['1', '40000'], { env, serialization: 'advanced', stdio: 'ignore' })
  onTestFinished(() => void host.kill('SIGKILL'))
  const attempt = attemptAt('starts-a-process.js', { dies_at: '/nowhere/never' }, await temporaryFolder())
  const pid = await new Promise<number>((resolve) => {
    host.on('message', (message: { type: string; line?: string }) => message.line && resolve(Number(message.line)))
    host.send({ type: 'execute', id: 1, attempt })
  })
  expect(isGone(pid)).toBe(false)
  host.disconnect()
  await until(() => isGone(pid))
})

function openPool() {
  const pool = createPoolExecutor({ devices: [{ kind: 'cpu' }], slotsPerHost: 1, threads: 1 })
  onTestFinished(() => pool.close())
  return pool
}

/** The process that an attempt starts. */
function started(pool: ReturnType<typeof openPool>, diesAt: string): Promise<number> {
  return new Promise((resolve) => {
    const watch = { reading() {}, log: (line: string) => resolve(Number(line)) }
    void pool.execute(
      attemptAt('starts-a-process.js', { dies_at: diesAt }, dirname(diesAt)),
      watch,
      new AbortController().signal,
    )
  })
}

/** A zombie is gone: who should have waited for it is dead, too. */
function isGone(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return true
  }
}
