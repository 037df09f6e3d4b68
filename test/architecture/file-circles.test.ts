import { expect, test } from 'vitest'
import { fileCircles } from './file-circles.js'

test('files that import one another are found, by types and dynamically too, but not those that are only started', () => {
  const sources = new Map([
    ['a/a.ts', "import type { B } from '../b.js'"],
    ['b.ts', "const a = await import('./c.js')"],
    ['c.ts', "export { a } from './a/a.js'\nimport './d.js'"],
    ['d.ts', "new Worker(new URL('./e.js', import.meta.url))"],
    ['e.ts', "import './d.js'"],
  ])
  expect(fileCircles(sources)).toEqual([['a/a.ts', 'b.ts', 'c.ts']])
})
