import type { Random } from '../../../core/random.js'
import type { View } from './canvas.js'
import { randomIn } from './random-in.js'

/** How a face is met: pose, light, background, what hides it, and the camera. */
export interface Scene {
  readonly view: View
  /** The head turned about its long axis, in radians. */
  readonly yaw: number
  /** Eyes, nose and mouth moved down the head by a nod, in face units. */
  readonly nod: number
  /** Gray at two opposite borders. */
  readonly background: readonly [number, number]
  /** Where the light comes from, in radians, and how much of it one side of the picture has more than the other. */
  readonly lightAngle: number
  readonly lightFall: number
  readonly contrast: number
  readonly brightness: number
  /** Standard deviation of the noise, in gray. */
  readonly noise: number
  /** A blot over the picture: place and radii in face units; radii 0 for none. */
  readonly blot: {
    readonly u: number
    readonly v: number
    readonly ru: number
    readonly rv: number
    readonly gray: number
  }
}

/** Any scene, for a picture of `side` pixels. */
export function randomScene(side: number, random: Random): Scene {
  const rotation = Math.max(-0.35, Math.min(0.35, 0.13 * random.normal()))
  const hidden = random.uniform() < 0.2
  return {
    view: {
      x: side / 2 + randomIn(random, -2.5, 2.5),
      y: side / 2 + randomIn(random, -2.5, 2.5),
      scale: (side / 48) * randomIn(random, 19, 23.5),
      rotation,
    },
    yaw: randomIn(random, -0.3, 0.3),
    nod: randomIn(random, -0.06, 0.06),
    background: [randomIn(random, 10, 240), randomIn(random, 10, 240)],
    lightAngle: randomIn(random, 0, 2 * Math.PI),
    lightFall: randomIn(random, 0, 0.9),
    contrast: randomIn(random, 0.6, 1.1),
    brightness: randomIn(random, -30, 30),
    noise: randomIn(random, 3, 12),
    blot: {
      u: randomIn(random, -1, 1),
      v: randomIn(random, -1, 1),
      ru: hidden ? randomIn(random, 0.12, 0.36) : 0,
      rv: hidden ? randomIn(random, 0.12, 0.36) : 0,
      gray: randomIn(random, 0, 255),
    },
  }
}
