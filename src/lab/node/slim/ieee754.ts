/** The part of `ieee754` that `buffer` uses: numbers of four (23 bits of mantissa) or eight bytes. */
const viewOf = (bytes: Uint8Array, offset: number, size: number): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset + offset, size);

export function read(
  bytes: Uint8Array,
  offset: number,
  littleEndian: boolean,
  _mantissa: number,
  size: number,
): number {
  const view = viewOf(bytes, offset, size);
  return size === 4 ? view.getFloat32(0, littleEndian) : view.getFloat64(0, littleEndian);
}
export function write(
  bytes: Uint8Array,
  value: number,
  offset: number,
  littleEndian: boolean,
  _mantissa: number,
  size: number,
): void {
  const view = viewOf(bytes, offset, size);
  if (size === 4) view.setFloat32(0, value, littleEndian);
  else view.setFloat64(0, value, littleEndian);
}
export default { read, write };
