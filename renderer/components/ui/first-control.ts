/** Where the focus of a dialog begins: with what is to be filled in or chosen, not with the button that closes it. */

const controls = [
  'input',
  'textarea',
  'select',
  'button',
  'a[href]',
  '[role=combobox]',
  '[role=switch]',
  '[role=radio]',
  '[role=tab]',
  '[contenteditable=true]',
  '[tabindex]'
].join(',')

/** What is marked `data-first`, else the first control of the body, else the main action; nothing while the body is still to come. */
export function firstControl(dialog: HTMLElement): HTMLElement | undefined {
  const body = dialog.querySelector('[data-dialog-body]')
  return (
    usable(dialog.querySelectorAll('[data-first]'))[0] ??
    (body ? usable(body.querySelectorAll(controls))[0] : undefined) ??
    mainAction(dialog)
  )
}

function mainAction(dialog: HTMLElement): HTMLElement | undefined {
  const main = dialog.querySelector('[data-dialog-footer] [data-solid]')
  if (!main) return undefined
  const waitsForForm = main instanceof HTMLButtonElement && main.type === 'submit' && main.form === null
  return waitsForForm ? undefined : usable([main])[0]
}

function usable(elements: Iterable<Element>): readonly HTMLElement[] {
  return [...elements].filter((element): element is HTMLElement => element instanceof HTMLElement).filter(isUsable)
}

/** Rovers keep all but one of their items out of the tab order, and hidden inputs stand in for controls that are drawn. */
function isUsable(element: HTMLElement): boolean {
  return (
    element.tabIndex >= 0 &&
    !element.matches(':disabled, [data-disabled], [aria-hidden=true], [aria-hidden=true] *') &&
    element.checkVisibility()
  )
}
