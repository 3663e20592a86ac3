/** With the getters of what is read when it is asked for. */
export function copyOf<Value extends object>(value: Value, changes: Partial<Value>): Value {
  return Object.defineProperties(
    Object.defineProperties({}, Object.getOwnPropertyDescriptors(value)),
    Object.getOwnPropertyDescriptors(changes),
  ) as Value;
}
