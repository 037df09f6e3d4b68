import { vgg } from './vgg.js'

/** Every built-in model by the name that a sweep file gives it. */
export const models = { vgg } as const
