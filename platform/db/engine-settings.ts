/**
 * `terse`: the engine's log names what was refused, not the values of the row. `random_page_cost`: today's disks find a page anywhere as quickly
 * as the next one; with the default, made for spinning ones, totals read whole tables where an index answers.
 */
export const ENGINE_SETTINGS = ['shared_buffers=256MB', 'max_connections=60', 'jit=off', 'random_page_cost=1.1', 'log_error_verbosity=terse'];
