import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchError } from './bench-error.js'
import { type ChildCommand, runChild } from './run-child.js'
import { sweepMain } from './sweep-main.js'

export interface SweepTask extends Pick<ChildCommand, 'onLine'> {
  /** Text of the sweep file. */
  readonly sweep: string
  readonly engine: string
  readonly workers: number
}

export interface SweepResult {
  /** Of the whole command, from start to exit. */
  readonly seconds: number
  /** Of every trial, as its run recorded it. */
  readonly trialSeconds: readonly number[]
  /** From the first line about a trial to the last one, the start of hosts and of their engine within. */
  readonly trainingSeconds: number
}

/** Runs a sweep as a user does, in a temporary folder, one thread for each trial. Throws unless every trial completes. */
export async function runSweep({ sweep, engine, workers, onLine }: SweepTask): Promise<SweepResult> {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-bench-'))
  let [first, last] = [Number.NaN, Number.NaN]
  try {
    const file = join(folder, 'bench.yaml')
    await writeFile(file, sweep)
    const options = ['--engine', engine, '--workers', String(workers), '--threads', '1', '--json']
    const args = [sweepMain, 'run', file, '--runs-dir', join(folder, 'runs'), ...options]
    const result = await runChild({
      command: process.execPath,
      args,
      env: process.env,
      onLine(line, pid) {
        onLine?.(line, pid)
        if (!/^trial \d+\b/.test(line)) return
        last = performance.now()
        if (Number.isNaN(first)) first = last
      },
    })
    const { trials }: Report = JSON.parse(result!.stdout)
    if (trials.length === 0 || trials.some(({ status }) => status !== 'complete')) {
      throw new BenchError(`not all ${trials.length} trials are complete: ${result!.stdout}`)
    }
    return {
      seconds: result!.seconds,
      trialSeconds: trials.map(({ seconds }) => seconds),
      trainingSeconds: (last - first) / 1000,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is read of the report that `sweep run --json` prints. */
interface Report {
  readonly trials: readonly { readonly status: string; readonly seconds: number }[]
}
