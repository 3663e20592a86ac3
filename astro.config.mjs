import { defineConfig } from 'astro/config';
import lectern from './src/astro.ts';

export default defineConfig({
  integrations: [lectern()],
  output: 'static',
});
