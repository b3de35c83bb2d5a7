// Package meter counts what a server does, for Prometheus: it has no other word for
// what goes on inside than these figures.
//
// Nothing here knows a text, a name of a person or a title, so that whoever reads
// the figures learns how the server is and nothing of what is in it. A nil Meter
// counts nothing, and every method may be called on it.
package meter

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Meter holds the figures of one server.
type Meter struct {
	all      *prometheus.Registry
	events   prometheus.Counter
	refusals *prometheus.CounterVec
	wait     prometheus.Histogram
	group    prometheus.Histogram
	failed   prometheus.Counter
	requests *prometheus.HistogramVec
}

// New makes a Meter; version is that of the program.
func New(version string) *Meter {
	m := &Meter{
		all:      prometheus.NewRegistry(),
		events:   prometheus.NewCounter(prometheus.CounterOpts{Name: "triptych_events_total", Help: "Changes that were stored: edits, structure, states, approvals."}),
		refusals: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "triptych_refusals_total", Help: "Messages of editors that were refused, by the code of the refusal."}, []string{"code"}),
		wait: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "triptych_commit_seconds", Help: "From handing a change to the database until it is on the disk, of the one in each transaction that waited longest.",
			Buckets: []float64{.0005, .001, .002, .005, .01, .02, .05, .1, .25, .5, 1, 5}}),
		group: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "triptych_commit_group", Help: "Changes that went to the disk in one transaction.",
			Buckets: prometheus.ExponentialBuckets(1, 2, 10)}),
		failed: prometheus.NewCounter(prometheus.CounterOpts{Name: "triptych_commits_failed_total", Help: "Transactions that the database refused: a full or failing disk, a lock."}),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "triptych_http_seconds", Help: "Requests, by route and status; websockets are left out.",
			Buckets: []float64{.001, .005, .02, .1, .3, 1, 3, 10}}, []string{"route", "status"}),
	}
	about := prometheus.NewGauge(prometheus.GaugeOpts{Name: "triptych_build_info", Help: "Always 1; the label has the version of the program.", ConstLabels: prometheus.Labels{"version": version}})
	about.Set(1)
	m.all.MustRegister(m.events, m.refusals, m.wait, m.group, m.failed, m.requests, about,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Watch adds a figure that is read when somebody asks: a level when it may fall.
func (m *Meter) Watch(name, help string, level bool, now func() float64) {
	switch {
	case m == nil:
	case level:
		m.all.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, now))
	default:
		m.all.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, now))
	}
}

// Stored counts the changes of one document that a transaction stored.
func (m *Meter) Stored(events int) {
	if m != nil {
		m.events.Add(float64(events))
	}
}

// Committed counts a transaction of so many jobs, the first of which waited so long for
// the disk, or one that failed.
func (m *Meter) Committed(jobs int, took time.Duration, err error) {
	switch {
	case m == nil:
	case err != nil:
		m.failed.Inc()
	default:
		m.group.Observe(float64(jobs))
		m.wait.Observe(took.Seconds())
	}
}

// Refused counts a message that was refused.
func (m *Meter) Refused(code string) {
	if m != nil {
		m.refusals.WithLabelValues(code).Inc()
	}
}

// Answered counts a request.
func (m *Meter) Answered(route string, status int, took time.Duration) {
	if m != nil {
		m.requests.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
	}
}

// ServeHTTP writes the figures in Prometheus' text format.
func (m *Meter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	promhttp.HandlerFor(m.all, promhttp.HandlerOpts{}).ServeHTTP(w, r)
}
