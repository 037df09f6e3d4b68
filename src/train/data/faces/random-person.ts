import type { Random } from '../../../core/random.js'
import { randomIn } from './random-in.js'

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
