import type { Retraining } from '../../analyze/retraining.js'
import type { Interval } from '../../analyze/statistics/intervals.js'
import type { ClassifierDescription } from '../../core/classifier-description.js'
import type { SplitScores } from '../../core/evaluation.js'
import type { Json } from '../../core/json.js'
import type { Metrics } from '../../core/trial.js'

/** All that a model card says. */
export interface ModelCard {
  readonly run: string
  readonly sweep: string
  readonly experiment: string
  /** What the experiment says of its model; undefined where it says nothing of the kind. */
  readonly description: ClassifierDescription | undefined
  readonly retraining: Retraining
  /** Of the kept model. */
  readonly metrics: Metrics
  readonly scores: readonly SplitScores[]
  readonly parameters: readonly CardParameter[]
  /** By path as written. */
  readonly data: Readonly<Record<string, string>>
  readonly chosen: ChosenPoint
  readonly test: {
    readonly splits: readonly string[]
    /** How often retrainings of the run had scored it before. */
    readonly times: number
    /** Whether every trial of the sweep scores it, too. */
    readonly everyTrial: boolean
  } | null
  /** Names of the parameters whose data were joined; null for nothing. */
  readonly combined: readonly string[] | null
  /** Epochs, or steps of another kind, that it was trained. */
  readonly steps: number
  readonly circumstances: Circumstances
  /** What is otherwise than when the run began and can change numbers. */
  readonly differences: readonly string[]
  readonly command: string
}

export interface CardParameter {
  readonly name: string
  readonly value: Json
  /** The sweep tried several values; the file of the sweep says it; this command overrides it; or it is the experiment's own. */
  readonly from: 'searched' | 'sweep' | 'override' | 'default'
  /** How many values were tried; null where they were drawn. */
  readonly tried: number | null
}

/** How the point came to be trained again. */
interface ChosenPoint {
  readonly how: 'best' | 'named'
  readonly trial: number
  /** By the mean over seeds; null when none is complete. */
  readonly rank: number | null
  readonly points: number
  /** Recorded seeds of the point. */
  readonly seeds: readonly number[]
  readonly mean: number | null
  readonly interval: Interval | null
  /** What a report of the run says of its points, a sentence or more each. */
  readonly verdict: readonly string[]
}

/** Where it was trained. */
interface Circumstances {
  readonly engine: string
  readonly engineVersion: string
  readonly device: string
  readonly threads: number
  readonly versions: Readonly<Record<string, string>>
  readonly commit: string | null
}

/** Whether a model tells the expressions of faces, as the experiment `fer` does. */
export function isFaces({ experiment, description }: ModelCard): boolean {
  return experiment === 'fer' && description !== undefined
}

/** A column of a table in Markdown. */
interface MarkdownColumn {
  readonly header: string
  readonly align: 'left' | 'right'
}

/** A table in GitHub-flavoured Markdown; the texts may hold anything. */
export function markdownTable(columns: readonly MarkdownColumn[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(' | ')} |`
  const rule = columns.map(({ align }) => (align === 'right' ? '---:' : ':---'))
  return [line(columns.map(({ header }) => header)), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}

function escapeCell(text: string): string {
  return text
    .replace(/[\\`*[\]|~<]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/\n/g, ' ')
}
