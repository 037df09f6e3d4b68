import { describe, expect, test } from 'vitest'
import { parseSweep } from '#sweep/plan/parsing.js'
import { countTrials } from '#sweep/plan/space/space.js'
import { trialKey, trialsOf } from '#sweep/plan/trials.js'

const head = 'name: a\nexperiment: fer\nmetric: { name: loss, goal: minimize }\n'

function sweepOf(parameters: string, seeds = 1) {
  return parseSweep(`${head}seeds: ${seeds}\nparameters:\n${parameters}`, 's.yaml').sweep
}

describe('the trials of a sweep', () => {
  test('count the last parameter fastest, and seeds faster still', () => {
    const trials = [...trialsOf(sweepOf('  optimizer: [sgd, adam]\n  epochs: 5\n  lr: [0.1, 0.01]\n', 2))]
    expect(trials.map(({ number, params, seed }) => [number, params.optimizer, params.lr, seed])).toEqual([
      [1, 'sgd', 0.1, 0],
      [2, 'sgd', 0.1, 1],
      [3, 'sgd', 0.01, 0],
      [4, 'sgd', 0.01, 1],
      [5, 'adam', 0.1, 0],
      [6, 'adam', 0.1, 1],
      [7, 'adam', 0.01, 0],
      [8, 'adam', 0.01, 1],
    ])
    expect(trials.every(({ params }) => params.epochs === 5)).toBe(true)
    expect(Object.keys(trials[0]!.params)).toEqual(['optimizer', 'epochs', 'lr'])
    expect(new Set(trials.map(({ key }) => key)).size).toBe(8)
  })

  test('are one when there is nothing to choose', () => {
    const sweep = parseSweep(`${head}parameters: {}\n`, 's.yaml').sweep
    expect([...trialsOf(sweep)]).toEqual([{ number: 1, key: trialKey('fer', {}, 0), params: {}, seed: 0 }])
  })

  test('of a grid of 10^12 are counted at once, and made one by one', () => {
    const hundred = `[${Array.from({ length: 100 }, (_, i) => i).join(', ')}]`
    const sweep = sweepOf(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `  ${name}: ${hundred}\n`).join(''))
    expect(countTrials(sweep)).toBe(10 ** 12)
    const trials = trialsOf(sweep)
    expect(trials.next().value).toMatchObject({ number: 1, params: { a: 0, f: 0 } })
    expect(trials.next().value).toMatchObject({ number: 2, params: { e: 0, f: 1 } })
  })
})

describe('the key of a trial', () => {
  test('is the same for ever: what sha256sum says of {"experiment":"fer","params":{…},"seed":0}', () => {
    expect(trialKey('fer', { lr: 0.01, optimizer: 'adam' }, 0)).toBe('a8f60efcf2b305ed')
  })

  test('that the enumeration makes piece by piece is the one that trialKey defines', () => {
    const values = '["é \\" \\\\", -0.0, 1e21, null, true, [1, { b: 2, a: "x" }]]'
    const sweep = sweepOf(`  z: ${values}\n  B: { values: ${values} }\n  a-b: [1, 2]\n  a.b: 1\n`, 2)
    const trials = [...trialsOf(sweep)]
    expect(trials).toHaveLength(6 * 6 * 2 * 2)
    for (const { key, params, seed } of trials) expect(key).toBe(trialKey('fer', params, seed))
  })

  test('does not depend on the order of the YAML keys, on the form of a value or on the other values', () => {
    const one = sweepOf('  lr: 0.01\n  layers: { value: { a: 1, b: 2 } }\n')
    const other = sweepOf('  layers: { values: [{ b: 2, a: 1 }] }\n  lr: [1, 1e-2]\n', 3)
    const keys = [...trialsOf(other)].filter(({ seed, params }) => seed === 0 && params.lr === 0.01)
    expect(keys.map(({ key }) => key)).toEqual([...trialsOf(one)].map(({ key }) => key))
  })

  test.each([
    ['the experiment', trialKey('other', { lr: 1 }, 0)],
    ['a value', trialKey('fer', { lr: 2 }, 0)],
    ['the type of a value', trialKey('fer', { lr: '1' }, 0)],
    ['a name', trialKey('fer', { rate: 1 }, 0)],
    ['the seed', trialKey('fer', { lr: 1 }, 1)],
  ])('changes with %s', (_, key) => {
    expect(key).not.toBe(trialKey('fer', { lr: 1 }, 0))
  })
})
