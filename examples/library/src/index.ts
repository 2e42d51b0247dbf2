export * from './paperless-service';
