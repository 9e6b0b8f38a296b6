import { repositoryService } from '../lib/repository-service.ts';
import type { Config, ServiceConfig } from '../types/config.ts';
import type { Document } from '../types/document.ts';
import { catalogServices } from './catalog-services.ts';

/** The services as the configuration names them, else as Backstage does, else one named after the repository. */
export function resolveServices(
  config: Pick<Config, 'services'>,
  documents: readonly Document[],
  repositoryName: string,
): readonly ServiceConfig[] {
  if (config.services.length > 0) return config.services;
  const cataloged = catalogServices(documents);
  return cataloged.length > 0 ? cataloged : [wholeRepository(repositoryName)];
}

function wholeRepository(repositoryName: string): ServiceConfig {
  return repositoryService(repositoryName.split('/').at(-1) || 'repository');
}
