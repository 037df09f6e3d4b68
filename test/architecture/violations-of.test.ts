import { describe, expect, test } from 'vitest'
import { table } from './example-table.js'
import { roomsOf } from './rooms-of.js'
import { scanSource } from './scan-source.js'
import { violationsOf } from './violations-of.js'

const packages = ['@tensorflow/tfjs-core', 'better-sqlite3', 'commander', 'piscina', 'table', 'yaml', 'zod']

describe('refused is', () => {
  test.each([
    ['a static import', 'plan/a.ts', "import { x } from '../store/x.js'", 'plan may not import store (../store/x.js)'],
    [
      'one over several lines',
      'plan/a.ts',
      "import {\n  x,\n  y\n} from '../store/x.js'",
      'plan may not import store (../store/x.js)',
    ],
    [
      'an import of types',
      'plan/a.ts',
      "import type { X } from '../store/x.js'",
      'plan may not import store (../store/x.js)',
    ],
    ['a side effect', 'plan/deep/a.ts', 'import "../../store/x.js"', 'plan may not import store (../../store/x.js)'],
    [
      'a dynamic import',
      'plan/a.ts',
      "const x = await import( '../store/x.js')",
      'plan may not import store (../store/x.js)',
    ],
    [
      'a dynamic import with a hole',
      'plan/a.ts',
      `await import(\`../store/\${name}.js\`)`,
      'plan may not import store (../store/)',
    ],
    [
      'a type taken by import()',
      'plan/a.ts',
      "let x: typeof import('../store/x.js')",
      'plan may not import store (../store/x.js)',
    ],
    ['a re-export', 'plan/a.ts', "export * from '../store/x.js'", 'plan may not import store (../store/x.js)'],
    [
      'a re-export of types',
      'plan/a.ts',
      "export type { X } from '../store/x.js'",
      'plan may not import store (../store/x.js)',
    ],
    [
      'the URL of a file',
      'plan/a.ts',
      "new URL('../store/x.js', import.meta.url)",
      'plan may not import store (../store/x.js)',
    ],
    [
      'a resolved name',
      'plan/a.ts',
      "import.meta.resolve('../store/x.js')",
      'plan may not import store (../store/x.js)',
    ],
    [
      'an import behind a comment',
      'plan/a.ts',
      "/* why */ import { x } from /* there */ '../store/x.js' // so",
      'plan may not import store (../store/x.js)',
    ],
    [
      'an import after a URL in a string',
      'plan/a.ts',
      "const u = 'https://x'; import '../store/x.js'",
      'plan may not import store (../store/x.js)',
    ],
    ['a file in src itself', 'plan/a.ts', "import '../index.js'", 'plan may not import index (../index.js)'],
    [
      'a file outside of src',
      'plan/a.ts',
      "import '../../package.json'",
      'plan may not import what is outside of src (../../package.json)',
    ],
    [
      'a package in core',
      'core/a.ts',
      "import { z } from 'table'",
      'table belongs to report, cli',
      'core may not import packages (table)',
    ],
    ['a room that the table does not name', 'attic/a.ts', '', 'the room "attic" has no row in the table'],
    [
      'a package that is not installed',
      'plan/a.ts',
      "import 'left-pad/x.js'",
      'left-pad is not a dependency in package.json',
    ],
    [
      'SQLite in another folder of the store',
      'store/memory/a.ts',
      "import Database from 'better-sqlite3'",
      'better-sqlite3 belongs to store/sqlite',
    ],
    [
      'a type of SQLite',
      'store/a.ts',
      "import type Database from 'better-sqlite3'",
      'better-sqlite3 belongs to store/sqlite',
    ],
    [
      'piscina outside of the pool',
      'execute/inline/a.ts',
      "import { Piscina } from 'piscina'",
      'piscina belongs to execute/pool',
    ],
    [
      'TensorFlow.js at run time in nn',
      'nn/a.ts',
      "import * as tf from '@tensorflow/tfjs-core'",
      '@tensorflow/tfjs-core belongs to engine',
    ],
    [
      'a type that is imported with values',
      'nn/a.ts',
      "import { type Tensor } from '@tensorflow/tfjs-core'",
      '@tensorflow/tfjs-core belongs to engine',
    ],
    [
      'TensorFlow.js by require',
      'execute/a.ts',
      "require('@tensorflow/tfjs-core/dist/x')",
      '@tensorflow/tfjs-core belongs to engine',
    ],
    [
      'types of TensorFlow.js in core',
      'execute/a.ts',
      "import type { Tensor } from '@tensorflow/tfjs-core'",
      '@tensorflow/tfjs-core belongs to engine',
    ],
    ['commander outside of cli', 'report/a.ts', "import { Command } from 'commander'", 'commander belongs to cli'],
    ['yaml outside of plan', 'cli/a.ts', "import { parse } from 'yaml'", 'yaml belongs to plan'],
    ['zod outside of plan', 'store/a.ts', "import { z } from 'zod'", 'zod belongs to plan'],
    ['a line printed', 'nn/a.ts', 'console.log(1)', 'console. belongs to cli'],
    ['a line printed from a template', 'nn/a.ts', `x(\`\${console.log(1)}\`)`, 'console. belongs to cli'],
    [
      'time after nested templates',
      'plan/a.ts',
      `x(\`it's \${{ a: \`\${b}'s\` }.a}'s\`); Date.now()`,
      'Date.now belongs to core',
    ],
    ['time after a division', 'plan/a.ts', 'const x = a / b; const y = Date.now() / 2', 'Date.now belongs to core'],
    [
      'arguments',
      'nn/a.ts',
      'const [x] = process.argv',
      'process.argv belongs to cli, engine/probe-main.ts, engine/check/check-main.ts, execute/pool/host.ts',
    ],
    ['process by import', 'nn/a.ts', "import { exit } from 'node:process'", 'node:process belongs to cli'],
    ['an exit', 'execute/a.ts', 'process.exit(1)', 'process.exit belongs to cli, execute/pool'],
    ['the time', 'nn/a.ts', 'const t = Date.now()', 'Date.now belongs to core'],
    ['the time by a new Date', 'nn/a.ts', 'const t = new Date()', 'new Date() belongs to core'],
    ['chance', 'cli/a.ts', 'Math.random()', 'Math.random belongs to core'],
    ['identity', 'store/sqlite/a.ts', "import { randomUUID } from 'node:crypto'", 'randomUUID belongs to core'],
  ])('%s', (_, path, source, ...sentences) => {
    expect(violationsOf(path, source, roomsOf(table), packages)).toEqual(sentences.map((each) => `${path}: ${each}`))
  })
})

describe('allowed is', () => {
  test.each([
    ['a room below', 'nn/a.ts', "import { x } from '../engine/x.js'\nexport * from '../core/y.js'"],
    ['the own room', 'plan/deep/a.ts', "import '../x.js'; new URL('./y.js', import.meta.url)"],
    ['everything for cli', 'cli/a.ts', "import '../store/x.js'\nconsole.log(process.argv, process.exitCode)"],
    ['what node has, in core', 'core/a.ts', "import { createHash, randomUUID } from 'node:crypto'\nDate.now()"],
    ['SQLite in its folder', 'store/sqlite/a.ts', "import Database from 'better-sqlite3'"],
    ['an exit of a worker', 'execute/pool/a.ts', 'process.exit(0)'],
    ['types of TensorFlow.js in nn', 'nn/a.ts', "import type * as tf from '@tensorflow/tfjs-core'"],
    ['a module named by a variable', 'execute/a.ts', 'await import(url)'],
    ['a URL of elsewhere', 'plan/a.ts', "new URL('../store/x.js', base)"],
    ['an import in a comment', 'plan/a.ts', "// import '../store/x.js'\n/* from '../store/x.js' */"],
    ['an import in a string', 'plan/a.ts', 'const help = "import x from \'../store/x.js\'; console.log(1)"'],
    ['an import in a template', 'plan/a.ts', `const help = \`import '../store/x.js'; Date.now() \${1}\``],
    [
      'words in nested templates',
      'plan/a.ts',
      `const x = \`it's \${a ? \`Date.now()'s \${b}\` : "Math.random"} console.log\``,
    ],
    ['a word in a regular expression', 'plan/a.ts', "const x = /\"|console.log/; const y = 'Math.random'"],
    ['a date of a given time', 'report/a.ts', 'new Date(milliseconds)'],
    ['a member that is called console', 'report/a.ts', 'this.console.log()'],
  ])('%s', (_, path, source) => {
    expect(violationsOf(path, source, roomsOf(table), packages)).toEqual([])
  })

  test('a type-only import, told from one of values', () => {
    const source = `import a from 'a'
import type { B } from 'b'
import type C from 'c'; import { d } from 'd'
export type { E } from 'e'
import type, { f } from 'f'
import type from 'g'
export * from 'h'
export type H = string
import {
  i,
} from 'i'
`
    expect(
      scanSource(source)
        .imports.filter(({ typeOnly }) => typeOnly)
        .map(({ specifier }) => specifier),
    ).toEqual(['b', 'c', 'e'])
    expect(scanSource(source).imports).toHaveLength(9)
  })
})
