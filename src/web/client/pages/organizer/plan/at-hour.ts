/** The full hour of this device's clock on the day of a moment; unix seconds. */
export function atHour(at: number, hour: number): number {
  const day = new Date(at * 1000);
  day.setHours(hour, 0, 0, 0);
  return Math.floor(day.getTime() / 1000);
}
