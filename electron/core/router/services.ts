/** What the handlers work with: the parts of the product, already wired. */
import type {
  OutboundFaultInfo,
  Attempt,
  BytesView,
  Job,
  MissedList,
  PendingRetryList,
  ReplayInput,
  ResendManyInput,
  TargetHealth,
  ResendInput,
  SelfTest,
  SelfTestInput,
  Settings,
  SettingsPatch,
  Status,
  Target,
  TargetInput,
  TargetPatch,
  Tunnel,
  TunnelDriverInfo,
  SavedFilter,
  Change,
  DeliveryDetail,
  Explanation,
  Redeliveries,
  RemedyAction,
  OwnSignedRequest,
  RequestToSign
} from '../../contract/index.ts'
import type { Checks } from '../checks/checks.ts'
import type { Clock } from '../clock.ts'
import type { Endpoints } from '../endpoints/endpoints.ts'
import type { Exposure } from '../exposure/exposure.ts'
import type { Faults } from '../faults/faults.ts'
import type { Samples } from '../samples/open-samples.ts'
import type { Store } from '../store/store.ts'
import type { HostKeys } from '../tunnel/drivers/host-keys.ts'
import type { TunnelSupervisor } from '../tunnel/tunnel-supervisor.ts'

/** Sending beyond one attempt. Errors: NOT_FOUND for an id that is gone; the rest is said by the parts. */
export interface SendingServices {
  readonly jobs: {
    list(): readonly Job[]
    get(id: string): Job
    pause(id: string): Job
    resume(id: string): Job
    cancel(id: string): Job
    remove(id: string): void
  }
  resendMany(input: ResendManyInput): Promise<Job>
  replay(input: ReplayInput): Promise<Job>
  catchUp(endpointId: string, targetId: string): Promise<Job>
  health(): Promise<readonly TargetHealth[]>
  missed(endpointId: string, targetId: string): Promise<MissedList>
  forgetMissed(endpointId: string, targetId: string): Promise<void>
  readonly retries: {
    list(filter: { readonly targetId?: string | undefined; readonly deliveryId?: string | undefined }): Promise<PendingRetryList>
    send(id: string): Promise<Attempt>
    cancel(id: string): Promise<void>
    cancelAll(targetId: string | undefined): Promise<number>
  }
  attemptBytes(
    deliveryId: string,
    attemptId: string,
    range: { readonly part: 'request' | 'response'; readonly offset: number; readonly length: number }
  ): Promise<BytesView & { offset: number }>
}

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
    confirmAddress(endpointId: string, targetId: string, address: string): Promise<Target>
  }
  readonly sending: SendingServices
  readonly filters: {
    list(): readonly SavedFilter[]
    create(input: { readonly name: string; readonly q: string }): Promise<SavedFilter>
    remove(id: string): Promise<void>
  }
  readonly checks: Checks
  readonly tunnel: TunnelSupervisor
  /** Every driver, each with whether its secret is set. */
  tunnelDrivers(): TunnelDriverInfo[]
  /** Errors: NOT_FOUND for a driver that is none or has no secret; UNPROCESSABLE for an empty value. */
  putTunnelSecret(driver: string, value: string): Promise<{ items: TunnelDriverInfo[] }>
  removeTunnelSecret(driver: string): Promise<{ items: TunnelDriverInfo[] }>
  readonly exposure: Pick<Exposure, 'current' | 'update'>
  readonly hostKeys: Pick<HostKeys, 'accept' | 'forget'>
  readonly settings: { readonly current: Settings; update(patch: SettingsPatch): Promise<Settings> }
  /** Closes it and remembers that the developer wanted so. */
  closeTunnel(): Promise<Tunnel>
  removeEndpoint(id: string): Promise<void>
  status(): Promise<Status>
  changes(signal: AbortSignal): AsyncGenerator<Change>
  resend(deliveryId: string, input: ResendInput, signal?: AbortSignal): Promise<readonly Attempt[]>
  explain(deliveryId: string): Promise<Explanation>
  sign(endpointId: string, input: RequestToSign): OwnSignedRequest
  remedy(deliveryId: string, action: RemedyAction): Promise<Explanation>
  redeliveries(deliveryId: string): Promise<Redeliveries>
  getDelivery(id: string): Promise<DeliveryDetail>
  acceptHandshake(id: string): Promise<void>
  star(deliveryId: string, starred: boolean): Promise<void>
  removeDeliveries(q: string | undefined): Promise<number>
  /** Those with these ids, starred ones too. Answers how many there were. */
  removeSome(ids: readonly string[]): Promise<number>
  outboundFaults(deliveryId: string): Promise<readonly OutboundFaultInfo[]>
  readonly samples: Samples
  testTunnel(input: SelfTestInput): Promise<SelfTest>
}
