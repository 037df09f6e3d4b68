import { existsSync } from 'node:fs'
import { readdir, readFile, truncate } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { readModelFolder, readModelWeights } from '#sweep/core/model-folder.js'
import { scoreOf } from '#sweep/core/sweep.js'
import type { Metrics, Outcome, Reading } from '#sweep/core/trial.js'
import { readArtifact } from '#sweep/execute/artifacts.js'
import type { Attempt, Executor } from '#sweep/execute/executor.js'
import { experimentUrl } from './experiment-url.js'
import { temporaryFolder } from './temporary-folder.js'

/** The promises of executor.ts and of the context that an experiment is given, that every executor must keep. */
export function executorContract(name: string, open: () => Executor): void {
  describe(`${name} keeps the executor's promises`, () => {
    let warm: Executor | undefined
    afterAll(() => warm?.close())

    test('a trial completes with its metrics, and its readings came before', async () => {
      const { outcome, scores } = await execute('counts.js', { steps: 3, scale: 2 })
      expect(outcome).toEqual({ status: 'complete', metrics: { done: 1 } })
      expect(scores).toHaveLength(3)
    })

    test('the same trial gives the same readings, another seed gives others', async () => {
      const params = { steps: 3, scale: 2 }
      const first = await executeAlone('counts.js', params)
      expect((await executeAlone('counts.js', params)).scores).toEqual(first.scores)
      expect((await executeAlone('counts.js', params, { seed: 2 })).scores).not.toEqual(first.scores)
    })

    test('an experiment in TypeScript runs', async () => {
      expect((await execute('typed.ts', { scale: 4 })).outcome).toEqual({ status: 'complete', metrics: { score: 4 } })
    })

    test('defaults are filled in and paths made absolute', async () => {
      const { outcome, lines } = await execute('defaults.js', { file: 'faces.csv' })
      expect(outcome).toEqual({ status: 'complete', metrics: { score: 3 } })
      expect(lines).toContain(`file ${join('/base', 'faces.csv')}`)
    })

    test.each([
      ['throws', 'throws.js', 'error', 'CustomError', /^no luck with scale 2$/],
      ['reports NaN', 'diverges.js', 'diverged', 'DivergedError', /^score is NaN at step 2$/],
      ['never reports the metric', 'names-another-metric.js', 'error', 'Error', /"score".*reported: accuracy, loss$/],
      ['is no experiment', 'not-an-experiment.js', 'error', 'Error', /not-an-experiment\.js.*defineExperiment/],
      ['does not exist', 'nowhere.js', 'error', 'Error', /Cannot find module/],
    ] as const)(
      'an experiment that %s fails, and keeps its error',
      async (_what, file, errorClass, errorName, message) => {
        const { outcome } = await execute(file, { scale: 2 })
        expect(outcome).toMatchObject({ status: 'failed', error: { class: errorClass, name: errorName } })
        expect(outcome).toHaveProperty('error.message', expect.stringMatching(message))
        expect(outcome).toHaveProperty('error.stack', expect.stringContaining('\n    at '))
      },
    )

    test('after a stop an attempt that does not checkpoint ends at its next reading, though it blocks its thread', async () => {
      const stop = new AbortController()
      const { outcome, scores } = await execute('blocks.js', {}, { stop, stopAt: 3 })
      expect(outcome).toEqual({ status: 'interrupted', reason: 'enough' })
      expect(scores.slice(0, 3)).toEqual([1, 2, 3])
    })

    test('after a stop an attempt ends at its next checkpoint, and the next attempt goes on bit for bit', async () => {
      const params = { steps: 8, scale: 1, milliseconds: 20 }
      const whole = await executeAlone('walks.js', params)
      const folder = await temporaryFolder()
      const stop = new AbortController()
      const first = await executeAlone('walks.js', params, { stop, stopAt: 3, folder })
      expect(first.outcome).toEqual({ status: 'interrupted', reason: 'enough' })
      const second = await executeAlone('walks.js', params, { folder })
      expect(second.outcome.status).toBe('complete')
      expect(first.scores.length).toBeGreaterThanOrEqual(3)
      expect(first.scores.length).toBeLessThan(8)
      // The readings that its checkpoint knows of are reported again.
      expect(second.scores).toEqual(whole.scores)
    })

    test('two checkpoints are kept; a damaged one is said and passed over', async () => {
      const folder = await temporaryFolder()
      const params = { steps: 4, scale: 1 }
      const whole = await executeAlone('walks.js', params, { folder })
      const files = (await readdir(folder)).sort()
      expect(files).toEqual(['step-000000003.safetensors', 'step-000000004.safetensors'])
      await truncate(join(folder, files[1]!), 100)
      const again = await executeAlone('walks.js', params, { folder })
      expect(again.lines.join()).toMatch(/step-000000004.*is damaged/)
      expect(again.scores).toEqual(whole.scores)
    })

    test('when no checkpoint can be read the trial says so and starts again', async () => {
      const folder = await temporaryFolder()
      const params = { steps: 2, scale: 1 }
      const whole = await executeAlone('walks.js', params, { folder })
      for (const file of await readdir(folder)) await truncate(join(folder, file), 100)
      const again = await executeAlone('walks.js', params, { folder })
      expect(again.lines.join()).toMatch(/every checkpoint is damaged; the trial starts again/)
      expect(again.scores).toEqual(whole.scores)
      expect((await readdir(folder)).filter((name) => name.endsWith('.safetensors'))).toHaveLength(2)
    })

    test('a step is reported before it is saved, so that no reading can be lost between the two', async () => {
      const { outcome } = await execute('saves-before-it-reports.js', {})
      expect(outcome).toHaveProperty('error.message', expect.stringMatching(/report step 1 before its checkpoint/))
    })

    test.each([
      ['a shape of more values', { tensor: 'longer' }, '"w" of the shape [7] has 1 values, not 7'],
      ['doubles for floats', { tensor: 'wider' }, 'are Float64Array; they have to be of Float32Array'],
      ['a plain list', { tensor: 'plain' }, 'the data of "w", of type float32, are a plain list'],
      ['a negative length', { tensor: 'shapeless' }, 'the shape of "w" is [-1], not a list of integers from 0'],
      ['texts', { tensor: 'text' }, '"w" is of type string'],
      ['the name of the metadata', { name: '__metadata__' }, 'a tensor cannot be called "__metadata__"'],
      ['the name of the prototype', { name: '__proto__' }, 'a tensor cannot be called "__proto__"'],
      ['a date in the state', { state: 'date' }, 'checkpoint.save: state.seen[0] is a Date'],
      ['a step that no integer is', { step: 2 ** 63 }, 'report: a step is an integer from 0 to 2^53 - 1'],
    ])('a checkpoint that could not be read back fails its trial: %s', async (_, params, message) => {
      const folder = await temporaryFolder()
      const { outcome } = await execute('saves-what-it-is-told.js', params, { folder })
      expect(outcome).toMatchObject({ status: 'failed', error: { class: 'error' } })
      expect(outcome).toHaveProperty('error.message', expect.stringContaining(message))
      expect(await readdir(folder)).toEqual([])
    })

    test('infinities, NaN and -0 of a state come back', async () => {
      const folder = await temporaryFolder()
      await execute('saves-what-it-is-told.js', { state: 'extremes' }, { folder })
      const again = await execute('saves-what-it-is-told.js', { state: 'extremes' }, { folder })
      expect(again.outcome).toEqual({ status: 'complete', metrics: { score: 1 } })
    })

    test("another trial's checkpoint is said and passed over", async () => {
      const folder = await temporaryFolder()
      await execute('walks.js', { steps: 2, scale: 1 }, { folder })
      const alone = await execute('walks.js', { steps: 2, scale: 1, other: 1 }, { key: 'b' })
      const other = await execute('walks.js', { steps: 2, scale: 1, other: 1 }, { folder, key: 'b' })
      expect(other.lines.join()).toMatch(
        /step-000000002\.safetensors: this checkpoint is of the trial with key a: it is/,
      )
      expect(other.scores).toEqual(alone.scores)
    })

    test('a model is kept where the attempt wants it', async () => {
      const modelFolder = await temporaryFolder()
      expect((await execute('saves-model.js', {}, { modelFolder })).outcome.status).toBe('complete')
      const { weightsManifest } = JSON.parse(await readFile(join(modelFolder, 'model.json'), 'utf8'))
      expect(weightsManifest[0].paths).toEqual(['weights.bin'])
      const weights = await readFile(join(modelFolder, 'weights.bin'))
      expect([weights.readFloatLE(0), weights.readFloatLE(4)]).toEqual([1, 2])
      const model = await readModelFolder(modelFolder)
      expect(model.description).toEqual({ labels: ['no', 'yes'] })
      expect(await readModelWeights(model)).toEqual({
        w: { dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) },
      })
    })

    // Nobody makes folders in /sys, not even root.
    test.skipIf(platform() !== 'linux')(
      'an attempt whose model cannot be written is interrupted, not failed',
      async () => {
        const { outcome } = await execute('saves-model.js', {}, { modelFolder: '/sys/model' })
        expect(outcome).toMatchObject({ status: 'interrupted', storage: true })
        expect(outcome).toHaveProperty('reason', expect.stringMatching(/^\/sys\/model cannot be written to: E/))
      },
    )

    test('a model is not kept in a sweep', async () => {
      const folder = await temporaryFolder()
      expect((await execute('saves-model.js', {}, { folder })).outcome.status).toBe('complete')
      expect(existsSync(join(folder, 'model.json'))).toBe(false)
    })

    test('an artifact is kept with its metadata, the last one of a name, however many attempts it takes', async () => {
      const folder = await temporaryFolder()
      for (const steps of [3, 6]) {
        const { outcome, readings } = await execute('keeps-best.js', { steps }, { folder })
        expect(outcome.status).toBe('complete')
        const { value, bestStep } = scoreOf({ name: 'score', goal: 'maximize' }, readings, {})!
        const { tensors, metadata } = await readArtifact(join(folder, 'artifacts', 'best.safetensors'))
        expect(metadata).toEqual({ step: bestStep, why: 'it is the highest' })
        expect(tensors.place).toEqual({ dtype: 'float32', shape: [1], data: Float32Array.of(value) })
        expect(tensors.steps!.data[0]).toBe(bestStep)
      }
    })

    test.each(['Best', '../best', 'best.safetensors', 'a--b', ''])(
      'an artifact cannot be called "%s"',
      async (name) => {
        const { outcome } = await execute('keeps-best.js', { steps: 1, name })
        expect(outcome).toHaveProperty('error.message', expect.stringContaining('a name is small letters and digits'))
      },
    )

    test.each([null, 'cpu', 'wasm'])(
      'a trial finds nothing of the trials before it, on engine %s, but what is named',
      async (engine) => {
        const executor = open()
        onTestFinished(() => executor.close())
        const first = await executeIn(executor, 'leaves-things.js', { object: 1 }, { engine })
        await executeIn(executor, 'leaves-things.js', { throws: true }, { engine, seed: 2 })
        const third = await executeIn(executor, 'leaves-things.js', {}, { engine })
        const all = [first, third].map(({ outcome }) => (outcome.status === 'complete' ? outcome.metrics : outcome))
        expect(all[0]).toMatchObject({ global: 0, patched: 0, environment: 0 })
        const { trials, ...found } = all[1] as Metrics
        expect(all[0]).toMatchObject(found)
        // Once in a thread: where it is that of the tests, others have come before.
        if ((all[0] as Metrics).trials === 1) {
          expect(first.lines.join()).toMatch(/^globalThis\.leftObject, trials, seen: stay as this trial left them/)
        }
        if (trials! > 1) expect(third.lines).toEqual([])
        Reflect.deleteProperty(globalThis, 'leftObject')
      },
    )

    test('Math.random follows the seed, and a checkpoint knows how far it was', async () => {
      const params = { steps: 5 }
      const whole = await executeAlone('draws-as-tutorials-do.js', params)
      expect((await execute('draws-as-tutorials-do.js', params)).scores).toEqual(whole.scores)
      expect((await execute('draws-as-tutorials-do.js', params, { seed: 2 })).scores).not.toEqual(whole.scores)
      const folder = await temporaryFolder()
      const stop = new AbortController()
      const first = await executeAlone('draws-as-tutorials-do.js', params, { stop, stopAt: 2, folder })
      expect(first.outcome.status).toBe('interrupted')
      const second = await executeAlone('draws-as-tutorials-do.js', params, { folder })
      expect(second.scores).toEqual(whole.scores)
    })

    test('closing ends what is under way as interrupted', async () => {
      const executor = open()
      const under = executor.execute(
        attempt('blocks.js', {}),
        { reading: () => void executor.close(), log() {} },
        never,
      )
      expect(await under).toMatchObject({ status: 'interrupted' })
      await executor.close()
    })

    /** In an executor that has carried out other attempts before, as in a sweep. */
    function execute(file: string, params: Attempt['trial']['params'], options?: Options): Promise<Seen> {
      warm ??= open()
      return executeIn(warm, file, params, options)
    }

    /** In an executor that knows nothing of any attempt before: what is the same is not the same by memory. */
    function executeAlone(file: string, params: Attempt['trial']['params'], options?: Options): Promise<Seen> {
      const executor = open()
      onTestFinished(() => executor.close())
      return executeIn(executor, file, params, options)
    }

    async function executeIn(
      executor: Executor,
      file: string,
      params: Attempt['trial']['params'],
      options: Options = {},
    ): Promise<Seen> {
      const scores: number[] = []
      const lines: string[] = []
      const readings: Reading[] = []
      const watch = {
        reading(reading: Reading) {
          readings.push(reading)
          if (reading.metrics.score !== undefined) scores.push(reading.metrics.score)
          if (reading.step === options.stopAt) options.stop?.abort('enough')
        },
        log: (line: string) => lines.push(line),
      }
      const folder = options.folder ?? (await temporaryFolder())
      const { engine = null } = options
      const module = new URL('../../dist/engine/loader.js', import.meta.url).href
      const whole = attempt(file, params, options.seed, folder, options.modelFolder)
      const given = {
        ...whole,
        trial: { ...whole.trial, key: options.key ?? whole.trial.key },
        engine: engine === null ? null : { name: engine, module },
      }
      const outcome = await executor.execute(given, watch, options.stop?.signal ?? never)
      return { outcome, scores, lines, readings }
    }
  })
}

interface Options {
  readonly seed?: number
  readonly stop?: AbortController
  readonly stopAt?: number
  readonly folder?: string
  readonly modelFolder?: string
  readonly engine?: string | null
  readonly key?: string
}

interface Seen {
  readonly outcome: Outcome
  readonly scores: readonly number[]
  readonly lines: readonly string[]
  readonly readings: readonly Reading[]
}

const never = new AbortController().signal

function attempt(
  file: string,
  params: Attempt['trial']['params'],
  seed = 1,
  checkpointFolder = '/nowhere',
  modelFolder: string | null = null,
): Attempt {
  return {
    trial: { number: 1, key: 'a', params, seed },
    metric: { name: 'score', goal: 'maximize' },
    experiment: experimentUrl(file),
    baseFolder: '/base',
    engine: null,
    checkpointFolder,
    artifactFolder: join(checkpointFolder, 'artifacts'),
    modelFolder,
  }
}
