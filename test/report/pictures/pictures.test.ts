import { describe, expect, test } from 'vitest'
import { valueScale } from '#sweep/report/pictures/axes.js'
import { drawPng, drawSvg } from '#sweep/report/pictures/drawing.js'
import type { Picture, PictureOptions } from '#sweep/report/pictures/picture.js'
import { type PictureKind, pictures } from '#sweep/report/pictures/pictures.js'
import { exampleRun } from './example-run.js'

const { data, analysis } = exampleRun()

describe('a picture is drawn as accepted', () => {
  test.each<[PictureKind, PictureOptions, string]>([
    ['bars', {}, 'bars.svg'],
    ['splits', { x: 'schedule' }, 'splits.svg'],
    ['learning-curves', { top: 4 }, 'learning-curves.svg'],
    ['ranking', {}, 'ranking.svg'],
    ['timeline', {}, 'timeline.svg'],
    ['confusion', { split: 'test' }, 'confusion.svg'],
    ['reliability', { trial: 3 }, 'reliability.svg'],
  ])('%s %o', async (kind, options, file) => {
    await expect(await readable(made(kind, options))).toMatchFileSnapshot(`../../golden/pictures/${file}`)
  })
})

describe('what cannot be shown says why and what to do', () => {
  const none = { ...data, trials: [], attempts: [], validation: new Map(), test: new Map() }
  const empty = { ...analysis, points: [], report: { ...analysis.report, trials: [] } }
  test.each<[PictureKind, PictureOptions, boolean, RegExp]>([
    [
      'bars',
      { x: 'optimiser' },
      false,
      /^--x optimiser: Did you mean "optimizer"\? There are: optimizer, schedule, lr/,
    ],
    [
      'bars',
      { metric: 'val_loss' },
      false,
      /no complete trial has the metric "val_loss": there are val_accuracy, test_/,
    ],
    ['bars', { x: 'lr', y: 'lr' }, false, /^--x and --y are both lr/],
    ['bars', {}, true, /^no parameter has between 2 and 16 values/],
    ['splits', { metric: 'accuracy' }, false, /name one that begins with val_ by --metric/],
    ['learning-curves', { metric: 'val_acuracy' }, false, /Did you mean "val_accuracy"\?/],
    ['learning-curves', {}, true, /no trial of this run has a reading yet/],
    ['ranking', {}, true, /sweep resume/],
    ['timeline', {}, true, /made no attempt/],
    ['confusion', {}, true, /no trial kept predictions of the validation split/],
    ['confusion', { trial: 10 }, false, /trial 10 kept no predictions\. Those with predictions .*: 11, 8/],
    ['reliability', { trial: 99 }, false, /there is no trial 99 yet/],
  ])('%s %o, empty: %s', (kind, options, isEmpty, reason) => {
    const result = pictures[kind].draw(isEmpty ? { data: none, analysis: empty } : { data, analysis }, options)
    expect(result).toEqual({ reason: expect.stringMatching(reason) })
  })
})

test('bars are by parameters that every point has, unless others are asked for, which then says what is missing', () => {
  const nesterov = analysis.points.filter(({ params }) => params.optimizer === 'nesterov')
  const points = analysis.points.map((point, i) =>
    nesterov.includes(point) ? { ...point, params: { ...point.params, momentum: i % 2 } } : point,
  )
  const sweep = { ...data.run.sweep, parameters: [{ name: 'momentum', values: [0, 1] }, ...data.run.sweep.parameters] }
  const conditional = { data: { ...data, run: { ...data.run, sweep } }, analysis: { ...analysis, points } }
  expect(pictures.bars.draw(conditional, {})).toMatchObject({ title: 'val_accuracy by optimizer and schedule' })
  const asked = pictures.bars.draw(conditional, { x: 'momentum' })
  expect(asked).toMatchObject({
    description: expect.stringContaining(
      `Not shown: ${points.length - nesterov.length} of ${points.length} points, where`,
    ),
  })
})

test.each<[string, readonly number[], string]>([
  ['a few that nearly diverged', [0.05, 0.1, 4e7], 'log'],
  ['alike', [0.05, 0.1, 0.9], 'linear'],
  ['0 among them', [0, 0.1, 4e7], 'linear'],
  ['below 0', [-4e7, -0.1], 'linear'],
])('the axis of values, %s, is %s', (_, values, type) => {
  expect(valueScale(values)).toMatchObject({ type })
})

test('a PNG has its texts, and they are drawn with fonts that come along', async () => {
  const drawn = async (title: string) =>
    (await drawPng(await drawSvg({ ...made('timeline', {}), title }))).toString('base64')
  expect(await drawn('Ab')).not.toBe(await drawn('Ba'))
})

test('a text with control characters is drawn', async () => {
  const svg = await drawSvg({ ...made('timeline', {}), title: 'A\u001b[1mB', description: 'C\u0007' })
  expect(svg).toContain('A\ufffd[1mB')
  expect(svg).toContain('<desc>C\ufffd</desc>')
  expect((await drawPng(svg)).length).toBeGreaterThan(0)
})

test('a wrong specification is not drawn', async () => {
  const shape = { field: 'a', type: 'nominal' }
  const wrong = { ...made('ranking', {}), spec: { data: { values: [] }, mark: 'bar', encoding: { shape } } }
  await expect(drawSvg(wrong)).rejects.toThrow('the picture "ranking" cannot be drawn')
})

function made(kind: PictureKind, options: PictureOptions): Picture {
  const picture = pictures[kind].draw({ data, analysis }, options)
  if ('reason' in picture) throw new Error(picture.reason)
  return picture
}

/** An element to a line, places with one decimal, as another machine may round the second. */
async function readable(picture: Picture): Promise<string> {
  const svg = await drawSvg(picture)
  const places = / (transform|d|x|y|x1|x2|y1|y2|width|height|viewBox)="[^"]*"/g
  const rounded = svg.replace(places, (place) =>
    place.replace(/-?\d+\.\d+/g, (number) => String(+(+number).toFixed(1))),
  )
  return `${rounded.replaceAll('><', '>\n<')}\n`
}
