/** Events whose default can be prevented. */

export type Preventable<Details> = Details & { readonly defaultPrevented: boolean; preventDefault(): void }

export function preventable<Details extends object>(details: Details): Preventable<Details> {
  let prevented = false
  return Object.defineProperties(
    { ...details },
    { defaultPrevented: { get: () => prevented }, preventDefault: { value: () => void (prevented = true) } }
  ) as Preventable<Details>
}
