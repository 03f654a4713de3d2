/** Style sheets are bundled for their effect: they export nothing. */
declare module "*.css";
