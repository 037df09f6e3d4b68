import { onTestFinished } from 'vitest'

/** Changes this process's environment, which the processes that it starts inherit, for one test; undefined removes. */
export function useEnvironment(changes: NodeJS.ProcessEnv): void {
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const)
  Object.entries(changes).forEach(set)
  onTestFinished(() => before.forEach(set))
}

function set([name, value]: readonly [string, string | undefined]): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}
