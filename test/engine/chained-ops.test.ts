import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type EngineName, engineNames, type Tf } from '#sweep/engine/engine.js'
import { loadEngine } from '#sweep/engine/loader.js'
import { requirePackage } from '#sweep/engine/packages.js'
import { whyNotHere } from './why-not-here.js'

// That of libtensorflow brings methods of its own, which stay: so it comes last.
const inOrder = [...engineNames].reverse()
const engines = await Promise.all(inOrder.map(async (name) => ({ name, missing: await whyNotHere(name) })))

test('every operation that tfjs-core can chain is a method of a tensor', async () => {
  const { tf } = await loadEngine('cpu')
  const folder = join(dirname(requirePackage.resolve('@tensorflow/tfjs-core')), 'public', 'chained_ops')
  const sources = readdirSync(folder).filter((file) => file.endsWith('.js') && !file.endsWith('_test.js'))
  const names = sources.flatMap((file) => [
    ...readFileSync(join(folder, file), 'utf8').matchAll(/\.prototype\.(\w+) =/g),
  ])
  expect(names.length).toBeGreaterThan(130)
  const missing = names.map(([, name]) => name!).filter((name) => !(name in tf.Tensor.prototype))
  expect(missing).toEqual([])
})

test('what is no plain operation is what it is in the whole library', async () => {
  const { tf } = await loadEngine('cpu')
  const x = tf.tensor([1, 0, 3, 4], [2, 2])
  const values = (tensor: { arraySync(): unknown; dtype: string }) => [tensor.dtype, tensor.arraySync()]
  expect(values(x.as1D())).toEqual(['float32', [1, 0, 3, 4]])
  expect(values(x.flatten())).toEqual(['float32', [1, 0, 3, 4]])
  expect(values(x.as2D(1, 4))).toEqual(['float32', [[1, 0, 3, 4]]])
  expect(x.as3D(1, 2, 2).shape).toEqual([1, 2, 2])
  expect(x.as4D(1, 2, 2, 1).shape).toEqual([1, 2, 2, 1])
  expect(x.as5D(1, 2, 1, 2, 1).shape).toEqual([1, 2, 1, 2, 1])
  expect(values(x.sum().reshape([1, 1]).asScalar())).toEqual(['float32', 8])
  expect(() => x.asScalar()).toThrow('a tensor of one element')
  expect(x.reshapeAs(tf.zeros([4, 1])).shape).toEqual([4, 1])
  expect(values(x.toInt())).toEqual([
    'int32',
    [
      [1, 0],
      [3, 4],
    ],
  ])
  expect(values(x.asType('bool'))).toEqual(values(x.toBool()))
  expect(values(x.toBool().toFloat())).toEqual([
    'float32',
    [
      [1, 0],
      [1, 1],
    ],
  ])
  expect(x.concat(x, 1).shape).toEqual([2, 4])
  expect(x.concat([x, x]).shape).toEqual([6, 2])
  expect(x.stack(x).shape).toEqual([2, 2, 2])
  expect(values(x.where(x.greater(1), tf.zerosLike(x)))).toEqual([
    'float32',
    [
      [0, 0],
      [3, 4],
    ],
  ])
  expect(values(tf.tensor1d([1, 0], 'int32').oneHot(2, 1, 0))[1]).toEqual([
    [0, 1],
    [1, 0],
  ])
  x.dispose()
  expect(() => x.add(1)).toThrow('disposed')
})

const onCpu = await tutorial('cpu')

describe.each(engines)('engine $name', ({ name, missing }) => {
  test.skipIf(missing)(`trains as a tutorial writes it${missing ? ` (skipped: ${missing})` : ''}`, async () => {
    const { first, last, sum } = await tutorial(name)
    expect(sum).toBe(9)
    expect(last).toBeLessThan(first / 10)
    expect(first).toBeCloseTo(onCpu.first, 5)
    expect(last).toBeCloseTo(onCpu.last, 5)
  })
})

/** A line that is fitted by gradient descent, its operations chained. */
async function tutorial(name: EngineName) {
  const { tf } = await loadEngine(name)
  const [sum] = await tf.tensor1d([1, 2, 3]).add(1).sum().data()
  const x = tf.linspace(-1, 1, 20)
  const y = x.mul(3).add(0.5)
  const [slope, offset] = [tf.scalar(0.1).variable(), tf.scalar(0).variable()]
  const loss = (): ReturnType<Tf['scalar']> => x.mul(slope).add(offset).sub(y).square().mean()
  const optimizer = tf.train.sgd(0.5)
  const losses: number[] = []
  for (let step = 0; step < 20; step++) losses.push((await optimizer.minimize(loss, true)!.data())[0]!)
  tf.dispose([x, y, slope, offset])
  return { sum, first: losses[0]!, last: losses.at(-1)! }
}
