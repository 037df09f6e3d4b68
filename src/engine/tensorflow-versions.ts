/** What the engine `tensorflow` is written for: a release of TensorFlow, and of the npm package that binds it. */
export const tensorflowVersions = { tensorflow: '2.21.0', nodePackage: '4.22.0' } as const
