import type { Random } from '../../../core/random.js'
import type { Emotion } from '../fer/format.js'
import { randomIn } from './scene.js'

/** What a face does, in face units. */
export interface Expression {
  /** Both brows, upwards. */
  readonly browRaise: number
  /** The inner end of the brows, downwards, against the outer. */
  readonly browTilt: number
  /** The middle of the brows, upwards. */
  readonly browArch: number
  /** Height of the eyes' opening as a part of that at rest. */
  readonly eyeOpen: number
  /** The corners of the mouth, upwards, against its middle. */
  readonly mouthCurve: number
  /** Half of the mouth's height. */
  readonly mouthOpen: number
  /** Half of the mouth's width as a part of that at rest. */
  readonly mouthWidth: number
  /** 0 when the open mouth is round, 1 when it is a rectangle. */
  readonly mouthSquare: number
  /** One corner of the mouth, upwards, against the other; either sign. */
  readonly mouthSlant: number
  /** How white the teeth show in an open mouth, 0..1. */
  readonly teeth: number
  /** How deep the folds between the brows, across the nose and from nose to mouth are, each 0..1. */
  readonly frown: number
  readonly noseWrinkle: number
  readonly cheekFold: number
}

/** An emotion as one person shows it at one moment: more or less strongly, and never quite the same. */
export function randomExpression(emotion: Emotion, random: Random): Expression {
  const open = random.uniform() < 0.5
  const side = random.uniform() < 0.5 ? -1 : 1
  const full = fullExpression(emotion, open, side)
  const strength = randomIn(random, ...strengths)
  const mixed = (name: keyof Expression) => atRest[name] + strength * ((full[name] ?? atRest[name]) - atRest[name])
  const jittered = (name: keyof Expression, by: number) => mixed(name) + by * random.normal()
  return {
    browRaise: jittered('browRaise', 0.02),
    browTilt: jittered('browTilt', 0.025),
    browArch: jittered('browArch', 0.015),
    eyeOpen: Math.max(0.15, jittered('eyeOpen', 0.08)),
    mouthCurve: jittered('mouthCurve', 0.025),
    mouthOpen: Math.max(0, mixed('mouthOpen') * (1 + 0.15 * random.normal())),
    mouthWidth: Math.max(0.4, jittered('mouthWidth', 0.06)),
    mouthSquare: mixed('mouthSquare'),
    mouthSlant: jittered('mouthSlant', 0.02),
    teeth: full.teeth ?? 0,
    frown: mixed('frown'),
    noseWrinkle: mixed('noseWrinkle'),
    cheekFold: Math.max(0, jittered('cheekFold', 0.15)),
  }
}

const strengths = [0.45, 1.05] as const

const atRest: Expression = {
  browRaise: 0,
  browTilt: 0,
  browArch: 0.04,
  eyeOpen: 1,
  mouthCurve: 0,
  mouthOpen: 0,
  mouthWidth: 1,
  mouthSquare: 0,
  mouthSlant: 0,
  teeth: 0,
  frown: 0,
  noseWrinkle: 0,
  cheekFold: 0,
}

function fullExpression(emotion: Emotion, open: boolean, side: number): Partial<Expression> {
  switch (emotion) {
    case 'Angry':
      return {
        ...{ browRaise: -0.07, browTilt: 0.17, browArch: 0, eyeOpen: 0.75, frown: 1, mouthCurve: -0.06 },
        ...(open ? { mouthOpen: 0.1, mouthSquare: 1, teeth: 1, mouthWidth: 1.05 } : { mouthWidth: 0.85 }),
      }
    case 'Disgust':
      return {
        ...{ browRaise: -0.06, browTilt: 0.06, eyeOpen: 0.4, noseWrinkle: 1, cheekFold: 1, mouthWidth: 0.8 },
        ...{ mouthCurve: -0.13, mouthSlant: 0.1 * side, mouthOpen: open ? 0.05 : 0.02 },
      }
    case 'Fear':
      return {
        ...{ browRaise: 0.12, browTilt: -0.12, browArch: 0, eyeOpen: 1.5, mouthCurve: -0.06, mouthWidth: 1.15 },
        ...{ mouthOpen: 0.09, mouthSquare: 0.8, teeth: open ? 0.6 : 0 },
      }
    case 'Happy':
      return {
        ...{ browRaise: 0.03, eyeOpen: 0.7, mouthCurve: 0.2, mouthWidth: 1.3, cheekFold: 0.8 },
        ...(open ? { mouthOpen: 0.1, mouthSquare: 0.2, teeth: 1 } : {}),
      }
    case 'Sad':
      return {
        ...{ browRaise: 0.02, browTilt: -0.17, browArch: -0.02, eyeOpen: 0.65, mouthCurve: -0.15, mouthWidth: 0.85 },
        ...(open ? {} : { mouthOpen: 0.015 }),
      }
    case 'Surprise':
      return { browRaise: 0.17, browArch: 0.1, eyeOpen: 1.6, mouthOpen: open ? 0.2 : 0.14, mouthWidth: 0.62 }
    case 'Neutral':
      return {}
    default:
      return emotion satisfies never
  }
}
