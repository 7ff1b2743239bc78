/** Which addresses are our page, and which may be handed to the system. */
import { describe, expect, test } from 'vitest'
import { documentationHosts, mayOpenExternal } from '../../electron/app/navigation.ts'
import { ownPage } from '../../electron/app/own-page.ts'
import { schemeInfos } from '../../electron/core/schemes/registry.ts'

describe('our page', () => {
  const page = ownPage()

  test.each(['app://hooklab/', 'app://hooklab/index.html', 'app://hooklab/#/settings', 'app://hooklab/?x#y'])('is %s', (url) => {
    expect(page.isOwn(url)).toBe(true)
  })

  test.each([
    'app://hooklab/other.html',
    'app://hooklab.evil.example/',
    'app://evil/',
    'app://user@evil/hooklab/',
    'https://hooklab/',
    'file:///hooklab/',
    'app:hooklab',
    'about:blank',
    'data:text/html,app://hooklab/',
    '',
    'not a url'
  ])('is not %j', (url) => {
    expect(page.isOwn(url)).toBe(false)
  })

  test('is the development server while there is one', () => {
    const development = ownPage('http://localhost:5173')
    expect(development.isOwn('http://localhost:5173/')).toBe(true)
    expect(development.isOwn('http://localhost:5174/')).toBe(false)
    expect(development.isOwn('app://hooklab/')).toBe(false)
  })
})

describe('a link', () => {
  const hosts = documentationHosts()

  test("to each scheme's documentation may be opened", () => {
    const urls = schemeInfos().flatMap(({ docsUrl }) => (docsUrl === '' ? [] : [docsUrl]))
    expect(urls.filter((url) => !mayOpenExternal(url, hosts))).toEqual([])
    expect(urls.length).toBeGreaterThan(0)
    expect(mayOpenExternal('https://docs.stripe.com/webhooks', hosts)).toBe(true)
  })

  test.each([
    'http://docs.stripe.com/webhooks',
    'https://docs.stripe.com:8443/webhooks',
    'https://docs.stripe.com.evil.example/',
    'https://docs.stripe.com@evil.example/',
    'https://user:password@docs.stripe.com/',
    'https://evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-settings:',
    'smb://docs.stripe.com/share',
    ''
  ])('to %j may not', (url) => {
    expect(mayOpenExternal(url, hosts)).toBe(false)
  })
})
