import { describeVggReference } from './vgg-reference.js'

// The plain JavaScript of this engine takes more than a minute for ten steps.
describeVggReference('cpu', 'free')
