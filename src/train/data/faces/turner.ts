import type { Scene } from './random-scene.js'

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
