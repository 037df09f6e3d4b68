import type { Clock } from '../../core/clock.js'
import type { Checkpoints, TensorLike, TrialContext } from '../../core/experiment.js'
import { decodeExact, encodeExact, type Json } from '../../core/json.js'
import { randomStream } from '../../core/random.js'
import type { NamedTensors, TensorData } from '../../core/safetensors.js'
import { sweepDefaults } from '../../core/sweep.js'
import type { Metrics, Reading } from '../../core/trial.js'
import { copyArtifacts, saveArtifact } from '../artifacts.js'
import { latestCheckpoint, saveCheckpoint } from '../checkpoints.js'
import type { Attempt, Origin, Stop, Watch } from '../executor.js'
import { storing } from '../faults.js'
import type { Share } from '../shelf.js'
import type { Isolated } from './isolation.js'
import { checkModel, saveModelFiles } from './model.js'

/** A metric that is not finite: the trial has diverged. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError'
}

/** What an attempt is carried out with. */
interface Surroundings {
  /** The namespace of TensorFlow.js; null where no engine is wanted. */
  readonly engine: unknown
  readonly watch: Watch
  readonly stop: Stop
  readonly clock: Clock
  readonly share: Share
  readonly mathRandom: Isolated['mathRandom']
}

/** The context of one attempt, with the readings that it has reported so far. */
export function createTrialContext(
  attempt: Attempt,
  origin: Origin | undefined,
  { engine, watch, stop, clock, share, mathRandom }: Surroundings,
) {
  const readings: Reading[] = []
  let checkpoints = false
  let lastSaved = -1
  let lapStart = clock.monotonic()
  let savedAt = lapStart
  const { checkpointEveryMilliseconds = sweepDefaults.checkpointEvery * 1000 } = attempt
  const owner = { key: attempt.trial.key, run: attempt.run ?? null }
  const throwIfAsked = () => {
    if (stop.asked()) stop.signal.throwIfAborted()
  }

  const checkpoint: Checkpoints = {
    async save(step, tensors, state, { within = 0 } = {}) {
      checkpoints = true
      checkStep('checkpoint.save', step)
      checkWithin(within, step, readings.at(-1)?.step ?? 0)
      lastSaved = step
      // Read before anything is awaited, so that it is what the caller saw.
      const elapsed = (clock.monotonic() - lapStart) / 1000
      const kept = decodeExact(encodeExact(state, 'checkpoint.save: state')) as Json
      const saved = { step, within, state: kept, readings: [...readings], elapsed, drawn: mathRandom.drawn, owner }
      const file = { ...saved, tensors: await asData('checkpoint.save', tensors) }
      await storing(attempt.checkpointFolder, () => saveCheckpoint(attempt.checkpointFolder, file, attempt.metric))
      savedAt = clock.monotonic()
      watch.saved?.()
      throwIfAsked()
    },
    async latest() {
      checkpoints = true
      const own = await latestCheckpoint(attempt.checkpointFolder, watch.log, true, owner)
      const others =
        own || !origin
          ? undefined
          : await latestCheckpoint(origin.checkpointFolder, watch.log, false, { ...owner, key: origin.key })
      if (others) {
        // What it kept until then is what this trial would have kept.
        const { artifactFolder: from } = origin!
        await storing(attempt.artifactFolder, () => copyArtifacts(from, attempt.artifactFolder, 'all'))
        watch.continuedFrom?.(origin!.key)
      }
      const latest = own ?? others
      if (!latest) return undefined
      readings.splice(0, readings.length, ...latest.readings)
      for (const reading of readings) watch.reading(reading)
      lapStart = clock.monotonic() - latest.elapsed * 1000
      mathRandom.goTo(latest.drawn)
      const { step, within, tensors, state } = latest
      return { step, within, tensors, state }
    },
    due: () => clock.monotonic() - savedAt > checkpointEveryMilliseconds || stop.asked(),
  }

  const context: TrialContext = {
    metric: attempt.metric,
    engine,
    signal: stop.signal,
    report(step, metrics) {
      checkStep('report', step)
      checkOrder(step, readings.at(-1)?.step, lastSaved)
      checkMetrics(metrics, `step ${step}`)
      const now = clock.monotonic()
      const reading = { step, metrics: { ...metrics }, seconds: (now - lapStart) / 1000 }
      lapStart = now
      readings.push(reading)
      watch.reading(reading)
      if (!checkpoints) throwIfAsked()
    },
    checkpoint,
    async artifact(name, tensors, metadata) {
      const data = await asData('artifact', tensors)
      await storing(attempt.artifactFolder, () => saveArtifact(attempt.artifactFolder, name, data, metadata))
    },
    share,
    random: (name) => randomStream(attempt.trial.seed, name),
    saveModel: async (model, description) => {
      const folder = attempt.modelFolder
      // In a sweep nothing is kept, but what could not be saved fails here and not in the retraining after it.
      if (folder === null) await checkModel(model, description)
      else await storing(folder, () => saveModelFiles(folder, model, description))
      watch.savedModel?.()
    },
    log: watch.log,
  }
  return { context, readings: readings as readonly Reading[] }
}

/** Throws DivergedError unless every metric is a finite number. */
export function checkMetrics(metrics: Metrics, where: string): void {
  for (const [name, value] of Object.entries(metrics)) {
    if (typeof value !== 'number') throw new TypeError(`${where}: metric "${name}" is ${typeof value}, not a number`)
    if (!Number.isFinite(value)) throw new DivergedError(`${name} is ${value} at ${where}`)
  }
}

function checkStep(where: string, step: number): void {
  if (!Number.isSafeInteger(step) || step < 0) {
    throw new RangeError(`${where}: a step is an integer from 0 to 2^53 - 1, got ${step}`)
  }
}

function checkWithin(within: number, step: number, reported: number): void {
  if (!Number.isSafeInteger(within) || within < 0) {
    throw new RangeError(`checkpoint.save: within is an integer from 0, got ${within}`)
  }
  if (within > 0 && step !== reported) {
    throw new RangeError(
      `checkpoint.save: step ${step} within ${within}, but the last step that was reported is ${reported}`,
    )
  }
}

/** A checkpoint holds the readings until then: one that came after it would be missing when the trial goes on. */
function checkOrder(step: number, previous: number | undefined, saved: number): void {
  if (step <= saved) throw new RangeError(`report step ${step} before its checkpoint is saved, not after`)
  if (previous !== undefined && step <= previous) {
    throw new RangeError(`report: steps must rise, got ${step} after ${previous}`)
  }
}

/** Tensors as plain data, read from the engine where they are its own. `what` is being written, for the error of a type. */
async function asData(what: string, tensors: Readonly<Record<string, TensorData | TensorLike>>): Promise<NamedTensors> {
  for (const name of ['__metadata__', '__proto__']) {
    if (Object.hasOwn(tensors, name)) throw new TypeError(`${what}: a tensor cannot be called "${name}"`)
  }
  const all = Object.entries(tensors).map(async ([name, tensor]) => [name, await dataOf(what, name, tensor)] as const)
  return Object.fromEntries(await Promise.all(all))
}

async function dataOf(what: string, name: string, tensor: TensorData | TensorLike): Promise<TensorData> {
  const { dtype, shape } = tensor
  if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') {
    throw new TypeError(`${what}: "${name}" is of type ${dtype}; float32, int32 and bool can be saved`)
  }
  if (!Array.isArray(shape) || !shape.every((length) => Number.isSafeInteger(length) && length >= 0)) {
    throw new TypeError(`${what}: the shape of "${name}" is ${JSON.stringify(shape)}, not a list of integers from 0`)
  }
  const data = typeof tensor.data === 'function' ? await tensor.data() : tensor.data
  const wanted = arrays[dtype]
  if (!(data instanceof wanted)) {
    const given = Array.isArray(data) ? 'a plain list' : (data?.constructor?.name ?? String(data))
    throw new TypeError(
      `${what}: the data of "${name}", of type ${dtype}, are ${given}; they have to be of ${wanted.name}`,
    )
  }
  const size = shape.reduce((product, length) => product * length, 1)
  if (data.length !== size) {
    throw new TypeError(`${what}: "${name}" of the shape [${shape.join(', ')}] has ${data.length} values, not ${size}`)
  }
  return { dtype, shape: [...shape], data }
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }
