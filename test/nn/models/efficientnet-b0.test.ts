import { expect, test } from 'vitest'
import { efficientnetB0 } from '#sweep/nn/models/efficientnet-b0.js'
import { describeNetworkReference } from './network-reference.js'
import { trainableSize } from './trainable-size.js'

await describeNetworkReference('efficientnet_b0', efficientnetB0, ['tensorflow', 'wasm'])

test.each([
  ['that of torchvision', 3, 1000, 5_288_548],
  // Its first convolution has a third of the 9 * 3 * 32 weights.
  ['of 7 classes of gray images', 1, 7, 5_288_548 - 9 * 2 * 32 - 993 * 1281],
])('the EfficientNet-B0 has its size: %s', (_, channels, classes, size) => {
  const network = efficientnetB0({ width: 1, dropout: 0, classes, input: [48, 48, channels] })
  expect(trainableSize(network)).toBe(size)
})
