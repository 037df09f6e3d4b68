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
}

/** Writes down anything that was thrown. */
export function errorRecord(errorClass: ErrorClass, thrown: unknown): ErrorRecord {
  if (thrown instanceof Error) {
    return { class: errorClass, name: thrown.name, message: thrown.message, stack: thrown.stack ?? '' }
  }
  return { class: errorClass, name: 'Error', message: String(thrown), stack: '' }
}
