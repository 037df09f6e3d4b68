import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { systemClock } from '../../dist/core/clock.js'
import { databasePath } from '../../dist/core/run-paths.js'
import { openSqliteStore } from '../../dist/store/sqlite/sqlite-store.js'
import { emptyRun } from '../contract/empty-run.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { sweepHere } from './sweep-here.js'

test('a run is drawn to what the name of the file says', async () => {
  const folder = await runsOfTwoTrials()
  for (const [file, start] of [
    ['a.svg', '<svg '],
    ['a.png', '\u0089PNG'],
    ['a.json', '{\n  "$schema": "https://vega.github.io/schema/vega-lite/'],
  ] as const) {
    expect(await sweepHere(folder, 'plot', 'bars', '-o', file)).toEqual({
      code: 0,
      stdout: '',
      stderr: `Written: ${file}\n`,
    })
    expect((await readFile(join(folder, file), 'latin1')).slice(0, start.length)).toBe(start)
  }
  const { stdout } = await sweepHere(folder, 'plot', 'grid', 'learning-curves', '-o', '-')
  expect(stdout).toMatch(
    /^<svg .*<desc>score by step of 2 points\. The best, lr 0\.2, has 2\.000 at step 1\..*<\/svg>\n$/s,
  )
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
    ['no file', ['plot', 'bars'], "required option '-o, --output <file>'"],
  ])('%s', async (_, line, message) => {
    const { code, stderr } = await sweepHere(await runsOfTwoTrials(), ...line)
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })
})

test('the help lists the kinds', async () => {
  expect((await sweepHere('.', 'plot', '--help')).stdout).toMatch(/\nKinds:\n {2}bars {2,}a metric by one parameter/)
})

async function runsOfTwoTrials(): Promise<string> {
  const folder = await temporaryFolder()
  const path = databasePath(join(folder, 'runs'))
  await mkdir(dirname(path), { recursive: true })
  const store = openSqliteStore(path, systemClock)
  const sweep = { ...emptyRun.sweep, parameters: [{ name: 'lr', values: [0.1, 0.2] }] }
  const run = await store.createRun({ ...emptyRun, sweep, name: 'grid' })
  for (const number of [1, 2]) {
    const trial = { number, key: `key${number}`, params: { lr: number / 10 }, seed: 0 }
    const holder = { host: 'here', pid: 1, started: 'then' }
    const claim = await store.claim({ run: run.name, trial, holder, leaseMilliseconds: 1000 })
    if (claim.state !== 'leased') throw new Error(claim.state)
    await store.record([{ lease: claim.lease, readings: [{ step: 1, metrics: { score: number }, seconds: 1 }] }])
    const outcome = { status: 'complete', metrics: {} } as const
    await store.finish(claim.lease, { outcome, value: number, bestStep: 1, seconds: 1 })
  }
  await store.close()
  return folder
}
