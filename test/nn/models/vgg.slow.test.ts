import { describeVggReference } from './vgg-reference.js'

// On each of these, ten steps take a minute or more: plain JavaScript, and WebGPU on a software driver.
await describeVggReference('cpu')
await describeVggReference('webgpu')
