/**
 * What `sweep` throws when the world is not as it must be: the message says what, where, and what to write instead.
 * Anything else that is thrown is a defect of `sweep` itself, or comes from the user's experiment.
 */
export abstract class SweepError extends Error {
  abstract override readonly name: string
}

/** A command, a name or a file that the caller gave cannot be used. */
export class UsageError extends SweepError {
  override readonly name = 'UsageError'
}

/**
 * Why an attempt failed: thrown by the experiment, a metric that is not finite, a host process that died, memory that ran
 * out, or an attempt that took too long or fell silent.
 */
export const errorClasses = ['error', 'diverged', 'host_died', 'out_of_memory', 'timeout'] as const

export type ErrorClass = (typeof errorClasses)[number]

/** An error as data, so that it keeps its class across threads, processes and the store. */
export interface ErrorRecord {
  readonly class: ErrorClass
  readonly name: string
  readonly message: string
  readonly stack: string
  /** Where in the user's own files it was thrown, as `lib/model.ts:4:23`, from the experiment's folder. */
  readonly at?: string
}

/** Where an error was thrown, to stand behind its message: ` (model.ts:4:23)`, or nothing where that is not known. */
export function placeText({ at }: Pick<ErrorRecord, 'at'>): string {
  return at === undefined ? '' : ` (${at})`
}

/** Writes down anything that was thrown. */
export function errorRecord(errorClass: ErrorClass, thrown: unknown): ErrorRecord {
  if (thrown instanceof Error) {
    return { class: errorClass, name: thrown.name, message: thrown.message, stack: String(thrown.stack ?? '') }
  }
  return { class: errorClass, name: 'Error', message: String(thrown), stack: '' }
}
