import { UsageError } from '../../core/errors.js'
import type { Json } from '../../core/json.js'
import { canonicalJson } from '../../core/json.js'
import { isSearched, outerValues } from '../../core/parameter.js'
import type { Run } from '../../core/run.js'
import type { TrialRow } from '../../core/run-data.js'
import type { Params, Trial } from '../../core/trial.js'
import { combinedParams } from '../../execute/inspection.js'
import { parseSweep } from '../../plan/parsing.js'
import { trialKey } from '../../plan/trials.js'
import { rewriteAsPoint } from '../../plan/yaml-edits.js'
import { type CheckedSweep, type CheckOptions, type CheckSurroundings, checkSweepFile } from '../checked-sweep.js'
import type { DeviceWishes } from '../devices.js'
import type { RecordedPoint } from './point.js'

/** What is going to be trained. */
export interface RetrainingPlan {
  /** The point with all that is going to be read, the test split included. */
  readonly checked: CheckedPoint
  /** One for each seed, the one that is kept where no metric tells first. */
  readonly seeds: readonly PlannedSeed[]
  /** Whether its parameters are the recorded ones. */
  readonly same: boolean
  /** The names of what was joined for training; null for nothing. */
  readonly combined: readonly string[] | null
  readonly test: TestPlan
}

export interface PlannedSeed {
  readonly trial: Trial
  /** Null for a seed that the run has not completed. */
  readonly recorded: TrialRow | null
}

/** Who scores the test split: nobody; every trial, since the sweep says so; or once, the model that is kept. */
type TestPlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'every_trial'; readonly splits: readonly string[] }
  | { readonly kind: 'once'; readonly splits: readonly string[]; readonly params: Params }

/** Checks what was asked for before anything is trained. Throws a SweepError. */
export async function planRetraining(
  run: Run,
  point: RecordedPoint,
  wishes: RetrainWishes,
  surroundings: CheckSurroundings,
): Promise<RetrainingPlan> {
  const check = (params: Params, overrides: readonly string[], options?: Pick<CheckOptions, 'scored'>) =>
    checkPoint(run, params, overrides, surroundings, options)
  const asked = [...(wishes.overrides ?? []), ...(wishes.epochs === undefined ? [] : [`epochs=${wishes.epochs}`])]
  const trained = await combined(run, point, asked, wishes.combine, check, surroundings.observer.note)
  const { overrides, checked } = trained
  refuseSeeds(asked, checked)
  const scored = wishes.combine === undefined
  const { experiment } = checked.file.sweep
  const test = testPlan(checked, wishes.test)
  const whole =
    test.kind === 'once'
      ? await check(point.params, [...without(overrides, 'test'), override('test', test.value)], { scored })
      : checked
  return {
    checked: whole,
    same: canonicalJson(checked.params) === canonicalJson(point.params),
    seeds: seedsOf(point, wishes.seeds ?? 1).map(({ seed, number, recorded }) => ({
      trial: { number, seed, params: checked.params, key: trialKey(experiment, checked.params, seed) },
      recorded,
    })),
    combined: wishes.combine ?? null,
    test: test.kind === 'once' ? { kind: 'once', splits: test.splits, params: whole.params } : test,
  }
}

/** An override of the sweep's own seeds says nothing of which are trained here. */
function refuseSeeds(overrides: readonly string[], { specs, file }: CheckedPoint): void {
  const names = [...Object.keys(specs ?? {}), ...file.sweep.parameters.map(({ name }) => name)]
  if (!isOverridden(overrides, 'seeds') || names.includes('seeds')) return
  throw new UsageError('seeds=… is of a whole sweep; how many seeds are trained again: --seeds K')
}

/** The point with its overrides, those that join parts of the data included. */
async function combined(
  run: Run,
  { params, trial }: RecordedPoint,
  overrides: readonly string[],
  parts: readonly string[] | undefined,
  check: (
    params: Params,
    overrides: readonly string[],
    options?: Pick<CheckOptions, 'scored'>,
  ) => Promise<CheckedPoint>,
  note: (line: string) => void,
): Promise<{ readonly overrides: readonly string[]; readonly checked: CheckedPoint }> {
  const checked = await check(params, overrides)
  if (parts === undefined) return { overrides, checked }
  const changes = await combinedParams(checked.experiment, { params: checked.params, parts }, note)
  if (changes === undefined) {
    throw new UsageError(
      `--combine: the experiment "${run.sweep.experiment}" does not say how to join parts of its data; ` +
        'override its parameters instead: key=value',
    )
  }
  const length = checked.continues?.parameter
  const lasts = length !== undefined && trial.bestStep !== null && !isOverridden(overrides, length)
  const more = { ...changes, ...(lasts ? { [length]: trial.bestStep } : {}) }
  const names = Object.keys(more)
  const kept = names.reduce((all, name) => without(all, name), overrides)
  const all = [...kept, ...Object.entries(more).map(([name, value]) => override(name, value))]
  return { overrides: all, checked: await check(params, all, { scored: false }) }
}

type WantedTest =
  | Exclude<TestPlan, { readonly kind: 'once' }>
  | { readonly kind: 'once'; readonly splits: readonly string[]; readonly value: Json }

function testPlan({ params, specs, file }: CheckedPoint, wanted: RetrainWishes['test']): WantedTest {
  const spec = specs?.test
  const own = namesIn(params.test ?? spec?.default ?? null)
  if (wanted === undefined || wanted === true) {
    if (own.length > 0) return { kind: 'every_trial', splits: own }
    if (wanted === undefined) return { kind: 'none' }
    throw new UsageError('--test: the sweep names no test split; name one, as --test PublicTest')
  }
  if (spec === undefined) {
    throw new UsageError(`--test: the experiment "${file.sweep.experiment}" reads no parameter "test"`)
  }
  if (canonicalJson(wanted) === canonicalJson(own)) return { kind: 'every_trial', splits: own }
  return { kind: 'once', splits: wanted, value: wanted.length === 1 ? wanted[0]! : wanted }
}

function namesIn(value: Json): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')
}

interface Seed {
  readonly seed: number
  /** Of the trial in the run; of the point's first trial for a seed that the run has not. */
  readonly number: number
  readonly recorded: TrialRow | null
}

/** That of the trial first, then the other recorded ones, then new ones from 0. */
function seedsOf({ trial, trials }: RecordedPoint, count: number): readonly Seed[] {
  const others = trials.filter(({ seed }) => seed !== trial.seed)
  const recorded = [trial, ...others].map((row) => ({
    ...{ seed: row.seed, number: row.number },
    recorded: row.status === 'complete' && row.value !== null ? row : null,
  }))
  const seeds: Seed[] = recorded.slice(0, count)
  const taken = new Set(recorded.map(({ seed }) => seed))
  for (let seed = 0; seeds.length < count; seed++) {
    if (!taken.has(seed)) seeds.push({ seed, number: trial.number, recorded: null })
  }
  return seeds
}

/** A list of one item is that item, whatever it is. */
function override(name: string, value: Json | undefined): string {
  return `${name}=${JSON.stringify([value])}`
}

function isOverridden(overrides: readonly string[], name: string): boolean {
  return overrides.some((text) => text.slice(0, text.indexOf('=')).trim() === name)
}

function without(overrides: readonly string[], name: string): readonly string[] {
  return overrides.filter((text) => !isOverridden([text], name))
}

/** One point of a run by itself. */
interface CheckedPoint extends CheckedSweep {
  /** As it is trained, overrides applied. */
  readonly params: Params
}

/** One point of a run with overrides: checked as a sweep of that point alone. Throws a SweepError. */
async function checkPoint(
  run: Run,
  params: Params,
  overrides: readonly string[],
  surroundings: CheckSurroundings,
  { scored = true }: Pick<CheckOptions, 'scored'> = {},
): Promise<CheckedPoint> {
  const whole = parseSweep(run.sweepText, run.sweepFile)
  const point = parseSweep(rewriteAsPoint(whole, params), run.sweepFile)
  const checked = await checkSweepFile(point, overrides, surroundings, { scored })
  const { parameters } = checked.file.sweep
  const several = parameters.find(isSearched)
  if (several) throw new UsageError(`${several.name} was given several values, but one trial is trained: give one`)
  return {
    ...checked,
    params: Object.fromEntries(parameters.map((parameter) => [parameter.name, outerValues(parameter)[0]!])),
  }
}

/** What is asked of a retraining. */
export interface RetrainWishes extends DeviceWishes {
  /** Number of the trial whose point is trained; left out, the best point. */
  readonly trial?: number
  /** How many seeds. */
  readonly seeds?: number
  /** Names of the parameters whose data are joined. */
  readonly combine?: readonly string[]
  readonly epochs?: number
  /** Splits to score once; true for those that the sweep names. */
  readonly test?: readonly string[] | true
  readonly output?: string
  /** `key=value`, as written. */
  readonly overrides?: readonly string[]
}
