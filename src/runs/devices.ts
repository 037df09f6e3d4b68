import { availableParallelism } from 'node:os'
import { UsageError } from '../core/errors.js'
import type { Device, DeviceKind } from '../core/run.js'
import { listGpus, type VisibleGpu, visibleGpus } from '../engine/gpus.js'
import type { AvailableEngine } from '../engine/status.js'
import { isWebgpuInSoftware } from '../engine/status.js'

/** The GPUs to train on. */
export type GpuWish =
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  /** By place among the GPUs that this process may use, from 0. */
  | { readonly kind: 'some'; readonly places: readonly number[] }

/** Where somebody wants to train. */
export interface DeviceWishes {
  readonly gpus?: GpuWish
  readonly trialsPerGpu?: number
  readonly workers?: number
}

/** What is known of the machine and the run. */
export interface DeviceFacts {
  readonly engine: Pick<AvailableEngine, 'name' | 'version' | 'deviceKind'>
  /** The GPUs that this process may use. */
  readonly gpus: readonly VisibleGpu[]
  readonly cores: number
  /** Threads for each trial. */
  readonly threads: number
  /** How many trials there are to train. */
  readonly trials: number
  /** What an existing run began on; left out for a new one. */
  readonly began?: DeviceKind
}

interface DeviceChoice {
  /** What the readings depend on. */
  readonly kind: DeviceKind
  /**
   * One for each host; a GPU that several trials share is there several times. Two threads of one process must not train
   * on libtensorflow: now and then the process dies by SIGSEGV. Suspected is the native binding of tfjs-node 4.22, which
   * keeps the names of attributes in one set for all threads, without a lock.
   */
  readonly devices: readonly Device[]
  /** The GPUs among them, in words; empty on the CPU. */
  readonly names: readonly string[]
  readonly trialsPerGpu: number
  readonly warnings: readonly string[]
}

/**
 * The devices of a run: the GPUs when the engine uses them and nothing else is asked for, the CPU otherwise; an existing
 * run stays on what it began on. Throws UsageError for wishes that contradict each other, the engine or the machine.
 */
export function chooseDevices(wishes: DeviceWishes, facts: DeviceFacts): DeviceChoice {
  const { engine, began } = facts
  refuseContradictions(wishes, facts)
  const wanted = wishes.gpus?.kind ?? (began === 'cpu' ? 'none' : 'all')
  const choice = usesCuda(facts) && wanted !== 'none' ? onGpus(wishes, facts) : onCpu(wishes, facts)
  const missing = choice.kind === 'cpu' && isTensorflow(facts) && (isGpu(wishes.gpus) || began === 'gpu')
  const other = began !== undefined && began !== choice.kind
  return {
    ...choice,
    warnings: [
      ...(missing ? [`no GPU is seen by ${engine.name} ${engine.version}: training on the CPU`] : []),
      ...(isWebgpuInSoftware(engine) ? ['WebGPU computes in software here, far slower than the engine "wasm"'] : []),
      ...(other ? [`the run began on ${nameOf(began)}, this is ${nameOf(choice.kind)}; readings may differ`] : []),
    ],
  }
}

function refuseContradictions({ gpus, trialsPerGpu, workers }: DeviceWishes, facts: DeviceFacts): void {
  const option = isGpu(gpus) ? '--gpus' : trialsPerGpu === undefined ? undefined : '--trials-per-gpu'
  if (option !== undefined && !isTensorflow(facts)) {
    throw new UsageError(
      `${option} is about the GPUs of the engine "tensorflow", and this run uses "${facts.engine.name}". ` +
        `Leave ${option} out, or start a run with --engine tensorflow`,
    )
  }
  if (trialsPerGpu !== undefined && gpus?.kind === 'none') {
    throw new UsageError('--trials-per-gpu has no GPU with --gpus none. Write --workers N instead')
  }
  if (isGpu(gpus) && workers !== undefined) throw new UsageError(workersOnGpus)
}

const workersOnGpus =
  '--workers counts trials on the CPU, and this run trains on GPUs. ' +
  'Write --trials-per-gpu N for several on each, or --gpus none'

function onGpus(wishes: DeviceWishes, { gpus, engine, trials }: DeviceFacts): Omit<DeviceChoice, 'warnings'> {
  if (wishes.workers !== undefined) throw new UsageError(workersOnGpus)
  const { trialsPerGpu = 1 } = wishes
  // The engine has found one without a driver to ask.
  const there = gpus.length > 0 ? gpus : [{ id: '0', name: null }]
  const places = wishes.gpus?.kind === 'some' ? wishes.gpus.places : there.map((_, place) => place)
  const names = places.map((place) => {
    const gpu = there[place]
    if (gpu) return gpuText(place, gpu)
    throw new UsageError(
      `--gpus: there is no GPU ${place}. ${engine.name} sees: ${there.map((each, i) => gpuText(i, each)).join(', ')}` +
        (gpus.length > 0 ? '' : '. Without nvidia-smi, name the others in CUDA_VISIBLE_DEVICES'),
    )
  })
  const devices = places.map((place) => ({ kind: 'gpu', id: there[place]!.id }) as const)
  return {
    kind: 'gpu',
    devices: Array.from({ length: trialsPerGpu }, () => devices)
      .flat()
      .slice(0, trials),
    names: names.slice(0, trials),
    trialsPerGpu,
  }
}

function onCpu({ workers }: DeviceWishes, facts: DeviceFacts): Omit<DeviceChoice, 'warnings'> {
  const { engine, cores, threads, trials } = facts
  // An engine that finds its GPU by itself is given it for one trial at a time.
  const ownGpu = engine.deviceKind === 'gpu' && !isTensorflow(facts)
  const hosts = workers ?? (ownGpu ? 1 : Math.max(1, Math.floor(cores / threads)))
  const devices = Array.from({ length: Math.min(hosts, trials) }, () => ({ kind: 'cpu' }) as const)
  return { kind: ownGpu ? 'gpu' : 'cpu', devices, names: [], trialsPerGpu: 1 }
}

function isGpu(wish: GpuWish | undefined): boolean {
  return wish !== undefined && wish.kind !== 'none'
}

/** The only engine whose GPU is chosen through CUDA's environment. */
function isTensorflow({ engine }: DeviceFacts): boolean {
  return engine.name === 'tensorflow'
}

function usesCuda(facts: DeviceFacts): boolean {
  return isTensorflow(facts) && facts.engine.deviceKind === 'gpu'
}

function gpuText(place: number, { name }: VisibleGpu): string {
  return name === null ? `GPU ${place}` : `GPU ${place} (${name})`
}

function nameOf(kind: DeviceKind): string {
  return kind === 'gpu' ? 'a GPU' : 'the CPU'
}

/** The first GPU that this process may use; the CPU where there is none. */
export async function firstDevice(): Promise<Device> {
  const list = await listGpus()
  const [gpu] = visibleGpus(process.env.CUDA_VISIBLE_DEVICES, list.kind === 'listed' ? list.gpus : [])
  return gpu ? { kind: 'gpu', id: gpu.id } : { kind: 'cpu' }
}

/** Chooses the devices of a run on this machine, and says so when they are GPUs or not what was expected. */
export async function settleDevices(
  wishes: DeviceWishes,
  engine: AvailableEngine,
  run: Pick<DeviceFacts, 'threads' | 'trials' | 'began'>,
  note: (line: string) => void,
): Promise<DeviceChoice> {
  const list = engine.deviceKind === 'gpu' ? await listGpus() : undefined
  const gpus = visibleGpus(process.env.CUDA_VISIBLE_DEVICES, list?.kind === 'listed' ? list.gpus : [])
  const choice = chooseDevices(wishes, { engine, gpus, cores: availableParallelism(), ...run })
  for (const warning of choice.warnings) note(`Warning: ${warning}.`)
  if (choice.names.length > 0) {
    note(`Training on ${choice.names.join(', ')}, ${choice.trialsPerGpu} at a time on each.`)
  }
  return choice
}

/**
 * Work that other processes do while this one does something else first. When that fails, its error is told and that of
 * the work in the background no more.
 */
export function inTheBackground<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {})
  return work
}
