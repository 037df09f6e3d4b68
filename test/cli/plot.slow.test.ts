import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runsOfTwoTrials } from './runs-of-two-trials.js'
import { sweep } from './sweep-process.js'

test('a run is drawn to what the name of the file says', async () => {
  const folder = await runsOfTwoTrials()
  for (const [file, start] of [
    ['a.svg', '<svg '],
    ['a.png', '\u0089PNG'],
  ] as const) {
    const drawn = await sweep(folder, 'plot', 'bars', '-o', file)
    expect(drawn).toEqual({ code: 0, stdout: '', stderr: `Written: ${file}\n` })
    expect((await readFile(join(folder, file), 'latin1')).slice(0, start.length)).toBe(start)
  }
  const { stdout } = await sweep(folder, 'plot', 'grid', 'learning-curves', '-o', '-')
  expect(stdout).toMatch(
    /^<svg .*<desc>score by step of 2 points\. The best, lr 0\.2, has 2\.000 at step 1\..*<\/svg>\n$/s,
  )
})
