/** Braintree: XML in base64 in a form. */
import { textField, type SampleTemplate } from '../template.ts'

export const samples: readonly SampleTemplate[] = [
  notification('subscription_charged_successfully', 'A subscription was charged', 'Active'),
  notification('subscription_charged_unsuccessfully', 'A subscription could not be charged', 'Past Due'),
  notification('subscription_canceled', 'A subscription was cancelled', 'Canceled')
]

function notification(kind: string, label: string, status: string): SampleTemplate {
  return {
    type: kind,
    label,
    fields: [textField('price', 'Price', '19.99'), textField('plan', 'Plan', 'pro_monthly')],
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: `<notification>
  <timestamp type="datetime">{{isoSeconds}}</timestamp>
  <kind>${kind}</kind>
  <subject>
    <subscription>
      <id>{{hex:6}}</id>
      <plan-id>{{plan}}</plan-id>
      <price>{{price}}</price>
      <status>${status}</status>
      <transactions type="array"/>
      <add_ons type="array"/>
      <discounts type="array"/>
    </subscription>
  </subject>
</notification>
`,
    layout: 'verbatim',
    // Base64 in lines of 60, as Ruby writes it.
    wrap: (xml) => {
      const payload = Buffer.from(xml).toString('base64').replaceAll(/.{60}/g, '$&\n')
      return new URLSearchParams({ bt_signature: '', bt_payload: payload }).toString()
    }
  }
}
