import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { Outcome } from '#sweep/core/trial.js'
import { createPoolExecutor } from '#sweep/execute/pool/executor.js'
import { temporaryFolder } from '../contract/temporary-folder.js'
import { attemptAt } from './attempt-at.js'

const experiment = `
import { half } from '@lib/half'
import { doubled } from './decorated.js'

const later = await Promise.resolve(1)

export default {
  async run() {
    return { score: half(4) + later, doubled: new doubled().value() }
  },
}
`

// A decorator of the standard; where experimentalDecorators is set it is called otherwise.
const decorated = `
function twice(method: () => number, { kind }: { kind: string }) {
  return kind === 'method' ? function (this: unknown) { return 2 * method.call(this) } : method
}
export class doubled {
  @twice value() { return 0.1 }
}
`

test('TypeScript is read by the tsconfig.json nearest to it, as ES modules, whatever lies above', async () => {
  const folder = await files({
    'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
    'package.json': '{ "type": "commonjs" }',
    'lab/tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*"] } } }',
    'lab/experiment.ts': experiment,
    'lab/decorated.ts': decorated,
    'lab/lib/half.ts': 'export const half = (x: number): number => x / 2',
  })
  expect(await outcomeOf(join(folder, 'lab/experiment.ts'))).toEqual({
    status: 'complete',
    metrics: { score: 3, doubled: 0.2 },
  })
})

test.each([
  ['its own module', 'throws.ts', 'throws.ts:4:11'],
  ['a module that it imports', 'calls.ts', 'lib/deep.ts:3:9'],
  ['a folder with a parenthesis', 'old (1)/p.mjs', 'p.mjs:1:43'],
  ['JavaScript, through a library', 'plain.mjs', 'plain.mjs:3:36'],
])('an error of an experiment names its place in %s', async (_, file, place) => {
  const folder = await files({
    'package.json': '{}',
    'throws.ts': `interface Shape { a: number }
export default {
  async run(trial: { params: Shape }) {
    throw new TypeError('no luck')
  },
}
`,
    'calls.ts': `import { deep } from './lib/deep'
export default { run: async () => deep(1) }
`,
    'lib/deep.ts': `export type Deep = number
export function deep(x: Deep): Record<string, number> {
  throw new RangeError(\`no \${x}\`)
}
`,
    'old (1)/p.mjs': `export default { run: async () => { throw new Error('no') } }`,
    'plain.mjs': `import { each } from 'library'
export default {
  run: async () => each(() => null.there),
}
`,
    'node_modules/library/package.json': '{ "type": "module", "exports": "./index.js" }',
    'node_modules/library/index.js': 'export const each = (call) => [1].map(() => call())',
  })
  const outcome = await outcomeOf(join(folder, file))
  expect(outcome).toMatchObject({ status: 'failed', error: { class: 'error', at: place } })
})

async function outcomeOf(path: string): Promise<Outcome> {
  const pool = createPoolExecutor({ devices: [{ kind: 'cpu' }], slotsPerHost: 1, threads: 1 })
  onTestFinished(() => pool.close())
  const attempt = { ...attemptAt('counts.js', {}, await temporaryFolder()), experiment: pathToFileURL(path).href }
  return pool.execute(attempt, { reading() {}, log() {} }, new AbortController().signal)
}

async function files(contents: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder()
  for (const [name, content] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  return folder
}
