import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Device } from '../../core/device.js'
import type { Reading } from '../../core/reading.js'
import { UsageError } from '../../core/usage-error.js'
import { createPoolExecutor } from '../../execute/pool/pool-executor.js'
import { trialsOf } from '../../plan/trials.js'
import type { CheckedSweep } from '../check-sweep.js'
import { engineSource } from '../engine-source.js'
import type { StartingPoints } from '../starts/find-starting-points.js'
import { stopOnSignals } from '../stop-on-signals.js'
import { lengthOf, meanLength } from './mean-length.js'
import type { TrialTime } from './trial-time.js'

export interface ProbeOptions {
  readonly engine: string
  readonly device: Device
  readonly threads: number
}

/**
 * Trains the first trial to see how long it takes; nothing of it is kept. Where the experiment says what lengthens a
 * trial, it is stopped after its second reading: the first one also holds what happens once. Throws UsageError when the
 * trial fails.
 */
export async function probeTime(
  { file, experiment, specs, continues }: CheckedSweep,
  { points: startingPoints }: StartingPoints,
  { engine, device, threads }: ProbeOptions,
): Promise<TrialTime> {
  const { sweep } = file
  const [trial] = trialsOf(sweep)
  const length = continues && meanLength(sweep, continues.parameter, specs)
  const own = continues && lengthOf(trial!.params, continues.parameter, specs)
  const folder = await mkdtemp(join(tmpdir(), 'sweep-probe-'))
  const pool = createPoolExecutor({ devices: [device], slotsPerHost: 1, threads })
  const stop = stopOnSignals(
    (line) => console.error(line),
    () => pool.close(),
  )
  const enough = new AbortController()
  const readings: Reading[] = []
  try {
    const attempt = {
      trial: trial!,
      metric: sweep.metric,
      experiment,
      baseFolder: dirname(file.file),
      engine: engineSource(engine),
      checkpointFolder: folder,
      artifactFolder: join(folder, 'artifacts'),
      modelFolder: null,
      startingPoints,
    }
    const watch = {
      reading(reading: Reading) {
        readings.push(reading)
        if (length && own && readings.length === 2) enough.abort('the probe has seen enough')
      },
      log: (line: string) => console.error(line),
    }
    const signal = AbortSignal.any([stop.signal, enough.signal])
    const outcome = await pool.execute(attempt, watch, signal)
    if (stop.signal.aborted) throw new UsageError('the probe was interrupted')
    if (outcome.status === 'failed') throw new UsageError(`the probe failed: ${outcome.error.message}`)
  } finally {
    await pool.close()
    stop.close()
    await rm(folder, { recursive: true, force: true })
  }
  const total = readings.reduce((sum, { seconds }) => sum + seconds, 0)
  const later = readings.slice(1, 2)[0]?.seconds
  // The first reading once, with what it holds beside; then as many as the length says.
  const seconds = length && own && later !== undefined ? readings[0]!.seconds + later * Math.max(0, length - 1) : total
  return { seconds, shortest: seconds, longest: seconds, trials: 1, source: 'a probe' }
}
