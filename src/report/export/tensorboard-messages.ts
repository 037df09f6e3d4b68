import protobuf from 'protobufjs/light.js'
import type { Json } from '../../core/json.js'
import { isSearched } from '../../core/parameter.js'
import type { Run } from '../../core/run.js'
import { valueText } from '../values.js'
import { type ExportedTrial, type RunShape, tags, type ValueType } from './run-shape.js'

/**
 * The protocol buffers that an event file is made of, as far as scalars and hyperparameters need them. From TensorBoard
 * 2.21: compat/proto/event.proto, summary.proto and tensor.proto, plugins/hparams/api.proto and plugin_data.proto; and
 * google/protobuf/struct.proto. Names and numbers are theirs, enums are their numbers.
 */
const root = protobuf.Root.fromJSON({
  nested: {
    Event: message({
      wall_time: [1, 'double'],
      step: [2, 'int64'],
      file_version: [3, 'string'],
      summary: [5, 'Summary'],
    }),
    Summary: message({ value: [1, 'SummaryValue', 'repeated'] }),
    SummaryValue: message({
      tag: [1, 'string'],
      simple_value: [2, 'float'],
      tensor: [8, 'TensorProto'],
      metadata: [9, 'SummaryMetadata'],
    }),
    SummaryMetadata: message({ plugin_data: [1, 'PluginData'] }),
    PluginData: message({ plugin_name: [1, 'string'], content: [2, 'bytes'] }),
    TensorProto: message({ dtype: [1, 'int32'], tensor_shape: [2, 'TensorShape'] }),
    TensorShape: message({ dim: [2, 'Dim', 'repeated'] }),
    Dim: message({ size: [1, 'int64'] }),

    HParamsPluginData: message({
      version: [1, 'int32'],
      experiment: [2, 'Experiment'],
      session_start_info: [3, 'SessionStartInfo'],
      session_end_info: [4, 'SessionEndInfo'],
    }),
    Experiment: message({
      description: [1, 'string'],
      time_created_secs: [3, 'double'],
      hparam_infos: [4, 'HParamInfo', 'repeated'],
      metric_infos: [5, 'MetricInfo', 'repeated'],
      name: [6, 'string'],
    }),
    HParamInfo: message({
      name: [1, 'string'],
      type: [4, 'int32'],
      domain_discrete: [5, 'ListValue'],
      differs: [7, 'bool'],
    }),
    MetricInfo: message({ name: [1, 'MetricName'] }),
    MetricName: message({ group: [1, 'string'], tag: [2, 'string'] }),
    SessionStartInfo: {
      fields: {
        hparams: { keyType: 'string', type: 'Value', id: 1 } as protobuf.IMapField,
        group_name: { type: 'string', id: 4 },
        start_time_secs: { type: 'double', id: 5 },
      },
    },
    SessionEndInfo: message({ status: [1, 'int32'], end_time_secs: [2, 'double'] }),
    ListValue: message({ values: [1, 'Value', 'repeated'] }),
    Value: {
      oneofs: { kind: { oneof: ['number_value', 'string_value', 'bool_value'] } },
      ...message({ number_value: [2, 'double'], string_value: [3, 'string'], bool_value: [4, 'bool'] }),
    },
  },
})

/** The bytes of an `Event`; its fields by their names in event.proto. */
export function eventBytes(event: Readonly<Record<string, unknown>>): Uint8Array {
  return encoded('Event', event)
}

/** The bytes of the HParams plugin's `HParamsPluginData`. */
function hparamsBytes(data: Readonly<Record<string, unknown>>): Uint8Array {
  return encoded('HParamsPluginData', data)
}

function encoded(name: string, fields: Readonly<Record<string, unknown>>): Uint8Array {
  return root.lookupType(name).encode(fields).finish()
}

type Field = readonly [id: number, type: string, rule?: 'repeated']

function message(fields: Readonly<Record<string, Field>>) {
  const entries = Object.entries(fields).map(([name, [id, type, rule]]) => [name, { id, type, ...(rule && { rule }) }])
  return { fields: Object.fromEntries(entries) as Record<string, { id: number; type: string; rule?: 'repeated' }> }
}

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
