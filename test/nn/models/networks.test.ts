import { efficientnetB0 } from '#sweep/nn/models/efficientnet-b0.js'
import { cnn, mlp, vgg } from '#sweep/nn/models/plain.js'
import { resnet18 } from '#sweep/nn/models/resnet18.js'
import { describeNetwork } from './describe-network.js'

const options = { dropout: 0.2, classes: 3 }

describeNetwork('vgg', vgg({ ...options, width: 1 / 32, input: [20, 19, 2] }), [20, 19, 2])
describeNetwork('cnn', cnn({ ...options, width: 1 / 8, input: [13, 12, 1] }), [13, 12, 1])
describeNetwork('mlp', mlp({ ...options, width: 1 / 8, input: [7, 5, 1] }), [7, 5, 1])

// These take engine cpu half a minute: see networks.slow.test.ts.
const engines = ['wasm', 'tensorflow'] as const
describeNetwork('resnet18', resnet18({ ...options, width: 1 / 16, input: [9, 10, 1] }), [9, 10, 1], engines)
describeNetwork(
  'efficientnet_b0',
  efficientnetB0({ ...options, width: 1 / 16, input: [17, 18, 1] }),
  [17, 18, 1],
  engines,
)
