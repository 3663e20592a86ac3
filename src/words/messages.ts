import type { Message } from '../text/messages.ts';
import type { en } from './en.ts';

export type { Message };

/** The name of a message. */
export type MessageName = keyof typeof en;

/** The words of a language: every message, each with a plural where the reference has one. */
export type Catalogue = {
  readonly [Name in MessageName]: (typeof en)[Name] extends string ? string : Exclude<Message, string>;
};

type TextsOf<M> = M extends string ? M : M[keyof M] & string;
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The names of the values that go into a message. */
export type ValueNames<Name extends MessageName> = NamesIn<TextsOf<(typeof en)[Name]>>;

/** What has to be given for a message: nothing, or all of its values. */
export type Given<Name extends MessageName, Value> = [ValueNames<Name>] extends [never]
  ? readonly [values?: Readonly<Record<string, Value>>]
  : readonly [values: { readonly [Key in ValueNames<Name>]: Value }];

/** Messages for a script: in the page as JSON, filled by `text/messages.ts`. */
export interface ScriptWords<Name extends MessageName = MessageName> {
  /** The language of numbers, dates and plurals. */
  readonly language: string;
  readonly messages: Readonly<Record<Name, Message>>;
}
