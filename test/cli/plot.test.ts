import { cp, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { trainedModel } from '../vision/saved/trained-model.js'
import { runsOfTwoTrials } from './runs-of-two-trials.js'
import { sweepHere } from './sweep-here.js'

test('a specification holds all that a reader of Vega-Lite needs', async () => {
  const folder = await runsOfTwoTrials()
  expect(await sweepHere(folder, 'plot', 'bars', '-o', 'a.json')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'Written: a.json\n',
  })
  expect(JSON.parse(await readFile(join(folder, 'a.json'), 'utf8'))).toMatchObject({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    data: {
      values: [
        { x: '0.1', mean: 1 },
        { x: '0.2', mean: 2 },
      ],
    },
    config: { background: 'white' },
  })
})

describe('what is refused', () => {
  test.each([
    [
      'an unknown kind',
      ['plot', 'bar', '-o', 'a.svg'],
      'no kind of picture "bar". Did you mean "bars"? There are: bars,',
    ],
    ['an unknown ending', ['plot', 'bars', '-o', 'a.gif'], 'a name that ends in .svg, .png or .json'],
    ['a folder that is not there', ['plot', 'bars', '-o', 'no/a.svg'], 'there is no folder no'],
    [
      'a kind that this run cannot show',
      ['plot', 'splits', '-o', 'a.svg'],
      'run "grid" cannot be shown as splits: "score"',
    ],
    [
      'an option that makes no difference',
      ['plot', 'bars', '--trial', '1', '-o', 'a.svg'],
      '--trial has no meaning for bars, which heeds --x, --y, --metric',
    ],
    [
      'the saliency of a run without a model',
      ['plot', 'saliency', '--trial', '2', '-o', 'a.svg'],
      'no model of trial 2 was kept in runs/grid/models. Train one first: sweep retrain grid --trial 2',
    ],
    ['saliency as a specification', ['plot', 'saliency', '-o', 'a.json'], 'a name that ends in .svg or .png, or -'],
    ['a folder in the place of the file', ['plot', 'bars', '-o', 'b.svg'], '--output b.svg: it is a folder'],
    ['no file', ['plot', 'bars'], "required option '-o, --output <file>'"],
  ])('%s', async (_, line, message) => {
    const folder = await runsOfTwoTrials()
    await mkdir(join(folder, 'b.svg'))
    const { code, stderr } = await sweepHere(folder, ...line)
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })
})

test('the saliency of a model that a run has kept is drawn, and of several the one that is named', async () => {
  const folder = await runsOfTwoTrials()
  const { folder: model } = await trainedModel()
  const models = join(folder, 'runs/grid/models')
  await cp(model, join(models, 'trial-1'), { recursive: true })
  const drawn = await sweepHere(folder, 'plot', 'saliency', '-o', 'a.svg')
  expect(drawn).toEqual({ code: 0, stdout: '', stderr: 'Written: a.svg\n' })
  const svg = await readFile(join(folder, 'a.svg'), 'utf8')
  expect(svg).toMatch(/^<svg .*What runs\/grid\/models\/trial-1 looks at/s)
  // Three images for an example of each class.
  const { labels } = JSON.parse(await readFile(join(model, 'manifest.json'), 'utf8')).description
  expect(svg.match(/<image /g)).toHaveLength(3 * labels.length)

  // A retraining that has not come to its end has kept nothing.
  await mkdir(join(models, 'trial-3/.retraining'), { recursive: true })
  expect(await sweepHere(folder, 'plot', 'saliency', '-o', '-')).toMatchObject({ code: 0, stdout: svg })

  await cp(model, join(models, 'trial-2'), { recursive: true })
  const unclear = await sweepHere(folder, 'plot', 'saliency', '-o', 'a.png')
  expect(unclear).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/several models: \S+\/trial-1, \S+\/trial-2\. Name/),
  })
  expect(await sweepHere(folder, 'plot', 'saliency', '--trial', '1', '-o', 'a.png')).toMatchObject({ code: 0 })
  expect(await sharp(join(folder, 'a.png')).metadata()).toMatchObject({ format: 'png' })
})

test('the help lists the kinds', async () => {
  expect((await sweepHere('.', 'plot', '--help')).stdout).toMatch(/\nKinds:\n {2}bars {2,}a metric by one parameter/)
})
