import { hostEnvironment } from '#sweep/execute/pool/environment.js'

// Gives a process of tests the environment of a host: libtensorflow reads its settings once, when it is loaded.
Object.assign(process.env, hostEnvironment(process.env, 1, { kind: 'cpu' }))
