import { describe, expect, test } from 'vitest'
import { table } from './example-table.js'
import { circles, roomsOf } from './rooms-of.js'

describe('the table', () => {
  test('is read room by room', () => {
    expect([...roomsOf(table)]).toEqual([
      ['core', []],
      ['plan', ['core']],
      ['store', ['core']],
      ['execute', ['core']],
      ['engine', ['core']],
      ['nn', ['core', 'engine']],
      ['report', ['core', 'engine']],
      ['cli', 'anything'],
      ['index', 'anything'],
    ])
  })

  test('must be there', () => {
    expect(() => roomsOf('# Nothing')).toThrow('no table with the header "| room | may import |"')
  })

  test('is found in a circle where it has one', () => {
    const text = '| room | may import |\n| --- | --- |\n| a | b |\n| b | c |\n| c | a |\n| d | a |\n'
    expect(circles(roomsOf(text))).toEqual(['a', 'b', 'c'])
    expect(circles(roomsOf(table))).toEqual([])
  })
})
