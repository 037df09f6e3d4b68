import type { ParameterSpecs } from '../../core/parameter-spec.js'
import { defaultRows } from '../data/default-rows.js'

/** What the experiment `fer` reads. */
export const parameters = {
  model: { type: 'string', values: ['vgg', 'cnn', 'mlp', 'resnet18'], default: 'vgg', description: 'network' },
  width: {
    type: 'number',
    default: 0.25,
    min: 1 / 64,
    max: 4,
    description: 'multiplies channels and hidden units; 1 is the network of the study',
  },
  dropout: { type: 'number', default: 0.2, min: 0, max: 0.95, description: 'probability to drop a hidden unit' },
  optimizer: {
    type: 'string',
    values: ['sgd', 'nesterov', 'asgd', 'adam', 'amsgrad', 'adamw', 'adagrad', 'adadelta', 'rmsprop'],
    default: 'nesterov',
    description: 'optimizer',
  },
  lr: { type: 'number', default: 0.01, min: 0, description: 'learning rate in the first epoch' },
  momentum: { type: 'number', default: 0.9, min: 0, max: 1, description: 'momentum of sgd, nesterov and rmsprop' },
  weight_decay: {
    type: 'number',
    default: 1e-4,
    min: 0,
    description: 'weight decay, added to the gradient; by adamw taken from the weight',
  },
  batch_size: { type: 'integer', default: 64, min: 1, description: 'images in a training step' },
  epochs: { type: 'integer', default: 10, min: 1, description: 'passes over the training images' },
  schedule: {
    type: 'string',
    values: ['constant', 'plateau', 'cosine'],
    default: 'constant',
    description: 'how the learning rate changes from epoch to epoch',
  },
  plateau_factor: {
    type: 'number',
    default: 0.75,
    min: 0,
    max: 1,
    description: 'schedule plateau: multiplies the rate when the metric of the sweep stops to get better',
  },
  plateau_patience: {
    type: 'integer',
    default: 5,
    min: 0,
    description: 'schedule plateau: epochs without a better metric that are put up with',
  },
  cosine_t_max: {
    type: 'integer',
    default: 0,
    min: 0,
    description: 'schedule cosine: epochs from the first rate down to the lowest; 0 stands for all epochs',
  },
  cosine_eta_min: { type: 'number', default: 0, min: 0, description: 'schedule cosine: lowest rate' },
  data: {
    type: 'path',
    default: null,
    description: 'fer2013.csv or a folder of IDX files, 48x48 gray images; null draws synthetic faces',
  },
  synthetic_rows: {
    type: 'integer',
    default: defaultRows,
    min: 70,
    description: 'synthetic faces in all splits together',
  },
  data_seed: { type: 'integer', default: 0, min: 0, description: 'seed of the synthetic faces' },
  train_rows: {
    type: 'integer',
    default: 0,
    min: 0,
    description: 'train on the first so many training images; 0 stands for all',
  },
  flip_probability: { type: 'number', default: 0.5, min: 0, max: 1, description: 'mirror a training image' },
  shift_probability: { type: 'number', default: 0.5, min: 0, max: 1, description: 'shift a training image' },
  shift_fraction: {
    type: 'number',
    default: 0.2,
    min: 0,
    max: 1,
    description: 'largest shift each way, as a part of the side',
  },
} as const satisfies ParameterSpecs
