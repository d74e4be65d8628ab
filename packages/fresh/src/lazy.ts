/** Something that is loaded when it is first needed. */
export type Lazy<T> = () => Promise<T>;

/** Something that is here already, or loaded when it is first needed. */
export type MaybeLazy<T> = T | Lazy<T>;
