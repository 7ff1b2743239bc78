/** A secret that a scheme can sign with. */

const secrets: Readonly<Record<string, string>> = {
  adyen: 'EDC5D21F4BE6ABB14FB39876CAF6574FED667BD09283376D28FE6C82D2BC6767',
  airtable: 'YWlydGFibGUtbWFjLXNlY3JldA==',
  braintree: 'public_key|private_key',
  postmark: 'user:password',
  // A pair of a developer's own, made for these tests: only its private half can sign.
  sendgrid:
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgxrgzoxloLfdb9JCG4Z5ii+XPyYIpM+LRtMJpuacZPn6hRANCAATOPfaixuYkDbyttNcceb2ebGGZ71iTm5rnQNbI79/OzvMOw9tL1NJdi/QT/7DPZcNnge6i42IAmljSP1m//Gyp'
}

export const usualSecret = 'whsec_c3RhbmRhcmQtd2ViaG9va3MtdGVzdC1rZXktMDAwMSE='

export function sampleSecret(schemeId: string): string {
  return secrets[schemeId] ?? usualSecret
}
