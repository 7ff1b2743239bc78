/** Messages as SNS sends them, signed with the key of the tests. */
import { sign } from 'node:crypto'
import { signing } from './provider-hosts.ts'

export const certificateUrl = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem'

export function snsBody(url = certificateUrl, message = 'hello'): string {
  const fields = {
    Message: message,
    MessageId: `id-${message}`,
    Timestamp: new Date().toISOString(),
    TopicArn: 'arn:aws:sns:us-east-1:1:t',
    Type: 'Notification'
  }
  const content = Object.entries(fields).map(([name, value]) => `${name}\n${value}\n`)
  const Signature = sign('sha256', Buffer.from(content.join('')), signing.key).toString('base64')
  return JSON.stringify({ ...fields, SignatureVersion: '2', Signature, SigningCertURL: url })
}
