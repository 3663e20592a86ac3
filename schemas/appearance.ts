import { z } from 'zod';
import { link, plainText, text } from './primitives.ts';
import { textKinds } from './texts.ts';

/** An address on the web. */
export const webAddress = z.url({ protocol: /^https?$/ });

/** The path of a picture, seen from the file that names it. */
export const picture = z
  .string()
  // Ended here, what is no picture may still be meant to be something else that can stand there.
  .regex(/\.(?:svg|png|jpe?g|webp|avif|gif)$/i, {
    error: 'expected the path of a picture (SVG, PNG, JPEG, WebP, AVIF or GIF), such as `logo.svg`',
    abort: true,
  })
  .register(textKinds, { kind: 'picture' });

/** A picture for both themes, or one for each. */
export const themedPicture = z.union([
  picture,
  z.strictObject({
    light: picture.describe('The picture on light paper.'),
    dark: picture.optional().describe('The picture on dark paper; without it, the light one.'),
    alt: plainText
      .optional()
      .describe('What the picture shows, for those who cannot see it; without it, it is an ornament.'),
  }),
]);

const person = z.strictObject({
  name: plainText.describe('A person or an organisation.').meta({ examples: ['Ada Lovelace'] }),
  url: webAddress.optional().describe('Where to read more about them.'),
});

export const authors = z
  .array(person)
  .min(1)
  .meta({ examples: [[{ name: 'Ada Lovelace', url: 'https://example.org/ada' }]] });

const licence = z.union([
  plainText,
  z.strictObject({
    name: plainText.describe('What learners read.').meta({ examples: ['CC BY 4.0'] }),
    url: webAddress.optional().describe('The text of the licence.'),
  }),
]);

/** A colour, six hexadecimal digits. */
const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'expected a colour of six hexadecimal digits in quotes, such as `"#7a1f5c"`');

const accent = z.union([
  colour,
  z.strictObject({
    light: colour.describe('The colour on light paper.'),
    dark: colour.optional().describe('The colour on dark paper; without it, the nearest that can be read there.'),
  }),
]);

/** The tokens of `src/styles/tokens.css` that a course may set. */
export const accentNames = ['accent', 'client', 'server'] as const;
export type AccentName = (typeof accentNames)[number];

const theme = z.strictObject({
  logo: themedPicture.optional().describe('Shown beside the title in the header, in place of Lectern’s mark.'),
  accents: z
    .strictObject({
      accent: accent.optional().describe('Links, buttons, figures: in place of one colour for each category.'),
      client: accent.optional().describe('What belongs to the client in figures and code.'),
      server: accent.optional().describe('What belongs to the server in figures and code.'),
    })
    .optional()
    .describe('Colours of the course. Text in them must be readable: 4.5 to 1 on paper, and as the ground of a button.')
    .meta({ examples: [{ accent: '#7a1f5c' }] }),
  css: z
    .string()
    .regex(/\.css$/i, 'expected the path of a style sheet, such as `theme.css`')
    .optional()
    .describe('A style sheet for all pages, behind those of the site: it may set tokens and overrule any style.')
    .meta({ examples: ['theme.css'] }),
});

const home = z.strictObject({
  title: plainText.optional().describe('The heading of the course page; without it, the course’s title.'),
  text: plainText.optional().describe('The text below it; without it, the course’s description.'),
  figure: themedPicture.optional().describe('The picture of the course page; without it, a map of the course.'),
});

const footerLink = z.strictObject({
  text: plainText.describe('What learners read.').meta({ examples: ['Forum'] }),
  link: link
    .describe('An address on the web, or a file of the course such as `pages/imprint.md`.')
    .meta({ examples: ['https://forum.example.org'] }),
});

const repository = z.union([
  webAddress,
  z.strictObject({
    url: webAddress.describe('Where the repository can be looked at.'),
    edit: text
      .regex(/\{file\}/, 'expected `{file}` where the path of a file in the content folder belongs')
      .optional()
      .describe('The address at which a file is edited; known for GitHub, GitLab and Codeberg.')
      .meta({ examples: ['https://git.example.org/waves/edit/main/content/{file}'] }),
  }),
]);

/** The keys of `course.yaml` that say whose course it is, and how it looks. */
export const appearance = {
  authors: authors.optional().describe('Who wrote the course.'),
  licence: licence
    .optional()
    .describe('What others may do with the course.')
    .meta({ examples: ['CC BY 4.0'] }),
  copyright: plainText
    .optional()
    .describe('A line of the footer.')
    .meta({ examples: ['© 2026 Ada Lovelace'] }),
  repository: repository
    .optional()
    .describe('Where the sources of the course are kept: each page links to where it can be edited.')
    .meta({ examples: ['https://github.com/ada/waves'] }),
  reports: z
    .union([z.email(), webAddress])
    .optional()
    .describe(
      'Who hears when a learner finds something wrong with a question: a mail address, or where an issue is opened. Title and text are added as GitHub takes them, or where the address says `{title}` and `{body}`.',
    )
    .meta({ examples: ['teacher@example.org', 'https://github.com/ada/waves/issues/new'] }),
  theme: theme.optional().describe('Logo and colours of the course.'),
  home: home.optional().describe('What the course page shows before the modules.'),
  footer: z
    .array(footerLink)
    .optional()
    .describe('Links of the footer, in this order; pages of the course that are not among them follow.'),
};
