/** Search and the list of all modules: as a page, in a drawer, without scripts, and what they cost before they are opened. */
import { expect, test } from 'playwright/test';

const websockets = '/modules/websockets/';

test('sections are found by their words while one types, and said to be found', async ({ page }) => {
  const broken: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && broken.push(message.text())));
  await page.goto('/search/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('handshake');
  await expect(page.getByRole('status')).toHaveText(/^\d+ sections? found$/);
  const first = page.locator('.results a').first();
  await expect(first).toHaveAttribute('href', /\/modules\/[a-z-]+\/#[a-z-]+$/);
  // Enter goes to the first result, a link like any other; who comes back finds the others again.
  await page.keyboard.press('Enter');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/modules\/.*#/);
  await page.goBack();
  await expect(page.locator('.results li')).not.toHaveCount(0);
  await page.getByRole('searchbox').fill('handshake zebra');
  await expect(page.getByRole('status')).toHaveText('No section has all of these words.');
  expect(broken).toEqual([]);
});

test('a lesson opens it in a drawer, which fetches nothing before, and says where the reader is', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(websockets, { waitUntil: 'networkidle' });
  expect(asked.filter((address) => /search/.test(address))).toEqual([]);
  await page.getByRole('button', { name: 'Search' }).click();
  const drawer = page.frameLocator('.drawer iframe');
  await expect(drawer.getByRole('searchbox')).toBeFocused();
  await expect(drawer.locator('[aria-current=page]')).toHaveAttribute('href', websockets);
  await expect(drawer.locator('.masthead')).toBeHidden();
  // The first Escape empties the field, the second closes the drawer.
  await page.keyboard.type('cookie');
  await page.keyboard.press('Escape');
  await expect(drawer.getByRole('searchbox')).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.locator('.drawer')).toBeHidden();
  await page.getByRole('button', { name: 'Search' }).click();
  await drawer.getByRole('link', { name: /Server-Sent/ }).click();
  await page.waitForURL('**/modules/server-sent-events/');
});

test('without scripts it is a list of all modules', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/`);
  const modules = await page.locator('.stations a').count();
  expect(modules).toBeGreaterThan(0);
  await page.goto(`${baseURL}/search/`);
  await expect(page.locator('.finder nav a')).toHaveCount(modules);
  await context.close();
});

test('it works under a policy that a host sends with every file', async ({ page }) => {
  await page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: {
        ...response.headers(),
        'content-security-policy': "default-src 'self'; script-src 'self' 'unsafe-inline'",
      },
    });
  });
  await page.goto('/search/');
  await page.keyboard.type('connection');
  await expect(page.getByRole('status')).toHaveText(/found$/);
});
