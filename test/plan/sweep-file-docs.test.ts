import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkParameters } from '#sweep/plan/experiment-check.js'
import { checkRuleValues } from '#sweep/plan/loading.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { countTrials } from '#sweep/plan/space/space.js'
import fer from '#sweep/vision/fer.js'

const page = readFileSync(fileURLToPath(new URL('../../docs/sweep-file.md', import.meta.url)), 'utf8')
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!)

test.each([
  ['first', 0, 201],
  ['second', 1, 40],
])('the %s sweep file of the page about it plans', (_, i, trials) => {
  const file = parseSweep(blocks[i]!, 'sweep-file.yaml')
  checkRuleValues(file)
  checkParameters(file, fer.parameters, 'fer')
  expect(countTrials(file.sweep)).toBe(trials)
})
