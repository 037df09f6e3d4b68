/**
 * What `sweep` throws when the world is not as it must be: the message says what, where, and what to write instead.
 * Anything else that is thrown is a defect of `sweep` itself, or comes from the user's experiment.
 */
export abstract class SweepError extends Error {
  abstract override readonly name: string
}
