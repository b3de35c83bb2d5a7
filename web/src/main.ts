import { mount } from 'svelte'
import App from './App.svelte'
import './app.css'
import './layout.css'

mount(App, { target: document.getElementById('app')! })

// Where the page did not come over a safe connection there is none.
if (import.meta.env.PROD) void navigator.serviceWorker?.register('/worker.js').catch(() => {})
