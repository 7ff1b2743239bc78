/** What the handlers work with: the parts of the product, already wired. */
import type {
  Attempt,
  ResendInput,
  SampleInfo,
  SelfTest,
  SelfTestInput,
  SendSampleInput,
  SentSample,
  Settings,
  SettingsPatch,
  Status,
  Target,
  TargetInput,
  TargetPatch,
  Tunnel,
  SavedFilter,
  Change,
  DeliveryDetail,
  Explanation,
  Redeliveries,
  RemedyAction
} from '../../contract/index.ts'
import type { Clock } from '../clock.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import type { Faults } from '../faults/faults.ts'
import type { Store } from '../store/store.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'

export interface Services {
  readonly clock: Clock
  readonly store: Store
  readonly endpoints: Endpoints
  readonly faults: Faults
  readonly targets: {
    list(endpointId: string): readonly Target[]
    create(endpointId: string, input: TargetInput): Promise<Target>
    update(endpointId: string, targetId: string, patch: TargetPatch): Promise<Target>
    remove(endpointId: string, targetId: string): Promise<void>
  }
  readonly filters: {
    list(): readonly SavedFilter[]
    create(input: { readonly name: string; readonly q: string }): Promise<SavedFilter>
    remove(id: string): Promise<void>
  }
  readonly tunnel: TunnelSupervisor
  readonly settings: { readonly current: Settings; update(patch: SettingsPatch): Promise<Settings> }
  /** Closes it and remembers that the developer wanted so. */
  closeTunnel(): Promise<Tunnel>
  removeEndpoint(id: string): Promise<void>
  status(): Promise<Status>
  changes(signal: AbortSignal): AsyncGenerator<Change>
  resend(deliveryId: string, input: ResendInput): Promise<readonly Attempt[]>
  explain(deliveryId: string): Promise<Explanation>
  remedy(deliveryId: string, action: RemedyAction): Promise<Explanation>
  redeliveries(deliveryId: string): Promise<Redeliveries>
  getDelivery(id: string): Promise<DeliveryDetail>
  acceptHandshake(id: string): Promise<void>
  star(deliveryId: string, starred: boolean): Promise<void>
  removeDeliveries(q: string | undefined): Promise<number>
  listSamples(): readonly SampleInfo[]
  sendSample(input: SendSampleInput): Promise<SentSample>
  testTunnel(input: SelfTestInput): Promise<SelfTest>
}
