export { communities, modularity, type Communities, type CommunityOptions } from './communities.ts';
export * from './components.ts';
export * from './decay.ts';
export * from './graph.ts';
export * from './propagate.ts';
