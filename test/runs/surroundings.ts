import { createObserver } from '#sweep/runs/environment.js'
import { builtinExperiments } from '#sweep/vision/experiments.js'

/** What checking a sweep heeds, as it is in a program that says nothing. */
export const surroundings = { cwd: process.cwd(), experiments: builtinExperiments, observer: createObserver() }
