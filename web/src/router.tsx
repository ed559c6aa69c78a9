/** Every address of the page in one screen; what a view shows stands in its search parameters. Views that are not needed at once are loaded when they are. */

import type { RouterHistory } from '@tanstack/react-router'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { queryClient } from './api/queryClient'
import { meQuery, setUpQuery } from './api/session'
import { readChartSearch } from './kernels/chartSearch'
import { readDealSearch } from './kernels/dealSearch'
import { readDiagramSearch } from './kernels/diagramSearch'
import { readFigureSearch } from './kernels/figureSearch'
import { ErrorView } from './parts/ErrorView'
import { Shell } from './parts/Shell'
import { AccountsView } from './views/AccountsView'
import { AccountView } from './views/AccountView'
import { ChartView } from './views/ChartView'
import { NotFoundView } from './views/NotFoundView'
import { PeopleView } from './views/PeopleView'
import { SignInView } from './views/SignInView'
import { UnitsView } from './views/UnitsView'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundView })

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  validateSearch: (search): { token?: string } =>
    typeof search.token === 'string' ? { token: search.token } : {},
  component: lazyRouteComponent(() => import('./views/SetUpView'), 'SetUpView'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  component: SignInView,
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    if (await queryClient.ensureQueryData(meQuery)) return
    const { needed } = await queryClient.ensureQueryData(setUpQuery)
    if (needed) throw redirect({ to: '/setup' })
    throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: Shell,
})

const accounts = createRoute({ getParentRoute: () => signedIn, path: '/', component: AccountsView })
const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('./views/SettingsView'), 'SettingsView'),
})
const tokens = createRoute({
  getParentRoute: () => signedIn,
  path: '/tokens',
  component: lazyRouteComponent(() => import('./views/TokensView'), 'TokensView'),
})
const users = createRoute({
  getParentRoute: () => signedIn,
  path: '/users',
  component: lazyRouteComponent(() => import('./views/UsersView'), 'UsersView'),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/accounts/$accountId',
  component: AccountView,
})
const chart = createRoute({
  getParentRoute: () => account,
  path: '/',
  validateSearch: readChartSearch,
  component: ChartView,
})
const diagrams = createRoute({
  getParentRoute: () => account,
  path: '/diagrams',
  validateSearch: readDiagramSearch,
  component: lazyRouteComponent(() => import('./views/DiagramsView'), 'DiagramsView'),
})
const keyPeople = createRoute({
  getParentRoute: () => account,
  path: '/key-people',
  validateSearch: readFigureSearch,
  component: lazyRouteComponent(() => import('./views/KeyPeopleView'), 'KeyPeopleView'),
})
const people = createRoute({
  getParentRoute: () => account,
  path: '/people',
  validateSearch: readTableSearch,
  component: PeopleView,
})
const deals = createRoute({
  getParentRoute: () => account,
  path: '/deals',
  component: lazyRouteComponent(() => import('./views/DealsView'), 'DealsView'),
})
const deal = createRoute({
  getParentRoute: () => account,
  path: '/deals/$dealId',
  validateSearch: readDealSearch,
  component: lazyRouteComponent(() => import('./views/DealView'), 'DealView'),
})
const units = createRoute({
  getParentRoute: () => account,
  path: '/units',
  validateSearch: readTableSearch,
  component: UnitsView,
})
const history = createRoute({
  getParentRoute: () => account,
  path: '/history',
  component: lazyRouteComponent(() => import('./views/HistoryView'), 'HistoryView'),
})
const imports = createRoute({
  getParentRoute: () => account,
  path: '/import',
  component: lazyRouteComponent(() => import('./views/ImportView'), 'ImportView'),
})
const access = createRoute({
  getParentRoute: () => account,
  path: '/access',
  component: lazyRouteComponent(() => import('./views/AccessView'), 'AccessView'),
})

function readTableSearch(search: Record<string, unknown>): { find?: string } {
  return typeof search.find === 'string' && search.find !== '' ? { find: search.find } : {}
}

const routes = root.addChildren([
  setUp,
  signIn,
  signedIn.addChildren([
    accounts,
    settings,
    tokens,
    users,
    account.addChildren([
      chart,
      diagrams,
      keyPeople,
      people,
      units,
      deals,
      deal,
      history,
      imports,
      access,
    ]),
  ]),
])

/** A router over this history; without one, over the browser's own. */
export function makeRouter(history?: RouterHistory) {
  return createRouter({
    routeTree: routes,
    history,
    defaultErrorComponent: ErrorView,
    scrollRestoration: true,
    defaultPreload: 'intent',
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
