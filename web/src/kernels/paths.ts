/** Which of the paths to a person are told where. */
import type { AccessPath, Paths } from '../api/model'

/** The next best paths: those that are told neither as the best nor as independent ones. */
export function otherPaths({ paths, disjoint }: Pick<Paths, 'paths' | 'disjoint'>): AccessPath[] {
  const told = new Set(disjoint.map(routeOf))
  return paths.slice(1).filter((path) => !told.has(routeOf(path)))
}

function routeOf(path: AccessPath): string {
  return path.steps.map((step) => step.member ?? step.person?.person).join()
}
