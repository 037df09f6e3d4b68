import type { Sweep } from '../core/sweep.js'
import { sweepDefaults } from '../core/sweep-defaults.js'
import { checkSize } from './check-size.js'
import { parseParameters } from './parameters/parse-parameters.js'
import { planErrorAt } from './plan-error-at.js'
import { readYaml } from './read-yaml.js'
import { experimentOf } from './shape/experiment-of.js'
import { nameOf } from './shape/name-of.js'
import { parseFaults } from './shape/parse-faults.js'
import { setForeignKeysAside } from './shape/set-foreign-keys-aside.js'
import { shapeError } from './shape/shape-error.js'
import { type SweepData, sweepShape } from './shape/sweep-shape.js'
import { checkSpace } from './space/check-space.js'
import type { SweepFile } from './sweep-file.js'

/**
 * Parses and checks the text of a sweep file; `file` is for messages, for paths relative to it, and for the sweep's name
 * where it has none. Throws PlanError at the first thing that is wrong: every unknown key is refused, at every level.
 */
export function parseSweep(text: string, file: string): SweepFile {
  const { value: content, positions } = readYaml(text, file)
  const where = { file, positions }
  const { value, warnings } = setForeignKeysAside(content, where)
  const sweep = sweepOf(dataOf(value, where), where)
  checkSpace(sweep, where)
  checkSize(sweep, where)
  return { sweep, text, file, positions, overridden: new Set(), warnings }
}

/** They are told apart in memory. */
const mostDrawn = 1_000_000

type Where = Pick<SweepFile, 'file' | 'positions'>

function dataOf(value: unknown, where: Where): SweepData {
  const shaped = sweepShape.safeParse(value)
  if (shaped.success) return shaped.data
  const error = shapeError(where, { shape: sweepShape, value, issues: shaped.error.issues })
  if ((value as { method?: unknown } | null)?.method !== 'bayes' || error.path !== 'method') throw error
  const hint = 'random and sobol draw points without learning from results; they need run_cap'
  throw planErrorAt(where, 'method', error.problem, hint)
}

function sweepOf(data: SweepData, where: Where): Sweep {
  if (data.method !== 'grid' && data.run_cap === undefined) {
    const hint = 'Add run_cap: 50, the number of points to draw'
    throw planErrorAt(where, 'run_cap', `missing; the method ${data.method} draws points without an end`, hint)
  }
  if (data.method !== 'grid' && data.run_cap! > mostDrawn) {
    const problem = `the method ${data.method} can draw at most ${mostDrawn} points, got ${data.run_cap}`
    throw planErrorAt(where, 'run_cap', problem)
  }
  const { name, goal } = data.metric
  return {
    name: nameOf(data, where),
    experiment: experimentOf(data, where),
    method: data.method,
    runCap: data.run_cap ?? null,
    searchSeed: data.search_seed,
    metric: { name, goal },
    seeds: data.seeds,
    parameters: parseParameters(data.parameters, data, where),
    zip: data.zip,
    include: data.include,
    exclude: data.exclude,
    constraints: data.when ?? [],
    faults: parseFaults(data),
    checkpointEvery: data.checkpoint_every ?? sweepDefaults.checkpointEvery,
  }
}
