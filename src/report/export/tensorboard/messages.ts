import protobuf from 'protobufjs/light.js'

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
export function hparamsBytes(data: Readonly<Record<string, unknown>>): Uint8Array {
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
