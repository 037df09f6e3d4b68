import { efficientnetB0 } from '#sweep/nn/models/efficientnet-b0.js'
import { resnet18 } from '#sweep/nn/models/resnet18.js'
import { describeNetwork } from './describe-network.js'
import { describeNetworkReference } from './network-reference.js'

const options = { width: 1 / 16, dropout: 0.2, classes: 3 }

describeNetwork('resnet18', resnet18({ ...options, input: [9, 10, 1] }), [9, 10, 1])
describeNetwork('efficientnet_b0', efficientnetB0({ ...options, input: [17, 18, 1] }), [17, 18, 1])

await describeNetworkReference('resnet18', resnet18, ['cpu'])
await describeNetworkReference('efficientnet_b0', efficientnetB0, ['cpu'])
