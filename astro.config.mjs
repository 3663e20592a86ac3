// For editors and `astro check`. The site itself is built and served by `lectern build` and `lectern dev`.
import { defineConfig } from 'astro/config';
import { astroConfig } from './src/build/astro-config.ts';

export default defineConfig(astroConfig);
