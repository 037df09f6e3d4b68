import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { openRuns, planSweep, type RunEvent, SweepError, type SweepObject } from '#sweep/index.js'
import { experimentUrl } from '../contract/experiment-url.js'
import { temporaryFolder } from '../contract/temporary-folder.js'

const walks: SweepObject = {
  name: 'walks',
  experiment: fileURLToPath(experimentUrl('walks.js')),
  metric: { name: 'score', goal: 'maximize' },
  seeds: 2,
  parameters: { scale: [1, 2], steps: 3 },
}
const cpu = { engine: 'cpu', workers: 1 } as const

describe('a program', () => {
  test('plans a sweep that is an object, without training it', async () => {
    const planned = await planSweep({ sweep: walks, overrides: ['scale=1,2,3'] })
    expect(planned).toMatchObject({ points: 3, trials: 6, included: 0 })
    expect([...planned.listTrials()].map(({ params, seed }) => [params.scale, seed])).toEqual([
      [1, 0],
      [1, 1],
      [2, 0],
      [2, 1],
      [3, 0],
      [3, 1],
    ])
  })

  test.each<[string, object, RegExp]>([
    ['an unknown key', { ...walks, sedes: 3 }, /sweep-object\.yaml:\d+:\d+ sedes: unknown key.*Did you mean "seeds"/s],
    ['no parameters', { ...walks, parameters: undefined }, /parameters/],
    ['an experiment that is not there', { ...walks, experiment: './gone.js' }, /there is no file .*gone\.js/],
  ])('is told of %s by an error of the project', async (_, sweep, message) => {
    const refused = planSweep({ sweep: sweep as SweepObject })
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.toBeInstanceOf(SweepError)
  })

  test('starts, watches, stops and resumes a sweep, reads and writes it, and nothing is printed meanwhile', async () => {
    const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
    const handlers = process.listenerCount('SIGINT')
    const folder = await temporaryFolder()
    const runs = await openRuns(join(folder, 'runs'))
    const events: RunEvent[] = []
    const stop = new AbortController()
    const onEvent = (event: RunEvent) => {
      events.push(event)
      if (event.type === 'ended') stop.abort('one is enough')
    }
    const stopped = await runs.start({ sweep: walks }, { ...cpu, onEvent, signal: stop.signal })
    expect(stopped).toMatchObject({ interrupted: true, failed: 0, ending: { how: 'done' } })
    expect(events.map(({ type }) => type)).toEqual([
      ...['began', 'started', 'reading', 'reading', 'reading', 'ended', 'finished'],
    ])
    expect(events[0]).toEqual({ type: 'began', run: 'walks-1', trials: 4, slots: 1 })
    expect(events[5]).toMatchObject({ outcome: { status: 'complete' }, retried: false })

    const resumed = await runs.resume('walks-1', cpu)
    expect(resumed).toMatchObject({ interrupted: false, failed: 0 })
    expect(await runs.list()).toMatchObject([{ name: 'walks-1', sweep: 'walks', counts: { complete: 4 } }])
    const { trials } = await runs.read()
    expect(trials.map(({ number, readings }) => [number, readings.length])).toEqual([1, 2, 3, 4].map((n) => [n, 3]))
    const analysis = await runs.analyse()
    expect(analysis.points).toHaveLength(2)
    expect(analysis.verdict[0]).toMatch(/^Best is scale/)

    await runs.start({ sweep: walks }, { ...cpu, name: 'again' })
    const { worse } = await runs.compare('walks-1', 'again')
    expect(worse).toBe(false)
    const exported = await runs.export('again', { format: 'json', folder: join(folder, 'out') })
    expect(exported).toMatchObject({ run: 'again', counts: { trials: 4, readings: 12 } })
    expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([])
    expect(process.listenerCount('SIGINT')).toBe(handlers)
    for (const spy of printed) spy.mockRestore()
  })

  test('has to agree before an edited sweep file changes a run', async () => {
    const folder = await temporaryFolder()
    const runs = await openRuns(join(folder, 'runs'))
    const file = join(folder, 'walk.yaml')
    const written = (scales: string) =>
      writeFile(
        file,
        `name: w\nexperiment: ${walks.experiment}\nmetric: { name: score, goal: maximize }\nparameters: { scale: ${scales}, steps: 1 }\n`,
      )
    await written('[1, 2]')
    await runs.start({ sweep: file }, cpu)
    await written('[2, 3]')
    await expect(runs.resume('w-1', cpu)).rejects.toThrow(
      'the sweep of run "w-1" has changed: +1, 1 kept, 1 no longer wanted. Agree with agreeToEdit: true',
    )
    const { run } = await runs.resume('w-1', { ...cpu, agreeToEdit: ({ added }) => added === 1 })
    expect(run.sweep.parameters[0]).toMatchObject({ values: [2, 3] })
  })

  test('retrains a run and keeps its model', async () => {
    const folder = await temporaryFolder()
    const runs = await openRuns(join(folder, 'runs'))
    const experiment = fileURLToPath(experimentUrl('scores-splits.js'))
    await runs.start({ sweep: { ...walks, experiment, parameters: { scale: [1, 2] } } }, cpu)
    const kept = await runs.retrain(undefined, { output: join(folder, 'model'), workers: 1 })
    expect(kept).toMatchObject({ how: 'kept', output: join(folder, 'model'), differences: [] })
    const { how, ...rest } = kept
    if (how !== 'kept' || !('retraining' in rest)) throw new Error(how)
    expect(rest.retraining.seeds).toMatchObject([{ complete: true }])
    expect(await readFile(join(folder, 'model', 'manifest.json'), 'utf8')).toContain('sweep-model/1')
  })

  test('of thirty lines runs, stops and resumes a sweep of eight trials, and prints the verdict', async () => {
    const program = fileURLToPath(new URL('../../examples/program.mjs', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [program, join(await temporaryFolder(), 'runs')])
    expect(stdout).toMatch(/^trial 1: complete, loss [\d.]+$/m)
    expect(stdout).toMatch(/^stopped, [45] of 8 trials complete$/m)
    expect(stdout).toMatch(/^8 trials complete, the best loss is [\d.e-]+$/m)
    expect(stdout).toMatch(/^Best is lr 0\.1: loss /m)
  })
})
