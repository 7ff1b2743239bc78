/** A Python for tests that run what is made for it; installed by the project when it is not here. */

interface PythonProvider {
  readonly providePython: (module: string, debianPackage: string) => string
}

/** The path of a Python that can import `module`. Errors: throws with what to install. */
export async function findPython(module: string, debianPackage: string): Promise<string> {
  const provider: PythonProvider = await import(new URL('../../.ci/python.mjs', import.meta.url).href)
  return provider.providePython(module, debianPackage)
}
