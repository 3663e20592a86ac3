// Question types with their own script. They share one file of under 2 kB: separate requests would cost more than they
// save.
import.meta.glob('../questions/*/enhance.ts', { eager: true });
