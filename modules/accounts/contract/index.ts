export * from './borrowed-routes.ts';
export * from './borrowed-schemas.ts';
export * from './errors.ts';
export * from './limits.ts';
export * from './permissions.ts';
export * from './roles.ts';
export * from './routes.ts';
export * from './schemas.ts';
