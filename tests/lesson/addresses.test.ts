import { describe, expect, test } from 'vitest';
import { pageAddress } from '../../src/lesson/addresses.ts';

const address = (url: string): string => pageAddress('modules/here/lesson.mdx', url, '/course/', (file) => (file === 'modules/here/map one.png' ? '/course/_files/map.png' : undefined));

describe('An address in a lesson', () => {
  test.each([
    ['../dns/lesson.mdx', '/course/modules/dns/'],
    ['../dns/lesson.md#records', '/course/modules/dns/#records'],
    ['../dns/', '/course/modules/dns/'],
    ['./lesson.mdx#top', '/course/modules/here/#top'],
    ['#top', '#top'],
    ['https://example.com/a?b#c', 'https://example.com/a?b#c'],
    ['mailto:me@example.com', 'mailto:me@example.com'],
    ['map%20one.png', '/course/_files/map.png'],
    ['./map one.png', '/course/_files/map.png'],
    ['../../../outside.md', '../../../outside.md'],
    ['%zz', '%zz'],
  ])('%s leads to %s', (url, expected) => {
    expect(address(url)).toBe(expected);
  });
});
