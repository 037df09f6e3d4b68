import type { CheckedEngine } from '../check/checked-engine.js'
import { tensorflowPackage } from '../tensorflow-package.js'
import type { Finding } from './finding.js'
import type { Binding, MachineFacts, OptionalPackage } from './machine-facts.js'

/** The optional packages, the native binding and the engines. */
export function diagnoseEngines({ packages, binding, engines }: MachineFacts): readonly Finding[] {
  const bindings = binding === null ? [] : [bindingFinding(binding)]
  return [...packages.map(packageFinding), ...bindings, ...engines.map(engineFinding)]
}

function packageFinding({ name, wanted, installed }: OptionalPackage): Finding {
  const subject = 'optional package'
  if (installed === wanted) return { state: 'ok', subject, found: `${name} ${installed}`, advice: null }
  const found = installed === null ? `${name} is not installed` : `${name} ${installed} in place of ${wanted}`
  // Its own script fetches an old library from a host that often does not answer, and npm then drops the package.
  const flag = name === tensorflowPackage ? '--ignore-scripts ' : ''
  return { state: 'warn', subject, found, advice: `Install it: npm install ${flag}${name}@${wanted}` }
}

function bindingFinding({ file, builtFor, needed }: Binding): Finding {
  const subject = 'native binding'
  if (builtFor === needed) return { state: 'ok', subject, found: `built for ${builtFor}: ${file}`, advice: null }
  const found = builtFor === null ? `not a library: ${file}` : `built for ${builtFor}, but this is ${needed}: ${file}`
  return { state: 'fail', subject, found, advice: 'Build one for this machine: npx sweep engine install' }
}

function engineFinding(engine: CheckedEngine): Finding {
  const subject = `engine ${engine.name}`
  switch (engine.result) {
    case 'ok':
      return { state: 'ok', subject, found: `${engine.version}, ${engine.device}`, advice: null }
    case 'wrong': {
      const { version, device, name } = engine
      const found = `${version}, ${device}: computes wrong numbers`
      return {
        state: 'fail',
        subject,
        found,
        advice: `See which, and do not train on it: npx sweep engine check ${name}`,
      }
    }
    case 'broken':
      return {
        state: 'fail',
        subject,
        found: reasonOf(engine),
        advice: `See it alone: npx sweep engine check ${engine.name}`,
      }
    case 'absent':
      return { ...absence(engine.name), subject, found: reasonOf(engine) }
    default:
      return engine satisfies never
  }
}

/** The engines that come with the package must be there, native speed should, others may. */
function absence(name: CheckedEngine['name']): Pick<Finding, 'state' | 'advice'> {
  switch (name) {
    case 'wasm':
    case 'cpu':
      return { state: 'fail', advice: 'It comes with the package: npm install' }
    case 'tensorflow':
      return { state: 'warn', advice: 'Native speed: npx sweep engine install' }
    default:
      return { state: 'ok', advice: null }
  }
}

/** Without the name of the engine, which stands beside it. */
function reasonOf({ name, reason }: { readonly name: string; readonly reason: string }): string {
  return reason.replace(`Engine "${name}": `, '')
}
