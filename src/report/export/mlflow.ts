import { createHash } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import type { Run } from '../../core/run.js'
import type { TrialStatus } from '../../core/run-data.js'
import { failureText } from '../failures.js'
import { valueText } from '../values.js'
import type { ExportedRun, ExportPiece } from './exporter.js'
import { type ExportedTrial, readingTimes, tags } from './run-shape.js'

/**
 * A folder `mlruns` as MLflow's file store lays it out (mlflow/store/tracking/file_store.py, the same from 1.x to 3.x):
 * the run is an experiment, each trial a run of it. `metrics/` holds `timestamp value step` lines under the names of
 * `tags`. The identifiers are hashes, so the same run exported twice is the same to MLflow.
 */
export async function* exportMlflow(
  { run, shape, readAt, folder }: Omit<ExportedRun, 'total'>,
  trials: AsyncIterable<ExportedTrial>,
): AsyncIterable<ExportPiece> {
  const experiment = experimentId(run)
  const location = `${pathToFileURL(folder)}/mlruns/${experiment}`
  const names = fileNames(tags.all(shape, run.sweep.metric))
  const meta = {
    artifact_location: location,
    creation_time: run.createdAt,
    experiment_id: experiment,
    last_update_time: readAt,
    lifecycle_stage: 'active',
    name: run.name,
  }
  yield { file: `mlruns/${experiment}/meta.yaml`, whole: metaYaml(meta) }
  for await (const trial of trials) {
    const id = hash(`${run.name} ${run.createdAt} ${trial.key}`).slice(0, 32)
    const inRun = (name: string) => `mlruns/${experiment}/${id}/${name}`
    const about = { experiment_id: experiment, artifact_uri: `${location}/${id}/artifacts`, run_id: id, run_uuid: id }
    yield { file: inRun('meta.yaml'), whole: metaYaml({ ...about, ...runMeta(trial, run) }) }
    for (const empty of ['artifacts', 'metrics', 'params', 'tags']) yield { folder: inRun(empty) }
    for (const [name, text] of paramsOf(trial)) yield { file: inRun(`params/${name}`), whole: text }
    for (const [tag, lines] of metricsOf(trial, run, readAt)) {
      yield { file: inRun(`metrics/${names.get(tag)!}`), whole: lines.join('') }
    }
    for (const [name, text] of Object.entries(tagsOf(trial, run))) yield { file: inRun(`tags/${name}`), whole: text }
  }
}

function runMeta({ number, status, attempts }: ExportedTrial, { createdAt, provenance }: Run) {
  return {
    run_name: runName(number),
    user_id: provenance?.host.name ?? '',
    status: runStatus(status),
    start_time: attempts[0]?.startedAt ?? createdAt,
    end_time: status === 'running' ? null : (attempts.at(-1)?.endedAt ?? null),
    lifecycle_stage: 'active',
    deleted_time: null,
    entry_point_name: '',
    source_name: '',
    // LOCAL
    source_type: 4,
    source_version: '',
    tags: [],
  }
}

/** The seed as well; unless a parameter is called so, whose name it cannot take. */
function paramsOf({ params, seed }: ExportedTrial): readonly (readonly [string, string])[] {
  const written = Object.entries(params).map(([name, value]) => [name, valueText(value)] as const)
  return Object.hasOwn(params, 'seed') ? written : [...written, ['seed', String(seed)]]
}

function metricsOf(trial: ExportedTrial, { sweep, createdAt }: Run, readAt: number): Map<string, string[]> {
  const { readings, metrics, value, bestStep, attempts } = trial
  const lines = new Map<string, string[]>()
  const add = (tag: string, at: number, number: number, step: number) => {
    const line = `${Math.round(at)} ${number} ${step}\n`
    const before = lines.get(tag)
    if (before) before.push(line)
    else lines.set(tag, [line])
  }
  const times = readingTimes(trial, readAt)
  for (const [i, { step, metrics: values }] of readings.entries()) {
    for (const [name, number] of Object.entries(values)) add(tags.reading(name), times[i]!, number, step)
  }
  const lastStep = readings.at(-1)?.step ?? 0
  const endedAt = attempts.at(-1)?.endedAt ?? times.at(-1) ?? createdAt
  for (const [name, number] of Object.entries(metrics ?? {})) add(tags.result(name), endedAt, number, lastStep)
  if (value !== null) add(tags.best(sweep.metric), endedAt, value, bestStep ?? lastStep)
  return lines
}

/** MLflow's own tags by its names, the rest under `sweep.`. */
function tagsOf({ number, key, seed, status, error, reusedFrom, continuedFrom }: ExportedTrial, run: Run) {
  const { name, sweep, conditions, provenance } = run
  const commit = provenance?.git?.commit
  return {
    'mlflow.runName': runName(number),
    'mlflow.source.name': sweep.experiment,
    'mlflow.source.type': 'LOCAL',
    ...(provenance && { 'mlflow.user': provenance.host.name }),
    ...(commit && { 'mlflow.source.git.commit': commit }),
    'sweep.run': name,
    'sweep.trial': String(number),
    'sweep.key': key,
    'sweep.seed': String(seed),
    'sweep.status': status,
    'sweep.engine': `${conditions.engine} ${conditions.engineVersion}`,
    'sweep.device': conditions.device,
    'sweep.threads': String(conditions.threads),
    ...(status === 'failed' && error && { 'sweep.error': failureText(error) }),
    ...(reusedFrom && { 'sweep.reused_from': reusedFrom }),
    ...(continuedFrom && { 'sweep.continued_from': continuedFrom }),
  }
}

function runName(number: number): string {
  return `trial-${number}`
}

/** As many digits as MLflow makes, so that experiments of several exports can stand in one folder. */
function experimentId({ name, createdAt }: Run): string {
  return String(10n ** 17n + (BigInt(`0x${hash(`${name} ${createdAt}`)}`) % (9n * 10n ** 17n)))
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * A name that MLflow takes, and that can be a path, for each of these (mlflow/utils/validation.py). Most stay as they
 * are; one that has to change, or that is the folder of another, ends in a hash of what it was.
 */
export function fileNames(names: readonly string[]): ReadonlyMap<string, string> {
  const folders = new Set(names.flatMap(foldersOf))
  return new Map(names.map((name) => [name, isSafe(name) && !folders.has(name) ? name : changed(name)]))
}

function isSafe(name: string): boolean {
  return /^[\w.\- /]{1,200}$/.test(name) && name.split('/').every((part) => !['', '.', '..'].includes(part))
}

function changed(name: string): string {
  const parts = name.split('/').map((part) => part.replace(/[^\w\- ]/g, '_') || '_')
  return `${parts.join('/').slice(0, 150)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(name: string): string[] {
  const parts = name.split('/')
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'))
}

/** The record as a `meta.yaml`: a line for each field, its value as JSON, which is YAML too. */
function metaYaml(record: Readonly<Record<string, string | number | null | readonly never[]>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('')
}

/** The number that MLflow gives to a status (mlflow/entities/run_status.py). */
function runStatus(status: TrialStatus): number {
  switch (status) {
    case 'running':
      return 1
    // SCHEDULED
    case 'waiting':
      return 2
    case 'complete':
      return 3
    case 'failed':
      return 4
    // KILLED
    case 'pruned':
    case 'interrupted':
      return 5
    default:
      return status satisfies never
  }
}
