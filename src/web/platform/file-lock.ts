/** As `withFileLock` of the use cases: the browser's own locks end with the tab that held them. */
export async function withFileLock<T>(file: string, act: () => Promise<T>): Promise<T> {
  return await navigator.locks.request(`psephos:${file}`, act);
}
