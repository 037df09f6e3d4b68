import { expect, test } from 'vitest'
import { resnet18 } from '#sweep/nn/models/resnet18.js'
import { describeNetworkReference } from './network-reference.js'
import { trainableSize } from './trainable-size.js'

await describeNetworkReference('resnet18', resnet18, ['tensorflow', 'wasm'])

test.each([
  ['that of CIFAR', 3, 10, 11_173_962],
  // Its first convolution has a third of the 9 * 3 * 64 weights.
  ['of gray images', 1, 10, 11_173_962 - 9 * 2 * 64],
  ['of 7 classes of gray images', 1, 7, 11_173_962 - 9 * 2 * 64 - 3 * 513],
])('the ResNet has its size: %s', (_, channels, classes, size) => {
  const network = resnet18({ width: 1, dropout: 0, classes, input: [32, 32, channels] })
  expect(trainableSize(network)).toBe(size)
})
