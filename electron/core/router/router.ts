/** Handlers of the whole contract. */
export type Router = object
