import type { Json } from '../../../core/json.js'
import { isSearched } from '../../../core/parameter.js'
import type { Run } from '../../../core/run.js'
import { valueText } from '../../value-text.js'
import type { ExportedTrial } from '../exported-trial.js'
import type { RunShape, ValueType } from '../run-shape.js'
import { tags } from '../tags.js'
import { hparamsBytes } from './messages.js'

/** The values of a summary that tell TensorBoard's HParams plugin of a sweep and of a trial, which it calls a session. */
export const hparams = {
  /** Which hyperparameters and metrics there are, and what the former can be. */
  experiment({ name, createdAt, sweep }: Run, shape: RunShape): object {
    const { parameters } = shape
    const seed = [seedName(shape), 'integer'] as const
    return summaryValue('experiment', {
      experiment: {
        name,
        time_created_secs: createdAt / 1000,
        hparam_infos: [...parameters, seed].map(([parameter, type]) => {
          const own = sweep.parameters.find((each) => each.name === parameter)
          const values = parameter === seed[0] ? sweep.seeds : own && 'values' in own ? own.values : []
          const domain = values.flatMap((value) => hparamValue(value, type) ?? [])
          return {
            name: parameter,
            type: dataType(type),
            ...(domain.length > 0 && { domain_discrete: { values: domain } }),
            differs: own ? isSearched(own) : values.length > 1,
          }
        }),
        metric_infos: tags.all(shape, sweep.metric).map((tag) => ({ name: { group: '', tag } })),
      },
    })
  },

  /** `group` names the trial; `startedAt` in milliseconds since 1970. */
  start({ params, seed }: ExportedTrial, shape: RunShape, group: string, startedAt: number): object {
    const values = Object.entries(params).flatMap(([name, value]) => {
      const given = hparamValue(value, shape.parameters.get(name)!)
      return given ? [[name, given] as const] : []
    })
    return summaryValue('session_start_info', {
      session_start_info: {
        hparams: { ...Object.fromEntries(values), [seedName(shape)]: { number_value: seed } },
        group_name: group,
        start_time_secs: startedAt / 1000,
      },
    })
  },

  /** `endedAt` in milliseconds since 1970; for a trial that has ended. */
  end({ status }: ExportedTrial, endedAt: number): object {
    return summaryValue('session_end_info', {
      session_end_info: { status: status === 'failed' ? 2 : 1, end_time_secs: endedAt / 1000 },
    })
  },
}

/** A parameter may be called "seed" too. */
function seedName({ parameters }: RunShape): string {
  return parameters.has('seed') ? 'trial seed' : 'seed'
}

function dataType(type: ValueType): number {
  switch (type) {
    case 'integer':
    case 'number':
      return 3
    case 'boolean':
      return 2
    case 'text':
    case 'mixed':
    case 'null':
      return 1
    default:
      return type satisfies never
  }
}

/**
 * A value of that type as the plugin's. It knows nothing nested, which is JSON; nor a number or truth value that is null,
 * which is then none.
 */
function hparamValue(value: Json, type: ValueType): object | undefined {
  if (dataType(type) === 1) return { string_value: valueText(value) }
  if (typeof value === 'number') return { number_value: value }
  return typeof value === 'boolean' ? { bool_value: value } : undefined
}

function summaryValue(name: string, data: Readonly<Record<string, unknown>>): object {
  return {
    tag: `_hparams_/${name}`,
    metadata: { plugin_data: { plugin_name: 'hparams', content: hparamsBytes({ version: 0, ...data }) } },
    // The plugin looks at no tensor, but TensorBoard wants one: none of its values, of type float.
    tensor: { dtype: 1, tensor_shape: { dim: [{ size: 0 }] } },
  }
}
