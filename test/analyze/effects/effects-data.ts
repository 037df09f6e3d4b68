import type { Parameter } from '#sweep/core/parameter.js'
import type { RunData, TrialRow } from '#sweep/core/run-data.js'
import type { Sweep } from '#sweep/core/sweep.js'
import { sweepDefaults } from '#sweep/core/sweep.js'
import type { Params } from '#sweep/core/trial.js'

type Told = Partial<Pick<Sweep, 'zip' | 'metric' | 'method'>> & { readonly total?: number }

/** A run of these trials; one that has no value has failed. */
export function effectsData(
  parameters: readonly Parameter[],
  trials: readonly (readonly [params: Params, value: number | null, seed?: number])[],
  { total = trials.length, ...sweep }: Told = {},
): RunData {
  const metric = { name: 'val_accuracy', goal: 'maximize' } as const
  const rows = trials.map(([params, value, seed = 0], i): TrialRow => {
    const measured = { value, bestStep: 1, metrics: null, steps: 1, seconds: 1, error: null, readings: [] }
    return { number: i + 1, key: `key${i}`, params, seed, status: value === null ? 'failed' : 'complete', ...measured }
  })
  return {
    run: {
      name: 'r-1',
      createdAt: 0,
      sweep: {
        ...sweepDefaults,
        ...{ name: 'r', experiment: './e.js', parameters, metric, ...sweep },
      },
      sweepText: '',
      sweepFile: 'r.yaml',
      overrides: [],
      conditions: { engine: 'cpu', engineVersion: '1', device: 'cpu', threads: 1 },
      provenance: null,
      identity: null,
    },
    trials: rows,
    total,
    attempts: [],
    validation: new Map(),
    test: new Map(),
  }
}

/** Every combination of these values, the last name varying fastest. */
export function gridOf(values: Readonly<Record<string, readonly (number | string)[]>>): readonly Params[] {
  return Object.entries(values).reduce<readonly Params[]>(
    (points, [name, list]) => points.flatMap((point) => list.map((value) => ({ ...point, [name]: value }))),
    [{}],
  )
}
