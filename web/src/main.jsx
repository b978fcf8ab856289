import { render } from 'preact';
import { Shell } from './parts/Shell.jsx';
import './app.css';

render(<Shell />, document.getElementById('app'));
