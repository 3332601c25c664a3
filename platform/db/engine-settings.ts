/** `terse`: the engine's log names what was refused, not the values of the row. */
export const ENGINE_SETTINGS = ['shared_buffers=256MB', 'max_connections=60', 'jit=off', 'log_error_verbosity=terse'];
