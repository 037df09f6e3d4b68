import { hostEnvironment } from '../dist/execute/pool/host-environment.js'

// libtensorflow reads its settings once, when the first file of a process loads it.
Object.assign(process.env, hostEnvironment(process.env, 1, { kind: 'cpu' }))
