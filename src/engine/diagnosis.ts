import { bytesText } from '../core/texts.js'
import type { CheckedEngine } from './check/check.js'
import type { Binding, Disk, MachineFacts, OptionalPackage } from './machine-facts.js'
import { tensorflowPackage } from './packages.js'

/** What is well with a machine and what is not, with advice. */
export function diagnose(facts: MachineFacts): readonly Finding[] {
  return [...diagnoseSystem(facts), ...diagnoseGpus(facts), ...diagnoseEngines(facts)]
}

/** One thing that was looked at, and what to do about it. */
export interface Finding {
  readonly state: 'ok' | 'warn' | 'fail'
  readonly subject: string
  /** What is there, in words. */
  readonly found: string
  /** One line that names a command or a setting; null when there is nothing to do. */
  readonly advice: string | null
}

/** What a worker takes: Node, libtensorflow, a data set of moderate size. */
const bytesPerWorker = 0.7e9
/** Checkpoints and models of a moderate sweep. */
const roomForRuns = 1e9
/** libtensorflow for CPUs, the wheel that it comes in beside it. */
const roomForEngines = 2e9

/** Node, the database library, memory, cores and disks. */
function diagnoseSystem({ node, databaseProblem, memory, cores, disks }: MachineFacts): readonly Finding[] {
  return [
    nodeFinding(node),
    databaseFinding(databaseProblem),
    memoryFinding(memory, cores),
    coresFinding(cores),
    ...disks.map(diskFinding),
  ]
}

function nodeFinding({ version, minimum }: MachineFacts['node']): Finding {
  const good = isAtLeast(version, minimum)
  const advice = `Needed is Node ${minimum} or newer: nvm install --lts`
  return { state: good ? 'ok' : 'fail', subject: 'Node', found: version, advice: good ? null : advice }
}

function isAtLeast(version: string, minimum: string): boolean {
  const [have, need] = [version, minimum].map((text) => text.split('.').map(Number))
  const first = need!.findIndex((part, i) => part !== (have![i] ?? 0))
  return first < 0 || (have![first] ?? 0) > need![first]!
}

function databaseFinding(problem: string | null): Finding {
  const subject = 'database'
  if (problem === null) return { state: 'ok', subject, found: 'better-sqlite3 works', advice: null }
  return { state: 'fail', subject, found: problem, advice: 'Build its library again: npm rebuild better-sqlite3' }
}

function memoryFinding({ total, limit, available }: MachineFacts['memory'], cores: MachineFacts['cores']): Finding {
  const whole = limit === null ? bytesText(total) : `the ${bytesText(limit)} that this container may use`
  const found = `${bytesText(available)} available of ${whole}`
  const workers = Math.floor(available / bytesPerWorker)
  if (workers >= usableCores(cores)) return { state: 'ok', subject: 'memory', found, advice: null }
  const advice = `Enough for fewer trials at the same time than there are cores: sweep run FILE --workers ${Math.max(1, workers)}`
  return { state: 'warn', subject: 'memory', found, advice }
}

function coresFinding(cores: MachineFacts['cores']): Finding {
  const { count, quota } = cores
  if (quota === null || quota >= count) return { state: 'ok', subject: 'cores', found: String(count), advice: null }
  const found = `${count}, of which this container may keep ${quota} busy`
  const advice = `By default a trial is trained on every core: sweep run FILE --workers ${usableCores(cores)}`
  return { state: 'warn', subject: 'cores', found, advice }
}

function usableCores({ count, quota }: MachineFacts['cores']): number {
  return Math.max(1, Math.floor(Math.min(count, quota ?? count)))
}

function diskFinding({ use, folder, free, writable }: Disk): Finding {
  const subject = use === 'runs' ? 'folder of runs' : 'cache folder'
  const setting = use === 'runs' ? 'sweep run FILE --runs-dir DIR' : 'SWEEP_CACHE_DIR=DIR npx sweep engine install'
  const advice = `Name a folder elsewhere: ${setting}`
  if (!writable) {
    const state = use === 'runs' ? 'fail' : 'warn'
    return { state, subject, found: `${folder} cannot be written to`, advice }
  }
  const enough = free >= (use === 'runs' ? roomForRuns : roomForEngines)
  return {
    state: enough ? 'ok' : 'warn',
    subject,
    found: `${bytesText(free)} free in ${folder}`,
    advice: enough ? null : advice,
  }
}

/** GPUs and their driver, and whether the engine tensorflow uses them. */
function diagnoseGpus({ gpus: list, engines }: MachineFacts): readonly Finding[] {
  switch (list.kind) {
    case 'no_driver':
      return [{ state: 'ok', subject: 'GPU', found: 'none of NVIDIA (there is no nvidia-smi)', advice: null }]
    case 'broken_driver':
      return [{ state: 'warn', subject: 'GPU', found: list.reason, advice: 'See what the driver says: nvidia-smi' }]
    case 'listed': {
      const used = engines.some(
        (engine) => engine.name === 'tensorflow' && 'deviceKind' in engine && engine.deviceKind === 'gpu',
      )
      const advice = used ? null : 'The engine tensorflow does not use it: npx sweep engine install --gpu'
      return list.gpus.map(({ index, name, memoryMebibytes, driver }) => {
        const memory = memoryMebibytes === null ? '' : `, ${(memoryMebibytes / 1024).toFixed(1)} GiB`
        return {
          state: used ? 'ok' : 'warn',
          subject: `GPU ${index}`,
          found: `${name}${memory}, driver ${driver}`,
          advice,
        }
      })
    }
    default:
      return list satisfies never
  }
}

/** The optional packages, the native binding and the engines. */
function diagnoseEngines({ packages, binding, engines }: MachineFacts): readonly Finding[] {
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
