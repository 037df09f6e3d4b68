import { numberText } from '../number-text.js'
import { retrainingText } from '../retraining/retraining-text.js'
import { markdownTable } from './markdown-table.js'
import type { ModelCard } from './model-card.js'

const words = {
  reproduced: 'bit for bit',
  not_reproduced: 'NOT reproduced',
  new: 'new seed',
  other_parameters: 'other parameters',
  not_complete: 'not complete',
} as const

/** Every seed that was trained beside what the run has of it, and what that says. */
export function seedsSection({ retraining, differences }: ModelCard): readonly string[] {
  const { seeds, metric } = retraining
  const optional = (value: number | null) => (value === null ? '' : numberText(value))
  const right = (header: string) => ({ header, align: 'right' as const })
  const columns = [
    ...[right('seed'), right('trial'), right(metric.name), right('best step'), right('recorded')],
    { header: 'reproduced', align: 'left' as const },
  ]
  const rows = seeds.map((seed) => [
    ...[String(seed.seed), seed.trial === null ? '' : String(seed.trial)],
    ...[optional(seed.value), seed.bestStep === null ? '' : String(seed.bestStep)],
    ...[optional(seed.recorded?.value ?? null), words[seed.verdict]],
  ])
  const said = retrainingText(retraining, differences).slice(seeds.length)
  return ['## Seeds', markdownTable(columns, rows), ...(said.length === 0 ? [] : [said.join(' ')])]
}
