import { cnn } from '../../../dist/train/models/cnn.js'
import { mlp } from '../../../dist/train/models/mlp.js'
import { resnet18 } from '../../../dist/train/models/resnet18.js'
import { vgg } from '../../../dist/train/models/vgg.js'
import { describeNetwork } from './describe-network.js'

const options = { dropout: 0.2, classes: 3 }

describeNetwork('vgg', vgg({ ...options, width: 1 / 32, input: [20, 19, 2] }), [20, 19, 2])
describeNetwork('cnn', cnn({ ...options, width: 1 / 8, input: [13, 12, 1] }), [13, 12, 1])
describeNetwork('mlp', mlp({ ...options, width: 1 / 8, input: [7, 5, 1] }), [7, 5, 1])
describeNetwork('resnet18', resnet18({ ...options, width: 1 / 16, input: [9, 10, 1] }), [9, 10, 1])
