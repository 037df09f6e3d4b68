import type { Random } from '../../../core/random.js'
import type { View } from './canvas.js'

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

/** What tells one person from another, in face units and gray 0..255. */
export interface Person {
  /** Half of the head's width; its height is 1. */
  readonly headWidth: number
  /** Half of the chin's width as a part of the head's. */
  readonly jaw: number
  readonly skin: number
  readonly hair: number
  readonly hairStyle: 'none' | 'short' | 'fringe' | 'long'
  readonly eyeDistance: number
  readonly eyeHeight: number
  readonly eyeWidth: number
  readonly iris: number
  readonly browHeight: number
  readonly browThickness: number
  readonly noseLength: number
  readonly noseWidth: number
  readonly mouthHeight: number
  /** Half of it, at rest. */
  readonly mouthWidth: number
  readonly lipThickness: number
  /** How much darker than the skin. */
  readonly lipDepth: number
  readonly glasses: boolean
  readonly moustache: boolean
  readonly beard: boolean
}

/** Anybody. */
export function randomPerson(random: Random): Person {
  const skin = randomIn(random, 95, 225)
  return {
    headWidth: randomIn(random, 0.68, 0.86),
    jaw: randomIn(random, 0.55, 0.9),
    skin,
    hair: random.uniform() < 0.7 ? randomIn(random, 10, 70) : randomIn(random, 90, 230),
    hairStyle: (['none', 'short', 'short', 'fringe', 'long'] as const)[random.integer(5)]!,
    eyeDistance: randomIn(random, 0.29, 0.37),
    eyeHeight: randomIn(random, -0.2, -0.1),
    eyeWidth: randomIn(random, 0.12, 0.16),
    iris: randomIn(random, 10, 70),
    browHeight: randomIn(random, 0.2, 0.26),
    browThickness: randomIn(random, 0.045, 0.1),
    noseLength: randomIn(random, 0.3, 0.42),
    noseWidth: randomIn(random, 0.09, 0.15),
    mouthHeight: randomIn(random, 0.46, 0.56),
    mouthWidth: randomIn(random, 0.25, 0.33),
    lipThickness: randomIn(random, 0.04, 0.08),
    lipDepth: randomIn(random, 40, 85),
    glasses: random.uniform() < 0.2,
    moustache: random.uniform() < 0.12,
    beard: random.uniform() < 0.1,
  }
}

/** Takes a point of the straight face to where the turned and nodding head has it. */
export type Turn = (u: number, v: number) => readonly [u: number, v: number]

/** How a head of this half width is turned in a scene: a cylinder, somewhat wider than the face. */
export function turner(headWidth: number, { yaw, nod }: Scene): Turn {
  const radius = 1.15 * headWidth
  // Half of the turn is taken back, so that the features stay on the outline, which does not turn.
  const shift = 0.5 * radius * Math.sin(yaw)
  return (u, v) => {
    const angle = Math.asin(Math.max(-1, Math.min(1, u / radius)))
    return [radius * Math.sin(angle + yaw) - shift, v + nod]
  }
}

/** Uniform in [low, high). */
export function randomIn(random: Random, low: number, high: number): number {
  return low + (high - low) * random.uniform()
}
