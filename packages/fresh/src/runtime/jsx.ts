/** What JSX means in scripts for browsers. Children that are arguments take fewer bytes than a property of each element. */
export { Fragment, h } from "preact";
