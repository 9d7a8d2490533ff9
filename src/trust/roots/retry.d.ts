/** What the types of tuf-js name, and its package does not bring: https://www.npmjs.com/package/@types/retry */
declare module 'retry' {
  export type TimeoutsOptions = object;
}
