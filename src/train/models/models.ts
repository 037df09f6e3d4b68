import { cnn } from './cnn.js'
import { efficientnetB0 } from './efficientnet-b0.js'
import type { MakeModel } from './make-model.js'
import { mlp } from './mlp.js'
import { resnet18 } from './resnet18.js'
import { vgg } from './vgg.js'

/** Every built-in model by the name that a sweep file gives it. */
export const models = { vgg, cnn, mlp, resnet18, efficientnet_b0: efficientnetB0 } as const satisfies Readonly<
  Record<string, MakeModel>
>
