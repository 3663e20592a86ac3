/** `<Stepper>`, in the lessons of our own course that use it. */
import { expect, test } from 'playwright/test';

const lesson = '/modules/http-caching/';

test('a stepper is taken through its states by keyboard, tells what happened, and starts over', async ({ page }) => {
  await page.goto(lesson);
  const figure = page.getByRole('figure', { name: 'A copy that ages' });
  await figure.scrollIntoViewIfNeeded();
  const button = (name: string) => figure.getByRole('button', { name });
  await expect(figure.getByRole('table')).toBeHidden();
  await expect(figure).toContainText('Your copy: none');
  await expect(button('Change the page')).toBeDisabled();

  await button('Open the page').focus();
  await page.keyboard.press('Enter');
  await expect(figure).toContainText('Your copy: fresh and right');
  await expect(button('Open the page')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(figure).toContainText('Your copy: fresh, but wrong');
  await expect(button('Change the page')).toBeFocused();
  await expect(figure.getByRole('log').getByRole('listitem')).toHaveText([
    'Open the page The server sends all of it: 200.',
    'Change the page The copy does not hear of it.',
  ]);

  // what cannot be done now does nothing
  await page.keyboard.press('Enter');
  await expect(figure.getByRole('listitem')).toHaveCount(2);

  await button('Start over').click();
  await expect(figure).toContainText('Your copy: none');
  await expect(figure.getByRole('listitem')).toHaveCount(0);
});

test('who stands in the middle of a handshake is found out, or stays outside', async ({ page }) => {
  await page.goto('/modules/tls/');
  const figure = page.getByRole('figure', { name: 'You, in the middle' });
  await figure.scrollIntoViewIfNeeded();
  const moves = ['Pass it on', 'Put in your own'];
  const take = async (...taken: string[]) => {
    await figure.getByRole('button', { name: 'Start over' }).click();
    for (const name of taken) await figure.getByRole('button', { name }).click();
  };
  for (const last of moves) {
    await take('Put in your own', 'Pass it on', last);
    await expect(figure).toContainText('Where you stand: found out');
  }
  await take('Pass it on', 'Pass it on');
  await expect(figure).toContainText('Where you stand: outside their booth');
  await figure.getByRole('button', { name: 'Change a byte' }).click();
  await expect(figure.getByRole('button', { name: 'Pass it on' })).toBeDisabled();
});

test('a stepper is a table on paper', async ({ page }) => {
  await page.goto(lesson);
  const figure = page.getByRole('figure', { name: 'A copy that ages' });
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('table')).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  await expect(figure.getByRole('table')).toBeVisible();
  await expect(figure.getByRole('button')).toHaveCount(0);
  await page.emulateMedia({ media: 'screen' });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(figure.getByRole('table')).toBeHidden();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('a stepper is a table of all its steps', async ({ page }) => {
    await page.goto(lesson);
    const figure = page.getByRole('figure', { name: 'A copy that ages' });
    await expect(figure.getByRole('row')).toHaveCount(10);
    await expect(figure.getByRole('button')).toHaveCount(0);
  });
});
