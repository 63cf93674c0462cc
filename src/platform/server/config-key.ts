// The configuration for use cases that build links or cookies.

import type { Config } from './config.ts';
import { serviceKey } from './services.ts';

export const configKey = serviceKey<Config>('platform.config');
