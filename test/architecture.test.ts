import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { fileCircles } from './architecture/file-circles.js'
import { circles, roomsOf } from './architecture/rooms-of.js'
import { violationsOf } from './architecture/violations-of.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
// What the build joins into dist/ need not be installed with it.
const bundled = Object.keys(devDependencies).filter((name) => name.startsWith('@stdlib/'))
const packages = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...bundled]

const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
const sources = new Map(files.map((path) => [path, readFileSync(`${root}src/${path}`, 'utf8')]))

describe('the rooms of src/', () => {
  test('import what the table in docs/architecture.md lets them, and use what belongs to them', () => {
    const rooms = roomsOf(readFileSync(`${root}docs/architecture.md`, 'utf8'))
    expect(sources.size).toBeGreaterThan(50)
    const found = [...sources].flatMap(([path, source]) => violationsOf(path, source, rooms, packages))
    expect(found).toEqual([])
  })

  test('have no files that import one another in a circle', () => {
    expect(fileCircles(sources)).toEqual([])
  })

  test('do not stand in a circle', () => {
    expect(circles(roomsOf(readFileSync(`${root}docs/architecture.md`, 'utf8')))).toEqual([])
  })
})
