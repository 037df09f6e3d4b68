import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkParameters } from '#sweep/plan/experiment-check.js'
import { checkRuleValues } from '#sweep/plan/loading.js'
import { parseSweep } from '#sweep/plan/parsing.js'
import { countTrials } from '#sweep/plan/space/space.js'
import fer from '#sweep/vision/fer.js'

const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')
const section = readme.slice(readme.indexOf('## The sweep file'), readme.indexOf('## The commands'))
const blocks = [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!)

test.each([
  ['first', 0, 201],
  ['second', 1, 40],
])("the README's %s sweep file plans", (_, i, trials) => {
  const file = parseSweep(blocks[i]!, 'readme.yaml')
  checkRuleValues(file)
  checkParameters(file, fer.parameters, 'fer')
  expect(countTrials(file.sweep)).toBe(trials)
})
