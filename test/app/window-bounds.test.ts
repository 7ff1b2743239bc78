/** Where the window may stand again. */
import { describe, expect, test } from 'vitest'
import { restoreBounds } from '../../electron/app/window-bounds.ts'

const screen = { x: 0, y: 24, width: 1920, height: 1056 }
const second = { x: 1920, y: 0, width: 1280, height: 1024 }
const noted = { x: 100, y: 80, width: 1000, height: 700, maximized: false }

describe('the window opens', () => {
  test('at its usual size when nothing was noted', () => {
    expect(restoreBounds(undefined, [screen])).toEqual({ width: 1366, height: 768, maximized: false })
  })

  test('where it stood', () => {
    expect(restoreBounds(noted, [screen])).toEqual(noted)
    expect(restoreBounds({ ...noted, x: 2000, maximized: true }, [screen, second])).toEqual({ ...noted, x: 2000, maximized: true })
  })

  test.each([
    ['beyond the left edge', { ...noted, x: -980 }],
    ['beyond the right edge', { ...noted, x: 1900 }],
    ['with its title bar above the display', { ...noted, y: 0 }],
    ['with its title bar below the display', { ...noted, y: 1070 }],
    ['on a display that is gone', { ...noted, x: 2000 }]
  ])('at its usual size when it stood %s', (_, bounds) => {
    expect(restoreBounds(bounds, [screen])).toEqual({ width: 1366, height: 768, maximized: false })
  })

  test.each([
    ['text', 'left'],
    ['null', null],
    ['no place', { width: 1000, height: 700, maximized: false }],
    ['broken numbers', { ...noted, x: 0.5 }],
    ['numbers out of reason', { ...noted, x: 1e12 }]
  ])('at its usual size when the note holds %s', (_, note) => {
    expect(restoreBounds(note, [screen])).toEqual({ width: 1366, height: 768, maximized: false })
  })

  test('no larger than its display and no smaller than it can be used', () => {
    expect(restoreBounds({ ...noted, width: 5000, height: 4000 }, [screen])).toMatchObject({ width: 1920, height: 1056 })
    expect(restoreBounds({ ...noted, width: 10, height: 10, x: 0 }, [screen])).toEqual({ width: 1366, height: 768, maximized: false })
    expect(restoreBounds({ ...noted, width: 300, height: 200 }, [screen])).toMatchObject({ width: 700, height: 600 })
    expect(restoreBounds(undefined, [{ x: 0, y: 0, width: 1024, height: 640 }])).toMatchObject({ width: 1024, height: 640 })
  })
})
