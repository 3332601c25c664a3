/** Addresses of the pages of a person's filings. */
export const filingAddress = (id: string, page = ''): string => `/my/filings/${id}${page === '' ? '' : `/${page}`}`;
export const askAddress = (id: string, page: string): string => filingAddress(id, `ask/${page}`);
export const articleAddress = (id: string, number: number): string => filingAddress(id, `articles/${number}`);
export const organizationAddress = (id: string): string => `/my/organizations/${id}`;
