import { type AttemptBar, attemptBars } from '../../analyze/figures/timeline.js'
import { timeUnit } from './labels.js'
import type { NoPicture, Picture, PictureInput, PictureRecord } from './picture.js'
import { width } from './theme.js'

/** From dark to light by how much came of it; a letter in the bar says it without colour. */
const endings: Readonly<
  Record<AttemptBar['ended'], { readonly color: string; readonly text: string; readonly letter: string }>
> = {
  complete: { color: '#0072B2', text: 'white', letter: '' },
  pruned: { color: '#56B4E9', text: 'black', letter: 'p' },
  failed: { color: '#D55E00', text: 'white', letter: 'f' },
  interrupted: { color: '#E69F00', text: 'black', letter: 'i' },
  lost: { color: '#F0E442', text: 'black', letter: 'l' },
  running: { color: '#D9D9D9', text: 'black', letter: 'r' },
}

/** Every attempt as a bar by start and end; attempts at the same time stand in lanes. */
export const timeline: PictureRecord = {
  about: 'every attempt by start and end, lane by lane, coloured by how it ended',
  heeds: [],
  draw,
}

function draw({ data }: PictureInput): Picture | NoPicture {
  const bars = attemptBars(data)
  if (bars.length === 0) return { reason: 'this run made no attempt of its own' }
  const last = Math.max(...bars.map(({ end }) => end))
  const unit = timeUnit(last)
  const lanes = Math.max(...bars.map(({ lane }) => lane))
  const found = (Object.keys(endings) as AttemptBar['ended'][]).filter((ended) =>
    bars.some((bar) => bar.ended === ended),
  )
  const points = new Map(data.trials.map((trial) => [trial.number, trial.seed]))
  const label = (ended: AttemptBar['ended']) =>
    endings[ended].letter === '' ? ended : `${ended} (${endings[ended].letter})`
  const counts = found.map((ended) => `${bars.filter((bar) => bar.ended === ended).length} ${ended}`)
  const row = Math.max(16, Math.min(34, 400 / lanes))
  return {
    kind: 'timeline',
    title: 'Attempts over time',
    description: `${bars.length} attempts in ${(last / unit.seconds).toFixed(1)} ${unit.name}, up to ${lanes} at a time: ${counts.join(', ')}.`,
    spec: {
      width,
      height: Math.max(60, lanes * row),
      data: {
        values: bars.map(({ trial, number, start, end, lane, ended }) => ({
          lane,
          start: start / unit.seconds,
          end: end / unit.seconds,
          middle: (start + end) / 2 / unit.seconds,
          ended: label(ended),
          trial,
          attempt: number,
          seed: points.get(trial) ?? null,
          text: textIn(`${trial}`, endings[ended].letter, ((end - start) / last) * width),
          ink: endings[ended].text,
        })),
      },
      encoding: {
        y: {
          field: 'lane',
          type: 'ordinal',
          title: 'lane',
          axis: { ticks: false },
          scale: { padding: 0.15 },
        },
        x: {
          field: 'start',
          type: 'quantitative',
          title: `${unit.name} since the start`,
          scale: { domainMax: last / unit.seconds, nice: false },
        },
      },
      layer: [
        {
          params: [{ name: 'ending', select: { type: 'point', fields: ['ended'] }, bind: 'legend' }],
          mark: { type: 'bar', stroke: 'white', strokeWidth: 1 },
          encoding: {
            x2: { field: 'end' },
            color: {
              field: 'ended',
              type: 'nominal',
              title: null,
              scale: { domain: found.map(label), range: found.map((ended) => endings[ended].color) },
              legend: { orient: 'top', symbolType: 'square' },
            },
            opacity: { condition: { param: 'ending', value: 1 }, value: 0.15 },
            tooltip: [
              ...['trial', 'attempt', 'seed', 'ended'].map((field) => ({ field, type: 'nominal' })),
              ...['start', 'end'].map((field) => ({
                field,
                type: 'quantitative',
                title: `${field} (${unit.name})`,
                format: '.2f',
              })),
            ],
          },
        },
        {
          mark: { type: 'text', fontSize: 10, tooltip: false },
          encoding: {
            x: { field: 'middle', type: 'quantitative' },
            text: { field: 'text', type: 'nominal' },
            color: { field: 'ink', type: 'nominal', scale: null },
          },
        },
      ],
    },
  }
}

/** The trial's number with the letter of its ending, or the letter alone, as far as there are pixels for it. */
function textIn(trial: string, letter: string, pixels: number): string {
  const fitting = [`${trial}${letter}`, letter].find((text) => 7 * text.length + 5 < pixels)
  return fitting ?? ''
}
