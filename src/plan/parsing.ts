import { basename } from 'node:path'
import type { ErrorClass } from '../core/errors.js'
import type { Sweep } from '../core/sweep.js'
import { defaultFaultPolicy, type FaultPolicy, type Retries, sweepDefaults } from '../core/sweep.js'
import { parseParameters } from './parameters/parsing.js'
import { shapeError } from './shape/error.js'
import { setForeignKeysAside } from './shape/foreign-keys.js'
import { type SweepData, sweepShape } from './shape/sweep.js'
import { checkSpace } from './space/checks.js'
import { countTrials } from './space/space.js'
import { type PlanError, planErrorAt, type SweepFile } from './sweep-file.js'
import { readYaml } from './yaml.js'

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
    isolation: data.isolation ?? sweepDefaults.isolation,
  }
}

/** Throws PlanError for a sweep with more trials than there are exact integers to number them. */
function checkSize(sweep: Sweep, where: Pick<SweepFile, 'file' | 'positions'>): void {
  if (sweep.method !== 'grid' || Number.isSafeInteger(mostTrials(sweep))) return
  const trials = countTrials(sweep)
  if (Number.isSafeInteger(trials)) return
  const problem = `${trials.toPrecision(3)} trials are more than can be numbered`
  throw planErrorAt(where, 'parameters', problem, 'Search fewer parameters, or fewer values of each')
}

/** Those of the grid without any rule: known without going through it. */
function mostTrials({ parameters, seeds }: Sweep): number {
  const lengths = parameters.map((parameter) => ('values' in parameter ? parameter.values.length : 1))
  return lengths.reduce((product, length) => product * length, seeds.length)
}

const missing = 'it must be the name of a built-in experiment, or a path that starts with "./", "../" or "/"'

/** The experiment of a sweep file: its own, or W&B's `program` when that is a module. Throws PlanError for neither. */
function experimentOf({ experiment, program }: SweepData, where: Pick<SweepFile, 'file' | 'positions'>): string {
  if (experiment !== undefined) return experiment
  if (program === undefined) throw planErrorAt(where, 'experiment', `missing; ${missing}`)
  if (!/^[^\n]*[^/\n]\.[cm]?[jt]s$/.test(program)) throw notAModule(where, program)
  return /^\.{0,2}\//.test(program) ? program : `./${program}`
}

function notAModule(where: Pick<SweepFile, 'file' | 'positions'>, program: string): PlanError {
  const python = program.endsWith('.py') ? 'is a Python program' : 'is not a module'
  const problem = `"${program.slice(0, 60)}" ${python}, but trials are trained by a .ts, .js or .mjs module`
  return planErrorAt(where, 'program', problem, 'Add experiment: ./my-experiment.ts, a module that trains one trial')
}

/** The name of a sweep: its own, or that of its file without the ending. Throws PlanError when that cannot be one. */
function nameOf(data: SweepData, where: Pick<SweepFile, 'file' | 'positions'>): string {
  const name = data.name ?? basename(where.file).replace(/\.[^.]*$/, '')
  const checked = sweepShape.shape.name.safeParse(name)
  if (checked.success) return name
  const problem = `missing, and the name of the file cannot stand in for it; it ${checked.error.issues[0]!.message}`
  throw planErrorAt(where, 'name', problem, 'Add name: my-sweep')
}

/** The fault policy that a sweep file states, with the defaults for what it does not speak of. */
function parseFaults(data: SweepData): FaultPolicy {
  const defaults = defaultFaultPolicy
  const classes = Object.keys(defaults.onFailure) as ErrorClass[]
  const onFailure = classes.map((name): [ErrorClass, Retries] => {
    const { retries, backoff } = data.on_failure?.[name] ?? {}
    const usual = defaults.onFailure[name]
    return [name, { retries: retries ?? usual.retries, backoff: backoff ?? usual.backoff }]
  })
  return {
    onFailure: Object.fromEntries(onFailure) as Record<ErrorClass, Retries>,
    maxConsecutiveFailures: data.max_consecutive_failures ?? defaults.maxConsecutiveFailures,
    stallTimeout: data.stall_timeout ?? defaults.stallTimeout,
    trialTimeout: data.trial_timeout ?? defaults.trialTimeout,
    recycleAfter: data.recycle_after ?? defaults.recycleAfter,
    hostMemory: data.host_memory ?? defaults.hostMemory,
  }
}
