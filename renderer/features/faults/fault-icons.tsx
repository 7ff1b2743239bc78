/** A picture for each kind of fault. */
import {
  Bug,
  CircleSlash,
  Clock,
  CornerUpRight,
  Droplets,
  FileType,
  FlaskConical,
  Gauge,
  Hourglass,
  Package,
  Scissors,
  ServerCrash,
  Unplug
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { FaultKind } from '../../../electron/contract/index.ts'

const icons: Readonly<Record<FaultKind, ReactNode>> = {
  status: <ServerCrash />,
  rate_limit: <Gauge />,
  redirect: <CornerUpRight />,
  content_type: <FileType />,
  big: <Package />,
  delay: <Clock />,
  hang: <Hourglass />,
  drip: <Droplets />,
  reset: <Unplug />,
  empty: <CircleSlash />,
  truncated: <Scissors />,
  malformed: <Bug />
}

export function faultIcon(kind: string): ReactNode {
  return isKind(kind) ? icons[kind] : <FlaskConical />
}

function isKind(kind: string): kind is FaultKind {
  return Object.hasOwn(icons, kind)
}
