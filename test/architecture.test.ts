import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { circles, roomsOf } from './architecture/rooms-of.js'
import { violationsOf } from './architecture/violations-of.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const { dependencies, optionalDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const packages = Object.keys({ ...dependencies, ...optionalDependencies })

describe('the rooms of src/', () => {
  test('import what the table in README.md lets them, and use what belongs to them', () => {
    const rooms = roomsOf(readFileSync(`${root}README.md`, 'utf8'))
    const files = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(50)
    const read = (path: string) => readFileSync(`${root}src/${path}`, 'utf8')
    expect(files.flatMap((path) => violationsOf(path, read(path), rooms, packages))).toEqual([])
  })

  test('do not stand in a circle', () => {
    expect(circles(roomsOf(readFileSync(`${root}README.md`, 'utf8')))).toEqual([])
  })
})
