import type { Effects, ParameterEffect } from '../../analyze/effects/effects.js'
import { type HeatCell, heatCells } from '../../analyze/figures/heat-map.js'
import { isSearched } from '../../core/parameter.js'
import { numberText } from '../values.js'
import { searchedParameter } from './axes.js'
import { choose } from './choices.js'
import { metricTitle, noEffects } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureOptions, PictureRecord } from './picture.js'
import { faint, ink, width } from './theme.js'

/** The mean of the metric at every pair of values of two parameters, written into its cell. */
export const heatMap: PictureRecord = {
  about: 'the mean of the metric by two parameters (--x, --y), with a number in every cell',
  heeds: ['x', 'y'],
  choices: ({ data }) =>
    choose(
      'axes',
      pairs(data.run.sweep.parameters.filter(isSearched).map(({ name }) => name)),
      ([x, y]) => ({ x, y }),
      ([x, y]) => `${x} × ${y}`,
    ),
  draw,
}

function draw({ data, analysis: { effects } }: PictureInput, options: PictureOptions): Picture | NoPicture {
  if (effects === null) return noEffects
  const names = chooseParameters(effects, options)
  if (typeof names === 'string') return { reason: names }
  const { metric, parameters } = data.run.sweep
  const [x, y] = names.map((name) => parameters.find((parameter) => parameter.name === name)!)
  const { cells, ...texts } = heatCells(data, x!, y!)
  const told = cells.filter(isTold)
  const best = told.reduce((a, b) => ((metric.goal === 'maximize' ? b.mean > a.mean : b.mean < a.mean) ? b : a))
  const [lowest, highest] = [Math.min(...told.map(({ mean }) => mean)), Math.max(...told.map(({ mean }) => mean))]
  const title = metricTitle(metric.name, data)
  const empty = cells.length - told.length
  const tooltip = [
    { field: 'x', type: 'nominal', title: x!.name },
    { field: 'y', type: 'nominal', title: y!.name },
    { field: 'mean', type: 'quantitative', title: `mean ${metric.name}`, format: '.4~g' },
    { field: 'points', type: 'quantitative', title: 'points' },
    { field: 'trials', type: 'quantitative', title: 'complete trials' },
    { field: 'omitted', type: 'quantitative', title: 'other trials' },
  ]
  return {
    kind: 'heat-map',
    title: `${metric.name} by ${x!.name} and ${y!.name}`,
    description:
      `Mean ${title} by ${x!.name} and ${y!.name}: from ${numberText(lowest)} to ${numberText(highest)}, ` +
      `${metric.goal === 'maximize' ? 'highest' : 'lowest'} with ${x!.name} ${best.x} and ${y!.name} ${best.y}; ` +
      `${empty} of ${cells.length} cells have no complete trial.`,
    spec: {
      width: Math.min(width, Math.max(240, 90 * texts.x.length)),
      height: Math.max(120, 44 * texts.y.length),
      data: {
        values: cells.map((cell) => ({
          ...cell,
          text: isTold(cell) ? numberText(cell.mean) : cell.omitted > 0 ? 'incomplete' : 'not tried',
          best: cell === best,
        })),
      },
      encoding: {
        x: {
          field: 'x',
          type: 'ordinal',
          sort: texts.x,
          title: axisTitle(effects, x!.name),
          axis: { labelAngle: angle(texts.x) },
        },
        y: { field: 'y', type: 'ordinal', sort: [...texts.y].reverse(), title: axisTitle(effects, y!.name) },
        tooltip,
      },
      layer: [
        {
          transform: [{ filter: 'datum.mean !== null' }],
          params: [{ name: 'hover', select: { type: 'point', on: 'pointerover', clear: 'pointerout' } }],
          mark: { type: 'rect', stroke: 'white' },
          encoding: {
            color: {
              field: 'mean',
              type: 'quantitative',
              title: `mean ${title}`,
              scale: { domain: lowest < highest ? [lowest, highest] : [lowest - 1, highest + 1] },
              legend: { orient: 'top', gradientLength: 240, titleLimit: 400, format: '.3~g' },
            },
            opacity: { condition: { param: 'hover', value: 1 }, value: 0.75 },
          },
        },
        // After the others, whose white edges would cover the dashes.
        {
          transform: [{ filter: 'datum.mean === null' }],
          mark: { type: 'rect', fill: 'white', stroke: faint, strokeDash: [3, 3] },
        },
        {
          transform: [{ filter: 'datum.best' }],
          mark: { type: 'rect', filled: false, stroke: ink, strokeWidth: 3 },
        },
        {
          mark: { type: 'text' },
          encoding: {
            text: { field: 'text', type: 'nominal' },
            // The lower half of the colours is dark.
            color: {
              condition: { test: `datum.mean !== null && datum.mean < ${(lowest + highest) / 2}`, value: 'white' },
              value: ink,
            },
          },
        },
      ],
    },
  }
}

type Told = HeatCell & { readonly mean: number }

function isTold(cell: HeatCell): cell is Told {
  return cell.mean !== null
}

/** The two parameters that explain most together, that with more values along the x axis. */
function chooseParameters(effects: Effects, { x, y }: PictureOptions): readonly [string, string] | string {
  for (const [option, name] of Object.entries({ x, y })) {
    const found = name === undefined ? undefined : searchedParameter(effects, option, name)
    if (typeof found === 'string') return found
  }
  if (x !== undefined && x === y) return `--x and --y are both ${x}: name two parameters`
  if (x !== undefined && y !== undefined) return [x, y]
  const named = x ?? y
  const pairs = pairsOf(effects).filter((pair) => named === undefined || pair.some(({ name }) => name === named))
  if (pairs.length === 0) {
    const only = named ?? effects.parameters[0]!.name
    return `no parameter changes beside ${only}, and a heat map takes two: look at "sweep plot slices"`
  }
  const best = pairs.reduce((a, b) => (explained(effects, b) > explained(effects, a) ? b : a))
  const [along, across] = best[0].values.length >= best[1].values.length ? best : [best[1], best[0]]
  const turned = x === across.name || y === along.name
  return turned ? [across.name, along.name] : [along.name, across.name]
}

type Pair = readonly [ParameterEffect, ParameterEffect]

/** Those whose parameters do not move together, the most important first. */
function pairsOf({ parameters }: Effects): readonly Pair[] {
  const moving = parameters.filter(({ values }) => values.length > 1)
  return moving.flatMap((one, i) =>
    moving.slice(i + 1).flatMap((other): readonly Pair[] => (one.together.includes(other.name) ? [] : [[one, other]])),
  )
}

function explained({ interactions }: Effects, [one, other]: Pair): number {
  const sides = [one, other].map(({ name, together }) => [name, ...together])
  const both = interactions.find(({ parameters }) =>
    sides.every((side) => parameters.some((name) => side.includes(name))),
  )
  return (one.importance ?? 0) + (other.importance ?? 0) + (both?.importance ?? 0)
}

/** Names what moves with the parameter, as its effect may be theirs. */
function axisTitle({ parameters }: Effects, name: string): string {
  const together = parameters.find((parameter) => parameter.name === name)?.together ?? []
  return together.length === 0 ? name : `${name} (and with it ${together.join(', ')})`
}

function angle(texts: readonly string[]): number {
  return texts.some((text) => text.length > 12) || texts.length > 8 ? -30 : 0
}

function pairs(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.flatMap((x, i) => names.slice(i + 1).map((y) => [x, y] as const))
}
