export const MEMORY_FLAGS: readonly string[];
export const PRODUCT_ENVIRONMENT: Readonly<Record<string, string>>;
