/** Diagnostics shown per file; the rest is only counted. */
export const reportsPerFile = 1000;
