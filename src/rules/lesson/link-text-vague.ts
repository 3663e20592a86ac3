import type { BodyRule } from '../engine/rule.ts';

const vague =
  /^(?:(?:click|tap|press|look|see|read|go|find out)(?: on)?(?: it| more)? )?(?:here|this|this link|link|this (?:page|article|site|website|post)|(?:read|learn|find out|see)? ?more|details|the link|url)[.!:…]*$/i;

export const linkTextVague: BodyRule = {
  code: 'link-text-vague',
  scope: 'body',
  severity: 'warning',
  language: 'en',
  why: 'a list of links read aloud says “here, here, here”; nobody knows where they lead',
  fix: 'make the link text name what stands at its end',
  check({ links }) {
    return links
      .filter((link) => vague.test(link.text.trim()))
      .map((link) => ({ at: link, message: `the link text \`${link.text.trim()}\` does not say where it leads` }));
  },
};
