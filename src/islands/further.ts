// What the controls of some question types need before anybody touches them. They share one file: separate requests would
// cost more than they save.
import.meta.glob('../questions/*/enhance.ts', { eager: true });
