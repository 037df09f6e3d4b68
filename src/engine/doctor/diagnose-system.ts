import { bytesText } from '../../core/texts.js'
import type { Finding } from './finding.js'
import type { Disk, MachineFacts } from './machine-facts.js'

/** What a worker takes: Node, libtensorflow, a data set of moderate size. */
const bytesPerWorker = 0.7e9
/** Checkpoints and models of a moderate sweep. */
const roomForRuns = 1e9
/** libtensorflow for CPUs, the wheel that it comes in beside it. */
const roomForEngines = 2e9

/** Node, the database library, memory, cores and disks. */
export function diagnoseSystem({ node, databaseProblem, memory, cores, disks }: MachineFacts): readonly Finding[] {
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
