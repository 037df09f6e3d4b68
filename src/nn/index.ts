// The networks, optimizers and schedules of the built-in classifiers, for experiments that make their own of them.

export type { Tf } from '../engine/engine.js'
export type { Layer, MakeLayer, Pass, SampleShape, SymbolicTensor, WeightShape } from './layers/layer.js'
export { layers } from './layers/registry.js'
export type { LayersModel, MakeModel, Model, ModelOptions, TrainingPass } from './models/model.js'
export { type Network, network } from './models/network.js'
export { modelNamed, models, registerModel } from './models/registry.js'
export type { Optimizer, OptimizerKind, OptimizerState, OptimizerStep } from './optimizers/optimizer.js'
export { optimizers, registerOptimizer } from './optimizers/registry.js'
export type { ParamReader } from './parameters.js'
export { registerSchedule, schedules } from './schedules/registry.js'
export type { Rates, Schedule, ScheduleKind, Training } from './schedules/schedule.js'
export type { Tensor, Tensors } from './tensors.js'
