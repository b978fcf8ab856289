// A view is a row here and a file beside it.
import { Today } from './Today.jsx';
import { MapView } from './Map.jsx';
import { Timeline } from './Timeline.jsx';
import { Dyads } from './Dyads.jsx';
import { Actor, Actors } from './Actor.jsx';
import { Article } from './Article.jsx';
import { Statements } from './Statements.jsx';
import { Calendar } from './Calendar.jsx';
import { Figures } from './Figures.jsx';
import { Events } from './Events.jsx';
import { Sources } from './Sources.jsx';
import { Methods } from './Methods.jsx';
import { Try } from './Try.jsx';

export const views = {
  today: { title: 'Today', show: Today, menu: true },
  map: { title: 'Map', show: MapView, menu: true },
  timeline: { title: 'Timeline', show: Timeline, menu: true },
  dyads: { title: 'Dyads', show: Dyads, menu: true },
  actors: { title: 'Actors', show: Actors, menu: true },
  actor: { title: 'Actor', show: Actor },
  statements: { title: 'Statements', show: Statements, menu: true },
  calendar: { title: 'Calendar', show: Calendar, menu: true },
  figures: { title: 'Figures', show: Figures, menu: true },
  events: { title: 'Events', show: Events, menu: true },
  article: { title: 'Article', show: Article },
  sources: { title: 'Sources', show: Sources, menu: true },
  methods: { title: 'Methods', show: Methods, menu: true },
  try: { title: 'Try it', show: Try, menu: true },
  missing: { title: 'No such view', show: () => <p class="empty">There is no such view. The menu lists those there are.</p> },
};
