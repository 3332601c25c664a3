import '@tanstack/react-router';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** fills the window without the console's frame */
    bare?: boolean;
  }
}
