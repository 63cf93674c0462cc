// How the HTTP layer learns who calls. The access part of the platform sets the real one at start.

import type { FastifyRequest } from 'fastify';
import type { Actor } from '../access/actor.ts';
import { serviceKey } from '../services.ts';

export interface Authenticated {
  readonly actor: Actor;
  /** Cookies travel by themselves, so their requests must prove where they come from; tokens do not. */
  readonly by: 'cookie' | 'token' | 'none';
}

/** Answers an anonymous actor for a missing or dead credential; never throws for a bad one. */
export type Authenticator = (request: FastifyRequest) => Promise<Authenticated>;

export const authenticatorKey = serviceKey<Authenticator>('platform.authenticator');
