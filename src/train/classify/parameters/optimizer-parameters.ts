import type { ParameterSpecs } from '../../../core/parameter-spec.js'

/** The optimizer; defaults that are not the study's are PyTorch's. */
export const optimizerParameters = {
  optimizer: {
    type: 'string',
    values: ['sgd', 'nesterov', 'asgd', 'adam', 'amsgrad', 'adamw', 'adagrad', 'adadelta', 'rmsprop'],
    default: 'nesterov',
    description: 'optimizer',
  },
  lr: {
    type: 'number',
    default: 0.01,
    min: 0,
    description: 'learning rate in the first epoch, or the highest of one_cycle',
  },
  momentum: { type: 'number', default: 0.9, min: 0, max: 1, description: 'sgd, nesterov and rmsprop: momentum' },
  dampening: { type: 'number', default: 0, min: 0, max: 1, description: 'sgd: dampening of the momentum' },
  weight_decay: {
    type: 'number',
    default: 1e-4,
    min: 0,
    description: 'weight decay, added to the gradient; adamw takes it from the weights instead',
  },
  beta1: {
    type: 'number',
    default: 0.9,
    min: 0,
    max: 1,
    description: 'adam, amsgrad, adamw: decay of the mean, below 1',
  },
  beta2: {
    type: 'number',
    default: 0.999,
    min: 0,
    max: 1,
    description: 'adam, amsgrad, adamw: decay of the square, below 1',
  },
  epsilon: {
    type: 'number',
    default: 0,
    min: 0,
    description: "added to denominators by all but sgd, nesterov and asgd; 0 stands for each optimizer's own default",
  },
  rho: { type: 'number', default: 0.9, min: 0, max: 1, description: 'adadelta: decay of the squares' },
  alpha: { type: 'number', default: 0.99, min: 0, max: 1, description: 'rmsprop: decay of the square' },
  centered: { type: 'boolean', default: false, description: 'rmsprop: divide by the deviation from the mean' },
  adagrad_lr_decay: { type: 'number', default: 0, min: 0, description: 'adagrad: decay of the learning rate by step' },
  adagrad_initial_accumulator: { type: 'number', default: 0, min: 0, description: 'adagrad: first sum of squares' },
  asgd_lambda: { type: 'number', default: 1e-4, min: 0, description: 'asgd: decay term' },
  asgd_alpha: { type: 'number', default: 0.75, min: 0, description: 'asgd: power of the decaying rate' },
  asgd_t0: {
    type: 'number',
    default: 1e6,
    min: 0,
    description: 'asgd: step after which weights are averaged; one of the training, if asgd_average',
  },
  asgd_average: { type: 'boolean', default: false, description: 'asgd: evaluate, and keep, the averaged weights' },
  clip_norm: {
    type: 'number',
    default: 0,
    min: 0,
    description: 'longest gradient, over all weights together; a longer one is scaled down to it; 0 for no limit',
  },
  accumulation_steps: {
    type: 'integer',
    default: 1,
    min: 1,
    description: 'batches whose gradients make one step: a larger batch in the memory of a smaller one',
  },
} as const satisfies ParameterSpecs
