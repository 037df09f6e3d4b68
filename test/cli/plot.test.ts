import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
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

test('the help lists the kinds', async () => {
  expect((await sweepHere('.', 'plot', '--help')).stdout).toMatch(/\nKinds:\n {2}bars {2,}a metric by one parameter/)
})
