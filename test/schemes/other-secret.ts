/** For a vector, another secret of the same form that did not sign it. */
import type { Vector } from './vector.ts'

const byProvider: Readonly<Record<string, string>> = {
  adyen: '44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056',
  airtable: 'YW5vdGhlci1zZWNyZXQtZm9yLXRlc3Rz',
  braintree: 'bt_public_test|another-private-key',
  discord: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  plaid:
    '{"kty":"EC","x":"oKe3ONIKg48-lCD67ldupBr9Dc0CcR5woUxvCIEq5ng","y":"kgXshst3crPk1HgeJ3Aim7Jnmji5jJ8Tg6Lfc3caeN8","crv":"P-256","alg":"ES256","kid":"kid-test-0001"}',
  sendgrid: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEoKe3ONIKg48+lCD67ldupBr9Dc0CcR5woUxvCIEq5niSBeyGy3dys+TUeB4ncCKbsmeaOLmMnxODot9zdxp43w=='
}

const rsaKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAk+fuvLjHvPK4a4GnFdF7
jHUjOx4LWANsQ91k4Z2skvPnwrX9EyyqjM1GaRSski1LVc0PlWWTRHf+dqMafW1E
qxep/8AEDrwdWY/fJ0Qm2Ym+XCVrnmleaWO8qsOYFxNwMW12geQVGRFj35OkJNHP
nz2Y38mQ5dSrWBeQHsr4N/xRgv9O1nQQs53IMc+82G3v/8nMq6r9/dn+PAsDOTN7
1BRTQhN691ovv/0a4ZLFJRZt5Q8ATw3f1vgEQu8ZsZHTfhmgDG9XhUqGvya1eoop
RQZgM0tmH5Fi73e56vuV55MjekeuFaL7FGqzRmS6bUc2h/B5qnEATDWcI0w78D5F
pwIDAQAB
-----END PUBLIC KEY-----`

export function otherSecret({ provider, secret = '', publicKey = '' }: Vector): string {
  const known = byProvider[provider]
  if (known !== undefined) return known
  if (publicKey.startsWith('-----BEGIN')) return rsaKey
  if (publicKey.startsWith('whpk_')) return 'whpk_CX2ALn5vxJuCG+IXbpNHHZZ1wHgo/7TqqgbGuaCDRvY='
  return secret.startsWith('whsec_') ? 'whsec_YW5vdGhlci1zZWNyZXQtZm9yLXRlc3RzLW9ubHk=' : `another-${secret}`
}
