import { readdir, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { systemClock } from '#sweep/core/clock.js'
import type { Params } from '#sweep/core/trial.js'
import { readArtifact } from '#sweep/execute/artifacts.js'
import { createInlineExecutor } from '#sweep/execute/inline.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { attemptAt } from './attempt-at.js'

test('a longer trial goes on from the longest shorter one, with the same readings as in one go', async () => {
  const origins = [await trained({ steps: 2 }), await trained({ steps: 3, kind: 'part' }), await trained({ steps: 5 })]
  const whole = await train({ steps: 5 })
  const lengthened = await train({ steps: 5 }, origins)
  expect(lengthened.continuedFrom).toEqual(['{"steps":3,"kind":"part"}'])
  expect(lengthened.lines).toEqual(['step 4', 'step 5'])
  expect(lengthened.scores).toEqual(whole.scores)
})

test.each([
  ['is as long', { steps: 4 }],
  ['is longer', { steps: 5 }],
  ['differs elsewhere', { steps: 2, scale: 2 }],
  ['did something else in its first steps, as the experiment knows', { steps: 2, kind: 'whole' }],
] as const)('a trial that %s is no origin', async (_name, params) => {
  const wanted = 'kind' in params ? { steps: 4, kind: 'whole' } : { steps: 4 }
  const { continuedFrom, lines } = await train(wanted, [await trained(params)])
  expect(continuedFrom).toEqual([])
  expect(lines).toHaveLength(4)
})

test('several trials at once pass over a damaged checkpoint of their origin, and leave its folder as it is', async () => {
  const origin = await trained({ steps: 4 })
  const before = await readdir(origin.checkpointFolder)
  await truncate(join(origin.checkpointFolder, 'step-000000004.safetensors'), 100)
  const longer = await Promise.all([5, 6, 7, 8].map((steps) => train({ steps }, [origin])))
  for (const { continuedFrom, lines } of longer) {
    expect(continuedFrom).toEqual([origin.key])
    expect(lines.slice(0, 2)).toEqual([expect.stringMatching(/step-000000004.* is damaged/), 'step 4'])
  }
  expect(await readdir(origin.checkpointFolder)).toEqual(before)
})

test('a longer trial finds the artifacts of the one that it goes on from', async () => {
  const attempts = [1, 2, 3].map(async () => attemptAt('keeps-best.js', { steps: 4 }, await temporaryFolder()))
  const [whole, shorter, longer] = await Promise.all(attempts)
  const run = (attempt: typeof whole) =>
    createInlineExecutor(systemClock).execute(attempt!, { reading() {}, log() {} }, new AbortController().signal)
  // Its best step comes before the last, so that the longer one keeps none of its own.
  const params = { steps: 9 }
  const { checkpointFolder, artifactFolder } = shorter!
  await run({ ...whole!, trial: { ...whole!.trial, params } })
  await run({ ...shorter!, trial: { ...shorter!.trial, params: { ...params, steps: 8 } } })
  const origins = [{ key: shorter!.trial.key, params: { ...params, steps: 8 }, checkpointFolder, artifactFolder }]
  await run({ ...longer!, trial: { ...longer!.trial, params }, origins })
  const [expected, kept] = await Promise.all(
    [whole, longer].map((attempt) => readArtifact(join(attempt!.artifactFolder, 'best.safetensors'))),
  )
  expect(kept!.metadata).toEqual(expected!.metadata)
  expect([...kept!.tensors.steps!.data]).toEqual([(expected!.metadata as { step: number }).step, 8])
})

test('beside the last two checkpoints that of the best reading is kept', async () => {
  const { folder, scores } = await train({ steps: 9 })
  const best = scores.indexOf(Math.max(...scores)) + 1
  expect(best).toBeLessThan(8)
  const names = [best, 8, 9].map((step) => `step-00000000${step}.safetensors`)
  expect((await readdir(folder)).sort()).toEqual(names)
})

async function trained(params: Params) {
  const { folder } = await train(params)
  return { key: JSON.stringify(params), params, checkpointFolder: folder, artifactFolder: join(folder, 'artifacts') }
}

async function train(params: Params, origins: readonly Awaited<ReturnType<typeof trained>>[] = []) {
  const folder = await temporaryFolder()
  const [scores, lines, continuedFrom]: [number[], string[], string[]] = [[], [], []]
  const watch = {
    reading: ({ metrics }: { metrics: Params }) => scores.push(metrics.score as number),
    log: (line: string) => lines.push(line),
    continuedFrom: (key: string) => continuedFrom.push(key),
  }
  const made = attemptAt('lengthens.js', params, folder)
  const attempt = { ...made, trial: { ...made.trial, key: JSON.stringify(params) }, origins }
  const outcome = await createInlineExecutor(systemClock).execute(attempt, watch, new AbortController().signal)
  expect(outcome.status).toBe('complete')
  return { folder, scores, lines, continuedFrom }
}
