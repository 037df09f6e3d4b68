import type { Analysis } from '#sweep/analyze/analysis.js'
import { effectsOf } from '#sweep/analyze/effects/analysis.js'
import { buildReport } from '#sweep/analyze/report.js'
import type { Parameter } from '#sweep/core/parameter.js'
import { randomStream } from '#sweep/core/random.js'
import type { RunData } from '#sweep/core/run-data.js'
import type { Params } from '#sweep/core/trial.js'
import type { PictureInput } from '#sweep/report/pictures/picture.js'
import { effectsData, gridOf } from '../../../analyze/effects/effects-data.js'

/**
 * A grid with two seeds in which momentum exists for sgd alone, a decaying rate comes with more epochs, and adam wants
 * another learning rate: the highest one was not tried with adam, and failed with sgd.
 */
export function gridExample(): PictureInput {
  const parameters: readonly Parameter[] = [
    { name: 'optimizer', values: ['sgd', 'adam', 'rmsprop'] },
    { name: 'lr', values: [1, 0.1, 0.01, 0.001] },
    { name: 'momentum', values: [0, 0.9], when: { match: { optimizer: ['sgd'] } } },
    { name: 'decay', values: ['none', 'cosine'] },
    { name: 'epochs', values: [20, 40] },
  ]
  const tried = [
    ...gridOf({ optimizer: ['sgd'], lr: [1, 0.1, 0.01, 0.001], momentum: [0, 0.9], decay: ['none', 'cosine'] }),
    ...gridOf({ optimizer: ['adam', 'rmsprop'], lr: [0.1, 0.01, 0.001], decay: ['none', 'cosine'] }),
  ]
  const random = randomStream(3, 'example')
  const trials = tried.flatMap((params) =>
    [0, 1].map((seed) => {
      const value = params.lr === 1 ? null : accuracy(params) + 0.01 * random.normal()
      return [{ ...params, epochs: params.decay === 'none' ? 20 : 40 }, value, seed] as const
    }),
  )
  return inputOf(effectsData(parameters, trials, { zip: [['decay', 'epochs']] }))
}

/** Drawn points with one seed, whose loss is to be small. */
export function drawnExample(): PictureInput {
  const parameters: readonly Parameter[] = [
    { name: 'lr', distribution: { kind: 'log_uniform_values', min: 1e-4, max: 1 } },
    { name: 'dropout', distribution: { kind: 'uniform', min: 0, max: 0.6 } },
    { name: 'layers', values: [1, 2, 3] },
    { name: 'filters', values: [[16], [16, 32], [32, 64]] },
  ]
  const random = randomStream(4, 'example')
  const trials = Array.from({ length: 40 }, () => {
    const lr = 10 ** (4 * random.uniform() - 4)
    const [dropout, layers, filters] = [0.6 * random.uniform(), 1 + random.integer(3), random.integer(3)]
    const loss = (Math.log10(lr) + 2) ** 2 / 4 + (dropout - 0.3) ** 2 * layers + 0.1 * filters + 0.05 * random.normal()
    return [{ lr, dropout, layers, filters: [[16], [16, 32], [32, 64]][filters]! }, 1 + loss] as const
  })
  return inputOf(effectsData(parameters, trials, { metric: { name: 'val_loss', goal: 'minimize' } }))
}

function accuracy({ optimizer, lr, momentum, decay }: Params): number {
  const best = optimizer === 'sgd' ? -1 : -3
  return (
    0.6 -
    0.08 * Math.abs(Math.log10(lr as number) - best) +
    (momentum === 0.9 ? 0.03 : 0) +
    (decay === 'none' ? 0 : 0.02)
  )
}

function inputOf(data: RunData): PictureInput {
  const { sweep } = data.run
  const analysis: Analysis = {
    ...{ report: buildReport('r-1', sweep, data.trials, data.total), metric: sweep.metric, points: [] },
    ...{ comparison: null, seedsToDecide: null, effects: effectsOf(data), warnings: [], verdict: [] },
  }
  return { data, analysis }
}
