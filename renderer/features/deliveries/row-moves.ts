/**
 * Where rows have just moved to. Whoever presses a button of the mouse has aimed before: with the pointer resting on a row, that
 * row is meant, not the one that a delivery pushed under the pointer a moment before the press.
 */

/** Nobody sees a row move, decides and presses in less. */
const aimMs = 200
/** With more rows than these in a moment nothing can be aimed at: what is under the pointer is as good as any. */
const mostRows = 8
/** A hand is never quite still; a pointer that came from further away was aimed at what stands there now. Pixels. */
const stillPixels = 16

interface Move {
  readonly rows: number
  readonly at: number
  /** Where the pointer rested while the rows moved. */
  readonly y: number
}

export interface RowMoves {
  /** The pointer is at this height. Units: pixels from the top of the window. */
  pointed(y: number): void
  /** Rows were pushed down by `rows`. Units: `at` in milliseconds, on the clock of the events of the page. */
  moved(rows: number, at: number): void
  /** How many rows below the one under the pointer the one stands that a press at `y` was aimed at. */
  since(at: number, y: number): number
}

export function createRowMoves(): RowMoves {
  let pointerY: number | undefined
  let moves: readonly Move[] = []
  return {
    pointed: (y) => {
      pointerY = y
    },
    moved: (rows, at) => {
      moves = moves.filter((move) => isRecent(move, at))
      if (pointerY !== undefined) moves = [...moves, { rows, at, y: pointerY }]
    },
    since: (at, y) => {
      const meant = moves.filter((move) => isRecent(move, at) && Math.abs(move.y - y) < stillPixels)
      const rows = meant.reduce((sum, move) => sum + move.rows, 0)
      return rows > mostRows ? 0 : rows
    }
  }
}

function isRecent(move: Move, at: number): boolean {
  return at - move.at < aimMs
}
