import type { ReadingSeries, SeriesPoint, TrialDetails } from '../analyze/trial-details.js'
import { isSearched, type Parameter } from '../core/parameter.js'
import type { AttemptRow } from '../core/run-data.js'
import { bytesText, showDuration } from '../core/texts.js'
import { blockChart } from './block-chart.js'
import { failureText } from './failures.js'
import { jsonText } from './json.js'
import { numberText, oneLine, valueText, wrapText } from './values.js'

/** A trial for a terminal: what it was, how it ended, its attempts, its readings as small charts, its files. */
export function renderTrial(details: TrialDetails, files: readonly TrialFile[], columns?: number): string {
  const { parameters, trial, series } = details
  const width = columns ?? defaultColumns
  const searched = parameters.filter(isSearched)
  const fixed = parameters.filter((parameter) => !isSearched(parameter))
  const results = Object.entries(trial.metrics ?? {})
  return [
    ...headLines(details, width),
    ...section('searched parameters', pairs(searched.map((parameter) => pairOf(parameter, trial.params)))),
    ...section('fixed parameters', pairs(fixed.map((parameter) => pairOf(parameter, trial.params)))),
    ...section('result', pairs(results.map(([name, value]) => [oneLine(name), numberText(value)]))),
    ...section('where it was thrown', stackLines(trial, width)),
    ...section('attempts', attemptLines(details, width)),
    ...section(`readings (${trial.readings.length})`, chartLines(series, details.metric.name, width)),
    ...section('files', fileLines(files)),
  ].join('\n')
}

const defaultColumns = 100
const indent = '  '

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `${indent}${line}`)]
}

function headLines({ run, metric, trial }: TrialDetails, width: number): readonly string[] {
  const { value, bestStep, status, error, reusedFrom, continuedFrom } = trial
  const at = bestStep === null ? '' : ` at step ${bestStep}`
  const best = value === null ? '' : `, ${oneLine(metric.name)} ${numberText(value)}${at}`
  const took = trial.seconds > 0 ? `, ${showDuration(trial.seconds)}` : ''
  const why = status === 'failed' && error !== null ? [oneLine(failureText(error))] : []
  return [
    `trial ${trial.number} of run ${run}: ${status}${best}${took}`,
    `key ${trial.key}, seed ${trial.seed}`,
    ...why,
    ...(reusedFrom ? [`reused from run ${reusedFrom}`] : []),
    ...(continuedFrom ? [`continued from the finished trial with key ${continuedFrom}`] : []),
  ].flatMap((line) => wrapText(line, width, indent))
}

/** The stack of what its experiment threw, without the message above it, down to the first frame of this package. */
function stackLines({ status, error }: TrialDetails['trial'], width: number): readonly string[] {
  if (status !== 'failed' || error?.class !== 'error') return []
  const frames = error.stack.split('\n').filter((line) => /^\s+at /.test(line))
  const end = frames.findIndex((line) => line.includes('runAttempt'))
  const own = end === -1 ? frames : frames.slice(0, end)
  return own.slice(0, shownFrames).flatMap((line) => wrapText(oneLine(line.trim()), width - indent.length, indent))
}

const shownFrames = 30

function pairOf({ name }: Parameter, params: TrialDetails['trial']['params']): readonly [string, string] {
  return [oneLine(name), Object.hasOwn(params, name) ? oneLine(valueText(params[name]!)) : '-']
}

function pairs(entries: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(0, ...entries.map(([name]) => name.length))
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${value}`)
}

/** The reason why an attempt ended is broken into lines, never cut. */
function attemptLines({ attempts, trial }: TrialDetails, width: number): readonly string[] {
  if (attempts.length === 0) return []
  const lengths = attempts.map(lengthText)
  const longest = Math.max('length'.length, ...lengths.map((text) => text.length))
  const line = (cells: readonly [string, string, string], ended: string) => {
    const start = `${cells[0].padStart('attempt'.length)}  ${cells[1].padEnd(startWidth)}  ${cells[2].padStart(longest)}  `
    const [first = '', ...more] = wrapText(ended, width - indent.length - start.length)
    return [start + first, ...more.map((text) => ' '.repeat(start.length) + text)]
  }
  return [
    ...line(['attempt', 'started (UTC)', 'length'], 'ended'),
    ...attempts.flatMap((attempt, i) => {
      const started = new Date(attempt.startedAt).toISOString().slice(0, startWidth).replace('T', ' ')
      const runs = trial.status === 'running' && i === attempts.length - 1
      return line([String(attempt.number), started, lengths[i]!], oneLine(endText(attempt, runs)))
    }),
  ]
}

const startWidth = 'yyyy-mm-dd hh:mm:ss'.length

function lengthText({ startedAt, endedAt }: AttemptRow): string {
  return endedAt === null ? '-' : showDuration((endedAt - startedAt) / 1000)
}

function endText({ outcome }: AttemptRow, runs: boolean): string {
  switch (outcome?.status) {
    case undefined:
      return runs ? 'running' : 'its process was lost'
    case 'complete':
      return 'complete'
    case 'failed':
      return failureText(outcome.error)
    case 'pruned':
    case 'interrupted':
      return `${outcome.status}: ${outcome.reason}`
    default:
      return outcome satisfies never
  }
}

/** Charts of the sweep's metric and of every loss; the other metrics are named only. */
function chartLines(series: readonly ReadingSeries[], metric: string, width: number): readonly string[] {
  const drawn = series.filter((each) => each.metric === metric || each.isLoss)
  const others = series.filter((each) => !drawn.includes(each)).map((each) => oneLine(each.metric))
  return [
    ...drawn.flatMap(({ metric: name, points, lowest, highest }) => [
      oneLine(name),
      ...[
        blockChart(
          points.map(({ value }) => value),
          Math.max(1, width - 2 * indent.length),
        ),
        ...wrapText(figures(points, lowest, highest), width - 2 * indent.length).map((line) =>
          line.replaceAll(tied, ' '),
        ),
      ].map((line) => `${indent}${line}`),
    ]),
    ...(others.length === 0 ? [] : wrapText(`not drawn: ${others.join(', ')}`, width - indent.length, indent)),
  ]
}

/** A space at which no line is broken. */
const tied = '\u00a0'

function figures(points: readonly SeriesPoint[], lowest: SeriesPoint, highest: SeriesPoint): string {
  const at = ({ step, value }: SeriesPoint) => `${numberText(value)}${tied}(step${tied}${step})`
  return `first ${at(points[0]!)}, lowest ${at(lowest)}, highest ${at(highest)}, last ${at(points.at(-1)!)}`
}

function fileLines(files: readonly TrialFile[]): readonly string[] {
  const sizes = files.map(({ bytes }) => bytesText(bytes))
  const width = Math.max(0, ...sizes.map((size) => size.length))
  return files.map(({ path }, i) => `${sizes[i]!.padStart(width)}  ${oneLine(path)}`)
}

/**
 * A trial as one JSON object, in full precision: `{run, trial, key, params, seed, status, metric: {name, goal}, value,
 * best_step, steps, seconds, metrics, error, reused_from, continued_from, attempts: [{number, started_at, ended_at,
 * seconds, outcome}], readings: [{step, seconds, metrics}], files: [{path, bytes}]}`. Times are ISO 8601.
 */
export function renderTrialJson({ run, metric, trial, attempts }: TrialDetails, files: readonly TrialFile[]): string {
  const { number, key, params, seed, status, value, bestStep, steps, seconds, metrics, error } = trial
  const record = {
    ...{ run, trial: number, key, params, seed, status, metric, value, best_step: bestStep, steps, seconds, metrics },
    ...{ error, reused_from: trial.reusedFrom ?? null, continued_from: trial.continuedFrom ?? null },
    attempts: attempts.map(({ number: place, startedAt, endedAt, outcome }) => ({
      number: place,
      started_at: new Date(startedAt).toISOString(),
      ended_at: endedAt === null ? null : new Date(endedAt).toISOString(),
      seconds: endedAt === null ? null : (endedAt - startedAt) / 1000,
      outcome,
    })),
    readings: trial.readings.map((reading) => ({
      step: reading.step,
      seconds: reading.seconds,
      metrics: reading.metrics,
    })),
    files,
  }
  return jsonText(record)
}

/** A file of a trial: a checkpoint, an artifact, or one of a saved model. */
export interface TrialFile {
  readonly path: string
  readonly bytes: number
}
