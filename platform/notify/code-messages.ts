/** A single-use code on its way to a telephone. Only an adapter of this port ever sees it beside its number. */
export interface CodeMessage {
  /** eleven digits */
  phone: string;
  /** six digits */
  code: string;
  minutes: number;
}

/** The port through which codes leave. */
export interface CodeMessages {
  /** false: this installation sends no messages, so nobody is asked for a telephone */
  isOpen(): Promise<boolean>;
  /** @throws MESSAGE_NOT_SENT */
  sendCode(message: CodeMessage): Promise<void>;
}
