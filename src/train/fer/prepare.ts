import type { ParameterValues } from '../../core/experiment.js'
import { loadFaces } from './load-faces.js'
import { ferSettings } from './settings.js'

/** Loads every source of data that a sweep of `fer` names, so that caches are written and bad data stops the sweep. */
export async function prepare(values: ParameterValues, log: (line: string) => void): Promise<void> {
  const of = (name: string) => values[name] ?? [undefined]
  for (const data of of('data')) {
    const isFile = data !== undefined && data !== null
    for (const synthetic_rows of isFile ? [undefined] : of('synthetic_rows')) {
      for (const data_seed of isFile ? [undefined] : of('data_seed')) {
        for (const train_rows of of('train_rows')) {
          const given = Object.entries({ data, synthetic_rows, data_seed, train_rows })
          const { source, trainRows } = ferSettings(
            Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
          )
          await loadFaces(source, trainRows, log)
        }
      }
    }
  }
}
