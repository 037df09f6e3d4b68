import type { Effects } from '../../analyze/effects/effects.js'
import { shareText } from '../../analyze/effects/texts.js'
import type { Json } from '../../core/json.js'
import { noEffects } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureRecord, Spec } from './picture.js'
import { colors, faint, ink } from './theme.js'

/** How much of the variance of the metric each parameter explains alone, and each pair beyond that. */
export const importances: PictureRecord = {
  about: 'the share of the variance that each parameter and each pair explains',
  heeds: [],
  draw,
}

function draw({ data, analysis: { effects } }: PictureInput): Picture | NoPicture {
  if (effects === null) return noEffects
  const bars = barsOf(effects)
  if (effects.forest === null || bars.length === 0) {
    return {
      reason:
        'importances take two parameters that change and eight complete points, or all of a grid: look at "sweep plot slices", or go on with "sweep resume"',
    }
  }
  const { name } = data.run.sweep.metric
  const shown = bars.map((bar) => ({ ...bar, label: shareText(bar.share) }))
  const [most] = shown
  return {
    kind: 'importances',
    title: `What the variance of ${name} comes from`,
    description:
      `Shares of the variance of ${name}, by fANOVA: ` +
      `${shown
        .slice(0, 5)
        .map((bar) => `${bar.what} ${bar.label}`)
        .join(', ')}. ${effects.forest.note}`,
    spec: {
      title: { text: `What the variance of ${name} comes from`, subtitle: effects.forest.note.split(/(?<=\.) /) },
      width: 420,
      height: { step: 30 },
      data: { values: shown },
      encoding: {
        y: { field: 'what', type: 'nominal', sort: shown.map(({ what }) => what), title: null },
        x: {
          field: 'share',
          type: 'quantitative',
          title: 'share of the variance',
          scale: {
            domain: [0, most!.share < 0.5 ? Math.min(1, Math.max(...shown.map(({ share }) => share)) * 1.15) : 1],
          },
          axis: { format: '.0%' },
        },
        tooltip: [
          { field: 'what', type: 'nominal', title: 'of' },
          { field: 'share', type: 'quantitative', title: 'share', format: '.1%' },
          { field: 'text', type: 'nominal', title: 'said' },
        ],
      },
      layer: [
        {
          mark: { type: 'bar', height: 18, strokeWidth: 1.5 },
          encoding: {
            fill: byKind(shown, (kind) => looks[kind].fill),
            stroke: byKind(shown, (kind) => looks[kind].stroke),
            strokeDash: byKind(shown, (kind) => looks[kind].dash),
          },
        },
        {
          mark: { type: 'text', align: 'left', dx: 6, color: ink },
          encoding: { text: { field: 'label', type: 'nominal' } },
        },
      ],
    },
  }
}

const looks = {
  'a parameter alone': { fill: colors[0], stroke: colors[0], dash: [1, 0] },
  'a pair, beyond each alone': { fill: 'white', stroke: colors[0], dash: [4, 2] },
  'all else': { fill: faint, stroke: faint, dash: [1, 0] },
} as const

type BarKind = keyof typeof looks

interface Bar {
  readonly what: string
  readonly share: number
  readonly kind: BarKind
  readonly text: string
}

function barsOf({ parameters, interactions, rest }: Effects): readonly Bar[] {
  const nameOf = (name: string) => {
    const found = parameters.find((parameter) => parameter.name === name)
    return [name, ...(found?.together ?? [])].join('/')
  }
  const named = new Set<string>()
  const single = parameters.flatMap(({ name, importance, together, text }): readonly Bar[] => {
    if (importance === null || together.some((other) => named.has(other))) return []
    named.add(name)
    return [{ what: nameOf(name), share: importance, kind: 'a parameter alone', text }]
  })
  const pairs = interactions.map(({ parameters: pair, importance, text }): Bar => {
    return { what: pair.map(nameOf).join(' × '), share: importance, kind: 'a pair, beyond each alone', text }
  })
  const sorted = [...single, ...pairs].sort((a, b) => b.share - a.share)
  if (rest === null || rest < 0.01) return sorted
  return [
    ...sorted,
    { what: 'all else', share: rest, kind: 'all else', text: 'weaker pairs, and three or more at once' },
  ]
}

function byKind(bars: readonly Bar[], look: (kind: BarKind) => Json): Spec {
  const domain = (Object.keys(looks) as BarKind[]).filter((kind) => bars.some((bar) => bar.kind === kind))
  const legend = { title: null, orient: 'top', symbolType: 'square', columns: 3 }
  return { field: 'kind', type: 'nominal', scale: { domain, range: domain.map(look) }, legend }
}
