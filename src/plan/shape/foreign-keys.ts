/** Keys of W&B's sweep files that have no meaning here, and why; each is let pass with a warning. */
export const foreignKeys: Readonly<Record<string, string>> = {
  command: 'an experiment is a module, and no command starts it',
  controller: 'there is no controller',
  description: 'a comment is the place for it',
  early_terminate: 'every trial is trained to its end',
  entity: 'runs are kept in a folder, not in an account',
  image_uri: 'trials are trained on this machine',
  job: 'trials are trained on this machine',
  launch: 'trials are trained on this machine',
  preemptible: 'whatever is interrupted can be resumed',
  project: 'runs are kept in a folder, not in a project',
  resource: 'trials are trained on this machine',
  resource_args: 'trials are trained on this machine',
  scheduler: 'trials are trained on this machine',
}

/** The same for keys of `metric`. */
export const foreignMetricKeys = { target: 'a sweep goes on until all its trials are done' } as const
